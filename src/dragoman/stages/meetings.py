"""Meetings: contacts between actors, one claim for each distinct contact of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..model.claim import Claim, Meeting, MeetingFormat, Mention, Payload
from ..model.evidence import Span
from ..reading.gazetteer import fold
from ..reading.linear import LinearHead, load_heads
from ..reading.place_index import place_index
from ..reading.place_uses import PlaceMention
from ..reading.reading import Reading
from .base import Found
from .meeting_apart import EXACT
from .meeting_arrivals import aim_of_arrival
from .meeting_attendance import Attendance
from .meeting_beside import Paragraphs, during, joins, of_same_sides, taken_up
from .meeting_candidates import Candidate, Words, candidates, governing, subject, words_of
from .meeting_coding import Delegations, format_of, level_of
from .meeting_details import Surroundings
from .meeting_features import Sighting, sightings
from .meeting_merge import Group, echo, merge, settle, where
from .meeting_phrases import PLURAL
from .meeting_report import Report
from .meeting_several import Row, met_apart, rows_of_places, visited

THRESHOLD = 0.375
ARRANGED = 0.5  # how likely an encounter is that has been fixed
ANAPHORIC = {"det=the", "det=this", "det=these", "det=those", "det=poss"}


@dataclass(frozen=True, slots=True)
class Beside:
    """What looks beyond the clauses that tell of an encounter."""

    delegations: Delegations
    paragraphs: Paragraphs
    attendance: Attendance
    rows: dict[int, Row]
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one encounter: who takes part, who mediates, where, in which form."""

    people: tuple[Mention, ...]
    mediators: tuple[Mention, ...]
    place: PlaceMention | None
    form: MeetingFormat


class Meetings:
    """Stage: encounters of two or more actors, as reported."""

    name = "meetings"
    version = "1"
    requires: frozenset[str] = frozenset()
    provides = frozenset({"meeting"})

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim[Payload]]:
        """One claim for each distinct encounter, in text order."""
        return tuple(meetings(reading, heads()))


@lru_cache(maxsize=1)
def heads() -> Mapping[str, LinearHead]:
    """The stage's heads: ``report`` (yes or no)."""
    return load_heads("dragoman.stages", "meetings.json")


def meetings(
    reading: Reading, weights: Mapping[str, LinearHead], threshold: float = THRESHOLD
) -> Iterator[Claim[Payload]]:
    """The claims that these heads find in a text."""
    words = words_of(reading)
    seen = list(sightings(reading, words, list(candidates(reading, words))))
    told = list(reports(reading, words, seen, weights))
    groups = merge([report for report in told if report.chance >= threshold])
    echo(groups, [report for report in told if report.chance < threshold])
    settle(groups)
    beside = Beside(
        Delegations(reading, words),
        Paragraphs(reading, words),
        Attendance(reading, words),
        rows_of_places(reading),
        groups,
    )
    ordered = sorted(groups, key=lambda group: (group.best.start, group.best.end))
    tellings = sorted((group.best.sighting.candidate for group in groups), key=lambda told: told.token.i)
    for group in ordered:
        yield from _claims(reading, words, group, beside, _following(group.best.sighting.candidate, tellings))


def _following(told: Candidate, tellings: Sequence[Candidate]) -> int | None:
    """The token where the next encounter is told; what follows a sentence goes on with what its main verb tells."""
    sentence = told.token.sent
    verb = told.verb or told.top
    main = verb is not None and governing(verb).i == sentence.root.i
    later = (c.token.i for c in tellings if c.token.i > told.token.i and (not main or c.token.i >= sentence.end))
    beside = any(c is not told and sentence.start <= c.token.i < told.token.i for c in tellings)
    return told.token.i if beside and not main else next(later, None)


def reports(
    reading: Reading, words: Words, seen: Iterable[Sighting], weights: Mapping[str, LinearHead]
) -> Iterator[Report]:
    """Each sighting with the chance that it reports an encounter, and what it says of it."""
    around = Surroundings(reading, words)
    for sighting in seen:
        candidate = sighting.candidate
        yield Report(
            sighting=sighting,
            chance=max(weights["report"].probabilities(sighting.features)["yes"], _arranged(sighting, words)),
            status=sighting.status,
            people=tuple(m for m in sighting.people if (m.span.start, m.span.end) not in sighting.cast.onlookers),
            mediators=sighting.mediators,
            when=around.when(candidate, sighting.time, sighting.duration),
            round=around.round(candidate),
            anaphoric=_anaphoric(sighting) or taken_up(candidate, words),
            joining=joins(sighting.candidate, words),
            arriving=aim_of_arrival(sighting.candidate, words),
            during=during(candidate, words),
            known=tuple(_known(reading, (*sighting.people, *sighting.mediators))),
        )


