"""Tours: visits to several countries told in one breath, which have no one place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..reading.place_uses import JOINT, PlaceMention
from ..reading.reading import Reading

TOUR = 3  # so many countries in a row are a tour


def tours(reading: Reading) -> frozenset[int]:
    """Where the countries stand that are told in a row: "will travel to Egypt, Israel and Jordan"."""
    return frozenset(place.start for row in _rows(reading) if len(row) >= TOUR for place in row)


def _rows(reading: Reading) -> Iterator[list[PlaceMention]]:
    countries = [place for place in reading.places if place.kind in ("country", "region")]
    row = countries[:1]
    for before, place in pairwise(countries):
        if JOINT.fullmatch(reading.text, before.end, place.start) is None:
            yield row
            row = []
        row.append(place)
    yield row
