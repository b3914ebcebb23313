"""What a meeting record says as a whole: when, where, who, and how it was told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..model.claim import Claim, Meeting, MeetingFormat, MeetingStatus, Mention
from ..model.fold import status_on
from ..model.record import Record
from ..model.when import UNKNOWN_TIME, When
from .corpus import Corpus, Lexicon
from .words import listing

PAST = ("held", "ongoing")
V = TypeVar("V", bound=Hashable)
NAMES = 3
"""A title names so many people at most; with more it names the parties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A meeting record with one value for each field, taken from its tellings.

    ``claims``: in order of publication; ``mediating``: the parties of the mediators; ``number``: of the round, as
    claimed; ``talks``: the reports call it talks or a round; ``three``: they call it trilateral; ``allied``: by the
    packs all parties stand together.
    """

    record: Record
    claims: tuple[tuple[str, Claim[Meeting]], ...]
    status: MeetingStatus
    format: MeetingFormat
    when: When
    place: str | None
    parties: tuple[str, ...]
    participants: tuple[str, ...]
    mediators: tuple[str, ...]
    mediating: tuple[str, ...]
    leads: tuple[str, ...]
    number: int | None
    talks: bool
    three: bool
    allied: bool


def contacts(corpus: Corpus) -> tuple[Contact, ...]:
    """All meeting records, in the order of records."""
    return tuple(contact_of(corpus, record) for record in corpus.records if record.kind == "meeting")


def contact_of(corpus: Corpus, record: Record) -> Contact:
    """One value for each field: later reports beat earlier ones on status, the most tellings win on the rest."""
    claims = corpus.told(record, Meeting)
    told = [claim.payload for _, claim in claims]
    formats: Counter[MeetingFormat] = Counter(m.format for m in told if m.format != "unknown")
    numbers = Counter(m.round for m in told if m.round)
    parties = tuple(party for party in _parties(told) if party not in corpus.places)
    mediating = tuple(sorted({m.party for meeting in told for m in meeting.mediators if m.party}))
    allied = stand_together({*parties, *mediating}, corpus.lexicon)
    return Contact(
        record=record,
        claims=claims,
        status=_status([status_of(corpus, c) for _, c in claims]),
        format=_format(_most(formats) or "unknown", {*parties, *mediating}, allied=allied),
        when=_when(corpus, claims),
        place=_most(Counter(m.place for m in told if m.place)),
        parties=parties,
        participants=_people((m for meeting in told for m in meeting.participants), corpus.lexicon),
        mediators=_people((m for meeting in told for m in meeting.mediators), corpus.lexicon),
        mediating=mediating,
        leads=tuple(dict.fromkeys(f"{d.party}: {d.lead}" for m in told for d in m.delegations if d.lead)),
        number=_most(numbers),
        talks=any(claim.payload.round for _, claim in claims) or _called(corpus, claims, "rounds"),
        three=_called(corpus, claims, "three"),
        allied=allied,
    )


def stand_together(parties: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a pack counts all of several parties to one side or to those that stand with it.

    >>> stand_together({"Norland", "Ostmark"}, {"camp.Northern side": ("Norland", "Ostmark", "Westmark")})
    True
    >>> stand_together({"Norland", "Sudria"}, {"camp.Northern side": ("Norland", "Ostmark", "Westmark")})
    False
    """
    camps = (members for key, members in lexicon.items() if key.startswith("camp."))
    return len(parties) > 1 and any(set(members).issuperset(parties) for members in camps)


def _most(counts: Counter[V]) -> V | None:
    """The value told most often, the first told among equals."""
    return max(counts, key=lambda value: counts[value]) if counts else None


def _format(told: MeetingFormat, parties: set[str], *, allied: bool) -> MeetingFormat:
    """The format told, unless all stand together or the reports together name more parties than it has room for."""
    if allied and told != "phone":
        return "allied_consultation"
    if told == "bilateral" and len(parties) > 2:
        return "trilateral" if len(parties) == 3 else "multilateral"
    return told


def status_of(corpus: Corpus, claim: Claim[Meeting]) -> MeetingStatus:
    """The status that a telling gives, as far as its report can know it."""
    return status_on(claim.payload, corpus.day(claim))


def _status(statuses: Sequence[MeetingStatus]) -> MeetingStatus:
    """Held once a report says so; else what the newest report says; denied only if nobody but a denier tells it."""
    if "held" in statuses:
        return "held"
    if "ongoing" in statuses:
        return "ongoing"
    return statuses[-1]


def _when(corpus: Corpus, claims: Sequence[tuple[str, Claim[Meeting]]]) -> When:
    """The best date: of held tellings before planned ones, a corrected or newer plan before an older one."""
    dated = [(i, c) for i, c in claims if c.payload.when.known]
    past = [(i, c) for i, c in dated if status_of(corpus, c) in (*PAST, "denied")]
    standing = [t for t in past or dated if not corpus.superseded(t[0], "date")] or past or dated
    if not standing:
        return UNKNOWN_TIME
    votes = Counter(str(c.payload.when) for c in {corpus.origin(c): c for _, c in standing}.values())

    def rank(numbered: tuple[int, tuple[str, Claim[Meeting]]]) -> tuple[bool, bool, int, bool, int]:
        number, (_, claim) = numbered
        when = claim.payload.when
        exact = when.precision in ("day", "range") and when.basis != "assumed"
        whole = when.precision == "range" and status_of(corpus, claim) in PAST
        newest = -number if not past else number
        return not exact, not whole, -votes[str(when)], not corpus.own(claim), newest

    return min(enumerate(standing), key=rank)[1][1].payload.when


