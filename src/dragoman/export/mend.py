"""Mediation events in the 32 columns of the MEND database, and beside them the words that each value rests on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model.article import Article
from ..model.claim import Claim, Meeting, Payload
from ..model.evidence import Span
from ..model.fold import fold
from ..model.record import Judgement
from ..model.when import When
from .mend_beside import thirds_beside
from .mend_days import only_day, opening_day
from .mend_facts import Facts, PlaceFacts, load_facts
from .mend_parties import Named, distinct, hosts_of, parties_of, people_of, without_wholes
from .mend_stops import toured
from .mend_tellings import Telling, joined
from .tables import cell

Pairs = Iterable[tuple[Article, Sequence[Claim[Payload]]]]
COLUMNS = (
    "med_event_ID", "conflict_country", "conflict_counry_ID", "conflict_id", "med_location - MULTISELECT",
    "med_loc_cty", "med_loc_x", "med_loc_y", "Day", "Month", "Year", "third_party", "third_party_id_MEND",
    "third_party_id_PAAX", "third_party_id_GW", "num_med", "med_bias", "med_scope", "individual_med_named",
    "groupings_mechanisms", "local_parties", "local_party_id", "local_indiv_group", "num_local", "if_loc_belig", "agmt",
    "agmt_name", "agmt_id_PAX", "Summary", "source_urls", "shuttle", "med_type",
)  # fmt: skip
EVIDENCE_COLUMNS = ("med_event_ID", "column", "value", "article", "start", "end", "quote")
PLACE = "med_location - MULTISELECT"
UNKNOWN, VIRTUAL = "unknown", "Virtual"
TAKES_PLACE = ("held", "ongoing", "planned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """One value of one column, the article (key) and the place in its text that it rests on."""

    column: str
    value: str
    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MendEvent:
    """One row: values by column (a column that is not there is unknown) and what they rest on."""

    values: dict[str, str]
    backing: tuple[Backing, ...]


def export_mend(pairs: Pairs, folder: Path, judgements: Iterable[Judgement] = ()) -> tuple[Path, ...]:
    """Write ``mend.csv`` (one row a mediated meeting) and ``mend_evidence.csv``; returns the files written.

    With ``judgements``, tellings judged to be of one meeting make one row; without, each telling makes its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    events = mend_events(pairs, judgements=judgements)
    files = (folder / "mend.csv", folder / "mend_evidence.csv")
    _write(files[0], COLUMNS, ([event.values.get(name) for name in COLUMNS] for event in events))
    _write(files[1], EVIDENCE_COLUMNS, (_backing_row(event, b) for event in events for b in event.backing))
    return files


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(name, value) for name, value in zip(columns, row, strict=True)] for row in rows)


def _cell(column: str, value: str | int | None) -> str:
    """As in the other tables; a coordinate may start with a minus."""
    return str(value or "") if column in ("med_loc_x", "med_loc_y", "value") else cell(value)


def _backing_row(event: MendEvent, backing: Backing) -> tuple[str | int, ...]:
    span = backing.span
    event_id = event.values["med_event_ID"]
    return event_id, backing.column, backing.value, backing.article, span.start, span.end, span.words


def mend_events(
    pairs: Pairs, *, judgements: Iterable[Judgement] = (), facts: Facts | None = None
) -> tuple[MendEvent, ...]:
    """One event for each meeting in which a third party takes part, in order of publication."""
    known = facts or load_facts()
    told: dict[str, Telling] = {}
    for article, claims in pairs:
        for claim in claims:
            if isinstance(claim.payload, Meeting):
                told[claim.id] = Telling(article, claim)  # type: ignore[arg-type]
    articles = {t.article.id: t.article for t in told.values()}
    records = fold([t.claim for t in told.values()], judgements, articles.values())
    events = []
    for ids, tellings in joined(toured(((record.id, [told[i] for i in record.claims]) for record in records), known)):
        event = _event(ids, tellings, known)
        if event is not None:
            events.append(event)
    return tuple(events)


