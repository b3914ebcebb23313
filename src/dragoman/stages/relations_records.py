"""The tellings of one record compared: what they confirm, where they differ, what a later one replaces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TypeVar

from ..model.claim import Measure, Meeting, Payload, Position
from ..model.record import Record, Relation, RelationKind
from ..model.when import When
from .relations_figures import lasted
from .told import Told, spoken

Lexicon = Mapping[str, tuple[str, ...]]
Corrections = frozenset[tuple[str, str]]
V = TypeVar("V")
PAST = ("held", "ongoing")
AHEAD = ("planned", "postponed")
AT_ONCE = timedelta(days=1)


def related(
    record: Record, told: Mapping[str, Told[Payload]], corrected: Corrections, lexicon: Lexicon
) -> Iterator[Relation]:
    """Relations between the tellings of a record; copies of an article stand back behind it."""
    tellings = sorted((told[claim] for claim in record.claims), key=_order)
    own = [telling for telling in tellings if telling.origin == telling.article.id]
    if len(own) < 2:
        return
    found: list[Relation] = []
    if record.kind == "meeting":
        found += _meetings([t for t in own if isinstance(t.payload, Meeting)], corrected, lexicon)  # type: ignore[misc]
    elif record.kind == "measure":
        found += _measures([t for t in own if isinstance(t.payload, Measure)], corrected)  # type: ignore[misc]
    yield from found
    apart = {frozenset((relation.subject, relation.object)) for relation in found}
    yield from _confirmed(own, apart)


def _order(told: Told[Payload]) -> tuple[bool, date, str, int, str]:
    return told.day is None, told.day or date.min, told.article.key, told.claim.evidence.start, told.id


def _meetings(own: list[Told[Meeting]], corrected: Corrections, lexicon: Lexicon) -> Iterator[Relation]:
    past = [t for t in own if t.payload.status in PAST]
    ahead = [t for t in own if t.payload.status in AHEAD and _exact(t.payload.when)]
    dated = [t for t in past if _exact(t.payload.when)]
    yield from _values(dated, lambda t: t.payload.when, _other_days(dated), "date", corrected)
    yield from _values(past, lambda t: _place(t), lambda a, b: a != b, "place", corrected)
    yield from _values(past, lambda t: lasted(t, lexicon), _other_length, "number", corrected)
    yield from _put_off(ahead)
    held = [t for t in (dated or past) if not ahead or (t.day or date.max) >= (ahead[-1].day or date.min)]
    if held and ahead:
        last, first = ahead[-1], held[0]
        days = f"planned for {_days(last.payload.when)}"
        reason = f"{days}, held on {_days(first.payload.when)}" if _exact(first.payload.when) else f"{days}, then held"
        moved = _exact(first.payload.when) and _apart(last.payload.when, first.payload.when)
        yield _relation("supersedes", first, last, "date" if moved else "status", reason)
    yield from _refused(own, past)


def _refused(own: list[Told[Meeting]], past: list[Told[Meeting]]) -> Iterator[Relation]:
    for telling in own:
        if telling.payload.status == "denied" and past:
            other = past[0]
            first, second = sorted((telling, other), key=_order)
            yield _relation("contradicts", second, first, "status", f"one report has it held, another denied{_both(second, first)}")
        if telling.payload.status == "cancelled":
            planned = [t for t in own if t.payload.status in AHEAD and _order(t) < _order(telling)]
            if planned:
                yield _relation("supersedes", telling, planned[-1], "status", "what was planned was called off")


def _put_off(ahead: list[Told[Meeting]]) -> Iterator[Relation]:
    """A newer date replaces each older one; two dates told on one day, none of them a delay, contradict each other."""
    for number, later in enumerate(ahead):
        for earlier in ahead[:number]:
            if not _apart(later.payload.when, earlier.payload.when) or later.article.id == earlier.article.id:
                continue
            days = f"{_days(earlier.payload.when)}, now {_days(later.payload.when)}"
            if later.day is not None and later.day == earlier.day and later.payload.status != "postponed":
                yield _relation("contradicts", later, earlier, "date", f"planned for {days.replace(', now', ' and')}")
            else:
                word = "put off from" if later.payload.status == "postponed" else "planned for"
                yield _relation("supersedes", later, earlier, "date", f"{word} {days}")


def _measures(own: list[Told[Measure]], corrected: Corrections) -> Iterator[Relation]:
    for status in dict.fromkeys(t.payload.status for t in own):
        same = [t for t in own if t.payload.status == status]
        numbers = [t for t in same if t.payload.quantity is not None]
        yield from _values(numbers, lambda t: (t.payload.quantity or 0.0, t.payload.unit), _other_number, "number", corrected)
        dated = [t for t in same if _exact(t.payload.when) and status in ("implemented", "violated")]
        yield from _values(dated, lambda t: t.payload.when, _other_days(dated), "date", corrected)
    for before, after in zip(own, own[1:], strict=False):
        first, then = before.payload.status, after.payload.status
        if first == then or before.article.id == after.article.id:
            continue
        together = before.day == after.day or (before.day and after.day and after.day - before.day <= AT_ONCE)
        if together and {first, then} in ({"agreed", "rejected"}, {"implemented", "rejected"}):
            reason = f"one report has it {first}, another {then}{_both(after, before)}"
            yield _relation("contradicts", after, before, "status", reason)
        elif before.day is not None and after.day is not None and before.day != after.day:
            yield _relation("supersedes", after, before, "status", f"{first}, then {then}{_both(after, before)}")


def _values(
    own: list[Told[Payload]] | list[Told[Meeting]] | list[Told[Measure]],
    value: Callable[[Told[Meeting] | Told[Measure]], V | None],  # type: ignore[type-arg]
    other: Callable[[V, V], bool],
    aspect: str,
    corrected: Corrections,
) -> Iterator[Relation]:
    """One relation for each two values that cannot both be right, between their earliest tellings."""
    first: list[tuple[V, Told[Payload]]] = []
    for telling in own:
        told = value(telling)  # type: ignore[arg-type]
        if told is not None and not any(told == known for known, _ in first):
            first.append((told, telling))  # type: ignore[arg-type]
    for number, (later, after) in enumerate(first):
        for earlier, before in first[:number]:
            if other(later, earlier) and after.article.id != before.article.id:
                reason = f"{_in_words(aspect, earlier)} in one report, {_in_words(aspect, later)} in another"
                yield _relation("contradicts", after, before, aspect, reason + _both(after, before))
    for telling in own:
        told = value(telling)  # type: ignore[arg-type]
        for known, before in first:
            if told is not None and (telling.article.id, before.article.id) in corrected and other(told, known):
                reason = f"corrected: {_in_words(aspect, told)}, not {_in_words(aspect, known)}"
                yield _relation("supersedes", telling, before, aspect, reason)  # type: ignore[arg-type]


def _in_words(aspect: str, value: object) -> str:
    if isinstance(value, When):
        return _days(value)
    if isinstance(value, tuple):
        number, unit = value
        return f"{number:,.0f} {unit}" if unit else f"{number:,.0f}"
    return f"{value:g} minutes" if isinstance(value, float) and aspect == "number" else str(value).title()


def _other_days(own: Iterable[Told[Payload]] | Iterable[Told[Meeting]] | Iterable[Told[Measure]]) -> Callable[[When, When], bool]:
    spans = [t.payload.when for t in own if isinstance(t.payload, Meeting | Measure)]
    by_phone = any(isinstance(t.payload, Meeting) and t.payload.format == "phone" for t in own)
    single = by_phone or any(isinstance(t.payload, Measure) for t in own)

    def other(one: When, two: When) -> bool:
        if not _apart(one, two) or one.start is None or two.start is None:
            return False
        whole = any(_within(one, span) and _within(two, span) for span in spans)
        next_day = abs(one.start - two.start) <= AT_ONCE
        return not whole and (single or not next_day)

    return other


def _within(one: When, span: When) -> bool:
    return bool(one.start and span.start and one.end and span.end and span.start <= one.start and one.end <= span.end)


def _other_number(one: tuple[float, str | None], two: tuple[float, str | None]) -> bool:
    low, high = sorted((one[0], two[0]))
    if one[1] and two[1] and one[1].rstrip("s") != two[1].rstrip("s"):
        return False
    return low != high and high != 2 * low


def _other_length(one: float, two: float) -> bool:
    low, high = sorted((one, two))
    return high - low > max(5.0, 0.15 * high)


def _confirmed(own: list[Told[Payload]], apart: set[frozenset[str]]) -> Iterator[Relation]:
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
            yield _relation("repeats", telling, first, aspect, f"{first.article.outlet} tells it again")
        else:
            reason = f"two articles, neither a copy of the other, give the same {aspect}"
            yield _relation("corroborates", telling, first, aspect, reason)


def _agreed(one: Payload, two: Payload) -> str | None:
    if isinstance(one, Meeting) and isinstance(two, Meeting):
        if _exact(one.when) and _exact(two.when):
            return None if _apart(one.when, two.when) else "date"
        same = _same_place(one.place, two.place)
        return "place" if same else "parties" if one.parties and one.parties == two.parties else None
    if isinstance(one, Measure) and isinstance(two, Measure):
        if one.quantity is not None and one.quantity == two.quantity:
            return "number"
        return "status" if one.status == two.status else None
    return "stance" if isinstance(one, Position) else "words"


def _same_place(one: str | None, two: str | None) -> bool:
    return one is not None and two is not None and one.casefold() == two.casefold()


def _place(told: Told[Meeting]) -> str | None:  # type: ignore[misc]
    return told.payload.place.split(",")[0].strip().casefold() if told.payload.place else None


def _exact(when: When) -> bool:
    return when.precision in ("day", "range") and when.basis in ("stated", "relative")


def _apart(one: When, two: When) -> bool:
    if one.start is None or two.start is None or one.end is None or two.end is None:
        return False
    return one.end < two.start or two.end < one.start


def _days(when: When) -> str:
    return spoken(when.start, when.end) if when.start and when.end else "an unknown day"


def _both(later: Told[Payload] | Told[Meeting] | Told[Measure], earlier: Told[Payload] | Told[Meeting] | Told[Measure]) -> str:
    return f": \"{earlier.claim.evidence.quote}\" against \"{later.claim.evidence.quote}\""


def _relation(
    kind: RelationKind,
    subject: Told[Payload] | Told[Meeting] | Told[Measure],
    other: Told[Payload] | Told[Meeting] | Told[Measure],
    aspect: str,
    reason: str,
) -> Relation:
    return Relation(
        kind=kind,
        subject=subject.id,
        object=other.id,
        aspect=aspect,
        reason=reason,
        evidence=(subject.claim.evidence, other.claim.evidence),
    )
