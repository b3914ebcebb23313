"""Days that a report writes out, at a place of it or in a stretch of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.evidence import Span
from ..model.when import When
from ..reading.calendar_words import CalendarWords
from ..reading.time_rules import Rule, time_rules
from ..reading.time_values import Clues
from .mend_facts import Facts
from .mend_tellings import Telling

BEFORE_DAY = re.compile(r"\s*(?:[(,]\s*)?(?:on\s+)?")
OPENING = re.compile(r"(?:^|[.;:\n…)]\s*)(?:(?:On|From|Between|By|In)\s+)?(?:\w+,?\s+)?$")  # "On Monday, 3 May"
AFTER_DAY = re.compile(r"\s*\)?")
DAYS = (
    "day and month",
    "month and day",
    "day and month to day and month",
    "single day and month",
    "day before another",
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that stands at a place of a text."""

    when: When
    words: Span


def dated(telling: Telling, position: int, facts: Facts) -> tuple[Dated | None, int]:
    """The day that stands next, if any, and where to read on."""
    text = telling.article.text
    start = BEFORE_DAY.match(text, position)
    begin = start.end() if start is not None else position
    found = _day_at(text, begin, facts.calendar, Clues(day=telling.article.day))
    if found is None:
        return None, position
    when, end = found
    closing = AFTER_DAY.match(text, end) if text[position:begin].strip().startswith("(") else None
    return Dated(when, telling.span(begin, end)), closing.end() if closing is not None else end


def _day_at(text: str, position: int, words: CalendarWords, clues: Clues) -> tuple[When, int] | None:
    best: tuple[When, int] | None = None
    for rule in _rules(words):
        match = rule.pattern.match(text, position)
        value = rule.resolve(match, words, clues) if match is not None else None
        if match is not None and value is not None and value.when.known and (best is None or match.end() > best[1]):
            best = value.when, match.end()
    return best


def _rules(words: CalendarWords) -> Iterator[Rule]:
    return (rule for rule in time_rules(words).get("month", ()) if rule.name in DAYS)


def only_day(telling: Telling, start: int, end: int, facts: Facts) -> Dated | None:
    """The one day that a stretch of the report writes out; None where it writes out none or several."""
    found = {day.when: day for day in _days(telling, start, end, facts)}
    return next(iter(found.values())) if len(found) == 1 else None


def opening_day(telling: Telling, start: int, end: int, facts: Facts) -> Dated | None:
    """The day by which an account opens that names no other: "On 3 May, they met in Aden. The envoy joined." """
    day = only_day(telling, start, end, facts)
    return day if day is not None and OPENING.search(telling.article.text, 0, day.words.start) else None


def _days(telling: Telling, start: int, end: int, facts: Facts) -> Iterator[Dated]:
    text, clues = telling.article.text, Clues(day=telling.article.day)
    hits = {m.start() for rule in _rules(facts.calendar) for m in rule.pattern.finditer(text, start, end)}
    last = start
    for begin in sorted(hits):
        day = _day_at(text, begin, facts.calendar, clues) if begin >= last else None
        if day is not None:
            yield Dated(day[0], telling.span(begin, day[1]))
            last = day[1]
