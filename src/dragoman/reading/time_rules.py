"""The grammar of time expressions: named patterns, and what each means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from ..model.when import UNKNOWN_TIME, Basis, When
from .calendar_words import CalendarWords, squeeze
from .intervals import (
    add_months,
    decade_of,
    month_of,
    nearest,
    one_day,
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
from .time_patterns import PATTERNS, UNSURE

Kind = Literal["date", "duration", "set"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What decides a value besides the words: publication day, tense, and the last date the text gave."""

    day: date | None = None
    direction: str | None = None
    anchor: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an expression means; ``amount`` and ``unit`` for durations."""

    when: When = UNKNOWN_TIME
    kind: Kind = "date"
    amount: float | None = None
    unit: str | None = None


Resolve = Callable[[re.Match[str], CalendarWords, Clues], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its meaning; ``rank`` decides between equally long ones; ``unsure``: the parse must confirm it."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    resolve: Resolve
    unsure: bool


def year_day(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day, or days, of a month: "17-18 February 2026", "Feb. 17 and 18", "from 24 January to 3 March"."""
    part = match.groupdict()
    month = words.months[squeeze(part["month"])]
    month2 = words.months[squeeze(part["month2"])] if part.get("month2") else month
    first, last = int(part["d1"]), int(part["d2"]) if part.get("d2") else int(part["d1"])
    if squeeze(part.get("link") or "") == "and" and (month, last) != (month2, first + 1) and not part.get("from"):
        return None
    year, basis = _year_for(part.get("year"), month, first, clues)
    try:
        if year is None:
            date(2024, month, first), date(2024, month2, last)
            return Value()
        start = date(year, month, first)
        year2 = year + (1 if month2 < month else 0)
        return Value(when=span_of_days(start, date(year2, month2, last), "range", basis))
    except ValueError:
        return None


def _year_for(stated: str | None, month: int, day: int, clues: Clues) -> tuple[int | None, Basis]:
    if stated:
        return int(stated), "stated"
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


