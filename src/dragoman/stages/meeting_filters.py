"""Which words of the lists cannot report an encounter where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from .meeting_candidates import Candidate, Words, subject
from .meeting_phrases import Phrases
from .meeting_unmet import unmet

if TYPE_CHECKING:
    from spacy.tokens import Token


def admitted(candidate: Candidate, phrases: Phrases, words: Words) -> bool:
    """Whether the word's own complements leave room for an encounter: "met Putin", not "met the deadline"."""
    if _negated(candidate) or unmet(candidate, words):
        return False
    visiting = candidate.token.dep_ == "amod" and not candidate.noun
    if visiting or _with_media(candidate.token, phrases):
        return False
    if candidate.sort in ("meet", "meeting", "round") and _at_home(candidate, words):
        return False
    if candidate.noun:
        return _noun(candidate.token, phrases, words)
    check = CHECKS.get(candidate.sort)
    if check is not None and not check(candidate.token, phrases, words):
        return False
    doer = subject(candidate.token)
    acts = doer is None or any(phrases.acts(member) for member in (doer, *doer.conjuncts))
    return acts or candidate.sort in ("meet", "convey")


def _at_home(candidate: Candidate, words: Words) -> bool:
    """ "the war cabinet met", "convened his security council", "met with his generals": one government by itself."""
    verb, token = candidate.verb, candidate.token
    doer = subject(verb) if verb is not None else None
    beside = _objects(verb, "with") if verb is not None and candidate.noun else ()
    others = [*_objects(token, "with"), *beside]
    convened = [*_objects(token, "of"), *(() if candidate.noun else _objects(token))]
    own = [t for t in others if words.has("not_meetings.aides", t.lemma_.lower()) and _owned(t)]
    bodies = (t for t in (doer, *convened) if t is not None and words.has("not_meetings.at_home", t.lemma_.lower()))
    return len(own) == len(others) and (bool(own) or any(True for _ in bodies))


def _owned(noun: Token) -> bool:
    return any(child.lower_ in ("his", "her", "its", "their") for child in noun.children)


def _beyond(verb: Token, prepositions: tuple[str, ...], phrases: Phrases) -> bool:
    """Whether a preposition after the verb leads to somebody: "shared the draft to end the war with A"."""
    return any(
        t.dep_ == "prep" and t.lower_ in prepositions and any(phrases.acts(c) for c in t.children if c.dep_ == "pobj")
        for t in verb.subtree
        if t.i > verb.i
    )


def _negated(candidate: Candidate) -> bool:
    """ "does not negotiate", "held no talks"; a refusal to meet again is told by other verbs."""
    token = candidate.token
    verbs = [candidate.verb, candidate.top if not candidate.noun else None]
    denied = any(c.dep_ == "neg" for verb in verbs if verb is not None for c in verb.children)
    return denied or (candidate.noun and any(c.lower_ == "no" for c in token.children))


def _with_media(token: Token, phrases: Phrases) -> bool:
    """ "told reporters", "speaking to journalists", "a call with Reuters"."""
    others = [*(_objects(token) if token.pos_ == "VERB" else ()), *_objects(token, "to", "with")]
    return any(phrases.media(t) or any(c.dep_ == "poss" and phrases.media(c) for c in t.children) for t in others)


def _objects(verb: Token, *prepositions: str) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("dobj", "dative", "nsubjpass") and not prepositions:
            yield child
        elif child.dep_ in ("prep", "dative", "agent") and child.lower_ in prepositions:
            yield from (c for c in child.children if c.dep_ == "pobj")


def _meets(verb: Token, phrases: Phrases, words: Words) -> bool:
    """Somebody, somewhere or sometime: not a need or a deadline."""
    passive = any(child.dep_ == "auxpass" for child in verb.children) and verb.lemma_ == "meet"
    if passive and not any(True for _ in _objects(verb, "by")):
        return False
    return not any(words.has("not_meetings.met_things", thing.lemma_.lower()) for thing in _objects(verb))


