"""The articles themselves: who published what when, which copy which, what they list as their own sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A source that an article lists itself, with its place in the raw input."""

    title: str
    outlet: str | None
    url: str | None
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article as a source.

    ``copy_of``: id of the article whose text it copies, and why we say so; ``copies``: ids of its own copies;
    ``corrects``: ids of the articles it corrects; ``claims``: how many claims it gave, by kind;
    ``furniture``: how many stretches of the page were left out; ``lead``: its first words.
    """

    article: str
    key: str
    title: str
    outlet: str | None
    url: str | None
    byline: str | None
    published: datetime | None
    published_basis: Literal["given", "page", "dateline", "unknown"]
    language: str | None
    copy_of: str | None
    copy_reason: str | None
    copies: tuple[str, ...]
    corrects: tuple[str, ...]
    moment: str | None
    claims: tuple[tuple[str, int], ...]
    references: tuple[Listed, ...]
    furniture: int
    lead: Citation | None
