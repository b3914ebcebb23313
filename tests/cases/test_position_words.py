"""Turns of phrase by which somebody wants, refuses, accepts, offers or may be won for something."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading
from dragoman.stages.position_antecedents import Holder
from dragoman.stages.position_cues import find_cues
from dragoman.stages.position_governing import governing
from dragoman.stages.position_stance import stance_of
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
    ("Halvoria hopes that the truce will be extended.", "hope", "demands"),
    ("Tessavia would like to see the blockade lifted.", "like", "demands"),
    ("The envoy reserved the right to call a vote.", "reserve right", "demands"),
    ("Tessavia is against the return of the monitors.", "against", "rejects"),
    ("Halvoria said that its harbour was non-negotiable.", "negotiable", "rejects"),
    ("A swap of land is out of the question.", "out of the question", "rejects"),
    ("The generals said a truce was not on the table.", "on the table", "rejects"),
    ("The rebels responded positively to the offer of talks.", "respond positively", "accepts"),
    ("Khoros appears inclined to sign the truce.", "inclined", "open_to"),
    ("There will be no talks with the rebels.", "be", "rejects"),
    ("Halvoria tabled a demand that foreign troops leave.", "demand", "demands"),
    ("Both sides agreed on the need to keep the truce.", "need", "demands"),
    ("The meeting focused on the need for free elections.", "need", "demands"),
    ("Halvoria signalled its opposition to the plan.", "opposition", "rejects"),
)


TOLD = (
    ("who could do something is open to it", "Halvoria could accept a truce of a month.", "accept", "open_to"),
    ("who could propose something does", "Halvoria could propose some changes to the truce.", "propose", "offers"),
    ("going on to help is an offer", "Meridon will continue to facilitate the talks.", "continue", "offers"),
    ("what a plan calls for is offered", "The Meridian plan calls for a committee of experts.", "call for", "offers"),
    ("only when", "Tessavia would agree to a truce only when the siege is lifted.", "agree to", "conditional"),
    ("only after", "Tessavia will accept the truce only after Halvoria frees the captives.", "accept", "conditional"),
)


@pytest.mark.parametrize(("text", "word", "stance"), [c[1:] for c in TOLD], ids=[c[0] for c in TOLD])
def test_takes_a_stance(read: Read, text: str, word: str, stance: str) -> None:
    reading = read(text)
    words = cue_words(reading)
    (cue,) = [c for c in governing(reading.doc, find_cues(reading.doc, words), words) if c.word == word]
    assert stance_of(reading.doc, cue, Holder("Halvoria", None, "subject"), words) == stance


@pytest.mark.parametrize(("text", "word", "stance"), CASES, ids=[word for _, word, _ in CASES])
def test_tells_a_position(read: Read, text: str, word: str, stance: str) -> None:
    reading = read(text)
    words = cue_words(reading)
    cues = governing(reading.doc, find_cues(reading.doc, words), words)
    assert (word, stance) in [(cue.word, cue.stance) for cue in cues]
