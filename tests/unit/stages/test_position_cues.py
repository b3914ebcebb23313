"""Cues of positions: which words count, how far their clause reaches, which of several governs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading
from dragoman.stages.position_cues import Cue, find_cues
from dragoman.stages.position_governing import governing
from dragoman.stages.position_words import CueWords
from dragoman.stages.positions import AGAIN, THRESHOLD, Positions, heads

Read = Callable[..., Reading]


def cues(reading: Reading) -> list[Cue]:
    """The governing cues of a text."""
    words = CueWords.of(reading.lexicon("positions"))
    return governing(reading.doc, find_cues(reading.doc, words), words)


def only(reading: Reading, word: str) -> Cue:
    """The one cue of that word."""
    (cue,) = [cue for cue in cues(reading) if cue.word == word]
    return cue


def passage(reading: Reading, cue: Cue) -> str:
    """The words of the cue's passage."""
    return reading.doc[cue.start : cue.end].text


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Halvoria called for a truce and Tessavia refused.",
            "call for",
            "Halvoria called for a truce",
        ),
        (
            "Halvoria rejected the plan, while Tessavia kept silent.",
            "reject",
            "Halvoria rejected the plan",
        ),
        (
            "Everybody knows Tessavia's refusal to withdraw.",
            "refusal",
            "Tessavia's refusal to withdraw",
        ),
    ],
    ids=["up to the next clause", "without the concession", "a noun with its owner"],
)
def test_passage(read: Read, text: str, word: str, expected: str) -> None:
    reading = read(text)
    assert passage(reading, only(reading, word)) == expected


def test_what_is_asked_for_is_not_offered(read: Read) -> None:
    """Of "called for an offer to resume talks" only the call counts."""
    assert [cue.word for cue in cues(read("Halvoria called for an offer to resume talks."))] == ["call for"]


def test_an_owner_makes_a_noun_count_within_a_refusal(read: Read) -> None:
    """Two cues in "rejected Tessavia's demand": the refusal and somebody else's demand."""
    found = cues(read("Halvoria rejected Tessavia's demand for a ceasefire."))
    assert {(cue.word, cue.stance) for cue in found} == {("reject", "rejects"), ("demand", "demands")}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Halvoria did not accept the plan.", "rejects"),
        ("Nobody in Halvoria accepts the plan.", "rejects"),
        ("Halvoria will not relinquish the island.", "rejects"),
        ("Halvoria no longer opposes the plan.", "open_to"),
    ],
    ids=["not", "nobody", "keeping what one has", "a no denied"],
)
def test_denied(read: Read, text: str, stance: str) -> None:
    (cue,) = cues(read(text))
    assert cue.stance == stance


def test_who_wants_to_prevent_something_demands(read: Read) -> None:
    """What is to be prevented is war or escalation: it is its end that is wanted, no offer that is refused."""
    assert only(read("Halvoria hopes for talks and prevents a new war."), "prevent").stance == "demands"


def test_condition_is_a_part_of_the_passage(read: Read) -> None:
    """ "Unless" and what follows it."""
    reading = read("Tessavia will not discuss a truce unless Halvoria frees the prisoners.")
    cue = only(reading, "discuss")
    assert cue.condition is not None
    assert reading.doc[cue.condition[0] : cue.condition[1]].text == "unless Halvoria frees the prisoners"


def test_two_runs_agree(read: Read) -> None:
    """The stage has no state: the same article gives the same claims."""
    reading = read("Halvoria demands a ceasefire. Tessavia rejected it and called for talks.")
    first, second = (tuple(Positions()(reading, ())) for _ in range(2))
    assert first == second
    assert first


def test_passages_of_one_party_and_issue_do_not_overlap(read: Read) -> None:
    """A wish within a wish is told once."""
    reading = read("Halvoria wants to call for a ceasefire and demands a ceasefire.")
    places = [(c.evidence.start, c.evidence.end) for c in Positions()(reading, ())]
    assert all(a[1] <= b[0] or b[1] <= a[0] for a in places for b in places if a != b)


def test_a_text_without_words(read: Read) -> None:
    """Nothing is found in nothing."""
    assert list(Positions()(read("..."), ())) == []


def test_heads() -> None:
    """All heads say yes or no, and the thresholds are chances."""
    assert {head.labels for head in heads().values()} == {("no", "yes")}
    assert set(heads()) == {"position", "holder", "issue"}
    assert 0 < THRESHOLD <= AGAIN < 1
