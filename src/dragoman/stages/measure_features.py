"""What speaks for and against a candidate step: its words, what governs it, its place among the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..reading.phrase_features import CLAUSES, among, nested, own_kind, place_in_text
from ..reading.phrases import AUXILIARIES, VERBS, first_of_row, governors
from .measure_candidates import Candidate
from .measure_status import Governance

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.reading import Reading

ENTITIES = frozenset(("GPE", "NORP", "DATE", "PERSON", "ORG"))


def features(
    reading: Reading, candidates: Sequence[Candidate], governances: Sequence[Governance]
) -> list[frozenset[str]]:
    """Names of the features of each candidate of a text."""
    standings = _among(candidates)
    return [
        frozenset(
            (
                *_own(candidate),
                *_context(candidate),
                *_governance(candidate, governance),
                *others,
                *_where(reading, candidate),
            )
        )
        for candidate, governance, others in zip(candidates, governances, standings, strict=True)
    ]


def _own(candidate: Candidate) -> Iterator[str]:
    head = candidate.head
    yield from own_kind(candidate.kinds, candidate.shape, candidate.bare, (candidate.start, candidate.end))
    yield f"head={candidate.lemma}"
    yield f"tag={head.tag_}"
    for word in head.doc[candidate.start : candidate.end]:
        if word.i == head.i:
            continue
        if word.like_num:
            yield "number"
        if word.ent_type_ in ENTITIES:
            yield f"entity={word.ent_type_}"
    yield from _modifiers(candidate)


def _modifiers(candidate: Candidate) -> Iterator[str]:
    head = candidate.head
    determined = False
    for child in head.lefts:
        if child.dep_ in ("det", "poss", "amod", "nummod", "compound"):
            yield f"left={child.dep_}={child.lower_ if child.dep_ == 'det' else child.lemma_.lower()}"
            yield f"left={child.dep_}"
            determined = determined or child.dep_ in ("det", "poss")
    if candidate.shape == "noun" and not determined:
        yield "no determiner"
    for child in head.rights:
        if child.i < candidate.end:
            yield f"right={child.dep_}"
            if child.dep_ == "prep":
                yield f"right=prep={child.lower_}"


def _context(candidate: Candidate) -> Iterator[str]:
    head = candidate.head
    yield f"dep={first_of_row(head).dep_}"
    if head.dep_ == "conj":
        yield "conj"
    yield from _verb_features(head, "own")
    verbs = 0
    for step, governor in enumerate(governors(head)):
        lemma = governor.lemma_.lower()
        if step == 0:
            yield f"governor={lemma}"
            yield f"governor={lemma}+{candidate.kind}"
        if step < 4:
            yield f"above={lemma}"
        if governor.pos_ in VERBS:
            verbs += 1
            if verbs <= 2:
                yield f"verb{verbs}={lemma}"
                yield from _verb_features(governor, f"verb{verbs}")
        elif governor.pos_ == "ADP" and step < 3:
            yield f"preposition={governor.lower_}"
        if governor.dep_ in CLAUSES:
            yield f"in={governor.dep_}"
    for word in head.doc[max(0, candidate.start - 3) : candidate.start]:
        yield f"before={word.lower_}"


def _verb_features(verb: Token, name: str) -> Iterator[str]:
    if verb.pos_ not in VERBS:
        return
    yield f"{name}:tag={verb.tag_}"
    for child in verb.children:
        if child.dep_ in AUXILIARIES or child.dep_ == "mark":
            yield f"{name}:{child.dep_}={child.lower_}"
        if child.dep_ in ("nsubjpass", "auxpass"):
            yield f"{name}:passive"


def _governance(candidate: Candidate, governance: Governance) -> Iterator[str]:
    yield f"rule={governance.status}"
    yield f"rule={governance.status}+{candidate.kind}"
    yield f"cued={governance.status}{governance.cue is not None}"


def _among(candidates: Sequence[Candidate]) -> Iterator[list[str]]:
    spans = [(candidate.start, candidate.end) for candidate in candidates]
    groups = {"head": [candidate.lemma for candidate in candidates], "kind": [str(c.kind) for c in candidates]}
    for i, (found, (around, within)) in enumerate(zip(among(spans, groups), nested(spans), strict=True)):
        yield [*found, *_nested(candidates, i, around, "within"), *_nested(candidates, i, within, "around")]


def _nested(candidates: Sequence[Candidate], own: int, others: Sequence[int], name: str) -> Iterator[str]:
    for other in (candidates[j] for j in others):
        same = " same" if other.kind == candidates[own].kind else ""
        yield f"{name}={other.shape}"
        yield f"{name}{same}={other.shape}"


def _where(reading: Reading, candidate: Candidate) -> Iterator[str]:
    if reading.quote_at(reading.doc[candidate.start].idx):
        yield "quoted"
    yield from place_in_text(reading, candidate.start)
