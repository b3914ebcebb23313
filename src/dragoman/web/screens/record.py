"""One record with all its tellings, and one claim with the reasons for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ...analysis.citation import Citation
from ...analysis.coverage import Coverage
from ...analysis.differences import Difference, difference
from ...analysis.timeline import Entry
from ...errors import NotFound
from ...model.claim import Claim, Payload
from ...model.evidence import Span
from ..ask import Ask
from ..snapshot import Snapshot
from .gone import GoneScreen, gone


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordScreen:
    """A record side by side; ``entry``: its line on the timeline, if it is there; ``was``: the id that led here."""

    coverage: Coverage
    entry: Entry | None
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Part of the words around a claim: ``role`` is quote, cue or None."""

    text: str
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimScreen:
    """A claim: what it says, its words in their paragraph, why it is there, what other claims say."""

    id: str
    claim: Claim[Payload]
    citation: Citation
    paragraph: tuple[Piece, ...]
    record: str
    others: tuple[Citation, ...]
    differences: tuple[Difference, ...]


def record_screen(snapshot: Snapshot, ask: Ask) -> RecordScreen | GoneScreen:
    """The record in the address, or what became of it."""
    item = ask.path["record"]
    try:
        made = snapshot.coverage(item)
    except NotFound:
        return gone(snapshot, item)
    return RecordScreen(coverage=made, entry=snapshot.entry(made.record), was=ask.text("was", 40))


def claim_screen(snapshot: Snapshot, ask: Ask) -> ClaimScreen | GoneScreen:
    """The claim in the address, or what became of it."""
    claim = ask.path["claim"]
    corpus = snapshot.near(claim)
    if claim not in corpus.claims:
        return gone(snapshot, claim)
    found = corpus.claims[claim]
    record = next(record for record in corpus.records if claim in record.claims)
    related = [r for r in corpus.relations if claim in (r.subject, r.object)]
    return ClaimScreen(
        id=claim,
        claim=found,
        citation=corpus.cite(claim),
        paragraph=pieces(snapshot, corpus.cite(claim)),
        record=record.id,
        others=tuple(corpus.cite(other) for other in record.claims if other != claim),
        differences=tuple(difference(corpus, relation) for relation in related),
    )


MOST_AROUND = 400
"""So much of a paragraph is shown before and after a quote."""


def pieces(snapshot: Snapshot, cited: Citation) -> tuple[Piece, ...]:
    """The words of a citation within their paragraph, long paragraphs cut between words; cue words marked."""
    evidence, article = cited.evidence, snapshot.article(cited.article)
    blocks = [b for b in article.blocks if b.start < evidence.end and evidence.start < b.end]
    start, end = (blocks[0].start, blocks[-1].end) if blocks else (evidence.start, evidence.end)
    first, last = max(start, evidence.start - MOST_AROUND), min(end, evidence.end + MOST_AROUND)
    while start < first < evidence.start and not article.text[first - 1].isspace():
        first += 1
    while evidence.end < last < end and not article.text[last].isspace():
        last -= 1
    told = snapshot.claim(cited.claim) if cited.claim else None
    made = cut(article.text, evidence.span, told.cues if told else (), (first, last))
    before, after = ("… " if first > start else ""), (" …" if last < end else "")
    return (
        *([Piece(text=before, role=None)] if before else []),
        *made,
        *([Piece(text=after, role=None)] if after else []),
    )


def cut(text: str, quote: Span, cues: Iterable[Span], within: tuple[int, int]) -> tuple[Piece, ...]:
    """The words of the stretch, cut where the quote and the cue words begin and end."""
    start, end = within
    inside = [cue for cue in cues if start <= cue.start and cue.end <= end]
    cuts = sorted({start, end, *(p for s in (quote, *inside) for p in (s.start, s.end) if start <= p <= end)})
    return tuple(Piece(text=text[a:b], role=_role(a, b, quote, inside)) for a, b in pairwise(cuts))


def _role(start: int, end: int, quote: Span, cues: list[Span]) -> str | None:
    if any(cue.start <= start and end <= cue.end for cue in cues):
        return "cue"
    return "quote" if quote.start <= start and end <= quote.end else None
