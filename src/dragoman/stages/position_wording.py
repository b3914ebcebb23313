"""The words of a passage as evidence: what is wanted, with which words it is told, what an issue's cues hang on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .position_cues import Cue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ..model.claim import Claim, Statement
    from .position_antecedents import Holder

CONTENT = ("NOUN", "VERB", "ADJ")
NAMED = (*CONTENT, "PROPN")
LIGHT = ("ADV", "PRON")
ANYBODY = ("GPE", "PERSON", "ORG", "NORP")  # whose name counts as one of its kind, so that no conflict is learned
CLAUSES = ("dobj", "attr", "acomp", "xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "nsubjpass", "oprd", "relcl")
WORDS, PAIRS, PASSAGE, OBJECTS = 25, 20, 40, 8  # at most so many words are looked at
DEEPEST = 2  # steps below a cue within which a word counts as what it speaks of


def wording(doc: Doc, cue: Cue) -> Iterator[str]:
    """Words that a cue speaks of: alone, with the word above each, and those at the end of its own links."""
    first, last = cue.focus
    for token in doc[first:last]:
        if token.pos_ in LIGHT:
            yield f"light={token.pos_}:{token.lower_}"
    for token in doc[first : min(last, first + WORDS)]:
        if token.pos_ in CONTENT and not token.is_stop:
            yield f"in={token.lemma_.lower()}"
    for token in doc[first : min(last, first + PAIRS)]:
        if token.pos_ in NAMED and token.head.i != token.i and cue.start <= token.head.i < cue.end:
            above = token.head.head if token.head.pos_ == "ADP" else token.head
            yield f"pair={kind_or_word(above)}>{kind_or_word(token)}"
    for token, depth in _below(_verb(doc[cue.token], cue)):
        if depth == 1:
            yield f"object={kind_or_word(token)}"


def issue_wording(doc: Doc, cue: Cue, issue: str, hits: Sequence[Token]) -> Iterator[str]:
    """Words of the passage beside an issue, what the cue speaks of, and what the issue's own cues hang on."""
    for token in doc[cue.start : min(cue.end, cue.start + PASSAGE)]:
        if token.pos_ in NAMED and not token.is_stop:
            yield f"{issue} in={kind_or_word(token)}"
    for token, _ in _below(_verb(doc[cue.token], cue)):
        yield f"{issue} object={kind_or_word(token)}"
    for token in hits[:2]:
        yield f"as={token.dep_}"
        yield f"under={kind_or_word(token.head)}"
        yield f"{issue} as={token.dep_}"
        yield f"{issue} under={kind_or_word(token.head)}"


def telling(
    doc: Doc, cue: Cue, holders: Sequence[Holder], around: Claim[Statement] | None, cued: Claim[Statement] | None
) -> Iterator[str]:
    """How the statement around a cue, or the one that it reports itself, is told, and whether by the holder."""
    for name, claim in (("told", around), ("tells", cued)):
        if claim is None:
            continue
        said = claim.payload
        span = doc.char_span(said.cue.start, said.cue.end, alignment_mode="expand") if said.cue else None
        word = span.root.lemma_.lower() if span is not None else "nothing"
        yield f"{name} with={word}"
        yield f"{name} with={word}+{cue.kind}"
        yield f"{name} for somebody={said.party is not None}"
        if holders:
            own = said.party == holders[0].party
            yield f"{name} by holder={own}"
            yield f"{name} by holder={own}+{cue.kind}"


def kind_or_word(token: Token) -> str:
    """The dictionary form of a word; of a name only its kind."""
    return token.ent_type_ if token.ent_type_ in ANYBODY else token.lemma_.lower()


def _verb(token: Token, cue: Cue) -> Token:
    """The verb of a cue that is an auxiliary, else the cue itself."""
    modal = cue.kind in ("duty", "refusal", "intent") and token.dep_ == "aux"
    return token.head if modal else token


def _below(token: Token) -> list[tuple[Token, int]]:
    """Objects and clauses below a word with their depth, nearest first."""
    found: list[tuple[Token, int]] = []
    level = [token]
    for depth in range(1, DEEPEST + 2):
        level = [word for above in level for word in _next_below(above)]
        found.extend((word, depth) for word in level)
    return found[:OBJECTS]


def _next_below(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.i < token.i and child.dep_ != "nsubjpass":
            continue
        if child.dep_ in CLAUSES:
            yield child
        elif child.dep_ in ("prep", "agent", "dative"):
            yield from (word for word in child.children if word.dep_ in ("pobj", "pcomp"))
