"""Who takes part in an encounter: noun phrases around its word, apart from those who only mediate or host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .meeting_candidates import Candidate, governing, subject, verb_above
from .meeting_phrases import Phrases
from .meeting_presence import BETWEEN, doer_before_comma, doer_before_date, of_topic, present, sides, tells_of_it
from .meeting_third import auspices, chairing, convening, gathering, hosting, is_mediator, mediating

if TYPE_CHECKING:
    from spacy.tokens import Token

WITH = {
    "talk": ("with", "to", *BETWEEN),
    "phone": ("with", "to", "between"),
    "tell": (),
    "visit": ("with",),
    "convey": ("to", "with"),
    "engage": ("with", "between"),
    "mediate": ("with", *BETWEEN),
}
AT = ("at", "during")
JOINED = ("with", *BETWEEN)


@dataclass(slots=True)
class Cast:
    """Spans (characters) of those who take part, mediate and host, in the order of the text.

    ``onlookers``: those among the participants that the sentence only says something else of ("A welcomed the meeting
    of the council"); they speak for an encounter, but are not told to sit in it.
    """

    participants: list[tuple[int, int]] = field(default_factory=list)
    mediators: list[tuple[int, int]] = field(default_factory=list)
    hosts: list[tuple[int, int]] = field(default_factory=list)
    onlookers: list[tuple[int, int]] = field(default_factory=list)


def cast_of(candidate: Candidate, phrases: Phrases) -> Cast:
    """Who takes part in the encounter that this word would report.

    Those who only mediate are kept apart; a mediator who meets one side takes part as well.
    """
    cast = Cast()
    heads = list(_noun_heads(candidate, phrases) if candidate.noun else _verb_heads(candidate, phrases))
    heads += present(candidate, phrases)
    heads += [before for token in heads if (before := doer_before_comma(token, phrases)) is not None]
    chairs = {token.i: token for token in chairing(candidate, phrases)}
    third = {token.i for token in mediating(candidate, phrases)} - set(chairs)
    meeting: list[tuple[int, int]] = []
    members = {m.i: m for token in heads for m in phrases.row(token)} | chairs
    for member in sorted(members.values(), key=lambda token: token.i):
        span = phrases.span(member)
        unresolved = member.tag_ == "PRP$" and span == (member.idx, member.idx + len(member))
        if span is None or unresolved or _within(span, cast.participants) or auspices(member, phrases):
            continue
        if member.i in third or is_mediator(member, phrases):
            cast.mediators.append(span)
            if member.i not in third:
                meeting.append(span)
        else:
            cast.participants.append(span)
    if len(cast.participants) == 1 and candidate.sort not in ("mediation", "mediate"):
        cast.participants = sorted([*cast.participants, *meeting])
    _conveners(candidate, phrases, cast)
    cast.onlookers = [span for token in _onlookers(candidate, phrases) if (span := phrases.span(token)) is not None]
    for found, tokens in ((cast.mediators, third), (cast.hosts, {t.i for t in hosting(candidate, phrases)})):
        for i in sorted(tokens):
            span = phrases.span(phrases.reading.doc[i])
            if span is not None and span not in found:
                found.append(span)
    return cast


def _conveners(candidate: Candidate, phrases: Phrases, cast: Cast) -> None:
    """Those who convene or host a meeting take part in it; of talks they are mediators."""
    for token in convening(candidate, phrases):
        span = phrases.span(token)
        if span is None:
            continue
        verb = candidate.verb.lemma_.lower() if candidate.verb is not None else ""
        between = any(c.lower_ in BETWEEN and any(map(phrases.acts, _objects(c))) for c in candidate.token.children)
        apart = between or gathering(candidate, phrases.words) is not None or phrases.words.has("people.oversees", verb)
        if candidate.sort in ("talks", "round", "mediation") or apart or is_mediator(token, phrases):
            cast.participants = [own for own in cast.participants if own != span]
            cast.mediators = [*cast.mediators, *([span] if span not in cast.mediators else [])]
        elif not _within(span, cast.participants):
            cast.participants = sorted([*cast.participants, span])


def _within(span: tuple[int, int], found: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in found)


def _verb_heads(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    verb = candidate.token
    doer = subject(verb)
    passive = any(child.dep_ == "nsubjpass" for child in governing(verb).children)
    if phrases.words.has("people.sends", verb.lemma_.lower()):
        yield from (child for child in verb.children if child.dep_ == "dobj")
        return
    if doer is not None:
        yield doer
        if doer.lemma_.lower() in phrases.words.nouns:
            yield from _complements(doer, candidate.sort, phrases)
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "dative", *(("oprd",) if candidate.sort == "phone" else ()))
            and candidate.sort != "visit"
            and not tells_of_it(child, phrases)
        ):
            yield child
            if child.lemma_.lower() in phrases.words.nouns:
                yield from _complements(child, candidate.sort, phrases)
        elif child.dep_ == "agent" and (passive or candidate.sort == "attend"):
            yield from _objects(child)
        elif child.dep_ == "prep" and child.lower_ in WITH.get(candidate.sort, JOINED):
            yield from _objects(child)
            yield from _further(child)
            if verb.dep_ == "relcl" and any(c.tag_ == "WP" for c in child.children):
                yield verb.head  # "the minister, with whom she will discuss the war"
        elif child.dep_ == "conj" and child.lower_ in JOINED and any(c.dep_ == "advmod" for c in child.children):
            yield from _objects(child)  # "discussed the plan with A and later with B"
        elif child.dep_ == "prep" and child.lower_ == "for" and candidate.sort == "visit":
            yield from (t for e in _objects(child) if _is_event(e, phrases) for t in _prepositional(e, "talks"))
    if candidate.sort == "talk":
        yield from _with_below(verb)
    if candidate.sort in ("talk", "mediate"):
        yield from sides(candidate, phrases)
    if doer is None or not phrases.acts(doer):
        before = doer_before_date(verb, phrases) or doer_before_date(governing(verb), phrases)
        if before is not None:
            yield before


def _is_event(token: Token, phrases: Phrases) -> bool:
    return token.lemma_.lower() in phrases.words.nouns


def _objects(preposition: Token) -> Iterator[Token]:
    """ "with A"; "with visiting A", which the parser takes for somebody's visit to A."""
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ == "pcomp" and child.lower_ == "visiting":
            yield from (c for c in child.children if c.dep_ == "dobj")


def _further(preposition: Token) -> Iterator[Token]:
    """ "with A and with B"."""
    for other in preposition.conjuncts:
        if other.dep_ == "conj" and other.pos_ == "ADP":
            yield from _objects(other)


def _with_below(verb: Token) -> Iterator[Token]:
    """ "discussed the situation with his counterpart": the parser hangs "with" on the object."""
    for child in verb.children:
        if child.dep_ == "dobj":
            for token in child.subtree:
                if token.dep_ == "prep" and token.lower_ == "with" and token.i > child.i:
                    yield from _objects(token)


def _noun_heads(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    noun = candidate.token
    told = list(_around(candidate, phrases))
    yield from told
    verb = candidate.verb or verb_above(noun)
    if verb is None:
        return
    gatherer = gathering(candidate, phrases.words)
    yield from (c for c in gatherer.children if c.dep_ == "dobj") if gatherer is not None else ()
    if candidate.verb is not None and verb.lemma_.lower() in phrases.words.light:
        yield from _prepositional(verb, candidate.sort)
    elif candidate.sort == "call" and candidate.verb is not None:
        yield from _prepositional(verb, candidate.sort)  # "received a call on Tuesday from A"
    yield from (c for c in verb.children if c.dep_ == "dobj" and c.i > noun.i and phrases.names_person(c))
    if verb.tag_ == "VBN" and phrases.words.has("people.brings", verb.lemma_.lower()):
        yield from (token for child in verb.children if child.dep_ == "agent" for token in _objects(child))
    two = len({m.i for token in told for m in phrases.row(token)}) > 1
    if not two:
        yield from _loose(candidate, phrases)
    doer = subject(verb) or doer_before_date(verb, phrases)
    if doer is None or doer.i in {t.i for t in _up(noun)}:
        return
    light = candidate.verb is not None and verb.lemma_.lower() in phrases.words.light
    if light or not two or _during_with(noun) or (_one_sided(noun) and any(c.tag_ == "PRP$" for c in noun.lefts)):
        yield doer


def _onlookers(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """Subjects of verbs that carry no encounter, where the noun tells whose it is; sources."""
    noun = candidate.token
    verb = candidate.verb or verb_above(noun)
    doer = subject(verb) if verb is not None else None
    if verb is None or doer is None:
        return
    members = list(phrases.row(doer))
    yield from (member for member in members if phrases.words.has("people.sources", member.lemma_.lower()))
    if not candidate.noun or (candidate.verb is not None and verb.lemma_.lower() in phrases.words.light):
        return
    there = any(token.dep_ == "pobj" and token.head.lower_ in AT for token in _up(noun))
    if not there and next(_around(candidate, phrases), None) is not None and not _one_sided(noun):
        yield from members


def _one_sided(noun: Token) -> bool:
    """ "a meeting with A": the other side stands elsewhere; "a meeting of the council" is whole."""
    for child in noun.children:
        if child.dep_ == "prep" and (child.lower_ in ("with", "from") or any(map(_one_sided, _objects(child)))):
            return True
    return False


def _during_with(noun: Token) -> bool:
    """ "A repeated his call during a meeting with B and C": A met them."""
    during = noun.dep_ == "pobj" and noun.head.lower_ in ("during", "in", "at", "after", "following")
    return during and all(c.lower_ != "between" and c.dep_ != "poss" for c in noun.children) and _one_sided(noun)


def _up(noun: Token) -> Iterator[Token]:
    """The noun and the nouns it hangs on: "talks" in "a round of talks"."""
    token = noun
    yield token
    while token.head.i != token.i and token.dep_ in ("pobj", "conj", "prep"):
        token = token.head
        if token.pos_ not in ("NOUN", "ADP", "PROPN"):
            return
        if token.pos_ == "NOUN":
            yield token


def _around(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """Complements of the noun, of nouns above it and of event nouns below it ("the next round of talks between")."""
    noun = candidate.token
    for above in _up(noun):
        yield from _complements(above, candidate.sort, phrases)
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for below in _objects(child):
                if below.lemma_.lower() in phrases.words.nouns:
                    yield from _complements(below, candidate.sort, phrases)


def _loose(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """ "kicked off over the weekend between A and B": "between" may hang on any word of the clause."""
    for token in candidate.token.doc[candidate.token.i : candidate.end]:
        if token.dep_ == "prep" and token.lower_ == "between" and not of_topic(token, phrases):
            yield from _objects(token)


def _complements(noun: Token, sort: str, phrases: Phrases) -> Iterator[Token]:
    """With whom, between whom, whose; "Iran-US talks", but not "Ukraine war talks": one name is their topic."""
    yield from _prepositional(noun, sort)
    before = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod")]
    named = [t for child in before for t in child.subtree if phrases.party(t)]
    kinds = {phrases.names[t.i].actor.kind for t in named}
    several = len({phrases.names[t.i].actor.name for t in named}) > 1
    body = bool(kinds & {"organ", "organisation"}) and sort not in ("talks", "round")  # "UN talks" are those of others
    if several or (named and (sort == "visit" or body)):
        yield from named
    for child in noun.children:
        if child.dep_ == "poss":
            if child.pos_ != "PRON" or not _has_doer(noun, phrases):
                yield child
        elif child.dep_ == "prep" and child.lower_ in ("of", "by", "from"):
            own = [c for c in _objects(child) if phrases.acts(c)]
            yield from own
            yield from (c for token in own for c in _prepositional(token, sort) if phrases.acts(c))
        elif child.dep_ == "acl" and child.lemma_.lower() == "hold":
            yield from _prepositional(child, sort)  # "a meeting held between A and B"
        elif child.dep_ == "prep" and child.lower_ == "to" and sort == "visit":
            yield from _visited(child, phrases)
        elif child.dep_ == "acl" and phrases.words.has("people.leads", child.lemma_.lower()):
            yield from (c for agent in child.children if agent.dep_ == "agent" for c in _objects(agent))
        elif child.dep_ in ("acl", "relcl") and phrases.words.has("people.brings", child.lemma_.lower()):
            yield from (c for c in child.children if c.dep_ == "dobj")
            yield from (c for agent in child.children if agent.dep_ == "agent" for c in _objects(agent))


def _prepositional(head: Token, sort: str) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "prep" and (child.lower_ in JOINED or (sort == "call" and child.lower_ in ("from", "to"))):
            yield from _objects(child)
            yield from _further(child)


def _has_doer(noun: Token, phrases: Phrases) -> bool:
    """Whether the clause names who acts, so that "their" in "held their first meeting" adds nobody."""
    verb = verb_above(noun)
    doer = subject(verb) if verb is not None else None
    return doer is not None and doer.i < noun.i and phrases.acts(doer)


def _visited(preposition: Token, phrases: Phrases) -> Iterator[Token]:
    """The country (no city) that a visit is paid to; "by" may hang on it."""
    for place in _objects(preposition):
        for child in place.children:
            if child.dep_ == "prep" and child.lower_ == "by":
                yield from _objects(child)
        name = phrases.names.get(place.i)
        if name is not None and name.how == "name" and name.actor.kind == "state":
            yield place
