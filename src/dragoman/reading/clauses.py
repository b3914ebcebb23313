"""Clauses of the dependency parse: who acts, which words belong together, how sure a verb is of itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Tokens = tuple[int, int]  # a half-open stretch of tokens
Mood = Literal["factual", "future", "conditional", "possible", "negated"]

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
IMPERSONAL = frozenset(("csubj", "expl"))
VERBAL = frozenset(("VERB", "AUX"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
RELATIVE = frozenset(("WDT", "WP"))  # tags of "who", "which", "that"
NOMINAL = frozenset((*SUBJECTS, "dobj", "attr"))
POSTPOSED = frozenset(("relcl", "acl", "advcl", "parataxis", "ccomp"))
DASHES = frozenset(("–", "—", "-", "--"))
AGENCY = re.compile(r"/[A-Z]+/")  # "/CPS/." of a dateline
CLOSING = frozenset('"”»')  # with a blank behind it, marks that end what stands before
TRIMMED = frozenset((",", ";", ":", ".", "-", "–", "—", "--"))


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself: "*the mission* said the meeting aimed", though *meeting* is nearer."""
    found: Token | None = None
    for child in verb.children:
        if child.dep_ not in SUBJECTS:
            continue
        acting = child.i > verb.i and any(c.dep_ == "acl" and c.tag_ == "VBN" for c in child.rights)
        if found is None or (abs(child.i - verb.i) < abs(found.i - verb.i) and not acting):
            found = child
    return found


def subject(verb: Token) -> Token | None:
    """Who does it: the verb's subject, or that of the verb it is joined to, or the noun it tells about.

    ``said ..., adding`` takes the subject of *said*; ``the envoy, who said`` takes *the envoy*.
    """
    told = _told_with(verb)
    if told is not None:
        return told
    token = verb
    for _ in range(6):
        found = own_subject(token)
        if found is not None and found.tag_ in RELATIVE and token.dep_ in ("relcl", "acl", "ccomp"):
            return _antecedent(token)
        if found is not None and (token.i == verb.i or found.dep_ not in IMPERSONAL):
            return found
        if token.dep_ in ("acl", "relcl"):
            return _described(token)
        if token.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "dep", "prep", "ccomp", "parataxis", "acomp"):
            return None
        if token.dep_ == "conj" and token.head.pos_ not in VERBAL:
            return token.head if token.head.pos_ in ("NOUN", "PROPN") and token.tag_ == "VBG" else None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _described(clause: Token) -> Token | None:
    """Whose act a participle or relative clause tells: its noun's, or that of the verb which takes the noun.

    "issued a letter calling on them": whoever issued it; "those calling for peace": those.
    """
    noun = clause.head
    if noun.pos_ in VERBAL:
        return subject(noun)
    if clause.tag_ == "VBG" and clause.dep_ == "acl" and noun.dep_ in ("dobj", "pobj"):
        above = next((a for a in ancestors(noun) if a.pos_ in VERBAL), None)
        found = subject(above) if above is not None else None
        return found or noun
    return noun


def _told_with(participle: Token) -> Token | None:
    """Whose participle stands right behind "with": "with *critics* saying", "ended with *them* affirming"."""
    if participle.tag_ != "VBG" or participle.i < 2 or participle.dep_ not in ("acl", "advcl", "pcomp"):
        return None
    before = participle.doc[participle.i - 1]
    return before if before.dep_ == "pobj" and before.head.lower_ == "with" else None


def _antecedent(verb: Token) -> Token | None:
    token = verb
    while token.dep_ not in ("relcl", "acl") and token.head.i != token.i:
        token = token.head
    noun = token.head
    if noun.ent_type_ in PLACES:
        return _behind_place(noun) or noun
    return noun if noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def _behind_place(place: Token) -> Token | None:
    """Who is meant where the clause hangs on the place of what is told: "met *Kolo* in Orrel, who said"."""
    place = place.head if place.dep_ == "appos" else place
    if place.dep_ != "pobj" or place.head.lower_ not in ("in", "at"):
        return None
    nouns = list(takewhile(lambda t: t.dep_ == "acl" or not is_finite(t), ancestors(place)))
    named = [t for t in nouns if t.pos_ in ("NOUN", "PROPN")]
    if named:
        return named[-1]
    verb = place.head.head
    return next((c for c in verb.rights if c.dep_ == "dobj" and c.i < place.i), None) or own_subject(verb)


def is_comma(token: Token) -> bool:
    """A comma, or a dash that stands between words rather than within one."""
    if token.text in DASHES:
        return token.text in ("—", "--") or token.i == 0 or bool(token.doc[token.i - 1].whitespace_)
    return token.text == ","


