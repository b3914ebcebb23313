"""Reported speech in one parsed text: reporting words, who stands by them, and what they report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from .clauses import (
    RELATIVE,
    VERBAL,
    Tokens,
    has_clause,
    is_comma,
    is_finite,
    noun_phrase,
    own_subject,
    past_opening,
    subject,
    trim,
)
from .clauses import verb_group as group_of
from .contents import Content, Cue, content_of, particle_of
from .extents import clause_before, quote_before, shorn
from .page import Page
from .passives import is_passive, passive_report
from .reports import Report

if TYPE_CHECKING:
    from spacy.tokens import Token

FIGURES = frozenset(("PERCENT", "CARDINAL", "MONEY"))
NEIGHBOURS = 6  # cues on either side that may share a content
SHARED = 0.5  # Dice coefficient above which two contents are one
SHORTEST = 4  # tokens of what a quotation within a report tells
LOOSE_END = 3  # tokens by which the outer of two contents may be longer


def find_reports(page: Page, credible: Callable[[Report], bool]) -> list[Report]:
    """Reports with a cue, in the order of their cues; ``credible``: whether such a source says such a thing."""
    found: list[Report] = []
    for token in page.doc:
        word = token.lower_
        if word == "according" or (word == "per" and _opens_phrase(page, token)):
            report = _according(page, token, found)
        elif (lemma := page.words.forms.get(word)) is not None and is_passive(page, token, lemma):
            report = passive_report(page, token)
        elif (lemma := page.words.forms.get(word)) is not None and _can_report(page, token, lemma):
            report = _report(page, token, lemma, found)
        elif token.pos_ == "NOUN" and page.quoted[token.i] < 0:
            report = _of_noun(page, token)
        else:
            continue
        if report is not None:
            found.append(report)
    return _nearer(page, [report for report in map(partial(_from_cited, page), found) if credible(report)])


def _opens_phrase(page: Page, token: Token) -> bool:
    """Whether "per" is "as per" or opens the sentence and a name follows: not "ten per day", "as per plan"."""
    before = page.doc[token.i - 1] if token.i else token
    named = any(child.dep_ == "pobj" and child.pos_ == "PROPN" for child in token.rights)
    return named and (before.lower_ == "as" or token.is_sent_start is True)


def _can_report(page: Page, token: Token, lemma: str) -> bool:
    """Whether the word is a verb that reports here: no quoted word, no bare infinitive, no passive, no condition."""
    if page.quoted[token.i] >= 0 or (token.pos_ not in VERBAL and not page.words.has("sure", token.lower_)):
        return False
    if token.dep_ in ("amod", "compound"):
        return False
    kinds = {child.dep_ for child in token.lefts}
    if "auxpass" in kinds:
        return lemma == "quote"
    if any(page.words.has("hypothetical", child.lower_) for child in token.lefts):
        return False
    if token.tag_ == "VBG" and token.dep_ == "xcomp" and token.head.lower_ not in page.words.forms:
        return False  # "discussed renewing the truce"
    if page.words.has("going_on", lemma) and lemma != "say" and any(c.dep_ == "xcomp" for c in token.rights):
        return False  # "has continued to engage"
    if token.tag_ == "VBN" and "aux" not in kinds and own_subject(token) is None:
        return token.dep_ in ("acl", "conj") and any(c.dep_ in ("ccomp", "xcomp") for c in token.rights)
    if token.tag_ in ("VB", "MD") and not any(c.lemma_ == "do" for c in token.lefts):
        leads = page.words.frames.get("leading", ())
        return token.dep_ in ("xcomp", "advcl") and (token.head.lemma_ in leads or token.head.lower_ in leads)
    return True


def _same_sentence(page: Page, token: int, found: Sequence[Report]) -> Iterator[Report]:
    """Earlier reports of the sentence that holds the token, latest first."""
    for report in reversed(found):
        if page.starts[report.verb] != page.starts[token]:
            return
        yield report


def _floor(page: Page, verb: Token, found: Sequence[Report]) -> int:
    """Where the words of earlier reports of the same sentence end, but for those that this one passes on."""
    floor = page.starts[verb.i]
    for report in _same_sentence(page, verb.i, found):
        inner = page.doc[report.verb]
        if inner.head.i != verb.i and verb.head.i != inner.i:
            floor = max(floor, report.verb + 1, report.content[1] if report.content[1] <= verb.i else 0)
    return floor


def _report(page: Page, verb: Token, lemma: str, found: Sequence[Report]) -> Report | None:
    if lemma in page.words.frames.get("citing", ()) and verb.tag_ == "VBG":
        return _citing(page, verb, found)
    source = _source(page, verb, found)
    particle = particle_of(page, verb, lemma)
    cue = Cue(verb=verb, lemma=lemma, particle=particle, source=source, floor=_floor(page, verb, found))
    passing = _passing(verb)
    content = content_of(page, cue)
    if content is None and passing is not None:
        content = _passed_before(page, passing, cue.floor)
    if content is None or content.place[0] >= content.place[1]:
        return None
    start, end = group_of(verb)
    return Report(
        verb=verb.i,
        frame=content.frame,
        cue=(start, max(end, cue.last + 1)),
        content=content.place,
        source=content.said_by or source,
        told=content.told,
        within=_passed_by(passing) if passing is not None else None,
    )


def _passing(verb: Token) -> Token | None:
    """The verb that passes words on: "*quoted* the envoy as saying", "was *cited* as saying", "*showed* him saying"."""
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else verb.head
    showing = verb.dep_ == "ccomp" and verb.tag_ == "VBG" and own_subject(verb) is None
    if above.i == verb.i or above.pos_ not in VERBAL or not (above.i != verb.head.i or showing):
        return None
    return above if _passed_on(above, verb) is not None else None


def _passed_on(passing: Token, verb: Token) -> Token | None:
    """Whose words are passed on: the object, or the subject of a passive."""
    passive = any(c.dep_ == "auxpass" for c in passing.lefts)
    if passive:
        return own_subject(passing)
    return next((c for c in passing.children if c.dep_ == "dobj" and c.i < verb.i), None)


def _passed_by(passing: Token) -> Tokens | None:
    """Who passes them on: the subject, or behind a passive whoever stands with "by"."""
    agents = (c for c in passing.rights if c.dep_ == "agent")
    by = next((inner for agent in agents for inner in agent.rights if inner.dep_ == "pobj"), None)
    passive = any(c.dep_ == "auxpass" for c in passing.lefts)
    who = by if passive else own_subject(passing)
    return noun_phrase(who) if who is not None else None


def _passed_before(page: Page, passing: Token, floor: int) -> Content | None:
    """ "..., the agency quoted the envoy as saying": what stands before."""
    leading = own_subject(passing)
    source = noun_phrase(leading) if leading is not None else None
    place = quote_before(page, passing, source, floor) or clause_before(page, passing, source, floor)
    return Content(frame="clause", place=place) if place is not None else None


def _source(page: Page, verb: Token, found: Sequence[Report]) -> Tokens | None:
    """Who says it: the source of the cue it is joined to, the verb's subject, or the noun phrase right before it."""
    shared = page.shared.get(verb.i)
    if shared is not None:
        return next((r.source for r in reversed(found) if r.verb <= shared), None)
    passing = _passing(verb)
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
        earlier = _same_sentence(page, verb.i, found) if joined else ()
        return next((r.source for r in earlier if r.source is not None), None)
    opening = page.words.frames.get("opening", ())
    acting = past_opening(page.doc, _whole(page, verb, noun_phrase(head, verb)), opening)
    return _undated(page, _led_by(verb, head) or acting)


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
    """ "*A joint statement* after their meeting affirmed": the noun that the parser left without its verb."""
    noun = verb.head
    mark = next((c for c in verb.lefts if c.dep_ == "mark" and c.tag_ == "IN" and c.i < head.i), None)
    if verb.dep_ != "advcl" or noun.dep_ != "ROOT" or noun.pos_ not in ("NOUN", "PROPN") or mark is None:
        return None
    return trim(verb.doc, noun.left_edge.i, mark.i) if noun.i < mark.i and mark.i == noun.i + 1 else None


