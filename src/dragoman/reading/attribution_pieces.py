"""What the attribution tagger sees of a text: word pieces, surface features, and the windows it is read in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WINDOW = 254  # word pieces in a window, without the two marks at its ends
CONTEXT = 8  # word pieces that a window shows of its neighbours on each side
LONGEST = 20_000  # characters that are read together

QUOTE_STATES = 4  # outside, inside, at an opening mark, at a closing mark
CASES = 6  # lower or none, capitalised, all capitals, mixed, digit, one capital letter
GAPS = 4  # goes on inside a word, touches the word before, after a blank, after a line break
NEW_LINE = 3

HALF_PAIR = re.compile("[\ud800-\udfff]")  # in texts that were decoded badly; the tokenizer takes none
MARK_OR_BREAK = re.compile(
    r"""
    (?P<opening> [“„«] )
  | (?P<closing> [”»] )
  | (?P<straight> ["＂] )
  | (?P<paragraph> \n )      # a quotation that goes on in the next paragraph opens again there
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """A text as the model sees it: word pieces with their places, words and surface features."""

    ids: Ints
    starts: Ints
    ends: Ints
    words: Ints  # number of the word each piece belongs to, rising from 0
    features: Ints  # rows: quotation state, case, gap

    @cached_property
    def firsts(self) -> Ints:
        """The piece that begins each word."""
        return np.flatnonzero(np.diff(self.words, prepend=-1))

    @cached_property
    def bounds(self) -> Ints:
        """The same, and the end of the last word."""
        return np.append(self.firsts, len(self.words))


def quotation_states(text: str) -> NDArray[np.int8]:
    """Say for each character whether it stands inside quotation marks; an odd mark spoils its paragraph only."""
    states = np.zeros(len(text) + 1, dtype=np.int8)
    opened: int | None = None
    for match in MARK_OR_BREAK.finditer(text):
        place = match.start()
        kind = match.lastgroup
        if kind == "straight":
            kind = "opening" if opened is None else "closing"
        if opened is not None:
            states[opened + 1 : place] = 1
        if kind == "opening":
            opened = place
            states[place] = 2
        elif kind == "closing":
            opened = None
            states[place] = 3
        else:
            opened = None
    return states


def case_of(word: str) -> int:
    """Class of a word's capitals, which the uncased encoder does not see."""
    if word.islower():
        return 0
    if word[0].isdigit():
        return 4
    if not word[0].isupper():
        return 3 if any(letter.isupper() for letter in word) else 0
    if word.isupper():
        return 2 if len(word) > 1 else 5
    return 1 if word[1:].islower() else 3


def cut_sections(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text far longer than an article at line breaks or blanks; time and memory then grow with its length."""
    start = 0
    while len(text) - start > LONGEST:
        middle, end = start + LONGEST // 2, start + LONGEST
        end = next((place + 1 for mark in "\n " if (place := text.rfind(mark, middle, end)) >= 0), end)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def split_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into word pieces and note what the uncased vocabulary loses: quotation, capitals, line breaks."""
    encoding = tokenizer.encode(HALF_PAIR.sub("\ufffd", text), add_special_tokens=False)
    starts, ends = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2).T
    begins = np.diff(np.array(encoding.word_ids, dtype=np.int64), prepend=-1) != 0
    words = np.cumsum(begins) - 1
    cases: list[int] = []
    gaps: list[int] = []
    before = 0
    for start, end in zip(starts[begins].tolist(), ends[np.roll(begins, -1)].tolist(), strict=True):
        cases.append(case_of(text[start:end] or "-"))
        gaps.append(3 if "\n" in text[before:start] or not gaps else 2 if start > before else 1)
        before = max(before, end)
    case, gap = np.array([cases, gaps], dtype=np.int64)[:, words]
    features = np.stack([quotation_states(text)[starts], case, np.where(begins, gap, 0)])
    return Pieces(ids=np.array(encoding.ids, dtype=np.int64), starts=starts, ends=ends, words=words, features=features)


def cut_windows(pieces: Pieces, *, window: int = WINDOW, context: int = CONTEXT) -> list[tuple[int, int]]:
    """Part a text into windows of like size, at lines or words where it can, and give each the pieces around its part.

    What stands in one line seldom goes on in the next: parted there, windows need little of their neighbours.
    """
    total, most = len(pieces.ids), window - 2 * context
    if total <= window:
        return [(0, total)] if total else []
    gaps = pieces.features[2]
    bounds = [0]
    while (rest := total - bounds[-1]) > most:
        parts = -(-rest // most)
        earliest = max(bounds[-1] + 1, total - (parts - 1) * most)
        places = np.arange(earliest, bounds[-1] + most + 1)
        lines, words = (places[gaps[places] >= gap] for gap in (NEW_LINE, 1))
        choice = lines if len(lines) else words if len(words) else places
        bounds.append(int(choice[np.abs(choice - bounds[-1] - rest / parts).argmin()]))
    bounds.append(total)
    return [(max(0, begin - context), min(total, end + context)) for begin, end in pairwise(bounds)]
