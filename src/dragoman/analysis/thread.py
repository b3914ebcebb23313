"""How a party's position on an issue moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Protocol

from ..model.claim import PositionBasis, PositionKind, Stance
from ..store.base import View
from .citation import Citation
from .corpus import Corpus, ready
from .movement import Change, Course, Ground, Occasion, Stand, change, courses
from .words import label

MOST_TURNS = 150
"""More steps of a stance are too many for a chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One telling of the position: stance, words, who said it on which basis, and the change since the one before.

    ``independent``: False for a copy of an article that is there already; ``contradicted``: another report of the
    same time says otherwise.
    """

    day: date | None
    stance: Stance
    kind: PositionKind | None
    basis: PositionBasis
    attributed_to: str | None
    change: Change | None
    independent: bool
    contradicted: bool
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """All tellings of a party's position on an issue, newest first; of one day those with the day's stance lead.

    ``movement`` is the line of stances in order; ``told``: the stances of the newest day (or without one), each with
    the independent reports that give it, the one that counts first.
    """

    issue: str
    label: str
    party: str
    stance: Stance | None
    independent: int
    movement: tuple[Stance, ...]
    told: tuple[tuple[Stance, int], ...]
    steps: tuple[Step, ...]


def thread(view: View | Corpus, issue: str, party: str) -> Thread:
    """The thread of that issue and party; without steps if no statement was found."""
    corpus = ready(view)
    return thread_of(corpus, issue, party, courses(corpus).get((party, issue), ()))


Told = tuple[Stand, Occasion | None, bool]
"""A telling with the occasion before it, and whether it is the first of its origin."""


def told_in(course: Course) -> tuple[Told, ...]:
    """The tellings of a position, newest first; within a day the leading one, those of its stance, the others."""
    told: list[Told] = []
    seen: set[str] = set()
    for number, day in enumerate(course):
        before = course[number - 1] if number and course[number - 1].day else None
        there: list[Told] = []
        for stand in day.told:
            there.append((stand, before, stand.origin not in seen))
            seen.add(stand.origin)
        told.extend(one for one in there if one[0].stance != day.stance)
        told.extend(one for one in there if one[0].stance == day.stance and one[0] is not day.leading)
        told.extend(one for one in there if one[0] is day.leading)
    return tuple(reversed(told))


def thread_of(ground: Ground, issue: str, party: str, course: Course) -> Thread:
    """The thread that these occasions make."""
    return replace(outline(course, issue, party), steps=steps_of(ground, told_in(course)))


def outline(course: Course, issue: str, party: str) -> Thread:
    """The thread without its steps."""
    return Thread(
        issue=issue,
        label=label(issue),
        party=party,
        stance=course[-1].stance if course else None,
        independent=len({stand.origin for day in course for stand in day.told}),
        movement=_movement(course),
        told=_stances(course[-1]) if course else (),
        steps=(),
    )


def steps_of(ground: Ground, told: Sequence[Told]) -> tuple[Step, ...]:
    """The steps that those tellings are."""
    words = ground.cites(stand.claim for stand, _, _ in told)
    return tuple(_step(ground, *one, cited) for one, cited in zip(told, words, strict=True))


class Turning(Protocol):
    """What has a day and a stance."""

    @property
    def day(self) -> date | None:
        """The day of the report."""
        ...

    @property
    def stance(self) -> Stance:
        """The stance it tells."""
        ...


def turns(told: Sequence[Turning], most: int = MOST_TURNS) -> tuple[int, ...]:
    """The places of those tellings (newest first) that a chart shows, oldest first: one for each day and stance.

    Of more than ``most`` only the first, the last and those at which the stance turned.
    """
    dated = {(one.day, one.stance): place for place, one in enumerate(told) if one.day is not None}
    single = tuple(dated.values())[::-1]
    if len(single) <= most:
        return single
    turned = [now for before, now in pairwise(single) if told[now].stance != told[before].stance]
    return (single[0], *turned[-most:], single[-1])


def _step(ground: Ground, stand: Stand, before: Occasion | None, first: bool, words: Citation) -> Step:
    contradicted = ground.contradicted([stand.claim])
    moved: Change | None = "contradictory" if contradicted else None
    if before is not None and not contradicted:
        moved = change(before.stance, stand)
    return Step(
        day=stand.day,
        stance=stand.stance,
        kind=stand.kind,
        basis=stand.basis,
        attributed_to=stand.attributed_to,
        change=moved,
        independent=stand.own or first,
        contradicted=contradicted,
        citation=words,
    )


def _stances(day: Occasion) -> tuple[tuple[Stance, int], ...]:
    reports = Counter(stance for _, stance in {(stand.origin, stand.stance) for stand in day.told})
    others = sorted(reports, key=lambda stance: (stance != day.stance, -reports[stance], stance))
    return tuple((stance, reports[stance]) for stance in others)


def _movement(days: Course) -> tuple[Stance, ...]:
    stances = [day.stance for day in days]
    return tuple(s for i, s in enumerate(stances) if i == 0 or s != stances[i - 1])
