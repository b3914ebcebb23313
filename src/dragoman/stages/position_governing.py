"""Of several cue words in a clause, which one says what is wanted: "called for" in "called for an offer to meet"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ..reading.clauses import SUBJECTS
from .position_clauses import listed_with
from .position_cues import Cue
from .position_words import CueWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DOWNWARD = frozenset(  # relations that lead from a word up to the cue in whose complement it stands
    (
        *("xcomp", "ccomp", "pcomp", "acl", "acomp", "attr", "oprd"),
        *("dobj", "pobj", "prep", "dative", "conj", "nmod", "compound"),
    )
)
STEPS = 12
LEXICAL = ("verb", "noun", "adjective")


def governing(doc: Doc, found: Iterable[Cue], words: CueWords) -> list[Cue]:
    """The cues that no other one governs, save those that name another owner; stress gives way to what it stresses."""
    cues = list(found)
    lexical = {cue.token: cue for cue in cues if cue.kind in LEXICAL}
    duties = {_verb_of(doc[cue.token]).i for cue in cues if cue.kind == "duty"}
    spent: set[int] = set()
    kept: list[Cue] = []
    for cue in cues:
        token = doc[cue.token]
        verb = _verb_of(token)
        if cue.kind in ("intent", "refusal") and _says(verb, lexical):
            continue
        if cue.kind == "verb" and token.i in duties:
            continue
        if cue.kind == "noun" and cue.carrier is not None and words.has("negation.dropping", cue.carrier):
            continue
        above = _governor(token, lexical) if cue.kind in LEXICAL else None
        if above is not None and cue.kind == "noun" and _gives_way(doc, above, cue, words):
            spent.add(above.token)
            second = token.dep_ == "conj" and token.head.i in lexical  # "its respect for it and its *support*"
            start = cue.start if second else min(cue.start, above.start)
            cue = replace(cue, start=start, negated=cue.negated or above.negated)
        elif above is not None and not cue.explicit:
            continue
        elif above is None and verb.dep_ == "ccomp" and verb.head.i in lexical and words.stresses(verb.head):
            spent.add(verb.head.i)
        kept.append(cue)
    return [cue for cue in kept if cue.kind != "verb" or cue.token not in spent]


def _gives_way(doc: Doc, above: Cue, noun: Cue, words: CueWords) -> bool:
    """Whether a verb only carries the noun that says what is wanted: "stressed the need", "tabled a demand"."""
    if words.stresses(doc[above.token]):
        return True
    if above.kind != "verb" or above.stance == "rejects":
        return False
    put = words.has("stress.putting", above.word) and noun.stance in ("demands", "rejects")
    return put or (not above.sure and words.has("stress.needs", noun.word))


def _verb_of(token: Token) -> Token:
    """The verb that a modal or predicate belongs to."""
    return token.head if token.dep_ in ("aux", "acomp", "attr") else token


def _says(verb: Token, lexical: Mapping[int, Cue]) -> bool:
    """Whether the verb after a modal is a cue of its own: "would reject", "will be ready"."""
    return verb.i in lexical or any(c.i in lexical for c in verb.children if c.dep_ in ("acomp", "oprd"))


def _governor(token: Token, lexical: Mapping[int, Cue]) -> Cue | None:
    """The cue in whose complement a word stands, as far as no clause with a subject of its own lies between."""
    node = listed_with(token) or token
    if node.i != token.i and node.i in lexical:
        return None
    for _ in range(STEPS):
        if node.head.i == node.i or node.dep_ not in DOWNWARD:
            return None
        if node.dep_ == "ccomp" and any(c.dep_ in SUBJECTS for c in node.children):
            return None
        beside = node.dep_ == "conj"
        node = node.head
        if node.i in lexical and not beside:
            return lexical[node.i]
    return None
