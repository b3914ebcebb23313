"""JSON lines: one article a line, with what is known about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from ..model.article import Article
from ..model.record import Failure
from .base import Given, Lexicon
from .decode import read_file, whole_characters
from .html import articles_from_html
from .text import articles_from_text

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
SHAPE = '{"id", "url", "outlet", "title", "published", "text" or "html"}'
NUMBERS_CUT = 60  # characters of a bad value that a message shows


class JsonlReader:
    """Reads files with one JSON object a line; a bad line is one Failure, and the rest is read."""

    def reads(self, path: Path, head: bytes) -> bool:
        """By the name's ending; also ``.json`` with one object a line."""
        return path.suffix.lower() in SUFFIXES or (path.suffix.lower() == ".json" and head.lstrip()[:1] == b"{")

    def read(self, path: Path, lexicon: Lexicon) -> Iterator[Article | Failure]:
        """The articles of the file, in its order."""
        decoded = read_file(path)
        if isinstance(decoded, Failure):
            yield decoded
            return
        seen: set[str] = set()
        for number, line in enumerate(decoded.text.lstrip("\ufeff").split("\n"), 1):
            if line.strip():
                yield from _read_line(line, Place(path, number), seen, lexicon)


class Place:
    """Where a line stands."""

    def __init__(self, path: Path, number: int) -> None:
        self.path = path
        self.number = number

    def failure(self, message: str, hint: str | None = None) -> Failure:
        """The Failure of this line."""
        return Failure(article=f"{self.path}:{self.number}", stage="read", message=f"line {self.number}: {message}", hint=hint)


def _read_line(line: str, place: Place, seen: set[str], lexicon: Lexicon) -> Iterator[Article | Failure]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield place.failure(f"is not JSON: {error}", f"each line is one object {SHAPE}")
        return
    if not isinstance(row, dict):
        yield place.failure(f"is no object but {str(row)[:NUMBERS_CUT]!r}", f"each line is one object {SHAPE}")
        return
    given = _given(row, place)
    if isinstance(given, Failure):
        yield given
        return
    if given.key in seen:
        yield place.failure(f"the id '{given.key}' was used on an earlier line", "give every article its own id")
        return
    seen.add(given.key)
    text, html = _string(row, "text"), _string(row, "html")
    if text is not None:
        yield from articles_from_text(text, given, lexicon)
    elif html is not None:
        yield from articles_from_html(html, given, lexicon)
    else:
        yield place.failure("has neither 'text' nor 'html'", f"each line is one object {SHAPE}")


def _given(row: Mapping[str, object], place: Place) -> Given | Failure:
    published: datetime | None = None
    value = row.get("published")
    if value not in (None, ""):
        published = _moment(value)
        if published is None:
            shown = str(value)[:NUMBERS_CUT]
            return place.failure(f"'published' is {shown!r}, which is no ISO date", "write 2026-02-17 or 2026-02-17T14:30:00Z")
    identity = row.get("id")
    known = isinstance(identity, str | int) and not isinstance(identity, bool) and str(identity).strip()
    return Given(
        key=whole_characters(str(identity).strip()) if known else f"{place.path.stem}-{place.number}",
        published=published,
        outlet=_string(row, "outlet"),
        url=_string(row, "url"),
        title=_string(row, "title"),
        byline=_string(row, "byline") or _string(row, "author"),
        path=f"{place.path}:{place.number}",
    )


def _string(row: Mapping[str, object], key: str) -> str | None:
    value = row.get(key)
    return whole_characters(value) if isinstance(value, str) and value.strip() else None


def _moment(value: object) -> datetime | None:
    """A day or moment as ISO writes it; UTC where it gives no zone."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
