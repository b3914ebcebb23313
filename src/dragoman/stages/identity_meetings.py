"""Which reports of contacts are about the same contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Literal, NamedTuple

from ..model.claim import Meeting
from ..model.fold import status_on
from ..model.when import When
from .told import Told, listing, party_of, person_of, spoken

Fit = Literal["same", "rough", "near", "apart", "unknown"]
AHEAD = ("planned", "postponed", "cancelled")
LONG = timedelta(days=7)
NEAR = timedelta(days=2)
SLIPS = timedelta(days=10)
"""A round held this much later than it was planned is still that round."""
PUT_OFF = timedelta(days=90)
FRESH = timedelta(days=14)
"""Reports of an undated contact are about the same one if published within this time of it."""


class Match(NamedTuple):
    """How well two reports fit: below zero they cannot be about one contact, zero says nothing."""

    score: float
    reasons: tuple[str, ...] = ()


NOTHING, CONFLICT = Match(0.0), Match(-1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A meeting as reported, with what is compared made ready."""

    told: Told[Meeting]
    place: str | None
    country: str | None
    parties: frozenset[str]
    everyone: frozenset[str]
    persons: frozenset[str]
    exact: bool

    @property
    def meeting(self) -> Meeting:
        """The payload."""
        return self.told.payload

    @property
    def when(self) -> When:
        """When it was, is or will be."""
        return self.told.payload.when

    @property
    def status(self) -> str:
        """The status as far as the report can know it."""
        return status_on(self.meeting, self.told.day)

    @property
    def ahead(self) -> bool:
        """Whether the report speaks of what lay ahead of it."""
        return self.status in AHEAD


def contact_of(told: Told[Meeting]) -> Contact:
    """The meeting made ready for comparison."""
    meeting = told.payload
    taking_part = {party for m in meeting.participants if (party := party_of(m))}
    third = {party for m in meeting.mediators if (party := party_of(m))}
    when = meeting.when
    exact = when.start is not None and when.end is not None and when.end - when.start <= LONG
    parties = frozenset(meeting.parties or taking_part) - {meeting.place}
    return Contact(
        told=told,
        place=_plain(meeting.place),
        country=_plain(meeting.country),
        parties=parties,
        everyone=parties | third,
        persons=frozenset(name for m in meeting.participants if (name := person_of(m))),
        exact=exact and when.precision in ("day", "range", "week") and when.basis != "assumed",
    )


def _plain(place: str | None) -> str | None:
    return place.split(",")[0].strip().casefold().removeprefix("the ") or None if place else None


def keys(contact: Contact) -> Iterator[tuple[str, ...]]:
    """What two reports of one contact have at least one of in common."""
    pairs = list(combinations(sorted(contact.everyone)[:6], 2))
    if contact.place:
        yield "place", contact.place
    for people in combinations(sorted(contact.persons)[:6], 2):
        yield "persons", *people
    for names in pairs:
        if contact.meeting.round:
            yield "round", str(contact.meeting.round), *names
        for day in _days(contact):
            yield "day", day.isoformat(), *names
        yield "article", contact.told.article.id, *names


def _days(contact: Contact) -> Iterator[date]:
    """The days of the contact and the weeks around its report, as the first days of three-day steps."""
    start, end = contact.when.start, contact.when.end
    if not contact.exact or start is None or end is None:
        start = end = contact.told.day
    if start is None or end is None:
        return
    first = start - NEAR
    while first <= end + NEAR:
        yield first
        first += timedelta(days=1)


def compare(one: Contact, two: Contact) -> Match:
    """Whether two reports are about the same contact, and why."""
    first, second = one.meeting, two.meeting
    place, parties = _place(one, two), _parties(one, two)
    people = one.persons & two.persons
    when = _when(one, two)
    if _parts_of_one(one, two, place, when):
        return Match(1.5, (f"both in {first.place}, in one report",))
    if parties == "none" or ("phone" in (first.format, second.format) and not _both_by_phone(one, two, when)):
        return CONFLICT
    if first.round and second.round and first.round != second.round:
        return CONFLICT
    if place == "different":
        return _elsewhere(one, two, when, people)
    reasons = _reasons(one, two, place, people)
    base = (2.0 if place == "same" else 0.0) + (1.0 if parties == "equal" else 0.0) + (2.0 if len(people) > 1 else 0.0)
    if first.round and first.round == second.round and parties != "unknown":
        return Match(base + 3, (f"both call it round {first.round}", *reasons))
    if when == "apart":
        return _moved(one, two, place, parties, reasons)
    if when == "unknown":
        return _undated(one, two, base, (place, parties, len(people)), reasons)
    return _dated(one, two, base, (when, place, parties, len(people)), reasons)


