"""What happened, in order of time: contacts, steps, positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..model.when import When
from .citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one article told it: status and date at that time, with its words."""

    status: str
    when: When
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record on the timeline.

    ``title``: in plain words; ``round``: number within its series of talks (None for other contacts and kinds);
    ``detail``: format of a meeting, kind of a measure, issue of a position; ``history``: the tellings in order of
    publication (planned, postponed, held); ``contradicted``: reports differ on it.
    """

    kind: str
    record: str
    title: str
    when: When
    status: str
    detail: str | None
    round: int | None
    place: str | None
    parties: tuple[str, ...]
    participants: tuple[str, ...]
    mediators: tuple[str, ...]
    leads: tuple[str, ...]
    independent: int
    contradicted: bool
    articles: tuple[str, ...]
    history: tuple[Telling, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The words of all tellings."""
        return tuple(telling.citation for telling in self.history)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Dated entries in order; those without a date apart, in order of publication."""

    at: date | None
    known: datetime | None
    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...]

    @property
    def rounds(self) -> tuple[Entry, ...]:
        """The rounds of talks, in order."""
        return tuple(entry for entry in (*self.entries, *self.undated) if entry.round is not None)