def _talks(verb: Token, phrases: Phrases, words: Words) -> bool:
    """With somebody, or several together; views are exchanged in talks, prisoners are not."""
    if verb.lemma_ == "exchange" and not any(
        words.has("not_meetings.exchanged", thing.lemma_.lower()) for thing in _objects(verb)
    ):
        return False
    if any(phrases.acts(t) for t in _objects(verb, "with", "to", "between")):
        return True
    if _with_whom(verb) or _goes_to(verb, phrases, words):
        return True
    doer = subject(verb)
    together = doer is not None and (
        doer.tag_ in ("NNS", "NNPS") or any(doer.conjuncts) or doer.lower_ in ("they", "we", "both", "two")
    )
    below = any(t.lower_ == "with" for child in verb.children if child.dep_ == "dobj" for t in child.subtree)
    return verb.lemma_ == "negotiate" or together or below


def _with_whom(verb: Token) -> bool:
    """ "the minister, with whom she will discuss the war"."""
    return any(
        child.dep_ == "prep" and child.lower_ == "with" and any(c.tag_ == "WP" for c in child.children)
        for child in verb.lefts
    )


def _goes_to(verb: Token, phrases: Phrases, words: Words) -> bool:
    """ "was in Riyadh to discuss the draft", "flew to Riyadh to discuss it": who goes there does so with somebody."""
    above = verb.head
    if verb.dep_ not in ("advcl", "xcomp") or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    if above.lemma_ != "be" and words.verbs.get(above.lemma_.lower()) != "visit":
        return False
    reached = {p.start for p in phrases.reading.places if p.kind in ("city", "country", "venue")}
    whither = (child for child in above.children if child.dep_ == "prep" and child.lower_ in ("in", "to", "at"))
    doer = subject(above)
    there = any(token.idx in reached for child in whither for token in child.subtree if token.i < verb.i)
    return there and doer is not None and phrases.acts(doer)


def _tells(verb: Token, phrases: Phrases, words: Words) -> bool:
    """Somebody who meets; "the Courier", a lone name that no list knows, is a newspaper, "us" its people."""
    if any(thing.lower_ == "us" for thing in _objects(verb)) and phrases.reading.quote_at(verb.idx) is None:
        return False
    return any(phrases.acts(thing) and not _paper(thing, phrases) for thing in _objects(verb))


def _paper(noun: Token, phrases: Phrases) -> bool:
    name = phrases.names.get(noun.i)
    return name is not None and name.doubtful and any(child.lower_ == "the" for child in noun.children)


def _phones(verb: Token, phrases: Phrases, words: Words) -> bool:
    """ "called Putin", not "called for", "called it a crime"."""
    for child in verb.children:
        wished = child.dep_ == "prep" and child.lower_ in ("for", "on", "upon")
        named = child.dep_ == "oprd" and not _person(child, phrases)
        aim = child.dep_ == "xcomp" and words.verbs.get(child.lemma_.lower()) != "talk"
        if wished or named or aim or child.dep_ == "ccomp":
            return False
    whom = (*_objects(verb), *(child for child in verb.children if child.dep_ == "oprd"))
    return any(phrases.acts(thing) for thing in whom)


def _person(token: Token, phrases: Phrases) -> bool:
    name = phrases.names.get(token.i)
    return name is not None and name.actor.kind == "person"


def _goes(verb: Token, phrases: Phrases, words: Words) -> bool:
    """Somewhere that is a place, or to somebody; who is sent there must be able to meet."""
    if words.has("people.sends", verb.lemma_.lower()) and not any(
        words.has("people.delegations", thing.lemma_.lower()) or words.has("people.envoys", thing.lemma_.lower())
        for thing in _objects(verb)
    ):
        return False
    reached = {p.start for p in phrases.reading.places}
    for child in verb.subtree:
        if child.i > verb.i and child.idx in reached and child.i - verb.i < 10:
            return True
    for token in verb.doc[verb.i + 1 : min(verb.i + 8, verb.sent.end)]:  # "arrived in the Sudanese capital, Khartoum"
        if token.idx in reached:
            return True
        if token.pos_ not in ("ADP", "DET", "ADJ", "NOUN", "PROPN") and token.text != ",":
            break
    whom = _objects(verb, "to", "with")
    return any(phrases.acts(t) and not words.has("not_meetings.regained", t.lemma_.lower()) for t in whom)


