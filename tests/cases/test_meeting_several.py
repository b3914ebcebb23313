"""Several encounters told in one breath: who meets apart is met apart, who visits several towns visits each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def meetings(reading: Reading) -> list[Meeting]:
    return [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]


VISITS = [
    (
        "UN envoy Elin Varga visited Muscat, Riyadh and Abu Dhabi last week.",
        ["Abu Dhabi", "Muscat", "Riyadh"],
        "each town that was visited",
    ),
    ("Elin Varga recalled her recent visits to Paris and Tehran.", ["Paris", "Tehran"], "'visits to', one in each"),
    ("Elin Varga visited Muscat, Oman, on Monday.", ["Muscat"], "a town and its country are one place"),
    (
        "Elin Varga will travel to Egypt, Israel and Jordan on Monday.",
        [None],
        "a tour ahead is one encounter, of no one place",
    ),
    ("Elin Varga embarked on a trip to Paris and Tehran.", ["Paris"], "one trip is one encounter"),
]


@pytest.mark.parametrize(("text", "places", "reason"), VISITS, ids=[reason for *_, reason in VISITS])
def test_visits(read: Read, text: str, places: list[str | None], reason: str) -> None:
    assert sorted((met.place for met in meetings(read(text))), key=str) == places, reason


APART = [
    (
        "Hakan Fidan held separate meetings with Badr Abdelatty and Ayman Safadi in Ankara on Monday.",
        [["Hakan Fidan", "Ayman Safadi"], ["Hakan Fidan", "Badr Abdelatty"]],
        "'separate': each of those named",
    ),
    (
        "Hakan Fidan spoke by telephone with Badr Abdelatty and Ayman Safadi on Monday.",
        [["Hakan Fidan", "Ayman Safadi"], ["Hakan Fidan", "Badr Abdelatty"]],
        "by telephone one speaks to one person at a time",
    ),
    (
        "Hakan Fidan received calls from the Arab League and the United Nations on Monday.",
        [["Hakan Fidan", "the Arab League"], ["Hakan Fidan", "the United Nations"]],
        "calls, not a call",
    ),
    (
        "Hakan Fidan made separate calls to Badr Abdelatty and Ayman Safadi on Monday.",
        [["Hakan Fidan", "Ayman Safadi"], ["Hakan Fidan", "Badr Abdelatty"]],
        "whom a call is to is called",
    ),
    (
        "Hakan Fidan met Badr Abdelatty and Ayman Safadi in Ankara on Monday.",
        [["Hakan Fidan", "Badr Abdelatty", "Ayman Safadi"]],
        "in one room unless told otherwise",
    ),
    (
        "Separate talks between Norway and Chad were held in Oslo on Monday.",
        [["Norway", "Chad"]],
        "talks between two are no talks of each alone",
    ),
    (
        "A telephone call between Hakan Fidan and Badr Abdelatty took place on Monday.",
        [["Hakan Fidan", "Badr Abdelatty"]],
        "a call between two is one",
    ),
]


@pytest.mark.parametrize(("text", "people", "reason"), APART, ids=[reason for *_, reason in APART])
def test_who_is_met_apart(read: Read, text: str, people: list[list[str]], reason: str) -> None:
    found = [[mention.span.words for mention in met.participants] for met in meetings(read(text))]
    assert sorted(found) == sorted(people), reason


def test_each_of_them_is_bilateral(read: Read) -> None:
    found = meetings(read("Hakan Fidan held separate meetings with Badr Abdelatty and Ayman Safadi on Monday."))
    assert [met.format for met in found] == ["bilateral", "bilateral"]
    assert {met.parties for met in found} == {("Turkey", "Egypt"), ("Turkey", "Jordan")}
