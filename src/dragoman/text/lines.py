"""The lines of a text as somebody reads them: hard wraps joined, lists and groups seen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .offsets import Edit, Mapped, edit

Hint = Literal["headline", "heading", "paragraph", "item"]
WIDEST_WRAP = 130
NARROWEST_WRAP = 40
SURE_SHARE = 0.8

WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
LINE = re.compile(r"[^\n]+")
BULLET = re.compile(r"(?: [-–—*•·‣▪●○◦►▶→] | \d{1,2}[.)] | \([a-z\d]\) ) [ ]+ (?=\S)", re.VERBOSE)
NUMBERED = re.compile(r"(?: \d{1,2} | [IVX]{1,4} ) [.)] [ ]", re.VERBOSE)
CLOSERS = "\"”’'»)]*_ "
MARKDOWN = re.compile(
    r"""
    !?\[ (?P<label> [^\[\]\n]{0,300} ) \] \( [^()\n]{0,1000} \)     # [label](address)
  | (?<![*\w])\*{1,4}(?=\S) | (?<=\S)\*{1,4}(?![*\w])                # *stress*, **stress**
  | (?m: ^ \\? \#{1,6} (?: [ ]+ | $ ) )                               # heading
    """,
    re.VERBOSE,
)
MARKED = re.compile(r"\]\(|\*\*|^\\?\#+(?: |$)|^\*\w", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the text, ``text[start:end]``; ``group`` counts the stretches between blank lines.

    ``hint``: what the page's mark-up says it is; ``linked``: the share of it that is a link to elsewhere.
    """

    start: int
    end: int
    text: str
    group: int
    hint: Hint | None = None
    linked: float = 0.0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(WORD.findall(self.text))

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(CLOSERS).endswith((".", "!", "?", "…"))

    @property
    def bullet(self) -> int:
        """Length of the bullet or number that it starts with."""
        match = BULLET.match(self.text)
        return match.end() if match else 0


def without_markdown(mapped: Mapped) -> Mapped:
    """The text without Markdown's signs for links, stress and headings; plain text stays as it is."""
    if not MARKED.search(mapped.text):
        return mapped
    return edit(mapped, _markdown(mapped.text))


def _markdown(text: str) -> Iterator[Edit]:
    for match in MARKDOWN.finditer(text):
        if match["label"] is None:
            yield match.start(), match.end(), ""
        else:
            yield match.start(), match.start("label"), ""
            yield match.end("label"), match.end(), ""


def unwrapped(mapped: Mapped) -> Mapped:
    """The text with the line ends of hard-wrapped paragraphs turned into spaces."""
    pairs = list(_neighbours(mapped.text))
    width = _wrap_width(pairs)
    joins = [pair for pair in pairs if _runs_on(pair, width)]
    return edit(mapped, [_join(mapped.text, pair) for pair in joins]) if joins else mapped


def lines(text: str) -> tuple[Line, ...]:
    """The lines that hold something, in order.

    >>> [(line.group, line.text) for line in lines("A\\n\\nB\\nC")]
    [(0, 'A'), (1, 'B'), (1, 'C')]
    """
    found: list[Line] = []
    group, last = 0, 0
    for match in LINE.finditer(text):
        content = match.group().strip()
        if not content:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if found and text.count("\n", last, start) > 1:
            group += 1
        last = start + len(content)
        found.append(Line(start=start, end=last, text=content, group=group))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two lines without a blank line between them: the first, the place of the line end, the second's first word."""

    line: str
    at: int
    next: str

    @property
    def closed(self) -> bool:
        return self.line.rstrip(CLOSERS).endswith((".", "!", "?", "…", ":"))


def _neighbours(text: str) -> Iterator[_Pair]:
    last: re.Match[str] | None = None
    for match in LINE.finditer(text):
        if last is not None and match.start() == last.end() + 1:
            yield _Pair(last.group(), last.end(), text[match.start() : match.start() + 60].split("\n")[0])
        last = match


def _wrap_width(pairs: Sequence[_Pair]) -> int | None:
    """The width at which most lines break because the next word would not fit; None for an unwrapped text."""
    changes: Counter[int] = Counter()
    for pair in pairs:
        first = len(pair.next.split(" ", 1)[0])
        if NARROWEST_WRAP <= len(pair.line) <= WIDEST_WRAP:
            changes[len(pair.line)] += 1
            changes[len(pair.line) + first + 1] -= 1
    if len(pairs) < 3:
        return None
    best, width, level = 0, None, 0
    for position in sorted(changes):
        level += changes[position]
        if level > best:
            best, width = level, position
    if width is None or best < SURE_SHARE * len(pairs):
        return None
    fitting = [pair for pair in pairs if _breaks_at(pair, width)]
    return width if sum(pair.closed for pair in fitting) <= len(fitting) / 2 else None


def _breaks_at(pair: _Pair, width: int) -> bool:
    return len(pair.line) <= width < len(pair.line) + 1 + len(pair.next.split(" ", 1)[0])


def _runs_on(pair: _Pair, width: int | None) -> bool:
    if BULLET.match(pair.next) or not pair.next.strip():
        return False
    if width is not None and _breaks_at(pair, width):
        return True
    return len(pair.line) >= NARROWEST_WRAP and not pair.closed and pair.next[0].islower() and pair.line[-1] not in ";|"


def _join(text: str, pair: _Pair) -> Edit:
    hyphened = pair.line.endswith("-") and len(pair.line) > 1 and pair.line[-2].isalpha() and pair.next[0].islower()
    if not hyphened:
        return pair.at, pair.at + 1, " "
    whole = pair.line[:-1].rsplit(" ", 1)[-1] + WORD_START.match(pair.next).group()  # type: ignore[union-attr]
    known = re.search(rf"\b{re.escape(whole)}\b", text) is not None
    return (pair.at - 1, pair.at + 1, "") if known else (pair.at, pair.at + 1, "")


WORD_START = re.compile(r"\w*")
