"""Which way a position moved between two tellings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Literal

from ..model.article import Article
from ..model.claim import Claim, Position, PositionBasis, Stance
from .corpus import Corpus, Lexicon

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What was told of a position on one day (or without a date): claims, and the stance that leads among them."""

    day: date | None
    claims: tuple[tuple[str, Claim[Position]], ...]
    leading: tuple[str, Claim[Position]]

    @property
    def stance(self) -> Stance:
        """The leading stance."""
        return self.leading[1].payload.stance


def occasions(corpus: Corpus, claims: Sequence[tuple[str, Claim[Position]]]) -> tuple[Occasion, ...]:
    """The claims by day, oldest first; those without a date before all others. A copy has the day of its original."""

    def day(item: tuple[str, Claim[Position]]) -> date:
        return corpus.articles[corpus.origin(item[1])].day or date.min

    made = []
    for when, group in groupby(sorted(claims, key=day), key=day):
        told = tuple(group)
        made.append(Occasion(day=None if when == date.min else when, claims=told, leading=_leading(corpus, told)))
    return tuple(made)


def _leading(corpus: Corpus, told: Sequence[tuple[str, Claim[Position]]]) -> tuple[str, Claim[Position]]:
    """The claim on the best basis whose stance most independent articles give; the first in order among equals."""
    origins = {(corpus.origin(claim), claim.payload.stance) for _, claim in told}
    votes = Counter(stance for _, stance in origins)
    return min(
        told,
        key=lambda t: (not corpus.own(t[1]), -votes[t[1].payload.stance], BEST.index(t[1].payload.basis)),
    )


def change(before: Stance, after: Claim[Position], article: Article, lexicon: Lexicon) -> Change:
    """How the stance moved: by its sort, and by what the paragraph says of it."""
    said = _paragraph(article, after.evidence.start).casefold()
    harder, softer = (_holds(said, lexicon.get(f"movement.{key}", ())) for key in ("hardened", "softened"))
    stance = after.payload.stance
    if {before, stance} == {"demands", "conditional"} and harder != softer:
        return "hardened" if harder else "softened"
    first, then = YIELDING[before], YIELDING[stance]
    if abs(then - first) >= 1:
        return "softened" if then > first else "hardened"
    told = [key for key in ("hardened", "softened") if _holds(said, lexicon.get(f"movement.told_{key}", ()))]
    return told[0] if len(told) == 1 else "restated"  # type: ignore[return-value]


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
