"""How the talks are said to go: process apart from substance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.claim import ProgressKind
from .citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One characterisation: whose it is (None: the reporter's own voice), when, about which moment (its title)."""

    kind: ProgressKind
    claimed_by: str | None
    party: str | None
    day: date | None
    moment: str | None
    independent: bool
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessments:
    """Characterisations by kind, in order of publication."""

    substance: tuple[Judged, ...]
    process: tuple[Judged, ...]
    none: tuple[Judged, ...]
    setback: tuple[Judged, ...]
