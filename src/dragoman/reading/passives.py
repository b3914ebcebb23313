"""Reports in the passive: "it was announced that ...", "the truce was confirmed by ...", "as reported by ...,"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import VERBAL, Tokens, has_clause, is_comma, is_infinitive, noun_phrase, own_subject, trim
from .clauses import verb_group as group_of
from .extents import shorn
from .page import Page
from .reports import Report

if TYPE_CHECKING:
    from spacy.tokens import Token

AGENT = "agent"


def is_passive(page: Page, verb: Token, lemma: str) -> bool:
    """Whether the word reports in the passive: "was announced", "reported by"."""
    if verb.tag_ != "VBN":
        return False
    helped = any(c.dep_ == "auxpass" for c in verb.lefts)
    if helped and _asked(page, verb, lemma) is not None:
        return True
    return page.words.has("passive", lemma) and (helped or (verb.dep_ == "advcl" and _agent(verb) is not None))


def passive_report(page: Page, verb: Token) -> Report | None:
    """What a passive reports: a clause of nobody's, or the words of whoever stands behind "by"."""
    if page.quoted[verb.i] >= 0:
        return None
    agent = _agent(verb)
    source = noun_phrase(agent) if agent is not None else None
    start, end = group_of(verb)
    place: Tokens | None = None
    thing = own_subject(verb)
    asked = _asked(page, verb, page.words.forms[verb.lower_])
    if asked is not None:
        place = asked
    elif thing is None:
        place = _beside(page, verb) if source is not None else None
    elif thing.lower_ in page.words.frames.get("things", ()):
        place = _clause(page, verb)
    elif source is not None and thing.dep_ == "nsubjpass" and thing.pos_ in ("NOUN", "PROPN"):
        place = noun_phrase(thing)
    if place is None or place[0] >= place[1]:
        return None
    return Report(verb=verb.i, frame="passive", cue=(start, end), content=place, source=source)


def _asked(page: Page, verb: Token, lemma: str) -> Tokens | None:
    """What somebody is asked to do or accused of: "was urged by the envoy *to return*", "is accused of *theft*"."""
    sure = all(c.tag_ != "MD" and c.dep_ != "neg" for c in verb.lefts)  # no "cannot be asked"
    for child in verb.rights:
        if sure and page.words.has("request", lemma) and child.dep_ == "xcomp" and is_infinitive(child):
            return trim(page.doc, child.left_edge.i, child.right_edge.i + 1)
        if child.dep_ == "prep" and page.words.has("judged", f"{lemma} {child.lower_}"):
            return trim(page.doc, child.i + 1, child.right_edge.i + 1)
    return None


def _agent(verb: Token) -> Token | None:
    by = next((c for c in verb.rights if c.dep_ == AGENT and c.i - verb.i <= 3), None)
    return next((c for c in by.rights if c.dep_ == "pobj"), None) if by is not None else None


def _clause(page: Page, verb: Token) -> Tokens | None:
    """ "It was announced *that talks would resume*"."""
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and own_subject(c) is not None), None)
    if clause is None:
        return None
    start = clause.left_edge.i
    start += page.doc[start].lower_ == "that"
    return trim(page.doc, start, clause.right_edge.i + 1)


def _beside(page: Page, verb: Token) -> Tokens | None:
    """ "As reported by the agency, *talks will resume*", "*Talks will resume*, as reported by the agency"."""
    doc, end = page.doc, verb.right_edge.i + 1
    opener = next((c.i for c in verb.lefts if c.lower_ == "as"), None)
    if opener is None or verb.head.pos_ not in VERBAL:
        return None
    if verb.head.i < opener and is_comma(doc[opener - 1]):
        place = shorn(page, page.starts[verb.i], opener)
    elif verb.head.i > verb.i and end < len(doc) and is_comma(doc[end]):
        place = trim(doc, end + 1, page.ends[verb.i])
    else:
        return None
    return place if has_clause(doc, *place) else None
