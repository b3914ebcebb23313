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

from ..errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(3)
OUTSIDE = 0  # tag 0 is outside; 1, 3, 5 begin a role and 2, 4, 6 continue it
TAG_COUNT = 1 + 2 * len(ROLES)
FIRST_MARK, LAST_MARK = 101, 102
WINDOW = 254  # word pieces in a window, without the two marks at its ends
LONGEST = 20_000  # characters that are read together
OVERLAP = 32  # word pieces that two neighbouring windows share at least
# the next five were chosen on PolNeAR dev
BEGIN_COST = 0.5  # logarithm by which a run must beat going on without it; keeps spans whole
LEAST_CERTAINTY = 0.55  # below it an attribution is more often wrong than right
LEAST_LINK = 0.2  # probability below which a run of words is left without an attribution
LEAST_TARGET = 0.3  # probability from which a word is taken for the cue that was not tagged
LEAST_SOURCE = 0.3  # probability below which a cue is left without a source
REPAIR = "install dragoman again, or make the weights as docs/models/attribution.md says"

QUOTE_STATES = 4  # outside, inside, at an opening mark, at a closing mark
CASES = 6  # lower or none, capitalised, all capitals, mixed, digit, one capital letter
GAPS = 4  # goes on inside a word, touches the word before, after a blank, after a line break

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
    for start, end in zip(starts[begins], ends[np.roll(begins, -1)], strict=True):
        cases.append(case_of(text[start:end] or "-"))
        gaps.append(3 if "\n" in text[before:start] or not gaps else 2 if start > before else 1)
        before = max(before, end)
    case, gap = np.array([cases, gaps], dtype=np.int64)[:, words]
    features = np.stack([quotation_states(text)[starts], case, np.where(begins, gap, 0)])
    return Pieces(ids=np.array(encoding.ids, dtype=np.int64), starts=starts, ends=ends, words=words, features=features)


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
        windows.append((start, start + WINDOW))
    last = max(total - WINDOW, windows[-2][0] + 1)
    return [*windows[:-1], (last, total)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowScores:
    """What the network says of the pieces `start` to `end`."""

    start: int
    end: int
    tags: Floats  # piece x tag, not normalised
    cues: Floats  # piece x (none, pieces, end mark): probability that the other begins its cue
    sources: Floats  # the same for the source


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of words with one role."""

    role: int
    first: int  # words, half-open
    last: int


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
    normal: Floats = tags - np.logaddexp.reduce(tags, axis=1, keepdims=True)
    inside = np.diff(pieces.words, prepend=-1) == 0
    normal[inside, 1::2] = normal[inside, 2::2]
    words: Floats = np.add.reduceat(normal, np.flatnonzero(~inside), axis=0)
    words /= np.bincount(pieces.words)[:, None].astype(np.float32)
    return words


def best_tags(scores: Floats) -> list[int]:
    """Find the best sequence of tags in which a role goes on only after it began."""
    barred = np.zeros((TAG_COUNT, TAG_COUNT), dtype=np.float32)
    barred[:, 1::2] = -BEGIN_COST
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
    tags = [int(state.argmax())]
    for word in range(len(scores) - 1, 0, -1):
        tags.append(int(came_from[word, tags[-1]]))
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


def score_links(pieces: Pieces, windows: Sequence[WindowScores], kind: str, runs: Sequence[Run]) -> Floats:
    """Sum for each word and each run the probability that the word points into the run."""
    firsts = np.flatnonzero(np.diff(pieces.words, prepend=-1))
    bounds = np.append(firsts, len(pieces.words))
    begins, ends = bounds[[run.first for run in runs]], bounds[[run.last for run in runs]]
    rows = []
    for window, begin, end in owned_parts(windows):
        chances = getattr(window, kind)[begin - window.start : end - window.start]
        sums = np.pad(chances.cumsum(axis=1), ((0, 0), (1, 0)))
        size = window.end - window.start
        left, right = (np.clip(edge - window.start, 0, size) + 1 for edge in (begins, ends))
        rows.append(sums[:, right] - sums[:, left])
    scores: Floats = np.concatenate(rows)[firsts]
    return scores


def find_target(pieces: Pieces, windows: Sequence[WindowScores], kind: str, run: Run) -> tuple[int, float]:
    """Find the word that the words of a run point to most, and the probability that they do."""
    inside = (pieces.words >= run.first) & (pieces.words < run.last)
    chances = np.zeros(int(pieces.words[-1]) + 1)
    for window, begin, end in owned_parts(windows):
        chosen = np.flatnonzero(inside[begin:end]) + begin - window.start
        pointed = getattr(window, kind)[chosen, 1:-1].sum(axis=0)
        np.add.at(chances, pieces.words[window.start : window.end], pointed)
    word = int(chances.argmax())
    return word, float(chances[word] / inside.sum())


def link_runs(pieces: Pieces, windows: Sequence[WindowScores]) -> Iterator[tuple[list[list[Run]], float]]:
    """Tag the words and join the runs that point to one cue: for each attribution its runs by role, and certainty."""
    scores = score_words(pieces, windows)
    tags = best_tags(scores)
    runs = find_runs(tags)
    sources, cues, contents = ([run for run in runs if run.role == role] for role in (SOURCE, CUE, CONTENT))
    links = score_links(pieces, windows, "cues", cues)
    for run in contents:  # a cue that was not tagged shows in what points to it
        if links[run.first : run.last].mean(axis=0).max(initial=0.0) < LEAST_LINK:
            word, chance = find_target(pieces, windows, "cues", run)
            if chance >= LEAST_TARGET and tags[word] == OUTSIDE:
                tags[word] = 2 * CUE + 1
                cues.append(Run(role=CUE, first=word, last=word + 1))
    links = score_links(pieces, windows, "cues", cues)
    members: list[list[Run]] = [[] for _ in cues]
    for run in contents:
        strength = links[run.first : run.last].mean(axis=0)
        if strength.max(initial=0.0) >= LEAST_LINK:
            members[int(strength.argmax())].append(run)
    links = score_links(pieces, windows, "sources", sources)
    for cue, content in zip(cues, members, strict=True):
        if content:
            strength = links[cue.first : cue.last].mean(axis=0)
            source = [sources[int(strength.argmax())]] if strength.max(initial=0.0) >= LEAST_SOURCE else []
            words = [word for run in [*source, cue, *content] for word in range(run.first, run.last)]
            certainty = float(np.exp(scores[words, [tags[word] for word in words]]).mean())
            if certainty >= LEAST_CERTAINTY:
                yield [source, [cue], content], certainty


class AttributionTagger:
    """Finds the attributions of texts with the trained network.

    `load` checks the weights against the hashes of their card, and loads the network at the first text.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: tuple[Tokenizer, InferenceSession] | None = None

    def __reduce__(self) -> tuple[type[AttributionTagger], tuple[Path]]:
        return type(self), (self._folder,)  # another process opens the network anew

    @classmethod
    def load(cls, folder: Path | None = None) -> AttributionTagger:
        """Take the shipped weights, or those of another folder."""
        folder = folder or Path(__file__).parent / "models" / "attribution"
        check_files(folder)
        return cls(folder)

    def tag(self, text: str) -> tuple[Attribution, ...]:
        """Find the attributions of one text, in the order of their content."""
        tokenizer, session = self._parts = self._parts or open_model(self._folder)
        found: list[Attribution] = []
        for start, section in cut_sections(text):
            pieces = split_pieces(tokenizer, section)
            found.extend(read_out(pieces, score_windows(session, pieces), start=start))
        return tuple(found)

    def tag_many(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        """Find the attributions of many texts; each comes out as it would alone."""
        return [self.tag(text) for text in texts]


def check_files(folder: Path) -> None:
    """Compare the files of a model with the hashes of its card."""
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        for name, expected in card["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
                raise ModelError(f"{folder / name} is not the file that its card names", hint=REPAIR)
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ModelError(f"the attribution model in {folder} is incomplete: {error}", hint=REPAIR) from error


def open_model(folder: Path) -> tuple[Tokenizer, InferenceSession]:
    """Load tokenizer and network, to run on one thread."""
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # the higher levels join operations into ones that are slower on a CPU
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    return tokenizer, session


def score_windows(session: InferenceSession, pieces: Pieces) -> list[WindowScores]:
    """Run the network over each window of a text.

    Windows go one by one: the network rounds its values to 8 bits over all that it is given together, so that in a
    batch a text's attributions would depend on its neighbours; and a batch is no faster.
    """
    scores = []
    for start, end in cut_windows(pieces):
        ids = np.concatenate(([FIRST_MARK], pieces.ids[start:end], [LAST_MARK]))
        features = np.pad(pieces.features[:, start:end], ((0, 0), (1, 1)))
        found = session.run(["tags", "cues", "sources"], {"ids": ids[None], "features": features[None]})
        tags, cues, sources = (part[0, 1:-1] for part in found)
        scores.append(WindowScores(start=start, end=end, tags=tags, cues=cues, sources=sources))
    return scores


def read_out(pieces: Pieces, windows: Sequence[WindowScores], *, start: int = 0) -> list[Attribution]:
    """Turn the network's scores into attributions with places in the text, of which `start` was cut away before."""
    if not windows:
        return []
    begins = np.diff(pieces.words, prepend=-1) != 0
    starts, ends = pieces.starts[begins] + start, pieces.ends[np.roll(begins, -1)] + start
    found = []
    for members, certainty in link_runs(pieces, windows):
        source, cue, content = (
            tuple(
                TaggedSpan(start=int(starts[run.first]), end=int(ends[run.last - 1]))
                for run in sorted(runs, key=lambda run: run.first)
            )
            for runs in members
        )
        found.append(Attribution(source=source, cue=cue, content=content, certainty=certainty))
    return sorted(found, key=lambda one: [(span.start, span.end) for span in one.content + one.cue])
