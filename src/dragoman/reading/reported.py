"""Reported speech in one parsed text: reporting words, who stands by them, and what they report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from .clauses import (
    VERBAL,
    Tokens,
    ancestors,
    has_clause,
    is_comma,
    is_finite,
    is_infinitive,
    noun_phrase,
    own_subject,
    subject,
    trim,
)
from .clauses import verb_group as group_of
from .contents import Content, Cue, content_of, particle_of
from .extents import clause_before, quote_before, shorn
from .page import Page
from .passives import is_passive, passive_report
from .reports import Report
from .sources import passed_by, passing_verb, same_sentence, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FIGURES = frozenset(("PERCENT", "CARDINAL", "MONEY"))
NEIGHBOURS = 6  # cues on either side that may share a content
NEAR = 8  # tokens behind the noun in which its "of" may stand
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
            report = _of_noun(page, token) or _taken(page, token, found)
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
    if token.dep_ in ("amod", "compound") or (token.i and page.doc[token.i - 1].tag_ == "DT" and token.tag_ == "VBN"):
        return False  # "a *feared* militia"
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
        if page.words.has("purpose", lemma) and _is_purpose(token):
            return True
        wishes = own_subject(token.head) if page.words.has("wishing", token.head.lemma_) else None
        if wishes is not None and token.dep_ == "xcomp":
            habit = token.head.tag_ != "VB" and page.words.has("plain", lemma)  # "likes to say"
            return habit or wishes.lower_ in ("i", "we")
        if token.dep_ == "conj" and not kinds & {"aux", "neg"}:  # "I am concerned and call upon all to talk"
            speaking = subject(token)
            return speaking is not None and speaking.lower_ in ("i", "we")
        return token.dep_ in ("xcomp", "advcl") and (token.head.lemma_ in leads or token.head.lower_ in leads)
    return True


def _is_purpose(verb: Token) -> bool:
    """Whether it tells what for somebody did something: "travelled there *to express* support"."""
    act = verb.head
    acting = own_subject(act)
    if verb.dep_ != "advcl" or act.i > verb.i or acting is None or acting.lower_ == "it":
        return False
    return is_infinitive(verb) and is_finite(act)


def _floor(page: Page, verb: Token, found: Sequence[Report]) -> int:
    """Where the words of earlier reports of the same sentence end, but for those that this one passes on."""
    floor = page.starts[verb.i]
    for report in same_sentence(page, verb.i, found):
        inner = page.doc[report.verb]
        if verb.head.i != inner.i and all(above.i != verb.i for above in ancestors(inner)):
            floor = max(floor, report.verb + 1, report.content[1] if report.content[1] <= verb.i else 0)
    return floor


def _report(page: Page, verb: Token, lemma: str, found: Sequence[Report]) -> Report | None:
    if lemma in page.words.frames.get("citing", ()) and verb.tag_ == "VBG":
        return _citing(page, verb, found)
    source = source_of(page, verb, found)
    particle = particle_of(page, verb, lemma)
    cue = Cue(verb=verb, lemma=lemma, particle=particle, source=source, floor=_floor(page, verb, found))
    passing = passing_verb(verb)
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
        within=passed_by(passing) if passing is not None else None,
    )


def _passed_before(page: Page, passing: Token, floor: int) -> Content | None:
    """ "..., the agency quoted the envoy as saying": what stands before."""
    leading = own_subject(passing)
    source = noun_phrase(leading) if leading is not None else None
    place = quote_before(page, passing, source, floor) or clause_before(page, passing, source, floor)
    return Content(frame="clause", place=place) if place is not None else None


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
    source = source_of(page, verb, found)
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
    source = _before_actor(token.head, inner, noun_phrase(inner))
    cue = (token.i - 1 if token.i and doc[token.i - 1].lower_ == "as" else token.i, to.i + 1)
    earlier = list(same_sentence(page, token.i, found))
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


def _before_actor(verb: Token, inner: Token, source: Tokens) -> Tokens:
    """Without the subject that the parser took for a part of the source: "According to *the daily*, Kolo left"."""
    if not source[0] <= inner.i < source[1] <= verb.i or not is_finite(verb) or own_subject(verb) is not None:
        return source
    commas = [i for i in range(inner.i + 1, verb.i) if is_comma(verb.doc[i])]
    if len(commas) < 1 or commas == [verb.i - 1]:
        return source
    return trim(verb.doc, source[0], commas[0] if commas[-1] == verb.i - 1 else commas[-1])


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
    if owner is None or (owner.tag_ == "PRP$" and page.words.has("own", page.words.forms.get(noun.head.lower_, ""))):
        return None  # "renewed its call for a truce" is said once
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


def _taken(page: Page, noun: Token, found: Sequence[Report]) -> Report | None:
    """ "took note with regret of the delay": a noun that makes a reporting verb with "take"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ != "take" or not page.words.has("taken", noun.lower_):
        return None
    of = next((t for t in page.doc[noun.i + 1 : noun.i + NEAR] if t.lower_ == "of" and t.dep_ == "prep"), None)
    source = source_of(page, verb, found)
    if of is None or source is None or not (is_finite(verb) or verb.tag_ == "VBG"):
        return None
    place = trim(page.doc, of.i + 1, of.right_edge.i + 1)
    return Report(verb=verb.i, frame="object", cue=(verb.i, noun.i + 1), content=place, source=source)


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
        lemma = page.words.forms.get(verb.lower_, "")
        opens = page.quoted[i] >= 0 and i > 1 and page.quoted[i - 2] < 0 and page.words.has("object", lemma)
        if page.quoted[i] < 0 or not (opens or page.words.has("plain", lemma)) or not is_finite(verb):
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
