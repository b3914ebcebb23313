"""Which tellings of meetings make one mediation event: MEND's events are coarser than meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..model.article import Article
from ..model.claim import Claim, Meeting
from ..model.evidence import Span
from ..model.fold import status_on

TAKES_PLACE = ("held", "ongoing", "planned")


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


def joined(records: Iterable[tuple[str, list[Telling]]]) -> Iterator[tuple[str, list[Telling]]]:
    """Records of which one report tells as of one occasion are one event; what was called off is none."""
    kept: list[tuple[str, list[Telling]]] = []
    for record, tellings in records:
        stands = [t for t in tellings if status_on(t.meeting, t.article.day) in TAKES_PLACE]
        same = next((told for _, told in kept if _one_occasion(told, stands)), None)
        if same is not None:
            same.extend(stands)
        elif stands:
            kept.append((record, stands))
    yield from kept


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
