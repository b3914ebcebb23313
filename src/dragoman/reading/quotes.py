"""Quotation spans: which stretches of a text stand in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.article import Block

PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‹": "›", "「": "」"}
STRAIGHT = '"'
LIMIT = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """``text[start:end]`` with its marks; ``closed`` is False where the closing mark is missing."""

    start: int
    end: int
    closed: bool = True

    def covers(self, start: int, end: int) -> bool:
        """Whether the span lies within the quotation."""
        return self.start <= start and end <= self.end


def find_quotes(text: str, blocks: Sequence[Block]) -> tuple[Quote, ...]:
    """Outermost quotations of each block, in order.

    A double quotation that a block leaves open runs to the end of that block (as in running quotations over
    several paragraphs); an odd single mark (an apostrophe) is no quotation. Nothing is ever raised.
    """
    found: list[Quote] = []
    for block in blocks:
        found.extend(_in_block(text, block.start, block.end))
    return tuple(found)


def _in_block(text: str, start: int, end: int) -> list[Quote]:
    quotes: list[Quote] = []
    position = start
    while position < end:
        mark = text[position]
        close = _closing(text, position, end) if mark in PAIRS or mark == STRAIGHT else None
        if close is not None:
            quotes.append(Quote(start=position, end=close + 1))
            position = close + 1
        elif mark in "“«„" or (mark == STRAIGHT and _opens(text, position, start)):
            quotes.append(Quote(start=position, end=end, closed=False))
            return quotes
        else:
            position += 1
    return quotes


def _opens(text: str, position: int, start: int) -> bool:
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return not before.isalnum() and not after.isspace()


def _closing(text: str, position: int, end: int) -> int | None:
    mark = text[position]
    if mark == STRAIGHT:
        where = text.find(STRAIGHT, position + 1, min(end, position + LIMIT))
        return where if where > position + 1 else None
    closers = PAIRS[mark]
    if mark == "‘":
        return _closing_single(text, position, end)
    for i in range(position + 1, min(end, position + LIMIT)):
        if text[i] in closers:
            return i
        if text[i] == mark and mark in "“«":
            return None
    return None


def _closing_single(text: str, position: int, end: int) -> int | None:
    """The closing ’ of a ‘quotation’: followed by no letter, so that apostrophes within words do not close it."""
    if position > 0 and text[position - 1].isalnum():
        return None
    for i in range(position + 1, min(end, position + LIMIT)):
        if text[i] == "’" and not (i + 1 < len(text) and text[i + 1].isalnum()):
            return i
        if text[i] in "“”":
            return None
    return None
