"""Verbs that look ahead to what hangs on them, and those that only seem to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .meeting_candidates import SUBJECTS, Words

if TYPE_CHECKING:
    from spacy.tokens import Token


def finite(verb: Token) -> bool:
    """Whether the verb or one of its auxiliaries shows tense."""
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children
    )


def auxiliaries(verb: Token) -> set[str]:
    """The words that help the verb: "will", "has been"."""
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def had(noun: Token, words: Words) -> bool:
    """ "had the honour to meet him": whoever had it did."""
    return words.has("context.honours", noun.lemma_.lower()) and noun.head.lemma_ == "have" and noun.head.tag_ == "VBD"


def yet_to_be(verb: Token, words: Words) -> bool:
    """ "shuttled to arrange talks", "for him to have a meeting", "proposed that they meet", "that talks be held"."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ == "to" for child in helpers):
        own = any(child.dep_ in SUBJECTS and child.i < verb.i for child in verb.children)
        arranged = verb.dep_ in ("advcl", "xcomp") and words.has("context.arranging", verb.lemma_.lower())
        return own or arranged or verb.dep_ == "ROOT"  # "A to host talks" in a headline
    if verb.dep_ != "ccomp":
        return False
    bidden = not helpers and verb.tag_ in ("VB", "VBP") and words.has("context.bids", verb.head.lemma_.lower())
    return bidden or ([child.tag_ for child in helpers] == ["VB"] and verb.tag_ == "VBN")


def is_to(verb: Token) -> bool:
    """ "is to meet", "has yet to meet", "A, B to meet" in a headline, but not "was in Riyadh to meet"."""
    if verb.head.i == verb.sent.start and (verb.head.tag_ == "VB" or verb.head.pos_ == "PROPN"):
        return True
    if verb.head.lemma_ == "have" and any(child.lower_ == "yet" for child in verb.head.children):
        return True
    between = (child for child in verb.head.rights if child.i < verb.i)
    return verb.head.lemma_ == "be" and not any(child.dep_ in ("prep", "acomp", "advmod") for child in between)


def one_of_a_row(verb: Token, words: Words) -> bool:
    """ "the latest leader to visit", "the first to meet him": these did; "a visit to meet him": as the visit."""
    if had(verb.head, words):
        return True
    beside = {child.lower_ for child in (verb.head, *verb.head.children)}
    visit = words.nouns.get(verb.head.lemma_.lower()) == "visit"
    return verb.dep_ in ("acl", "relcl") and (visit or words.has("context.ranks", *beside) or "recent" in beside)
