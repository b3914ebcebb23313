"""Calendar arithmetic."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.when import When
from dragoman.reading.intervals import (
    add_months,
    month_of,
    nearest,
    part_of,
    plus_days,
    plus_units,
    quarter_of,
    season_of,
    span_of_days,
    stretch,
    week_of,
    weekend_of,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
UNITS = st.sampled_from(
    ["hour", "day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"]
)


@pytest.mark.parametrize(
    ("when", "value"),
    [
        (week_of(date(2025, 3, 12), "relative"), "2025-03-10/2025-03-16"),
        (weekend_of(date(2025, 3, 12), "relative"), "2025-03-15/2025-03-16"),
        (month_of(2024, 2, "stated"), "2024-02"),
        (quarter_of(2025, 3, "stated"), "2025-07-01/2025-09-30"),
        (season_of(2024, 12, "stated"), "2024-12-01/2025-02-28"),
        (plus_units(date(2025, 1, 31), 1, "month"), "2025-02"),
        (plus_units(date(2025, 3, 12), -2, "year"), "2023"),
        (stretch(date(2025, 3, 31), -1, "month"), "2025-02-28/2025-03-31"),
        (stretch(date(2025, 3, 12), -72, "hour"), "2025-03-09/2025-03-12"),
        (part_of(month_of(2025, 7, "stated"), "late"), "2025-07"),
    ],
)
def test_intervals(when: When, value: str) -> None:
    assert str(when) == value


def test_one_day_meant_as_a_range_is_a_day() -> None:
    assert span_of_days(date(2025, 3, 12), date(2025, 3, 12), "range", "stated").precision == "day"


def test_days_stay_within_the_calendar() -> None:
    assert plus_days(date(9999, 12, 31), 1) == date.max
    assert plus_days(date(1, 1, 1), -1) == date.min


def test_a_past_verb_prefers_days_behind() -> None:
    day = date(2025, 3, 12)
    assert nearest([date(2024, 8, 6), date(2025, 8, 6)], day, None) == date(2025, 8, 6)
    assert nearest([date(2024, 8, 6), date(2025, 8, 6)], day, "past") == date(2024, 8, 6)
    assert nearest([], day, None) is None


@given(DAYS, st.integers(-5000, 5000), UNITS)
def test_any_number_of_units_gives_an_interval(day: date, number: int, unit: str) -> None:
    assert plus_units(day, number, unit).known
    assert stretch(day, number, unit).known


@given(st.integers(1, 9998), st.integers(1, 12), st.integers(-200, 200))
def test_months_add_up(year: int, month: int, months: int) -> None:
    there = add_months(year, month, months)
    assert 1 <= there[1] <= 12
    if 20 < year < 9900:
        assert add_months(*there, -months) == (year, month)
