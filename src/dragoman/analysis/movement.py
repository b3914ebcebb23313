"""Which way a position moved between two tellings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Literal, Protocol

from ..model.article import Article
from ..model.claim import Claim, Position, PositionBasis, PositionKind, Stance
from .citation import Citation
from .corpus import Corpus

Change = Literal["hardened", "softened", "restated", "contradictory"]
YIELDING: Mapping[Stance, float] = {
    "rejects": 0.0,
    "demands": 1.0,
    "conditional": 2.0,
    "open_to": 3.0,
    "offers": 3.5,
    "accepts": 4.0,
}
"""From unyielding to yielding; less than a whole step is no move. Between demand and condition the words decide."""
BEST: Sequence[PositionBasis] = (
    "own_words",
    "spokesperson",
    "anonymous",
    "mediator",
    "reporter",
    "other_side",
    "analyst",
)


LEANS = ("hardened", "softened", "told_hardened", "told_softened")
"""Word lists: what a paragraph may say of how a position moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One telling of a position, with all that is needed to see how positions move.

    ``day``: of the report; ``since``: of the report that it copies, else the same; ``article`` (id): the report,
    ``origin``: the one that it goes back to; ``own``: it is no copy; ``leans``: the lists of :data:`LEANS` that its
    paragraph has words of.
    """

    claim: str
    party: str
    issue: str
    stance: Stance
    basis: PositionBasis
    kind: PositionKind | None
    attributed_to: str | None
    day: date | None
    since: date | None
    article: str
    origin: str
    own: bool
    leans: tuple[str, ...]


class Ground(Protocol):
    """What positions are judged against: the reports of a scope."""

    @property
    def last(self) -> date | None:
        """The day of the newest report, or that of the scope if it is later."""
        ...

    def contradicted(self, claims: Iterable[str]) -> bool:
        """Whether a report differs on one of these claims."""
        ...

    def cites(self, claims: Iterable[str]) -> tuple[Citation, ...]:
        """The citations of claims."""
        ...


Course = tuple["Occasion", ...]
"""The occasions on which a position was told, oldest first."""


def courses(corpus: Corpus) -> dict[tuple[str, str], Course]:
    """All positions by party and issue."""
    held: dict[tuple[str, str], list[Stand]] = {}
    for claim, told in corpus.of(Position):
        held.setdefault((told.payload.party, told.payload.issue), []).append(_stand(corpus, claim, told))
    return {key: occasions(told) for key, told in held.items()}


def _stand(corpus: Corpus, claim: str, told: Claim[Position]) -> Stand:
    payload, article = told.payload, corpus.article(told)
    said = _paragraph(article, told.evidence.start).casefold()
    return Stand(
        claim=claim,
        party=payload.party,
        issue=payload.issue,
        stance=payload.stance,
        basis=payload.basis,
        kind=payload.kind,
        attributed_to=payload.attributed_to,
        day=article.day,
        since=corpus.articles[corpus.origin(told)].day,
        article=article.id,
        origin=corpus.origin(told),
        own=corpus.own(told),
        leans=tuple(key for key in LEANS if _holds(said, corpus.lexicon.get(f"movement.{key}", ()))),
    )


def stances(held: Mapping[tuple[str, str], Course]) -> dict[tuple[str, str], Stance]:
    """The stance last told, by party and issue."""
    return {key: course[-1].stance for key, course in held.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What was told of a position on one day (or without a date), and the telling that leads."""

    day: date | None
    told: tuple[Stand, ...]
    leading: Stand

    @property
    def stance(self) -> Stance:
        """The leading stance."""
        return self.leading.stance


def occasions(held: Iterable[Stand]) -> Course:
    """Tellings (in order of publication and text) by day; those without one are the oldest. A copy has the day of its
    original.
    """

    def day(stand: Stand) -> date:
        return stand.since or date.min

    days = ((when, tuple(group)) for when, group in groupby(sorted(held, key=day), key=day))
    return tuple(Occasion(day=None if when == date.min else when, told=t, leading=leading(t)) for when, t in days)


def leading(told: Sequence[Stand]) -> Stand:
    """The telling on the best basis whose stance most independent articles give; the first in order among equals."""
    if len(told) == 1:
        return told[0]
    votes = Counter(stance for _, stance in {(stand.origin, stand.stance) for stand in told})
    return min(told, key=lambda stand: (not stand.own, -votes[stand.stance], BEST.index(stand.basis)))


def change(before: Stance, after: Stand) -> Change:
    """How the stance moved: by its sort, and by what the paragraph says of it."""
    stance, leans = after.stance, after.leans
    if stance == before and not leans:
        return "restated"
    harder, softer = "hardened" in leans, "softened" in leans
    if {before, stance} == {"demands", "conditional"} and harder != softer:
        return "hardened" if harder else "softened"
    first, then = YIELDING[before], YIELDING[stance]
    if abs(then - first) >= 1:
        return "softened" if then > first else "hardened"
    harder, softer = "told_hardened" in leans, "told_softened" in leans
    if harder == softer:
        return "restated"
    return "hardened" if harder else "softened"


def _paragraph(article: Article, position: int) -> str:
    for block in article.blocks:
        if block.start <= position < block.end:
            return article.text[block.start : block.end]
    return ""


def _holds(said: str, phrases: Sequence[str]) -> bool:
    return bool(phrases) and _pattern(tuple(phrases)).search(said) is not None


@lru_cache(maxsize=32)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
