"""The status that the words above a step give it, by rule alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading
from dragoman.stages.measure_candidates import find_candidates
from dragoman.stages.measure_status import govern, status_words

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "head", "status"),
    [
        ("The parties signed a ceasefire.", "ceasefire", "agreed"),
        ("The parties have not signed a ceasefire.", "ceasefire", "rejected"),
        ("The parties would sign a ceasefire if the port opened.", "ceasefire", "proposed"),
        ("Ludria wants to sign a ceasefire.", "ceasefire", "proposed"),
        ("It is critical to sign a ceasefire.", "ceasefire", "proposed"),
        ("They met after the release of the hostages.", "release", "implemented"),
        ("They discussed the delayed parliamentary elections.", "elections", "suspended"),
        ("The text stipulates a withdrawal of forces under the deal.", "withdrawal", "proposed"),
        ("The deal stipulates a withdrawal of forces.", "withdrawal", "agreed"),
    ],
)
def test_status(read: Read, text: str, head: str, status: str) -> None:
    reading = read(text)
    [candidate] = [c for c in find_candidates(reading) if c.head.text == head][:1]
    assert govern(candidate, status_words(reading.lexicon("measures"))).status == status


def test_the_cue_is_the_word_that_decides(read: Read) -> None:
    reading = read("Castelune rejected the ceasefire.")
    [candidate] = [c for c in find_candidates(reading) if c.head.text == "ceasefire"]
    cue = govern(candidate, status_words(reading.lexicon("measures"))).cue
    assert cue is not None
    assert cue.text == "rejected"