def _known(reading: Reading, mentions: Iterable[Mention]) -> Iterator[Mention]:
    told: set[tuple[str | None, str | None]] = set()
    for mention in mentions:
        names = reading.names_in(mention.span.start, mention.span.end)
        parties = dict.fromkeys(n.actor.name for n in names if n.actor.kind in ("state", "armed_group", "bloc"))
        several = mention.source_class != "named" and len(parties) > 1
        for one in [replace(mention, party=party, name=None) for party in parties] if several else [mention]:
            if (one.name or one.party) and (one.name, one.party) not in told:
                told.add((one.name, one.party))
                yield one


def _arranged(sighting: Sighting, words: Words) -> float:
    """ "with several further rounds already scheduled": what has been fixed and was not told before is an encounter."""
    noun = sighting.candidate.token
    if not sighting.candidate.noun or sighting.status != "planned" or sighting.features & ANAPHORIC:
        return 0.0
    behind = (child.lemma_.lower() for child in noun.rights if child.dep_ == "acl" and child.tag_ == "VBN")
    return ARRANGED if words.has("context.arranged", *behind) else 0.0


def _anaphoric(sighting: Sighting) -> bool:
    """Whether the words may point back to an encounter told before: "the talks", "they discussed"."""
    if sighting.candidate.noun:
        return bool(sighting.features & ANAPHORIC)
    known = [m for m in (*sighting.people, *sighting.mediators) if m.name or m.party]
    return ("doer=pronoun" in sighting.features or _both(sighting)) and len(known) < 2


def _both(sighting: Sighting) -> bool:
    """ "the two officials met", "both sides discussed": two of whom the text has told."""
    doer = subject(sighting.candidate.token)
    return doer is not None and doer.i > 0 and any(c.lower_ in ("two", "both") for c in (doer, *doer.lefts))


def _mentions(reading: Reading, spans: Iterable[tuple[int, int]]) -> tuple[Mention, ...]:
    return tuple(reading.describe(start, end) for start, end in spans)


def _claims(
    reading: Reading, words: Words, group: Group, beside: Beside, following: int | None
) -> Iterator[Claim[Payload]]:
    """The encounter, or each of those that are told in one breath."""
    candidate = group.best.sighting.candidate
    people = _taking_part(group, beside, following)
    mediators = _mediating(group, beside)
    form = format_of(reading, words, group, people, mediators)
    place = None if form == "phone" else _place(reading, words, group, people)
    for present in met_apart(candidate, people, words, phone=form == "phone"):
        own = form if present == people else format_of(reading, words, group, present, mediators)
        for where_met in visited(group.best, place, beside.rows):
            yield _claim(reading, words, group, beside, Told(present, mediators, where_met, own))


def _place(reading: Reading, words: Words, group: Group, people: Sequence[Mention]) -> PlaceMention | None:
    place = where(group.tellings) or group.stay or _received_at(reading, group)
    if place is None or place.kind != "country":
        return place
    if any(_world_body(mention, words) for mention in people):
        return None  # who calls the Security Council does not house it
    visit = group.best.sighting.candidate.sort == "visit"
    return place if visit else _in_its_capital(reading, place) or place


def _claim(reading: Reading, words: Words, group: Group, beside: Beside, told: Told) -> Claim[Payload]:
    best = group.best
    candidate, doc = best.sighting.candidate, reading.doc
    rest, people, mediators, place = group.tellings, told.people, told.mediators, told.place
    known = [report for report in rest if report.when.known]
    dated = min(known, key=_vagueness, default=best)
    time = dated.sighting.time or best.sighting.time
    duration = next((report.sighting.duration for report in rest if report.sighting.duration is not None), None)
    parties = tuple(dict.fromkeys(m.party for m in _known(reading, people) if m.party is not None))
    third = tuple(dict.fromkeys(m.party for m in _known(reading, mediators) if m.party and m.party not in parties))
    first, last = doc[candidate.start], doc[candidate.end - 1]
    meeting = Meeting(
        status=group.status,
        format=told.form,
        when=dated.when,
        date_words=_span(reading, time.start, time.end) if time else None,
        place=_place_name(reading, place) if place else None,
        place_words=_span(reading, place.start, place.end) if place else None,
        country=place.country_name if place else None,
        participants=people,
        mediators=mediators,
        hosts=tuple(dict.fromkeys(_host(m) for r in rest for m in _mentions(reading, r.sighting.cast.hosts))),
        parties=parties,
        delegations=beside.delegations.of((*parties, *third), group),
        level=level_of(words, people),
        duration=_span(reading, duration.start, duration.end) if duration else None,
        round=next((report.round for report in rest if report.round is not None), None),
    )
    return Claim(
        payload=meeting,
        evidence=reading.evidence(first.idx, last.idx + len(last)),
        stage=Meetings.name,
        version=Meetings.version,
        cues=(_span(reading, candidate.token.idx, candidate.token.idx + len(candidate.token)),),
    )


def _in_its_capital(reading: Reading, country: PlaceMention) -> PlaceMention | None:
    """ "peace talks in South Sudan", of a text whose only town there is "in Juba"."""
    index = place_index(reading.lexicon("places"))
    capital = index.capital(country.country) if country.country else None
    towns = [p for p in reading.places if p.city and p.country == country.country and p.use != "dateline"]
    told = capital is not None and {town.city for town in towns} == {capital.city}
    return towns[0] if told else None


