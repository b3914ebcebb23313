"""Those who mediate or host an encounter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .meeting_candidates import Candidate, subject
from .meeting_phrases import Phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

OF = ("of", "by", "from")


def mediating(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """Heads of those "mediated by" whom, under whose auspices, "X-brokered", and of those who mediate."""
    if not candidate.noun and candidate.sort == "mediate":
        doer = None if _by_others(candidate.token) else subject(candidate.token)
        if doer is not None:
            yield from phrases.row(doer)
    for token in phrases.reading.doc[candidate.start : candidate.end]:
        yield from _named_by(token, phrases)
    if candidate.sort == "mediation":
        yield from _owners(candidate.token, phrases)


def _by_others(verb: Token) -> bool:
    """ "mediated by Oman": the subject does not mediate."""
    return verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in verb.children)


def _named_by(token: Token, phrases: Phrases) -> Iterator[Token]:
    words = phrases.words
    if token.dep_ == "agent" and words.has("people.by_mediator", token.head.lemma_.lower()):
        yield from (m for c in token.children if c.dep_ == "pobj" for m in phrases.row(c))
    elif words.has("people.auspices", token.lemma_.lower()) and token.head.lower_ in ("under", "through", "with", "by"):
        yield from _owners(token, phrases)
    elif token.text == "-" and 0 < token.i < len(token.doc) - 1:
        before, after = token.nbor(-1), token.nbor(1)
        if words.has("people.brokered", after.lower_) and phrases.party(before):
            yield before


def _owners(noun: Token, phrases: Phrases) -> Iterator[Token]:
    """Whose mediation it is: "Qatari mediation", "the mediation efforts of Egypt and Qatar"."""
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and phrases.party(child):
            yield from phrases.row(child)
        elif child.dep_ == "prep" and child.lower_ in OF:
            yield from (m for c in child.children if c.dep_ == "pobj" for m in phrases.row(c))


def hosting(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """Heads of those who host or receive, and of those "hosted by" whom."""
    for token in phrases.reading.doc[candidate.start : candidate.end]:
        if token.pos_ != "VERB" or not phrases.words.has("people.hosts", token.lemma_.lower()):
            continue
        passive = token.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in token.children)
        doer = None if passive else subject(token)
        if doer is not None:
            yield from phrases.row(doer)
        for child in token.children:
            if child.dep_ == "agent":
                yield from (m for c in child.children if c.dep_ == "pobj" for m in phrases.row(c))


def is_mediator(token: Token, phrases: Phrases) -> bool:
    """ "Qatari mediators", "the AU mediation team", "the chief mediator"."""
    near = [token, *(c for c in token.children if c.dep_ in ("compound", "amod", "nmod", "appos"))]
    return any(phrases.words.has("people.mediators", t.lower_) for t in near)