def _parts_of_one(one: Contact, two: Contact, place: str, when: Fit) -> bool:
    """One article tells of what happens at one place now with some of those who take part, now with others."""
    if one.told.article.id != two.told.article.id or place != "same" or when in ("near", "apart"):
        return False
    phone = "phone" in (one.meeting.format, two.meeting.format)
    rounds = {one.meeting.round, two.meeting.round} - {None}
    return not one.ahead and not two.ahead and not phone and len(rounds) < 2 and not (one.persons and two.persons)


def _dated(one: Contact, two: Contact, base: float, fits: tuple[str, str, str, int], reasons: tuple[str, ...]) -> Match:
    when, place, parties, people = fits
    known = min(len(one.parties), len(two.parties)) > 1
    alike = one.meeting.format == two.meeting.format or "unknown" in (one.meeting.format, two.meeting.format)
    if when == "same":
        if place == "same" or people > 1 or (known and parties in ("equal", "subset") and alike):
            return Match(base + 3, (*reasons, f"on {_spoken(one, two)}"))
    elif when == "rough":
        if (place == "same" and parties != "unknown") or people > 1:
            return Match(base + 1, (*reasons, "at about the same time"))
        if known and parties == "equal" and alike and _published_within(one, two, NEAR):
            return Match(base + 0.5, (*reasons, "reported within two days"))
    elif one.told.article.id != two.told.article.id:
        firm = place == "same" and known and parties in ("equal", "subset") and alike
        if firm or (people > 1 and alike and place == "unknown" and not one.ahead and not two.ahead):
            return Match(base + 1.5, (*reasons, f"the days lie next to each other: {_spoken(one, two)}"))
        return NOTHING
    elif place == "same" and parties in ("equal", "subset") and one.ahead == two.ahead:
        return Match(base + 1, (*reasons, f"days of one round: {_spoken(one, two)}"))
    return NOTHING


def _undated(one: Contact, two: Contact, base: float, fits: tuple[str, str, int], reasons: tuple[str, ...]) -> Match:
    place, parties, people = fits
    known = min(len(one.everyone), len(two.everyone)) > 1
    same_article = one.told.article.id == two.told.article.id
    if _held_before_planned(one, two):
        return CONFLICT
    if not _formats_agree(one, two):
        return CONFLICT if place != "same" or not _published(one, two) else NOTHING
    if place == "same" and known and parties in ("equal", "subset"):
        whole = one.everyone == two.everyone or one.parties == two.parties
        if same_article or _published_within(one, two, FRESH) or (not _published(one, two) and whole):
            return Match(base, reasons)
    if place != "same" and (one.place or two.place) and not same_article and people < 2:
        return NOTHING
    if people > 1 and (same_article or _published_within(one, two, LONG)):
        return Match(base, reasons)
    alike = parties == "equal" and one.ahead == two.ahead and one.meeting.format == two.meeting.format
    if known and alike and (same_article or _published_within(one, two, NEAR)):
        return Match(base, (*reasons, f"both reported as {one.meeting.format.replace('_', ' ')}"))
    return NOTHING


def _moved(one: Contact, two: Contact, place: str, parties: str, reasons: tuple[str, ...]) -> Match:
    """A planned contact that was put off, announced anew, or held later than planned."""
    earlier, later = sorted((one, two), key=lambda c: (c.told.day or date.max, c.told.claim.evidence.start))
    if not earlier.ahead or place == "different":
        return CONFLICT
    if parties not in ("equal", "subset", "some"):
        return NOTHING if parties == "unknown" and place == "same" else CONFLICT
    start, then = earlier.when.start, later.when.start
    if start is None or then is None or _published(one, two) is None:
        return CONFLICT
    put_off = "postponed" in (earlier.status, later.status)
    seen = later.told.day
    if put_off and start - PUT_OFF <= then <= start + PUT_OFF and seen is not None and seen <= start + LONG:
        return Match(2.5, (*reasons, f"planned for {_day(earlier)}, put off to {_day(later)}"))
    if place != "same" or not timedelta(0) < then - start <= SLIPS:
        return NOTHING if abs(then - start) <= PUT_OFF else CONFLICT
    if later.ahead:
        return Match(1.5, (*reasons, f"announced for {_day(earlier)}, then for {_day(later)}"))
    return Match(2.0, (*reasons, f"planned for {_day(earlier)}, held on {_day(later)}"))