def _conveys(verb: Token, phrases: Phrases, words: Words) -> bool:
    """A proposal, to somebody."""
    things = [t for t in _objects(verb) if words.has("not_meetings.conveyed", t.lemma_.lower())]
    below = [c for t in things for c in t.children if c.dep_ == "prep" and c.lower_ in ("to", "with")]
    receivers = [*_objects(verb, "to", "with"), *(t for c in below for t in c.children if t.dep_ == "pobj")]
    return bool(things) and (any(phrases.acts(t) for t in receivers) or _beyond(verb, ("to", "with"), phrases))


def _engages(verb: Token, phrases: Phrases, words: Words) -> bool:
    """With somebody, or in an event."""
    things = [*_objects(verb), *_objects(verb, "with", "in", "between")]
    return any(t.lemma_.lower() in words.nouns or phrases.acts(t) for t in things)


def _attends(verb: Token, phrases: Phrases, words: Words) -> bool:
    """An event, or somebody at one."""
    things = [*_objects(verb), *_objects(verb, "in", "by")]
    return any(t.lemma_.lower() in words.nouns or phrases.acts(t) for t in things)


def _mediates(verb: Token, phrases: Phrases, words: Words) -> bool:
    """Talks or a deal, or between sides: not "facilitate the movement of goods"."""
    if verb.lemma_.lower() in ("mediate", "shuttle") or any(True for _ in _objects(verb, "between")):
        return True
    return any(
        t.lemma_.lower() in words.nouns or words.has("not_meetings.deals", t.lemma_.lower()) for t in _objects(verb)
    )


CHECKS: Mapping[str, Callable[[Token, Phrases, Words], bool]] = {
    "meet": _meets,
    "talk": _talks,
    "tell": _tells,
    "phone": _phones,
    "visit": _goes,
    "receive": _tells,
    "convey": _conveys,
    "attend": _attends,
    "engage": _engages,
    "mediate": _mediates,
}


def _noun(noun: Token, phrases: Phrases, words: Words) -> bool:
    if _beside(noun, words):
        return False
    modifiers = {
        child.lower_
        for child in noun.children
        if child.dep_ in ("amod", "compound", "nmod") and not (child.i and child.nbor(-1).text == "-")
    }
    if words.has("not_meetings.other_gatherings", *modifiers):
        return False
    following = {child.lower_ for child in noun.children if child.dep_ == "prep" and not _dated(child)}
    if noun.lemma_.lower() == "call":
        if _called(noun, phrases):
            return True
        to = noun.i + 2 < len(noun.doc) and noun.nbor(1).tag_ == "TO" and noun.nbor(2).tag_ == "VB"
        wishes = to or following & {"for", "on", "upon"} or any(c.tag_ == "VB" and c.dep_ == "acl" for c in noun.rights)
        taken = "from" in following and words.has("context.takes_calls", noun.head.lemma_.lower())
        phoned = modifiers & words.sets.get("context.phone", frozenset())
        return not wishes and bool(following & {"with", "between"} or phoned or taken or _given(noun))
    if noun.lemma_.lower() in ("effort", "format", "contact", "engagement", "channel", "diplomacy"):
        return (
            bool(modifiers & (words.sets["context.peace"] | words.sets["context.indirect"]))
            or bool(following & {"with", "between"})
            or noun.lemma_ == "format"
        )
    return True


def _beside(noun: Token, words: Words) -> bool:
    """ "on the sidelines of the summit": another encounter is told, or an act."""
    return noun.dep_ == "pobj" and words.has("not_meetings.sides_of", noun.head.head.lemma_.lower())


def _called(noun: Token, phrases: Phrases) -> bool:
    """ "a call with the envoy for Syria", "made calls to A and B": somebody stands right behind."""
    first = next((c for c in noun.rights if c.dep_ == "prep"), None)
    if first is None or first.lower_ not in ("with", "between", "to", "from"):
        return False
    whom = (c for c in first.children if c.dep_ == "pobj")
    return first.lower_ in ("with", "between") or any(_person(c, phrases) for c in whom)


def _dated(preposition: Token) -> bool:
    """ "a call on Monday" is no call on anybody."""
    return any(child.ent_type_ in ("DATE", "TIME") for child in preposition.children)


def _given(noun: Token) -> bool:
    """ "his call", "a call", "the call": one call, not calls for something."""
    return noun.tag_ == "NN" and any(child.dep_ in ("det", "poss") for child in noun.children)
