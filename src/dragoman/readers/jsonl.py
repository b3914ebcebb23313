"""JSON lines: one article a line, with what is known about it."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from ..model.article import Article
from ..model.record import Failure
from .base import Given, Lexicon
from .decode import decode, read_file, whole_characters
from .html import articles_from_html
from .text import articles_from_text

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines", ".json")
LINE_LIMIT = 20_000_000  # bytes
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NO_DAY = re.compile(r"\d{4}(?:-00|-(?:0[1-9]|1[0-2]))?(?:-00)?")
SHAPE = '{"id", "url", "outlet", "title", "published", "text" or "html"}'
NUMBERS_CUT = 60  # characters of a bad value that a message shows


class JsonlReader:
    """Reads files with one JSON object a line; a bad line is one Failure, and the rest is read."""

    def reads(self, path: Path, head: bytes) -> bool:
        """By the name's ending."""
        return path.suffix.lower() in SUFFIXES

    def read(self, path: Path, lexicon: Lexicon) -> Iterator[Article | Failure]:
        """The articles of the file, in its order."""
        seen: set[str] = set()
        for number, line in _lines(path):
            place = Place(path, number)
            if isinstance(line, Failure):
                yield line
            elif line.strip():
                yield from _read_line(line, place, seen, lexicon)


class Place:
    """Where a line stands."""

    def __init__(self, path: Path, number: int) -> None:
        self.path = path
        self.number = number

    def failure(self, message: str, hint: str | None = None) -> Failure:
        """The Failure of this line."""
        told = f"line {self.number}: {message}"
        return Failure(article=f"{self.path}:{self.number}", stage="read", message=told, hint=hint)


def _lines(path: Path) -> Iterator[tuple[int, str | Failure]]:
    """The lines with their numbers; the file is never held as a whole, unless it is UTF-16 or one JSON value."""
    with path.open("rb") as stream:
        if path.suffix.lower() == ".json" or stream.peek(2)[:2] in MARKS:
            yield from _whole(path)
            return
        number = 0
        while data := stream.readline(LINE_LIMIT):
            number += 1
            if len(data) == LINE_LIMIT and not data.endswith(b"\n"):
                while data and not data.endswith(b"\n"):
                    data = stream.readline(LINE_LIMIT)
                yield number, Place(path, number).failure(f"too large: more than {LINE_LIMIT:,} bytes")
                continue
            text = decode(data) if data.strip() else ""
            yield number, Place(path, number).failure("is no text") if text is None else text.lstrip("\ufeff")


def _whole(path: Path) -> Iterator[tuple[int, str | Failure]]:
    decoded = read_file(path)
    if isinstance(decoded, Failure):
        yield 1, decoded
        return
    text = decoded.text.lstrip("\ufeff")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        yield from enumerate(text.split("\n"), 1)
        return
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        yield number, json.dumps(row)


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
        if published is None and not _is_less_than_a_day(value):
            shown = str(value)[:NUMBERS_CUT]
            hint = "write 2026-02-17 or 2026-02-17T14:30:00Z"
            return place.failure(f"'published' is {shown!r}, which is no ISO date", hint)
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


def _is_less_than_a_day(value: object) -> bool:
    """Whether only a year or a month is given: "2026", "2026-02", "2026-02-00"; then the day is unknown."""
    return isinstance(value, str) and NO_DAY.fullmatch(value.strip()) is not None


def _moment(value: object) -> datetime | None:
    """A day or moment as ISO writes it; UTC where it gives no zone."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
