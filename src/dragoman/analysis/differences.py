"""Where reports differ, agree or correct one another, with the words of both."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.record import RelationKind
from .citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A relation between two tellings with the words of both sides; ``reason`` says in plain words what differs.

    ``resolved_by``: the article (id) whose correction settled it, if one did.
    """

    relation: str
    kind: RelationKind
    aspect: str
    reason: str
    first: tuple[Citation, ...]
    second: tuple[Citation, ...]
    resolved_by: str | None = None
