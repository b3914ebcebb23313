"""The record as events in PLOVER's terms: who did what to whom, when and where, and the claim it rests on."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias

from ..model.article import Article
from ..model.claim import Claim, Measure, Meeting, Payload, Position, Statement
from ..model.fold import fold, status_on
from ..model.record import Judgement, Record
from ..model.when import UNKNOWN_TIME, When
from .events_said import ActorWords, Said, acts_said
from .tables import cell

Pairs = Iterable[tuple[Article, Sequence[Claim[Payload]]]]
Table: TypeAlias = "Mapping[str, str | list[str] | Table]"
REPORTED = "reported"  # basis of a date that is only that of the report


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row. ``date_basis``: stated, relative, assumed, or reported (the day of the report); ``certainty``: how
    sure the classifier is (None where the coded claim settles the act); ``start``, ``end``: code points of the text.
    """

    event_id: str
    date: str | None
    date_basis: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    root: str
    mode: str | None
    context: str | None
    place: str | None
    country: str | None
    kind: str
    certainty: float | None
    independent: int
    claim: str
    article: str
    article_id: str
    url: str | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coded:
    """What differs from kind to kind."""

    source: tuple[str, ...]
    act: str
    target: tuple[str, ...] = ()
    mode: str | None = None
    context: str | None = None
    when: When = UNKNOWN_TIME
    place: str | None = None
    country: str | None = None
    certainty: float | None = None


