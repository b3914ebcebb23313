"""Who says it: the noun phrase behind a reporting verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .clauses import (
    RELATIVE,
    SUBJECTS,
    VERBAL,
    Tokens,
    ancestors,
    is_comma,
    is_finite,
    noun_phrase,
    own_subject,
    past_opening,
    subject,
    trim,
)
from .extents import past_dateline
from .page import Page
from .reports import Report

if TYPE_CHECKING:
    from spacy.tokens import Token


def same_sentence(page: Page, token: int, found: Sequence[Report]) -> Iterator[Report]:
    """Earlier reports of the sentence that holds the token, latest first."""
    for report in reversed(found):
        if page.starts[report.verb] != page.starts[token]:
            return
        yield report


def source_of(page: Page, verb: Token, found: Sequence[Report]) -> Tokens | None:
    """Who says it: the source of the cue it is joined to, the verb's subject, or the noun phrase right before it."""
    shared = page.shared.get(verb.i)
    if shared is not None:
        return next((r.source for r in reversed(found) if r.verb <= shared), None)
    passing = passing_verb(verb)
    said_by = _passed_on(passing, verb) if passing is not None else None
    if said_by is not None:
        return noun_phrase(said_by, verb)
    if own_subject(verb) is None and is_finite(verb) and verb.dep_ in ("ROOT", "ccomp", "parataxis", "advcl"):
        before = _nouns_before(page, verb.i)
        if before is not None:
            return _undated(page, before)
    head = subject(verb)
    if head is None:  # "noted A, while underscoring B"
        joined = verb.tag_ == "VBG" and any(page.words.has("joining", c.lower_) for c in verb.lefts)
        earlier = same_sentence(page, verb.i, found) if joined else ()
        return next((r.source for r in earlier if r.source is not None), None)
    opening = page.words.frames.get("opening", ())
    acting = past_opening(page.doc, _whole(page, verb, noun_phrase(head, verb)), opening)
    return _undated(page, _led_by(verb, head) or _verbless(verb) or acting)


def _whole(page: Page, verb: Token, source: Tokens) -> Tokens:
    """The whole of who speaks, without the cue: with the body that a person leads, "*the movement led by* Kolo"."""
    if source[0] < verb.i < source[1]:
        return trim(page.doc, source[0], verb.i)  # the parser hung the saying on the speaker
    doc, start, acting = page.doc, source[0], own_subject(verb)
    while start > 3 and doc[start - 1].pos_ == "PROPN":
        start -= 1
    if start < 3 or doc[start - 1].lower_ != "by" or doc[start - 2].tag_ != "VBN":
        return source
    body = doc[start - 2].head
    led = body.pos_ in ("NOUN", "PROPN") and page.starts[start] <= body.i < start - 2
    led = led and acting is not None and acting.tag_ not in RELATIVE
    return trim(doc, body.left_edge.i, source[1]) if led else source


def _led_by(verb: Token, head: Token) -> Tokens | None:
    """ "*A joint statement* issued after their meeting affirmed": the noun that the parser left without its verb."""
    mark = next((c for c in verb.lefts if c.dep_ == "mark" and c.tag_ == "IN" and c.i < head.i), None)
    if mark is None:
        return None
    noun = next((c for c in verb.lefts if c.dep_ in SUBJECTS and c.i < mark.i), verb.head)
    issued = noun.dep_ == "acl" and noun.tag_ == "VBN"
    last, noun = noun, noun.head if issued else noun
    if noun.head.i != verb.i and (verb.dep_ != "advcl" or noun.dep_ != "ROOT"):
        return None
    if noun.head.i == verb.i:
        issued, last = noun.right_edge.i > noun.i, noun.right_edge
    if noun.pos_ not in ("NOUN", "PROPN") or not noun.i < mark.i == last.i + 1:
        return None
    return trim(verb.doc, noun.left_edge.i, head.right_edge.i + 1 if issued else mark.i)


