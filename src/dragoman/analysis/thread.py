"""How a party's position on an issue moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model.claim import Claim, Position, PositionBasis, PositionKind, Stance
from ..store.base import View
from .citation import Citation
from .corpus import Corpus, ready
from .matrix import Told, positions_of
from .movement import Change, Occasion, change, occasions
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
    return thread_of(corpus, issue, party, positions_of(corpus).get((party, issue), []))


def thread_of(corpus: Corpus, issue: str, party: str, held: list[Told]) -> Thread:
    """The thread that these claims make."""
    days = occasions(corpus, held)
    steps: list[Step] = []
    seen: set[str] = set()
    for number, day in enumerate(days):
        before = days[number - 1] if number and days[number - 1].day else None
        for claim, told in day.claims:
            steps.append(_step(corpus, claim, told, before, first=corpus.origin(told) not in seen))
            seen.add(corpus.origin(told))
    return Thread(
        issue=issue,
        label=label(issue),
        party=party,
        stance=days[-1].stance if days else None,
        independent=corpus.independent(claim for claim, _ in held),
        movement=_movement(days),
        steps=tuple(reversed(steps)),
    )


def _step(corpus: Corpus, claim: str, told: Claim[Position], before: Occasion | None, *, first: bool) -> Step:
    contradicted = corpus.contradicted([claim])
    moved: Change | None = "contradictory" if contradicted else None
    if before is not None and not contradicted:
        moved = change(before.stance, told, corpus.article(told), corpus.lexicon)
    return Step(
        day=corpus.day(told),
        stance=told.payload.stance,
        kind=told.payload.kind,
        basis=told.payload.basis,
        attributed_to=told.payload.attributed_to,
        change=moved,
        independent=corpus.own(told) or first,
        contradicted=contradicted,
        citation=corpus.cite(claim),
    )


def _movement(days: tuple[Occasion, ...]) -> tuple[Stance, ...]:
    stances = [day.stance for day in days]
    return tuple(s for i, s in enumerate(stances) if i == 0 or s != stances[i - 1])
