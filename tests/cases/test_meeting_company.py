"""Who sits in an encounter and who mediates it, told in added clauses, datelines and headlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def first(reading: Reading) -> tuple[list[str], list[str]]:
    """The words of those who take part and of those who mediate, of the first meeting of the text."""
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    return [m.span.words for m in found[0].participants], [m.span.words for m in found[0].mediators]


SITTING = [
    ("The Chadian delegation, headed by Foreign Minister Clara Weiss, held talks with Egypt in Cairo on Monday.",
     ["The Chadian delegation", "Egypt", "Foreign Minister Clara Weiss"], "'headed' is nobody"),
    ("CAIRO, Jan. 3 (Xinhua) -- Egyptian Foreign Minister John Marsh on Wednesday met with Peter Brandt.",
     ["Egyptian Foreign Minister John Marsh", "Peter Brandt"], "a dateline with date and agency"),
    ("Peter Brandt, senior adviser to President Lee Marro, held talks with John Marsh in Cairo on Monday.",
     ["Peter Brandt", "John Marsh"], "an adviser is not whom he advises"),
    ("Peter Brandt and John Marsh held a meeting in Cairo, attended by Clara Weiss, the ministry said.",
     ["Peter Brandt", "John Marsh", "Clara Weiss"], "'attended by' behind a comma; who tells of it stays out"),
    ("Peter Brandt and John Marsh met in Cairo on Monday, with the French and Chinese ambassadors also present.",
     ["Peter Brandt", "John Marsh", "the French and Chinese ambassadors"], "'with A also present'"),
    ("The committee held its third session in Cairo on Monday, attended by delegates of the groups and Clara Weiss.",
     ["The committee", "delegates of the groups", "Clara Weiss"], "the whole list of those who attended"),
    ("Delegations from the government of Chad and the opposition held talks in Cairo on Monday.",
     ["Delegations from the government of Chad", "the opposition"], "no 'and' at the end of a phrase"),
    ("Peter Brandt met key Egyptian officials on the latest developments, including Libya.",
     ["Peter Brandt", "key Egyptian officials"], "what is talked about is listed, not who meets"),
    ("Egypt and Chad held a conference on Libya in Cairo on Monday, without the participation of Kenya.",
     ["Egypt", "Chad"], "who is not there"),
    ("Egyptian Foreign Minister John Marsh and US envoy Peter Brandt held talks in Cairo on Monday.",
     ["Egyptian Foreign Minister John Marsh", "US envoy Peter Brandt"], "a name hung on the title of the next"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "reason"), SITTING, ids=[reason for *_, reason in SITTING])
def test_takes_part(read: Read, text: str, words: list[str], reason: str) -> None:
    people, _ = first(read(text))
    assert sorted(people) == sorted(words), reason


BETWEEN = [
    ("Egypt and Chad held talks in Doha on Monday, with Norway and Qatar acting as guarantors.",
     ["Norway", "Qatar"], "'with A acting as guarantor'"),
    ("Egypt and Chad met in Doha on Monday, with Qatar mediating.", ["Qatar"], "'with A mediating'"),
    ("Egypt and Chad began talks in Doha on Monday, with Qatar playing host.", ["Qatar"], "'with A playing host'"),
    ("Egypt and Chad held talks in Doha on Monday with Norway as mediator.", ["Norway"], "'with A as mediator'"),
    ("Talks between Egypt and Chad resumed in Doha on Monday. Mediators Norway, Qatar and Kenya are pressing them.",
     ["Mediators Norway", "Qatar", "Kenya"], "'mediators A, B and C'"),
    ("Egypt and Chad agreed to hold talks in Paris with French and US mediation.", ["French", "US"],
     "'with A mediation'"),
    ("Qatar brought together representatives of the government of Chad and the rebels for a meeting in Doha.",
     ["Qatar"], "who brings others together for a meeting"),
    ("King Peter Brandt hosted a meeting between Egypt and Chad in Amman on Monday.", ["King Peter Brandt"],
     "who hosts a meeting between others"),
    ("Egypt and Chad held talks in Muscat on Monday through Foreign Minister John Marsh.",
     ["Foreign Minister John Marsh"], "'through A'"),
    ("Talks between Egypt and Chad, led by African Union envoy John Marsh, ended in Pretoria on Monday.",
     ["African Union envoy John Marsh"], "an envoy who leads talks between others"),
    ("Egypt and Chad began talks in Amman on Monday under the supervision of the United Nations and the office of"
     " the French envoy.", ["the United Nations", "the office of the French envoy"], "two under one word"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "reason"), BETWEEN, ids=[reason for *_, reason in BETWEEN])
def test_stands_between(read: Read, text: str, words: list[str], reason: str) -> None:
    people, mediators = first(read(text))
    assert mediators == words, reason
    assert not set(words) & set(people), reason


def test_who_chairs_a_meeting_sits_in_it(read: Read) -> None:
    people, mediators = first(read("A meeting of the ministers took place in Cairo on Monday, chaired by Clara Weiss."))
    assert people == ["the ministers", "Clara Weiss"]
    assert mediators == []


def test_mediators_of_the_same_sides(read: Read) -> None:
    text = (
        "The first round of talks between Chad and Kenya, hosted by Qatar, was held in Doha on October 18.\n\n"
        "The second round of talks between Chad and Kenya began in Istanbul on October 25."
    )
    found = [claim.payload for claim in Meetings()(read(text), ()) if isinstance(claim.payload, Meeting)]
    assert [[m.span.words for m in meeting.mediators] for meeting in found] == [["Qatar"], ["Qatar"]]


def test_who_convenes_a_round_does_not_stand_for_those_who_sit_in_it(read: Read) -> None:
    people, _ = first(
        read("UNSMIL convened a round of consultations with Libyan political parties in Tripoli on Monday.")
    )
    assert "Libyan political parties" in people