def _elsewhere(one: Contact, two: Contact, when: Fit, people: frozenset[str]) -> Match:
    """Two places: one contact only where the same people met on the same day by two reports."""
    single = one.when.start == one.when.end and two.when.start == two.when.end
    if one.told.article.id == two.told.article.id or when != "same" or not single or len(people) < 2:
        return CONFLICT
    if one.persons != two.persons or one.meeting.format != two.meeting.format or one.ahead or two.ahead:
        return CONFLICT
    return Match(2.0, (f"{listing(people)} on {_spoken(one, two)}, though in two places",))


def _place(one: Contact, two: Contact) -> str:
    if one.place is None or two.place is None:
        return "unknown"
    if one.place == two.place or one.place in two.place.split() or two.place in one.place.split():
        return "same"
    if one.place == two.country or two.place == one.country:
        return "unknown"
    return "different"


def _parties(one: Contact, two: Contact) -> str:
    if not one.everyone or not two.everyone:
        return "unknown"
    if one.parties == two.parties or one.everyone == two.everyone:
        return "equal"
    if one.parties <= two.everyone or two.parties <= one.everyone:
        return "subset"
    return "some" if len(one.everyone & two.everyone) > 1 else "none" if not one.persons & two.persons else "some"


def _when(one: Contact, two: Contact) -> Fit:
    if one.when.start is None or two.when.start is None or one.when.end is None or two.when.end is None:
        return "unknown"
    gap = max(one.when.start, two.when.start) - min(one.when.end, two.when.end)
    exact = one.exact and two.exact
    if gap <= timedelta(0):
        return "same" if exact else "rough"
    if gap <= NEAR:
        return "near" if exact else "rough"
    return "rough" if not exact and gap <= LONG else "apart"


def _both_by_phone(one: Contact, two: Contact, when: Fit) -> bool:
    if one.meeting.format == two.meeting.format:
        return True
    return "unknown" in (one.meeting.format, two.meeting.format) and when in ("same", "near")


def _formats_agree(one: Contact, two: Contact) -> bool:
    formats = {one.meeting.format, two.meeting.format} - {"unknown"}
    return len(formats) < 2


def _held_before_planned(one: Contact, two: Contact) -> bool:
    """One is told as past, the other as ahead, in one article or by a report that is no earlier."""
    if one.ahead == two.ahead:
        return False
    planned, past = (one, two) if one.ahead else (two, one)
    if planned.told.article.id == past.told.article.id or planned.told.day is None or past.told.day is None:
        return True
    return planned.told.day >= past.told.day


def _published(one: Contact, two: Contact) -> timedelta | None:
    days = [contact.when.start if contact.exact else contact.told.day for contact in (one, two)]
    return abs(days[0] - days[1]) if days[0] is not None and days[1] is not None else None


def _published_within(one: Contact, two: Contact, span: timedelta) -> bool:
    gap = _published(one, two)
    return gap is not None and gap <= span


def _reasons(one: Contact, two: Contact, place: str, people: frozenset[str]) -> tuple[str, ...]:
    reasons = []
    if place == "same":
        reasons.append(f"both in {one.meeting.place}")
    shared = one.everyone & two.everyone
    if people:
        reasons.append(f"with {listing(people)}")
    elif shared:
        reasons.append(f"with {listing(shared)}")
    return tuple(reasons)


def _day(contact: Contact) -> str:
    start, end = contact.when.start, contact.when.end
    return spoken(start, end) if start and end else "an unknown day"


def _spoken(one: Contact, two: Contact) -> str:
    return _day(one) if _day(one) == _day(two) else f"{_day(one)} and {_day(two)}"
