"""Speakers: who stands behind each statement's noun phrase or pronoun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.claim import Claim, Statement
from ..reading.reading import Reading
from .base import Found, of_kind


@dataclass(frozen=True, slots=True)
class Speakers:
    """Rewrites statements with their speakers resolved."""

    name: str = "speakers"
    version: str = "1"
    requires: frozenset[str] = frozenset(("statement",))
    provides: frozenset[str] = frozenset(("statement",))

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim[Statement]]:
        """The same statements."""
        yield from of_kind(found, Statement)
