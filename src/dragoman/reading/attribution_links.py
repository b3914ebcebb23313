"""From the scores of the attribution network to attributions: the best tags, and which runs belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .attribution_pieces import Floats, Pieces

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(3)
OUTSIDE = 0  # tag 0 is outside; 1, 3, 5 begin a role and 2, 4, 6 continue it
TAG_COUNT = 1 + 2 * len(ROLES)

# the next five were chosen on PolNeAR dev
BEGIN_COST = 0.5  # logarithm by which a run must beat going on without it; keeps spans whole
LEAST_CERTAINTY = 0.58  # below it an attribution is more often wrong than right
LEAST_LINK = 0.2  # probability below which a run of words is left without an attribution
LEAST_TARGET = 0.3  # probability from which a word is taken for the cue that was not tagged
LEAST_SOURCE = 0.2  # probability below which a cue is left without a source


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
    inside = np.ones(len(pieces.words), dtype=bool)
    inside[pieces.firsts] = False
    normal[inside, 1::2] = normal[inside, 2::2]
    words: Floats = np.add.reduceat(normal, pieces.firsts, axis=0)
    words /= np.bincount(pieces.words)[:, None].astype(np.float32)
    return words


def best_tags(scores: Floats) -> list[int]:
    """Find the best sequence of tags in which a role goes on only after it began."""
    begins, insides = range(1, TAG_COUNT, 2), range(2, TAG_COUNT, 2)
    rows = scores.tolist()
    state = [rows[0][OUTSIDE]] + [-np.inf] * (TAG_COUNT - 1)
    for tag in begins:
        state[tag] = rows[0][tag] - BEGIN_COST
    came_from: list[list[int]] = []
    for row in rows[1:]:
        best = max(state)
        before = [state.index(best)] * TAG_COUNT
        after = [best + row[OUTSIDE]] * TAG_COUNT
        for tag in begins:
            after[tag] = best + row[tag] - BEGIN_COST
        for tag in insides:
            before[tag] = tag if state[tag] > state[tag - 1] else tag - 1
            after[tag] = state[before[tag]] + row[tag]
        came_from.append(before)
        state = after
    tags = [state.index(max(state))]
    for before in reversed(came_from):
        tags.append(before[tags[-1]])
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
    if not runs:
        return np.zeros((len(pieces.firsts), 0), dtype=np.float32)
    begins, ends = pieces.bounds[[run.first for run in runs]], pieces.bounds[[run.last for run in runs]]
    rows = []
    for window, begin, end in owned_parts(windows):
        firsts = pieces.firsts[slice(*np.searchsorted(pieces.firsts, (begin, end)))]
        chances = getattr(window, kind)[firsts - window.start]
        sums = np.zeros((len(chances), chances.shape[1] + 1), dtype=np.float32)
        chances.cumsum(axis=1, out=sums[:, 1:])
        size = window.end - window.start
        left, right = (np.clip(edge - window.start, 0, size) + 1 for edge in (begins, ends))
        rows.append(sums[:, right] - sums[:, left])
    return np.concatenate(rows)


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
    sources, cues, contents = ([run for run in runs if run.role == role] for role in range(len(ROLES)))
    pointed = join_contents(pieces, windows, cues, contents, tags)
    links = score_links(pieces, windows, "sources", sources)
    found: list[list[list[Run]]] = []
    for number, cue in enumerate(cues):
        if content := [run for run, target in zip(contents, pointed, strict=True) if target == number]:
            strength = links[cue.first : cue.last].mean(axis=0)
            source = [sources[int(strength.argmax())]] if strength.max(initial=0.0) >= LEAST_SOURCE else []
            found.append([source, [cue], content])
    # what points to no cue near it is most often a quotation whose speaker is named far off, or not in words
    found.extend([[], [], [run]] for run, target in zip(contents, pointed, strict=True) if target is None)
    for members in found:
        words = [word for runs in members for run in runs for word in range(run.first, run.last)]
        certainty = float(np.exp(scores[words, [tags[word] for word in words]]).mean())
        if certainty >= LEAST_CERTAINTY:
            yield members, certainty


def join_contents(
    pieces: Pieces, windows: Sequence[WindowScores], cues: list[Run], contents: Sequence[Run], tags: list[int]
) -> list[int | None]:
    """Find for each content the number of its cue; a cue that was not tagged, but is pointed to, is added."""
    links = score_links(pieces, windows, "cues", cues)
    tagged = len(cues)
    for run in contents:
        if links[run.first : run.last].mean(axis=0).max(initial=0.0) < LEAST_LINK:
            word, chance = find_target(pieces, windows, "cues", run)
            if chance >= LEAST_TARGET and tags[word] == OUTSIDE:
                tags[word] = 2 * CUE + 1
                cues.append(Run(role=CUE, first=word, last=word + 1))
    if len(cues) > tagged:
        links = score_links(pieces, windows, "cues", cues)
    strengths = [links[run.first : run.last].mean(axis=0) for run in contents]
    return [int(each.argmax()) if each.max(initial=0.0) >= LEAST_LINK else None for each in strengths]
