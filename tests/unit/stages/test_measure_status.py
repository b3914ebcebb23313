"""The learned status of a step against the one by rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.linear import LinearHead
from dragoman.reading.reading import Reading
from dragoman.stages.measure_candidates import find_candidates
from dragoman.stages.measure_status import ORDER, govern, status_words
from dragoman.stages.measure_status_features import status_features
from dragoman.stages.measures import heads, settle

Read = Callable[..., Reading]
TEXT = "Both armies agreed to an immediate ceasefire on Monday."


def leaning(weight: float) -> LinearHead:
    """A head that leans to ``proposed`` by that much."""
    labels = ("agreed", "proposed", "implemented")
    weights = {f"rule+kind={status}+ceasefire": (0.0, weight, 0.0) for status in ("agreed", "rejected")}
    return LinearHead(labels=labels, bias=(0.0, 0.0, 0.0), weights=weights)


@pytest.mark.parametrize(
    ("weight", "status"),
    [(2.0, "proposed"), (0.2, "agreed"), (-2.0, "agreed")],
    ids=["sure of another", "not sure", "sure of the same"],
)
def test_the_rule_stands_unless_the_head_is_sure(read: Read, weight: float, status: str) -> None:
    reading = read(TEXT)
    candidate = next(c for c in find_candidates(reading) if c.lemma == "ceasefire")
    governance = govern(candidate, status_words(reading.lexicon("measures")))
    settled = settle(reading, (candidate, governance), frozenset(), {"status": leaning(weight)})
    assert (settled.status, settled.cue) == (status, governance.cue)


def test_a_refusal_stands_however_sure_the_head_is(read: Read) -> None:
    reading = read("Both armies rejected an immediate ceasefire on Monday.")
    candidate = next(c for c in find_candidates(reading) if c.lemma == "ceasefire")
    governance = govern(candidate, status_words(reading.lexicon("measures")))
    settled = settle(reading, (candidate, governance), frozenset(), {"status": leaning(5.0)})
    assert settled.status == "rejected"


def test_features_tell_the_governing_words_and_their_form(read: Read) -> None:
    reading = read(TEXT)
    candidate = next(c for c in find_candidates(reading) if c.lemma == "ceasefire")
    words = status_words(reading.lexicon("measures"))
    names = status_features(reading, candidate, govern(candidate, words), words)
    assert {"first=agreed+past+False", "finite=past", "rule+cue=agreed+agree"} <= names


def test_the_shipped_head_knows_every_status() -> None:
    assert set(heads()["status"].labels) <= set(ORDER)
    assert len(heads()["status"].labels) >= 5
