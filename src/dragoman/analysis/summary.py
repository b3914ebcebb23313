"""The record in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ..model.record import Failure
from ..store.base import View
from .corpus import Corpus, ready
from .matrix import Matrix, matrix
from .measures import MeasureLine, agreed, measures
from .moments import Moment, moments
from .timeline import Timeline, timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is there, counted.

    ``rounds``, ``contacts`` (other meetings), ``positions`` (filled cells of the matrix), ``measures`` and
    ``contradictions`` are records, not claims; ``independent``: articles that are no copies; ``moments``: None where
    they were not counted.
    """

    articles: int
    independent: int
    duplicates: int
    outlets: int
    undated: int
    first: date | None
    last: date | None
    claims: tuple[tuple[str, int], ...]
    moments: int | None
    rounds: int
    contacts: int
    positions: int
    moved: int
    measures: int
    agreed: int
    contradictions: int
    furniture: int
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The views that are counted."""

    timeline: Timeline
    matrix: Matrix
    measures: tuple[MeasureLine, ...]
    moments: tuple[Moment, ...]
    failures: tuple[Failure, ...]


def summary(view: View | Corpus, failures: tuple[Failure, ...] = ()) -> Summary:
    """The view's scope in numbers."""
    corpus = ready(view)
    parts = Parts(
        timeline=timeline(corpus),
        matrix=matrix(corpus),
        measures=measures(corpus),
        moments=moments(corpus),
        failures=failures if isinstance(view, Corpus) else view.failures(),
    )
    return summary_of(corpus, parts)


def summary_of(corpus: Corpus, parts: Parts) -> Summary:
    """The counts of a corpus and of the views made from it."""
    days = sorted(article.day for article in corpus.articles.values() if article.day)
    cells = [cell for row in parts.matrix.rows for cell in row.cells if cell]
    meetings = [e for e in (*parts.timeline.entries, *parts.timeline.undated) if e.kind == "meeting"]
    counts = Counter(claim.kind for claim in corpus.claims.values())
    return Summary(
        articles=len(corpus.articles),
        independent=len(corpus.articles) - len(corpus.origins),
        duplicates=len(corpus.origins),
        outlets=len({article.outlet for article in corpus.articles.values() if article.outlet}),
        undated=len(corpus.articles) - len(days),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        claims=tuple(sorted(counts.items())),
        moments=len(parts.moments),
        rounds=sum(entry.series is not None for entry in meetings),
        contacts=sum(entry.series is None for entry in meetings),
        positions=len(cells),
        moved=sum(cell.change in ("hardened", "softened") for cell in cells),
        measures=len(parts.measures),
        agreed=len(agreed(parts.measures)),
        contradictions=sum(relation.kind == "contradicts" for relation in corpus.relations),
        furniture=sum(len(article.furniture) for article in corpus.articles.values()),
        failures=len(parts.failures),
    )
