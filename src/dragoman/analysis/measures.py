"""Concrete steps and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.claim import MeasureStatus
from ..model.when import When
from .citation import Citation
from .timeline import Telling


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
