"""The parts of a statement beyond its words: attribution, channel, mood, headlines; and odd input."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from dragoman.model.claim import Claim, Statement
from dragoman.reading.page import inflect, reporting_words
from dragoman.reading.reading import Reading
from dragoman.stages.base import Stage
from dragoman.stages.speakers import Speakers
from dragoman.stages.statements import Statements

Read = Callable[..., Reading]


def found(reading: Reading) -> list[Claim[Statement]]:
    """What the stage yields."""
    return list(Statements()(reading, ()))


@pytest.mark.parametrize("stage", [Statements(), Speakers()])
def test_statements_is_a_stage_that_pickles(stage: Stage) -> None:
    assert isinstance(stage, Stage)
    assert pickle.loads(pickle.dumps(stage)).name == stage.name
    assert stage.provides == frozenset(("statement",))


def test_statements_same_claims_twice(read: Read) -> None:
    text = "“We wait,” Kovan Reth said. “We have time.” He denied that guns had fired, the agency reported."
    assert [c.id for c in found(read(text))] == [c.id for c in found(read(text))]


def test_statements_broken_quotation_shares_attribution(read: Read) -> None:
    first, second, third = found(
        read("“We wait,” Reth said. “We have waited for three winters.” Palisk said the map was old.")
    )
    assert first.payload.attribution == second.payload.attribution
    assert second.payload.cue is None
    assert third.payload.attribution != first.payload.attribution


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Sandovar told Reuters that the door was open.", "Reuters"),
        ("Sandovar said on Telegram that the door was open.", "Telegram"),
        ("Sandovar wrote in a post on Truth Social that the door was open.", "Truth Social"),
        ("Sandovar said that the door was open.", None),
        ("Sandovar told reporters that the door was open.", None),
    ],
)
def test_statements_via(read: Read, text: str, via: str | None) -> None:
    (claim,) = found(read(text))
    assert claim.payload.via == via


def test_statements_passed_on_names_who_passed_it_on(read: Read) -> None:
    (claim,) = found(read("The rebels have warned that they will close the road, Halvoria said."))
    assert claim.payload.speaker is not None
    assert claim.payload.speaker.span.words == "The rebels"
    assert claim.payload.via == "Halvoria"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Reth said the bridge was open.", "factual"),
        ("Reth said the bridge will open.", "future"),
        ("Reth said the bridge would open on Monday.", "future"),
        ("Reth said the bridge would open if the guns fell silent.", "conditional"),
        ("Reth said the bridge might open.", "possible"),
        ("Reth said the bridge had not opened.", "negated"),
        ("Reth said no bridge had opened.", "negated"),
    ],
)
def test_statements_modality(read: Read, text: str, modality: str) -> None:
    (claim,) = found(read(text))
    assert claim.payload.modality == modality


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Sandovar: No soldier will leave the uplands", "No soldier will leave the uplands"),
        ("No soldier will leave the uplands: Sandovar", "No soldier will leave the uplands"),
        ("No soldier will leave the uplands, Sandovar says", "No soldier will leave the uplands"),
    ],
)
def test_statements_headline(read: Read, headline: str, words: str) -> None:
    body = "The war in the uplands is in its third winter, and the talks in Vienna have brought no end to it yet."
    claims = found(read(f"{headline}\n\n{body}\n"))
    assert [claim.evidence.quote for claim in claims] == [words]
    assert claims[0].payload.speaker is not None
    assert claims[0].payload.speaker.span.words == "Sandovar"


@pytest.mark.parametrize(
    "text",
    [
        "“",
        "“We wait, Reth said.",
        'Reth said "',
        "said said said",
        "According to",
        "According to.",
        '"A" "B" "C" said.',
        ", said Reth, said Palisk, said.",
        "“Nested “quotation” here,” he said.",
    ],
)
def test_statements_odd_input_never_raises(read: Read, text: str) -> None:
    reading = read(text)
    for claim in Speakers()(reading, tuple(found(reading))):  # type: ignore[arg-type]
        assert reading.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


def test_statements_unclosed_quotation_does_not_swallow_the_rest(read: Read) -> None:
    claims = found(read("“The guns are silent, Reth said on Monday. Palisk said the road was open."))
    assert "the road was open" in [claim.evidence.quote for claim in claims]


def test_inflect_regular_forms() -> None:
    assert list(inflect("note")) == ["note", "notes", "noted", "noting"]
    assert list(inflect("stress")) == ["stress", "stresses", "stressed", "stressing"]


def test_reporting_words_irregular_forms() -> None:
    words = reporting_words({"clause": ("say",), "irregular": ("say says said saying",)})
    assert words.forms["said"] == "say"
    assert words.has("clause", "say")