def _undated(page: Page, source: Tokens) -> Tokens | None:
    """Without the day behind it: "the rebels 8 Sept said"; what stands before a day that was taken for the source."""
    day, doc = page.days.get(source[1]), page.doc
    if day is None:
        return source
    if day > source[0]:
        return source if doc[day - 1].pos_ == "ADP" else trim(doc, source[0], day)
    if day == 0 or doc[day - 1].pos_ != "ADP":
        return _nouns_before(page, day) or source
    dated = doc[day - 2] if day > 1 else doc[0]  # "under *resolution 2672* of 9 January, which encouraged"
    dated = dated.head if dated.dep_ == "nummod" else dated
    return trim(doc, dated.left_edge.i, day - 1) if dated.pos_ in ("NOUN", "PROPN") else source


def _nouns_before(page: Page, end: int) -> Tokens | None:
    """The noun phrase that ends there and begins behind a comma, or with the sentence: of a verb without a subject."""
    doc = page.doc
    i = end - 1
    while i >= page.starts[end] and not is_comma(doc[i]) and page.quoted[i] < 0:
        if doc[i].pos_ in VERBAL and not (doc[i].tag_ in ("VBN", "VBD") and doc[i + 1].pos_ == "ADP"):
            return None  # but "people briefed on the talks" is one noun phrase
        i -= 1
    if i + 1 >= end or (doc[end - 1].pos_ not in ("NOUN", "PROPN", "PRON") and doc[end - 1].text != ")"):
        return None
    return trim(doc, i + 1, end) if doc[i + 1].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") else None


