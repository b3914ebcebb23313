"""Quotation spans: which stretches of a text stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.article import Block

PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "‹": "›", "「": "」"}
STRAIGHT = '"'
SINGLE = "'"
LIMIT = 3000
EXCERPT = 200  # characters from which a quotation can be a piece of another report
WORD = re.compile(r"[^\W\d_]+")
STOP = re.compile(r"[.!?]\s+[A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcerptWords:
    """Words that tell a speech ("I", "you") from a report ("said", "announced")."""

    own: frozenset[str]
    telling: frozenset[str]


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

    A double quotation that is left open runs to the next one that opens or to the end of its block (as in running
    quotations over several paragraphs); an odd single mark (an apostrophe) is no quotation. Nothing is ever raised.
    """
    found: list[Quote] = []
    for block in blocks:
        found.extend(_in_block(text, block.start, block.end))
    return tuple(found)


def without_excerpts(text: str, quotes: Sequence[Quote], words: ExcerptWords) -> tuple[Quote, ...]:
    """The quotations but for pieces of other reports that stand in marks as a whole; their own quotations instead.

    Such a piece follows dots, or opens a paragraph and tells who said what; it runs over several sentences, and nobody
    in it says "I", "we" or "you".
    """
    kept: list[Quote] = []
    for quote in quotes:
        if _is_excerpt(text, quote, words):
            kept.extend(_in_block(text, quote.start + 1, quote.end - quote.closed))
        else:
            kept.append(quote)
    return tuple(kept)


def _is_excerpt(text: str, quote: Quote, words: ExcerptWords) -> bool:
    if quote.end - quote.start < EXCERPT:
        return False
    before, behind = text[: quote.start].rstrip(" "), text[quote.end :].lstrip(" ")
    if (before and not before.endswith(("\n", "..", "…"))) or behind[:1].islower():
        return False
    said = WORD.findall(text, quote.start, quote.end)
    inside = [word.lower() for word in said if len(word) == 1 or not word.isupper()]  # "US" is not "us"
    if len(STOP.findall(text, quote.start, quote.end - 1)) < 2 or words.own.intersection(inside):
        return False
    return before.endswith(("..", "…")) or not words.telling.isdisjoint(inside)


def _in_block(text: str, start: int, end: int) -> list[Quote]:
    quotes: list[Quote] = []
    position = start
    while position < end:
        mark = text[position]
        if mark == STRAIGHT and not _opens(text, position, start):
            position += 1
            continue
        close, stop = _closing(text, position, end) if mark in PAIRS or mark in (STRAIGHT, SINGLE) else (None, None)
        if close is not None:
            quotes.append(Quote(start=position, end=close + 1))
            position = close + 1
        elif stop is not None:
            quotes.append(Quote(start=position, end=stop, closed=False))
            position = stop
        else:
            position += 1
    return quotes


def _opens(text: str, position: int, start: int) -> bool:
    """Whether a straight mark can open: no letter, digit or full stop before it, no blank behind it."""
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return not before.isalnum() and not after.isspace() and (before not in ".,!?…" or after.isalnum())


def _closing(text: str, position: int, end: int) -> tuple[int | None, int | None]:
    """Where the quotation that opens here closes; or, if it never does, where the words that it may hold stop."""
    mark = text[position]
    if mark == "‘":
        return _closing_single(text, position, end), None
    if mark == SINGLE:
        return _closing_straight(text, position, end), None
    inner = False
    for i in range(position + 1, min(end, position + LIMIT)):
        other = text[i]
        if mark == STRAIGHT and other == STRAIGHT:
            if _reopens(text, i):
                return None, _before(text, i)
            return (i, None) if i > position + 1 else (None, None)
        if mark == STRAIGHT and other == "”" and not inner:
            return i, None
        inner = inner or other == "“"
        if mark != STRAIGHT and other in PAIRS[mark]:
            return i, None
        if mark in "“„" and other == STRAIGHT and not _reopens(text, i):
            return i, None
        if other == mark and mark in "“«":
            return None, _before(text, i)
    return None, end if mark in "“«„" or mark == STRAIGHT else None


def _reopens(text: str, position: int) -> bool:
    """Whether a straight mark opens rather than closes: a blank before it, a letter behind it, a stop before both."""
    after = text[position + 1] if position + 1 < len(text) else " "
    if not text[position - 1].isspace() or not after.isalnum():
        return False
    return _before(text, position) > 0 and text[_before(text, position) - 1] in ".!?…:,"


def _before(text: str, position: int) -> int:
    while position > 0 and text[position - 1].isspace():
        position -= 1
    return position


def _closing_straight(text: str, position: int, end: int) -> int | None:
    """The closing ' of 'speech,' that ends with a stop or comma; whatever else stands so is an apostrophe."""
    opens = (position == 0 or text[position - 1] in " \n([—") and text[position + 1 : position + 2].isalpha()
    for i in range(position + 1, min(end, position + LIMIT)) if opens else ():
        if text[i] == SINGLE and text[i - 1] in ",.!?…" and not text[i + 1 : i + 2].isalnum():
            return i
        if text[i] in "“”" or text[i] == STRAIGHT or (text[i] == SINGLE and text[i - 1].isspace()):
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
