"""Arrivals for an encounter, which is still to come where nothing tells that it was held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .meeting_candidates import Candidate, Words

if TYPE_CHECKING:
    from spacy.tokens import Token


def aim_of_arrival(candidate: Candidate, words: Words) -> bool:
    """ "has arrived in Amman for talks", "left to meet the king": what an arrival is for, and the arrival itself."""
    carrier = candidate.verb or candidate.token
    for verb in (carrier, carrier.head, candidate.token.head.head):
        lemma = verb.lemma_.lower()
        if verb.pos_ == "VERB" and (words.has("context.arriving", lemma) or words.has("context.leaving", lemma)):
            return any(_is_aim(child, words) for child in verb.children)
    return False


def _is_aim(child: Token, words: Words) -> bool:
    if child.dep_ == "prep" and child.lower_ == "for":
        return any(words.nouns.get(noun.lemma_.lower()) in ("talks", "meeting", "summit") for noun in child.children)
    marked = any(word.dep_ == "aux" and word.lower_ == "to" for word in child.children)
    if child.dep_ not in ("xcomp", "advcl") or not marked:
        return False
    held = [n for n in child.children if n.dep_ == "dobj" and words.nouns.get(n.lemma_.lower()) in ("talks", "meeting")]
    return words.verbs.get(child.lemma_.lower()) == "meet" or bool(held)
