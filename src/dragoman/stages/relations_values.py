"""Values that tellings of one thing give, and the relations between those that cannot both be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from ..model.claim import Payload
from ..model.evidence import Evidence
from ..model.record import Relation, RelationKind
from ..model.when import When
from .told import Told, spoken

V = TypeVar("V")
Corrections = frozenset[tuple[str, str]]
"""Pairs of articles: the first corrects the second."""
NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Generic[V]):
    """A value that a telling gives, the words that give it, and how to say it."""

    value: V
    told: Told[Payload]
    evidence: Evidence
    words: str


def conflicts(
    given: Sequence[Given[V]], apart: Callable[[V, V], bool], aspect: str, corrected: Corrections
) -> Iterator[Relation]:
    """One contradiction for each two values that cannot both be right, between their earliest tellings.

    Where one article corrects the other, its value supersedes.
    """
    first: list[Given[V]] = []
    for later in given:
        for earlier in first:
            if later.told.article.id == earlier.told.article.id or not apart(later.value, earlier.value):
                continue
            if (later.told.article.id, earlier.told.article.id) in corrected:
                reason = f"corrected: {later.words}, not {earlier.words}"
                yield relation("supersedes", later, earlier, aspect, reason)
            elif not any(later.value == known.value for known in first):
                reason = f"{earlier.words} in one report, {later.words} in another{both(later, earlier)}"
                yield relation("contradicts", later, earlier, aspect, reason)
        if not any(later.value == known.value for known in first):
            first.append(later)


def both(later: Given[V] | Told[Payload], earlier: Given[V] | Told[Payload]) -> str:
    """The words of both, the earlier first."""
    return f': "{_evidence(earlier).quote}" against "{_evidence(later).quote}"'


def relation(
    kind: RelationKind,
    subject: Given[V] | Told[Payload],
    other: Given[V] | Told[Payload],
    aspect: str,
    reason: str,
) -> Relation:
    """A relation between two tellings, with the words of both."""
    return Relation(
        kind=kind,
        subject=_told(subject).id,
        object=_told(other).id,
        aspect=aspect,
        reason=reason,
        evidence=(_evidence(subject), _evidence(other)),
    )


def _told(given: Given[V] | Told[Payload]) -> Told[Payload]:
    return given.told if isinstance(given, Given) else given


def _evidence(given: Given[V] | Told[Payload]) -> Evidence:
    return given.evidence if isinstance(given, Given) else given.claim.evidence


def order(told: Told[Payload]) -> tuple[bool, date, str, int, str]:
    """Sorts tellings by publication and text; undated ones last."""
    return told.day is None, told.day or date.min, told.article.key, told.claim.evidence.start, told.id


def exact(when: When) -> bool:
    """Whether the report itself gives the days."""
    return when.precision in ("day", "range") and when.basis in ("stated", "relative")


def no_common_day(one: When, two: When) -> bool:
    """Whether both are known and share no day."""
    if one.start is None or two.start is None or one.end is None or two.end is None:
        return False
    return one.end < two.start or two.end < one.start


def on_other_days(spans: Sequence[When], *, single: bool) -> Callable[[When, When], bool]:
    """Whether two times cannot both be right; days of one round may follow each other unless it is a single event.

    ``spans``: all times told; days that lie within one of them agree.
    """

    def apart(one: When, two: When) -> bool:
        if not no_common_day(one, two) or one.start is None or two.start is None:
            return False
        whole = any(_within(one, span) and _within(two, span) for span in spans)
        return not whole and (single or abs(one.start - two.start) > NEXT_DAY)

    return apart


def _within(one: When, span: When) -> bool:
    return bool(one.start and span.start and one.end and span.end and span.start <= one.start and one.end <= span.end)


def in_words(when: When) -> str:
    """The days in words."""
    return spoken(when.start, when.end) if when.start and when.end else "an unknown day"
