"""Coded values of a meeting: format, level, delegations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model.claim import Delegation, Level, MeetingFormat, Mention
from ..reading.calendar_words import calendar_words
from ..reading.reading import Reading
from .meeting_candidates import Words, subject
from .meeting_merge import Group
from .meeting_phrases import Phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

WHOSE = re.compile(r"\s(?:of|for|from|in|to|who)\s")
MANY = 9  # more than three, nobody says how many


def format_of(
    reading: Reading, words: Words, group: Group, people: Sequence[Mention], mediators: Sequence[Mention]
) -> MeetingFormat:
    """From what the tellings call it, else from how many sides take part."""
    best = group.best.sighting.candidate
    near = {token.lower_ for token in reading.doc[best.start : best.end] if not _otherwise(token, words)}
    own = {best.token.lower_, *(child.lower_ for child in best.token.children)}
    called = best.sort == "call" and best.token.lemma_.lower().endswith("call")
    if best.sort == "phone" or called or words.has("context.phone", *near):
        return "phone"
    if words.has("context.trilateral", *near):
        return "trilateral"
    if best.sort in ("mediation", "mediate", "convey") or words.has("context.indirect", *own):
        return "indirect"
    if words.has("context.bilateral", *own):
        return "bilateral"
    if words.has("context.allied", *near) or (words.has("context.consulting", *own) and _one_side(reading, people)):
        return "allied_consultation"
    if words.has("context.multilateral", *own) or best.sort == "summit" or _one_body(words, people):
        return "multilateral"
    sides = len(_sides(reading, people))
    if sides == 1 and len(people) == 1 and best.sort != "visit":
        sides = _count(reading, words, people) or sides
    if sides == 3 and any(mention in people for mention in mediators):
        return "bilateral"
    if sides == 0:
        return "unknown" if best.sort == "process" else "bilateral"
    return "bilateral" if sides <= 2 else "trilateral" if sides == 3 else "multilateral"


def _otherwise(token: Token, words: Words) -> bool:
    """ "the Sudan Call", "as calls mount", "a ceasefire call": words of a name, and calls that nobody takes."""
    if token.lower_ not in ("call", "calls"):
        return token.ent_type_ in ("ORG", "PERSON")
    if token.pos_ != "NOUN":
        return True
    by = {child.lower_ for child in token.children if child.dep_ == "prep"}
    how = (child.lower_ for child in token.children if child.dep_ in ("compound", "amod"))
    during = token.dep_ == "pobj" and words.has("context.amid", token.head.lower_)
    return not (
        by & {"with", "between", "from"}
        or words.has("context.phone", *how)
        or (during and not words.has("context.calling", *by))
    )


def _one_side(reading: Reading, people: Sequence[Mention]) -> bool:
    """Whether several meet and a pack counts them all to one side of a negotiation."""
    parties = {mention.party for mention in people if mention.party}
    actors = [reading.actors.by_name.get(party) for party in parties]
    sides = {actor.side if actor is not None else None for actor in actors}
    return len(parties) > 1 and len(sides) == 1 and None not in sides


def _one_body(words: Words, people: Sequence[Mention]) -> bool:
    """Whether those who meet are one council, committee or league, alone or with its guests."""
    bodies = [m for m in people if words.has("people.bodies", *_head(m).split())]
    return bool(bodies) and (len(people) <= 2 or people[0] in bodies)


def _head(mention: Mention) -> str:
    """The words of a mention before those that say whose it is, if it names no person: "the council" "of A"."""
    if mention.source_class == "named":
        return ""
    said = mention.span.words.lower().replace("-", " ")
    return WHOSE.split(said, maxsplit=1)[0]


def _count(reading: Reading, words: Words, people: Sequence[Mention]) -> int | None:
    """How many sides one phrase stands for: "the five parties", "Arab leaders"."""
    said = _head(people[0]).split()
    numbers = calendar_words(reading.lexicon("times")).numbers
    told = [numbers[word] for word in said if numbers.get(word, 0) > 1]
    if told:
        return told[0]
    return MANY if said and words.has("people.many", said[-1]) else None


def _sides(reading: Reading, people: Sequence[Mention]) -> set[str]:
    """Whom the participants stand for; a phrase such as "envoys of Russia and Iran" stands for both."""
    sides: set[str] = set()
    unknown: set[str] = set()
    for mention in people:
        names = reading.names_in(mention.span.start, mention.span.end)
        parties = {n.actor.name for n in names if n.actor.kind in ("state", "armed_group", "organisation", "bloc")}
        if mention.source_class == "named" or len(parties) < 2:
            parties = {party} if (party := mention.party or mention.name) else set()
        sides |= parties
        unknown |= set() if parties else {mention.span.words.lower()}
    return sides if len(sides) > 1 else sides | unknown


def level_of(words: Words, people: Sequence[Mention]) -> Level | None:
    """Whose level the participants are of, by the offices that the text gives them."""
    levels: list[Level] = []
    for mention in people:
        said = mention.span.words.lower().replace("-", " ").split()
        for level in ("technical", "envoys", "ministers", "leaders"):
            if words.has(f"people.{level}", *said):
                found: Level = "leaders" if {"prime", "president"} & set(said) and "vice" not in said else level
                levels.append(found)
                break
    if not levels:
        return None
    return levels[0] if len(set(levels)) == 1 else "mixed"


class Delegations:
    """Who leads whose delegation, as the text says: "X led the Russian delegation", "the team headed by X"."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words
        self.phrases = Phrases(reading, words)
        self.found: list[tuple[int, Delegation]] = []
        for token in reading.doc:
            if token.pos_ == "VERB" and words.has("people.leads", token.lemma_.lower()):
                led = self._led(token)
                if led is not None:
                    self.found.append((token.i, led))

    def _led(self, verb: Token) -> Delegation | None:
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        if agent is not None:
            lead = next((c for c in agent.children if c.dep_ == "pobj"), None)
            team = verb.head if verb.dep_ == "acl" else subject(verb)
        else:
            lead = subject(verb)
            team = next((c for c in verb.children if c.dep_ == "dobj"), None)
        if lead is None or team is None:
            return None
        body = agent is not None and self.phrases.party(team)  # "the panel led by X"
        if not body and not self.words.has("people.delegations", team.lemma_.lower(), team.lower_):
            return None
        leader = self._mention(lead)
        side = self._mention(team)
        party = side.party if side is not None else None
        party = party or (leader.party if leader is not None else None)
        if leader is None or party is None:
            return None
        members = tuple(
            name
            for other in (self._mention(token) for token in lead.conjuncts if token.i > lead.i)
            if other is not None and (name := other.name) is not None
        )
        return Delegation(party=party, lead=leader.name or leader.span.words, members=members)

    def _mention(self, token: Token) -> Mention | None:
        span = self.phrases.span(token)
        return self.reading.describe(*span) if span is not None else None

    def of(self, parties: Sequence[str], group: Group) -> tuple[Delegation, ...]:
        """The delegations of these parties named nearest to the tellings of a meeting."""
        chosen: dict[str, Delegation] = {}
        places = [report.sighting.candidate.token.i for report in group.reports]
        near = sorted(self.found, key=lambda item: (min(abs(item[0] - i) for i in places), item[0]))
        for _, delegation in near:
            if delegation.party in parties:
                chosen.setdefault(delegation.party, delegation)
        return tuple(chosen[party] for party in parties if party in chosen)
