"""What any phrase of a text shows to a head: how long it is, where it stands, how it ranks among the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from .rivals import Bounds, Rank, overlapping, ranks

if TYPE_CHECKING:
    from .reading import Reading

CLAUSES = frozenset(("advcl", "relcl", "acl", "ccomp", "xcomp", "pcomp"))
LENGTHS = ((2, "1"), (4, "2-3"), (8, "4-7"), (15, "8-14"), (1000, "15+"))
SIZES = ((150, "s"), (320, "m"), (1_000_000_000, "l"))


def step_of(scale: Sequence[tuple[int, str]], value: int) -> str:
    """The name of the first step of the scale that lies above the value.

    >>> step_of(LENGTHS, 5)
    '4-7'
    """
    return next(name for limit, name in scale if value < limit)


def own_kind(kinds: Sequence[str], shape: str, bare: bool, bounds: Bounds) -> Iterator[str]:
    """The kinds that fit, likeliest first, the shape and the length; ``bare``: its cue needed no other word."""
    yield f"kind={kinds[0]}"
    yield f"shape={shape}"
    yield f"kind+shape={kinds[0]}+{shape}"
    if bare:
        yield "bare"
        yield f"bare={kinds[0]}"
    for kind in kinds[1:]:
        yield f"also={kind}"
    yield f"length={step_of(LENGTHS, bounds[1] - bounds[0])}"


def among(spans: Sequence[Bounds], groups: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """For each phrase how it ranks within its group, for every way of grouping."""
    ranked = {name: ranks(spans, group) for name, group in groups.items()}
    return [[feature for name in groups for feature in _rank(name, ranked[name][i])] for i in range(len(spans))]


def _rank(name: str, rank: Rank) -> Iterator[str]:
    yield f"{name} rank={min(rank.before, 3)}"
    yield f"{name} longer={min(rank.longer, 3)}"
    yield f"{name} count={min(rank.size, 5)}"


def nested(spans: Sequence[Bounds]) -> list[tuple[list[int], list[int]]]:
    """For each phrase the places of those around it and of those within it; equal ones are both."""
    found = []
    for (start, end), touching in zip(spans, overlapping(spans), strict=True):
        around = [j for j in touching if spans[j][0] <= start and end <= spans[j][1]]
        within = [j for j in touching if start <= spans[j][0] and spans[j][1] <= end]
        found.append((around, within))
    return found


def place_in_text(reading: Reading, start: int) -> Iterator[str]:
    """The quarter of the text in which a token stands, and how long the text is."""
    size = len(reading.doc)
    yield f"part={4 * start // max(1, size)}"
    yield f"size={step_of(SIZES, size)}"
