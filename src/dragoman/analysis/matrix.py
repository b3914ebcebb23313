"""Issues by parties: who wants what, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ..model.claim import PositionBasis, Stance
from .citation import Citation

Change = Literal["hardened", "softened", "restated", "contradictory"]


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