def _parties(told: Sequence[Meeting]) -> tuple[str, ...]:
    """All parties named; a place where they met is none of them."""
    named: dict[str, None] = {}
    for meeting in told:
        listed = meeting.parties or tuple(m.party for m in meeting.participants if m.party)
        named.update(dict.fromkeys(listed))
    return tuple(sorted(set(named) - {meeting.place for meeting in told}))


def _people(mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[str, ...]:
    """Names, else the words, as within a sentence and without words that name nobody; once each."""
    nobody = set(lexicon.get("people.nobody", ()))
    articles = tuple(f"{word} " for word in lexicon.get("people.articles", ()))
    found: dict[str, None] = {}
    for mention in mentions:
        words = mention.name or " ".join(mention.span.words.split())
        if mention.name is None and words.casefold().startswith(articles):
            words = words[:1].lower() + words[1:]
        if words.casefold() not in nobody:
            found[words] = None
    return tuple(found)


def _called(corpus: Corpus, claims: Sequence[tuple[str, Claim[Meeting]]], key: str) -> bool:
    """Whether one of the tellings has a word of that list."""
    forms = "|".join(re.escape(word) for word in corpus.lexicon.get(f"sequence.{key}", ())) or "(?!)"
    pattern = re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
    return any(pattern.search(claim.evidence.quote) for _, claim in claims)


def title_of(contact: Contact) -> str:
    """What it was, in plain words, without the date."""
    people = [name for name in contact.participants if name not in contact.parties]
    who = listing(contact.parties)
    if len(contact.parties) < 2:
        everybody = dict.fromkeys([*contact.participants, *contact.mediators])  # who mediates may sit there as well
        who = listing(list(everybody)[:NAMES]) or who
    named = listing(people) if 2 <= len(people) <= NAMES else who
    place = f" in {contact.place}" if contact.place else ""
    if contact.format == "phone":
        return f"Call{_between(named)}"
    if contact.format == "allied_consultation":
        return f"Consultations among allies{place}{_colon(who)}"
    third = [name for name in contact.mediating if name not in contact.parties]
    if contact.format in ("bilateral", "trilateral") and third and len(contact.parties) > 1:
        who = f"{who}, with {listing(third)} mediating"
    if (contact.talks or contact.format == "indirect") and len(contact.parties) > 1:
        return f"{_talks(contact)}{place}{_colon(who)}"
    return f"Meeting{place}{_colon(named)}" if place or named else "Meeting, parties not told"


def _talks(contact: Contact) -> str:
    """Which talks: trilateral only where three sides talk, or the reports say so; a mediator is no side."""
    if contact.format == "indirect":
        return "Indirect talks"
    three = contact.format == "trilateral" and (contact.three or len(contact.parties) > 2)
    return "Trilateral talks" if three else "Talks"


def _between(who: str) -> str:
    return f" between {who}" if " and " in who else f" with {who}" if who else ""


def _colon(who: str) -> str:
    return f": {who}" if who else ""


def series(found: Sequence[Contact]) -> Mapping[str, tuple[str, int | None]]:
    """For each record that is a round of talks: its series and its number in it.

    A series is named by the two parties that most often meet in talks; rounds are numbered by their dates, or as the
    reports number them where they agree with that order. One meeting alone has the number that reports give it.
    """
    rounds = [c for c in found if is_round(c)]
    pairs = Counter(pair for c in rounds for pair in _pairs(c))
    named: dict[str, tuple[str, int | None]] = {}
    by_series: dict[tuple[str, str], list[Contact]] = {}
    for contact in rounds:
        best = min(_pairs(contact), key=lambda pair: (-pairs[pair], pair))
        by_series.setdefault(best, []).append(contact)
    for pair, members in sorted(by_series.items()):
        for contact, number in zip(members, _numbers(members), strict=True):
            named[contact.record.id] = (" - ".join(pair), number)
    return named


def is_round(contact: Contact) -> bool:
    """Whether it is a round of talks between sides."""
    third = {*contact.mediators, *contact.mediating}
    sides = [party for party in contact.parties if party not in third]
    in_person = contact.format not in ("phone", "allied_consultation")
    return contact.talks and in_person and len(sides) > 1 and contact.status not in ("denied", "cancelled")


def _pairs(contact: Contact) -> list[tuple[str, str]]:
    third = {*contact.mediators, *contact.mediating}
    sides = [party for party in contact.parties if party not in third] or list(contact.parties)
    return [(a, b) for i, a in enumerate(sides) for b in sides[i + 1 :]]


def _numbers(members: Sequence[Contact]) -> list[int | None]:
    """Numbers by date; a number that reports give moves the count on; undated rounds have only a reported one."""
    if len(members) == 1:
        return [members[0].number]
    order = sorted((c for c in members if c.when.start), key=lambda c: (c.when.start, c.when.end, c.record.id))
    numbers: dict[str, int] = {}
    count = 0
    for contact in order:
        count = contact.number if contact.number and contact.number > count else count + 1
        numbers[contact.record.id] = count
    return [numbers.get(contact.record.id, contact.number) for contact in members]
