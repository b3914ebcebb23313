"""How a party's position on an issue moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..model.claim import PositionBasis, PositionKind, Stance
from ..store.base import View
from .citation import Citation
from .corpus import Corpus, ready
from .movement import Change, Ground, Occasion, Stand, change, occasions, stands
from .words import label


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
    """All tellings of a party's position on an issue, newest first; ``movement`` is the line of stances in order."""

    issue: str
    label: str
    party: str
    stance: Stance | None
    independent: int
    movement: tuple[Stance, ...]
    steps: tuple[Step, ...]


def thread(view: View | Corpus, issue: str, party: str) -> Thread:
    """The thread of that issue and party; without steps if no statement was found."""
    corpus = ready(view)
    return thread_of(corpus, issue, party, stands(corpus).get((party, issue), []))


def thread_of(ground: Ground, issue: str, party: str, held: Sequence[Stand], *, newest: int | None = None) -> Thread:
    """The thread that these tellings make; of its steps only the ``newest``, where a number is given."""
    days = tuple(occasions(held))
    told: list[tuple[Stand, Occasion | None, bool]] = []
    seen: set[str] = set()
    for number, day in enumerate(days):
        before = days[number - 1] if number and days[number - 1].day else None
        for stand in day.told:
            told.append((stand, before, stand.origin not in seen))
            seen.add(stand.origin)
    given = told[::-1][:newest]
    words = ground.cites(stand.claim for stand, _, _ in given)
    return Thread(
        issue=issue,
        label=label(issue),
        party=party,
        stance=days[-1].stance if days else None,
        independent=len({stand.origin for stand in held}),
        movement=_movement(days),
        steps=tuple(_step(ground, *one, cited) for one, cited in zip(given, words, strict=True)),
    )


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


def _movement(days: tuple[Occasion, ...]) -> tuple[Stance, ...]:
    stances = [day.stance for day in days]
    return tuple(s for i, s in enumerate(stances) if i == 0 or s != stances[i - 1])
