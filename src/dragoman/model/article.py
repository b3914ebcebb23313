"""One report as one outlet published it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from .identity import content_id

BlockKind = Literal["headline", "heading", "paragraph", "item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """``text[start:end]`` of the clean text comes from ``raw[raw_start:raw_end]``.

    When both have the same length the piece is a copy, character by character; else it is one unit
    (an entity, an inserted space: then ``raw_start == raw_end``).
    """

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A headline, heading, paragraph or list item: ``text[start:end]`` of the clean text."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Part of the raw input that is not the report: ``raw[raw_start:raw_end]``, and why it was left out."""

    raw_start: int
    raw_end: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source that the article itself lists (raw offsets), such as an entry of its list of references."""

    raw_start: int
    raw_end: int
    title: str
    outlet: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report: what the outlet published, cleaned, with the way back to the raw input.

    ``text`` is the clean text (NFC, code points); ``key`` the name under which it was added (file stem or
    JSONL id); ``raw`` the decoded input; ``raw_hash`` the SHA-256 of its bytes.
    """

    id: str
    key: str
    text: str
    raw: str
    raw_hash: str
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...] = ()
    references: tuple[Reference, ...] = ()
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: datetime | None = None
    published_basis: Literal["given", "page", "dateline", "unknown"] = "unknown"
    language: str | None = None
    path: str | None = None

    @property
    def day(self) -> date | None:
        """The day of publication, if known."""
        return self.published.date() if self.published else None


def article_id(*, url: str | None, outlet: str | None, key: str, text: str) -> str:
    """Hash of the canonical address (or outlet and key where there is none) and the clean text."""
    return content_id("article", url or f"{outlet or ''}:{key}", text)