def export_events(pairs: Pairs, folder: Path, judgements: Sequence[Judgement] = ()) -> tuple[Path, ...]:
    """Write ``events.jsonl`` and ``events.csv``, one row an event; returns the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    made = events(pairs, judgements)
    paths = (folder / "events.jsonl", folder / "events.csv")
    with paths[0].open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(event), ensure_ascii=False) + "\n" for event in made)
    with paths[1].open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        names = [field.name for field in fields(Event)]
        writer.writerow(names)
        writer.writerows([_cell(getattr(event, name)) for name in names] for event in made)
    return paths


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        value = "; ".join(value)
    return cell(value)  # type: ignore[arg-type]


def events(pairs: Pairs, judgements: Iterable[Judgement] = ()) -> tuple[Event, ...]:
    """One event for each record that has an actor and an act, in order of publication of its earliest telling."""
    table = acts_table()
    articles: dict[str, Article] = {}
    claims: dict[str, Claim[Payload]] = {}
    for article, found in pairs:
        articles[article.id] = article
        claims.update((claim.id, claim) for claim in found)
    words = ActorWords(claims.values())
    records = fold(claims.values(), judgements, articles.values())
    said = acts_said(_to_classify(records, claims), articles, words)
    return tuple(
        _event(record, claims[record.claims[0]], articles, coded)
        for record in records
        if (coded := _coded(claims[record.claims[0]], articles, (table, words, said))) is not None
    )


def acts_table() -> Table:
    """How claims are said in PLOVER."""
    return tomllib.loads((files("dragoman") / "data" / "plover" / "acts.toml").read_text(encoding="utf-8"))


def _to_classify(records: Iterable[Record], claims: Mapping[str, Claim[Payload]]) -> Iterator[Claim[Statement]]:
    """The statements that no position is taken from: what a position settles is not coded twice."""
    listed = list(records)
    stated = {claims[c].payload.statement for r in listed for c in r.claims if isinstance(claims[c].payload, Position)}  # type: ignore[union-attr]
    for record in listed:
        if record.kind == "statement" and not stated.intersection(record.claims):
            yield claims[record.claims[0]]  # type: ignore[misc]


def _coded(
    claim: Claim[Payload], articles: Mapping[str, Article], known: tuple[Table, ActorWords, Mapping[str, Said]]
) -> _Coded | None:
    table, words, said = known
    article, payload = articles[claim.evidence.article], claim.payload
    if isinstance(payload, Meeting):
        return _meeting(payload, article, table)
    if isinstance(payload, Position):
        return _position(payload, claim, article, (table, words))
    if isinstance(payload, Measure):
        return _measure(payload, claim.evidence.quote, table)
    return _said(said.get(claim.id), table)


def _meeting(meeting: Meeting, article: Article, table: Table) -> _Coded | None:
    status = status_on(meeting, article.day)
    act = _find(table, "meeting", status)
    third = tuple(m.party or m.name or m.span.words for m in meeting.mediators)
    taking_part = (m.party or m.name for m in meeting.participants)
    parties = tuple(dict.fromkeys((*meeting.parties, *(p for p in taking_part if p))))
    parties = tuple(p for p in parties if p not in third)
    if act is None or not parties:
        return None
    hosts = [p for p in (*meeting.hosts, meeting.country) if p]
    host = next((p for p in parties if p in hosts), None)
    mode = _find(table, "format", meeting.format)
    if mode is None and len(parties) > 1 and hosts:
        mode = "visit" if host else "third-party"
    source = tuple(p for p in parties if p != host) if host and len(parties) > 1 else parties[:1]
    return _Coded(
        source=source,
        target=(*(p for p in parties if p not in source), *third),
        act=act,
        mode=mode if act == "CONSULT" else None,
        context="diplomatic",
        when=meeting.when,
        place=meeting.place,
        country=meeting.country,
    )


def _position(
    position: Position, claim: Claim[Payload], article: Article, known: tuple[Table, ActorWords]
) -> _Coded | None:
    table, words = known
    act = _find(table, "position", position.stance)
    if act is None:
        return None
    other = words.first_other(claim.evidence.quote, position.party, article.day)
    return _Coded(
        source=(position.party,),
        target=(other.party,) if other else (),
        act=act,
        mode=_find(table, "issue", position.issue) if act in ("REQUEST", "REJECT") else None,
        context=_find(table, "context", position.issue),
    )


def _measure(measure: Measure, quote: str, table: Table) -> _Coded | None:
    kind = measure.kind
    relief = table["relief"]
    assert isinstance(relief, list)
    if kind == "sanctions_step" and any(word.startswith(tuple(relief)) for word in quote.lower().split()):
        kind = "sanctions_relief"
    act = _find(table, "measures", kind, measure.status) or _find(table, "measure", measure.status)
    if act is None or not measure.parties:
        return None
    return _Coded(
        source=measure.parties[:1], target=measure.parties[1:], act=act, when=measure.when, place=measure.place
    )


def _said(said: Said | None, table: Table) -> _Coded | None:
    act = _find(table, "said", said.root) if said else None
    if said is None or act is None:
        return None
    issue = said.issue or ""
    return _Coded(
        source=(said.source,),
        target=(said.target,),
        act=act,
        mode=_find(table, "issue", issue) if act in ("REQUEST", "REJECT") else _worded(table, act, said.words),
        context=_find(table, "context", issue),
        certainty=round(said.certainty, 3),
    )


def _worded(table: Table, act: str, words: Iterable[str]) -> str | None:
    """The first mode of the act that a word of the sentence speaks of."""
    spoken = tuple(words)
    modes = table["modes"]
    assert isinstance(modes, Mapping)
    listed = modes.get(act, {})
    for mode, beginnings in listed.items() if isinstance(listed, Mapping) else ():
        if any(word.startswith(tuple(beginnings)) for word in spoken):
            return mode
    return None


def _find(table: Table, *keys: str) -> str | None:
    value: str | list[str] | Table | None = table
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else None


def _event(record: Record, claim: Claim[Payload], articles: Mapping[str, Article], coded: _Coded) -> Event:
    article = articles[claim.evidence.article]
    root, _, mode = coded.act.partition("/")
    reported = article.day.isoformat() if article.day else None
    dated = str(coded.when) if coded.when.known else reported
    return Event(
        event_id=record.id,
        date=dated,
        date_basis=coded.when.basis if coded.when.known else REPORTED if reported else None,
        source=coded.source,
        target=coded.target,
        root=root,
        mode=mode or coded.mode,
        context=coded.context,
        place=coded.place,
        country=coded.country,
        kind=record.kind,
        certainty=coded.certainty,
        independent=record.independent,
        claim=claim.id,
        article=article.key,
        article_id=article.id,
        url=article.url,
        start=claim.evidence.start,
        end=claim.evidence.end,
        quote=claim.evidence.quote,
    )
