"""The timeline in short: what entries are sifted by, without their words."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..analysis.timeline import KINDS, Entry, Timeline, vague


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry of the timeline; ``people``: everybody it names, parties among them; ``issue``: of a position.

    ``article`` (id) and ``offset``: where it is told first; ``vague``: a contact of which next to nothing is known.
    """

    record: str
    kind: str
    start: date | None
    end: date | None
    parties: tuple[str, ...]
    people: tuple[str, ...]
    issue: str | None
    title: str
    status: str
    article: str
    offset: int
    vague: bool

    def place(self, rounds: Container[str], rank: Mapping[str, int]) -> tuple[Any, ...]:
        """What lines are sorted by: those with a day by time, then those without as :func:`in_text` says."""
        kind = KINDS.index(self.kind)
        if self.start is not None:
            return False, self.start, self.end or date.max, kind, self.title, self.record
        told = rank[self.article], self.offset
        return True, self.record not in rounds, self.vague, *told, kind, self.title, self.record

    def values(self, name: str) -> tuple[str, ...]:
        """What it is sifted by under that name."""
        if name == "kind":
            return (self.kind,)
        if name == "party":
            return self.parties
        return (self.issue,) if self.issue else ()

    def within(self, start: date | None, end: date | None) -> bool:
        """Whether it lies between those days, at least in part."""
        if self.start is None or self.end is None:
            return False
        return (start is None or self.end >= start) and (end is None or self.start <= end)


Sort = tuple[str, tuple[str, ...], str | None]
"""What lines are sifted by: kind, parties, issue; very many lines share few of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorts:
    """The sorts that lines are of, and which of them each line is of, by number."""

    sorts: tuple[Sort, ...]
    numbers: tuple[int, ...]

    def among(self, order: Sequence[int | object], lines: Sequence[Line]) -> Sorts:
        """The same for some of those lines (by number) among others (that are no number), all of which are given."""
        found = {sort: number for number, sort in enumerate(self.sorts)}
        kept, numbers = self.numbers, []
        for place, one in enumerate(order):
            if isinstance(one, int):
                numbers.append(kept[one])
            else:
                numbers.append(found.setdefault(sort_of(lines[place]), len(found)))
        return Sorts(sorts=tuple(found), numbers=tuple(numbers))


def sort_of(one: Line) -> Sort:
    """What a line is sifted by."""
    return one.kind, one.parties, one.issue


def sorted_by(lines: Iterable[Line]) -> Sorts:
    """The sorts of those lines."""
    found: dict[Sort, int] = {}
    numbers = tuple(found.setdefault(sort_of(one), len(found)) for one in lines)
    return Sorts(sorts=tuple(found), numbers=numbers)


def in_order(made: Timeline) -> tuple[Entry, ...]:
    """All entries: those with a day, then those without."""
    return (*made.entries, *made.undated)


def line(e: Entry) -> Line:
    """An entry in short."""
    first = e.history[0].citation
    return Line(
        record=e.record,
        kind=e.kind,
        start=e.when.start,
        end=e.when.end,
        parties=e.parties,
        people=tuple(dict.fromkeys((*e.parties, *e.participants, *e.mediators))),
        issue=e.detail if e.kind == "position" else None,
        title=e.title,
        status=e.status,
        article=first.article,
        offset=first.evidence.start,
        vague=vague(e),
    )


def lines(entries: Iterable[Entry]) -> tuple[Line, ...]:
    """A line for each entry."""
    return tuple(line(entry) for entry in entries)
