"""Which reports of a text tell of one encounter: same people, no conflict of place, day or sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model.claim import MeetingStatus, Mention
from ..model.when import When
from ..reading.gazetteer import fold
from ..reading.places import PlaceMention
from .meeting_features import Sighting

DISTANT = ("visit", "call", "phone")
AHEAD = ("planned", "postponed", "cancelled")


@dataclass(frozen=True, slots=True)
class Report:
    """A sighting held to report an encounter, with what it says."""

    sighting: Sighting
    chance: float
    status: MeetingStatus
    people: tuple[Mention, ...]
    mediators: tuple[Mention, ...]
    when: When
    round: int | None
    definite: bool

    @property
    def start(self) -> int:
        """First token of the evidence."""
        return self.sighting.candidate.start

    @property
    def end(self) -> int:
        """Last-plus-one token of the evidence."""
        return self.sighting.candidate.end

    @property
    def place(self) -> PlaceMention | None:
        """Where."""
        return self.sighting.place


@dataclass(slots=True)
class Group:
    """Reports of one encounter."""

    reports: list[Report] = field(default_factory=list)

    @property
    def best(self) -> Report:
        """The fullest telling: surest first, then who, where and when it names."""

        def fullness(report: Report) -> tuple[float, int]:
            told = 0.1 * min(2, len(report.people)) + 0.05 * (report.place is not None) + 0.05 * report.when.known
            return (report.chance + told, -report.start)

        return max(self.reports, key=fullness)


def merge(reports: Sequence[Report]) -> list[Group]:
    """Groups in text order; each report joins the latest group that it fits."""
    groups: list[Group] = []
    for report in sorted(reports, key=lambda r: (r.start, r.end)):
        for group in reversed(groups):
            if any(same(other, report) for other in group.reports):
                group.reports.append(report)
                break
        else:
            groups.append(Group([report]))
    return groups


def same(first: Report, second: Report) -> bool:
    """Whether two reports tell of one encounter."""
    if _overlap(first, second):
        return _shared(first, second) > 0 or not (first.people and second.people) or _nested(first, second)
    if _conflict(first, second):
        return False
    shared, fewest = _shared(first, second), min(len(first.people), len(second.people))
    if fewest >= 1 and shared >= min(2, fewest) and (shared >= 2 or second.definite or _agree(first, second)):
        return True
    return second.definite and not second.people and first.sighting.candidate.sort == second.sighting.candidate.sort


def _overlap(first: Report, second: Report) -> bool:
    common = min(first.end, second.end) - max(first.start, second.start)
    return common > 0.5 * min(first.end - first.start, second.end - second.start)


def _nested(first: Report, second: Report) -> bool:
    return first.sighting.candidate.verb is not None and first.sighting.candidate.verb == second.sighting.candidate.verb


def _conflict(first: Report, second: Report) -> bool:
    a, b = first.sighting.candidate.sort, second.sighting.candidate.sort
    if (a in ("call", "phone")) != (b in ("call", "phone")) and "talk" not in (a, b) and "tell" not in (a, b):
        return True
    if (first.status in AHEAD) != (second.status in AHEAD):
        return True
    if first.round is not None and second.round is not None and first.round != second.round:
        return True
    return _apart(first.when, second.when) or _elsewhere(first.place, second.place)


def _apart(first: When, second: When) -> bool:
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return False
    return first.end < second.start or second.end < first.start


def _elsewhere(first: PlaceMention | None, second: PlaceMention | None) -> bool:
    if first is None or second is None:
        return False
    if first.city and second.city:
        return fold(first.city) != fold(second.city)
    return first.country is not None and second.country is not None and first.country != second.country


def _agree(first: Report, second: Report) -> bool:
    """Whether they give the same day or the same place."""
    days = first.when.known and second.when.known
    places = first.place is not None and second.place is not None
    return days or places


def _shared(first: Report, second: Report) -> int:
    """How many of the second's people are among the first's."""
    return sum(any(_alike(a, b) for a in first.people) for b in second.people)


def _alike(first: Mention, second: Mention) -> bool:
    if first.name is not None and first.name == second.name:
        return True
    if first.source_class == "named" and second.source_class == "named":
        return False
    if first.party is not None and first.party == second.party:
        return True
    return fold(first.span.words) == fold(second.span.words)
