"""Measures: concrete steps that are proposed, agreed, taken, refused or broken, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ..model.claim import Claim, Measure, Payload
from ..reading.linear import LinearHead, load_heads
from ..reading.phrases import governors
from ..reading.reading import Reading
from ..reading.rivals import strongest
from .base import Found
from .measure_candidates import Candidate, find_candidates
from .measure_details import conditions, parties, place, quantity, when
from .measure_features import features
from .measure_status import ORDER, Governance, govern, status_words
from .measure_status_features import status_features

THRESHOLD = 0.415
SURE = 0.5  # from which the learned status counts more than the one by rule
DOUBTED = ("agreed", "implemented", "proposed")  # of the others the rule is right more often
OVERLAP = 0.3  # Dice of two phrases of one kind from which they tell the same step
SAME_WORDS = 0.75  # the same for phrases of different kinds


class Measures:
    """Stage: concrete steps and how far they have come."""

    name = "measures"
    version = "1"
    requires: frozenset[str] = frozenset()
    provides = frozenset({"measure"})

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim[Payload]]:
        """One claim for each step, in text order."""
        candidates = find_candidates(reading)
        words = status_words(reading.lexicon("measures"))
        governances = [govern(candidate, words) for candidate in candidates]
        names = features(reading, candidates, governances)
        chances = accept(names, heads())
        return tuple(
            _claim(reading, candidates[i], settle(reading, (candidates[i], governances[i]), names[i], heads()))
            for i in choose(candidates, chances, THRESHOLD)
        )


@lru_cache(maxsize=1)
def heads() -> Mapping[str, LinearHead]:
    """The stage's heads: ``step`` (yes or no), ``status``."""
    return load_heads("dragoman.stages", "measures.json")


def accept(names: Sequence[frozenset[str]], weights: Mapping[str, LinearHead]) -> list[float]:
    """How likely each candidate, told by its features, names a step of the talks."""
    head = weights["step"]
    return [head.probabilities(own)["yes"] for own in names]


def settle(
    reading: Reading,
    governed: tuple[Candidate, Governance],
    names: frozenset[str],
    weights: Mapping[str, LinearHead],
) -> Governance:
    """The status by rule, or the one that the head is sure of where the rule sees no refusal, breach or stop."""
    candidate, governance = governed
    words = status_words(reading.lexicon("measures"))
    chances = weights["status"].probabilities(names | status_features(reading, candidate, governance, words))
    best = max(ORDER, key=lambda status: chances.get(status, 0.0))
    doubted = not governance.fixed and governance.status in DOUBTED and chances.get(best, 0.0) >= SURE
    return replace(governance, status=best) if doubted else governance


def choose(candidates: Sequence[Candidate], chances: Sequence[float], threshold: float) -> list[int]:
    """Places of the candidates to keep, in text order: the likeliest telling of each step."""
    return strongest(chances, threshold, lambda i, j: _same_step(candidates[i], candidates[j]))


def _same_step(one: Candidate, other: Candidate) -> bool:
    """Whether two phrases tell one step: much the same words of the text, or the same telling words elsewhere.

    A phrase within another one is part of the same step, unless a relative clause tells it: "a truce that would
    enable aid deliveries" tells two.
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    dice = 2 * shared / (one.end - one.start + other.end - other.start)
    if shared > 0:
        outer, inner = (one, other) if one.end - one.start >= other.end - other.start else (other, one)
        within = shared == inner.end - inner.start
        if (within and not _told_apart(outer, inner)) or dice >= SAME_WORDS:
            return True
    if one.kind != other.kind:
        return False
    return dice >= OVERLAP or one.content <= other.content or other.content <= one.content


def _told_apart(outer: Candidate, inner: Candidate) -> bool:
    """Whether a relative clause stands between the inner step and the noun that names the outer one."""
    if outer.shape != "noun":
        return False
    for word in governors(inner.head):
        if word.i == outer.head.i:
            return False
        if word.dep_ == "relcl":
            return True
    return False


def _claim(reading: Reading, candidate: Candidate, governance: Governance) -> Claim[Payload]:
    doc = reading.doc
    first, last = doc[candidate.start], doc[candidate.end - 1]
    amount, unit = quantity(reading, candidate)
    cues = [candidate.head] if governance.cue is None else [candidate.head, governance.cue]
    return Claim(
        payload=Measure(
            kind=candidate.kind,
            status=governance.status,
            parties=parties(reading, candidate),
            quantity=amount,
            unit=unit,
            place=place(reading, candidate),
            when=when(reading, candidate),
            conditions=conditions(reading, candidate),
        ),
        evidence=reading.evidence(first.idx, last.idx + len(last)),
        stage=Measures.name,
        version=Measures.version,
        cues=tuple(reading.span(cue.idx, cue.idx + len(cue)) for cue in sorted(set(cues), key=lambda cue: cue.i)),
    )
