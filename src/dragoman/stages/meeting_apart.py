"""What keeps two encounters apart: their days and their places."""

from __future__ import annotations

from ..model.when import When
from ..reading.gazetteer import fold
from ..reading.place_uses import PlaceMention

FOREVER = 10**6  # days
EXACT = ("day", "range")  # how precise a time is that gives days


def apart(first: When, second: When) -> bool:
    """Whether one is over before the other starts; not where a day is unknown."""
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return False
    return first.end < second.start or second.end < first.start


def dated_alike(first: When, second: When) -> bool:
    """Whether both have days, and these touch."""
    return first.precision in EXACT and second.precision in EXACT and not apart(first, second)


def gap(first: When, second: When) -> int:
    """Days between the end of one and the start of the other."""
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return FOREVER
    return max((second.start - first.end).days, (first.start - second.end).days)


def elsewhere(first: PlaceMention | None, second: PlaceMention | None) -> bool:
    """Whether the cities differ, or else the countries; not where a place is unknown."""
    if first is None or second is None:
        return False
    if first.city and second.city:
        return fold(first.city) != fold(second.city)
    return first.country is not None and second.country is not None and first.country != second.country
