"""What expressions mean that name a period: months, quarters, halves, seasons, years, decades, centuries."""

from __future__ import annotations

import re
from datetime import date

from ..model.when import Basis, When
from .calendar_words import CalendarWords, squeeze
from .intervals import (
    add_months,
    century_of,
    days_in,
    decade_of,
    half_month,
    half_of,
    in_year,
    month_of,
    part_of,
    plus_days,
    plus_units,
    quarter_of,
    season_of,
    span_of_days,
    stretch,
    weekend_of,
    year_of,
)
from .time_days import said_year, year_for
from .time_values import Clues, Value, part_said, relation_of, shift_of

COARSENESS = ("day", "range", "week", "month", "season", "year", "decade", "century")
RANKS = {"weekend": "week", "fortnight": "week", "quarter": "season"}


def whole_month(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A month, or part of one: "March 2026", "mid-July", "next May"."""
    month = words.months[squeeze(match["month"])]
    said, basis = said_year(match.groupdict(), words, clues)
    if said is not None:
        return Value(when=part_of(month_of(said, month, basis), part_said(match, words)))
    relation = relation_of(match, words)
    if relation is not None and clues.day is not None:
        shift, year = shift_of(relation), clues.day.year
        if (shift < 0 and month >= clues.day.month) or (shift > 0 and month <= clues.day.month):
            year += shift
        return Value(when=part_of(month_of(year, month, "relative"), part_said(match, words)))
    chosen, basis = year_for(month, 15, clues)
    if chosen is None:
        return Value()
    return Value(when=part_of(month_of(chosen, month, basis), part_said(match, words)))


def months(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """From one month to another: "March to May", "between November and January 2025"."""
    first, last = words.months[squeeze(match["month"])], words.months[squeeze(match["month2"])]
    if squeeze(match["link"]) == "and" and not match["from"]:
        return None
    year, basis = said_year(match.groupdict(), words, clues)
    if year is None:
        year, basis = year_for(last, 15, clues)
    if year is None:
        return Value()
    over = first > last
    return Value(when=_from_month_to_month(year - over, first, last + 12 * over, basis))


def week_of_month(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day or week of a month: "the first week of March", "the third Monday in May 2025"."""
    month, unit = words.months[squeeze(match["month"])], squeeze(match["unit"])
    year, basis = said_year(match.groupdict(), words, clues)
    if year is None:
        year, basis = year_for(month, 15, clues)
    if year is None:
        return Value()
    whole = month_of(year, month, basis)
    number = words.number(match["which"])
    if unit == "half":
        return Value(when=half_month(whole, number == 1))
    weekday = words.weekdays.get(unit)
    if weekday is None and words.units[unit] == "weekend":
        days = days_in(whole, number, 5, 2)
    else:
        days = days_in(whole, number, weekday, 7 if words.units.get(unit) == "week" else 1)
    return Value(when=days) if days is not None else None


def months_of_year(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """So many months at either end of a year: "the first six months of 2025"."""
    number = words.number(match["number"])
    year, basis = said_year(match.groupdict(), words, clues)
    if year is None and clues.day is not None:
        year, basis = clues.day.year, "relative"
    if year is None or number is None or not 1 <= number <= 12:
        return Value()
    first = 1 if words.number(match["which"]) == 1 else 13 - number
    return Value(when=_from_month_to_month(year, first, first + number - 1, basis))


def _from_month_to_month(year: int, first: int, last: int, basis: Basis) -> When:
    """Both months inclusive; one beyond twelve lies in the next year."""
    start, end = month_of(year, first, basis).start, month_of(*add_months(year, 1, last - 1), basis).end
    assert start is not None
    assert end is not None
    return span_of_days(start, end, "range", basis)


def deictic_unit(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A week, month, season or year counted from publication: "last week", "early next month", "the weekend".

    "The following week" counts from what the text dated last.
    """
    unit, said = squeeze(match["unit"]), squeeze(match["relation"] or "")
    relation = relation_of(match, words)
    day = clues.day
    if said in words.anaphoric:
        base = _counted_from(unit, words, clues)
        if base is None and relation == "following":
            return Value()
        day = day if base is None else base.start if relation == "previous" else base.end
    if day is None:
        return Value()
    name = words.units.get(unit, "season")
    if said in words.rolled and name not in ("season", "quarter", "weekend"):
        return Value(when=stretch(day, -1, name))
    if name == "weekend" and day == clues.day:
        return Value(when=_weekend(clues, relation))
    if said in words.rolled and name == "season":
        return Value(when=_season_behind(words.seasons[unit], day))
    return Value(when=part_of(_unit(unit, shift_of(relation), words, day), part_said(match, words)))


def unit_end(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """The late part of the unit that runs: "year-end", "the month's end"."""
    if clues.day is None:
        return Value()
    return Value(when=part_of(_unit(squeeze(match["unit"]), 0, words, clues.day), "late"))


def _counted_from(unit: str, words: CalendarWords, clues: Clues) -> When | None:
    """The date told last that is exact enough for the unit: no week follows upon "in 1988"."""
    name = words.units.get(unit, "season")
    rank = COARSENESS.index(RANKS.get(name, name))
    exact = (w for w in (clues.last, clues.anchor) if w is not None and w.known)
    return next((w for w in exact if COARSENESS.index(w.precision) <= rank), None)


def unit_before(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """The unit on either side of the last date of the text: "the year before"."""
    unit = squeeze(match["unit"])
    base = _counted_from(unit, words, clues)
    back = squeeze(match["way"]) in words.before
    day = None if base is None else base.start if back else base.end
    return Value() if day is None else Value(when=_unit(unit, -1 if back else 1, words, day))


def same_unit(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """The unit in which the last date of the text lies: "that year", "the same month"."""
    unit = squeeze(match["unit"])
    base = _counted_from(unit, words, clues)
    if base is None or base.start is None:
        return Value()
    return Value(when=_unit(unit, 0, words, base.start))


def bare_unit(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """The unit that runs, of quarters the last full one: "the year", "the quarter"; a season by the tense."""
    unit = squeeze(match["unit"])
    if clues.day is None:
        return Value()
    if words.units.get(unit) == "quarter":
        return Value(when=_compared("quarter", clues))
    if unit in words.seasons and clues.direction == "past":
        return Value(when=_season_behind(words.seasons[unit], clues.day))
    if unit in words.seasons:
        return Value(when=season_of(clues.day.year, words.seasons[unit], "relative"))
    return Value(when=_unit(unit, 0, words, clues.day))


def _season_behind(month: int, day: date) -> When:
    """The last such season that has begun."""
    this = season_of(day.year, month, "relative")
    return this if this.start is not None and this.start <= day else season_of(day.year - 1, month, "relative")


def _unit(unit: str, shift: int, words: CalendarWords, day: date) -> When:
    if unit in words.seasons:
        month = words.seasons[unit]
        year = day.year + shift
        if shift < 0 and month + 2 < day.month and month != 12:
            year = day.year
        return season_of(year, month, "relative")
    name = words.units[unit]
    if name == "quarter":
        year, month = add_months(day.year, (day.month - 1) // 3 * 3 + 1, 3 * shift)
        return quarter_of(year, (month + 2) // 3, "relative")
    if name == "decade":
        return decade_of(day.year + 10 * shift, "relative")
    if name == "century":
        return century_of(day.year // 100 + 1 + shift, "relative")
    return plus_units(day, shift, name)


def _weekend(clues: Clues, relation: str | None) -> When:
    day = clues.day
    assert day is not None
    this = weekend_of(day, "relative")
    assert this.start is not None
    began = day >= this.start
    lies_back = clues.direction == "past" or (clues.direction is None and day.weekday() < 3)
    told_back = relation == "current" and clues.direction == "past"
    if relation == "previous" or (not began and (told_back or (relation is None and lies_back))):
        return weekend_of(plus_days(day, -7), "relative")
    return weekend_of(plus_days(day, 7), "relative") if relation == "following" and began else this


def part_of_year(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A quarter or half: "the third quarter", "the first half of 2025", "last year's second quarter".

    A quarter without its year is the last that has begun, unless the tense looks ahead.
    """
    part = match.groupdict()
    half = words.halves[squeeze(part["half"])] if part.get("half") else None
    number = words.number(part["quarter"]) if part.get("quarter") else None
    if half is None and number not in (1, 2, 3, 4):
        return None
    year, told = _year_said(part, words, clues)
    if year is None:
        return Value()
    basis: Basis = "stated" if part.get("year") else "relative"
    if half is not None:
        return Value(when=half_of(year, half, basis))
    assert number is not None
    when = quarter_of(year, number, basis)
    ahead = when.start is not None and clues.day is not None and when.start > clues.day
    if not told and ahead and clues.direction != "future":
        when = quarter_of(year - 1, number, basis)
    return Value(when=when)


def _year_said(part: dict[str, str | None], words: CalendarWords, clues: Clues) -> tuple[int | None, bool]:
    """The year of a quarter or half, and whether the words give it."""
    if part.get("year"):
        return int(part["year"] or 0), True
    if clues.day is None:
        return None, False
    if part.get("yearago"):
        return clues.day.year - 1, True
    said = squeeze(part.get("relation") or "")
    shift = -1 if said in words.previous else 1 if said in words.following else 0
    return clues.day.year + shift, bool(said)


def year_before(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """The period compared with: "the year-ago quarter", "the same period last year", "the 1988 quarter"."""
    part = match.groupdict()
    if clues.day is None:
        return Value()
    if not part.get("unit"):
        return Value(when=year_of(clues.day.year - 1, "relative"))
    base = _compared(squeeze(part["unit"] or ""), clues)
    if base.start is None:
        return Value()
    back = (clues.day.year if part.get("relation") else base.start.year) - 1
    return Value(when=in_year(base, int(part["year"]) if part.get("year") else back))


def _compared(unit: str, clues: Clues) -> When:
    """The period that a report is about: the one dated last, for want of it the last full quarter, week or month."""
    day, last = clues.day, clues.last
    fits = {"quarter": ("season",), "month": ("month",), "week": ("week",)}.get(
        unit, ("range", "week", "month", "season")
    )
    if last is not None and last.precision in fits:
        return last
    assert day is not None
    if unit in ("month", "week"):
        return plus_units(day, -1, unit)
    year, month = add_months(day.year, (day.month - 1) // 3 * 3 + 1, -3)
    return quarter_of(year, (month + 2) // 3, "assumed")


def latest_period(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """The period of the figures: "the latest period"."""
    return Value(when=_compared("period", clues)) if clues.day is not None else Value()


def whole_year(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A year, or part of one: "2022", "early 2022", "spring 2025"."""
    year, basis = said_year(match.groupdict(), words, clues)
    if year is None:
        return Value()
    season = match.groupdict().get("season")
    if season:
        return Value(when=season_of(year, words.seasons[squeeze(season)], basis))
    return Value(when=part_of(year_of(year, basis), part_said(match, words)))


def years(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """From one year to another: "2011-14", "between 2011 and 2014"."""
    first, last = int(match["year"]), int(match["year2"])
    if squeeze(match["link"]) == "and" and not match["from"]:
        return None
    if last < 100:
        last += first - first % 100
        short = match["link"].strip() in "-–—/"
        if not short or last <= first:
            return None
    if not first < last < first + 100:
        return None
    return Value(when=span_of_days(date(first, 1, 1), date(last, 12, 31), "range", "stated"))


def decade(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """Ten years, or part of them: "the 1990s", "the mid-'80s"."""
    named = match.groupdict().get("decade")
    first = words.decades[squeeze(named)] if named else int(match["year"])
    if first < 100:
        first += 2000 if clues.day is not None and first + 2000 <= clues.day.year else 1900
    return Value(when=part_of(decade_of(first, "stated"), part_said(match, words)))


def century(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A hundred years, or part of them: "the 20th century", "the late nineteenth century"."""
    number = words.number(match["century"])
    if number is None or not 1 <= number <= 99:
        return None
    return Value(when=part_of(century_of(number, "stated"), part_said(match, words)))
