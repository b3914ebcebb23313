"""What stands on a pasted page but is not the report, and what is left: text, blocks, references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..model.article import Block, BlockKind, Furniture, Reference
from .credits import date_in
from .lines import Line, lines, unwrapped, without_markdown
from .offsets import Mapped, cut, to_raw
from .page import FurnitureWords, Page
from .page_edges import mark_biographies, mark_foot, mark_head, mark_times
from .page_phrases import mark_boxes, mark_phrases, mark_repeated, mark_sections
from .page_teasers import mark_pull_quotes, mark_teasers
from .references import read_entry
from .sentences import sentence_spans, unglued

DATELINE = 100  # characters at the start of a report in which its dateline stands
DASHES = ("—", "–", " - ", " -- ", "--")
BLOCK_LIMIT = 10_000  # characters, unless a single sentence is longer
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The report that a page holds, and what the page says about it.

    ``text`` is the clean text with its way back to the raw input; ``dateline`` tells whether ``day`` comes from
    the report's dateline rather than from a date line of the page.
    """

    text: Mapped
    blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...] = ()
    references: tuple[Reference, ...] = ()
    headline: str | None = None
    byline: str | None = None
    day: date | None = None
    dateline: bool = False


def clean(page: Mapped, words: FurnitureWords, *, title: str | None = None) -> Cleaned:
    """The report on a page of plain text (already normalized)."""
    whole = unwrapped(without_markdown(unglued(page)))
    return clean_lines(whole, lines(whole.text), words, title=title)


def clean_lines(whole: Mapped, found: Sequence[Line], words: FurnitureWords, *, title: str | None = None) -> Cleaned:
    """The report among these lines of the text."""
    page = Page(found, words, title)
    for mark in (mark_times, mark_repeated, mark_phrases, mark_sections, mark_biographies, mark_head):
        mark(page)
    for mark in (mark_boxes, mark_foot, mark_pull_quotes, mark_teasers, mark_foot):
        mark(page)
    return _assembled(whole, page)


def _assembled(whole: Mapped, page: Page) -> Cleaned:
    spans: list[tuple[int, int]] = []
    separators: list[str] = []
    blocks: list[Block] = []
    length = 0
    has_running = any(page.running)
    for index, line in enumerate(page.lines):
        parts = list(_kept_parts(page, index)) if page.kept(index) else []
        if not parts:
            continue
        length += len(BETWEEN) if blocks else 0
        start = length
        for number, (first, last) in enumerate(parts):
            separators.append(" " if number else BETWEEN if blocks else "")
            length += last - first + (1 if number else 0)
            spans.append((first, last))
        kind = _kind(page, index, line, has_running=has_running)
        blocks.extend(_blocks(whole.text, spans[-len(parts) :], start, kind))
    text = cut(whole, spans, separators)
    day, dateline = _day(page, text.text, blocks)
    return Cleaned(
        text=text,
        blocks=tuple(blocks),
        furniture=tuple(_furniture(whole, page)),
        references=tuple(_references(whole, page)),
        headline=page.lines[page.headline].text if page.headline is not None else None,
        byline=next((credit.byline for credit in page.credits if credit.byline), None),
        day=day,
        dateline=dateline,
    )


def _blocks(text: str, parts: Sequence[tuple[int, int]], start: int, kind: BlockKind) -> Iterator[Block]:
    """One block for a line; several, cut between sentences, for one longer than the parser can hold."""
    joined = " ".join(text[first:last] for first, last in parts)
    begin = 0
    for first, last in sentence_spans(joined) if len(joined) > BLOCK_LIMIT else ():
        if first > begin and last - begin > BLOCK_LIMIT:
            yield Block(start=start + begin, end=start + first - 1, kind=kind)
            begin = first
    yield Block(start=start + begin, end=start + len(joined), kind=kind)


def _kept_parts(page: Page, index: int) -> Iterator[tuple[int, int]]:
    """Spans of the line that are kept: without its bullet and without furniture sentences."""
    line = page.lines[index]
    position = line.start + (line.bullet if not line.text[:1].isalnum() and line.text[0] != "(" else 0)
    for start, end, _ in page.cuts.get(index, ()):
        yield from _stripped(line, position, line.start + start)
        position = line.start + end
    yield from _stripped(line, position, line.end)


def _stripped(line: Line, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = line.text[max(start, line.start) - line.start : end - line.start]
    if part.strip():
        first = start + len(part) - len(part.lstrip())
        yield first, first + len(part.strip())


def _kind(page: Page, index: int, line: Line, *, has_running: bool) -> BlockKind:
    if index == page.headline:
        return "headline"
    if line.bullet and (page.is_paragraph(index) or not line.text[0].isdigit()):
        return "item"
    if line.hint == "item":
        return "item"
    return "paragraph" if page.is_paragraph(index) or not has_running else "heading"


def _furniture(whole: Mapped, page: Page) -> Iterator[Furniture]:
    for index, (line, reason) in enumerate(zip(page.lines, page.reasons, strict=True)):
        found = [(line.start, line.end, reason)] if reason else []
        found += [(line.start + a, line.start + b, why) for a, b, why in page.cuts.get(index, ())] if not reason else []
        for start, end, why in found:
            raw_start, raw_end = to_raw(whole.pieces, start, end)
            yield Furniture(raw_start=raw_start, raw_end=raw_end, reason=why)


def _references(whole: Mapped, page: Page) -> Iterator[Reference]:
    for index in page.references:
        line = page.lines[index]
        raw_start, raw_end = to_raw(whole.pieces, line.start, line.end)
        entry = read_entry(line.text)
        yield Reference(raw_start=raw_start, raw_end=raw_end, title=entry.title, outlet=entry.outlet, url=entry.url)


def _day(page: Page, text: str, blocks: Sequence[Block]) -> tuple[date | None, bool]:
    """The day on a date line (the first that is not of an update), else in the dateline of the report."""
    dated = sorted((credit for credit in page.credits if credit.day), key=lambda credit: credit.revised)
    if dated:
        return dated[0].day, False
    for block in blocks:
        if block.kind == "paragraph":
            opening = text[block.start : min(block.end, block.start + DATELINE)]
            ends = [opening.find(dash) for dash in DASHES if dash in opening]
            day = date_in(opening[: min(ends)], page.words.credits) if ends else None
            return day, day is not None
    return None, False
