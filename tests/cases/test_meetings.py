"""Encounters in invented talks: which sentences report one, and what is read of it (published on 12 March 2025)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def found(reading: Reading) -> list[Meeting]:
    """The payloads of the stage's claims."""
    return [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]


def only(reading: Reading) -> Meeting:
    """The one meeting of the text."""
    (meeting,) = found(reading)
    return meeting


NONE = [
    ("The foreign minister told reporters that the truce held.", "speaking to the press is no meeting"),
    ("Ludria said the deadline was not met.", "a deadline is met without anybody meeting"),
    ("The demands of the front were met.", "so are demands"),
    ("Troops met fierce resistance near the bridge.", "and resistance"),
    ("The president held a press conference.", "nor is a press conference"),
    ("The minister called for an immediate ceasefire.", "calling for is not calling"),
    ("A phone call with Reuters lasted ten minutes.", "an outlet takes no part"),
    ("The rebels renewed their call to stop the war.", "a call to do something is no call with anybody"),
    ("The president returned to power in 2019.", "nobody is met where one returns to power"),
    ("The truce is holding, the foreign minister told the Courier.", "nor does one that no list knows"),
]


@pytest.mark.parametrize(("text", "reason"), NONE, ids=[reason for _, reason in NONE])
def test_no_meeting(read: Read, text: str, reason: str) -> None:
    assert not found(read(text)), reason


STATUS = [
    ("Foreign ministers of Turkey and Egypt met in Cairo on Tuesday.", "held", "past tense"),
    ("The foreign ministers of Turkey and Egypt will meet in Cairo on Friday.", "planned", "'will'"),
    ("The foreign ministers of Turkey and Egypt are expected to meet in Cairo on Friday.", "planned", "'expected to'"),
    ("Turkey and Egypt agreed to hold a new round of talks in Cairo.", "planned", "what is agreed to lies ahead"),
    ("Turkey and Egypt are holding talks in Cairo.", "ongoing", "progressive"),
    ("Turkey and Egypt have postponed their talks in Cairo.", "postponed", "put off"),
    ("Turkey cancelled a meeting with Egypt in Cairo.", "cancelled", "called off"),
    ("Hakan Fidan is slated to meet Badr Abdelatty in Cairo.", "planned", "'slated to'"),
    ("Hakan Fidan was the latest minister to meet Badr Abdelatty in Cairo.", "held", "'the latest to meet' did"),
    ("The talks between Turkey and Egypt in Cairo were kept secret for two weeks.", "held", "what was kept secret"),
    ("Turkey has played a part and has also undertaken several talks with Egypt.", "held", "perfect after 'and'"),
    ("Hakan Fidan arrives in Cairo for talks with Badr Abdelatty.", "ongoing", "'arrives', without a day"),
    ("The dispute follows earlier talks between Turkey and Egypt in Cairo.", "held", "earlier talks are over"),
    ("Hakan Fidan went to Cairo on Tuesday for talks with Badr Abdelatty.", "held", "'went' is no going on"),
    ("Hakan Fidan was in Cairo last week to discuss the draft.", "held", "'was in Cairo to' is no 'was to'"),
    ("The draft follows talks between Turkey and Egypt in Cairo.", "held", "what something follows is over"),
    ("Hakan Fidan is likely to mention his visit to Cairo on 7 March.", "held", "who speaks of it does not plan it"),
    ("Hakan Fidan will take part in the peace talks with Egypt in Cairo.", "planned", "'will take part in'"),
    (
        "Intensive talks were held between Turkey and Egypt in Cairo on Tuesday.",
        "held",
        "what was held, if intensively",
    ),
    ("The emir of Qatar holds official talks with the Egyptian president in Doha.", "held", "a headline's 'holds'"),
    (
        "Qatar has long called for peace, with its envoy holding regular meetings with Sudanese officials.",
        "held",
        "what is called for is another thing",
    ),
    (
        "The schedule of the Turkish envoy includes meetings with Egyptian officials in Cairo.",
        "planned",
        "what a schedule includes",
    ),
    (
        "Turkey has been playing a leading part in facilitating talks between Egypt and Libya.",
        "ongoing",
        "who is playing a part in it is at it",
    ),
    ("Turkey is stepping up efforts at brokering a deal between Egypt and Libya.", "ongoing", "so are efforts"),
    ("Turkish envoys are in Cairo to mediate between Egypt and Libya.", "ongoing", "'are in Cairo to' is no 'are to'"),
    ("Turkey has recently increased its contacts with Egypt.", "ongoing", "contacts that grow go on"),
    (
        "Turkey and Egypt plan to hold a summit, which was expected in May but was postponed.",
        "postponed",
        "put off, as the clause behind it tells",
    ),
    ("Hakan Fidan made a visit to Cairo to meet with Egyptian officials.", "held", "met on a visit that was made"),
    ("Hakan Fidan plans a visit to Cairo to meet with Egyptian officials.", "planned", "met on one that is planned"),
    (
        "Hakan Fidan has been engaging Egypt to agree on a truce by 20 March.",
        "ongoing",
        "what has gone on is not ahead",
    ),
    ("Hakan Fidan has arrived in Cairo for talks with Badr Abdelatty.", "planned", "what he arrived for is to come"),
    (
        "Hakan Fidan arrived in Cairo to meet Badr Abdelatty. Talks of Hakan Fidan and Badr Abdelatty lasted an hour.",
        "held",
        "unless it was held",
    ),
    ("Turkey is determined to proceed with the peace talks with Egypt in Cairo.", "ongoing", "talks known to go on"),
    ("Turkey and Egypt concluded the peace talks in Cairo.", "held", "not those that a verb tells as over"),
    ("Hakan Fidan received calls from the Egyptian foreign minister.", "held", "calls that were taken"),
    ("Turkey and Egypt are currently meeting in Cairo.", "ongoing", "'currently' is now, not ahead"),
    ("Turkey and Egypt have been meeting in Cairo for weeks.", "ongoing", "nor is what has been going on"),
    ("Hakan Fidan had the opportunity to meet Badr Abdelatty in Cairo.", "held", "who had the opportunity did"),
    ("Egypt is organising talks between Turkey and Libya in Cairo.", "planned", "what is being organised"),
    ("Turkey and Egypt are on the verge of talks in Cairo.", "planned", "'on the verge of'"),
    ("Egypt has proposed that Turkey and Libya meet in Cairo.", "planned", "what is proposed has not come about"),
    ("A meeting between Hakan Fidan and Badr Abdelatty is in the works.", "planned", "'in the works'"),
    ("Hakan Fidan promised to visit Cairo.", "planned", "what is promised"),
    ("The president instructed his envoy to meet the rebels in Cairo.", "planned", "what somebody is told to do"),
    ("Turkish envoys have yet to meet Egyptian mediators in Cairo.", "planned", "'have yet to'"),
    ("Hakan Fidan is on a visit to Cairo.", "ongoing", "who is on a visit"),
    ("Hakan Fidan is leaving for Cairo for talks with Badr Abdelatty.", "planned", "who is leaving"),
    ("The council wants to hear more about Hakan Fidan's meeting with Badr Abdelatty.", "held", "what one hears about"),
]


