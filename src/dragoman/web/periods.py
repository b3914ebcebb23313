"""Periods of a chart: which days it shows, how to look closer or wider, and how many entries fall where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TypeAlias

from .lines import Line

Period: TypeAlias = tuple[date, date]
SHORT = 28
"""Days: a shorter span leaves nothing out."""
CLOSEST = 6
"""Days: no closer look than at a week."""
COLUMNS = 60
EARLIEST = date(1000, 1, 1).toordinal()
"""No address goes further back."""
MOST_LANES = 12
NO_LANE = "–"
LANES = {"kind": "kind", "party": "parties", "issue": "issue"}
"""What of a line lanes are made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoom:
    """Other periods to go to, each None where there is nothing to see."""

    closer: Period | None = None
    wider: Period | None = None
    earlier: Period | None = None
    later: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How many entries of a lane fall into some days."""

    lane: str
    start: date
    end: date
    count: int


def window(lines: Sequence[Line], start: date | None, end: date | None) -> Period | None:
    """The days to draw: those asked for; where none are, without the few entries that lie far from all others."""
    days = sorted(line.start for line in lines if line.start)
    if not days:
        return (start, end) if start and end and start <= end else None
    few = len(days) // 10
    low, high = 0, len(days) - 1
    span = max(SHORT, (days[high - few] - days[few]).days)
    while low < few and (days[few] - days[low]).days > span:
        low += 1
    while high > len(days) - 1 - few and (days[high] - days[-1 - few]).days > span:
        high -= 1
    last = max((line.end for line in lines if line.start and line.end and line.start <= days[high]), default=days[high])
    first, last = start or days[low], end or min(last, moved(days[high], SHORT))
    return (first, last) if first <= last else None


def zoom(period: Period | None, whole: Period | None) -> Zoom:
    """Where to go from a period; ``whole``: the days of all entries."""
    if period is None or whole is None:
        return Zoom()
    first, last = period
    length = (last - first).days
    part, half = max(1, length // 4), max(1, length // 2)
    before, after = moved(first, -half), moved(last, half)
    return Zoom(
        closer=(moved(first, part), moved(last, -part)) if length > CLOSEST else None,
        wider=(before, after) if first > whole[0] or last < whole[1] else None,
        earlier=(before, moved(last, -half)) if first > whole[0] else None,
        later=(moved(first, half), after) if last < whole[1] else None,
    )


def moved(day: date, days: int) -> date:
    """So many days later (or earlier), as far as the calendar goes.

    >>> moved(date(2025, 3, 12), -2), moved(date.max, 1)
    (datetime.date(2025, 3, 10), datetime.date(9999, 12, 31))
    """
    return date.fromordinal(min(max(day.toordinal() + days, EARLIEST), date.max.toordinal()))


def columns(lines: Iterable[Line], period: Period | None, lanes: str) -> tuple[Column, ...]:
    """The entries of the period counted by lane and stretches of days; lanes with most entries."""
    if period is None:
        return ()
    first, last = period
    width = max(1, -(-((last - first).days + 1) // COLUMNS))
    counts: Counter[tuple[str, int]] = Counter()
    sums: Counter[str] = Counter()
    sorts = Counter(map(attrgetter("start", "end", LANES[lanes]), lines))
    for (start, end, value), number in sorts.items():
        if start is not None and end is not None and end >= first and start <= last:
            place = max(0, (start - first).days) // width
            for lane in (value if isinstance(value, tuple) else (value,) if value else ()) or (NO_LANE,):
                counts[lane, place] += number
                sums[lane] += number
    kept = {lane for lane, _ in sums.most_common(MOST_LANES)}
    return tuple(
        Column(
            lane=lane,
            start=moved(first, place * width),
            end=min(last, moved(first, (place + 1) * width - 1)),
            count=count,
        )
        for (lane, place), count in sorted(counts.items())
        if lane in kept
    )
