"""What speaks for and against a candidate step: its words, what governs it, its place among the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..reading.phrases import AUXILIARIES, VERBS, first_of_row, governors
from ..reading.rivals import overlapping, ranks
from .measure_candidates import Candidate
from .measure_status import Governance

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.reading import Reading

ENTITIES = frozenset(("GPE", "NORP", "DATE", "PERSON", "ORG"))
CLAUSES = frozenset(("advcl", "relcl", "acl", "ccomp", "xcomp", "pcomp"))
LENGTHS = ((2, "1"), (4, "2-3"), (8, "4-7"), (15, "8-14"), (1000, "15+"))
SIZES = ((150, "s"), (320, "m"), (1_000_000_000, "l"))


def features(
    reading: Reading, candidates: Sequence[Candidate], governances: Sequence[Governance]
) -> list[frozenset[str]]:
    """Names of the features of each candidate of a text."""
    among = _among(candidates)
    return [
        frozenset(
            (*_own(candidate), *_context(candidate), *_governance(governance), *others, *_where(reading, candidate))
        )
        for candidate, governance, others in zip(candidates, governances, among, strict=True)
    ]


def step_of(scale: Sequence[tuple[int, str]], value: int) -> str:
    """The name of the first step of the scale that lies above the value."""
    return next(name for limit, name in scale if value < limit)


def _own(candidate: Candidate) -> Iterator[str]:
    head = candidate.head
    yield f"kind={candidate.kind}"
    yield f"shape={candidate.shape}"
    yield f"head={candidate.lemma}"
    yield f"tag={head.tag_}"
    yield f"kind+shape={candidate.kind}+{candidate.shape}"
    if candidate.bare:
        yield "bare"
        yield f"bare={candidate.kind}"
    for kind in candidate.kinds[1:]:
        yield f"also={kind}"
    yield f"length={step_of(LENGTHS, candidate.end - candidate.start)}"
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


def _governance(governance: Governance) -> Iterator[str]:
    yield f"rule={governance.status}"
    yield f"cued={governance.status}{governance.cue is not None}"


def _among(candidates: Sequence[Candidate]) -> Iterator[list[str]]:
    spans = [(candidate.start, candidate.end) for candidate in candidates]
    by_head = ranks(spans, [candidate.lemma for candidate in candidates])
    by_kind = ranks(spans, [candidate.kind for candidate in candidates])
    touching = overlapping(spans)
    for i, candidate in enumerate(candidates):
        found = [
            f"{name} {what}={min(value, most)}"
            for name, rank in (("head", by_head[i]), ("kind", by_kind[i]))
            for what, value, most in (("rank", rank.before, 3), ("longer", rank.longer, 3), ("count", rank.size, 5))
        ]
        for other in (candidates[j] for j in touching[i]):
            same = " same" if other.kind == candidate.kind else ""
            if other.start <= candidate.start and candidate.end <= other.end:
                found += [f"within={other.shape}", f"within{same}={other.shape}"]
            if candidate.start <= other.start and other.end <= candidate.end:
                found += [f"around={other.shape}", f"around{same}={other.shape}"]
        yield found


def _where(reading: Reading, candidate: Candidate) -> Iterator[str]:
    size = len(reading.doc)
    if reading.quote_at(reading.doc[candidate.start].idx):
        yield "quoted"
    yield f"part={4 * candidate.start // max(1, size)}"
    yield f"size={step_of(SIZES, size)}"
