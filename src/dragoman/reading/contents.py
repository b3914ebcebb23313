"""What a reporting verb reports: the clause, quotation or noun phrase that is its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clauses import COMMAS, VERBAL, Tokens, has_clause, is_finite, is_infinitive, own_subject, trim
from .page import Frame, Page

if TYPE_CHECKING:
    from spacy.tokens import Token

STOPS = frozenset((".", "!", "?", ";"))
OPEN_ENDS = frozenset((",", "!", "?", "…", "...", "-", "–", "—"))
NEAR = 14  # tokens between a verb and the quotation that follows it
TIMES = frozenset(("DATE", "TIME"))
ASIDE = frozenset(("during", "after", "before", "following", "amid", "via", "through", "while", "since", "when", "upon"))
OWN = frozenset(("for", "of", "as", "with", "over"))  # prepositions that go on with what is said even behind a comma
JOINING = frozenset(("and", "but", "or", "yet", "while", "meanwhile", "however", "also", "then", "further", "so"))
PRONOUNS = frozenset(("this", "it", "that", "them", "him", "her", "us", "me", "you", "so", "himself", "itself"))
OBJECTS = frozenset(("dobj", "dative", "oprd", "attr"))
CLAUSES = frozenset(("ccomp", "parataxis"))
MISTAKEN = frozenset(("advcl", "xcomp", "relcl", "acl", "dobj", "dep", "pcomp"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Where the content stands, in which frame, and who was told."""

    frame: Frame
    place: Tokens
    told: Tokens | None = None


def content_of(page: Page, verb: Token, lemma: str, source: Tokens | None, floor: int) -> Content | None:
    """The content of the verb, in the first frame that fits; ``floor``: where an earlier report's words end."""
    words = page.words
    particle = particle_of(page, verb, lemma)
    key = lemma if particle is None else f"{lemma} {particle.lower_}"
    found = _of_particle(page, verb, key, particle) if particle is not None else None
    if found is None and words.has("request", lemma):
        found = _request(page, verb)
    if found is None and any(words.has(frame, k) for k in (lemma, key) for frame in ("clause", "thought")):
        found = _clause(page, verb, lemma, source, floor)
    if found is None and words.has("infinitive", lemma):
        found = _infinitive(page, verb)
    if found is None and words.has("as", key):
        found = _as(page, verb)
    if found is None and (words.has("object", lemma) or words.has("object", key)):
        found = _object(page, verb)
    return found


def particle_of(page: Page, verb: Token, lemma: str) -> Token | None:
    """The preposition or particle that makes a reporting verb with this one: "call *for*", "rule *out*"."""
    doc = page.doc
    for i in range(verb.i + 1, min(verb.i + 6, len(doc))):
        if f"{lemma} {doc[i].lower_}" in page.words.particles and (doc[i].head.i == verb.i or i <= verb.i + 2):
            if not any(c.ent_type_ in TIMES for c in doc[i].rights):
                return doc[i]
        elif doc[i].is_punct:
            return None
    return None


def _of_particle(page: Page, verb: Token, key: str, particle: Token) -> Content | None:
    end = _end_of_complements(page, verb, particle)
    if page.words.has("request", key):
        asked = any(c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > particle.i for c in verb.rights)
        if asked or any(c.tag_ == "VB" for c in particle.subtree):
            return _content(page, "request", particle.i + 1, end, verb)
        return None
    if page.words.has("preposition", key) and particle.i + 1 < end:
        return _content(page, "preposition", particle.i + 1, end, verb)
    return None


def _request(page: Page, verb: Token) -> Content | None:
    """ "urged both sides to return": what is asked, with whom it is asked of."""
    target: Token | None = None
    for child in verb.rights:
        if child.dep_ in ("dobj", "dative", "nsubj") and target is None:
            target = child
        elif child.dep_ in ("xcomp", "ccomp") and is_infinitive(child):
            start = min(t.left_edge.i for t in (target, child) if t is not None)
            return _content(page, "request", start, child.right_edge.i + 1, verb)
    return None


def _infinitive(page: Page, verb: Token) -> Content | None:
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp") and is_infinitive(child):
            return _content(page, "infinitive", child.left_edge.i, child.right_edge.i + 1, verb)
    return None


def _as(page: Page, verb: Token) -> Content | None:
    """ "views the plan as a trap"."""
    seen = next((c for c in verb.rights if c.dep_ in ("dobj", "prep")), None)
    how = next((c for c in verb.rights if c.lower_ == "as" and c.dep_ in ("prep", "mark")), None)
    if seen is None or how is None or how.i <= seen.i:
        return None
    start = seen.i + 1 if seen.dep_ == "prep" else seen.left_edge.i
    return _content(page, "object", start, how.right_edge.i + 1, verb)


