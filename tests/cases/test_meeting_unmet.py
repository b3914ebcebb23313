"""Encounters that are refused, asked for, supposed, called off or denied (invented; published on 12 March 2025)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def statuses(reading: Reading) -> list[str]:
    """How far each encounter of the text has come."""
    return [claim.payload.status for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]


UNMET = [
    ("Turkey rejected talks with Egypt in Cairo.", "what is rejected does not come about"),
    ("Turkey has ruled out peace talks with Egypt.", "nor does what is ruled out"),
    ("Hakan Fidan refused to meet Badr Abdelatty in Cairo.", "who refuses does not come"),
    ("The rebels turned down an invitation to talks with Egypt in Cairo.", "an invitation turned down"),
    ("The council urged Turkey and Egypt to resume peace talks in Cairo.", "others are asked for it"),
    ("Turkey called for a meeting between Egypt and Libya in Cairo.", "nobody has agreed to what is called for"),
    ("The two sides stressed the need for talks between Egypt and Libya.", "a need is no plan"),
    ("Turkey is ready to host talks between Egypt and Libya.", "readiness fixes nothing"),
    ("Only direct talks between Turkey and Egypt can end the war.", "talks in general"),
    ("Any meeting between Hakan Fidan and Badr Abdelatty would have to be prepared.", "nor any that might be"),
    ("If Turkey and Egypt were to hold talks in Cairo, Libya would welcome it.", "'if' only supposes"),
    ("It is unclear whether Hakan Fidan will meet Badr Abdelatty.", "so does 'whether'"),
    ("Turkey and Egypt should hold peace talks in Cairo.", "what they should do they do not"),
    ("There are no plans for a meeting between Hakan Fidan and Badr Abdelatty.", "what nobody plans"),
    ("Neither side has agreed to a meeting in Cairo.", "'neither' has agreed"),
    ("Turkey has dismissed the idea of direct talks with Egypt.", "an idea is refused as talks are"),
    ("Turkey urged Egypt to engage in dialogue with Libya.", "what others are asked to engage in"),
    ("The Egyptian war cabinet met in Cairo on Tuesday.", "a cabinet that meets by itself"),
    ("The Egyptian president met with his generals on Tuesday.", "so do those who work for him"),
]


@pytest.mark.parametrize(("text", "reason"), UNMET, ids=[reason for _, reason in UNMET])
def test_nobody_meets(read: Read, text: str, reason: str) -> None:
    assert not statuses(read(text)), reason


ENDED = [
    ("Turkey called off a meeting with Egypt in Cairo.", "cancelled", "a verb with its particle"),
    ("Turkey calls off meeting with Egypt", "cancelled", "also where a headline makes a verb of the noun"),
    ("Turkey pulled out of the talks with Egypt in Cairo.", "cancelled", "who pulls out"),
    ("Planned talks between Turkey and Egypt in Cairo fell through.", "cancelled", "what falls through"),
    ("Peace talks between Turkey and Egypt in Cairo remain frozen.", "postponed", "what they are said to be"),
    ("Talks between Turkey and Egypt have been on hold since May.", "postponed", "'on hold'"),
    ("Turkey denied that it had held talks with Egypt in Cairo.", "denied", "a clause that is denied"),
    ("Turkey dismissed a report that Hakan Fidan met Badr Abdelatty in Cairo.", "denied", "a report that is"),
    ("The council urged Turkey and Egypt to attend the next round in Cairo.", "planned", "what has been fixed stands"),
    ("Talks between Turkey and Egypt in Cairo end without agreement", "held", "'end' in a headline: they are over"),
    ("Indirect talks between Turkey and Egypt were continuing in Cairo.", "ongoing", "'were continuing'"),
    ("Hakan Fidan left Ankara on Tuesday for talks with Egyptian leaders.", "planned", "who has left for it"),
    ("Peter Brandt to host peace conference of Turkey and Egypt in Cairo", "planned", "'to host' in a headline"),
]


@pytest.mark.parametrize(("text", "status", "reason"), ENDED, ids=[reason for *_, reason in ENDED])
def test_how_it_ended(read: Read, text: str, status: str, reason: str) -> None:
    assert statuses(read(text)) == [status], reason


COUNTED = [
    (
        "Hakan Fidan spoke by phone with Badr Abdelatty on Monday. During the call, the two officials discussed the"
        " war between Egypt and Libya.",
        1,
        "what was done during the call was done in it",
    ),
    (
        "Hakan Fidan met Badr Abdelatty in Cairo on Monday before he received Peter Brandt.",
        2,
        "what 'before' names is another",
    ),
    (
        "Hakan Fidan met Badr Abdelatty in Cairo on Tuesday. Hakan Fidan met Peter Brandt in Cairo on Tuesday.",
        2,
        "each of two people, one of whom is another",
    ),
    (
        "Hakan Fidan met Badr Abdelatty in Cairo on Monday. He also met the Egyptian foreign minister of old.",
        2,
        "whom he 'also' met",
    ),
    (
        "On the sidelines of the summit, Hakan Fidan met Badr Abdelatty in Cairo on Monday.",
        1,
        "not what it is on the sidelines of",
    ),
]


@pytest.mark.parametrize(("text", "number", "reason"), COUNTED, ids=[reason for *_, reason in COUNTED])
def test_how_many(read: Read, text: str, number: int, reason: str) -> None:
    assert len(statuses(read(text))) == number, reason
