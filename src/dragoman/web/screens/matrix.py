"""Issues by parties, as of a day, compared with another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ...analysis.changes import CellChange, cell_changes
from ...analysis.matrix import Matrix
from ..ask import Ask
from ..snapshot import Snapshot

if TYPE_CHECKING:
    from ..snapshots import Snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixScreen:
    """The matrix; ``compare``: the earlier day it is compared with, ``changed``: the cells that differ."""

    matrix: Matrix
    compare: date | None
    changed: tuple[CellChange, ...]
    first: date | None
    last: date | None

    def change(self, issue: str, party: str) -> CellChange | None:
        """How that cell differs from the earlier day, if it does."""
        return next((c for c in self.changed if (c.issue, c.party) == (issue, party)), None)


def matrix_screen(snapshots: Snapshots, snapshot: Snapshot, ask: Ask) -> MatrixScreen:
    """The matrix as of the day in the address."""
    compare = ask.day("compare")
    changed: tuple[CellChange, ...] = ()
    if compare is not None:
        changed = cell_changes(snapshots.earlier(ask.clocks.scope, compare).held_stances, snapshot.matrix)
    first, last = snapshots.get(type(snapshot.view.scope)()).days
    return MatrixScreen(matrix=snapshot.matrix, compare=compare, changed=changed, first=first, last=last)
