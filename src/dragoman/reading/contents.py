"""What a reporting verb reports: the clause, quotation or noun phrase that is its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clauses import (
    DASHES,
    VERBAL,
    Tokens,
    has_clause,
    is_comma,
    is_finite,
    is_infinitive,
    noun_phrase,
    own_subject,
    trim,
)
from .complements import TIMES, end_of_complements, without_channel, without_day
from .extents import clause_before, cut, quote_before, tells_source
from .page import Frame, Page

if TYPE_CHECKING:
    from spacy.tokens import Token

STOPS = frozenset((".", "!", "?", ";"))
NEAR = 14  # tokens between a verb and the quotation that follows it
OBJECTS = frozenset(("dobj", "dative", "oprd", "attr"))
FRONTED = frozenset(("WDT", "WP", "WP$"))  # tags of "which", "who", "what"
CLAUSES = frozenset(("ccomp", "parataxis"))
MISTAKEN = frozenset(("advcl", "xcomp", "relcl", "acl", "dobj", "dep", "pcomp"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A reporting verb as it stands: its lemma, the particle that belongs to it, its source.

    ``floor``: where the words of earlier reports in the sentence end.
    """

    verb: Token
    lemma: str
    particle: Token | None
    source: Tokens | None
    floor: int

    @property
    def key(self) -> str:
        """The lemma with its particle: "call for"."""
        return self.lemma if self.particle is None else f"{self.lemma} {self.particle.lower_}"

    @property
    def last(self) -> int:
        """The last token of verb and particle."""
        return self.verb.i if self.particle is None else self.particle.i


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Where the content stands, in which frame, who was told; ``said_by``: a source behind the verb."""

    frame: Frame
    place: Tokens
    told: Tokens | None = None
    said_by: Tokens | None = None


def content_of(page: Page, cue: Cue) -> Content | None:
    """The content of the cue, in the first frame that fits."""
    found = _of_particle(page, cue) if cue.particle is not None else None
    if found is None and _has(page, cue, "request"):
        found = _request(page, cue)
    if found is None and (_has(page, cue, "clause") or _has(page, cue, "thought")):
        found = _clause(page, cue)
    if found is None and _has(page, cue, "infinitive"):
        found = _infinitive(page, cue)
    if found is None and _has(page, cue, "as"):
        found = _as(page, cue)
    if found is None and _has(page, cue, "judging"):
        found = _judged(page, cue)
    if found is None and _has(page, cue, "object"):
        found = _object(page, cue)
    return found


def _has(page: Page, cue: Cue, frame: Frame | str) -> bool:
    return page.words.has(frame, cue.lemma) or page.words.has(frame, cue.key)


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


def _of_particle(page: Page, cue: Cue) -> Content | None:
    particle = cue.particle
    if particle is None:
        return None
    asks = page.words.has("request", cue.key)
    end = end_of_complements(page, cue.verb, particle, asks=asks)
    if asks:
        asked = any(c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > particle.i for c in cue.verb.rights)
        if asked or any(c.tag_ == "VB" for c in particle.subtree):
            return _content(page, cue, "request", (particle.i + 1, end))
        return None
    stranded = particle.i + 1 < end and page.doc[particle.i + 1].lower_ == "as"  # "which they insist on as a start"
    if page.words.has("preposition", cue.key) and particle.i + 1 < end and not stranded:
        return _content(page, cue, "preposition", (particle.i + 1, end))
    return None


def _request(page: Page, cue: Cue) -> Content | None:
    """ "urged both sides to return": what is asked, with whom it is asked of."""
    target: Token | None = None
    for child in cue.verb.rights:
        if child.dep_ in ("dobj", "dative", "nsubj") and target is None:
            target = child
        elif child.dep_ in ("xcomp", "ccomp") and is_infinitive(child):
            start = min(t.left_edge.i for t in (target, child) if t is not None)
            return _content(page, cue, "request", (start, child.right_edge.i + 1))
    return None


def _infinitive(page: Page, cue: Cue) -> Content | None:
    for child in cue.verb.rights:
        if child.dep_ in ("xcomp", "ccomp") and is_infinitive(child):
            start = max(child.left_edge.i, cue.verb.i + 1)
            return _content(page, cue, "infinitive", (start, child.right_edge.i + 1))
    return None


def _as(page: Page, cue: Cue) -> Content | None:
    """ "views the plan as a trap"."""
    own = cue.particle.i if cue.particle is not None else -1
    seen = next((c for c in cue.verb.rights if c.dep_ == "dobj" or c.i == own), None)
    if seen is None:  # "a visit that the envoy described *as a success*"
        how = next((c for c in cue.verb.rights if c.lower_ == "as" and c.dep_ == "prep"), None)
        if how is None or cue.verb.dep_ == "pcomp":
            return None
        return _content(page, cue, "object", (how.i, how.right_edge.i + 1))
    whole = (*cue.verb.rights, *(seen.subtree if seen.dep_ == "prep" else ()))
    how = next((c for c in whole if c.lower_ == "as" and c.dep_ == "prep" and c.i > seen.i), None)
    if how is None:
        return None
    start = seen.i + 1 if seen.dep_ == "prep" else seen.left_edge.i
    return _content(page, cue, "object", (start, how.right_edge.i + 1))


def _judged(page: Page, cue: Cue) -> Content | None:
    """ "considers the move a violation"."""
    for child in cue.verb.rights:
        if child.dep_ == "oprd" or (child.dep_ == "ccomp" and not is_finite(child)):
            first = min(c.left_edge.i for c in cue.verb.rights if c.dep_ in ("dobj", "oprd", "ccomp"))
            return _content(page, cue, "object", (first, child.right_edge.i + 1))
    return None


def _object(page: Page, cue: Cue) -> Content | None:
    """ "thanked the hosts for their patience": the object and what belongs to it."""
    if cue.verb.dep_ == "pcomp" and own_subject(cue.verb) is None:
        return None
    for child in cue.verb.rights:
        if child.i < cue.last:
            continue
        if child.dep_ in CLAUSES or (child.dep_ in ("xcomp", "pcomp") and child.tag_ == "VBG"):
            return _content(page, cue, "object", (child.left_edge.i, child.right_edge.i + 1))
        if child.pos_ == "NUM" and _has(page, cue, "paying"):
            return None
        if child.dep_ in OBJECTS and not (child.ent_type_ in TIMES and child.dep_ != "dobj"):
            inner = next((c for c in child.rights if c.dep_ in ("acl", "ccomp") and _that_clause(c)), None)
            if inner is not None and child.left_edge.i == child.i:
                return _content(page, cue, "clause", (inner.left_edge.i + 1, inner.right_edge.i + 1))
            end = end_of_complements(page, cue.verb, child)
            if page.words.has("empty", child.lower_) and end == child.i + 1:
                return None
            return _content(page, cue, "object", (child.left_edge.i, end))
    return None


def _clause(page: Page, cue: Cue) -> Content | None:
    """A clause or quotation: before the reporting clause if a mark or comma closes it off there, else behind."""
    verb = cue.verb
    told = _told(page, cue)
    speech = _has(page, cue, "clause")
    clause = _clause_behind(page, cue)
    quote = _quote_behind(page, cue) if speech else None
    own = cue.source is not None and verb.tag_ != "VBG"
    if speech and verb.tag_ != "VBG" and not _says_that(page, clause):
        place = quote_before(page, verb, cue.source, cue.floor)
        inverted = None if own_subject(verb) is not None else _subject_behind(verb)
        if place is not None and (own_subject(verb) is not None or inverted is not None or _stands_alone(cue)):
            return Content(frame="clause", place=place, told=told, said_by=inverted)
    if quote is not None:
        start, end = page.spoken[quote]
        if clause is not None:
            start, end = min(start, clause[0]), max(end, clause[1])
        return _content(page, cue, "clause", (start, end), told=told)
    if clause is not None:
        return _content(page, cue, "clause", clause, told=told)
    if own and page.words.has("behind", cue.key) and (told is not None or not _has_object(verb)):
        place = clause_before(page, verb, cue.source, cue.floor)
        if place is not None and (own_subject(verb) is not None or _stands_alone(cue)):
            return Content(frame="clause", place=place, told=told)
    main = _main_clause(page, cue) if speech else None
    if main is not None:
        return _content(page, cue, "clause", main, told=told)
    gap = _gapped(page, cue)
    if gap is not None:
        return _content(page, cue, "clause", gap, told=told)
    silent = any(c.dep_ == "dobj" and page.words.has("silent", c.lower_) for c in verb.rights)  # "says nothing"
    if page.words.has("plain", cue.lemma) and not silent and _has_verb(page, verb.i + 1, page.ends[verb.i]):
        return _content(page, cue, "clause", (verb.i + 1, page.ends[verb.i]), told=told)
    return None


def _main_clause(page: Page, cue: Cue) -> Tokens | None:
    """ "As the envoy said on Monday, *talks will resume*": the clause that stands beside."""
    verb, doc = cue.verb, page.doc
    opener = next((c for c in verb.lefts if c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep")), None)
    if opener is None or verb.dep_ != "advcl" or _has_object(verb) or not is_finite(verb):
        return None
    above, end = verb.head, verb.right_edge.i + 1
    if verb.i > above.i or end >= len(doc) or not is_comma(doc[end]) or own_subject(above) is None:
        return None
    return end + 1, page.ends[verb.i] if above.dep_ == "ROOT" else above.right_edge.i + 1


def _gapped(page: Page, cue: Cue) -> Tokens | None:
    """ "which experts say *is a first step*": a clause whose subject stands before the reporting clause."""
    doc, after = page.doc, cue.verb.i + 1
    front = cue.source[0] - 1 if cue.source is not None else -1
    if front < page.starts[cue.verb.i] or after >= page.ends[cue.verb.i] or doc[front].tag_ not in FRONTED:
        return None
    verb = doc[after]
    if verb.dep_ in ("aux", "auxpass") and verb.head.i > after:
        verb = verb.head
    if doc[after].pos_ not in VERBAL or not is_finite(verb):
        return None
    return after, verb.right_edge.i + 1


def _stands_alone(cue: Cue) -> bool:
    """Whether the source stands right before a verb that the parser left without a subject."""
    return cue.source is not None and own_subject(cue.verb) is None and cue.source[1] == cue.verb.i


def _subject_behind(verb: Token) -> Tokens | None:
    """ "..., stressed the statement": what the parser took for the object."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    return noun_phrase(thing) if thing is not None else None


