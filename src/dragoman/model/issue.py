"""Nodes of the issue taxonomy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is being negotiated: label, definition, cue words, parent, cross-walk to PA-X codes.

    ``examples``: sentences that state a position on it; ``counterexample``: one that only looks so.
    """

    id: str
    label: str
    definition: str = ""
    parent: str | None = None
    cues: tuple[str, ...] = ()
    pax: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexample: str = ""
