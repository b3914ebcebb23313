"""Candidate steps from the word lists, before any of them is accepted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading
from dragoman.stages.measure_candidates import find_candidates

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("They want a cease-fire.", "a cease-fire", "ceasefire"),
        ("They want the release of all hostages held in Orrel.", "the release of all hostages held in Orrel",
         "prisoner_exchange"),
        ("They want an end to the fighting.", "an end to the fighting", "ceasefire"),
        ("They want a plan for the release of hostages.", "a plan for the release of hostages", "prisoner_exchange"),
        ("Observers monitor the ceasefire along the river.", "monitor the ceasefire along the river", "monitoring"),
        ("The council agreed to buy three ferries.", "buy three ferries", "other"),
    ],
)  # fmt: skip
def test_a_phrase_has_its_words_and_kind(read: Read, text: str, phrase: str, kind: str) -> None:
    found = {c.head.doc[c.start : c.end].text: c.kind for c in find_candidates(read(text))}
    assert found.get(phrase) == kind


def test_an_end_of_something_else_is_no_step(read: Read) -> None:
    assert not [c for c in find_candidates(read("They reached the end of the road.")) if c.lemma == "end"]