def _event(record: str, stands: list[Telling], facts: Facts) -> MendEvent | None:
    conflicts = _conflicts(stands, facts)
    parties = list(parties_of(stands, facts))
    local = distinct(p for p in parties if facts.is_local(p.name, conflicts))
    third = without_wholes([p for p in parties if facts.is_third(p.name, conflicts)], facts)
    third = distinct((*third, *hosts_of(stands, conflicts, facts)))
    third = third or thirds_beside(stands, conflicts, facts)
    if not third:
        return None
    made = _Row()
    _where(made, stands, facts)
    _when(made, stands, facts)
    _conflict(made, stands[0], conflicts, facts)
    _third_parties(made, third, stands, facts)
    _local_parties(made, local, stands, conflicts, facts)
    made.put("Summary", " ... ".join(dict.fromkeys(_oneline(t.claim.evidence.quote) for t in stands)), stands)
    made.values["source_urls"] = ";".join(dict.fromkeys(t.article.url for t in stands if t.article.url))
    made.put("med_type", "M" if local else "MR", stands[:1])
    if any(t.claim.payload.format == "indirect" for t in stands):
        made.put("shuttle", "1", [t for t in stands if t.claim.payload.format == "indirect"])
    made.values["med_event_ID"] = _event_id(made.values, record, facts, conflicts)
    return MendEvent(values=made.values, backing=tuple(made.backing))