def _has_verb(page: Page, start: int, end: int) -> bool:
    return any(page.doc[i].pos_ in VERBAL and is_finite(page.doc[i]) for i in range(start, end))


def _has_object(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "oprd") and c.ent_type_ not in TIMES for c in verb.rights)


def _told(page: Page, cue: Cue) -> Tokens | None:
    if not page.words.has("told", cue.lemma):
        return None
    for child in cue.verb.rights:
        if child.dep_ in ("dobj", "dative") and page.quoted[child.i] < 0:
            return trim(page.doc, child.left_edge.i, child.right_edge.i + 1)
    return None


def _says_that(page: Page, clause: Tokens | None) -> bool:
    return clause is not None and page.doc[clause[0] - 1].lower_ == "that"


def _quote_behind(page: Page, cue: Cue) -> int | None:
    """The quotation that follows the verb and is introduced by it: by a colon, a comma, "that" or nothing."""
    doc = page.doc
    for i in range(cue.last + 1, min(cue.last + NEAR, len(doc))):
        if page.quoted[i] >= 0:
            before = doc[i - 1] if not doc[i - 1].is_space else doc[i - 2]
            introduced = before.text in (":", ",") or before.lower_ == "that" or before.i == cue.last
            return page.quoted[i] if introduced else None
        word = doc[i]
        if word.text in STOPS or (word.pos_ in VERBAL and is_finite(word)):
            return None
        if word.tag_ == "VBG" and is_comma(doc[i - 1]):
            return None
    return None


