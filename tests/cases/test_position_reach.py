"""How far the passage of a noun reaches that tells a position, and which nouns tell none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.issues import IssueIndex
from dragoman.reading.reading import Reading
from dragoman.stages.position_holders import Holders
from dragoman.stages.positions import find_wishes

Read = Callable[..., Reading]

CASES = (
    (
        "what is called a demand",
        "The withdrawal of all troops remains a key demand of Tessavia.",
        "demand",
        "The withdrawal of all troops remains a key demand of Tessavia",
    ),
    (
        "what is made a condition",
        "Tessavia made the release of its men a condition for talks.",
        "condition",
        "the release of its men a condition for talks",
    ),
    (
        "what is among the demands",
        "Among the rebels' demands are the release of prisoners and an amnesty.",
        "demand",
        "the rebels' demands are the release of prisoners and an amnesty",
    ),
    (
        "what somebody wants is named behind it",
        "What we want is the withdrawal of all troops.",
        "want",
        "we want is the withdrawal of all troops",
    ),
    (
        "what the parse hangs on the verb belongs to the noun",
        "Halvoria has put its support behind a ceasefire.",
        "support",
        "its support behind a ceasefire",
    ),
    (
        "so does the infinitive behind it",
        "Halvoria renewed its call to stop the war and form a single army.",
        "call",
        "Halvoria renewed its call to stop the war and form a single army",
    ),
    (
        "what somebody should do, told by a participle",
        "They noted the importance of Tessavia halting all attacks, the seizure of land and the arrests.",
        "importance",
        "noted the importance of Tessavia halting all attacks, the seizure of land and the arrests",
    ),
    (
        "of two wishes under one verb the second begins with itself",
        "The ministers reaffirmed their respect for the borders of Halvoria and their support for a ceasefire.",
        "support",
        "their support for a ceasefire",
    ),
    (
        "a list that demands include",
        "These demands include an inquiry, the return of the army to its barracks and an end to the curfew.",
        "demand",
        "These demands include an inquiry, the return of the army to its barracks and an end to the curfew",
    ),
    (
        "a list of infinitives goes on where the parse breaks it off; its verbs are no wishes of their own",
        "He spoke of efforts to reach a truce in Halvoria, alleviate the hunger and release the captives.",
        "effort",
        "spoke of efforts to reach a truce in Halvoria, alleviate the hunger and release the captives",
    ),
)


def passages(reading: Reading, word: str) -> list[str]:
    """The passages of the wishes that a word tells."""
    hits = IssueIndex(reading.lexicon("issues")).find(reading.text)
    wishes = find_wishes(reading, Holders(reading, ()), hits)
    return [reading.text[wish.start : wish.end] for wish in wishes if wish.cue.word == word]


@pytest.mark.parametrize(("text", "word", "passage"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_reaches(read: Read, text: str, word: str, passage: str) -> None:
    assert passages(read(text), word) == [passage]


def test_a_participle_tells_what_somebody_is_set_on(read: Read) -> None:
    """ "Are determined" is no form of a verb of wanting, but what they are."""
    assert passages(read("They are determined to reopen the harbour."), "determined") == [
        "They are determined to reopen the harbour"
    ]
    assert passages(read("They have not determined the day of the next round."), "determined") == []


def test_verbs_of_a_list_are_no_wishes_of_their_own(read: Read) -> None:
    """What the mediators called for is the release, too, wherever the parse hangs it."""
    text = "The mediators called upon the generals to end the raids, release the captives and lift the curfew."
    assert passages(read(text), "release") == []


def test_part_of_a_name_tells_nothing(read: Read) -> None:
    """The need within a party's name is no word of wanting."""
    assert passages(read("He gave his blessing for Sudan Call to hold talks."), "call") == []
