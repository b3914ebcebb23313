"""Time expressions: offsets, datelines, word lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.packs import load_packs
from dragoman.reading.calendar_words import calendar_words
from dragoman.reading.dates import dateline_day
from dragoman.reading.reading import Reading

TIMES = load_packs(("english",)).lexicons["times"]
PARTS = ["Tuesday", "17", "-", "18", "Feb.", "March", "2025", "next", "last", "two", "days", "ago", "the", "of", "and",
         "weekend", "early", "since", "in", "later", "31", "st", ",", ".", "met", "will", "on", "\n"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("VIENNA, 12 March 2025 (CPS) — Negotiators met.", date(2025, 3, 12)),
        ("Two sides meet\n\nPORT ELSIN, March 12, 2025 - Negotiators met.", date(2025, 3, 12)),
        ("VIENNA, 12 March (CPS) — Negotiators met.", None),
        ("They met on 12 March 2025 - at last.", None),
        ("VIENNA, 31 February 2025 — Negotiators met.", None),
        ("", None),
    ],
)
def test_a_dateline_gives_a_day_only_with_its_year(text: str, day: date | None) -> None:
    assert dateline_day(text, TIMES) == day


def test_numbers_come_as_words_and_figures() -> None:
    words = calendar_words(TIMES)
    assert [words.number(n) for n in ("two", "72", "a couple of", "third", "several")] == [2, 72, 2, 3, None]


def test_without_a_word_list_there_are_no_times(read: Callable[..., Reading]) -> None:
    reading = read("They met on Tuesday.")
    bare = Reading(reading.article, nlp=reading.nlp, actors=reading.actors, lexicons={})
    assert bare.times == ()
    assert bare.places == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=14))
def test_expressions_stand_at_their_words_and_never_overlap(read: Callable[..., Reading], parts: list[str]) -> None:
    reading = read("They met. " + " ".join(parts))
    end = 0
    for time in reading.times:
        assert reading.text[time.start : time.end] == time.words
        assert time.start >= end
        end = time.end