@pytest.mark.parametrize(("text", "status", "reason"), STATUS, ids=[reason for *_, reason in STATUS])
def test_status(read: Read, text: str, status: str, reason: str) -> None:
    assert only(read(text)).status == status, reason


FORMAT = [
    ("The presidents of France and Egypt spoke by phone on Tuesday.", "phone"),
    ("Egypt and Turkey held talks in Cairo on Tuesday.", "bilateral"),
    ("Egypt, Turkey and Iran held talks in Cairo on Tuesday.", "trilateral"),
    ("Egypt, Turkey, Iran and Iraq held talks in Cairo on Tuesday.", "multilateral"),
    ("Iran and the United States held indirect talks in Muscat on Tuesday.", "indirect"),
    ("As calls mount for a ceasefire, Egypt and Turkey held talks in Cairo on Tuesday.", "bilateral"),
    ("Hakan Fidan had a call with the Egyptian envoy for Syria on Tuesday.", "phone"),
]


@pytest.mark.parametrize(("text", "form"), FORMAT, ids=[form for _, form in FORMAT])
def test_format(read: Read, text: str, form: str) -> None:
    assert only(read(text)).format == form


def test_who_where_and_when(read: Read) -> None:
    meeting = only(
        read("Turkish Foreign Minister Hakan Fidan met his Egyptian counterpart Badr Abdelatty in Cairo on Monday.")
    )
    assert [m.span.words for m in meeting.participants] == [
        "Turkish Foreign Minister Hakan Fidan",
        "his Egyptian counterpart Badr Abdelatty",
    ]
    assert meeting.parties == ("Turkey", "Egypt")
    assert (meeting.place, meeting.country) == ("Cairo", "Egypt")
    assert str(meeting.when) == "2025-03-10"
    assert meeting.date_words is not None
    assert meeting.date_words.words == "Monday"
    assert meeting.level == "ministers"