def _clause_behind(page: Page, cue: Cue) -> Tokens | None:
    """The clause on the verb's right, as the parser or, failing that, the word "that" or a colon shows it."""
    doc, verb = page.doc, cue.verb
    for child in verb.rights:
        if child.i > cue.last and (child.dep_ in CLAUSES or (child.dep_ in MISTAKEN and _that_clause(child))):
            if (own_subject(child) is None and (not is_finite(child) or _reduced(verb, child))) or _set_apart(
                verb, child
            ):
                continue
            start = max(child.left_edge.i, verb.i + 1)
            aside = is_comma(doc[start]) or is_comma(doc[start - 1])
            while start < child.i and (doc[start].lower_ == "that" or doc[start].is_punct) and page.quoted[start] < 0:
                start += 1
            if not aside or not tells_source(page, start, child.right_edge.i + 1):
                return start, _continued(verb, child)
    end = page.ends[verb.i]
    for i in range(cue.last + 1, min(cue.last + 14, end)):
        drawn = doc[i].tag_ == "WDT" and _has(page, cue, "object")  # "affirmed the map that they had drawn"
        that = doc[i].lower_ == "that" and doc[i].dep_ != "det" and not drawn
        if that and page.quoted[i] < 0 and has_clause(doc, i + 1, end):
            return i + 1, end
        if doc[i].text == ":" and end - i > 3:
            return i + 1, end
        if doc[i].pos_ in VERBAL or is_comma(doc[i]):
            break
    return None


def _reduced(verb: Token, clause: Token) -> bool:
    """Whether it only tells of the object before it: "reaffirmed *the truce* agreed in May"."""
    return clause.tag_ == "VBD" and any(c.dep_ == "dobj" and c.i < clause.i for c in verb.rights)


def _set_apart(verb: Token, clause: Token) -> bool:
    """Whether a dash parts a clause from what is announced: "announced *the launch* - the meeting took place there"."""
    before = clause.doc[clause.left_edge.i - 1]
    return before.text in DASHES and is_comma(before) and any(c.dep_ == "dobj" and c.i < clause.i for c in verb.rights)


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


def _content(page: Page, cue: Cue, frame: Frame, place: Tokens, *, told: Tokens | None = None) -> Content | None:
    start, end = trim(page.doc, place[0], cut(page, cue.verb, *place))
    if frame in ("object", "preposition"):
        end = without_channel(page, start, without_day(page, start, end))
    if start < end < len(page.doc) and page.quoted[end] >= 0 and page.quoted[end - 1] < 0:
        end = page.spoken[page.quoted[end]][1]  # goes on in quotation marks: "to meet every month “with donors”"
    if start < end and page.quoted[end - 1] >= 0:
        end = max(end, page.spoken[page.quoted[end - 1]][1])
    if start < end and page.quoted[start] >= 0:
        start = min(start, page.spoken[page.quoted[start]][0])
    return Content(frame=frame, place=(start, end), told=told) if start < end else None
