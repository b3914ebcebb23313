"""Who said what: a trained tagger that finds source, cue and content of every attribution in a text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ROLES = ("source", "cue", "content")
OUTSIDE = 0  # tag 0 is outside; 1, 3, 5 begin a role and 2, 4, 6 continue it
TAG_COUNT = 1 + 2 * len(ROLES)
WINDOW = 254  # word pieces in a window, without the two marks at its ends
OVERLAP = 64  # word pieces that two neighbouring windows share at least
BATCH_PIECES = 4096

QUOTE_STATES = 4  # outside, inside, at an opening mark, at a closing mark
CASES = 6  # lower or none, capitalised, all capitals, mixed, digit, one capital letter
GAPS = 4  # goes on inside a word, touches the word before, after a blank, after a line break

MARK_OR_BREAK = re.compile(
    r"""
    (?P<opening> [“„«] )
  | (?P<closing> [”»] )
  | (?P<straight> ["＂] )
  | (?P<paragraph> \n )      # a quotation that goes on in the next paragraph opens again there
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedSpan:
    """A half-open stretch of the text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution: the spans of its source, cue and content, and how sure the model is of their tags."""

    source: tuple[TaggedSpan, ...]
    cue: tuple[TaggedSpan, ...]
    content: tuple[TaggedSpan, ...]
    certainty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text as the model sees it: word pieces with their places, words and surface features."""

    ids: Ints
    starts: Ints
    ends: Ints
    words: Ints  # number of the word each piece belongs to, rising from 0
    features: Ints  # rows: quotation state, case, gap


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
    if len(word) == 1:
        return 5
    if word.isupper():
        return 2
    return 1 if word[1:].islower() else 3


def split_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into word pieces and note what the uncased vocabulary loses: quotation, capitals, line breaks."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = encoding.offsets
    states = quotation_states(text)
    words: list[int] = []
    cases: list[int] = []
    gaps: list[int] = []
    word_ids = encoding.word_ids
    previous: int | None = None
    count = -1
    end = 0
    for place, (start, stop) in enumerate(offsets):
        if word_ids[place] == previous and previous is not None:
            gaps.append(0)
            cases.append(cases[-1])
        else:
            count += 1
            last = place
            while last + 1 < len(offsets) and word_ids[last + 1] == word_ids[place]:
                last += 1
            cases.append(case_of(text[start : offsets[last][1]] or "-"))
            between = text[end:start]
            gaps.append(3 if "\n" in between or place == 0 else 2 if start > end else 1)
        previous = word_ids[place]
        words.append(count)
        end = max(end, stop)
    bounds = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        starts=bounds[:, 0],
        ends=bounds[:, 1],
        words=np.array(words, dtype=np.int64),
        features=np.array([states[bounds[:, 0]], cases, gaps], dtype=np.int64),
    )


def cut_windows(pieces: Pieces, *, first: int = WINDOW) -> list[tuple[int, int]]:
    """Cover a text with overlapping windows that begin at a line or a word where they can."""
    total = len(pieces.ids)
    if total <= first:
        return [(0, total)] if total else []
    gaps = pieces.features[2]
    windows = [(0, first)]
    while windows[-1][1] < total:
        start = max(windows[-1][1] - OVERLAP, windows[-1][0] + 1)
        lowest = max(start - OVERLAP, windows[-1][0] + 1)
        lines = np.flatnonzero(gaps[lowest:start] == 3)
        whole = np.flatnonzero(gaps[lowest:start] > 0)
        if len(lines):
            start = lowest + int(lines[-1])
        elif len(whole):
            start = lowest + int(whole[-1])
        windows.append((start, min(start + WINDOW, total)))
    return windows