def _verbless(verb: Token) -> Tokens | None:
    """ "*Sources close to the talks* confirmed": the sentence that the parser takes for a noun with its clause."""
    root = next((a for a in ancestors(verb) if a.dep_ == "ROOT"), verb)
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or root.pos_ not in ("NOUN", "PROPN") or root.i > verb.i:
        return None
    return trim(verb.doc, root.left_edge.i, verb.i)


def _undated(page: Page, source: Tokens) -> Tokens | None:
    """Without dateline and day: "the rebels 8 Sept said"; what stands before a day that was taken for the source."""
    day, doc = page.days.get(source[1]), page.doc
    if doc[source[0]].text.isupper():
        source = past_dateline(page, *source), source[1]
    if day is None:
        return source
    if day > source[0]:
        day -= page.words.has("days", doc[day - 1].lower_)  # "the rebels *on* Monday"
        return source if doc[day - 1].pos_ == "ADP" else trim(doc, source[0], day)
    if day == 0 or doc[day - 1].pos_ != "ADP":
        before = day - (day > 0 and is_comma(doc[day - 1]))  # "Elin Varga, Wednesday warned"
        return _nouns_before(page, before) or source
    dated = doc[day - 2] if day > 1 else doc[0]  # "under *resolution 2672* of 9 January, which encouraged"
    dated = dated.head if dated.dep_ == "nummod" else dated
    return trim(doc, dated.left_edge.i, day - 1) if dated.pos_ in ("NOUN", "PROPN") else source


def _nouns_before(page: Page, end: int) -> Tokens | None:
    """The noun phrase that ends there and begins behind a comma, or with the sentence: of a verb without a subject."""
    doc = page.doc
    i = end - 1
    while i >= page.starts[end] and not is_comma(doc[i]) and doc[i].text != ";" and page.quoted[i] < 0:
        if doc[i].text == ")":  # commas within brackets: "the group (A, B and C)"
            i = next((k for k in range(i, page.starts[end], -1) if doc[k].text == "("), i)
        if doc[i].pos_ in VERBAL and not (doc[i].tag_ in ("VBN", "VBD") and doc[i + 1].pos_ == "ADP"):
            return None  # but "people briefed on the talks" is one noun phrase
        i -= 1
    if i + 1 >= end or (doc[end - 1].pos_ not in ("NOUN", "PROPN", "PRON") and doc[end - 1].text != ")"):
        return None
    return trim(doc, i + 1, end) if doc[i + 1].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") else None


def passing_verb(verb: Token) -> Token | None:
    """The verb that passes words on: "*quoted* the envoy as saying", "*cited* him saying", "*showed* him saying"."""
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else verb.head
    showing = verb.dep_ == "ccomp" and verb.tag_ == "VBG" and own_subject(verb) is None
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.dep_ == "dobj" and verb.head.i == verb.i - 1:
        return verb.head.head if verb.head.head.lemma_ in ("quote", "cite") else None  # "quoted two sources saying"
    if above.i == verb.i or above.pos_ not in VERBAL or not (above.i != verb.head.i or showing):
        return None
    return above if _passed_on(above, verb) is not None else None


def _passed_on(passing: Token, verb: Token) -> Token | None:
    """Whose words are passed on: the object, or the subject of a passive."""
    passive = any(c.dep_ == "auxpass" for c in passing.lefts)
    if passive:
        return own_subject(passing)
    return next((c for c in passing.children if c.dep_ == "dobj" and c.i < verb.i), None)


def passed_by(passing: Token) -> Tokens | None:
    """Who passes them on: the subject, or behind a passive whoever stands with "by"."""
    agents = (c for c in passing.rights if c.dep_ == "agent")
    by = next((inner for agent in agents for inner in agent.rights if inner.dep_ == "pobj"), None)
    passive = any(c.dep_ == "auxpass" for c in passing.lefts)
    who = by if passive else own_subject(passing)
    return noun_phrase(who) if who is not None else None