def _citing(page: Page, verb: Token, found: Sequence[Report]) -> Report | None:
    """ "..., citing two officials" names the source of the cue it hangs on; "citing differences" is said itself."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if thing is None:
        return None
    place = noun_phrase(thing)
    if thing.lower_ in page.words.frames.get("cited", ()) or thing.ent_type_ in ("PERSON", "ORG"):
        if verb.head.i != verb.i:
            page.cited[verb.head.i] = (verb.i, place)
        return None
    source = _source(page, verb, found)
    if source is None or not verb.i or not is_comma(page.doc[verb.i - 1]):
        return None
    return Report(verb=verb.i, frame="object", cue=(verb.i, verb.i + 1), content=place, source=source)


def _from_cited(page: Page, report: Report) -> Report:
    if report.verb not in page.cited:
        return report
    verb, source = page.cited[report.verb]
    return replace(report, source=source, cue=(verb, verb + 1), within=report.source)


def _according(page: Page, token: Token, found: list[Report]) -> Report | None:
    """ "..., according to the ministry" and "According to the ministry, ..."."""
    doc = page.doc
    to = doc[token.i + 1] if token.lower_ == "according" and token.i + 1 < len(doc) else token
    inner = next((c for c in to.rights if c.dep_ in ("pobj", "pcomp")), None)
    if page.quoted[token.i] >= 0 or inner is None or inner.ent_type_ in FIGURES:
        return None
    source = noun_phrase(inner)
    cue = (token.i - 1 if token.i and doc[token.i - 1].lower_ == "as" else token.i, to.i + 1)
    earlier = list(_same_sentence(page, token.i, found))
    floor = max((r.content[1] for r in earlier if r.content[1] < token.i - 1), default=page.starts[token.i])
    before = trim(doc, max(floor, page.starts[token.i]), cue[0])
    passed = next((r for r in earlier if r.content[1] >= before[1] - 1 or r.verb >= before[0]), None)
    if passed is not None and passed.verb < token.i:
        nobody = passed.frame == "passive" and passed.source is None
        told = replace(passed, within=source)
        if nobody:
            end = min(passed.content[1], before[1])
            told = replace(passed, source=source, cue=cue, content=(passed.content[0], end))
        found[found.index(passed, -len(earlier))] = told
        return None
    place = _told_by(page, before, source, cue)
    return Report(verb=token.i, frame="according", cue=cue, content=place, source=source) if place else None


def _told_by(page: Page, before: Tokens, source: Tokens, cue: Tokens) -> Tokens | None:
    """What stands before "according to", quotation or clause; else what follows the source behind a comma."""
    doc, end = page.doc, page.ends[cue[0]]
    if cue[0] > 1 and page.quoted[cue[0] - 2] >= 0 and not doc[cue[0]].text[0].isupper():
        first, last = page.spoken[page.quoted[cue[0] - 2]]
        place = (before[0] if before[0] < first else first, last)
    elif before[1] - before[0] > 3 and has_clause(doc, *before):
        place = shorn(page, *before)
    else:
        i = source[1]
        while i < end and not is_comma(doc[i]):
            i += 1
        place = trim(doc, i, end)
    if place[0] < place[1] and page.quoted[place[1] - 1] >= 0:
        place = (place[0], page.spoken[page.quoted[place[1] - 1]][1])
    return place if place[0] < place[1] else None


def _of_noun(page: Page, noun: Token) -> Report | None:
    """ "their claim that ...", "the envoy's call for ...": a noun with its owner."""
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if owner is None:
        return None
    lemma = noun.lemma_.lower()
    that, wish = page.words.has("nouns", lemma), page.words.has("nouns_for", lemma)
    for child in noun.rights:
        cue: Tokens | None = None
        if that and child.dep_ in ("acl", "ccomp", "relcl") and any(c.lower_ == "that" for c in child.lefts):
            cue, start = (noun.i, noun.i + 1), child.left_edge.i + 1
        elif wish and child.dep_ == "prep" and child.lower_ == "for" and child.i == noun.i + 1:
            cue, start = (noun.i, child.i + 1), child.i + 1
        if cue is not None:
            place = trim(page.doc, start, child.right_edge.i + 1)
            first, last = noun_phrase(owner)
            last -= page.doc[last - 1].tag_ == "POS"
            return Report(verb=noun.i, frame="noun", cue=cue, content=place, source=(first, last))
    return None


def _nearer(page: Page, found: Sequence[Report]) -> list[Report]:
    """Where two cues share one content the nearer one keeps it, and the other becomes the way it came."""
    kept: list[Report | None] = list(found)
    for number, outer in enumerate(found):
        for i in range(max(0, number - NEIGHBOURS), min(len(found), number + NEIGHBOURS)):
            inner = kept[i]
            if i == number or inner is None or kept[number] is None or inner.frame == "noun":
                continue
            if overlap(outer.content, inner.content) <= SHARED:
                continue
            nested = _leads(page, outer.content, inner.verb) and outer.content[1] - inner.content[1] <= LOOSE_END
            if nested and _yields(page, inner):
                kept[i] = None
            elif nested or (inner.content == outer.content and inner.verb < outer.verb):
                kept[i], kept[number] = replace(inner, within=outer.source), None
    return [report for report in kept if report is not None]


def _yields(page: Page, inner: Report) -> bool:
    """Whether the cue above keeps the content: "said they *propose*", "said it *underscores*"."""
    lemma = page.words.forms.get(page.doc[inner.verb].lower_)
    source = page.doc[slice(*inner.source)].text.lower() if inner.source is not None else ""
    thing = lemma in page.words.frames.get("weak", ()) and source in page.words.frames.get("things", ())
    return thing or lemma in page.words.frames.get("yielding", ())


def passed_on(page: Page, report: Report) -> Report | None:
    """The report that a quotation holds as a whole: "*the envoy says* Halvoria is ready"."""
    for i in range(*report.content):
        verb = page.doc[i]
        if (
            page.quoted[i] < 0
            or not page.words.has("plain", page.words.forms.get(verb.lower_, ""))
            or not is_finite(verb)
        ):
            continue
        who = own_subject(verb)
        start = i + 1 + (page.doc[i + 1].lower_ == "that") if i + 1 < report.content[1] else i
        place = trim(page.doc, start, report.content[1])
        if who is None or who.i > i or who.i < report.content[0] or place[1] - place[0] < SHORTEST:
            return None
        if not _leads(page, report.content, i):
            return None
        source = noun_phrase(who, verb)
        return replace(report, verb=i, cue=(i, i + 1), content=place, source=source, within=report.source)
    return None


def _leads(page: Page, content: Tokens, verb: int) -> bool:
    """Whether that verb is the first finite one of the content."""
    if not content[0] <= verb < content[1]:
        return False
    return not any(
        t.pos_ in VERBAL and is_finite(t) and t.dep_ not in ("aux", "auxpass", "relcl", "acl", "advcl")
        for t in page.doc[content[0] : verb]
    )


def overlap(a: Tokens, b: Tokens) -> float:
    """Dice coefficient of two stretches.

    >>> overlap((0, 4), (2, 4))
    0.6666666666666666
    """
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 2 * shared / (a[1] - a[0] + b[1] - b[0]) if shared > 0 else 0.0
