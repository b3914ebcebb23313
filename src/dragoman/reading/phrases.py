"""How far a phrase of the parse reaches, what governs it, and how its verb is put."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from .clauses import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

Bounds = tuple[int, int]
Form = Literal["past", "present", "future", "modal", "open"]

LEFT = frozenset(
    ("det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "advmod", "predet", "punct", "neg", "case")
)
RIGHT = frozenset(("prep", "acl", "relcl", "advmod", "amod", "nummod", "npadvmod", "prt", "dative", "agent", "pcomp"))
OBJECTS = frozenset(
    ("dobj", "obj", "prep", "prt", "xcomp", "ccomp", "advmod", "dative", "agent", "oprd", "attr", "acomp", "npadvmod")
)
AUXILIARIES = frozenset(("aux", "auxpass", "neg"))
VERBS = frozenset(("VERB", "AUX"))
ROWS = frozenset(("cc", "conj", "appos"))
BREAKS = frozenset((",", ";", ":", "—", "–"))
SETTING_OFF = frozenset((",", ";", ":", "(", "—", "–"))
DASHES = frozenset((";", "—", "–", "--"))
BEFORE = frozenset((",", ";", ":", ")", "."))
AFTER = frozenset((",", ";", ":", "(", ".", "!", "?"))
CLAUSE_OPENERS = frozenset(("which", "who", "but", "while", "as", "after", "although", "where", "he", "she", "they"))
MODALS = frozenset(("should", "must", "could", "might", "may", "can", "ought", "shall", "need"))
FUTURE = frozenset(("will", "'ll", "’ll", "would"))
PERFECT = frozenset(("has", "have", "had", "'ve", "’ve"))
FOCUS = frozenset(("especially", "particularly", "notably", "chiefly", "mainly", "primarily", "namely"))
SCOPE = frozenset(("just", "only", "merely", "simply"))  # behind "not": "not just a truce but"
FLOATING = frozenset(("all", "both", "each"))  # behind the phrase: "aid and shelter all fell short"
DOUBT = frozenset(("if", "whether", "unless"))
SUPPOSING = DOUBT | {"until", "once", "before"}
LONGEST = 32


def noun_bounds(head: Token) -> Bounds:
    """First and last-plus-one token of the noun phrase: modifiers, ``of`` phrases, relative clauses.

    Appositions, coordinated heads and clauses set off by a comma stay out.
    """
    start, end = head.i, head.i + 1
    first: int = head.sent.start
    for child in reversed(list(head.lefts)):
        edge = child.left_edge.i
        if child.dep_ not in LEFT or edge < first:
            break
        if child.dep_ != "punct" or child.text not in BREAKS:
            start = min(start, edge)
    for child in head.rights:
        if child.dep_ in RIGHT and not _set_off(child):
            end = max(end, _right_edge(child))
        elif child.dep_ in ROWS or (child.dep_ == "punct" and child.text in BREAKS):
            break
    return _shorn(head, start, end)


def verb_bounds(verb: Token) -> Bounds:
    """First and last-plus-one token of the verb with objects and complements, without subject and auxiliaries."""
    end = verb.i + 1
    for child in verb.rights:
        if child.dep_ in OBJECTS and not _set_off(child):
            end = max(end, _right_edge(child))
        elif child.dep_ in ("cc", "conj", "advcl", "parataxis"):
            break
    return _shorn(verb, verb.i, end)


def clause_bounds(verb: Token) -> Bounds:
    """The same with subject and auxiliaries."""
    start, end = verb_bounds(verb)
    for child in verb.lefts:
        if child.dep_ in SUBJECTS or child.dep_ in AUXILIARIES:
            start = min(start, child.left_edge.i)
    return _shorn(verb, start, end)


def governors(token: Token) -> Iterator[Token]:
    """The words above a token, nearest first; a coordinated word has the governors of the first of its row."""
    while token.head.i != token.i:
        if token.dep_ == "conj":
            token = first_of_row(token)
            if token.head.i == token.i:
                return
        token = token.head
        yield token


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token."""
    return next((word for word in governors(token) if word.pos_ in VERBS), None)


