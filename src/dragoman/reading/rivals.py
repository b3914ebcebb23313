"""How phrases of one text stand to each other: which overlap, which of a group come first or are longer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """Of a phrase within its group: how many start before it, how many are longer, how many there are."""

    before: int
    longer: int
    size: int


def ranks(spans: Sequence[Bounds], groups: Sequence[str]) -> list[Rank]:
    """The rank of each phrase among those of its group.

    >>> ranks([(0, 3), (5, 6), (9, 11)], ["truce", "aid", "truce"])[2]
    Rank(before=1, longer=1, size=2)
    """
    starts: dict[str, list[int]] = {}
    lengths: dict[str, list[int]] = {}
    for (start, end), group in zip(spans, groups, strict=True):
        starts.setdefault(group, []).append(start)
        lengths.setdefault(group, []).append(end - start)
    for rows in (*starts.values(), *lengths.values()):
        rows.sort()
    return [
        Rank(
            before=bisect_left(starts[group], start),
            longer=len(lengths[group]) - bisect_right(lengths[group], end - start),
            size=len(starts[group]),
        )
        for (start, end), group in zip(spans, groups, strict=True)
    ]


def overlapping(spans: Sequence[Bounds]) -> list[list[int]]:
    """For each phrase the places of the others that share a word with it.

    >>> overlapping([(0, 5), (3, 4), (5, 9)])
    [[1], [0], []]
    """
    order = sorted(range(len(spans)), key=lambda i: spans[i])
    found: list[list[int]] = [[] for _ in spans]
    for place, i in enumerate(order):
        for j in order[place + 1 :]:
            if spans[j][0] >= spans[i][1]:
                break
            if spans[j][1] > spans[i][0]:
                found[i].append(j)
                found[j].append(i)
    return [sorted(places) for places in found]


def strongest(chances: Sequence[float], threshold: float, same: Callable[[int, int], bool]) -> list[int]:
    """Places of the phrases to keep, in text order: the likeliest first, none below, none the ``same`` as one kept.

    >>> strongest([0.9, 0.8, 0.7, 0.1], 0.5, lambda i, j: abs(i - j) == 1)
    [0, 2]
    """
    kept: list[int] = []
    for i in sorted(range(len(chances)), key=lambda i: (-chances[i], i)):
        if chances[i] < threshold:
            break
        if not any(same(i, j) for j in kept):
            kept.append(i)
    return sorted(kept)
