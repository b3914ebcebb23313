"""What a word for an encounter hangs on, up to the clause that the reporter vouches for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .meeting_ahead import finite
from .meeting_candidates import SUBJECTS, Candidate, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

TAKES = ("of", "for", "to", "with", "on", "about", "between", "into")
DEPTH = 6


def chain(candidate: Candidate, words: Words) -> Iterator[Token]:
    """The word, then its heads: "talks", "of", "round", "hold", "agreed"."""
    token = candidate.token
    yield token
    for _ in range(DEPTH):
        head = token.head
        if head.i == token.i or (token.i != candidate.token.i and _speaks_of(token, words)):
            return
        if token.dep_ == "prep" and token.lower_ not in TAKES and not _takes_part(token, words):
            return
        clausal = token.dep_ in ("ccomp", "relcl", "advcl", "parataxis", "conj")
        if token.pos_ in ("VERB", "AUX") and ((clausal and finite(token)) or _absolute(token)):
            return
        token = head
        yield token


def phrasal(verb: Token) -> str:
    """The verb with its particle: "call off", "fall through"."""
    lemma = verb.lemma_.lower()
    lone = (c for c in verb.rights if c.dep_ in ("prt", "advmod") or (c.dep_ == "prep" and not any(c.children)))
    particle = next((c.lower_ for c in lone if c.tag_ in ("RP", "RB", "IN")), None)
    return f"{lemma} {particle}" if particle is not None else lemma


def _speaks_of(verb: Token, words: Words) -> bool:
    """ "is likely to mention his visit": who speaks of it does not look ahead to it."""
    return verb.pos_ == "VERB" and words.has("context.speaks_of", verb.lemma_.lower())


def _takes_part(preposition: Token, words: Words) -> bool:
    """ "will take part in the talks", "is to participate in the meeting", "urged them to engage in dialogue"."""
    above = preposition.head
    part = above.lower_ == "part" or any(c.dep_ == "dobj" and c.lower_ == "part" for c in above.children)
    engaged = words.verbs.get(above.lemma_.lower()) == "engage"
    return preposition.lower_ == "in" and (part or engaged or words.has("people.attends", above.lemma_.lower()))


def _absolute(verb: Token) -> bool:
    """ "with its envoy holding talks": a clause that the verb above it does not reach."""
    inside = verb.dep_ in ("pcomp", "pobj") and verb.head.lower_ == "with"
    return inside and any(child.dep_ in SUBJECTS for child in verb.children)
