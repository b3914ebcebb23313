"""Issues by parties: who wants what, as of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain, filterfalse, pairwise
from operator import attrgetter

from ..model.claim import PositionBasis, PositionKind, Stance
from ..store.base import View
from .citation import Citation
from .corpus import Corpus, ready
from .movement import Change, Course, Ground, Occasion, change, courses
from .words import issue_order, label

__all__ = ["Cell", "Change", "Matrix", "Row", "matrix", "matrix_of"]
_own, _told = attrgetter("own"), attrgetter("told")
CITED = 5
"""A cell has the words of so many tellings; the thread has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A party's stance on an issue as last reported.

    ``day``: when that was reported (None if no telling is dated); ``age``: days since then; ``independent``:
    articles that are no copies of one another; ``change`` against ``previous`` (None where there is no earlier
    stance); ``contradicted``: reports differ on it. ``claims`` tell the current stance, the best first;
    ``citations``: the words of the first of them.
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
    return replace(matrix_of(corpus, courses(corpus)), at=corpus.at, known=corpus.known)


def matrix_of(ground: Ground, held: Mapping[tuple[str, str], Course]) -> Matrix:
    """The matrix that these positions make, by party and issue."""
    columns: dict[str, int] = {}
    for party, issue in held:
        own = sum(map(_own, chain.from_iterable(map(_told, held[party, issue]))))
        columns[party] = columns.get(party, 0) + own
    parties = tuple(sorted(columns, key=lambda party: (-columns[party], party)))
    issues = sorted({issue for _, issue in held}, key=issue_order)
    last = ground.last
    rows = []
    for issue in issues:
        cells = [cell_of(ground, held[p, issue], last) if (p, issue) in held else None for p in parties]
        rows.append(Row(issue=issue, label=label(issue), cells=tuple(cells)))
    return Matrix(at=None, known=None, parties=parties, rows=tuple(rows))


def cell_of(ground: Ground, held: Course, last: date | None) -> Cell:
    """The cell of one party and issue: the newest occasion, and what came before it."""
    run, before = _run(held)
    newest, stance = run[0], run[0].stance
    lead = newest.leading
    others = [stand for day in run for stand in day.told if stand.stance == stance and stand is not lead]
    telling = [lead, *filter(_own, others), *filterfalse(_own, others)]
    contradicted = ground.contradicted(stand.claim for stand in newest.told)
    return Cell(
        issue=newest.leading.issue,
        party=newest.leading.party,
        stance=stance,
        kind=newest.leading.kind,
        basis=newest.leading.basis,
        day=newest.day,
        age=(last - newest.day).days if last and newest.day else None,
        independent=len({stand.origin for stand in telling}),
        contradicted=contradicted,
        previous=before.stance if before and before.day else None,
        change="contradictory" if contradicted else _change(run, before),
        citations=ground.cites(stand.claim for stand in telling[:CITED]),
        claims=tuple(stand.claim for stand in telling),
    )


def _run(held: Course) -> tuple[list[Occasion], Occasion | None]:
    """The last occasions that all led with one stance, newest first, and the one before them."""
    stance = held[-1].stance
    start = next((n for n in range(len(held) - 1, -1, -1) if held[n].leading.stance != stance), -1)
    return list(reversed(held[start + 1 :])), held[start] if start >= 0 else None


def _change(run: Sequence[Occasion], before: Occasion | None) -> Change | None:
    """The last move within the run or into it."""
    days = [day for day in (*run, *((before,) if before else ())) if day.day is not None]
    moves = (change(first.stance, then.leading) for then, first in pairwise(days))
    return next((move for move in moves if move != "restated"), "restated" if len(days) > 1 else None)
