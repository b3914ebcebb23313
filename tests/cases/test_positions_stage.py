"""Who wants what, in sentences about invented talks: party, issue and stance that a passage settles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman import pipeline
from dragoman.model.claim import Claim, Position
from dragoman.reading.reading import Reading
from dragoman.stages.base import of_kind
from dragoman.stages.positions import Positions
from dragoman.stages.speakers import Speakers
from dragoman.stages.statements import Statements

Read = Callable[..., Reading]
Triple = tuple[str, str, str]
H, T, M = "Halvoria", "Tessavia", "Meridon"

CASES: tuple[tuple[str, str, set[Triple]], ...] = (
    (
        "a demand in the reporter's voice",
        "Halvoria has demanded an immediate ceasefire.",
        {(H, "ceasefire", "demands")},
    ),
    (
        "neither of two says yes",
        "Neither Halvoria nor Tessavia accepted the ceasefire.",
        {(H, "ceasefire", "rejects"), (T, "ceasefire", "rejects")},
    ),
    ("a capital stands for its government", "Brenmoor rejected the ceasefire.", {(H, "ceasefire", "rejects")}),
    (
        "insistence that goes on",
        "Tessavia continues to insist on keeping the territory it occupied in spring.",
        {(T, "territory", "demands")},
    ),
    (
        "two parties, one clause each",
        "Halvoria insists on the withdrawal of all troops, while Tessavia refuses to cede any territory.",
        {(H, "troop_withdrawal_and_disarmament", "demands"), (T, "territory", "rejects")},
    ),
    (
        "two parties in one subject",
        "Halvoria and Tessavia have called for a ceasefire.",
        {(H, "ceasefire", "demands"), (T, "ceasefire", "demands")},
    ),
    (
        "two issues side by side",
        "Halvoria demands the release of all prisoners and the lifting of sanctions.",
        {(H, "prisoners_and_detainees", "demands"), (H, "sanctions", "demands")},
    ),
    (
        "a refusal as a noun with its owner",
        "Tessavia's refusal to accept a ceasefire is known.",
        {(T, "ceasefire", "rejects")},
    ),
    (
        "a demand as a noun within another party's refusal",
        "Tessavia has rejected Halvoria's demand for an immediate ceasefire.",
        {(T, "ceasefire", "rejects"), (H, "ceasefire", "demands")},
    ),
    (
        "what must be, in a statement",
        "Halvoria said that all prisoners must be released.",
        {(H, "prisoners_and_detainees", "demands")},
    ),
    ("acceptance", "Tessavia has agreed to a ceasefire in the Vashel Uplands.", {(T, "ceasefire", "accepts")}),
    ("a commitment is a yes", "Tessavia has committed to a ceasefire.", {(T, "ceasefire", "accepts")}),
    (
        "readiness with a condition, which is a demand itself",
        "Halvoria is ready to accept a ceasefire if Tessavia releases the hostages.",
        {(H, "ceasefire", "conditional"), (H, "prisoners_and_detainees", "demands")},
    ),
    ("readiness", "Tessavia is ready to hold talks with Halvoria.", {(T, "process", "offers")}),
    ("openness", "Halvoria is open to a ceasefire.", {(H, "ceasefire", "open_to")}),
    (
        "another stance on the same issue is no retelling",
        "Halvoria has long insisted on independence. On Tuesday Halvoria said it was open to autonomy.",
        {(H, "recognition_and_status", "demands"), (H, "recognition_and_status", "open_to")},
    ),
    (
        "what a refusal waits for is not refused itself",
        "The delegation of Tessavia refused to discuss the return of the displaced before a truce.",
        {(T, "refugees_and_displaced", "rejects")},
    ),
    (
        "a day is no condition",
        "Halvoria has agreed to a ceasefire until 30 November.",
        {(H, "ceasefire", "accepts")},
    ),
    (
        "a no until something is conditional",
        "Halvoria rejected a ceasefire until the captives are freed.",
        {(H, "ceasefire", "conditional"), (H, "prisoners_and_detainees", "demands")},
    ),
    ("an offer to help", "Meridon has offered to host the talks.", {(M, "process", "offers")}),
    ("a denied yes is a no", "Halvoria does not support a ceasefire.", {(H, "ceasefire", "rejects")}),
    (
        "a group for its members",
        "The Vashel Liberation Front called for a ceasefire.",
        {("Vashel Liberation Front", "ceasefire", "demands")},
    ),
    (
        "a pronoun for the subject before",
        "Halvoria sent its envoy to Castelune. It has called for a ceasefire.",
        {(H, "ceasefire", "demands")},
    ),
    (
        "the need that a speaker stresses",
        "Tessavia stressed the need for humanitarian access to the valley.",
        {(T, "humanitarian_access", "demands")},
    ),
    (
        "stress on support is support",
        "Meridon reiterated its support for a ceasefire.",
        {(M, "ceasefire", "accepts")},
    ),
    (
        "a red line",
        "A red line for Tessavia is any loss of territory.",
        {(T, "territory", "demands")},
    ),
    (
        "priorities listed behind a colon",
        "Halvorian negotiators listed the country's priorities: the return of its territory and the release of all"
        " prisoners.",
        {(H, "territory", "demands"), (H, "prisoners_and_detainees", "demands")},
    ),
    (
        "no end of a refusal until something",
        "Tessavia will not accept a ceasefire until Halvoria frees the prisoners.",
        {(T, "ceasefire", "conditional"), (T, "prisoners_and_detainees", "demands")},
    ),
    (
        "suggesting to do something is an offer",
        "Halvoria suggested a ceasefire of ten days.",
        {(H, "ceasefire", "offers")},
    ),
    (
        "countries named as examples",
        "Countries like Meridon and Pellany have called for a ceasefire.",
        {(M, "ceasefire", "demands"), ("Pellany", "ceasefire", "demands")},
    ),
    (
        "a participle that adds a wish has a stance of its own",
        "Halvoria rejects any arrangement that follows the coup, calling for the release of detained ministers.",
        {(H, "governance_and_elections", "rejects"), (H, "prisoners_and_detainees", "demands")},
    ),
    (
        "what is demanded in place of what is turned down",
        "Tessavia dismissed the idea as a trick, demanding that all sanctions be lifted.",
        {(T, "sanctions", "demands")},
    ),
    (
        "to vow to give is an offer",
        "Halvoria vowed to free thirty prisoners.",
        {(H, "prisoners_and_detainees", "offers")},
    ),
    (
        "who brings something up wants it",
        "The envoys of Meridon discussed with him the need to end the fighting, including through the withdrawal of"
        " foreign fighters.",
        {(M, "ceasefire", "demands"), (M, "troop_withdrawal_and_disarmament", "demands")},
    ),
)

NOTHING = (
    (
        "a courtesy on no issue of the talks",
        "The minister expressed his hope that the bilateral cooperation between Halvoria and Meridon would grow"
        " in various fields.",
    ),
    ("a demand that was dropped", "Halvoria has dropped its demand for a ceasefire."),
    ("an act is no wish", "Halvoria shelled two villages on Monday."),
    ("a meeting is no wish", "The delegations of Halvoria and Tessavia met in Castelune on Monday."),
    (
        "that something is so is suggested, not proposed",
        "Neither Halvoria nor Tessavia suggested that the talks on a ceasefire were close to an end.",
    ),
    (
        "a proposal that is talked about is nobody's",
        "Officials from Halvoria and Tessavia described recent discussions about a proposal to end the war as useful.",
    ),
    (
        "wishes of a scholar, titled by her institute alone",
        "“Halvoria and Tessavia must agree to a ceasefire soon,” noted Elin Varga, Director of the Policy Institute at"
        " Ludrin University.",
    ),
    (
        "readiness to tell is no readiness to do",
        "Halvoria's envoy was asked about the ceasefire. “I can tell you that a ceasefire was on the agenda,” he said.",
    ),
    ("what is asked is not told", "Did Halvoria demand a ceasefire? Nobody knows."),
    ("wishes of unnamed experts", "Analysts said that a ceasefire must come soon."),
)


def positions(reading: Reading) -> list[Claim[Position]]:
    """What the stage finds after the ones that it needs."""
    found: list[pipeline.Claim[pipeline.Payload]] = []
    for stage in (Statements(), Speakers(), Positions()):
        new = list(stage(reading, tuple(found)))
        found = [claim for claim in found if claim.kind not in stage.requires & stage.provides] + new
    return of_kind(found, Position)


def triples(claims: list[Claim[Position]]) -> set[Triple]:
    """Party, issue and stance of each."""
    return {(c.payload.party, c.payload.issue, c.payload.stance) for c in claims}


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_finds(read: Read, text: str, expected: set[Triple]) -> None:
    assert triples(positions(read(text))) == expected


@pytest.mark.parametrize("text", [case[1] for case in NOTHING], ids=[case[0] for case in NOTHING])
def test_finds_nothing(read: Read, text: str) -> None:
    assert triples(positions(read(text))) == set()


BASES = (
    ("own words", "Halvoria said that all prisoners must be released.", H, "own_words"),
    (
        "a spokesman",
        "Halvoria's foreign ministry spokesman said that all prisoners must be released.",
        H,
        "spokesperson",
    ),
    ("unnamed people of its own side", "Halvorian officials said that all prisoners must be released.", H, "anonymous"),
    ("the other side", "Tessavia said that Halvoria has rejected a ceasefire.", H, "other_side"),
    (
        "the reporter, of several whose last is taken for the speaker",
        "Halvoria, the island states, and other frontline NATO members have consistently advocated for a ceasefire.",
        H,
        "reporter",
    ),
    (
        "whom an organisation sends is no other side",
        "The envoy of the United Nations, Elin Varga, said that Halvoria has rejected a ceasefire.",
        H,
        "mediator",
    ),
    ("the reporter", "Halvoria has rejected a ceasefire.", H, "reporter"),
    (
        "unnamed people, whoever it is about",
        "Halvoria has rejected a ceasefire, according to people familiar with the talks.",
        H,
        "anonymous",
    ),
)


@pytest.mark.parametrize(("text", "party", "basis"), [case[1:] for case in BASES], ids=[case[0] for case in BASES])
def test_says_on_whose_word_it_rests(read: Read, text: str, party: str, basis: str) -> None:
    found = [claim for claim in positions(read(text)) if claim.payload.party == party]
    assert {claim.payload.basis for claim in found} == {basis}


def test_keeps_the_condition_and_the_cue(read: Read) -> None:
    """The words of the condition are a span of the text, and the cue that made the claim is kept."""
    reading = read("Halvoria is ready to accept a ceasefire if Tessavia releases the hostages.")
    claim = next(c for c in positions(reading) if c.payload.issue == "ceasefire")
    assert claim.payload.condition is not None
    assert claim.payload.condition.words == "if Tessavia releases the hostages"
    assert [span.words for span in claim.cues] == ["ready"]


def test_names_the_statement_it_was_read_from(read: Read) -> None:
    """A position within a statement leads to that statement and its speaker."""
    claim = positions(read("Tessavia said that Halvoria has rejected a ceasefire."))[0]
    assert claim.payload.statement is not None
    assert claim.payload.attributed_to == "Tessavia"