class _Row:
    """The values of one event as they are gathered."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.backing: list[Backing] = []

    def put(self, column: str, value: str, tellings: Iterable[Telling]) -> None:
        """A value that rests on the passages that report the meeting."""
        self.values[column] = value
        for telling in tellings:
            self.back(column, value, telling, telling.claim.evidence.span)

    def put_names(self, column: str, names: Sequence[Named], shown: Sequence[str]) -> None:
        """Several values of one column, each with the mention that names it."""
        if names:
            self.values[column] = "; ".join(shown)
        for name, value in zip(names, shown, strict=True):
            self.back(column, value, name.telling, name.span)

    def back(self, column: str, value: str, telling: Telling, span: Span) -> None:
        """One more place that a value rests on."""
        self.backing.append(Backing(column=column, value=value, article=telling.article.key, span=span))


def _conflicts(tellings: Sequence[Telling], facts: Facts) -> tuple[str, ...]:
    """The countries whose conflict the reports are about, as most tellings have it."""
    texts = {t.article.id: t.article.text for t in tellings}
    return facts.conflicts("\n".join(texts.values()))


def _conflict(made: _Row, first: Telling, conflicts: Sequence[str], facts: Facts) -> None:
    if not conflicts:
        return
    found = facts.first_naming(first.article.text, conflicts[0])
    span = Span(start=found[0], end=found[1], words=first.article.text[found[0] : found[1]]) if found else None
    for column, value in (("conflict_country", conflicts[0]), ("conflict_counry_ID", facts.state(conflicts[0]).gw)):
        if value:
            made.values[column] = value
            made.back(column, value, first, span or first.claim.evidence.span)


def _where(made: _Row, tellings: Sequence[Telling], facts: Facts) -> None:
    """City and country, or a country alone; calls are held nowhere; coordinates of the gazetteer."""
    made.values[PLACE] = UNKNOWN
    placed = [t for t in tellings if t.meeting.place or t.meeting.country]
    calls = [t for t in tellings if t.meeting.format == "phone"]
    if placed and not _city_within(made, placed, facts):
        best = next((t for t in placed if t.meeting.place != t.meeting.country), placed[0])
        meeting = best.meeting
        span = meeting.place_words or best.claim.evidence.span
        _placed(made, facts.place(meeting.place or meeting.country or "", meeting.country), best, span)
    elif not placed and calls:
        made.put(PLACE, VIRTUAL, calls[:1])
    elif not placed and not _at_seat(made, tellings, facts):
        _in_paragraph(made, tellings, facts)


def _city_within(made: _Row, placed: Sequence[Telling], facts: Facts) -> bool:
    """Where only a country is told, the one city of it that the paragraph names as a place."""
    countries = {facts.plain(t.meeting.country or "") for t in placed}
    if len(countries) != 1 or any(facts.plain(t.meeting.place or "") not in countries for t in placed):
        return False
    for telling in placed:
        start, end = telling.paragraph
        cities = {place.city: (a, b) for a, b, place in facts.cities(telling.article.text[start:end])}
        within = {city: at for city, at in cities.items() if city and facts.country_of(city) in countries}
        if len(within) == 1:
            ((city, (first, last)),) = within.items()
            _placed(made, facts.place(city, *countries), telling, telling.span(start + first, start + last))
            return True
    return False


def _in_paragraph(made: _Row, tellings: Sequence[Telling], facts: Facts) -> None:
    """The one city that the paragraph names as a place."""
    for telling in tellings:
        start, end = telling.paragraph
        found = list(facts.cities(telling.article.text[start:end]))
        if len({place.city for _, _, place in found}) == 1:
            first, last, _ = found[0]
            span = telling.span(start + first, start + last)
            _placed(made, facts.place(span.words, facts.country_of(span.words)), telling, span)
            return


def _at_seat(made: _Row, tellings: Sequence[Telling], facts: Facts) -> bool:
    """Where the report names a body that meets at its seat: "briefed the Security Council" is New York."""
    for telling in tellings:
        start, end = telling.sentence
        room = facts.meeting_room(telling.article.text[start:end])
        if room is not None:
            first, last, city = room
            country = facts.country_of(city)
            _placed(made, facts.place(city, country), telling, telling.span(start + first, start + last))
            return True
    return False


def _placed(made: _Row, found: PlaceFacts, telling: Telling, span: Span) -> None:
    values = {PLACE: found.words, "med_loc_cty": found.iso3, "med_loc_x": found.x, "med_loc_y": found.y}
    for column, value in values.items():
        if value:
            made.values[column] = value
            made.back(column, value, telling, span)


def _when(made: _Row, tellings: Sequence[Telling], facts: Facts) -> None:
    """The first day; a month or year where no day is known; a plan yields to what was held."""
    order = {"day": 0, "range": 1, "week": 2, "month": 3, "season": 4, "year": 5, "unknown": 6}
    told = [t for t in tellings if t.claim.payload.when.known]
    if not told:
        _day_beside(made, tellings, facts)
        return
    best = min(
        told, key=lambda t: (t.meeting.status == "planned", order[t.meeting.when.precision], str(t.meeting.when))
    )
    _dated(made, best.claim.payload.when, best, best.claim.payload.date_words or best.claim.evidence.span)


def _day_beside(made: _Row, tellings: Sequence[Telling], facts: Facts) -> None:
    """Of what took place, the one day that its sentence writes out, or the day that opens the account before it."""
    for telling in (t for t in tellings if t.meeting.status in ("held", "ongoing")):
        start, end = telling.sentence
        found = only_day(telling, start, end, facts) or opening_day(telling, telling.paragraph[0], start, facts)
        if found is not None:
            _dated(made, found.when, telling, found.words)
            return


def _dated(made: _Row, when: When, telling: Telling, span: Span) -> None:
    assert when.start is not None
    known = {"Year": str(when.start.year)}
    if when.precision in ("day", "range", "month") or (when.end is not None and when.start.month == when.end.month):
        known["Month"] = str(when.start.month)
    if when.precision in ("day", "range"):
        known["Day"] = str(when.start.day)
    for column, value in known.items():
        made.values[column] = value
        made.back(column, value, telling, span)


def _third_parties(made: _Row, third: Sequence[Named], tellings: Sequence[Telling], facts: Facts) -> None:
    made.put_names("third_party", third, [facts.third(p.name).shown for p in third])
    for column in ("third_party_id_MEND", "third_party_id_PAAX", "third_party_id_GW"):
        ids = [facts.third(p.name).gw if column.endswith("GW") else facts.third(p.name).id for p in third]
        if column.endswith("PAAX"):
            ids = ["" if i.startswith("MEND") else i for i in ids]
        if any(ids):
            made.values[column] = ";".join(ids)
            for name, value in zip(third, ids, strict=True):
                if value:
                    made.back(column, value, name.telling, name.span)
    made.values["num_med"] = str(len(third))
    for name in third:
        made.back("num_med", made.values["num_med"], name.telling, name.span)
    people = people_of(tellings, {p.name for p in third}, facts)
    made.put_names("individual_med_named", people, [p.name for p in people])


def _local_parties(
    made: _Row, local: Sequence[Named], tellings: Sequence[Telling], conflicts: Sequence[str], facts: Facts
) -> None:
    made.put_names("local_parties", local, [p.name for p in local])
    people = people_of(tellings, {p.name for p in local}, facts)
    made.put_names("local_indiv_group", people, [p.name for p in people])
    made.values["num_local"] = "2+" if len(local) > 1 else str(len(local))
    if local:
        fights = [p for p in local if facts.fights(p.name, conflicts)]
        made.values["if_loc_belig"] = "1" if fights else "0"
    for name in local:
        made.back("num_local", made.values["num_local"], name.telling, name.span)
        made.back("if_loc_belig", made.values["if_loc_belig"], name.telling, name.span)


def _event_id(values: dict[str, str], record: str, facts: Facts, conflicts: Sequence[str]) -> str:
    """Country and month as in MEND, then the record's own id, which is never given to another event."""
    country = facts.state(conflicts[0]).iso3 if conflicts else ""
    month = f"{values['Year']}{int(values.get('Month', '0')):02}" if "Year" in values else "000000"
    return f"{country or 'XXX'}{month}-{record}"


def _oneline(text: str) -> str:
    return " ".join(text.split())
