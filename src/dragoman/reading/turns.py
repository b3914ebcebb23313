"""Transcripts: whose turn it is to speak where a text sets names before what they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
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
FEWEST = 3  # turns of a transcript, two of which are one speaker's


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One paragraph of what somebody says: where the name stands that opens the turn, and where the speech does."""

    label: tuple[int, int]
    start: int
    end: int


def find_turns(text: str, blocks: Sequence[Block], nobody: Collection[str]) -> tuple[Turn, ...]:
    """The paragraphs of a transcript with their speakers; none where a text is no transcript.

    ``nobody``: labels in small letters that name no speaker ("question"): what they say is left out, and ends a turn.
    """
    labelled = {
        block.start: match for block in blocks if (match := LABEL.match(text, block.start, block.end)) is not None
    }
    counts = Counter(match["label"] for match in labelled.values())
    if sum(counts.values()) < FEWEST or len(counts) < 2 or max(counts.values()) < 2:
        return ()
    return tuple(_turns(blocks, labelled, nobody))


def _turns(blocks: Sequence[Block], labelled: dict[int, re.Match[str]], nobody: Collection[str]) -> Iterator[Turn]:
    label: tuple[int, int] | None = None
    for block in blocks:
        match = labelled.get(block.start)
        if match is not None:
            label = None if match["label"].lower() in nobody else match.span("label")
        elif block.kind in ("headline", "heading"):
            label = None
        if label is not None:
            yield Turn(label=label, start=match.end() if match is not None else block.start, end=block.end)
