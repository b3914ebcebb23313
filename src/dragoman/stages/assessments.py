"""Assessments: judgements on the state or result of the talks, by a source or in the reporter's own voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ..model.claim import Assessment, Claim, Mention, Payload, Statement
from ..reading.clauses import noun_phrase, own_subject
from ..reading.linear import LinearHead, load_heads
from ..reading.phrases import VERBS, governing_verb
from ..reading.reading import Reading
from ..reading.rivals import strongest
from .assessment_candidates import ORDER, Candidate, CueWords, cue_words, find_candidates
from .assessment_features import features, kind_features, with_cues
from .base import Found, of_kind

THRESHOLD = 0.4
SURE = 0.6  # from which the learned kind counts more than the one by rule
SAME_WORDS = 0.6  # share of the shorter one's telling words from which two judgements of one kind are one


class Assessments:
    """Stage: how the talks are said to go."""

    name = "assessments"
    version = "1"
    requires = frozenset({"statement"})
    provides = frozenset({"assessment"})

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim[Payload]]:
        """One claim for each judgement, in text order."""
        candidates = find_candidates(reading)
        names = features(reading, candidates)
        kept = choose(candidates, accept(with_cues(candidates, names), heads()), THRESHOLD)
        statements = of_kind(found, Statement)
        words = cue_words(reading.lexicon("assessments"))
        return tuple(_claim(reading, settle(candidates, i, names[i], heads()), statements, words) for i in kept)


@lru_cache(maxsize=1)
def heads() -> Mapping[str, LinearHead]:
    """The stage's heads: ``judgement`` (yes or no), ``kind``."""
    return load_heads("dragoman.stages", "assessments.json")


def accept(names: Sequence[frozenset[str]], weights: Mapping[str, LinearHead]) -> list[float]:
    """How likely each candidate judges the talks, by its features."""
    head = weights["judgement"]
    return [head.probabilities(some)["yes"] for some in names]


def choose(candidates: Sequence[Candidate], chances: Sequence[float], threshold: float) -> list[int]:
    """Places of the candidates to keep, in text order: none overlapping, none told twice."""
    return strongest(chances, threshold, lambda i, j: _same_judgement(candidates[i], candidates[j]))


def settle(
    candidates: Sequence[Candidate], place: int, names: frozenset[str], weights: Mapping[str, LinearHead]
) -> Candidate:
    """The candidate at that place with the kind by rule, or the one that the head is sure of."""
    chances = weights["kind"].probabilities(names | kind_features(candidates, place))
    best = max(ORDER, key=lambda kind: chances.get(kind, 0.0))
    return replace(candidates[place], kind=best) if chances.get(best, 0.0) >= SURE else candidates[place]


def _same_judgement(one: Candidate, other: Candidate) -> bool:
    if one.start < other.end and other.start < one.end:
        return True
    shorter = min(len(one.content), len(other.content))
    return one.kind == other.kind and len(one.content & other.content) >= SAME_WORDS * shorter


def _claim(
    reading: Reading, candidate: Candidate, statements: Sequence[Claim[Statement]], words: CueWords
) -> Claim[Payload]:
    doc = reading.doc
    first, last = doc[candidate.start], doc[candidate.end - 1]
    start, end = first.idx, last.idx + len(last)
    said = _said_in(start, end, statements)
    speaker = _voice(reading, candidate, words) or (said.payload.speaker if said is not None else None)
    told = said.payload if said is not None and said.payload.speaker is speaker else None
    cue = candidate.cue
    return Claim(
        payload=Assessment(
            kind=candidate.kind,
            claimed_by=speaker,
            party=told.party if told else speaker.party if speaker else None,
            source_class=told.source_class if told else speaker.source_class if speaker else None,
        ),
        evidence=reading.evidence(start, end),
        stage=Assessments.name,
        version=Assessments.version,
        cues=(reading.span(cue.idx, cue.idx + len(cue)),),
    )


def _said_in(start: int, end: int, statements: Sequence[Claim[Statement]]) -> Claim[Statement] | None:
    """The innermost statement that holds most of the passage."""
    holding = [
        claim
        for claim in statements
        if 2 * (min(end, claim.evidence.end) - max(start, claim.evidence.start)) > end - start
    ]
    return min(holding, key=lambda claim: claim.evidence.end - claim.evidence.start, default=None)


def _voice(reading: Reading, candidate: Candidate, words: CueWords) -> Mention | None:
    """Who praises, welcomes or voices hope in the passage itself."""
    cue = candidate.cue
    verb = cue if cue.pos_ in VERBS else governing_verb(cue)
    if verb is None or verb.lemma_.lower() not in words.voicing:
        return None
    subject = own_subject(verb)
    if subject is None:
        return None
    start, end = noun_phrase(subject, verb)
    first, last = reading.doc[start], reading.doc[end - 1]
    return reading.describe(first.idx, last.idx + len(last))
