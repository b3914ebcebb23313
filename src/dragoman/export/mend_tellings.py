"""Which tellings of meetings make one mediation event: MEND's events are coarser than meetings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..model.article import Article
from ..model.claim import Claim, Meeting
from ..model.evidence import Span
from ..model.fold import status_on
from .mend_facts import Facts

TAKES_PLACE = ("held", "ongoing", "planned")
NEXT = re.compile(
    r"""(?: \s*\([^)]{2,40}\) )?        # "the United Arab Emirates (UAE), ..."
    \s* (?: , | and | , \s* and | then | and \s+ then | or | as \s+ well \s+ as ) \s+
    (?: (?: to | in | also ) \s+ )? (?: the \s+ )?
    (?P<name> [A-Z][\w’'.-]+ (?: \s+ [A-Z][\w’'.-]+ ){0,3} )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A meeting as one article tells it."""

    article: Article
    claim: Claim[Meeting]

    @property
    def meeting(self) -> Meeting:
        """The payload."""
        return self.claim.payload

    @property
    def day(self) -> date | None:
        """The day it begins, else the day of the report."""
        return self.meeting.when.start or self.article.day

    @property
    def sentence(self) -> tuple[int, int]:
        """Where the sentence begins and ends that reports it."""
        text, evidence = self.article.text, self.claim.evidence
        start = max(text.rfind(mark, 0, evidence.start) + len(mark) for mark in (". ", "\n"))
        ends = [end for mark in (". ", "\n") if (end := text.find(mark, evidence.end)) >= 0]
        return start, min(ends, default=len(text))

    @property
    def paragraph(self) -> tuple[int, int]:
        """Where the block begins and ends that reports it."""
        at = self.claim.evidence.start
        return next(((b.start, b.end) for b in self.article.blocks if b.start <= at < b.end), self.sentence)

    def span(self, start: int, end: int) -> Span:
        """The words at that place of the article."""
        return Span(start=start, end=end, words=self.article.text[start:end])


def joined(records: Iterable[tuple[str, list[Telling]]], facts: Facts) -> Iterator[tuple[str, list[Telling]]]:
    """Records of which one report tells as of one occasion are one event; what was called off is none.

    A tour of several places is an event at each.
    """
    kept: list[tuple[str, list[Telling]]] = []
    for record, tellings in _toured(records, facts):
        stands = [t for t in tellings if status_on(t.meeting, t.article.day) in TAKES_PLACE]
        same = next((told for _, told in kept if _one_occasion(told, stands)), None)
        if same is not None:
            same.extend(stands)
        elif stands:
            kept.append((record, stands))
    yield from kept


def _toured(records: Iterable[tuple[str, list[Telling]]], facts: Facts) -> Iterator[tuple[str, list[Telling]]]:
    """Each record, then what it tells of further places: "visited Riyadh, Muscat and Amman"."""
    for record, tellings in records:
        yield record, tellings
        for number, (place, country, telling) in enumerate(_stops(tellings, facts), 2):
            meeting = replace(telling.meeting, place=place.words, country=country, place_words=place)
            yield f"{record}-{number}", [Telling(telling.article, replace(telling.claim, payload=meeting))]


def _stops(tellings: Iterable[Telling], facts: Facts) -> Iterator[tuple[Span, str, Telling]]:
    """Places listed after the one of a telling, each once."""
    seen: set[str] = set()
    for telling in tellings:
        place = telling.meeting.place_words
        found = NEXT.match(telling.article.text, place.end) if place is not None else None
        while found is not None:
            words = found["name"]
            country = facts.country_of(words)
            if country is None:
                break
            if words not in seen and words not in (telling.meeting.place, telling.meeting.country):
                seen.add(words)
                yield Span(start=found.start("name"), end=found.end("name"), words=words), country, telling
            found = NEXT.match(telling.article.text, found.end())


def _one_occasion(first: Sequence[Telling], second: Sequence[Telling]) -> bool:
    """One report names somebody (or the place) in both, and neither place nor day keeps them apart."""
    reports = {t.article.id for t in first} & {t.article.id for t in second}
    if not reports or any(_apart(one, two) for one in first for two in second):
        return False
    places, others = ({t.meeting.place for t in told} - {None} for told in (first, second))
    return bool(_actors(first) & _actors(second) or places & others) or len(_sides(first) & _sides(second)) > 1


def _apart(one: Telling, two: Telling) -> bool:
    return _elsewhere(one.meeting, two.meeting) or _another_day(one.meeting, two.meeting)


def _elsewhere(one: Meeting, two: Meeting) -> bool:
    """Two places, neither of which is the country of the other."""
    if one.place is None or two.place is None or one.place == two.place:
        return False
    whole = one.place in (one.country, two.country) or two.place in (one.country, two.country)
    return not (whole and one.country == two.country)


def _another_day(one: Meeting, two: Meeting) -> bool:
    first, second = one.when, two.when
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return False
    return first.end < second.start or second.end < first.start


def _sides(tellings: Sequence[Telling]) -> set[str]:
    mentions = [m for t in tellings for m in (*t.meeting.mediators, *t.meeting.participants)]
    return {m.party for m in mentions if m.party}


def _actors(tellings: Sequence[Telling]) -> set[str]:
    mentions = [m for t in tellings for m in (*t.meeting.mediators, *t.meeting.participants)]
    return {m.name or m.party or "" for m in mentions} - {""}
