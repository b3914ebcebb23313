"""Third and local parties of a mediation event, and the persons who stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.claim import Mention
from ..model.evidence import Span
from .mend_facts import Facts
from .mend_tellings import Telling


@dataclass(frozen=True, slots=True)
class Named:
    """A party or person with the mention that names it."""

    name: str
    telling: Telling
    span: Span


def parties_of(tellings: Sequence[Telling], facts: Facts) -> Iterator[Named]:
    """Whom those who take part stand for, mediators first; a host only where it is named as one."""
    for telling in tellings:
        meeting = telling.meeting
        for mention in (*meeting.mediators, *meeting.participants):
            for name in facts.parties(mention.span.words, mention.name, mention.party, telling.day):
                yield Named(name, telling, mention.span)
    yield from _parties_beside(tellings, facts)
    for telling in tellings:
        for host in telling.meeting.hosts:
            for name in facts.parties(host, host, None, telling.day):
                yield Named(name, telling, telling.claim.evidence.span)


def hosts_of(tellings: Sequence[Telling], conflicts: Sequence[str], facts: Facts) -> list[Named]:
    """The country abroad where they meet, but where an organisation has its seat."""
    if not conflicts:
        return []
    placed = ((t, t.meeting.place_words, t.meeting.country) for t in tellings if t.meeting.place not in facts.seats)
    found = (Named(facts.plain(country), t, words) for t, words, country in placed if words and country)
    return distinct(host for host in found if facts.is_third(host.name, conflicts))[:1]


def people_of(tellings: Sequence[Telling], parties: set[str], facts: Facts) -> list[Named]:
    """Persons named who stand for one of these parties."""
    found = [
        Named(mention.name, telling, mention.span)
        for telling in tellings
        for mention in (*telling.meeting.mediators, *telling.meeting.participants)
        if mention.name is not None
        and _is_person(mention, facts)
        and parties.intersection(facts.parties(mention.span.words, mention.name, mention.party, telling.day))
    ]
    return distinct((*found, *_leads(tellings, parties, facts), *_beside(tellings, parties, facts)))


def _leads(tellings: Sequence[Telling], parties: set[str], facts: Facts) -> Iterator[Named]:
    """Leads and members of delegations of these parties."""
    for telling in tellings:
        for delegation in telling.meeting.delegations:
            if facts.root(delegation.party) in {facts.root(party) for party in parties}:
                people = (name for name in (delegation.lead, *delegation.members) if name)
                yield from (Named(name, telling, telling.claim.evidence.span) for name in people if " " in name)


def _beside(tellings: Sequence[Telling], parties: set[str], facts: Facts) -> Iterator[Named]:
    """Listed persons of these parties whom the sentence names that reports the meeting."""
    for telling in tellings:
        for span, name in _persons_beside(telling, facts):
            if parties.intersection(facts.parties("", name, None, telling.day)):
                yield Named(name, telling, span)


def _parties_beside(tellings: Sequence[Telling], facts: Facts) -> Iterator[Named]:
    """Parties of the listed persons whom the sentence names that reports the meeting."""
    for telling in tellings:
        for span, name in _persons_beside(telling, facts):
            for party in facts.parties("", name, None, telling.day):
                yield Named(party, telling, span)


def _persons_beside(telling: Telling, facts: Facts) -> Iterator[tuple[Span, str]]:
    start, end = telling.sentence
    for first, last, name in facts.persons(telling.article.text[start:end]):
        yield telling.span(start + first, start + last), name


def _is_person(mention: Mention, facts: Facts) -> bool:
    """A listed person, or a name that is listed as nothing else."""
    kind = facts.kind(mention.name or "")
    unlisted = kind is None and mention.name != mention.party
    return kind == "person" or (unlisted and mention.source_class in ("named", "role"))


def without_wholes(names: Sequence[Named], facts: Facts) -> list[Named]:
    """Each party once, and none whose own mission or organ is named besides it."""
    wholes = {facts.root(p.name) for p in names if facts.root(p.name) != p.name}
    return distinct(p for p in names if p.name not in wholes)


def distinct(names: Iterable[Named]) -> list[Named]:
    """Each name once, the first naming of it."""
    kept: dict[str, Named] = {}
    for name in names:
        kept.setdefault(name.name, name)
    return list(kept.values())
