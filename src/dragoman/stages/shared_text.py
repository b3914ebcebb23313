"""How much of one text stands in another, word for word."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

WORD = re.compile(r"\w+(?:['’]\w+)*")
RUN = 4
"""Words in a row that must agree to count as taken over."""
SAMPLE = 4
"""One in so many runs is looked up to find candidates."""
HOLDERS = 3
"""The index keeps the first so many texts for each run: the work grows with the texts, not with their square."""
CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, folded, with their places, and the hashes of its runs."""

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    runs: tuple[int, ...]
    known: frozenset[int] = field(compare=False)

    def __len__(self) -> int:
        return len(self.words)


def words_of(text: str) -> Words:
    """Words and runs of a text.

    >>> len(words_of("The envoy's plane has left.").runs)
    2
    """
    found = [(m.group().replace("’", "'").casefold(), m.span()) for m in WORD.finditer(text)]
    words = tuple(word for word, _ in found)
    runs = tuple(
        zlib.crc32(" ".join(words[i : i + RUN]).encode("utf-8", "surrogatepass"))
        for i in range(max(0, len(words) - RUN + 1))
    )
    return Words(words, tuple(place for _, place in found), runs, frozenset(runs))


def taken_over(text: Words, source: Words) -> tuple[float, tuple[int, int] | None]:
    """Share of the text's words that stand in the source in runs of :data:`RUN`, and where the longest stretch is.

    >>> taken_over(words_of("He said: the guns fell silent at noon."), words_of("The guns fell silent at noon today"))
    (0.75, (9, 37))
    """
    covered = 0
    reach = best_start = best_end = stretch = 0
    for i, run in enumerate(text.runs):
        if run not in source.known:
            continue
        if i >= reach:
            stretch = i
        covered += i + RUN - max(i, reach)
        reach = i + RUN
        if reach - stretch > best_end - best_start:
            best_start, best_end = stretch, reach
    if not covered:
        return 0.0, None
    return covered / len(text), (text.places[best_start][0], text.places[best_end - 1][1])


def candidates(texts: Sequence[Words]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each text the earlier ones (their numbers, the likeliest first) that share sampled runs with it."""
    index: dict[int, list[int]] = {}
    for number, text in enumerate(texts):
        sampled = {run for run in text.runs if run % SAMPLE == 0}
        votes: Counter[int] = Counter()
        for run in sampled:
            holders = index.setdefault(run, [])
            votes.update(holders)
            if len(holders) < HOLDERS:
                holders.append(number)
        ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
        yield number, tuple(other for other, _ in ranked[:CANDIDATES])
