"""Plain text, also as pasted from a web page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime

from ..model.article import Article, Block, article_id
from ..text.normalize import normalize
from ..text.offsets import cut

Lexicon = Mapping[str, tuple[str, ...]]
PARAGRAPH = re.compile(r"[^\n]+")


def article_from_text(
    raw: str,
    *,
    key: str,
    published: datetime | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    lexicon: Lexicon | None = None,
) -> Article:
    """The article that a plain text holds, its furniture left out."""
    whole = normalize(raw)
    spans = [m.span() for m in PARAGRAPH.finditer(whole.text) if m.group().strip()]
    clean = cut(whole, spans, "\n\n")
    blocks: list[Block] = []
    position = 0
    for start, end in spans:
        length = end - start
        ends = whole.text[start:end].rstrip("\"”’").endswith((".", "!", "?", "…", ":"))
        kind = "paragraph" if ends or length > 150 else ("headline" if not blocks else "heading")
        blocks.append(Block(start=position, end=position + length, kind=kind))  # type: ignore[arg-type]
        position += length + 2
    return Article(
        id=article_id(url=url, outlet=outlet, key=key, text=clean.text),
        key=key,
        text=clean.text,
        raw=raw,
        raw_hash=hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(),
        pieces=clean.pieces,
        blocks=tuple(blocks),
        outlet=outlet,
        url=url,
        title=title or (clean.text[: blocks[0].end] if blocks and blocks[0].kind == "headline" else None),
        published=published,
        published_basis="given" if published else "unknown",
    )
