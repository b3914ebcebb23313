"""The timeline in short: what entries are sifted by, without their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..analysis.timeline import Entry, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry of the timeline; ``people``: everybody it names, parties among them; ``issue``: of a position."""

    record: str
    kind: str
    start: date | None
    end: date | None
    parties: tuple[str, ...]
    people: tuple[str, ...]
    issue: str | None

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


def in_order(made: Timeline) -> tuple[Entry, ...]:
    """All entries: those with a day, then those without."""
    return (*made.entries, *made.undated)


def lines(entries: Iterable[Entry]) -> tuple[Line, ...]:
    """A line for each entry."""
    return tuple(
        Line(
            record=e.record,
            kind=e.kind,
            start=e.when.start,
            end=e.when.end,
            parties=e.parties,
            people=tuple(dict.fromkeys((*e.parties, *e.participants, *e.mediators))),
            issue=e.detail if e.kind == "position" else None,
        )
        for e in entries
    )
