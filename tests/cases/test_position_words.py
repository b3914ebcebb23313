"""Turns of phrase by which somebody wants, refuses, accepts, offers or may be won for something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading
from dragoman.stages.position_cues import find_cues
from dragoman.stages.position_governing import governing
from dragoman.stages.positions import cue_words

Read = Callable[..., Reading]

CASES = (
    ("Halvoria is hoping for a truce.", "hope for", "demands"),
    ("Tessavia held out for a better deal.", "hold out for", "demands"),
    ("Tessavia aspires to full membership of the union.", "aspire to", "demands"),
    ("The king issued an ultimatum to the rebels to leave the city.", "ultimatum", "demands"),
    ("Halvoria said no to foreign troops.", "say no to", "rejects"),
    ("Halvoria has distanced itself from the roadmap.", "distance from", "rejects"),
    ("Tessavia dragged its feet on the exchange of prisoners.", "drag feet", "rejects"),
    ("The minister warned against recognising the breakaway region.", "warn against", "rejects"),
    ("Halvoria is hesitant to withdraw its troops.", "hesitant", "rejects"),
    ("Meridon gave its blessing to the truce.", "give blessing", "accepts"),
    ("Meridon threw its weight behind the truce.", "throw weight behind", "accepts"),
    ("Both countries are in favour of a ceasefire.", "in favour", "accepts"),
    ("Meridon dispatched two envoys to the talks.", "dispatch", "offers"),
    ("Tessavia left the door open to a swap.", "leave door open", "open_to"),
    ("Halvoria did not rule out a swap.", "rule out", "open_to"),
)


@pytest.mark.parametrize(("text", "word", "stance"), CASES, ids=[word for _, word, _ in CASES])
def test_tells_a_position(read: Read, text: str, word: str, stance: str) -> None:
    reading = read(text)
    words = cue_words(reading)
    cues = governing(reading.doc, find_cues(reading.doc, words), words)
    assert (word, stance) in [(cue.word, cue.stance) for cue in cues]
