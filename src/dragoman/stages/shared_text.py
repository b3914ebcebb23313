"""How much of one text stands in another, word for word."""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

WORD = re.compile(r"\w+(?:['’]\w+)*")
RUN = 4
"""Words in a row that must agree to count as taken over."""
SAMPLE, LONG = 4, 400
"""One in so many runs is looked up to find candidates; half as many in texts of more runs than ``LONG``."""
HOLDERS = 3
"""The index keeps the first so many texts for each run: the work grows with the texts, not with their square."""
CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Words:
    """How many words a text has, and the hashes of its runs, one a word but for the last few."""

    count: int
    runs: array[int]

    def sample(self) -> set[int]:
        """The runs that are looked up: the same ones in every text."""
        step = SAMPLE if len(self.runs) <= LONG else 2 * SAMPLE
        return {run for run in self.runs if run % step == 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Share of a text's words that stand in another, and the first and last word of the longest stretch of them."""

    share: float
    first: int = 0
    last: int = 0


def words_of(text: str) -> Words:
    """Words and runs of a text.

    >>> len(words_of("The envoy's plane has left.").runs)
    2
    """
    words = [match.group().replace("’", "'").casefold() for match in WORD.finditer(text)]
    runs = array(
        "I",
        (
            zlib.crc32(" ".join(words[i : i + RUN]).encode("utf-8", "surrogatepass"))
            for i in range(max(0, len(words) - RUN + 1))
        ),
    )
    return Words(len(words), runs)


def taken_over(text: Words, source: Words) -> Shared:
    """What the text shares with the source, in runs of :data:`RUN` words.

    >>> taken_over(words_of("He said: the guns fell silent at noon."), words_of("The guns fell silent at noon today"))
    Shared(share=0.75, first=2, last=7)
    """
    known = set(source.runs)
    covered = reach = start = first = last = 0
    for i, run in enumerate(text.runs):
        if run not in known:
            continue
        if i >= reach:
            start = i
        covered += i + RUN - max(i, reach)
        reach = i + RUN
        if reach - start > last + 1 - first:
            first, last = start, reach - 1
    return Shared(share=covered / text.count if text.count else 0.0, first=first, last=last)


def place_of(text: str, shared: Shared) -> tuple[int, int]:
    """Where in the text the longest shared stretch begins and ends.

    >>> text = "He said: the guns fell silent."
    >>> text[slice(*place_of(text, Shared(share=0.5, first=3, last=5)))]
    'guns fell silent'
    """
    matches = list(islice(WORD.finditer(text), shared.last + 1))
    return matches[shared.first].start(), matches[-1].end()


def candidates(texts: Sequence[Words]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each text the earlier ones (their numbers, the likeliest first) that share sampled runs with it."""
    index: dict[int, tuple[int, ...]] = {}
    for number, text in enumerate(texts):
        votes: Counter[int] = Counter()
        for run in text.sample():
            holders = index.get(run, ())
            votes.update(holders)
            if len(holders) < HOLDERS:
                index[run] = (*holders, number)
        ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
        yield number, tuple(other for other, _ in ranked[:CANDIDATES])