def test_the_end_of_two_days_of_talks_gives_both_days(read: Read) -> None:
    meeting = only(read("Egypt and Turkey wrapped up two days of talks in Cairo on Tuesday."))
    assert str(meeting.when) == "2025-03-10/2025-03-11"
    assert meeting.duration is not None
    assert meeting.duration.words == "two days"


def test_the_number_of_a_round(read: Read) -> None:
    assert only(read("Iran and the United States held a third round of talks in Muscat on Tuesday.")).round == 3


def test_mediators_stand_apart(read: Read) -> None:
    meeting = only(read("Iran and the United States held talks in Muscat on Tuesday, mediated by Oman."))
    assert [m.span.words for m in meeting.participants] == ["Iran", "the United States"]
    assert [m.span.words for m in meeting.mediators] == ["Oman"]


def test_a_delegation_has_its_lead(read: Read) -> None:
    text = "Egypt and Turkey held talks in Cairo on Tuesday. Hakan Fidan led the Turkish delegation."
    (delegation,) = only(read(text)).delegations
    assert (delegation.party, delegation.lead) == ("Turkey", "Hakan Fidan")


def test_one_meeting_told_three_times_is_one(read: Read) -> None:
    reading = read(
        "Egypt and Turkey hold talks in Cairo\n\n"
        "Turkish Foreign Minister Hakan Fidan met Egyptian Foreign Minister Badr Abdelatty in Cairo on Tuesday.\n\n"
        "During the meeting, Fidan and Abdelatty discussed the truce in Gaza."
    )
    claims = list(Meetings()(reading, ()))
    assert len(claims) == 1
    assert claims[0].evidence.quote.startswith("Turkish Foreign Minister"), "the fullest telling is the evidence"


def test_other_towns_make_other_meetings(read: Read) -> None:
    reading = read(
        "Egypt and Turkey held talks in Cairo on Monday. Earlier, Egypt and Turkey held talks in Ankara on 3 March."
    )
    assert {meeting.place for meeting in found(reading)} == {"Cairo", "Ankara"}


def test_a_place_that_is_told_about_is_not_where_they_met(read: Read) -> None:
    meeting = only(
        read("The presidents of Egypt and Turkey discussed the situation in Gaza in a phone call on Monday.")
    )
    assert meeting.place != "Gaza Strip"


def test_a_day_is_unknown_where_nothing_gives_it(read: Read) -> None:
    assert not only(read("Egypt and Turkey held talks in Cairo.")).when.known


def test_a_pronoun_leads_to_its_name(read: Read) -> None:
    reading = read("Hakan Fidan arrived in Cairo. He met Egyptian Foreign Minister Badr Abdelatty on Tuesday.")
    names = {m.name for meeting in found(reading) for m in meeting.participants}
    assert "Hakan Fidan" in names


FORMATS = [
    ("The five parties met in Cairo on Tuesday.", "multilateral", "a number of sides"),
    ("European Union leaders will meet in Brussels on Friday.", "multilateral", "leaders who meet among themselves"),
    (
        "Hakan Fidan met Security Council head Sergei Brandt in Ankara on Tuesday.",
        "bilateral",
        "the head of a council is no council",
    ),
    (
        "The UN envoy Hans Grundberg met Rashad al-Alimi and Abdel Fattah al-Sisi in Aden on Tuesday.",
        "bilateral",
        "a mediator who sits in is no side",
    ),
]


@pytest.mark.parametrize(("text", "form", "reason"), FORMATS, ids=[reason for *_, reason in FORMATS])
def test_format_by_sides(read: Read, text: str, form: str, reason: str) -> None:
    assert found(read(text))[0].format == form, reason


def test_what_has_been_fixed_is_an_encounter(read: Read) -> None:
    reading = read(
        "Turkey and Egypt met in Cairo on Tuesday. They agreed to keep channels open, with several further rounds"
        " already scheduled."
    )
    assert [meeting.status for meeting in found(reading)] == ["held", "planned"]


def test_two_names_torn_apart_by_dots_are_two(read: Read) -> None:
    meeting = found(read("Hakan Fidan met President Peter Brandt….Fidan also met Clara Weiss in Cairo on Tuesday."))[0]
    assert "Peter Brandt" in [mention.name for mention in meeting.participants]
