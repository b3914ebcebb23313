"""Names and mentions: who a stretch of text is, and when that stays open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.model import Actor, Role
from dragoman.reading.names import ActorIndex, plain
from dragoman.reading.reading import Reading

Read = Callable[..., Reading]


def describe(reading: Reading, words: str) -> object:
    start = reading.text.index(words)
    return reading.describe(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Talks with the U.S. went on.", "U.S.", "United States"),  # the last point belongs to the abbreviation
        ("It was us, not the US.", "US", "United States"),  # lower case "us" is a pronoun
        ("The Kremlin denied it.", "Kremlin", "Russia"),  # a palace stands for its state
        ("Recep Tayyip Erdoğan hosted them.", "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),  # marks do not matter
    ],
)
def test_aliases_are_found(text: str, words: str, actor: str, read: Read) -> None:
    found = {name.words: plain(name.actor.name) for name in read(text).names}
    assert found.get(words) == actor
    assert "us" not in found


@pytest.mark.parametrize(
    ("text", "words", "source", "party"),
    [
        ("A Halvorian official said so.", "A Halvorian official", "anonymous", "Halvoria"),
        ("Analysts said so.", "Analysts", "anonymous", None),  # outsiders speak for no side
        ("Brenmoor said so.", "Brenmoor", "institution", "Halvoria"),  # a capital that speaks is its state
        ("Mirela Sandovar said so.", "Mirela Sandovar", "named", "Halvoria"),
        ("A spokesman for Tessavia said so.", "A spokesman for Tessavia", "role", "Tessavia"),
    ],
)
def test_noun_phrases_are_described(text: str, words: str, source: str, party: str | None, read: Read) -> None:
    mention = describe(read(text), words)
    assert (mention.source_class, mention.party) == (source, party)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Jaysh al-Nasr rejected the truce.", {"Jaysh al-Nasr": "armed_group"}),  # its first word means army
        ("Harakat Tessa will not sign, its men say.", {"Harakat Tessa": "armed_group"}),
        ("Joining Sandovar, the envoy said no.", {"Sandovar": "person"}),  # a participle begins no name
    ],
)
def test_first_words_tell_what_is_named(text: str, kinds: dict[str, str], read: Read) -> None:
    assert {name.words: name.actor.kind for name in read(text).names} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "BRENMOOR, May 14 (CPS) - Tessavia will send a team.",
        "BRENMOOR (CPS) — Tessavia will send a team.",
        "BRENMOOR, Halvoria (CPS) — Tessavia will send a team.",
        "BRENMOOR: Tessavia will send a team.",
    ],
)
def test_where_a_report_was_written_is_no_party(text: str, read: Read) -> None:
    assert [name.actor.name for name in read(text).names if name.words != "CPS"] == ["Tessavia"]


def test_whoever_is_echoed_has_not_the_office_of_whoever_echoes(read: Read) -> None:
    """The parser takes the one behind the comma for an apposition of the one before it."""
    reading = read("Echoing Martin Griffiths, African Union Commission chairman Moussa Faki insisted on a truce.")
    assert "chairman" not in reading.people.persons["Martin Griffiths"].titles


def test_a_surname_follows_the_full_name_of_its_text(read: Read) -> None:
    reading = read("The analyst Elin Varga spoke first. Varga said the talks were slow.")
    start = reading.text.rindex("Varga")
    assert reading.describe(start, start + 5).name == "Elin Varga"


def test_two_people_of_one_name_are_not_merged(read: Read) -> None:
    reading = read("Elin Varga and Tomas Varga came. Later Varga said the talks were slow.")
    start = reading.text.rindex("Varga")
    mention = reading.describe(start, start + 5)
    assert mention.name is None
    assert set(mention.candidates) == {"Elin Varga", "Tomas Varga"}


def test_an_alias_of_two_people_is_settled_by_the_office_held_that_day() -> None:
    old = Role(title="president", of="Halvoria", end=date(2024, 12, 31))
    new = Role(title="president", of="Halvoria", start=date(2025, 1, 1))
    index = ActorIndex(
        [
            Actor(name="Ada Lind", kind="person", aliases=("Lind",), roles=(old,)),
            Actor(name="Bo Lind", kind="person", aliases=("Lind",), roles=(new,)),
        ]
    )
    ((_, _, how, actors),) = index.find("Lind said")
    assert how == "name"
    assert {a.name for a in actors if a.role_on(date(2025, 3, 12))} == {"Bo Lind"}


def test_longest_alias_wins() -> None:
    index = ActorIndex(
        [
            Actor(name="Halvoria", kind="state", adjectives=("Halvorian",)),
            Actor(name="Halvorian Red Cross", kind="organisation"),
        ]
    )
    assert [(a, b) for a, b, _, _ in index.find("the Halvorian Red Cross went")] == [(4, 23)]
