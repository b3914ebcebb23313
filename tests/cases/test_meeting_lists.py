"""Who takes part where a text lists them: whole lists, in the sentences that follow as well."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def meetings(reading: Reading) -> list[list[str]]:
    """The words of those who take part, meeting by meeting."""
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    return [[mention.span.words for mention in meeting.participants] for meeting in found]


LISTED = [
    (
        "The African Union convened a meeting in Addis Ababa on Monday. Egypt, Chad, Kenya, Norway and Japan were"
        " invited to participate.",
        ["Egypt", "Chad", "Kenya", "Norway", "Japan"],
        "who is asked to take part, the whole list",
    ),
    (
        "The African Union convened a meeting in Addis Ababa on Monday, bringing together leaders of the Arab"
        " League, Chad and Kenya.",
        ["leaders of the Arab League, Chad and Kenya"],
        "'bringing together' behind the clause",
    ),
    (
        "The African Union convened a meeting in Addis Ababa on Monday. Present at the meeting were envoys of"
        " Norway, Japan and Kenya.",
        ["envoys of Norway, Japan and Kenya"],
        "a sentence that opens with 'present'",
    ),
    (
        "The African Union convened a meeting in Addis Ababa on Monday. Members of the contact group, including"
        " Norway and Japan, attended.",
        ["Norway", "Japan"],
        "of those who attended some are named",
    ),
    (
        "The African Union convened a meeting in Addis Ababa on Monday. The meeting includes participation from"
        " Ethiopia, Chad, the Central African Republic, and Kenya.",
        ["the Central African Republic", "Kenya"],
        "'includes participation from', the whole list",
    ),
    (
        "Egypt hosted a meeting of the commission in Cairo on Monday. It was attended by Norway and Japan.",
        ["Norway", "Japan"],
        "a pronoun takes the meeting up",
    ),
    (
        "Egypt hosted a meeting of the commission in Cairo on Monday. The opposition was represented by Peter Brandt.",
        ["The opposition", "Peter Brandt"],
        "who is represented, and who does so",
    ),
]


@pytest.mark.parametrize(("text", "words", "reason"), LISTED, ids=[reason for *_, reason in LISTED])
def test_a_list_is_taken_whole(read: Read, text: str, words: list[str], reason: str) -> None:
    found = meetings(read(text))
    assert len(found) == 1, reason
    assert set(words) <= set(found[0]), reason


WHOLE = [
    (
        "Hamas held talks with Egyptian, Qatari and UN officials on Monday.",
        ["Hamas", "Egyptian, Qatari and UN officials"],
        "nationalities share the noun that closes the row",
    ),
    (
        "Hakan Fidan met several Libyan officials, including Aguila Saleh and Khalifa Haftar, in Tripoli on Monday.",
        ["Hakan Fidan", "Aguila Saleh", "Khalifa Haftar"],
        "those named stand for those meant",
    ),
    (
        "Hakan Fidan held talks with visiting Foreign Minister Eli Cohen in Ankara on Monday.",
        ["Hakan Fidan", "Foreign Minister Eli Cohen"],
        "'visiting' says no more than that somebody is there",
    ),
    (
        "The prime minister was speaking after a meeting with Turkish Foreign Minister Hakan Fidan in Doha on Monday.",
        ["The prime minister", "Turkish Foreign Minister Hakan Fidan"],
        "no prime minister is a foreign minister",
    ),
]


@pytest.mark.parametrize(("text", "words", "reason"), WHOLE, ids=[reason for *_, reason in WHOLE])
def test_these_and_nobody_else(read: Read, text: str, words: list[str], reason: str) -> None:
    assert sorted(meetings(read(text))[0]) == sorted(words), reason


TOLD = [
    (
        "The envoy Elin Varga held talks with Norwegian officials on the war in the north, including Defence Minister"
        " Lars Holm and General Nils Berg.",
        ["Defence Minister Lars Holm", "General Nils Berg"],
        "'including' behind what the talks were on",
    ),
    (
        "Key factions of the country met in Cairo on Monday. These include the speaker Karim Lind and Omar Haddad.",
        ["the speaker Karim Lind", "Omar Haddad"],
        "'these include' in the sentence that follows",
    ),
    (
        "Elin Varga met with representatives of the ruling Unity Council, the Dawn Movement and activists in Cairo.",
        ["representatives of the ruling Unity Council"],
        "a participle before a name ends no phrase",
    ),
    (
        "OSLO — Norway, Chad and Kenya started talks on Monday in the Norwegian capital.",
        ["Norway", "Chad", "Kenya"],
        "the first behind a dateline is no other name of the town",
    ),
    (
        "The movement expressed a desire to continue separate discussions with the African Union next month.",
        ["The movement", "the African Union"],
        "whose desire it is meets, no desire does",
    ),
    (
        "Elin Varga held talks on Monday with the Chairman of the National Legislature, Prof. Karim Lind.",
        ["the Chairman of the National Legislature, Prof. Karim Lind"],
        "an academic title before the name",
    ),
    (
        "A meeting of the Ceasefire Committee with General Omar Haddad took place on 3 February.",
        ["the Ceasefire Committee", "General Omar Haddad"],
        "whose meeting it is, and with whom",
    ),
    (
        "Elin Varga held a discussion with the country’s rivals General Omar Haddad and General Karim Lind.",
        ["General Karim Lind"],
        "names behind the noun that says who they are",
    ),
    (
        "The parliamentarians met with Norwegian ministers in Oslo on Monday.",
        ["The parliamentarians", "Norwegian ministers"],
        "parliamentarians meet",
    ),
    (
        "Norway convened a meeting in Oslo on Monday. The meeting was held at a hotel and attended by observers from"
        " Chad.",
        ["observers from Chad"],
        "the second of two passives",
    ),
    (
        "Borrell met with the Special Representative of the UN Secretary-General (SRSG) for Sudan and head of UNITAMS"
        " Volker Perthes on Monday.",
        ["the Special Representative of the UN Secretary-General (SRSG) for Sudan and head of UNITAMS Volker Perthes"],
        "two offices of one person",
    ),
]


@pytest.mark.parametrize(("text", "words", "reason"), TOLD, ids=[reason for *_, reason in TOLD])
def test_these_are_among_those_who_meet(read: Read, text: str, words: list[str], reason: str) -> None:
    assert set(words) <= set(meetings(read(text))[0]), reason


def test_they_of_whom_nothing_is_told_are_left_out(read: Read) -> None:
    assert meetings(read("They met with the ambassador of Norway on Monday.")) == [["the ambassador of Norway"]]


def test_what_precedes_a_list_without_and_is_none_of_it(read: Read) -> None:
    reading = read(
        "The African Union convened a meeting in Addis Ababa on Monday. According to Egypt, Norway attended."
    )
    assert "Egypt" not in meetings(reading)[0]


def test_a_session_of_nobody_on_the_day_of_a_meeting_in_the_city_is_that_meeting(read: Read) -> None:
    reading = read(
        "Norway and Japan held talks in Geneva on 5 May 2025. A closed session was held in Geneva on 5 May 2025."
    )
    assert len(meetings(reading)) == 1


def test_a_session_of_the_day_after_is_another(read: Read) -> None:
    reading = read(
        "Norway and Japan held talks in Geneva on 5 May 2025. A closed session was held in Geneva on 6 May 2025."
    )
    assert len(meetings(reading)) == 2


def test_who_meets_on_another_day_is_not_told_again(read: Read) -> None:
    reading = read("Hans Grundberg met Badr Abdelatty in Cairo, and 31 May met Hakan Fidan.")
    assert ["Hans Grundberg", "Hakan Fidan"] in meetings(reading)
