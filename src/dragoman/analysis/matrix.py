"""Issues by parties: who wants what, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from ..model.claim import Claim, Position, PositionBasis, PositionKind, Stance
from ..store.base import View
from .citation import Citation
from .corpus import Corpus, ready
from .movement import Change, Occasion, change, occasions
from .words import issue_order, label

__all__ = ["Cell", "Change", "Matrix", "Row", "matrix"]
Told = tuple[str, Claim[Position]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A party's stance on an issue as last reported.

    ``day``: when that was reported (None if no telling is dated); ``age``: days since then; ``independent``:
    articles that are no copies of one another; ``change`` against ``previous`` (None where there is no earlier
    stance); ``contradicted``: reports differ on it. ``citations`` tell the current stance, the best first.
    """

    issue: str
    party: str
    stance: Stance
    kind: PositionKind | None
    basis: PositionBasis
    day: date | None
    age: int | None
    independent: int
    contradicted: bool
    previous: Stance | None
    change: Change | None
    citations: tuple[Citation, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One issue: a cell for each party of the matrix; None where no statement was found."""

    issue: str
    label: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Issues by parties; ``at``: as of that day (None: the newest); ``known``: with what we had by then."""

    at: date | None
    known: datetime | None
    parties: tuple[str, ...]
    rows: tuple[Row, ...]

    def cell(self, issue: str, party: str) -> Cell | None:
        """The cell of that issue and party; None where no statement was found."""
        for row in self.rows:
            if row.issue == issue and party in self.parties:
                return row.cells[self.parties.index(party)]
        return None


def matrix(view: View | Corpus) -> Matrix:
    """The matrix of the view's scope: parties by how much they are said to want, issues as in the taxonomy."""
    corpus = ready(view)
    held = positions_of(corpus)
    columns: dict[str, int] = {}
    for party, _ in held:
        columns[party] = columns.get(party, 0) + sum(corpus.own(claim) for _, claim in held[party, _])
    parties = tuple(sorted(columns, key=lambda party: (-columns[party], party)))
    issues = sorted({issue for _, issue in held}, key=issue_order)
    rows = []
    for issue in issues:
        cells = [cell_of(corpus, held[p, issue]) if (p, issue) in held else None for p in parties]
        rows.append(Row(issue=issue, label=label(issue), cells=tuple(cells)))
    return Matrix(at=corpus.at, known=corpus.known, parties=parties, rows=tuple(rows))


def positions_of(corpus: Corpus) -> dict[tuple[str, str], list[Told]]:
    """All position claims by party and issue."""
    held: dict[tuple[str, str], list[Told]] = {}
    for claim, told in corpus.of(Position):
        held.setdefault((told.payload.party, told.payload.issue), []).append((claim, told))
    return held


def cell_of(corpus: Corpus, held: list[Told]) -> Cell:
    """The cell of one party and issue: the newest occasion, and what came before it."""
    days = occasions(corpus, held)
    newest, stance = days[-1], days[-1].stance
    run = _run(days, stance)
    telling = [t for day in reversed(run) for t in day.claims if t[1].payload.stance == stance]
    telling.sort(key=lambda t: (t[0] != newest.leading[0], not corpus.own(t[1])))
    ids = tuple(claim for claim, _ in telling)
    before = days[-len(run) - 1] if len(run) < len(days) else None
    contradicted = corpus.contradicted(claim for claim, _ in newest.claims)
    return Cell(
        issue=newest.leading[1].payload.issue,
        party=newest.leading[1].payload.party,
        stance=stance,
        kind=newest.leading[1].payload.kind,
        basis=newest.leading[1].payload.basis,
        day=newest.day,
        age=(corpus.last - newest.day).days if corpus.last and newest.day else None,
        independent=corpus.independent(ids),
        contradicted=contradicted,
        previous=before.stance if before and before.day else None,
        change=_change(corpus, run, before, contradicted),
        citations=tuple(corpus.cite(claim) for claim in ids),
        claims=ids,
    )


def _run(days: tuple[Occasion, ...], stance: Stance) -> tuple[Occasion, ...]:
    """The last occasions that all led with that stance."""
    first = len(days)
    while first > 0 and days[first - 1].stance == stance:
        first -= 1
    return days[first:]


def _change(corpus: Corpus, run: tuple[Occasion, ...], before: Occasion | None, contradicted: bool) -> Change | None:
    """The last move within the run or into it."""
    if contradicted:
        return "contradictory"
    days = [day for day in ((before,) if before else ()) + run if day.day is not None]
    moves = [
        change(first.stance, then.leading[1], corpus.article(then.leading[1]), corpus.lexicon)
        for first, then in pairwise(days)
    ]
    return next((move for move in reversed(moves) if move != "restated"), moves[-1] if moves else None)
