"""The grammar of time expressions: named patterns, and what each means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .calendar_words import CalendarWords
from .time_days import (
    ago,
    ahead,
    anchored_day,
    anchored_unit,
    deictic_day,
    duration,
    half,
    holiday,
    numeric_day,
    open_length,
    repeated,
    rolling,
    unmeasured,
    unsettled,
    weekday,
    weekday_of_week,
    year_day,
)
from .time_patterns import ALONE, PATTERNS, UNSURE
from .time_periods import (
    bare_unit,
    century,
    decade,
    deictic_unit,
    latest_period,
    months,
    months_of_year,
    part_of_year,
    same_unit,
    unit_before,
    unit_end,
    week_of_month,
    whole_month,
    whole_year,
    year_before,
    years,
)
from .time_values import Resolve


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its meaning; ``rank`` decides between equally long ones.

    ``unsure``: the parse must confirm it; ``alone``: and nothing may follow that says which one is meant.
    """

    name: str
    rank: int
    pattern: re.Pattern[str]
    resolve: Resolve
    unsure: bool
    alone: bool


MEANINGS: Mapping[str, Resolve] = {
    "iso day": numeric_day,
    "day in figures": numeric_day,
    "day and month": year_day,
    "month and day": year_day,
    "day before another": year_day,
    "single day and month": year_day,
    "single month and day": year_day,
    "day and month to day and month": year_day,
    "month and day to month and day": year_day,
    "month and year": whole_month,
    "months": months,
    "week of a month": week_of_month,
    "months of a year": months_of_year,
    "part of a month": whole_month,
    "related month": whole_month,
    "month": whole_month,
    "weekday": weekday,
    "weekday of a week": weekday_of_week,
    "week and its weekday": weekday_of_week,
    "deictic day": deictic_day,
    "anchored day": anchored_day,
    "deictic unit": deictic_unit,
    "end of unit": deictic_unit,
    "weekend": deictic_unit,
    "unit's end": unit_end,
    "period of last year": year_before,
    "same unit": same_unit,
    "bare unit": bare_unit,
    "bare season": bare_unit,
    "unit before": unit_before,
    "year ago": year_before,
    "same period of a year": year_before,
    "period of a year": year_before,
    "latest period": latest_period,
    "rolling": rolling,
    "unsaid number": open_length,
    "unsaid distance": open_length,
    "ago": ago,
    "ahead": ahead,
    "anchored unit": anchored_unit,
    "duration": duration,
    "half": half,
    "quarter of a unit": half,
    "unmeasured": unmeasured,
    "long": duration,
    "years": years,
    "year": whole_year,
    "season of a year": whole_year,
    "season of a related year": whole_year,
    "quarter of a year": part_of_year,
    "quarter after a year": part_of_year,
    "quarter of a related year": part_of_year,
    "quarter after a related year": part_of_year,
    "quarter of the year before": part_of_year,
    "quarter a year before": part_of_year,
    "half of a year": part_of_year,
    "half of a related year": part_of_year,
    "quarter": part_of_year,
    "decade": decade,
    "named decade": decade,
    "century": century,
    "holiday": holiday,
    "each": repeated,
    "times a unit": repeated,
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
        rule = Rule(name, rank, pattern, MEANINGS[name], name in UNSURE, name in ALONE)
        for each in group.split():
            groups.setdefault(each, []).append(rule)
    return {group: tuple(rules) for group, rules in groups.items()}
