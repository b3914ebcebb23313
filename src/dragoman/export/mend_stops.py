"""A tour of several places, or an encounter on several days, as an event at each: "to Egypt (3 May), Chad (5 May)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..model.claim import Meeting
from ..model.evidence import Span
from .mend_days import Dated, dated
from .mend_facts import Facts
from .mend_tellings import Telling

NEXT = re.compile(
    r"""(?: \s*\([^)]{2,40}\) )?        # "the United Arab Emirates (UAE), ..."
    \s* (?: , \s* including | (?P<then> ,? \s* (?: which \s+ was \s+ )? followed \s+ by ) | , \s* (?: and | then )?
          | (?: and | or ) (?: \s+ then )? | then | as \s+ well \s+ as ) \s+
    (?: (?: an? \s+ )? (?: visits? | trips? | stops? ) \s+ )?
    (?: (?: to | in | also ) \s+ )? (?: the \s+ )?
    (?P<name> [A-Z][\w’'.-]+ (?: \s+ [A-Z][\w’'.-]+ ){0,3} )""",
    re.VERBOSE,
)
FULL_STOP = re.compile(r"(?<=\w\w)\.$")  # of a sentence, not of "Washington D.C."
NEXT_DAY = re.compile(r"\s*(?:,|,?\s+and)\s+(?:again\s+)?(?:on\s+)?")
RESPECTIVELY = re.compile(r",?\s*respectively\b")


@dataclass(frozen=True, slots=True)
class Stop:
    """One place of a tour, its country, and the day told with it; ``own``: no other place can have that day."""

    words: Span
    country: str
    day: Dated | None
    own: bool


def toured(records: Iterable[tuple[str, list[Telling]]], facts: Facts) -> Iterator[tuple[str, list[Telling]]]:
    """Each record, then what it tells of further places and days: "visited Riyadh, Muscat and Amman"."""
    for record, tellings in records:
        yield record, tellings
        further = (*_elsewhere(tellings, facts), *_again(tellings, facts))
        for number, (telling, meeting) in enumerate(further, 2):
            yield f"{record}-{number}", [Telling(telling.article, replace(telling.claim, payload=meeting))]


def _elsewhere(tellings: Sequence[Telling], facts: Facts) -> Iterator[tuple[Telling, Meeting]]:
    seen: set[str] = set()
    for telling in tellings:
        for stop in _stops(telling, facts):
            name = stop.words.words
            if name in seen or name in (telling.meeting.place, telling.meeting.country):
                continue
            seen.add(name)
            meeting = replace(telling.meeting, place=name, country=stop.country, place_words=stop.words)
            if stop.day is not None:
                meeting = replace(meeting, when=stop.day.when, date_words=stop.day.words)
            yield telling, meeting


def _stops(telling: Telling, facts: Facts) -> list[Stop]:
    """Places listed after the one of a telling, each with its day where it has one of its own."""
    place, text = telling.meeting.place_words, telling.article.text
    if place is None:
        return []
    first, end = dated(telling, place.end, facts)
    stops: list[Stop] = []
    while (found := NEXT.match(text, end)) is not None:
        named = _named(telling, found, facts)
        if named is None:
            break
        words, country = named
        day, end = dated(telling, words.end, facts)
        stops.append(Stop(words, country, day, found["then"] is not None or text[words.end : end].endswith(")")))
    shared = first is None and all(stop.day is None for stop in stops[:-1]) and not any(stop.own for stop in stops)
    return _in_turn(telling, stops, end, facts) if stops and shared else stops


def _named(telling: Telling, found: re.Match[str], facts: Facts) -> tuple[Span, str] | None:
    """The place that a listing goes on to, and its country: the longest run of words that is one."""
    words = found["name"].split()
    for length in range(len(words), 0, -1):
        pattern = r"\s+".join(map(re.escape, words[:length]))
        match = re.match(pattern, found["name"])
        whole = match.group() if match is not None else ""
        name = FULL_STOP.sub("", whole)
        country = facts.country_of(name)
        if country is not None:
            return telling.span(found.start("name"), found.start("name") + len(name)), country
    return None


def _in_turn(telling: Telling, stops: list[Stop], end: int, facts: Facts) -> list[Stop]:
    """Days after the last place are those of all, or of each if as many follow: "on 3 and 5 May, respectively"."""
    days = [stops[-1].day]
    while (found := NEXT_DAY.match(telling.article.text, end)) is not None:
        day, after = dated(telling, found.end(), facts)
        if day is None:
            break
        days.append(day)
        end = after
    if len(days) == len(stops) + 1 and RESPECTIVELY.match(telling.article.text, end):
        return [replace(stop, day=day) for stop, day in zip(stops, days[1:], strict=True)]
    return [replace(stop, day=None) for stop in stops]


def _again(tellings: Sequence[Telling], facts: Facts) -> Iterator[tuple[Telling, Meeting]]:
    """Further days of what several days are told of: "met on 2 and 15 June"."""
    for telling in tellings:
        words = telling.meeting.date_words
        found = NEXT_DAY.match(telling.article.text, words.end) if words is not None else None
        if found is None or telling.meeting.when.precision != "day":
            continue
        day, _ = dated(telling, found.end(), facts)
        if day is not None:
            yield telling, replace(telling.meeting, when=day.when, date_words=day.words)
        return
