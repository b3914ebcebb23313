"""The tellings of one record compared: what they confirm, where they differ, what a later one replaces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from ..model.claim import Measure, Meeting, Payload, Position
from ..model.fold import COURSE, status_on
from ..model.record import Record, Relation
from ..model.when import When
from .relations_figures import lasted
from .relations_values import (
    Corrections,
    Given,
    both,
    conflicts,
    exact,
    in_words,
    no_common_day,
    on_other_days,
    order,
    relation,
)
from .told import Told

Lexicon = Mapping[str, tuple[str, ...]]
PAST = ("held", "ongoing")
AHEAD = ("planned", "postponed")
AT_ONCE = timedelta(days=1)
SHORTEST_DIFFERENCE = 5.0
ROUGHLY = 0.15


def related(
    record: Record, told: Mapping[str, Told[Payload]], corrected: Corrections, lexicon: Lexicon
) -> Iterator[Relation]:
    """Relations between the tellings of a record; copies of an article stand back behind it."""
    tellings = sorted((told[claim] for claim in record.claims), key=order)
    own = [telling for telling in tellings if telling.origin == telling.article.id]
    if len(own) < 2:
        return
    meetings: list[Told[Meeting]] = [t for t in own if isinstance(t.payload, Meeting)]  # type: ignore[misc]
    measures: list[Told[Measure]] = [t for t in own if isinstance(t.payload, Measure)]  # type: ignore[misc]
    found = [*_meetings(meetings, corrected, lexicon), *_measures(measures, corrected)]
    yield from found
    yield from _confirmed(own, {frozenset((r.subject, r.object)) for r in found})


def _meetings(own: Sequence[Told[Meeting]], corrected: Corrections, lexicon: Lexicon) -> Iterator[Relation]:
    past = [t for t in own if _status(t) in PAST]
    ahead = [t for t in own if _status(t) in AHEAD and exact(t.payload.when)]
    days = _days(past)
    by_phone = any(t.payload.format == "phone" for t in past)
    yield from conflicts(days, on_other_days([d.value for d in days], single=by_phone), "date", corrected)
    yield from conflicts(list(_places(past)), lambda a, b: a != b, "place", corrected)
    yield from conflicts(list(_lengths(past, lexicon)), _of_other_length, "number", corrected)
    yield from _put_off(ahead)
    yield from _held([t for t in past if exact(t.payload.when)] or past, ahead)
    yield from _denied(own, past)


def _status(told: Told[Meeting]) -> str:
    return status_on(told.payload, told.day)


def _days(told: Sequence[Told[Meeting]] | Sequence[Told[Measure]]) -> list[Given[When]]:
    given = []
    for t in told:
        when = t.payload.when
        if exact(when):
            given.append(Given(value=when, told=t, evidence=t.claim.evidence, words=in_words(when)))
    return given


def _places(told: Sequence[Told[Meeting]]) -> Iterator[Given[str]]:
    for t in told:
        if t.payload.place:
            place = t.payload.place.split(",")[0].strip()
            yield Given(value=place.casefold(), told=t, evidence=t.claim.evidence, words=place)


def _lengths(told: Sequence[Told[Meeting]], lexicon: Lexicon) -> Iterator[Given[float]]:
    for t in told:
        length = lasted(t, lexicon)
        if length is not None:
            minutes, evidence = length
            yield Given(value=minutes, told=t, evidence=evidence, words=f"{minutes:g} minutes")


def _of_other_length(one: float, two: float) -> bool:
    return abs(one - two) > max(SHORTEST_DIFFERENCE, ROUGHLY * max(one, two))


def _put_off(ahead: Sequence[Told[Meeting]]) -> Iterator[Relation]:
    """A newer date replaces each older one; two dates told on one day, none of them a delay, contradict each other."""
    for number, later in enumerate(ahead):
        for earlier in ahead[:number]:
            then, now = earlier.payload.when, later.payload.when
            if not no_common_day(now, then) or later.article.id == earlier.article.id:
                continue
            if later.day is not None and later.day == earlier.day and _status(later) != "postponed":
                reason = f"planned for {in_words(then)} and for {in_words(now)}"
                yield relation("contradicts", later, earlier, "date", reason)
            else:
                word = "put off from" if _status(later) == "postponed" else "planned for"
                yield relation("supersedes", later, earlier, "date", f"{word} {in_words(then)}, now {in_words(now)}")


def _held(past: Sequence[Told[Meeting]], ahead: Sequence[Told[Meeting]]) -> Iterator[Relation]:
    """What was planned took place, on the day planned or another."""
    if not ahead:
        return
    plan = ahead[-1]
    held = [t for t in past if (t.day or date.max) >= (plan.day or date.min)]
    if held:
        days, when = f"planned for {in_words(plan.payload.when)}", held[0].payload.when
        moved = exact(when) and no_common_day(plan.payload.when, when)
        reason = f"{days}, held on {in_words(when)}" if exact(when) else f"{days}, then held"
        yield relation("supersedes", held[0], plan, "date" if moved else "status", reason)


def _denied(own: Sequence[Told[Meeting]], past: Sequence[Told[Meeting]]) -> Iterator[Relation]:
    for telling in own:
        if telling.payload.status == "denied" and past:
            earlier, later = sorted((telling, past[0]), key=order)
            reason = f"held by one report, denied in another{both(later, earlier)}"
            yield relation("contradicts", later, earlier, "status", reason)
        if telling.payload.status == "cancelled":
            planned = [t for t in own if _status(t) in AHEAD and order(t) < order(telling)]
            if planned:
                yield relation("supersedes", telling, planned[-1], "status", "what was planned was called off")


def _measures(own: Sequence[Told[Measure]], corrected: Corrections) -> Iterator[Relation]:
    for status in dict.fromkeys(t.payload.status for t in own):
        same = [t for t in own if t.payload.status == status]
        yield from conflicts(list(_numbers(same)), _other_number, "number", corrected)
        if status in ("implemented", "violated"):
            days = _days(same)
            yield from conflicts(days, on_other_days([d.value for d in days], single=True), "date", corrected)
    for before, after in pairwise(own):
        first, then = before.payload.status, after.payload.status
        if first == then or before.article.id == after.article.id:
            continue
        if _at_once(before, after) and {first, then} in ({"agreed", "rejected"}, {"implemented", "rejected"}):
            reason = f"{first} by one report, {then} by another{both(after, before)}"
            yield relation("contradicts", after, before, "status", reason)
        elif before.day != after.day and then in COURSE[first]:
            quotes = f'"{before.claim.evidence.quote}", then "{after.claim.evidence.quote}"'
            yield relation("supersedes", after, before, "status", f"{first}, then {then}: {quotes}")


def _numbers(told: Sequence[Told[Measure]]) -> Iterator[Given[tuple[float, str]]]:
    for t in told:
        number, unit = t.payload.quantity, t.payload.unit or ""
        if number is not None:
            words = f"{number:,.0f} {unit}".strip()
            yield Given(value=(number, unit), told=t, evidence=t.claim.evidence, words=words)


def _other_number(one: tuple[float, str], two: tuple[float, str]) -> bool:
    """Two numbers of one unit differ; twice the other is the same number, told for both sides together."""
    low, high = sorted((one[0], two[0]))
    if one[1] and two[1] and one[1].rstrip("s") != two[1].rstrip("s"):
        return False
    return low != high and high != 2 * low


def _at_once(before: Told[Measure], after: Told[Measure]) -> bool:
    if before.day is None or after.day is None:
        return before.day is after.day
    return after.day - before.day <= AT_ONCE


def _confirmed(own: Sequence[Told[Payload]], apart: set[frozenset[str]]) -> Iterator[Relation]:
    """The first telling of each further article confirms the first of all, or repeats it if the outlet is the same."""
    first, seen = own[0], {own[0].article.id}
    for telling in own[1:]:
        if telling.article.id in seen or frozenset((telling.id, first.id)) in apart:
            continue
        aspect = _agreed(first.payload, telling.payload)
        if aspect is None:
            continue
        seen.add(telling.article.id)
        if first.article.outlet is not None and first.article.outlet == telling.article.outlet:
            yield relation("repeats", telling, first, aspect, f"{first.article.outlet} tells it again")
        else:
            reason = f"two articles, neither a copy of the other, give the same {aspect}"
            yield relation("corroborates", telling, first, aspect, reason)


def _agreed(one: Payload, two: Payload) -> str | None:
    """On what two tellings agree; None if they do not."""
    if isinstance(one, Meeting) and isinstance(two, Meeting):
        if exact(one.when) and exact(two.when):
            return None if no_common_day(one.when, two.when) else "date"
        same = one.place is not None and two.place is not None and one.place.casefold() == two.place.casefold()
        return "place" if same else "parties" if one.parties and one.parties == two.parties else None
    if isinstance(one, Measure) and isinstance(two, Measure):
        if one.quantity is not None and one.quantity == two.quantity:
            return "number"
        return "status" if one.status == two.status else None
    return "stance" if isinstance(one, Position) else "words"
