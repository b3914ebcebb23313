"""What expressions mean that give days, count from a day, or say how long or how often."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ..model.when import Basis
from .calendar_words import CalendarWords, squeeze
from .intervals import nearest, one_day, plus_days, plus_units, span_of_days, stretch
from .time_values import Clues, Value, relation_of, relation_said, shift_of


def year_day(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day, or days, of a month: "17-18 February 2026", "Feb. 17 and 18", "from 24 January to 3 March"."""
    part = match.groupdict()
    month = words.months[squeeze(part["month"])]
    month2 = words.months[squeeze(part["month2"])] if part.get("month2") else month
    first, last = int(part["d1"]), int(part["d2"]) if part.get("d2") else int(part["d1"])
    if squeeze(part.get("link") or "") == "and" and (month, last) != (month2, first + 1) and not part.get("from"):
        return None
    year, basis = said_year(part, words, clues)
    if year is None:
        side = {"previous": "past", "following": "future"}.get(relation_of(match, words) or "", clues.direction)
        year, basis = year_for(month, first, replace(clues, direction=side))
    try:
        if year is None:
            date(2024, month, first), date(2024, month2, last)
            return Value()
        start = date(year, month, first)
        year2 = year + (1 if month2 < month else 0)
        return Value(when=span_of_days(start, date(year2, month2, last), "range", basis))
    except ValueError:
        return None


def said_year(part: Mapping[str, str | None], words: CalendarWords, clues: Clues) -> tuple[int | None, Basis]:
    """The year that the words give: "2025", "last year"."""
    if part.get("year"):
        return int(part["year"] or 0), "stated"
    said = part.get("yearsaid")
    if said and clues.day is not None:
        return clues.day.year + shift_of(relation_said(said, words)), "relative"
    return None, "unknown"


def year_for(month: int, day: int, clues: Clues) -> tuple[int | None, Basis]:
    """The year of a month or day that is said without one: the nearest to publication on the side of the tense."""
    middle = clues.day or (clues.anchor.start if clues.anchor else None)
    if middle is None:
        return None, "unknown"
    days = []
    for year in range(max(1, middle.year - 1), min(9999, middle.year + 2)):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    near = nearest(days, middle, clues.direction)
    return (near.year, "relative") if near else (None, "unknown")


