"""Reported speech in one parsed text: reporting words, who stands by them, and what they report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from .clauses import VERBAL, Tokens, has_clause, is_comma, is_finite, noun_phrase, own_subject, subject, trim, verb_group
from .contents import Cue, content_of, particle_of
from .extents import shorn
from .page import Frame, Page

if TYPE_CHECKING:
    from spacy.tokens import Token

HYPOTHETICAL = frozenset(("if", "unless", "whether", "until", "lest"))
DOING = frozenset(("do", "did", "does"))
SURE = frozenset(("said", "told", "added"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report: words of cue, source and content as stretches of tokens; ``verb``: the cue's main token.

    ``told``: who is told; ``within``: the source that passed this report on; ``follows``: for a quotation without a
    cue of its own, the cue's token of the report that it goes on.
    """

    verb: int
    frame: Frame
    cue: Tokens | None
    content: Tokens
    source: Tokens | None = None
    told: Tokens | None = None
    within: Tokens | None = None
    follows: int | None = None


def find_reports(page: Page, credible: Callable[[Report], bool]) -> tuple[Report, ...]:
    """Every report of the text, in the order of their cues; ``credible``: whether such a source says such a thing."""
    found: list[Report] = []
    for token in page.doc:
        word = token.lower_
        if word == "according" or (word == "per" and _opens_phrase(page, token)):
            found.extend(_according(page, token, found))
        elif (lemma := page.words.forms.get(word)) is not None and _can_report(page, token, lemma):
            found.extend(_report(page, token, lemma, found))
        elif token.pos_ == "NOUN" and page.quoted[token.i] < 0:
            found.extend(_of_noun(page, token))
    found = [report for report in map(partial(_from_cited, page), found) if credible(report)]
    return _continue_quotes(page, _nearer(page, found))


def _opens_phrase(page: Page, token: Token) -> bool:
    """Whether "per" is "as per" or opens the sentence, rather than "ten per day"."""
    before = page.doc[token.i - 1] if token.i else token
    return before.lower_ == "as" or token.is_sent_start is True


def _can_report(page: Page, token: Token, lemma: str) -> bool:
    """Whether the word is a verb that reports here: no quoted word, no bare infinitive, no passive, no condition."""
    if page.quoted[token.i] >= 0 or (token.pos_ not in VERBAL and token.lower_ not in SURE):
        return False
    if token.dep_ in ("amod", "compound"):
        return False
    kinds = {child.dep_ for child in token.lefts}
    words = {child.lower_ for child in token.lefts}
    if "auxpass" in kinds:
        return lemma == "quote"
    if words & HYPOTHETICAL:
        return False
    if token.tag_ == "VBN" and "aux" not in kinds and own_subject(token) is None:
        return token.dep_ in ("acl", "conj") and any(c.dep_ in ("ccomp", "xcomp") for c in token.rights)
    if token.tag_ in ("VB", "MD") and not words & DOING:
        leads = page.words.frames.get("leading", ())
        return token.dep_ in ("xcomp", "advcl") and (token.head.lemma_ in leads or token.head.lower_ in leads)
    return True


def _floor(page: Page, verb: Token, found: Sequence[Report]) -> int:
    """Where the words of earlier reports of the same sentence end, but for those that this one passes on."""
    start = floor = page.starts[verb.i]
    for report in reversed(found):
        if page.starts[report.verb] != start:
            break
        inner = page.doc[report.verb]
        if inner.head.i != verb.i and verb.head.i != inner.i:
            floor = max(floor, report.verb + 1, report.content[1] if report.content[1] <= verb.i else 0)
    return floor


def _report(page: Page, verb: Token, lemma: str, found: Sequence[Report]) -> list[Report]:
    if lemma in page.words.frames.get("citing", ()) and verb.tag_ == "VBG":
        return _citing(page, verb, found)
    source = _source(page, verb, found)
    particle = particle_of(page, verb, lemma)
    cue = Cue(verb=verb, lemma=lemma, particle=particle, source=source, floor=_floor(page, verb, found))
    content = content_of(page, cue)
    if content is None or content.place[0] >= content.place[1]:
        return []
    start, end = verb_group(verb)
    return [
        Report(
            verb=verb.i,
            frame=content.frame,
            cue=(start, max(end, cue.last + 1)),
            content=content.place,
            source=content.said_by or source,
            told=content.told,
        )
    ]


