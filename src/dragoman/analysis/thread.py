"""How a party's position on an issue moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.claim import PositionBasis, Stance
from .citation import Citation
from .matrix import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One telling of the position: stance, words, who said it on which basis, and the change since the one before.

    ``independent``: False for a copy of an article that is there already; ``contradicted``: another report of the
    same time says otherwise.
    """

    day: date | None
    stance: Stance
    basis: PositionBasis
    attributed_to: str | None
    change: Change | None
    independent: bool
    contradicted: bool
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """All tellings of a party's position on an issue, newest first; ``movement`` is the line of stances in order."""

    issue: str
    label: str
    party: str
    stance: Stance | None
    independent: int
    movement: tuple[Stance, ...]
    steps: tuple[Step, ...]