def numeric_day(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day in figures: "2026-02-17", "17.02.2026", "2/17/2026"; None where day and month could be either."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["mark"] == "/" and a <= 12 and b <= 12 and a != b:
        return Value()
    month, day = (a, b) if match["mark"] == "-" or b > 12 else (b, a)
    try:
        return Value(when=one_day(date(year, month, day), "stated"))
    except ValueError:
        return None


def weekday(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day of the week, or several: "on Tuesday", "late on Friday", "next Monday", "Tuesday and Wednesday"."""
    if match["plural"] or match["nights"]:
        return Value(kind="set")
    if clues.day is None:
        return Value()
    target, said = words.weekdays[squeeze(match["w1"])], squeeze(match["relation"] or "")
    follows = said in words.anaphoric and relation_of(match, words) == "following"
    if follows and clues.anchor is not None and clues.anchor.end is not None:
        after = plus_days(clues.anchor.end, 1)
        first = plus_days(after, (target - after.weekday()) % 7)
    elif said in words.nearing:
        first = plus_days(clues.day, (target - clues.day.weekday() - 1) % 7 + 1)
    else:
        first = _weekday_near(target, relation_of(match, words), clues)
    if not match["w2"]:
        return Value(when=one_day(first, "relative"))
    second = words.weekdays[squeeze(match["w2"])]
    if relation_of(match, words) is None and clues.direction == "past":
        last = _weekday_near(second, None, clues)
        return Value(
            when=span_of_days(plus_days(last, -((last.weekday() - first.weekday()) % 7)), last, "range", "relative")
        )
    return Value(when=span_of_days(first, plus_days(first, (second - first.weekday()) % 7), "range", "relative"))


def _weekday_near(target: int, relation: str | None, clues: Clues) -> date:
    day = clues.day
    assert day is not None
    back, on = (day.weekday() - target) % 7, (target - day.weekday()) % 7
    if relation == "previous":
        return plus_days(day, -(back or 7))
    if relation == "following":
        return plus_days(day, 7 - day.weekday() + target)
    if relation == "current" and clues.direction != "past":
        return plus_days(day, on)
    return plus_days(day, on if clues.direction == "future" else -back)


def weekday_of_week(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day of a week counted from publication: "Tuesday of last week"."""
    if clues.day is None:
        return Value()
    weeks = shift_of(relation_of(match, words))
    shift = words.weekdays[squeeze(match["w1"])] - clues.day.weekday() + 7 * weeks
    return Value(when=one_day(plus_days(clues.day, shift), "relative"))


def deictic_day(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day counted from publication: "yesterday", "tonight"."""
    if clues.day is None:
        return Value()
    return Value(when=one_day(plus_days(clues.day, words.deictic_days[squeeze(match.group())]), "relative"))


def anchored_day(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day counted from the last date of the text: "the following day"."""
    shift = words.anchored_days[squeeze(match.group())]
    anchor = clues.anchor
    if anchor is None or anchor.start is None or anchor.end is None or anchor.precision not in ("day", "range"):
        return Value()
    return Value(when=one_day(plus_days(anchor.start if shift < 0 else anchor.end, shift), "relative"))


def holiday(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day known by name: "Christmas Eve", with its year or the one that the tense asks for."""
    month, day = divmod(words.holidays[squeeze(match["holiday"])], 100)
    year, basis = said_year(match.groupdict(), words, clues)
    if year is None:
        year, basis = year_for(month, day, clues)
    return Value() if year is None else Value(when=one_day(date(year, month, day), basis))


def rolling(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A stretch up to or from publication: "the past two weeks", "over the next ten days"."""
    number, unit = words.number(match["number"]), words.units[squeeze(match["unit"])]
    if clues.day is None or number is None:
        return Value(unit=unit)
    back = squeeze(match["relation"]) in words.previous
    return Value(when=stretch(clues.day, -number if back else number, unit))


EARLIEST = 1000  # "2,000 years ago" is no year


def ago(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """So long before publication: "three days ago", "a week ago"."""
    number, unit = words.number(match["number"]), words.units[squeeze(match["unit"])]
    if clues.day is None or number is None:
        return Value()
    if match["exact"]:
        return Value(when=one_day(plus_days(clues.day, -number * (7 if unit == "week" else 1)), "relative"))
    when = plus_units(clues.day, -number, unit)
    if when.start is None or when.start.year < EARLIEST:
        return Value(unit=unit)
    if match["about"] and unit == "day" and number > 3:
        return Value(when=span_of_days(plus_days(when.start, -2), plus_days(when.start, 2), "range", "relative"))
    return Value(when=when)


def ahead(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """So long after publication: "in two weeks", "within ten days"; a duration where the verb is past."""
    number, unit = words.number(match["number"]), words.units[squeeze(match["unit"])]
    if clues.direction != "future":
        return duration(match, words, clues)
    if clues.day is None or number is None:
        return Value()
    if squeeze(match["preposition"]) != "in":
        return Value(when=stretch(clues.day, number, unit))
    return Value(when=plus_units(clues.day, number, unit))


def anchored_unit(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """So long before or after the last date of the text: "two days later", "a week earlier"."""
    number, unit = words.number(match["number"]), words.units[squeeze(match["unit"])]
    anchor = clues.anchor
    if unit in ("minute", "hour") or number is None:
        return Value()
    if anchor is None or anchor.start is None or anchor.end is None:
        back = unit == "year" and squeeze(match["way"]) in words.before and clues.day is not None
        return Value(when=plus_units(clues.day, -number, unit)) if back and clues.day else Value()
    if squeeze(match["way"]) in words.before:
        return Value(when=plus_units(anchor.start, -number, unit))
    return Value(when=plus_units(anchor.end, number, unit))


def duration(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """How long: "two days", "a five-day visit", "several hours"."""
    part = match.groupdict()
    number = words.number(part["number"]) if part.get("number") else None
    amount = float(number) if number is not None else None
    if amount is not None and part.get("half"):
        amount += 0.5
    return Value(kind="duration", amount=amount, unit=words.units[squeeze(part["unit"])])


def half(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """Part of a unit: "half an hour", "a quarter-century"."""
    amount = 0.25 if match.groupdict().get("fourth") else 0.5
    return Value(kind="duration", amount=amount, unit=words.units[squeeze(match["unit"])])


def unmeasured(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A length that the words leave open: "a while"."""
    return Value(kind="duration")


def repeated(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """How often: "monthly", "twice a year"."""
    return Value(kind="set")


def open_length(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A stretch whose length and place are left open: "recent weeks", "the months ahead"."""
    return Value(unit=words.units[squeeze(match["unit"])])


def unsettled(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A time that the words leave open: "recently", "soon"."""
    return Value()
