"""Calendar arithmetic: days to weeks, months, seasons and years, as intervals that know their precision."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

from ..model.when import Basis, Precision, When

FIRST, LAST = date.min, date.max


def one_day(day: date, basis: Basis) -> When:
    """The day itself."""
    return When(start=day, end=day, precision="day", basis=basis)


def span_of_days(start: date, end: date, precision: Precision, basis: Basis) -> When:
    """Both days inclusive, whichever comes first; one day alone is a day where a range was meant."""
    start, end = min(start, end), max(start, end)
    if start == end and precision == "range":
        precision = "day"
    return When(start=start, end=end, precision=precision, basis=basis)


def week_of(day: date, basis: Basis) -> When:
    """Monday to Sunday."""
    monday = plus_days(day, -day.weekday())
    return span_of_days(monday, plus_days(monday, 6), "week", basis)


def weekend_of(day: date, basis: Basis) -> When:
    """Saturday and Sunday of the week of that day."""
    saturday = plus_days(day, 5 - day.weekday())
    return span_of_days(saturday, plus_days(saturday, 1), "range", basis)


def month_of(year: int, month: int, basis: Basis) -> When:
    """First to last day of the month."""
    last = calendar.monthrange(year, month)[1]
    return span_of_days(date(year, month, 1), date(year, month, last), "month", basis)


def quarter_of(year: int, quarter: int, basis: Basis) -> When:
    """Three months: the first quarter is January to March."""
    first, last = month_of(year, 3 * quarter - 2, basis), month_of(year, 3 * quarter, basis)
    assert first.start is not None
    assert last.end is not None
    return span_of_days(first.start, last.end, "season", basis)


def season_of(year: int, month: int, basis: Basis) -> When:
    """Three months from that one; the winter of a year ends in the next."""
    last = month_of(*add_months(year, month, 2), basis)
    assert last.end is not None
    return span_of_days(date(year, month, 1), last.end, "season", basis)


def year_of(year: int, basis: Basis) -> When:
    """First of January to last of December."""
    return span_of_days(date(year, 1, 1), date(year, 12, 31), "year", basis)


def decade_of(year: int, basis: Basis) -> When:
    """Ten years from the year ending in 0."""
    first = year - year % 10
    return span_of_days(date(first, 1, 1), date(first + 9, 12, 31), "range", basis)


def century_of(number: int, basis: Basis) -> When:
    """A hundred years: the 20th century is 1900 to 1999, as calendars of events count it."""
    first = min(max(number - 1, 0), 98) * 100
    return span_of_days(date(max(first, 1), 1, 1), date(first + 99, 12, 31), "range", basis)


def half_of(year: int, half: int, basis: Basis) -> When:
    """Six months: the first half is January to June."""
    first, last = month_of(year, 6 * half - 5, basis), month_of(year, 6 * half, basis)
    assert first.start is not None
    assert last.end is not None
    return span_of_days(first.start, last.end, "season", basis)


def half_month(month: When, first: bool) -> When:
    """To the fifteenth, or from the sixteenth."""
    assert month.start is not None
    assert month.end is not None
    middle = month.start.replace(day=15)
    start, end = (month.start, middle) if first else (plus_days(middle, 1), month.end)
    return span_of_days(start, end, "range", month.basis)


def days_in(month: When, number: int | None, weekday: int | None, length: int) -> When | None:
    """The so-manieth stretch of days of a month (None: the last), from such a weekday if one is given."""
    assert month.start is not None
    assert month.end is not None
    if number is None:
        back = length - 1 if weekday is None else (month.end.weekday() - weekday) % 7
        start = plus_days(month.end, -back)
    else:
        on = (number - 1) * length if weekday is None else (weekday - month.start.weekday()) % 7 + 7 * (number - 1)
        start = plus_days(month.start, on)
    if not month.start <= start <= month.end:
        return None
    return span_of_days(start, plus_days(start, length - 1), "week" if length == 7 else "range", month.basis)


def in_year(when: When, year: int) -> When:
    """The same stretch of another year: it starts in that one; a month ends with its last day."""
    if when.start is None or when.end is None:
        return when
    years = year - when.start.year
    start, end = (_in_year(day, day.year + years) for day in (when.start, when.end))
    if plus_days(when.end, 1).day == 1:
        end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    return span_of_days(start, end, when.precision, when.basis)


def _in_year(day: date, year: int) -> date:
    year = min(max(year, 1), 9998)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def plus_days(day: date, days: int) -> date:
    """The day that many days on, held within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return LAST if days > 0 else FIRST


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month that many months on.

    >>> add_months(2025, 11, 3)
    (2026, 2)
    """
    index = year * 12 + month - 1 + months
    return min(max(index // 12, 1), 9998), index % 12 + 1


def plus_units(day: date, number: int, unit: str) -> When:
    """The day, week, month or year that lies that many units from the day, as exactly as the unit allows."""
    number = max(-4000, min(4000, number))
    if unit in ("minute", "hour"):
        return one_day(plus_days(day, number // 24 if unit == "hour" else 0), "relative")
    if unit in ("day", "night"):
        return one_day(plus_days(day, number), "relative")
    if unit in ("week", "fortnight", "weekend"):
        target = plus_days(day, number * (14 if unit == "fortnight" else 7))
        return weekend_of(target, "relative") if unit == "weekend" else week_of(target, "relative")
    if unit in ("month", "quarter"):
        return month_of(*add_months(day.year, day.month, number * (3 if unit == "quarter" else 1)), "relative")
    years = {"year": 1, "decade": 10, "century": 100}[unit] * number
    return year_of(min(max(day.year + years, 1), 9998), "relative")


DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365, "decade": 3652}


def stretch(day: date, number: int, unit: str) -> When:
    """From the day that many units on (or back): "the past two weeks"."""
    if unit in ("minute", "hour"):
        days = (abs(number) + 23) // 24 * (1 if number > 0 else -1) if unit == "hour" else 0
    elif unit in ("month", "year", "decade"):
        months = {"month": 1, "year": 12, "decade": 120}[unit] * max(-4000, min(4000, number))
        year, month = add_months(day.year, day.month, months)
        last = calendar.monthrange(year, month)[1]
        return span_of_days(day, date(year, month, min(day.day, last)), "range", "relative")
    else:
        days = DAYS_IN.get(unit, 36525) * number
    return span_of_days(day, plus_days(day, days), "range", "relative")


def part_of(when: When, part: str | None) -> When:
    """The early, middle or late third of an interval; its precision stays."""
    if part is None or when.start is None or when.end is None:
        return when
    length = (when.end - when.start).days + 1
    cut = max(1, length // 3)
    first = {"early": 0, "middle": cut, "late": length - cut}[part]
    last = {"early": cut - 1, "middle": length - cut - 1, "late": length - 1}[part]
    start, end = plus_days(when.start, first), plus_days(when.start, max(first, last))
    return When(start=start, end=end, precision=when.precision, basis=when.basis)


def nearest(days: Iterable[date], day: date, direction: str | None) -> date | None:
    """The candidate nearest to the day; one on the wrong side of it counts as four times as far."""

    def distance(candidate: date) -> int:
        gap = (candidate - day).days
        wrong = (direction == "past" and gap > 0) or (direction == "future" and gap < 0)
        return abs(gap) * (4 if wrong else 1)

    return min(days, key=distance, default=None)
