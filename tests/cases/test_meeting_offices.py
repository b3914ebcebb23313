"""How far the words reach that say who takes part, and who else was there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def people(reading: Reading) -> list[str]:
    """The words of those who take part in the first meeting of the text."""
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    return [mention.span.words for mention in found[0].participants]


WHOLE = [
    ("Hakan Fidan met the ambassadors and envoys of Norway, Chad and Italy in Tunis on Monday.",
     "the ambassadors and envoys of Norway, Chad and Italy", "offices that share their countries"),
    ("Hakan Fidan met with ministers and senior officials of Oman, Iraq and Jordan in Doha on Monday.",
     "ministers and senior officials of Oman, Iraq and Jordan", "with a word before the second"),
    ("Hakan Fidan met Qatari Prime Minister and Minister of Foreign Affairs, Mohammed bin Abdulrahman, in Doha.",
     "Qatari Prime Minister and Minister of Foreign Affairs, Mohammed bin Abdulrahman", "two offices of one person"),
    ("Hakan Fidan met the ambassadors of Chad, Egypt, and the European Union in Tunis on Monday.",
     "the ambassadors of Chad, Egypt, and the European Union", "a list with a comma before its last"),
    ("Hakan Fidan met the governors of North, West and Central Darfur in Khartoum on Monday.",
     "the governors of North, West and Central Darfur", "parts of a region"),
    ("Hakan Fidan met envoys of Egypt and Oman, Kenya said on Monday.", "envoys of Egypt and Oman",
     "what follows the list is no part of it"),
    ("Hakan Fidan met envoys of Egypt and Badr Abdelatty in Cairo on Monday.", "envoys of Egypt", "nor is a person"),
    ("The Special Envoy went on with his talks. He met with Houthi officials in Muscat on Monday.",
     "The Special Envoy", "'he' is the office told before where no person is named"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "reason"), WHOLE, ids=[reason for *_, reason in WHOLE])
def test_the_whole_phrase(read: Read, text: str, words: str, reason: str) -> None:
    assert words in [said for claim in Meetings()(read(text), ()) if isinstance(claim.payload, Meeting)
                     for said in (m.span.words for m in claim.payload.participants)], reason  # fmt: skip


THERE = [
    ("Hakan Fidan met officials of the militia in Aleppo on Monday. Also present were Peter Brandt, a general, and"
     " Clara Weiss.", "Clara Weiss", "a sentence that lists who was present"),
    ("Council members held a dialogue on Yemen on Monday. It was the third one. The meeting featured a briefing by"
     " Clara Weiss.", "Clara Weiss", "'featured a briefing by'"),
    ("Council members held a dialogue on Yemen on Monday. States of the region (Oman and Iraq) and donors (Norway)"
     " participated in the meeting.", "Norway", "lists in brackets before 'participated'"),
    ("Council members held a dialogue on Yemen on Monday. Two officials—Clara Weiss and Peter Brandt—were also on"
     " hand.", "Peter Brandt", "'on hand'"),
    ("A delegation of Norway met Hakan Fidan in Ankara on Monday. The ministry was represented by Clara Weiss.",
     "Clara Weiss", "'was represented by'"),
    ("Egypt and Sudan held talks in Cairo on Monday. The talks were also attended by envoys of the World Bank.",
     "World Bank", "'were attended by', said of the talks"),
    ("Egypt and Sudan held talks on Monday, which were also attended by envoys of the World Bank.", "World Bank",
     "or in a clause that hangs on them"),
    ("Hakan Fidan criticised the plan. The comments came after talks with Badr Abdelatty in Cairo on Monday.",
     "Hakan Fidan", "whose comments came after talks"),
    ("Council members, who meet every month, held a dialogue on Yemen on Monday. Clara Weiss briefed the council.",
     "Clara Weiss", "what follows goes on with the main clause"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "reason"), THERE, ids=[reason for *_, reason in THERE])
def test_was_there(read: Read, text: str, name: str, reason: str) -> None:
    assert any(name in words for words in people(read(text))), reason


def test_an_office_after_a_name_is_nobody_else(read: Read) -> None:
    reading = read("General Peter Brandt, head of US Africa Command, met Khalifa Haftar in Benghazi on Monday.")
    assert not any(words.startswith("head") for words in people(reading))


def test_who_was_present_at_another_meeting_is_not_of_the_first(read: Read) -> None:
    reading = read(
        "Egypt and Turkey met in Cairo on Monday. Emmanuel Macron met Olaf Scholz in Paris on Tuesday."
        " Also present were Hakan Fidan and Clara Weiss."
    )
    assert not any("Weiss" in words for words in people(reading))


def test_the_name_that_closes_a_phrase_says_who_it_is(read: Read) -> None:
    reading = read(
        "The top US diplomat for Africa, Peter Brandt, met Abdel Fattah al-Burhan in Khartoum on Monday. Washington"
        " made veteran diplomat Donald Booth its envoy."
    )
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    assert "Peter Brandt" in [mention.name for mention in found[0].participants]


ABSENT = [
    ("The Egyptian capital of Cairo is set to witness a meeting of Chad and Sudan on Friday.", "capital",
     "where it is held takes no part"),
    ("Hakan Fidan held consultations in Tripoli, Benghazi and Sebha, with Libyan elders on Monday.", "Sebha",
     "nor does the last of a row of towns"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "reason"), ABSENT, ids=[reason for *_, reason in ABSENT])
def test_takes_no_part(read: Read, text: str, name: str, reason: str) -> None:
    assert not any(name in words for words in people(read(text))), reason


def test_a_council_that_meets_with_guests_is_many(read: Read) -> None:
    reading = read(
        "The Security Council held a meeting on Yemen on Monday. Clara Weiss briefed the council. Peter Brandt"
        " briefed the council as well."
    )
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    assert found[0].format == "multilateral"


def test_letters_in_brackets_are_who_is_named_before_them(read: Read) -> None:
    reading = read("Further steps followed talks held in 5+5 Joint Military Commission (JMC) meetings in Benghazi.")
    assert "JMC" not in people(reading)
