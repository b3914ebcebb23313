"""Nouns by which a text comes back to what it told: the issue of "the agreement", of "this decision"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.issues import IssueIndex
from dragoman.reading.reading import Reading
from dragoman.stages.position_resumed import with_resumed
from dragoman.stages.positions import cue_words

Read = Callable[..., Reading]

ELECTIONS = "Halvoria and Tessavia settled on elections, a new constitution and a transition of two years. "
PRISONERS = "Halvoria will open the prison camps and set the captives free. "
CASES: tuple[tuple[str, str, str, str | None], ...] = (
    ("the main issue", ELECTIONS + "Meridon supports the agreement.", "agreement", "governance_and_elections"),
    ("a new one is about what it names", ELECTIONS + "Meridon wants an agreement.", "agreement", None),
    ("one that names its issue", ELECTIONS + "Meridon rejects the plan for a ceasefire.", "plan", None),
    ("one on how to talk", ELECTIONS + "Meridon welcomes the initiative for a dialogue.", "initiative", None),
    (
        "articles that are about several things",
        "Halvoria wants elections, Tessavia a ceasefire. Meridon supports the agreement.",
        "agreement",
        None,
    ),
    (
        "a decision is the one told just before",
        ELECTIONS + PRISONERS + "Meridon welcomed this decision.",
        "decision",
        "prisoners_and_detainees",
    ),
    (
        "else one on what the article is about",
        ELECTIONS + "It rained in Brenmoor. Meridon welcomed the decision.",
        "decision",
        "governance_and_elections",
    ),
)


@pytest.mark.parametrize(("text", "noun", "issue"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_a_noun_comes_back_to(read: Read, text: str, noun: str, issue: str | None) -> None:
    reading = read(text)
    hits = IssueIndex(reading.lexicon("issues")).find(text)
    place = text.rindex(noun)
    named = {hit.issue for hit in with_resumed(reading.doc, hits, cue_words(reading)) if hit.start == place}
    assert named - {"process"} == ({issue} if issue else set())


def test_it_speaks_of_no_process_then(read: Read) -> None:
    """What was agreed is taken for the issue, not that there is an agreement."""
    reading = read(ELECTIONS + "Meridon supports the agreement.")
    hits = with_resumed(reading.doc, IssueIndex(reading.lexicon("issues")).find(reading.text), cue_words(reading))
    assert [hit.issue for hit in hits if hit.start == reading.text.rindex("agreement")] == ["governance_and_elections"]
