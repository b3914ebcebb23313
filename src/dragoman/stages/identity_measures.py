"""Which reports of concrete steps are about the same step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ..model.claim import Measure
from .identity_meetings import CONFLICT, NOTHING, Match
from .told import Told, listing, names, overlap, words

ENOUGH = 3.0
RECENT = timedelta(days=60)
SOON = timedelta(days=14)
DAYS = timedelta(days=3)
NEXT = {
    "proposed": ("agreed", "rejected"),
    "agreed": ("implemented", "violated", "suspended"),
    "implemented": ("violated", "suspended"),
    "suspended": ("implemented", "agreed"),
    "violated": ("agreed", "implemented", "suspended"),
}
ONE_FAMILY = {"local_ceasefire": "ceasefire", "humanitarian_corridor": "aid"}
"""Kinds that reports of one step may both be filed under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A measure as reported, with what is compared made ready."""

    told: Told[Measure]
    family: str
    parties: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    ordinal: str | None

    @property
    def measure(self) -> Measure:
        """The payload."""
        return self.told.payload


def step_of(told: Told[Measure], lexicon: Mapping[str, tuple[str, ...]], parties: frozenset[str]) -> Step:
    """The measure made ready for comparison; ``parties``: words of party names, which tell no step from another."""
    ordinary = frozenset(lexicon.get("ordinary", ())) | parties
    quote = told.claim.evidence.quote
    kind = told.payload.kind
    said = words(quote, ordinary)
    return Step(
        told=told,
        family=ONE_FAMILY.get(kind, kind),
        parties=frozenset(told.payload.parties),
        words=said,
        names=names(told.sentence) - ordinary,
        ordinal=_ordinal(quote, lexicon),
    )


def _ordinal(quote: str, lexicon: Mapping[str, tuple[str, ...]]) -> str | None:
    folded = quote.casefold().split()
    for row in lexicon.get("ordinals", ()):
        forms = row.split("|")
        if any(form in folded for form in forms):
            return forms[0]
    return None


def step_keys(step: Step) -> Iterator[tuple[str, ...]]:
    """What two reports of one step have at least one of in common."""
    for word in sorted(step.names | step.words):
        yield step.family, word
    if step.measure.place:
        yield step.family, step.measure.place.casefold()


def compare_steps(one: Step, two: Step) -> Match:
    """Whether two reports are about the same step, and why."""
    first, second = one.measure, two.measure
    first_of_all = (one.ordinal or two.ordinal) in (None, "first")
    if one.family != two.family or (one.ordinal != two.ordinal and not first_of_all):
        return CONFLICT
    if first.place and second.place and first.place.casefold() != second.place.casefold():
        return CONFLICT
    shared = one.parties & two.parties
    if one.parties and two.parties and not shared:
        return CONFLICT
    if one.told.day and two.told.day and abs(one.told.day - two.told.day) > RECENT:
        return NOTHING
    score, reasons = 1.0, [_sort(one, two)]
    if shared:
        score += 0.5 * min(2, len(shared))
        reasons.append(f"between {listing(shared)}" if len(shared) > 1 else f"by {listing(shared)}")
    if first.place and second.place:
        score += 1.5
        reasons.append(f"at {first.place}")
    numbers = _numbers(one, two)
    if numbers != "unknown":
        score += 1.5 if numbers == "equal" else -0.5
    if numbers == "equal":
        reasons.append(f"of {_number(first)}")
    return _by_words(one, two, score, reasons)


def _by_words(one: Step, two: Step, score: float, reasons: list[str]) -> Match:
    alike, called = overlap(one.words, two.words), one.names & two.names
    score += 2.0 if alike > 0.9 else 1.5 if alike > 0.6 else 1.0 if alike > 0.35 else 0.0
    if alike > 0.35:
        reasons.append(f"told with the same words: {listing(one.words & two.words)}")
    if called:
        score += 0.75 + 0.25 * min(3, len(called))
        reasons.append(f"naming {listing(name.title() for name in called)}")
    if called or alike > 0.35:
        score += _timing(one, two)
    return Match(score, tuple(reasons)) if score >= ENOUGH else NOTHING


def _timing(one: Step, two: Step) -> float:
    """What speaks for one step where a report tells of its next stage soon after, or of the same within days."""
    earlier, later = sorted((one, two), key=lambda s: (s.told.day or date.max, s.told.claim.evidence.start))
    if earlier.told.day is None or later.told.day is None:
        return 0.0
    gap = later.told.day - earlier.told.day
    if gap <= SOON and later.measure.status in NEXT.get(earlier.measure.status, ()):
        return 0.75
    return 0.5 if gap <= DAYS and later.measure.status == earlier.measure.status else 0.0


def _sort(one: Step, two: Step) -> str:
    if one.measure.kind == two.measure.kind:
        return f"both {one.measure.kind.replace('_', ' ')}"
    return f"{one.measure.kind.replace('_', ' ')} and {two.measure.kind.replace('_', ' ')}, one sort"


def _numbers(one: Step, two: Step) -> str:
    first, second = one.measure.quantity, two.measure.quantity
    if first is None or second is None:
        return "unknown"
    if first == second or max(first, second) == 2 * min(first, second):
        return "equal"
    return "different"


def _number(measure: Measure) -> str:
    number = f"{measure.quantity:,.0f}" if measure.quantity is not None else ""
    return f"{number} {measure.unit}" if measure.unit else number