def _mediating(group: Group, beside: Beside) -> tuple[Mention, ...]:
    """Those whom the tellings give, else who convenes the others, else whom the paragraph names, else as before."""
    paragraphs = beside.paragraphs
    told = _joined(report.mediators for report in group.tellings) or tuple(paragraphs.conveners(group))
    parties = {mention.party for mention in told if mention.party}
    further = tuple(mention for mention in paragraphs.chairs(group) if mention.party not in parties)
    near = _joined([told, further]) or _joined([tuple(paragraphs.mediators(group))])
    return near or of_same_sides(group, beside.groups)


def _world_body(mention: Mention, words: Words) -> bool:
    """Whether the words mean the Security Council itself, or another body that an envoy reports to."""
    said = mention.span.words.lower().removeprefix("the ")
    return any(
        said in (body, f"un {body}", f"united nations {body}") for body in words.sets.get("people.audiences", ())
    )


def _vagueness(report: Report) -> tuple[bool, bool]:
    """Days before what is longer, and days written out before "yesterday"."""
    return report.when.precision not in EXACT, report.when.basis != "stated"


def _received_at(reading: Reading, group: Group) -> PlaceMention | None:
    """ "CAIRO - President A received B": at home, where the report comes from."""
    best = group.best
    if best.sighting.candidate.sort != "receive" or not best.people:
        return None
    home = best.people[0].party
    lines = (place for place in reading.places if place.use == "dateline" and place.kind == "city")
    return next((place for place in lines if home is not None and place.country_name == home), None)


def _taking_part(group: Group, beside: Beside, following: int | None) -> tuple[Mention, ...]:
    """Those whom the fullest telling gives, or all tellings where it is not complete, and those found beside it."""
    best = group.best
    visit = best.sighting.candidate.sort == "visit"  # who mediates and meets is known twice, but is one
    known = len(best.known) if visit else len({(m.name, m.party) for m in best.known})
    complete = len(best.people) > 1 or (best.people and known > 1)
    people = best.people if complete else _joined([*(report.people for report in group.reports), *_recalled(group)])
    keys = {mention.name or mention.party for mention in people}
    people += tuple(m for m in _joined([tuple(beside.paragraphs.joined(group))]) if (m.name or m.party) not in keys)
    people += tuple(_named_elsewhere(group, people))
    people += beside.attendance.further(group, people, following)
    told = tuple(m for m in people if m.name or m.party or m.span.words.lower() not in PLURAL)  # "they" of nobody told
    return _once(told or people)


def _once(people: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Every person once, in the fullest words that hold the name: "he" may mean whom the clause names."""
    fullest: dict[str, Mention] = {}
    for mention in people:
        if mention.name is not None and mention.source_class == "named":
            other = fullest.setdefault(mention.name, mention)
            if _telling(mention) > _telling(other):
                fullest[mention.name] = mention
    return tuple(m for m in people if m.name is None or m.source_class != "named" or fullest[m.name] is m)


def _telling(mention: Mention) -> tuple[bool, int]:
    """Whether the words hold a part of the name, and how long they are."""
    said, name = fold(mention.span.words), fold(mention.name or "")
    return any(word in said for word in name.split() if len(word) > 2), len(said)  # noqa: PLR2004


def _named_elsewhere(group: Group, people: tuple[Mention, ...]) -> Iterator[Mention]:
    """Persons whom other tellings name, but for those who mediate."""
    names = {mention.name for mention in (*people, *(m for report in group.reports for m in report.mediators))}
    for report in group.reports:
        for mention in report.people:
            if mention.source_class == "named" and mention.name is not None and mention.name not in names:
                names.add(mention.name)
                yield mention


def _recalled(group: Group) -> Iterator[tuple[Mention, ...]]:
    """Whom those tellings name that only come back to the encounter."""
    for report in group.echoes:
        yield tuple(mention for mention in report.people if mention.name or mention.party)


def _place_name(reading: Reading, place: PlaceMention) -> str:
    """The place as told; of a venue the city, if the text names it as well."""
    if place.kind == "city" and place.words != place.name:  # "the capital", spelt as the text spells its name
        spelt = (other.name for other in reading.places if other.city == place.city and other.words == other.name)
        return next(spelt, place.name)
    if place.kind != "venue" or place.city is None:
        return place.name
    told = any(place.city in ((other.city if other.kind == "city" else None), other.name) for other in reading.places)
    return place.city if told else place.name


def _host(mention: Mention) -> str:
    return mention.party or mention.name or mention.span.words


def _span(reading: Reading, start: int, end: int) -> Span:
    return reading.span(start, end)


def _joined(lists: Iterable[tuple[Mention, ...]]) -> tuple[Mention, ...]:
    """Mentions of several tellings, each actor once, the first telling first."""
    kept: dict[str, Mention] = {}
    for mentions in lists:
        for mention in mentions:
            kept.setdefault(mention.name or mention.party or mention.span.words.lower(), mention)
    return tuple(kept.values())
