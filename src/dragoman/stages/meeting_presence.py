"""Who takes part by other ways of telling: in whose presence, with whose participation, before a date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .meeting_candidates import SUBJECTS, Candidate, subject
from .meeting_phrases import Phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

BETWEEN = ("between", "among", "amongst")


def present(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """Heads of those "in the presence of" whom or "with the participation of" whom they meet."""
    for token in phrases.reading.doc[candidate.start : candidate.end]:
        if token.dep_ != "pobj" or not phrases.words.has("people.presence", token.lower_):
            continue
        if token.head.lower_ == "without":
            continue
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                yield from (c for c in child.children if c.dep_ == "pobj")


def sides(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """ "brokering a deal between A and B", "negotiating details of a swap among A, B and C"."""
    for token in phrases.reading.doc[candidate.token.i : candidate.end]:
        if token.dep_ == "prep" and token.lower_ in BETWEEN and not of_topic(token, phrases):
            yield from (c for c in token.children if c.dep_ == "pobj" and phrases.acts(c))


def of_topic(preposition: Token, phrases: Phrases) -> bool:
    """ "the war between A and B" is what is talked about."""
    return phrases.words.has("context.clashes", preposition.head.lemma_.lower())


def tells_of_it(thing: Token, phrases: Phrases) -> bool:
    """ "A and B are to meet on Sunday, *the ministry* said", which the parser takes for an object."""
    root = thing.sent.root
    telling = phrases.reading.lexicon("statements").get("telling", ())
    after = thing.i < root.i and thing.left_edge.i > 0 and thing.left_edge.nbor(-1).text == ","
    return after and root.lower_ in telling and not any(child.dep_ in SUBJECTS for child in root.children)


def doer_before_comma(doer: Token, phrases: Phrases) -> Token | None:
    """ "Adan, Belo meet in Juba": the first of two in a headline, which the parser takes for an adverb."""
    i = doer.left_edge.i - 1
    if i <= doer.sent.start or doer.doc[i].text != ",":
        return None
    token = doer.doc[i - 1]
    aside = token.dep_ in ("npadvmod", "dep", "nsubj") and token.head.i == doer.head.i and token.pos_ == "PROPN"
    return token if aside and token.i < doer.i and phrases.party(token) else None


def doer_before_date(verb: Token, phrases: Phrases) -> Token | None:
    """ "Griffiths 7 Feb met": a date between name and verb misleads the parser."""
    i = verb.i - 1
    while i > verb.sent.start and (verb.doc[i].ent_type_ in ("DATE", "TIME") or verb.doc[i].like_num):
        i -= 1
    token = verb.doc[i]
    if i == verb.i - 1 and token.dep_ == "advmod" and phrases.party(token):
        return token  # an abbreviation taken for an adverb
    alone = verb.tag_ in ("VBD", "VBZ", "VBP") and subject(verb) is None and token.dep_ not in SUBJECTS
    if i == verb.i - 1 and alone and token.pos_ in ("NOUN", "PROPN") and phrases.acts(token):
        return token  # "said Kolo, its spokesman, *the leadership* held talks"
    return token if i < verb.i - 1 and phrases.party(token) and token.pos_ == "PROPN" else None
