"""Numbers, places, times and conditions of a step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.reading.reading import Reading
from dragoman.stages.measure_candidates import Candidate, find_candidates
from dragoman.stages.measure_details import conditions, parties, place, quantity, when

Read = Callable[..., Reading]


def candidate(reading: Reading, head: str) -> Candidate:
    """The candidate with that head."""
    return next(c for c in find_candidates(reading) if c.head.text == head)


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("They agreed to exchange 157 prisoners each.", "exchange", (157.0, "prisoners")),
        ("They agreed to exchange three prisoners.", "exchange", (3.0, "prisoners")),
        ("They agreed to release 1,081 prisoners.", "release", (1081.0, "prisoners")),
        ("They agreed to release prisoners.", "release", (None, None)),
        ("They agreed to continue talks on 20 March 2025.", "continue", (None, None)),
        ("They agreed to extend the truce by ten days.", "extend", (10.0, "days")),
    ],
)
def test_quantity(read: Read, text: str, head: str, expected: tuple[float | None, str | None]) -> None:
    reading = read(text)
    assert quantity(reading, candidate(reading, head)) == expected


def test_parties_come_from_the_phrase_and_from_the_subject(read: Read) -> None:
    reading = read("Ukraine agreed to exchange prisoners with Russia.")
    assert set(parties(reading, candidate(reading, "exchange"))) == {"Ukraine", "Russia"}


def test_place_and_time_are_those_of_the_phrase(read: Read) -> None:
    reading = read("They agreed to continue talks in Doha on 20 March 2025.")
    step = candidate(reading, "continue")
    assert place(reading, step) == "Doha"
    assert when(reading, step).start == date(2025, 3, 20)


def test_a_condition_is_kept_with_its_words(read: Read) -> None:
    reading = read("Ludria will lift the sanctions if Castelune withdraws its troops.")
    span = conditions(reading, candidate(reading, "lift"))
    assert span is not None
    assert span.words == "if Castelune withdraws its troops"
