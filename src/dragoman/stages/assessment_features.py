"""What speaks for and against a candidate judgement: its words, its clause, what it is about, its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..reading.clauses import SUBJECTS
from ..reading.phrase_features import CLAUSES, among, nested, own_kind, place_in_text, step_of
from ..reading.phrases import AUXILIARIES, VERBS, complements, governing_verb, governors, negated, verb_form
from .assessment_candidates import Candidate, cue_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.reading import Reading

PLACES = ((4, "start"), (12, "early"), (1_000_000_000, "late"))
SHORT_QUOTE = 80


def features(reading: Reading, candidates: Sequence[Candidate]) -> list[frozenset[str]]:
    """Names of the features of each candidate of a text."""
    topics = cue_words(reading.lexicon("assessments")).topics
    return [
        frozenset(
            (
                *_own(candidate, topics),
                *_clause(candidate, topics),
                *_above(candidate),
                *others,
                *_where(reading, candidate),
            )
        )
        for candidate, others in zip(candidates, _among(candidates), strict=True)
    ]


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
    cue = candidate.cue
    verb = cue if cue.pos_ in VERBS else governing_verb(cue)
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
