"""A pasted page while it is being cleaned: its lines, and why some of them are not the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from .credits import Credit, CreditWords
from .lines import CLOSERS, Line
from .phrases import compile_phrases, fold
from .sentences import sentence_spans
from .teasers import TeaserWords, overlap

Lexicon = Mapping[str, tuple[str, ...]]

LONG = 25  # words from which a line is a paragraph however it ends
SMALL_BODY = 60  # words below which too little is known about a report to judge its edges
FEW_PARAGRAPHS = 3
WHOLE = 12  # words from which two sentences on a line are running text
LABEL = 3  # words that a menu entry, a tag or a label has at most
OPENING = 200  # characters in which a biography says what its subject is
NAMED = re.compile(r"(?P<name>(?:[A-Z][\w’'.\-]*\s+){1,5})(?:is|was|has|covers|writes|reports|works|joined|serves)\b")
IS_A = re.compile(r"\b(?:is|was)\s+(?:an?|the|our|one|currently)\b")
TRAILING_SIGN = re.compile(r"(?<=[.!?…”\"]) \S$")  # some outlets end a report with a sign of their own
SAYS_WHO = re.compile(r"[A-Z][\w.’'\- ]{0,30}:\s")  # a turn of an interview
OPENERS = ("related", "author", "read_more")  # reasons of lines that announce other stories
QUOTE_MARKS = '"“”‘’«»'


class FurnitureWords:
    """The word list of page furniture, compiled once for many pages."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.anywhere = compile_phrases(_table(lexicon, "anywhere"))
        self.line = compile_phrases(_table(lexicon, "line"))
        self.edge = compile_phrases(_table(lexicon, "edge"))
        self.section = compile_phrases(_table(lexicon, "section"))
        self.credits = CreditWords(_table(lexicon, "credits"), self.line)
        self.teasers = TeaserWords(_table(lexicon, "teaser"))
        self.inline = _exactly(_table(lexicon, "inline"))
        biography = _table(lexicon, "biography")
        self.professions = _any_of(biography.get("professions", ()))
        self.goes_on = _any_of(biography.get("goes_on", ()))
        self.signs = _any_of(biography.get("signs", ()))

    def tells_author(self, text: str) -> bool:
        """Whether a passage begins as an author's biography does and has at least two marks of one."""
        opening = text[:OPENING]
        if not NAMED.match(opening):
            return False
        profession = self.professions.search(opening) is not None
        signs = len({match.group().lower() for match in self.signs.finditer(text)})
        return signs + profession + (profession and IS_A.search(opening) is not None) >= 2


class Page:
    """Lines with the reasons for which they are left out; a line without one belongs to the report."""

    def __init__(self, lines: Sequence[Line], words: FurnitureWords, title: str | None = None) -> None:
        self.lines = lines
        self.words = words
        self.title = fold(title) if title else None
        self.folded = [fold(line.text) for line in lines]
        self.counts = [line.words for line in lines]
        self.reasons: list[str | None] = [None] * len(lines)
        self.cuts: dict[int, list[tuple[int, int, str]]] = {}
        self.credits: list[Credit] = []
        self.references: list[int] = []
        self.headline: int | None = None
        self.times: frozenset[int] = frozenset()
        self.running = [_is_paragraph(line, count) for line, count in zip(lines, self.counts, strict=True)]

    def drop(self, index: int, reason: str) -> None:
        """Leave the line out; the first reason stands."""
        if self.reasons[index] is None:
            self.reasons[index] = reason

    def kept(self, index: int) -> bool:
        """Whether the line still belongs to the report."""
        return self.reasons[index] is None

    def is_paragraph(self, index: int) -> bool:
        """Whether the line is running text of the report (not a heading, label or furniture)."""
        return self.running[index] and self.reasons[index] is None

    def is_short(self, index: int) -> bool:
        """Whether the line is kept but is no running text."""
        return not self.running[index] and self.reasons[index] is None

    def body(self) -> list[int]:
        """The paragraphs of the report."""
        return [index for index in range(len(self.lines)) if self.is_paragraph(index)]

    def known(self, body: Sequence[int]) -> bool:
        """Whether there is enough of a report to judge what stands around it."""
        return len(body) >= FEW_PARAGRAPHS or sum(self.counts[index] for index in body) >= SMALL_BODY

    def vocabulary(self, body: Iterable[int]) -> frozenset[str]:
        """The telling words of those lines."""
        return frozenset[str]().union(*(self._stems[index] for index in body))

    def overlap(self, index: int, vocabulary: frozenset[str]) -> float:
        """The share of the line's telling words that the vocabulary has."""
        return overlap(self.lines[index], vocabulary, self.words.teasers)

    @cached_property
    def _stems(self) -> list[frozenset[str]]:
        return [self.words.teasers.stems(line.text) for line in self.lines]


def _table(lexicon: Lexicon, name: str) -> dict[str, tuple[str, ...]]:
    prefix = f"{name}."
    return {key.removeprefix(prefix): words for key, words in lexicon.items() if key.startswith(prefix)}


def _exactly(tables: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    named = (f"(?P<{key}>{'|'.join(map(re.escape, phrases))})" for key, phrases in tables.items() if phrases)
    return re.compile("|".join(named) or r"(?!)")


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})s?(?!\w)", re.IGNORECASE)


def _is_paragraph(line: Line, count: int) -> bool:
    if line.hint in ("heading", "headline"):
        return count > 2 * LONG
    if count > LONG:
        return True
    bare = TRAILING_SIGN.sub("", line.text).rstrip(CLOSERS)
    if bare.endswith((".", "…")):
        return count >= LABEL
    if count > WHOLE and len(list(sentence_spans(line.text))) > 1:
        return True
    if bare.endswith(("!", "?")):
        spoken = line.text[0] in QUOTE_MARKS or SAYS_WHO.match(line.text) is not None
        return count > 2 * LABEL and (spoken or count > WHOLE + LABEL)
    if line.text.endswith((":", ",", ";", "—")):
        return count >= 2 * LABEL
    quoted = line.text[0] in QUOTE_MARKS and line.text[-1] in QUOTE_MARKS
    return quoted and count > 2 * LABEL
