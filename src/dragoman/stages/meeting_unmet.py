"""Encounters that a text only speaks of: refused, asked for, supposed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .meeting_ahead import auxiliaries
from .meeting_candidates import PARTS, SUBJECTS, Candidate, Words
from .meeting_chain import chain, phrasal

if TYPE_CHECKING:
    from spacy.tokens import Token

BIDDING = frozenset({"should", "must", "ought"})
SUPPOSING = frozenset({"can", "could", "would", "might", "may"}) | BIDDING
UNSURE = frozenset({"if", "unless"})
ABOUT = ("to", "on", "about", "with", "between")  # "submit a list to the meeting"
KNOWN = ("the", "this", "these", "those", "that")


def unmet(candidate: Candidate, words: Words) -> bool:
    """Whether nobody is told to meet or to be about to: "rejected talks", "urged them to meet", "if they meet"."""
    links = tuple(chain(candidate, words))
    verbs = [link for link in links if link.pos_ in ("VERB", "AUX")]
    if any(_supposed(verb, candidate) or _nobody(verb) for verb in verbs) or _idle(candidate, words):
        return True
    beside = {child.lower_ for child in candidate.token.children}
    if "any" in beside and not any(link.lemma_ == "deny" for link in links):
        return True
    fixed = words.has("not_meetings.fixed", *beside)
    for below, above in pairwise(links):
        if above.pos_ in ("VERB", "AUX"):
            if not fixed and _put_aside(above, below, words):
                return True
            if below.dep_ == "prep" and below.lower_ in ABOUT and words.verbs.get(above.lemma_.lower()) != "visit":
                return False
        elif above.pos_ in ("NOUN", "ADJ", "PROPN"):
            if any(child.lower_ == "no" for child in above.children if child.dep_ == "det"):
                return True
            if words.has("not_meetings.asked_by", above.lemma_.lower()) and not fixed and not _known(candidate):
                return True
            if above.pos_ == "NOUN" and not _carries(above, words):
                return False
    return False


def _put_aside(verb: Token, below: Token, words: Words) -> bool:
    """Whether the verb refuses what hangs on it or asks others for it; not where that is what does something."""
    if below.dep_ in ("nsubj", "conj", "advcl"):
        return False
    return words.has("not_meetings.refused", phrasal(verb)) or words.has("not_meetings.asked", phrasal(verb))


def _carries(noun: Token, words: Words) -> bool:
    """ "a proposal for talks", "rounds of talks": nouns through which what is said of them reaches the encounter."""
    lemma = noun.lemma_.lower()
    through = words.has("context.wishes", lemma) or words.has("not_meetings.ideas", lemma)
    return lemma in PARTS or lemma in words.nouns or through


def _known(candidate: Candidate) -> bool:
    return any(child.lower_ in KNOWN or child.dep_ == "poss" for child in candidate.token.children)


def _supposed(verb: Token, candidate: Candidate) -> bool:
    """ "if the two met", "whether they will meet", "might meet if they agree", "the parties should hold talks"."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    if (verb.dep_ == "advcl" and marks & UNSURE) or "whether" in marks:
        return True
    held = candidate.verb is not None and verb.i == candidate.verb.i
    helpers = auxiliaries(verb)
    bound = any(c.dep_ == "advcl" and any(m.lower_ in UNSURE for m in c.children) for c in verb.children)
    return held and not _does(candidate) and bool(helpers & BIDDING or (helpers & SUPPOSING and bound))


def _nobody(verb: Token) -> bool:
    """ "neither side has agreed to talks"."""
    doers = (child for child in verb.children if child.dep_ in SUBJECTS)
    return any(word.lower_ in ("no", "neither") for doer in doers for word in (doer, *doer.lefts))


def _does(candidate: Candidate) -> bool:
    """ "the talks should lead to peace": what is told of the encounter as of somebody."""
    verb = candidate.verb
    return candidate.noun and verb is not None and candidate.token.dep_ == "nsubj" and verb.lemma_ != "take"


def _idle(candidate: Candidate, words: Words) -> bool:
    """ "only talks can end the war": what talks in general would do."""
    verb = candidate.verb
    if verb is None or not _does(candidate) or not auxiliaries(verb) & SUPPOSING or _known(candidate):
        return False
    comes = words.light.get(verb.lemma_.lower()) == "continues" or words.has("context.begins", verb.lemma_.lower())
    return not comes and candidate.token.tag_ == "NNS"