def _object(page: Page, verb: Token) -> Content | None:
    """ "thanked the hosts for their patience": the object and what belongs to it."""
    for child in verb.rights:
        if child.dep_ in CLAUSES or (child.dep_ == "xcomp" and child.tag_ == "VBG"):
            return _content(page, "object", child.left_edge.i, child.right_edge.i + 1, verb)
        if child.dep_ in OBJECTS and not (child.ent_type_ in TIMES and child.dep_ != "dobj"):
            inner = next((c for c in child.rights if c.dep_ in ("acl", "ccomp") and _that_clause(c)), None)
            if inner is not None and child.left_edge.i == child.i:
                return _content(page, "clause", inner.left_edge.i + 1, inner.right_edge.i + 1, verb)
            end = _end_of_complements(page, verb, child)
            if child.lower_ in PRONOUNS and end == child.i + 1:
                return None
            return _content(page, "object", child.left_edge.i, end, verb)
    return None


def _end_of_complements(page: Page, verb: Token, first: Token) -> int:
    """Behind the last right-hand part of the verb that still belongs to what is said."""
    end = first.right_edge.i + 1
    for child in verb.rights:
        if child.i <= first.i:
            continue
        left = child.left_edge.i
        if child.dep_ == "punct" and child.text in (",", "(", ")"):
            continue
        if child.dep_ in ("punct", "cc", "conj", "npadvmod", "parataxis") or _is_aside(child):
            break
        if page.doc[left - 1].text in COMMAS and not (child.dep_ == "prep" and child.lower_ in OWN):
            break
        end = max(end, child.right_edge.i + 1)
    return end


def _is_aside(part: Token) -> bool:
    if part.dep_ == "prep":
        inner = next(iter(part.rights), None)
        return part.lower_ in ASIDE or (inner is not None and inner.ent_type_ in TIMES)
    return part.dep_ == "advcl" and not is_infinitive(part)


def _clause(page: Page, verb: Token, lemma: str, source: Tokens | None, floor: int) -> Content | None:
    """A clause or quotation: before the reporting clause if a mark or comma closes it off there, else behind."""
    told = _told(page, verb, lemma)
    speech = page.words.has("clause", lemma) or not page.words.has("thought", lemma)
    clause = _clause_behind(page, verb)
    quote = _quote_behind(page, verb) if speech else None
    own = own_subject(verb) is not None
    if own and speech and not _says_that(page, clause):
        place = _quote_before(page, verb, source, floor)
        if place is not None:
            return Content(frame="clause", place=place, told=told)
    if quote is not None:
        start, end = page.spoken[quote]
        if clause is not None:
            start, end = min(start, clause[0]), max(end, clause[1])
        return _content(page, "clause", start, end, verb, told=told)
    if clause is not None:
        return _content(page, "clause", *clause, verb, told=told)
    if own and page.words.has("behind", lemma) and (told is not None or not _has_object(verb)):
        place = _clause_before(page, verb, source, floor)
        if place is not None:
            return Content(frame="clause", place=place, told=told)
    return None


def _has_object(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "oprd") and c.ent_type_ not in TIMES for c in verb.rights)


def _told(page: Page, verb: Token, lemma: str) -> Tokens | None:
    if not page.words.has("told", lemma):
        return None
    for child in verb.rights:
        if child.dep_ in ("dobj", "dative") and page.quoted[child.i] < 0:
            return trim(page.doc, child.left_edge.i, child.right_edge.i + 1)
    return None


def _says_that(page: Page, clause: Tokens | None) -> bool:
    return clause is not None and page.doc[clause[0] - 1].lower_ == "that"


def _quote_behind(page: Page, verb: Token) -> int | None:
    """The quotation that follows the verb and is introduced by it: by a colon, a comma, "that" or nothing."""
    doc = page.doc
    for i in range(verb.i + 1, min(verb.i + NEAR, len(doc))):
        if page.quoted[i] >= 0:
            before = doc[i - 1] if not doc[i - 1].is_space else doc[i - 2]
            introduced = before.text in (":", ",") or before.lower_ == "that" or before.i == verb.i
            return page.quoted[i] if introduced else None
        word = doc[i]
        if word.text in STOPS or (word.pos_ in VERBAL and is_finite(word)):
            return None
        if word.tag_ == "VBG" and doc[i - 1].text in COMMAS:
            return None
    return None


def _clause_behind(page: Page, verb: Token) -> Tokens | None:
    """The clause on the verb's right, as the parser or, failing that, the word "that" or a colon shows it."""
    doc = page.doc
    for child in verb.rights:
        if child.dep_ in CLAUSES or (child.dep_ in MISTAKEN and _that_clause(child)):
            if own_subject(child) is None and not is_finite(child):
                continue
            start = max(child.left_edge.i, verb.i + 1)
            while start < child.i and (doc[start].lower_ == "that" or doc[start].is_punct) and page.quoted[start] < 0:
                start += 1
            return start, _continued(verb, child)
    end = page.ends[verb.i]
    for i in range(verb.i + 1, min(verb.i + 14, end)):
        if doc[i].lower_ == "that" and doc[i].dep_ != "det" and page.quoted[i] < 0 and has_clause(doc, i + 1, end):
            return i + 1, end
        if doc[i].text == ":" and end - i > 3:
            return i + 1, end
        if doc[i].pos_ in VERBAL or doc[i].text in COMMAS:
            break
    return None


