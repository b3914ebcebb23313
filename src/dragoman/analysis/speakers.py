"""Who spoke: by name, by role, for an institution, or unnamed."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.claim import SourceClass
from .citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One source with what it said; ``name`` is None for the sources that no text names.

    ``words``: how the texts call it; ``independent``: articles that quote it and are no copies of one another.
    """

    name: str | None
    words: tuple[str, ...]
    party: str | None
    source_class: SourceClass | None
    statements: int
    independent: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """All sources, those who said most first within each class; ``unknown``: nobody could be told to have spoken."""

    named: tuple[Speaker, ...]
    role: tuple[Speaker, ...]
    institution: tuple[Speaker, ...]
    anonymous: tuple[Speaker, ...]
    unknown: tuple[Speaker, ...]