def first_of_row(token: Token) -> Token:
    """The first of the coordinated words that the token belongs to."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def complements(verb: Token) -> frozenset[str]:
    """Lemmas of what a verb directly takes: object, infinitive, clause, prepositional object."""
    taken: list[Token] = []
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "dobj", "obj"):
            taken.append(child)
        elif child.dep_ == "prep":
            taken.extend(word for word in child.children if word.dep_ in ("pobj", "pcomp"))
    return frozenset(word.lemma_.lower() for word in taken)


def verb_form(verb: Token) -> Form:
    """How a verb is put; ``open``: an infinitive or participle, about which the verb above decides."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {helper.lower_ for helper in helpers}
    if words & MODALS:
        return "modal"
    if words & FUTURE:
        return "modal" if _doubtful(verb) or ("would" in words and verb.dep_ not in ("ccomp", "conj")) else "future"
    if "to" in words:
        return "open"
    if words & PERFECT or any(helper.tag_ == "VBD" for helper in helpers):
        return "past"
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not helpers and verb.dep_ == "ROOT"):
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or any(helper.tag_ in ("VBZ", "VBP") for helper in helpers):
        return "present"
    return "open"


def negated(verb: Token) -> bool:
    """Whether the verb is denied."""
    return any(
        child.dep_ == "neg" or (child.dep_ in ("det", "preconj") and child.lower_ in ("no", "neither"))
        for child in verb.children
    )


def _doubtful(verb: Token) -> bool:
    clauses = [verb, *(child for child in verb.children if child.dep_ == "advcl")]
    return any(child.dep_ == "mark" and child.lower_ in DOUBT for clause in clauses for child in clause.children)


def _right_edge(token: Token) -> int:
    """Right edge of a modifier, cut before a second preposition and a clause that a comma or dash sets off."""
    edge = int(token.right_edge.i) + 1
    doc = token.doc
    if token.dep_ == "prep" and any(child.dep_ == "conj" and child.pos_ == "ADP" for child in token.children):
        edge = min((child.i for child in token.children if child.dep_ == "cc"), default=edge)
    edge = _whole_words(token, edge)
    for i in range(token.i, edge):
        text = doc[i].text
        if text in DASHES or (text == "," and _opens_clause(doc[i])):
            return i
    return edge


def _whole_words(token: Token, edge: int) -> int:
    """Without a last item that only begins: "aid for Tessa and long term" before "plans"."""
    last = token.doc[edge - 1]
    if not begins_compound(last):
        return edge
    joined = next((child.i for child in last.head.children if child.dep_ == "cc" and child.i < last.i), edge)
    return joined if joined > token.i + 1 else edge


def begins_compound(last: Token) -> bool:
    """Whether a coordinated noun is only the first of two that the parse has torn apart."""
    behind = last.i + 1
    if last.dep_ != "conj" or last.tag_ != "NN" or behind >= last.sent.end:
        return False
    return last.doc[behind].tag_ in ("NN", "NNS")


def _opens_clause(comma: Token) -> bool:
    """Whether what follows the comma is a clause of its own and not the next item of a list."""
    if comma.i + 1 >= len(comma.doc):
        return True
    following = comma.nbor(1)
    return following.lower_ in CLAUSE_OPENERS or (following.pos_ == "VERB" and following.tag_ == "VBG")


def _set_off(child: Token) -> bool:
    before = child.left_edge.i - 1
    return bool(before >= 0 and child.doc[before].text in SETTING_OFF and before >= child.sent.start)


def _shorn(head: Token, start: int, end: int) -> Bounds:
    """The bounds within sentence and length limit, without blanks and stray marks at the ends."""
    doc, sentence = head.doc, head.sent
    at = head.i
    start, end = max(start, sentence.start, at - LONGEST), min(end, sentence.end, at + LONGEST)
    while start < at and ((first := doc[start]).is_space or first.text in BEFORE or first.lower_ in FOCUS):
        start += 1
    if start + 1 < at and doc[start].lower_ == "not" and doc[start + 1].lower_ in SCOPE:
        start += 2
    while end - 1 > at and ((last := doc[end - 1]).is_space or last.text in AFTER or _floats(last, head)):
        end -= 1
    return start, end


def _floats(last: Token, head: Token) -> bool:
    """Whether the last word counts what stands before it and belongs to the verb behind: "access to care *all*"."""
    return last.lower_ in FLOATING and last.tag_ == "DT" and last.i + 1 < len(last.doc) and head.dep_ != "dobj"