def _source(page: Page, verb: Token, found: Sequence[Report]) -> Tokens | None:
    """Who says it: the source of the cue it is joined to, the verb's subject, or the noun phrase right before it."""
    shared = page.shared.get(verb.i)
    if shared is not None:
        return next((report.source for report in found if report.verb == shared), None)
    if own_subject(verb) is None and is_finite(verb) and verb.dep_ in ("ROOT", "ccomp", "parataxis", "advcl"):
        before = _nouns_before(page, verb)
        if before is not None:
            return before
    head = subject(verb)
    return noun_phrase(head, verb) if head is not None else None


def _nouns_before(page: Page, verb: Token) -> Tokens | None:
    """The noun phrase between a comma (or the sentence's start) and a verb that the parser left without subject."""
    doc = page.doc
    i = verb.i - 1
    while i >= page.starts[verb.i] and not is_comma(doc[i]) and page.quoted[i] < 0:
        if doc[i].pos_ in VERBAL and not (doc[i].tag_ in ("VBN", "VBD") and doc[i + 1].pos_ == "ADP"):
            break  # "people briefed on the talks" is one noun phrase
        i -= 1
    if i + 1 >= verb.i or (i >= 0 and doc[i].pos_ in VERBAL) or doc[verb.i - 1].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return trim(doc, i + 1, verb.i) if doc[i + 1].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") else None


def _citing(page: Page, verb: Token, found: Sequence[Report]) -> list[Report]:
    """ "..., citing two officials" names the source of the cue it hangs on; "citing differences" is said itself."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if thing is None:
        return []
    place = noun_phrase(thing)
    if thing.lower_ in page.words.frames.get("cited", ()) or thing.ent_type_ in ("PERSON", "ORG"):
        if verb.head.i != verb.i:
            page.cited[verb.head.i] = (verb.i, place)
        return []
    source = _source(page, verb, found)
    before = page.doc[verb.i - 1] if verb.i else verb
    if source is None or not is_comma(before):
        return []
    return [Report(verb=verb.i, frame="object", cue=(verb.i, verb.i + 1), content=place, source=source)]


def _from_cited(page: Page, report: Report) -> Report:
    if report.verb not in page.cited:
        return report
    verb, source = page.cited[report.verb]
    return replace(report, source=source, cue=(verb, verb + 1), within=report.source)


def _according(page: Page, token: Token, found: list[Report]) -> list[Report]:
    """ "..., according to the ministry" and "According to the ministry, ..."."""
    doc = page.doc
    to = doc[token.i + 1] if token.lower_ == "according" and token.i + 1 < len(doc) else token
    inner = next((c for c in to.rights if c.dep_ in ("pobj", "pcomp")), None)
    if page.quoted[token.i] >= 0 or inner is None or inner.ent_type_ in ("PERCENT", "CARDINAL", "MONEY"):
        return []
    source = noun_phrase(inner)
    cue = (token.i - 1 if token.i and doc[token.i - 1].lower_ == "as" else token.i, to.i + 1)
    start, end = page.starts[token.i], page.ends[token.i]
    earlier = [r for r in found if page.starts[r.verb] == start]
    floor = max((r.content[1] for r in earlier if r.content[1] < token.i - 1), default=start)
    before = trim(doc, max(floor, start), cue[0])
    passed = next((r for r in reversed(earlier) if r.content[1] >= before[1] - 1 or r.verb >= before[0]), None)
    if passed is not None and passed.verb < token.i:
        found[found.index(passed)] = replace(passed, within=source)
        return []
    if page.quoted[cue[0] - 2 if cue[0] > 1 else 0] >= 0 and cue[0] > 1:
        first, last = page.spoken[page.quoted[cue[0] - 2]]
        place = (min(first, before[0]) if before[0] < first else first, last)
    elif before[1] - before[0] > 3 and has_clause(doc, *before):
        place = shorn(page, *before)
    else:
        i = source[1]
        while i < end and not is_comma(doc[i]):
            i += 1
        place = trim(doc, i, end)
    if place[0] < place[1] and page.quoted[place[1] - 1] >= 0:
        place = (place[0], page.spoken[page.quoted[place[1] - 1]][1])
    if place[0] >= place[1]:
        return []
    return [Report(verb=token.i, frame="according", cue=cue, content=place, source=source)]


def _of_noun(page: Page, noun: Token) -> list[Report]:
    """ "their claim that ...", "the envoy's call for ...": a noun with its owner."""
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if owner is None:
        return []
    lemma = noun.lemma_.lower()
    if page.words.has("nouns", lemma):
        for child in noun.rights:
            if child.dep_ in ("acl", "ccomp", "relcl") and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.lefts):
                place = trim(page.doc, child.left_edge.i + 1, child.right_edge.i + 1)
                return [Report(verb=noun.i, frame="noun", cue=(noun.i, noun.i + 1), content=place, source=noun_phrase(owner))]
    if page.words.has("nouns_for", lemma):
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == "for" and child.i == noun.i + 1:
                place = trim(page.doc, child.i + 1, child.right_edge.i + 1)
                return [Report(verb=noun.i, frame="noun", cue=(noun.i, child.i + 1), content=place, source=noun_phrase(owner))]
    return []


def _nearer(page: Page, found: Sequence[Report]) -> list[Report]:
    """Where two cues share one content the nearer one keeps it, and the other becomes the way it came."""
    kept = list(found)
    for outer in found:
        for i, inner in enumerate(kept):
            if inner.verb == outer.verb or outer not in kept or overlap(outer.content, inner.content) <= 0.5:
                continue
            nested = _leads(page, outer.content, inner.verb) and outer.content[1] - inner.content[1] <= 3
            if nested and page.words.forms.get(page.doc[inner.verb].lower_) in page.words.frames.get("yielding", ()):
                kept.remove(inner)
                break
            if nested or (inner.content == outer.content and inner.verb < outer.verb):
                kept[i] = replace(inner, within=outer.source)
                kept.remove(outer)
                break
    return kept


def _leads(page: Page, content: Tokens, verb: int) -> bool:
    """Whether that verb is the first finite one of the content."""
    if not content[0] <= verb < content[1]:
        return False
    return not any(
        t.pos_ in VERBAL and is_finite(t) and t.dep_ not in ("aux", "auxpass", "relcl", "acl", "advcl")
        for t in page.doc[content[0] : verb]
    )


def overlap(a: Tokens, b: Tokens) -> float:
    """Dice coefficient of two stretches."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 2 * shared / (a[1] - a[0] + b[1] - b[0]) if shared > 0 else 0.0


