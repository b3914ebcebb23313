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


def cut_windows(pieces: Pieces, *, first: int = WINDOW, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Cover a text with overlapping windows that begin at a line or a word where they can."""
    total = len(pieces.ids)
    if total <= first:
        return [(0, total)] if total else []
    gaps = pieces.features[2]
    windows = [(0, first)]
    while windows[-1][1] < total:
        start = max(windows[-1][1] - overlap, windows[-1][0] + 1)
        lowest = max(start - overlap, windows[-1][0] + 1)
        lines = np.flatnonzero(gaps[lowest:start] == 3)
        whole = np.flatnonzero(gaps[lowest:start] > 0)
        if len(lines):
            start = lowest + int(lines[-1])
        elif len(whole):
            start = lowest + int(whole[-1])
        windows.append((start, min(start + WINDOW, total)))
    return windows


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowScores:
    """What the network says of the pieces `start` to `end`."""

    start: int
    end: int
    tags: Floats  # piece x tag, not normalised
    links: Floats  # piece x (beginning mark, pieces), not normalised


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of words with one role."""

    role: int
    first: int  # words, half-open
    last: int


def log_softmax(scores: Floats) -> Floats:
    """Normalise scores over their last axis to logarithms of probabilities."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    normal: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normal


def owned_parts(windows: Sequence[WindowScores]) -> Iterator[tuple[WindowScores, int, int]]:
    """Give each piece to one window: where two overlap, each keeps the half that it sees more context of."""
    begin = 0
    for place, window in enumerate(windows):
        following = windows[place + 1] if place + 1 < len(windows) else None
        end = (following.start + window.end + 1) // 2 if following else window.end
        yield window, begin, end
        begin = end


def score_words(pieces: Pieces, windows: Sequence[WindowScores]) -> Floats:
    """Average the tag scores of each word's pieces; the pieces after the first cannot begin a role."""
    tags = np.concatenate([w.tags[begin - w.start : end - w.start] for w, begin, end in owned_parts(windows)])
    normal = log_softmax(tags)
    inside = np.diff(pieces.words, prepend=-1) == 0
    normal[inside, 1::2] = normal[inside, 2::2]
    firsts = np.flatnonzero(~inside)
    counts = np.diff(np.append(firsts, len(inside)))
    words: Floats = np.add.reduceat(normal, firsts, axis=0) / counts[:, None].astype(np.float32)
    return words


def best_tags(scores: Floats) -> list[int]:
    """Find the best sequence of tags in which a role goes on only after it began."""
    barred = np.zeros((TAG_COUNT, TAG_COUNT), dtype=np.float32)
    for tag in range(2, TAG_COUNT, 2):
        barred[:, tag] = -np.inf
        barred[[tag - 1, tag], tag] = 0.0
    state = scores[0] + barred[OUTSIDE]
    came_from = np.zeros(scores.shape, dtype=np.int64)
    columns = np.arange(TAG_COUNT)
    for word in range(1, len(scores)):
        paths = state[:, None] + barred
        came_from[word] = paths.argmax(axis=0)
        state = paths[came_from[word], columns] + scores[word]
    tag = int(state.argmax())
    tags = [tag]
    for word in range(len(scores) - 1, 0, -1):
        tag = int(came_from[word, tag])
        tags.append(tag)
    return tags[::-1]


def find_runs(tags: Sequence[int]) -> list[Run]:
    """Gather tags into runs of one role.

    >>> find_runs([0, 1, 2, 3, 5, 6])
    [Run(role=0, first=1, last=3), Run(role=1, first=3, last=4), Run(role=2, first=4, last=6)]
    """
    runs: list[Run] = []
    first = 0
    for place in range(1, len(tags) + 1):
        if place == len(tags) or tags[place] % 2 == 1 or tags[place] == OUTSIDE or tags[place - 1] == OUTSIDE:
            if tags[first] != OUTSIDE:
                runs.append(Run(role=(tags[first] - 1) // 2, first=first, last=place))
            first = place
    return runs


def score_cues(pieces: Pieces, windows: Sequence[WindowScores], cues: Sequence[Run]) -> Floats:
    """Sum for each word and each cue the probability that the word's attribution is anchored in the cue."""
    firsts = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    bounds = np.append(firsts, len(pieces.words))
    begins = np.array([bounds[cue.first] for cue in cues], dtype=np.int64)
    ends = np.array([bounds[cue.last] for cue in cues], dtype=np.int64)
    rows = []
    for window, begin, end in owned_parts(windows):
        chances = np.exp(log_softmax(window.links[begin - window.start : end - window.start]))
        sums = np.concatenate([np.zeros_like(chances[:, :1]), chances.cumsum(axis=1)], axis=1)
        size = window.end - window.start
        left, right = (np.clip(edge - window.start, 0, size) + 1 for edge in (begins, ends))
        rows.append(sums[:, right] - sums[:, left])
    scores: Floats = np.concatenate(rows)[firsts]
    return scores


LEAST_LINK = 0.2


def link_runs(pieces: Pieces, windows: Sequence[WindowScores]) -> Iterator[tuple[list[list[Run]], float]]:
    """Tag the words and join the runs that point to one cue: for each attribution its runs by role, and certainty."""
    scores = score_words(pieces, windows)
    tags = best_tags(scores)
    runs = find_runs(tags)
    cues = [run for run in runs if run.role == ROLES.index("cue")]
    links = score_cues(pieces, windows, cues)
    groups: dict[int, list[list[Run]]] = {}
    for run in runs:
        if not cues:
            break
        strength = links[run.first : run.last].mean(axis=0)
        target = int(strength.argmax())
        if run.role == 1 and strength[target] < 0.5:
            target = cues.index(run)
        if strength[target] >= LEAST_LINK or run.role == 1:
            groups.setdefault(target, [[], [], []])[run.role].append(run)
    for members in groups.values():
        if members[2]:
            words = [word for part in members for run in part for word in range(run.first, run.last)]
            yield members, float(np.exp(scores[words, [tags[word] for word in words]]).mean())
