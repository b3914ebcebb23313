"""Concrete steps and how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..model.claim import Claim, Measure, MeasureStatus
from ..model.fold import COURSE
from ..model.record import Record
from ..model.when import UNKNOWN_TIME, When
from ..store.base import View
from .citation import Citation, Telling
from .corpus import Corpus, ready
from .words import label


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """One step: its newest status, the words of the fullest telling, its history in order of publication.

    ``independent``: articles that tell it and are no copies of one another; ``contradicted``: reports differ on it.
    """

    record: str
    kind: str
    label: str
    status: MeasureStatus
    what: str
    parties: tuple[str, ...]
    quantity: float | None
    unit: str | None
    place: str | None
    when: When
    independent: int
    contradicted: bool
    citation: Citation
    history: tuple[Telling, ...]


DONE = ("agreed", "implemented")
STAGES = ("proposed", "rejected", "agreed", "implemented", "suspended", "violated")


def measures(view: View | Corpus) -> tuple[MeasureLine, ...]:
    """All steps, in order of their first telling."""
    corpus = ready(view)
    return tuple(measure_line(corpus, record) for record in corpus.records if record.kind == "measure")


def agreed(lines: tuple[MeasureLine, ...]) -> tuple[MeasureLine, ...]:
    """The steps that stand as agreed or carried out."""
    return tuple(line for line in lines if line.status in DONE)


def measure_line(corpus: Corpus, record: Record) -> MeasureLine:
    """One step: what its newest report says of its status, what the fullest one says of the rest."""
    told = corpus.told(record, Measure)
    newest = _newest(corpus, told)
    fullest = corpus.claims[record.claims[0]]
    valid = [c.payload for i, c in told if not corpus.superseded(i, "number", "date")]
    payloads = valid or [c.payload for _, c in told]
    whens = [m.when for m in payloads if m.when.known and m.status == newest.payload.status]
    numbered = next((m for m in reversed(payloads) if m.quantity is not None), None)
    return MeasureLine(
        record=record.id,
        kind=newest.payload.kind,
        label=label(newest.payload.kind),
        status=newest.payload.status,
        what=fullest.evidence.quote,
        parties=tuple(sorted({party for m in payloads for party in m.parties} - corpus.places)),
        quantity=numbered.quantity if numbered else None,
        unit=numbered.unit if numbered else None,
        place=next((m.place for m in payloads if m.place), None),
        when=whens[-1] if whens else UNKNOWN_TIME,
        independent=record.independent,
        contradicted=corpus.contradicted(record.claims),
        citation=corpus.cite(record.claims[0]),
        history=tuple(Telling(status=c.payload.status, when=c.payload.when, citation=corpus.cite(i)) for i, c in told),
    )


def _newest(corpus: Corpus, told: Sequence[tuple[str, Claim[Measure]]]) -> Claim[Measure]:
    """The telling that gives the status, going through them day by day: a later stage takes the place of an earlier.

    Within one day, and among the undated, the furthest stage counts.
    """
    ordered = sorted((c for _, c in told), key=lambda c: (corpus.day(c) or date.max, STAGES.index(c.payload.status)))
    newest = ordered[0]
    for claim in ordered[1:]:
        if claim.payload.status == newest.payload.status or claim.payload.status in COURSE[newest.payload.status]:
            newest = claim
    return newest
