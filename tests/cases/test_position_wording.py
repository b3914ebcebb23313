"""The words of a passage as evidence: what a cue speaks of, how it is told, what an issue's cues hang on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Statement
from dragoman.reading.issues import IssueIndex
from dragoman.reading.reading import Reading
from dragoman.stages.base import of_kind
from dragoman.stages.position_features import Topics, Wish, issue_features, position_features
from dragoman.stages.position_holders import Holders
from dragoman.stages.positions import find_wishes
from dragoman.stages.speakers import Speakers
from dragoman.stages.statements import Statements

Read = Callable[..., Reading]


def wish_and_topics(reading: Reading, word: str) -> tuple[Wish, Topics]:
    """The wish with that cue word, and what the text is about."""
    said = tuple(Statements()(reading, ()))
    holders = Holders(reading, of_kind(tuple(Speakers()(reading, said)), Statement))
    hits = IssueIndex(reading.lexicon("issues")).find(reading.text)
    return next(w for w in find_wishes(reading, holders, hits) if w.cue.word == word), Topics(hits)


ORDER = "Halvoria demanded that the observers never open the northern gates."
SAID = "Tessavia said that the prisoners must come home."
SEEN: tuple[tuple[str, str, str, set[str]], ...] = (
    ("what is wanted", ORDER, "demand", {"object=open", "in=observer", "in=gate"}),
    ("a word with the one above it", ORDER, "demand", {"pair=open>gate", "pair=gate>northern"}),
    ("small words that turn a wish", ORDER, "demand", {"light=ADV:never"}),
    ("the object of the verb behind a modal", SAID, "must", {"in=come"}),
    ("with which word it is told, and by whom", SAID, "must", {"told with=say", "told by holder=True"}),
    ("the words of the issue", SAID, "must", {"names=prisoners_and_detainees:prisoner"}),
)


@pytest.mark.parametrize(("text", "word", "expected"), [case[1:] for case in SEEN], ids=[case[0] for case in SEEN])
def test_position(read: Read, text: str, word: str, expected: set[str]) -> None:
    reading = read(text)
    wish, _ = wish_and_topics(reading, word)
    assert expected <= position_features(reading.doc, wish)


def test_issue(read: Read) -> None:
    """The words beside an issue count for it, and what its own cue hangs on."""
    reading = read("Halvoria asked the council to send observers to the prison camps.")
    wish, topics = wish_and_topics(reading, "ask")
    features = issue_features(reading.doc, wish, "monitoring_and_verification", topics)
    named = "monitoring_and_verification"
    assert {f"{named} in=camp", f"{named} object=send", f"{named} under=send", f"{named} as=dobj"} <= features


def test_names_count_as_their_kind(read: Read) -> None:
    """What is learned of one country must hold for another."""
    reading = read("Germany asked France to send observers.")
    wish, topics = wish_and_topics(reading, "ask")
    features = position_features(reading.doc, wish) | issue_features(reading.doc, wish, "process", topics)
    assert "object=GPE" in features or "pair=ask>GPE" in features
    assert not any("france" in feature.lower() for feature in features)


def test_what_is_named_around(read: Read) -> None:
    """The sentence of a passage and the one before tell what it may be about."""
    wish, topics = wish_and_topics(read("The talks were on prisoners. Halvoria called for a ceasefire."), "call for")
    assert wish.around.before == {"process", "prisoners_and_detainees"}
    wish, topics = wish_and_topics(read("Before any elections, Halvoria said, Tessavia must go."), "must")
    assert (wish.around.ahead, wish.around.behind) == ({"governance_and_elections"}, set())
    features = issue_features(
        read("Before any elections, Halvoria said, Tessavia must go.").doc, wish, "process", topics
    )
    assert {"same=False+False", "others same=1+False", "before=False+False"} <= features
