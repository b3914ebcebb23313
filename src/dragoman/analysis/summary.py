"""The record in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is there, counted.

    ``rounds``, ``contacts`` (other meetings), ``positions`` (filled cells of the matrix), ``measures`` and
    ``contradictions`` are records, not claims; ``independent``: articles that are no copies.
    """

    articles: int
    independent: int
    duplicates: int
    outlets: int
    undated: int
    first: date | None
    last: date | None
    claims: tuple[tuple[str, int], ...]
    moments: int
    rounds: int
    contacts: int
    positions: int
    moved: int
    measures: int
    agreed: int
    contradictions: int
    furniture: int
    failures: int