def noun_phrase(head: Token, verb: Token | None = None) -> Tokens:
    """The words of the noun phrase: its title, its apposition, no loose relative clause behind a comma.

    A clause that holds ``verb``, the verb it is the subject of, is left out; so is a dateline before a dash.
    """
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.rights:
        left = child.left_edge.i
        holds_verb = verb is not None and left <= verb.i <= child.right_edge.i
        loose = child.dep_ in POSTPOSED and left > 0 and (is_comma(doc[left - 1]) or doc[left - 1].text == "(")
        if holds_verb or loose:
            end = min(end, left)
    if start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_:
        start = doc[start - 2].left_edge.i  # "co-chairs", cut in three
    if 0 < start < head.i and doc[start + 1].text == "-" and doc[start - 1].tag_ == "DT":
        start -= 1
    for i in range(head.i - 1, start, -1):
        if doc[i].text in DASHES and is_comma(doc[i]):
            start = i + 1
            break
    if start < head.i and doc[start].text in CLOSING and doc[start].whitespace_:
        start += 1
    while end < len(doc) and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I" and doc[end].tag_ != "POS":
        end += 1  # "Elin *Nkurunziza*", whose surname the parser takes for an adverb
    return trim(doc, _past_adverbial(head, start), end)


def _past_adverbial(head: Token, start: int) -> int:
    """Behind what the parser hangs before the noun: "*In a statement on Monday,* the envoy"."""
    doc = head.doc
    for child in head.lefts:
        end = child.right_edge.i + 1
        if child.dep_ == "prep" and child.left_edge.i == start and is_comma(doc[end]):
            return end + 1
    return start


def past_opening(doc: Doc, phrase: Tokens, opening: Collection[str]) -> Tokens:
    """Without the clause before a subject that the parser takes for a part of it: "*Echoing Varga,* the envoy".

    ``opening``: the participles that may begin such a clause.
    """
    start, end = phrase
    if start >= end or not doc[start].is_sent_start or doc[start].lower_ not in opening:
        return phrase
    comma = next((i for i in range(start + 1, end) if doc[i].text == ","), end)
    return trim(doc, comma, end) if comma < end else phrase


def trim(doc: Doc, start: int, end: int) -> Tokens:
    """Without white space, commas and joining words at the ends; quotation marks and brackets stay."""
    while start < end and ((first := doc[start]).is_space or first.text in TRIMMED or AGENCY.match(first.text)):
        start += 1
    while end > start and ((last := doc[end - 1]).is_space or last.text in TRIMMED or last.text == "("):
        end -= 1
    return start, end


def verb_group(verb: Token) -> Tokens:
    """The verb with its auxiliaries, negation and particle: ``has said``, ``did not believe``, ``pointed out``."""
    start, end = verb.i, verb.i + 1
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg") and child.i < verb.i and verb.i - child.i <= 4:
            start = min(start, child.i)
        elif child.dep_ == "prt" and child.i == verb.i + 1:
            end = child.i + 1
    return start, end


def is_finite(verb: Token) -> bool:
    """Whether the verb carries a tense, itself or through an auxiliary that is not ``to``."""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in verb.children)


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands with ``to``."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def has_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb with a subject of its own stands there."""
    for i in range(start, end):
        token = doc[i]
        if token.pos_ in VERBAL and is_finite(token):
            found = own_subject(token)
            if found is not None and start <= found.i < end:
                return True
    return False


def list_goes_on(verb: Token, part: Token) -> bool:
    """Whether a list of what is said goes on: "a truce, *the hope* of peace"; "for calm, and *keeping* the truce"."""
    listed = part.dep_ == "dobj" and is_comma(part.doc[part.left_edge.i - 1])
    return listed or (part.dep_ == "conj" and part.tag_ == "VBG" and verb.tag_ != "VBG" and own_subject(part) is None)


def mood(verb: Token, words: Mapping[str, Collection[str]]) -> Mood:
    """Whether the clause of that verb is told as fact, future, condition, possibility or is negated.

    ``words``: word lists ``mood.negative``, ``mood.condition``, ``mood.would``, ``mood.future``, ``mood.possible``.
    """
    negative = words.get("mood.negative", ())
    around = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg", "mark", "auxpass")}
    for child in verb.children:
        determined = any(g.lower_ in negative for g in child.lefts if g.dep_ == "det")
        if child.dep_ == "neg" or (child.dep_ in NOMINAL and (child.lower_ in negative or determined)):
            return "negated"
    conditions = words.get("mood.condition", ())
    if any(word in conditions for word in around) or any(
        g.lower_ in conditions for c in verb.children if c.dep_ == "advcl" for g in c.lefts if g.dep_ == "mark"
    ):
        return "conditional"
    backshifted = verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN", "VBG")
    if any(word in words.get("mood.would", ()) for word in around):
        return "future" if backshifted else "conditional"
    if any(word in words.get("mood.future", ()) for word in around):
        return "future"
    return "possible" if any(word in words.get("mood.possible", ()) for word in around) else "factual"


def ancestors(token: Token) -> Iterator[Token]:
    """The tokens above, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token
