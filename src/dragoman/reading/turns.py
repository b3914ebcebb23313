"""Transcripts: whose turn it is to speak where a text sets names before what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.article import Block

LABEL = re.compile(
    r"""
    (?P<label> [A-Z][\w.'’\-]* (?: [ ] [A-Z][\w.'’\-]* ){0,5} )   # "MR. VARGA", "Elin Varga"
    (?: [ ]* \( [^()\n]{2,40} \) )?                              # for whom: "QUESTION (CPS)"
    [ ]* : [ ]+ (?= \S )
    """,
    re.VERBOSE,
)
Words = Mapping[str, tuple[str, ...]]
Asked = Callable[[int], tuple[int, int] | None]
FEWEST = 3  # turns of a transcript, two of which are one speaker's


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One paragraph of what somebody says: where the name stands that opens the turn, and where the speech does."""

    label: tuple[int, int]
    start: int
    end: int


def find_turns(text: str, blocks: Sequence[Block], words: Words, asked: Asked = lambda end: None) -> tuple[Turn, ...]:
    """The paragraphs of a transcript with their speakers; none where a text is no transcript.

    What a label of the list ``unnamed_turns`` ("question") opens is left out, and ends a turn; but a label of the list
    ``answering_turns`` ("A") stands for whom ``asked`` finds before the first turn.
    """
    labelled = {
        block.start: match for block in blocks if (match := LABEL.match(text, block.start, block.end)) is not None
    }
    counts = Counter(match["label"] for match in labelled.values())
    if sum(counts.values()) < FEWEST or len(counts) < 2 or max(counts.values()) < 2:
        return ()
    answers, guest = words.get("answering_turns", ()), asked(min(labelled))
    places: dict[int, tuple[int, int] | None] = {}
    for start, match in labelled.items():
        word = match["label"].lower()
        places[start] = None if word in words.get("unnamed_turns", ()) else match.span("label")
        if word in answers:
            places[start] = guest
    return tuple(_turns(blocks, labelled, places))


def _turns(
    blocks: Sequence[Block], labelled: Mapping[int, re.Match[str]], places: Mapping[int, tuple[int, int] | None]
) -> Iterator[Turn]:
    label: tuple[int, int] | None = None
    for block in blocks:
        match = labelled.get(block.start)
        if match is not None:
            label = places[block.start]
        elif block.kind in ("headline", "heading"):
            label = None
        if label is not None:
            yield Turn(label=label, start=match.end() if match is not None else block.start, end=block.end)