def _continue_quotes(page: Page, found: list[Report]) -> tuple[Report, ...]:
    """Give quotations without a cue to the report that they go on: ``"A," he said. "B."``"""
    taken = [False] * len(page.spoken)
    for report in found:
        for i in range(*report.content):
            if page.quoted[i] >= 0:
                taken[page.quoted[i]] = True
    done = sorted(found, key=lambda r: max(r.content[1], r.verb))
    for number, (first, last) in enumerate(page.spoken):
        if taken[number] or last - first < 5:
            continue
        report = _goes_on(page, done, first, last)
        if report is not None:
            follows = report.verb if report.follows is None else report.follows
            done.append(
                Report(verb=first, frame="clause", cue=None, content=(first, last), source=report.source, follows=follows)
            )
            done.sort(key=lambda r: max(r.content[1], r.verb))
    return tuple(sorted(done, key=lambda r: (r.verb, r.content)))


def _goes_on(page: Page, done: Sequence[Report], first: int, last: int) -> Report | None:
    doc = page.doc
    before = first - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    if before < 0:
        return None
    ends = [r for r in done if max(r.content[1], r.verb + 1) <= first and r.frame in ("clause", "according")]
    if not ends:
        return None
    report = max(ends, key=lambda r: max(r.content[1], r.verb))
    if page.starts[before] == page.starts[first] and page.starts[first] != first:
        broken = doc[before].text in (",", ":", "—", "–", "-") and page.quoted[report.content[1] - 1] >= 0
        return report if broken and page.starts[report.verb] == page.starts[first] else None
    if doc[last - 2].text not in (".", "!", "?", "…", "...", ",") and doc[last - 1].text not in (".", "!", "?"):
        return None
    place = max(report.content[1] - 1, report.verb)
    return report if page.starts[place] == page.starts[before] or page.quoted[before] >= 0 and report.content[1] - 1 == before else None
