"""What happened, in order of time: contacts, steps, positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..model.claim import Claim, Payload, Position, Statement
from ..model.record import Record
from ..model.when import UNKNOWN_TIME, When
from ..store.base import View
from .citation import Citation, Telling
from .contacts import Contact, contacts, series, status_of, title_of
from .corpus import Corpus, ready
from .measures import measure_line
from .words import label

__all__ = ["Entry", "Telling", "Timeline", "timeline"]
KINDS = ("meeting", "measure", "position", "statement")
HEARD = 2
"""A statement is on the timeline if so many independent articles carry it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record on the timeline.

    ``title``: in plain words; ``series``: the talks that it is a round of ("Halvoria - Tessavia"; None for other
    contacts and kinds); ``round``: its number in the series (None if the reports do not settle it);
    ``detail``: format of a meeting, kind of a measure, issue of a position; ``history``: the tellings in order of
    publication (planned, postponed, held); ``contradicted``: reports differ on it.
    """

    kind: str
    record: str
    title: str
    when: When
    status: str
    detail: str | None
    series: str | None
    round: int | None
    place: str | None
    parties: tuple[str, ...]
    participants: tuple[str, ...]
    mediators: tuple[str, ...]
    leads: tuple[str, ...]
    independent: int
    contradicted: bool
    articles: tuple[str, ...]
    history: tuple[Telling, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The words of all tellings."""
        return tuple(telling.citation for telling in self.history)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Dated entries in order; those without a date apart: rounds, then the rest, each in order of publication."""

    at: date | None
    known: datetime | None
    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...]

    @property
    def rounds(self) -> tuple[Entry, ...]:
        """The rounds of talks, in order."""
        return tuple(entry for entry in (*self.entries, *self.undated) if entry.series is not None)


def timeline(view: View | Corpus) -> Timeline:
    """Meetings, steps, positions and widely carried statements of the view's scope."""
    corpus = ready(view)
    found = {contact.record.id: contact for contact in contacts(corpus)}
    entries = tuple(entries_of(corpus, found, series(tuple(found.values()))))
    rank = {article: number for number, article in enumerate(corpus.articles)}
    return Timeline(
        at=corpus.at,
        known=corpus.known,
        entries=tuple(sorted((e for e in entries if e.when.known), key=in_time)),
        undated=tuple(sorted((e for e in entries if not e.when.known), key=lambda e: in_text(e, rank))),
    )


def entries_of(
    corpus: Corpus, found: Mapping[str, Contact], named: Mapping[str, tuple[str, int | None]]
) -> Iterator[Entry]:
    """The entries of the corpus; ``found``: its contacts, ``named``: the series of rounds, both by record."""
    for record in corpus.records:
        if record.kind == "meeting":
            yield _meeting(corpus, found[record.id], named.get(record.id))
        elif record.kind == "measure":
            yield _measure(corpus, record)
        elif record.kind == "position" or (record.kind == "statement" and record.independent >= HEARD):
            yield _said(corpus, record)


def vague(entry: Entry) -> bool:
    """Whether it is a contact of which neither place nor two parties are known after all."""
    return entry.kind == "meeting" and entry.place is None and len(entry.parties) < 2


def in_text(entry: Entry, rank: Mapping[str, int]) -> tuple[bool, bool, int, int, int, str, str]:
    """Sorts entries without a day: rounds first, vague contacts last, else as published and as the text goes."""
    first = entry.history[0].citation
    told = rank[first.article], first.evidence.start
    return entry.series is None, vague(entry), *told, KINDS.index(entry.kind), entry.title, entry.record


def in_time(entry: Entry) -> tuple[date, date, int, str, str]:
    """Sorts entries with a day."""
    start, end = entry.when.start or date.max, entry.when.end or date.max
    return start, end, KINDS.index(entry.kind), entry.title, entry.record


def _meeting(corpus: Corpus, contact: Contact, named: tuple[str, int | None] | None) -> Entry:
    history = (
        Telling(status=status_of(corpus, c), when=c.payload.when, citation=corpus.cite(i)) for i, c in contact.claims
    )
    return Entry(
        kind="meeting",
        record=contact.record.id,
        title=title_of(contact),
        when=contact.when,
        status=contact.status,
        detail=contact.format,
        series=named[0] if named else None,
        round=named[1] if named else None,
        place=contact.place,
        parties=contact.parties,
        participants=contact.participants,
        mediators=contact.mediators,
        leads=contact.leads,
        independent=contact.record.independent,
        contradicted=corpus.contradicted(contact.record.claims),
        articles=contact.record.articles,
        history=tuple(history),
    )


def _measure(corpus: Corpus, record: Record) -> Entry:
    line = measure_line(corpus, record)
    return Entry(
        kind="measure",
        record=record.id,
        title=f"{line.label}: {line.what}",
        when=line.when if line.when.known else _reported(corpus, record.claims),
        status=line.status,
        detail=line.kind,
        series=None,
        round=None,
        place=line.place,
        parties=line.parties,
        participants=(),
        mediators=(),
        leads=(),
        independent=line.independent,
        contradicted=line.contradicted,
        articles=record.articles,
        history=line.history,
    )


def _said(corpus: Corpus, record: Record) -> Entry:
    claims = sorted(record.claims, key=corpus.order.__getitem__)
    first = corpus.claims[record.claims[0]]
    history = tuple(_telling(corpus, claim) for claim in claims)
    return Entry(
        kind=record.kind,
        record=record.id,
        title=_spoken(first),
        when=_reported(corpus, claims),
        status=history[-1].status,
        detail=first.payload.issue if isinstance(first.payload, Position) else None,
        series=None,
        round=None,
        place=None,
        parties=_speaking(first),
        participants=(),
        mediators=(),
        leads=(),
        independent=record.independent,
        contradicted=corpus.contradicted(record.claims),
        articles=record.articles,
        history=history,
    )


def _speaking(claim: Claim[Payload]) -> tuple[str, ...]:
    party = claim.payload.party if isinstance(claim.payload, Position | Statement) else None
    return (party,) if party else ()


def _spoken(claim: Claim[Payload]) -> str:
    payload = claim.payload
    if isinstance(payload, Position):
        return f"{payload.party} on {label(payload.issue).lower()}: {payload.stance.replace('_', ' ')}"
    speaker = payload.speaker if isinstance(payload, Statement) else None
    return f"{(speaker.name or speaker.span.words) if speaker else 'Somebody'}: {claim.evidence.quote}"


def _telling(corpus: Corpus, claim: str) -> Telling:
    payload = corpus.claims[claim].payload
    status = payload.stance if isinstance(payload, Position) else "said"
    return Telling(status=status, when=_reported(corpus, (claim,)), citation=corpus.cite(claim))


def _reported(corpus: Corpus, claims: Sequence[str]) -> When:
    """The day of the first report, as an assumed date."""
    days = [day for claim in claims if (day := corpus.day(corpus.claims[claim]))]
    return When(start=min(days), end=min(days), precision="day", basis="assumed") if days else UNKNOWN_TIME
