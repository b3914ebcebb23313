"""Who mediates an encounter, where the clause that tells it does not say so outright."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def mediators(reading: Reading) -> list[str]:
    """The words of those who mediate any meeting of the text."""
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    return [mention.span.words for meeting in found for mention in meeting.mediators]


NAMED = [
    ("Norway has been playing a key role in facilitating peace talks between Chad and Sudan.", "Norway",
     "who has a role in facilitating"),
    ("Norway stepped up its work towards brokering a deal between Israel and Hamas on Monday.", "Norway",
     "who works towards brokering"),
    ("Hakan Fidan met Badr Abdelatty in Doha on Monday. Norway played a key role in facilitating the meeting.",
     "Norway", "who is told to have facilitated the meeting"),
    ("Egypt hosted a meeting between Israel and Hamas in Cairo on Monday.", "Egypt", "who hosts others"),
    ("The Gulf Cooperation Council (GCC)-led talks between Israel and Hamas began in Riyadh on Monday.",
     "The Gulf Cooperation Council", "letters in brackets before '-led'"),
    ("Peace talks between the government of Sudan and the rebels resumed in Juba on Monday. The mediation team would"
     " submit a draft.", "The mediation team", "a team that nobody names"),
    ("The Special Representative met with General Khalifa Haftar in Benghazi on Monday.", "The Special Representative",
     "the envoy of nobody named"),
    ("My Special Representative met the leaders of the rebels in Khartoum on Monday.", "My Special Representative",
     "the envoy of who writes"),
    ("Ministers of Chad and Sudan resumed talks in Cairo on Monday. The talks, led by the African Union, went on.",
     "the African Union", "who is told right after to lead the talks"),
    ("Qatar hosted a meeting of the commission in Doha on Monday. The meeting was chaired by Special Envoy Peter"
     " Brandt.", "Special Envoy Peter Brandt", "the envoy who is told right after to have chaired"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "reason"), NAMED, ids=[reason for *_, reason in NAMED])
def test_mediates(read: Read, text: str, words: str, reason: str) -> None:
    assert words in mediators(read(text)), reason


NOBODY = [
    ("UN special envoy Martin Griffiths attended the donor conference in Geneva on Monday.", "nor does a guest"),
    ("Brazil will host a meeting of the Security Council on Gaza on Friday.", "nor who calls the Security Council"),
    ("King Abdullah hosted a dinner for Hakan Fidan in Amman on Monday.", "nor who gives a dinner"),
    ("The rebel movement based in the hills under the leadership of Peter Brandt joined the talks in Juba on Monday.",
     "nor who leads one of the sides"),
    ("Negotiators from Chad and Sudan held talks in Cairo on Monday. The talks were led by Chad's chief negotiator,"
     " Peter Brandt.", "nor who negotiates for one of them"),
    ("Hakan Fidan met Badr Abdelatty in Cairo on Monday. The meeting was chaired by Prime Minister Peter Brandt.",
     "nor a minister who takes the chair"),
    ("Peace talks between Sudan and Chad resumed in Juba on Monday. Mediation efforts had failed before.",
     "efforts are nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), NOBODY, ids=[reason for _, reason in NOBODY])
def test_nobody_mediates(read: Read, text: str, reason: str) -> None:
    assert mediators(read(text)) == [], reason
