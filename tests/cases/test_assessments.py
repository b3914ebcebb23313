"""Judgements on invented talks: passages between ⟦ ⟧ are assessments of the kind that follows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from dragoman.model.claim import Assessment, Claim, Mention, Statement
from dragoman.reading.reading import Reading
from dragoman.stages.assessments import Assessments

Read = Callable[..., Reading]
MARKED = re.compile(r"⟦ (?P<words>[^⟧]*) ⟧ \( (?P<kind>\w+) \)", re.VERBOSE)
CASES = (
    (
        "progress with nothing named is process",
        "The envoy said ⟦some progress was made⟧(process) in the talks on Tuesday.",
    ),
    (
        "progress on a matter that is named is substance",
        "⟦The two sides have made significant progress on the return of prisoners⟧(substance).",
    ),
    (
        "what an agreement is a step to was agreed",
        "⟦The agreement signed in Tessa represents a crucial step in the right direction⟧(substance).",
    ),
    ("a judgement on the tone is process", "⟦Both delegations called the talks constructive⟧(process)."),
    (
        "denied progress is none",
        "⟦No progress has been made in the negotiations⟧(none), officials in Vessa said.",
    ),
    ("what talks fail to bring is none", "⟦The talks failed to produce a breakthrough⟧(none)."),
    (
        "obstacles are none",
        "Diplomats said ⟦significant obstacles remain⟧(none) before any peace agreement.",
    ),
    ("positions far apart are none", "⟦The two sides remain far apart on the port⟧(none), the mediator said."),
    ("talks that collapse are a setback", "⟦The ceasefire talks collapsed⟧(setback) on Friday."),
    (
        "a side that suspends its part is a setback",
        "Castelune ⟦suspended its participation in the peace talks⟧(setback).",
    ),
    (
        "an agreement reached is substance",
        "⟦The two sides reached an agreement on the exchange of prisoners⟧(substance), the mediator said.",
    ),
    (
        "declarations, charters and memoranda are signed like agreements",
        "⟦The delegations signed a declaration on the return of prisoners⟧(substance) in Vessa.",
    ),
    ("agreed to keep talking is process", "⟦The delegations agreed to continue the negotiations⟧(process)."),
    (
        "agreed on a matter is substance",
        "⟦The delegations agreed on a ceasefire in Orrel⟧(substance) after two days of talks.",
    ),
    (
        "an agreement to meet is process",
        "⟦An agreement was reached to hold a meeting⟧(process) in Vessa on Monday.",
    ),
    (
        "a proposal to meet that is accepted is process",
        "⟦Both sides have accepted an invitation to meet in Doha⟧(process).",
    ),
    (
        "what was agreed during talks is not about talks",
        "⟦The delegations had agreed during the talks that the bridge would be opened⟧(substance).",
    ),
    ("prospects that fade are a setback", "⟦Prospects for a truce are diminishing⟧(setback), the mediator warned."),
    ("a party that stays away is a setback", "⟦The Halvorian delegation did not attend the talks⟧(setback)."),
    ("parties that stay committed are process", "⟦Both parties remain committed to the peace process⟧(process)."),
    (
        "what talks ended without is none",
        "⟦The peace talks concluded without reaching a final agreement⟧(none), the mediator said.",
    ),
    ("a truce that a meeting was without denies nothing", "⟦They agreed to meet again⟧(process), without a truce."),
    ("what nobody managed to agree on is none", "⟦The two sides failed to agree on a ceasefire⟧(none)."),
    (
        "in the middle of a report too",
        "Envoys met for six hours on Tuesday. ⟦There was no progress to report⟧(none). A ferry crew waited until dusk.",
    ),
    (
        "talks closed without a truce brought none",
        "⟦Negotiators from both sides closed two days of talks in Vessa without a ceasefire⟧(none).",
    ),
    ("nearly a deal is a claim on content", "⟦The two sides are close to signing a border treaty⟧(substance)."),
    ("talks that end without a deal brought none", "⟦The three days of talks ended without an agreement⟧(none)."),
    ("so do those that nobody names", "The envoys ⟦wrapped up the consultations without meeting the rebels⟧(none)."),
    (
        "what was suspended is what the clause tells about",
        "The talks, ⟦which had been suspended for three days⟧(setback), are expected in Vessa.",
    ),
    (
        "the subject tells what was put off",
        "The signing of the peace agreement, planned for May, ⟦was postponed to Monday⟧(setback).",
    ),
    (
        "a subject of some words stays with what it does",
        "⟦The peace negotiations between the two movements and the army collapsed⟧(setback).",
    ),
    (
        "an initiative may collapse like talks",
        "Aid groups deplored ⟦the collapse of the mediation initiative⟧(setback).",
    ),
    ("contacts that are cut are a setback", "⟦The junta and the movement cut all contact⟧(setback) on Monday."),
    ("a lack of progress is none", "Diplomats deplored ⟦a lack of progress in the peace talks⟧(none)."),
)
NOTHING = (
    ("what is only supposed judges nothing", "If no agreement is reached by Friday, the delegations will go home."),
    ("an aim is no judgement", "He went to Geneva with the intention of reaching a fair agreement."),
    ("weather is no judgement on talks", "Snow fell on Port Elsin for a third day."),
    ("commerce is no judgement on talks", "The ferry company sold more tickets than last summer."),
)


def found(reading: Reading, statements: Sequence[Claim[Statement]] = ()) -> list[Claim[Assessment]]:
    """What the stage finds."""
    return list(Assessments()(reading, statements))  # type: ignore[arg-type]


def words(passage: str) -> list[str]:
    """Its words."""
    return re.findall(r"\w+", passage.lower())


def alike(one: str, other: str) -> bool:
    """Whether two passages of one text share enough of their words to be one."""
    shared = len(set(words(one)) & set(words(other)))
    return 2 * shared >= 0.3 * (len(words(one)) + len(words(other)))


@pytest.mark.parametrize(("reason", "marked"), CASES, ids=[reason for reason, _ in CASES])
def test_judgements(read: Read, reason: str, marked: str) -> None:
    claims = found(read(MARKED.sub(lambda match: match["words"], marked)))
    for match in MARKED.finditer(marked):
        told = [claim for claim in claims if alike(claim.evidence.quote, match["words"])]
        assert told, f"{reason}: {[claim.evidence.quote for claim in claims]}"
        assert [claim.payload.kind for claim in told] == [match["kind"]], reason


@pytest.mark.parametrize(("reason", "text"), NOTHING, ids=[reason for reason, _ in NOTHING])
def test_no_judgements(read: Read, reason: str, text: str) -> None:
    assert [claim.evidence.quote for claim in found(read(text))] == [], reason


def statement(reading: Reading, speaker: str, content: str) -> Claim[Statement]:
    """A statement as an earlier stage would find it."""
    text = reading.text
    start = text.index(content)
    span = reading.span(text.index(speaker), text.index(speaker) + len(speaker))
    mention = Mention(span=span, name=speaker, party="Ludria", source_class="named")
    return Claim(
        payload=Statement(speaker=mention, party="Ludria", source_class="named"),
        evidence=reading.evidence(start, start + len(content)),
        stage="test",
        version="1",
    )


def test_the_speaker_of_the_statement_around_it_judges(read: Read) -> None:
    content = "no progress has been made in the talks"
    reading = read(f"Maren Tolk said {content}.")
    [claim] = found(reading, [statement(reading, "Maren Tolk", content)])
    assert claim.payload.claimed_by is not None
    assert claim.payload.claimed_by.name == "Maren Tolk"
    assert (claim.payload.party, claim.payload.source_class) == ("Ludria", "named")


def test_a_judgement_ends_with_its_quotation(read: Read) -> None:
    claims = found(read("“So no one should expect immediate breakthroughs,” according to an official."))
    assert [claim.evidence.quote for claim in claims] == ["no one should expect immediate breakthroughs"]


def test_the_reporter_judges_where_nobody_speaks(read: Read) -> None:
    [claim] = found(read("The peace talks failed to produce a breakthrough."))
    assert claim.payload.claimed_by is None


def test_who_praises_is_the_one_who_judges(read: Read) -> None:
    claims = found(read("Germany praised the constructive talks between the two delegations."))
    assert [claim.payload.party for claim in claims] == ["Germany"]
