"""Several encounters told in one breath: visits to a row of places, separate meetings with each of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..model.claim import Mention
from ..reading.place_uses import JOINT, PlaceMention
from ..reading.reading import Reading
from .meeting_candidates import Candidate, Words
from .meeting_presence import BETWEEN
from .meeting_report import Report

Row = tuple[PlaceMention, ...]
TOUR = 3  # so many countries in a row are a tour, which has no one place


def rows_of_places(reading: Reading) -> dict[int, Row]:
    """The places told in a row ("visited Muscat, Riyadh and Berlin"), by where each of them starts."""
    return {place.start: row for row in _rows(reading) for place in row}


def _rows(reading: Reading) -> Iterator[Row]:
    places = list(reading.places)
    row = places[:1]
    for before, place in pairwise(places):
        if JOINT.fullmatch(reading.text, before.end, place.start) is None:
            yield tuple(row)
            row = []
        elif _same(before, place):  # "Muscat, Oman"
            continue
        row.append(place)
    yield tuple(row)


def _same(before: PlaceMention, place: PlaceMention) -> bool:
    """Whether the second says where the first is, or both are one place."""
    within = place.kind == "country" and before.kind != "country" and before.country == place.country
    return within or before.name == place.name


def visited(report: Report, place: PlaceMention | None, rows: Mapping[int, Row]) -> tuple[PlaceMention | None, ...]:
    """Each place of visits that were paid ("visited Muscat and Riyadh", "visits to"); of one tour of several, none."""
    candidate = report.sighting.candidate
    row = rows.get(place.start, ()) if place is not None and candidate.sort == "visit" else ()
    paid = candidate.token.tag_ == "NNS" or (not candidate.noun and candidate.token.lemma_ == "visit")
    if len(row) > 1 and report.status == "held" and paid:
        return row
    countries = [one for one in row if one.kind in ("country", "region")]
    return (None,) if len(countries) >= TOUR else (place,)


def met_apart(
    candidate: Candidate, people: Sequence[Mention], words: Words, *, phone: bool
) -> tuple[tuple[Mention, ...], ...]:
    """Those who take part in each of several encounters: "held separate calls with A and B"; else all in one."""
    clause = candidate.token.doc[candidate.start : candidate.end]
    others = [m for m in people if candidate.token.idx < m.span.start < clause.end_char]
    rest = tuple(m for m in people if m not in others)
    calls = candidate.sort == "call" and candidate.token.tag_ == "NNS"
    persons = calls or (phone and all(m.source_class in ("named", "role") for m in others))
    between = any(token.lower_ in BETWEEN for token in clause)
    apart = persons or words.has("context.separate", *(token.lower_ for token in clause))
    if not rest or not others[1:] or between or not apart:
        return (tuple(people),)
    return tuple((*rest, other) for other in others)
