"""Who mediates, who joined and where, when the clause that reports an encounter does not tell it all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def first(reading: Reading) -> Meeting:
    """The first meeting of the text."""
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    return found[0]


MEDIATORS = [
    ("Egypt and Turkey held talks in Doha on Monday under the auspices of Qatar.", "Qatar", "'under the auspices of'"),
    ("Under the auspices of Qatar, Egypt and Turkey held talks in Doha.", "Qatar", "also at the head of the sentence"),
    ("Egypt and Turkey met in Doha on Monday under UN auspices.", "United Nations", "whose auspices, before the noun"),
    ("Egypt and Turkey held Qatari-brokered talks in Doha on Monday.", "Qatar", "'-brokered' before talks"),
    ("Talks between Egypt and Turkey were facilitated by Oman on Monday.", "Oman", "'facilitated by'"),
    ("Oman hosted peace talks between Egypt and Turkey in Muscat.", "Oman", "who hosts talks of others mediates"),
    ("Oman is leading mediation efforts between Egypt and Turkey.", "Oman", "who leads the mediation"),
    ("Oman and Qatar have been leading mediation efforts on Yemen.", "Qatar", "also where the parser errs"),
    ("Egypt and Turkey held peace talks in Muscat. Omani mediators praised both sides.", "Oman", "a mediator nearby"),
    ("Oman is brokering a deal between Egypt and Turkey.", "Oman", "the subject of 'broker'"),
]


@pytest.mark.parametrize(("text", "party", "reason"), MEDIATORS, ids=[reason for *_, reason in MEDIATORS])
def test_mediators(read: Read, text: str, party: str, reason: str) -> None:
    assert party in {mention.party for mention in first(read(text)).mediators}, reason


NO_MEDIATORS = [
    ("Turkey met with the leadership of Hamas in Doha on Monday.", "meeting a leadership is not under one"),
    ("The Saudi-led coalition held talks with Oman in Muscat on Monday.", "a coalition led by one is no mediation"),
]


@pytest.mark.parametrize(("text", "reason"), NO_MEDIATORS, ids=[reason for _, reason in NO_MEDIATORS])
def test_no_mediators(read: Read, text: str, reason: str) -> None:
    assert not first(read(text)).mediators, reason


PEOPLE = [
    (
        "Hakan Fidan met the Dutch ambassador to Libya, Joost Klarenbeek, in Tripoli.",
        "Joost Klarenbeek",
        "after an office",
    ),
    ("Hakan Fidan headed to Cairo for talks with Badr Abdelatty.", "Badr Abdelatty", "'headed for talks with'"),
    (
        "Hakan Fidan met Badr Abdelatty in Cairo in the presence of Faisal bin Farhan.",
        "Faisal bin Farhan",
        "'presence'",
    ),
    ("Egypt and Iran met in Cairo on Monday. The meeting was attended by Hakan Fidan.", "Hakan Fidan", "'attended by'"),
]


@pytest.mark.parametrize(("text", "name", "reason"), PEOPLE, ids=[reason for *_, reason in PEOPLE])
def test_people(read: Read, text: str, name: str, reason: str) -> None:
    assert name in {mention.name for mention in first(read(text)).participants}, reason


def test_an_office_is_whom_the_text_gave_it_to(read: Read) -> None:
    reading = read("The UN envoy Hans Grundberg arrived in Oman on Sunday. The envoy met Houthi leaders in Muscat.")
    met = [c.payload for c in Meetings()(reading, ()) if isinstance(c.payload, Meeting)][-1]
    assert "Hans Grundberg" in {m.name for m in (*met.participants, *met.mediators)}


def test_the_special_representative_of_nobody_named_is_of_the_united_nations(read: Read) -> None:
    text = "The United Nations said that the Special Representative met General Khalifa Haftar in Benghazi on Monday."
    met = first(read(text))
    assert "United Nations" in {m.party for m in (*met.participants, *met.mediators)}


WHERE = [
    ("Egypt and Turkey held talks on Monday. The talks took place in Doha.", "Doha", "told of the talks afterwards"),
    ("A meeting held, on Friday, in Tunis, between Egypt and Turkey ended early.", "Tunis", "with a date in between"),
    ("On 6 March in Nairobi, Egypt and Turkey held talks on Sudan.", "Nairobi", "behind a date at the head"),
    ("Xi Jinping met Mahmoud Abbas at the Great Hall of the People in Beijing.", "Beijing", "behind a venue"),
    ("Egypt and Turkey held talks in the capital of Qatar on Monday.", "Doha", "a capital by its country"),
    (
        "Egypt travelled to China on Monday, and met China in Beijing on Monday.",
        "Beijing",
        "the city rather than the country",
    ),
]


@pytest.mark.parametrize(("text", "place", "reason"), WHERE, ids=[reason for *_, reason in WHERE])
def test_where(read: Read, text: str, place: str, reason: str) -> None:
    assert first(read(text)).place == place, reason


def test_a_name_with_call_in_it_is_no_call(read: Read) -> None:
    assert first(read("Leaders of the Sudan Call met German officials in Berlin on Monday.")).format != "phone"


def test_allies_consult(read: Read) -> None:
    met = first(read("Turkey held talks with its allies in Ankara on Monday."))
    assert met.format == "allied_consultation"


def test_prisoners_are_exchanged_without_a_meeting(read: Read) -> None:
    reading = read("Egypt and Turkey exchanged 120 prisoners on Saturday.")
    assert not [c for c in Meetings()(reading, ()) if isinstance(c.payload, Meeting)]


STATUS = [
    ("Egypt and Turkey are meeting in Doha this week.", "ongoing", "under way on the day of the report"),
    ("Fidan spoke of his recent trip to Egypt.", "held", "what is recent is over"),
]


@pytest.mark.parametrize(("text", "status", "reason"), STATUS, ids=[reason for *_, reason in STATUS])
def test_status(read: Read, text: str, status: str, reason: str) -> None:
    assert first(read(text)).status == status, reason


def test_a_phrase_of_two_sides_names_two_parties(read: Read) -> None:
    met = first(read("Negotiators from Egypt and Turkey closed two days of talks in Doha on Tuesday."))
    assert met.parties == ("Egypt", "Turkey")
    assert met.status == "held"


def test_the_city_of_a_venue_that_the_text_names(read: Read) -> None:
    text = "GENEVA, 11 March 2025 — Egypt and Turkey held talks at the Palais des Nations in Geneva on Tuesday."
    assert first(read(text)).place == "Geneva"


def test_office_holders_named_after_their_office(read: Read) -> None:
    text = "It was signed after talks headed by foreign ministers, Hakan Fidan for Turkey and Ayman Safadi for Jordan."
    assert {"Hakan Fidan", "Ayman Safadi"} <= {mention.name for mention in first(read(text)).participants}