def whole_month(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A month, or part of one: "March 2026", "mid-July", "next May"."""
    month = words.months[squeeze(match["month"])]
    if match["year"]:
        return Value(when=part_of(month_of(int(match["year"]), month, "stated"), _part(match, words)))
    relation = _relation(match, words)
    if relation is not None and clues.day is not None:
        shift = {"previous": -1, "current": 0, "following": 1}[relation]
        year = clues.day.year
        if (shift < 0 and month >= clues.day.month) or (shift > 0 and month <= clues.day.month):
            year += shift
        return Value(when=part_of(month_of(year, month, "relative"), _part(match, words)))
    chosen, basis = _year_for(None, month, 15, clues)
    if chosen is None:
        return Value()
    return Value(when=part_of(month_of(chosen, month, basis), _part(match, words)))


def weekday(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A day of the week, or several: "on Tuesday", "late on Friday", "next Monday", "Tuesday and Wednesday"."""
    if match["plural"]:
        return Value(kind="set")
    if clues.day is None:
        return Value()
    first = _weekday_near(words.weekdays[squeeze(match["w1"])], _relation(match, words), clues)
    if not match["w2"]:
        return Value(when=one_day(first, "relative"))
    second = words.weekdays[squeeze(match["w2"])]
    if _relation(match, words) is None and clues.direction == "past":
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


def deictic_unit(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A week, month, season or year counted from publication: "last week", "early next month", "the weekend"."""
    if clues.day is None:
        return Value()
    unit = squeeze(match["unit"])
    relation = _relation(match, words)
    shift = {"previous": -1, "current": 0, "following": 1, None: 0}[relation]
    if squeeze(match["relation"] or "") == "past":
        return Value(when=stretch(clues.day, -1, words.units.get(unit, "year")))
    if words.units.get(unit) == "weekend":
        return Value(when=_weekend(clues, relation))
    return Value(when=part_of(_unit(unit, shift, words, clues.day), _part(match, words)))


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


def rolling(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A stretch up to or from publication: "the past two weeks", "over the next ten days"."""
    number, unit = words.number(match["number"]), words.units[squeeze(match["unit"])]
    if clues.day is None or number is None:
        return Value()
    back = squeeze(match["relation"]) in words.previous
    return Value(when=stretch(clues.day, -number if back else number, unit))


def ago(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """So long before publication: "three days ago", "a week ago"."""
    number, unit = words.number(match["number"]), words.units[squeeze(match["unit"])]
    if clues.day is None or number is None:
        return Value()
    if match["exact"]:
        return Value(when=one_day(plus_days(clues.day, -number * (7 if unit == "week" else 1)), "relative"))
    when = plus_units(clues.day, -number, unit)
    if match["about"] and when.precision == "day" and number > 3 and when.start is not None:
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
    """Half a unit: "half an hour"."""
    return Value(kind="duration", amount=0.5, unit=words.units[squeeze(match["unit"])])


def quarter(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A quarter without its year: "the third quarter", the last that has begun unless the tense looks ahead."""
    number = words.number(match["quarter"])
    if number not in (1, 2, 3, 4):
        return None
    if clues.day is None:
        return Value()
    year = clues.day.year
    begun = quarter_of(year, number, "relative").start
    if begun is not None and begun > clues.day and clues.direction != "future":
        year -= 1
    return Value(when=quarter_of(year, number, "relative"))


def whole_year(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A year, or part of one: "2022", "early 2022", "spring 2025", "the second quarter of 2024"."""
    year = int(match["year"])
    part = match.groupdict()
    if part.get("season"):
        return Value(when=season_of(year, words.seasons[squeeze(part["season"])], "stated"))
    if part.get("quarter"):
        quarter = words.number(part["quarter"])
        return Value(when=quarter_of(year, quarter, "stated")) if quarter in (1, 2, 3, 4) else None
    return Value(when=part_of(year_of(year, "stated"), _part(match, words)))


def decade(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """Ten years: "the 1990s"."""
    return Value(when=decade_of(int(match["year"]), "stated"))


def repeated(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """How often: "monthly", "twice a year"."""
    return Value(kind="set")


def unsettled(match: re.Match[str], words: CalendarWords, clues: Clues) -> Value | None:
    """A time that the words leave open: "recently", "in the coming weeks"."""
    return Value()


def _relation(match: re.Match[str], words: CalendarWords) -> str | None:
    said = squeeze(match.groupdict().get("relation") or "")
    if said in words.previous:
        return "previous"
    if said in words.current:
        return "current"
    return "following" if said in words.following else None


def _part(match: re.Match[str], words: CalendarWords) -> str | None:
    said = squeeze(match.groupdict().get("part") or "").strip("-")
    if said in words.early:
        return "early"
    if said in words.middle:
        return "middle"
    return "late" if said in words.late else None


MEANINGS: Mapping[str, Resolve] = {
    "iso day": numeric_day,
    "day in figures": numeric_day,
    "day and month": year_day,
    "month and day": year_day,
    "day and month to day and month": year_day,
    "month and day to month and day": year_day,
    "month and year": whole_month,
    "part of a month": whole_month,
    "related month": whole_month,
    "month": whole_month,
    "weekday": weekday,
    "deictic day": deictic_day,
    "anchored day": anchored_day,
    "deictic unit": deictic_unit,
    "end of unit": deictic_unit,
    "weekend": deictic_unit,
    "rolling": rolling,
    "unsaid number": unsettled,
    "ago": ago,
    "ahead": ahead,
    "anchored unit": anchored_unit,
    "duration": duration,
    "half": half,
    "long": duration,
    "year": whole_year,
    "season of a year": whole_year,
    "quarter of a year": whole_year,
    "quarter": quarter,
    "decade": decade,
    "set": repeated,
    "vague": unsettled,
}


@lru_cache(maxsize=8)
def time_rules(words: CalendarWords) -> Mapping[str, tuple[Rule, ...]]:
    """The rules by the group of words that sets them off, with the words of a calendar filled in."""
    groups: dict[str, list[Rule]] = {}
    for rank, (name, (group, shape)) in enumerate(PATTERNS.items()):
        body = re.sub(r"\{([A-Z]+)\}", lambda m: words.pieces[m[1]], shape)
        pattern = re.compile(rf"(?<![\w$€£-])(?<!\d[.,])(?:{body})(?!\w)")
        groups.setdefault(group, []).append(Rule(name, rank, pattern, MEANINGS[name], name in UNSURE))
    return {group: tuple(rules) for group, rules in groups.items()}
