"""What speaks for and against a candidate judgement: its words, its clause, what it is about, its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..reading.clauses import SUBJECTS
from ..reading.phrase_features import CLAUSES, among, nested, own_kind, place_in_text, step_of
from ..reading.phrases import (
    AUXILIARIES,
    DOUBT,
    SUPPOSING,
    VERBS,
    complements,
    governing_verb,
    governors,
    negated,
    verb_form,
)
from .assessment_candidates import Candidate, cue_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.reading import Reading

PLACES = ((4, "start"), (12, "early"), (1_000_000_000, "late"))
SHORT_QUOTE = 80
AIMS = frozenset(("xcomp", "advcl", "acl", "pcomp", "relcl"))
PUT = ("standing=", "shape=", "quoted", "aimed", "supposed", "negated")
VERBS_UP = 4
CLAUSES_UP = 2


def features(reading: Reading, candidates: Sequence[Candidate]) -> list[frozenset[str]]:
    """Names of the features of each candidate of a text."""
    topics = cue_words(reading.lexicon("assessments")).topics
    return [
        frozenset(
            (
                *_own(candidate, topics),
                *_clause(candidate, topics),
                *_above(candidate),
                *_standing(candidate),
                *_judged(reading, candidate),
                *others,
                *_where(reading, candidate),
            )
        )
        for candidate, others in zip(candidates, _among(candidates), strict=True)
    ]


def with_cues(candidates: Sequence[Candidate], names: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """These features with the telling words, and how each cue is put as one feature with it: "agreed", "to agree"."""
    return [
        some
        | {f"word within={lemma}" for lemma in candidate.content}
        | {f"cue={candidate.lemma}+{name}" for name in some if name.startswith(PUT) and "+" not in name}
        for candidate, some in zip(candidates, names, strict=True)
    ]


def kind_features(candidates: Sequence[Candidate], place: int) -> frozenset[str]:
    """What tells the kind of the candidate at that place, beside the above: words and judgements of its sentence."""
    candidate = candidates[place]
    sentence = candidate.cue.sent
    beside = [
        other.kind
        for other in candidates
        if other.cue.i != candidate.cue.i and sentence.start <= other.cue.i < sentence.end
    ]
    words = [word.lemma_.lower() for word in sentence if word.is_alpha and not word.is_stop]
    return frozenset((*(f"beside={kind}" for kind in beside), *(f"word={lemma}" for lemma in words)))


def _own(candidate: Candidate, topics: frozenset[str]) -> Iterator[str]:
    cue = candidate.cue
    yield from own_kind(candidate.kinds, candidate.shape, candidate.bare, (candidate.start, candidate.end))
    yield f"cue={candidate.lemma}"
    yield f"tag={cue.tag_}"
    yield f"dep={cue.dep_}"
    for word in cue.doc[candidate.start : candidate.end]:
        if word.lemma_.lower() in topics:
            yield "topic within"
            yield f"topic within={candidate.kinds[0]}"
    for child in cue.children:
        if child.dep_ in ("det", "poss", "amod", "neg", "advmod"):
            yield f"child={child.dep_}={child.lemma_.lower()}"
        if child.dep_ in ("prep", "acl", "relcl", "xcomp", "ccomp", "dobj", "aux"):
            yield f"child={child.dep_}"


def _clause(candidate: Candidate, topics: frozenset[str]) -> Iterator[str]:
    """The clause and sentence around it: who acts, how the verb is put, what it is about."""
    cue, verb = candidate.cue, _own_verb(candidate)
    if verb is not None:
        yield from _verb(candidate, verb, topics)
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                yield f"subject={child.lemma_.lower()}"
                yield f"subject pos={child.pos_}"
                if child.lemma_.lower() in topics:
                    yield "topic subject"
                if child.ent_type_:
                    yield f"subject entity={child.ent_type_}"
            if child.dep_ in AUXILIARIES or child.dep_ == "mark":
                yield f"verb:{child.dep_}={child.lower_}"
    sentence = cue.sent
    if any(word.lemma_.lower() in topics for word in sentence):
        yield "topic in sentence"
        yield f"topic in sentence={candidate.kinds[0]}"
    yield f"place={step_of(PLACES, cue.i - sentence.start)}"


def _verb(candidate: Candidate, verb: Token, topics: frozenset[str]) -> Iterator[str]:
    form = verb_form(verb)
    yield f"verb={verb.lemma_.lower()}"
    yield f"verb tag={verb.tag_}"
    yield f"form={form}"
    yield f"form={form}+{candidate.kinds[0]}"
    if negated(verb):
        yield "negated"
        yield f"negated={candidate.kinds[0]}"
    for lemma in complements(verb):
        yield f"complement={lemma}"
        if lemma in topics:
            yield "topic complement"
    above = governing_verb(verb)
    if above is None:
        yield "main clause"
    else:
        yield f"form above={verb_form(above)}"


def _standing(candidate: Candidate) -> Iterator[str]:
    """Whether the judgement is told as a fact: the form of its finite verb, or supposed, or what somebody aims at."""
    kind = candidate.kind
    yield f"told={kind}"
    yield f"told={kind}+{candidate.shape}"
    verb = _own_verb(candidate)
    supposed = aimed = False
    form = "none"
    for _ in range(VERBS_UP):
        if verb is None:
            break
        supposed = supposed or any(child.lower_ in SUPPOSING and child.dep_ == "mark" for child in verb.children)
        if verb_form(verb) != "open":
            form = verb_form(verb)
            break
        aimed = aimed or verb.dep_ in AIMS
        verb = governing_verb(verb)
    yield f"standing={form}"
    yield f"standing={form}+{kind}"
    if supposed or (verb is not None and _doubted(verb)):
        yield "supposed"
        yield f"supposed={kind}"
    if aimed:
        yield "aimed"
        yield f"aimed={kind}"
        yield f"aimed={candidate.lemma}"


def _doubted(verb: Token) -> bool:
    """Whether an "if" stands on the clause or the one right above it."""
    above: Token | None = verb
    for step in range(CLAUSES_UP):
        if above is None:
            return False
        if any(child.lower_ in DOUBT and child.dep_ == "mark" for child in above.children):
            return True
        if step and above.dep_ != "ccomp":
            return False
        above = governing_verb(above)
    return False


def _judged(reading: Reading, candidate: Candidate) -> Iterator[str]:
    """Of whom or what it is said: the cue itself, an actor with a name, a pronoun."""
    verb = _own_verb(candidate)
    if verb is None:
        return
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    if not subjects and verb.dep_ in ("xcomp", "conj"):
        subjects = [child for child in verb.head.children if child.dep_ in SUBJECTS]
    for subject in subjects:
        if subject.i == candidate.cue.i:
            yield "cue is subject"
            continue
        last = subject.right_edge
        if reading.names_in(subject.left_edge.idx, last.idx + len(last)):
            yield "actor subject"
            yield f"actor subject={candidate.kind}"
        if subject.pos_ == "PRON":
            yield f"pronoun={candidate.kind}"
            yield f"pronoun={subject.lower_}+{candidate.kind}"


def _own_verb(candidate: Candidate) -> Token | None:
    """The cue if it is a verb, else the verb right above it."""
    cue = candidate.cue
    return cue if cue.pos_ in VERBS else governing_verb(cue)


def _above(candidate: Candidate) -> Iterator[str]:
    for step, governor in enumerate(governors(candidate.cue)):
        if step >= 4:
            break
        if governor.dep_ in CLAUSES:
            yield f"in={governor.dep_}"
    for word in candidate.cue.doc[max(0, candidate.start - 2) : candidate.start]:
        yield f"before={word.lower_}"


def _among(candidates: Sequence[Candidate]) -> Iterator[list[str]]:
    spans = [(candidate.start, candidate.end) for candidate in candidates]
    groups = {"cue": [candidate.lemma for candidate in candidates], "kind": [str(c.kinds[0]) for c in candidates]}
    for found, (around, within) in zip(among(spans, groups), nested(spans), strict=True):
        yield [
            *found,
            *(f"within={candidates[j].kinds[0]}" for j in around),
            *(f"around={candidates[j].kinds[0]}" for j in within),
        ]


def _where(reading: Reading, candidate: Candidate) -> Iterator[str]:
    quote = reading.quote_at(candidate.cue.idx)
    if quote is not None:
        yield "quoted"
        yield "short quote" if quote.end - quote.start < SHORT_QUOTE else "long quote"
    yield from place_in_text(reading, candidate.start)
