"""Two tellings of one encounter, before and after it (invented; published on 12 March 2025)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.export.annotations import annotate
from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]
DAYS = [
    ("Hakan Fidan will meet Badr Abdelatty in Cairo on Wednesday. Hakan Fidan met Badr Abdelatty in Cairo on 12 March.",
     ["held"], "what was announced for a day was held on it"),
    ("Hakan Fidan will meet Badr Abdelatty in Cairo on Friday. Hakan Fidan met Badr Abdelatty in Cairo on 12 March.",
     ["planned", "held"], "another day is another encounter"),
    ("Hakan Fidan will meet Badr Abdelatty on Wednesday. Iran and Oman met in Cairo on 12 March.",
     ["planned", "held"], "and so is that of others"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "reason"), DAYS, ids=[reason for *_, reason in DAYS])
def test_what_came_about(read: Read, text: str, status: list[str], reason: str) -> None:
    told = [claim.payload for claim in Meetings()(read(text), ())]
    assert [meeting.status for meeting in told if isinstance(meeting, Meeting)] == status, reason


def test_encounters_of_one_clause_are_exported_as_it_names_them(read: Read) -> None:
    reading = read("Hakan Fidan held separate meetings with Faisal bin Farhan, Badr Abdelatty and Ayman Safadi.")
    listed = annotate(reading.article, reversed(list(Meetings()(reading, ()))))["meetings"]
    assert [row["participants"] for row in listed] == [
        ["Hakan Fidan", "Faisal bin Farhan"],
        ["Hakan Fidan", "Badr Abdelatty"],
        ["Hakan Fidan", "Ayman Safadi"],
    ]
