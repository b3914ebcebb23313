"""How a later telling says that it goes on with an earlier one."""

from __future__ import annotations

from ..reading.gazetteer import fold
from .meeting_report import Report

FAR = 160


def briefed(first: Report, second: Report) -> bool:
    """ "The council met. A briefed members": who briefs a council right after it met does so there."""
    verb = second.sighting.candidate.token
    if verb.lemma_ != "brief" or verb.pos_ != "VERB" or second.start - first.end > FAR:
        return False
    told = {fold(token.lemma_) for child in verb.children if child.dep_ == "dobj" for token in child.subtree}
    sat = [fold(mention.span.words).split()[-1] for mention in first.people]
    return bool(sat) and any(word.removesuffix("s") in {form.removesuffix("s") for form in told} for word in sat)


def on_the_way(first: Report, second: Report) -> bool:
    """ "He travelled to Aden, where he met B", "a visit to Aden to meet B": a clause that hangs on the visit."""
    visit, met = first.sighting.candidate, second.sighting.candidate
    verb = met.verb
    if visit.sort != "visit" or met.sort not in ("meet", "meeting", "talks", "talk") or verb is None:
        return False
    if verb.dep_ in ("acl", "relcl") and verb.head.i == visit.token.i and verb.tag_ == "VB":
        return True
    for above in (verb, *verb.ancestors):
        if above.dep_ == "relcl":
            wh = any(t.tag_ in ("WRB", "WDT") for t in above.lefts for t in t.subtree)
            return wh and visit.token.i in {t.i for t in above.ancestors} | {
                c.i for t in above.ancestors for c in t.children
            }
    return False


def within(first: Report, second: Report) -> bool:
    """ "In a phone call on Monday, A discussed the truce with B": the noun says in what encounter the verb is done."""
    noun, verb = first.sighting.candidate, second.sighting.candidate
    if not noun.noun or verb.noun or verb.sort not in ("talk", "tell", "engage") or noun.token.dep_ != "pobj":
        return False
    during = noun.token.head
    return during.lower_ in ("in", "during") and during.head.i == verb.token.i


def came_of(first: Report, second: Report) -> bool:
    """ "A discussed the draft with B. This came in a meeting on the sidelines of the forum"."""
    noun = second.sighting.candidate.token
    if second.start - first.end > FAR or noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "during", "at"):
        return False
    verb = noun.head.head
    told = any(child.dep_ == "nsubj" and child.lower_ in ("this", "that", "it") for child in verb.children)
    return verb.lemma_ == "come" and told