def _continued(verb: Token, clause: Token) -> int:
    """Where the clause ends, with a joined clause that the parser gave to the reporting verb by mistake.

    "said A, but it will B": a tense that does not fit the reporting verb's shows that B is still reported.
    """
    end = clause.right_edge.i + 1
    for child in verb.rights:
        if child.dep_ == "conj" and child.i > clause.i and own_subject(child) is not None:
            helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("MD", "VBZ", "VBP") for c in child.lefts)
            if verb.tag_ in ("VBD", "VBG") and (helped or child.tag_ in ("VBZ", "VBP")):
                end = max(end, child.right_edge.i + 1)
    return end


def _that_clause(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)


def _front(page: Page, verb: Token, source: Tokens | None) -> int:
    """Where the reporting clause itself begins: at its subject, its auxiliary or the verb."""
    front = verb.i
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass", "neg", "advmod", "mark") and verb.i - child.i <= 4:
            front = min(front, child.left_edge.i)
    if source is not None and source[0] < verb.i and page.starts[source[0]] == page.starts[verb.i]:
        front = min(front, source[0])
    return front


def _quote_before(page: Page, verb: Token, source: Tokens | None, floor: int) -> Tokens | None:
    """The quotation that ends right before the reporting clause, with what leads up to it in its sentence."""
    doc = page.doc
    front = _front(page, verb, source)
    i = front - 1
    comma = False
    while i >= 0 and page.quoted[i] < 0 and (doc[i].is_space or doc[i].text == ","):
        comma = comma or doc[i].text == ","
        i -= 1
    if i < 0 or page.quoted[i] < 0:
        return None
    first, last = page.spoken[page.quoted[i]]
    if last - first < 3 or not (comma or doc[last - 2].text in OPEN_ENDS or _goes_on(page, front, last)):
        return None
    start = max(page.starts[first], floor)
    lead = trim(doc, start, first)
    if lead[0] < lead[1] and doc[lead[1] - 1].text != ":" and doc[first - 1].text != ":":
        return shorn(page, lead[0], last)
    return first, last


def _goes_on(page: Page, front: int, last: int) -> bool:
    """Whether the reporting clause goes on in small letters behind a full stop: ``"It is over." he said``."""
    return page.doc[last - 2].text == "." and page.doc[front].text[:1].islower()


def _clause_before(page: Page, verb: Token, source: Tokens | None, floor: int) -> Tokens | None:
    """The clause before a comma and the reporting clause; or, where that is none, the rest behind both."""
    doc = page.doc
    front = _front(page, verb, source)
    i = front - 1
    while i >= 0 and doc[i].is_space:
        i -= 1
    if i <= floor or doc[i].text not in COMMAS or page.quoted[i] >= 0:
        return None
    start = max(page.starts[front], floor)
    if has_clause(doc, start, i) and i - start > 2:
        return shorn(page, start, i)
    end = page.ends[verb.i]
    j = verb.i + 1
    while j < end and doc[j].text not in COMMAS:
        j += 1
    if j + 3 < end and any(doc[k].pos_ in VERBAL for k in range(j, end)):
        return trim(doc, j + 1, cut(page, verb, j + 1, end))
    return None


def shorn(page: Page, start: int, end: int) -> Tokens:
    """Without the joining word that opens the sentence: "But talks went on" -> "talks went on"."""
    start, end = trim(page.doc, start, end)
    if start < end and page.quoted[start] < 0 and page.doc[start].dep_ == "cc":
        start += 1
    return trim(page.doc, start, end)


def _content(
    page: Page, frame: Frame, start: int, end: int, verb: Token, *, told: Tokens | None = None
) -> Content | None:
    end = cut(page, verb, start, end)
    start, end = trim(page.doc, start, end)
    if start < end and page.quoted[end - 1] >= 0:
        end = max(end, page.spoken[page.quoted[end - 1]][1])
    if start < end and page.quoted[start] >= 0:
        start = min(start, page.spoken[page.quoted[start]][0])
    return Content(frame=frame, place=(start, end), told=told) if start < end else None


def cut(page: Page, verb: Token, start: int, end: int) -> int:
    """Where the next cue takes over: ", adding that ...", "and warned that ...", ", while others say ..."."""
    doc = page.doc
    for i in range(start + 1, end):
        token = doc[i]
        if page.quoted[i] >= 0:
            continue
        if token.lower_ == "according" and doc[i - 1].text in COMMAS:
            return i - 1
        if token.pos_ not in VERBAL or token.lower_ not in page.words.forms:
            continue
        j = i - 1
        while j > start and (doc[j].pos_ == "ADV" or doc[j].lower_ in JOINING):
            j -= 1
        if token.tag_ == "VBG" and doc[j].text in COMMAS:
            page.shared[i] = verb.i
            return j
        own = own_subject(token)
        if own is None and j < i - 1 and token.tag_ in ("VBD", "VBZ", "VBP") and token.tag_ == verb.tag_:
            page.shared[i] = verb.i
            return j + 1
        left = token.left_edge.i
        if own is not None and token.dep_ in ("advcl", "conj") and start < left and doc[left - 1].text in COMMAS:
            return left - 1
    return end
