"""Steps in invented talks: passages between ⟦ ⟧ are measures of the kind and status that follow them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from dragoman.model.claim import Claim, Measure
from dragoman.reading.reading import Reading
from dragoman.stages.measure_candidates import find_candidates
from dragoman.stages.measure_status import govern, status_words
from dragoman.stages.measures import Measures

Read = Callable[..., Reading]
MARKED = re.compile(
    r"""
    ⟦ (?P<what>[^⟧]*) ⟧      # the passage that names the step
    \( (?P<kind>\w+) / (?P<status>\w+) \)
    """,
    re.VERBOSE,
)
CASES = (
    (
        "an infinitive after 'agreed to' is agreed",
        "Ludria and Castelune agreed to ⟦exchange 40 prisoners each⟧(prisoner_exchange/agreed) next week.",
    ),
    (
        "what somebody calls for is proposed",
        "The envoy called for ⟦an immediate ceasefire⟧(ceasefire/proposed).",
    ),
    (
        "a modal makes a proposal of the step",
        "Both armies should ⟦withdraw their troops from the Orrel bridge⟧(withdrawal/proposed), the mediator said.",
    ),
    (
        "the object of a refusal is rejected",
        "Castelune rejected ⟦the mediator's proposal⟧(framework_text/rejected).",
    ),
    (
        "a proposal is of the kind of what it is for",
        "Castelune rejected ⟦a proposal for a demilitarised zone along the river⟧(withdrawal/rejected).",
    ),
    (
        "so is a plan whose aim follows in a clause",
        "The mediator presented ⟦a plan aimed at appointing new governors⟧(governance_step/proposed).",
    ),
    (
        "who has no intention of a step refuses it",
        "Ludrin has no intention of ⟦withdrawing its troops from the uplands⟧(withdrawal/rejected).",
    ),
    ("who has no plans for it too", "Ludrin has no plans to ⟦release the prisoners⟧(prisoner_exchange/rejected)."),
    (
        "what sides fail to reach is still only proposed",
        "The two sides failed to reach ⟦a ceasefire agreement⟧(ceasefire/proposed).",
    ),
    (
        "a road that opens lets people and aid through; the road is no text",
        "The council urged both armies to ⟦reopen the road to Orrel⟧(humanitarian_corridor/proposed).",
    ),
    (
        "who governs a province is a step of government",
        "The parties agreed on ⟦the appointment of a civilian governor⟧(governance_step/agreed).",
    ),
    (
        "inspectors watch what is agreed",
        "The two governments agreed to ⟦deploy inspectors on the ridge⟧(monitoring/agreed).",
    ),
    (
        "a wish that is refused is rejected, not proposed",
        "Castelune rejected calls for ⟦a humanitarian truce in Port Elsin⟧(local_ceasefire/rejected).",
    ),
    (
        "a finite verb in the past says that it was done",
        "On Monday Ludria ⟦released 12 prisoners of war⟧(prisoner_exchange/implemented).",
    ),
    (
        "breaking a truce violates it",
        "Each side accuses the other of ⟦violating the truce⟧(ceasefire/violated).",
    ),
    (
        "a truce that is ended holds no more",
        "Halvoria ended ⟦the truce⟧(ceasefire/suspended) on Monday.",
    ),
    (
        "whoever withdraws from an accord moves no troops",
        "The rebels withdrew from ⟦the ceasefire agreement⟧(ceasefire/suspended) on Monday.",
    ),
    (
        "no agreement agrees nothing",
        "No agreement was reached on ⟦the withdrawal of troops⟧(withdrawal/proposed).",
    ),
    (
        "talks that are suspended are a step that is suspended",
        "The mediation team has decided to ⟦suspend the negotiations⟧(next_round/suspended) until further notice.",
    ),
    (
        "an agreement holds what it includes",
        "The agreement includes ⟦a ceasefire in Orrel governorate⟧(local_ceasefire/agreed) and "
        "⟦the release of all detainees⟧(prisoner_exchange/agreed).",
    ),
    (
        "a plan about a withdrawal is a withdrawal",
        "The parties accepted ⟦a detailed plan for the withdrawal of foreign fighters⟧(withdrawal/agreed).",
    ),
    (
        "a planned meeting is agreed by what it calls itself",
        "They discussed preparations for ⟦a planned meeting of the two foreign ministers⟧(next_round/agreed).",
    ),
    (
        "an agreement that both should do something is an agreement",
        "The parties agreed that both sides should ⟦allow humanitarian access to Orrel⟧(humanitarian_corridor/agreed).",
    ),
    (
        "sanctions that a side wants lifted are a sanctions step",
        "Ludria demanded ⟦the lifting of sanctions on its banks⟧(sanctions_step/proposed).",
    ),
    (
        "a committee that is set up is a working group",
        "The two governments agreed to ⟦set up a joint technical committee⟧(working_group/agreed).",
    ),
    (
        "elections that are demanded are a step of government",
        "The council urged Ludria to ⟦hold parliamentary elections⟧(governance_step/proposed) before winter.",
    ),
    (
        "an agreement that a truce gives its name is a ceasefire",
        "Ludria and Castelune signed ⟦a ceasefire agreement⟧(ceasefire/agreed) on Monday.",
    ),
    (
        "a mechanism for a swap is a swap",
        "The mediator proposed ⟦a mechanism to exchange 40 prisoners⟧(prisoner_exchange/proposed).",
    ),
    (
        "a political process is a round of talks to come",
        "The envoy called for ⟦a political process⟧(next_round/proposed) led by both councils.",
    ),
    (
        "fighting that stops in one town is a local ceasefire",
        "The commanders agreed to ⟦stop the fighting in the town of Orrel⟧(local_ceasefire/agreed).",
    ),
    (
        "what is restored decides: a government, not a building",
        "The council demanded ⟦the restoration of the transitional government⟧(governance_step/proposed).",
    ),
    (
        "a roadmap stays a text whatever it leads to",
        "Both sides signed ⟦a roadmap for the negotiations⟧(framework_text/agreed).",
    ),
    (
        "the prefix belongs to the word though the parse splits it",
        "The council called for ⟦de-escalation between the two armies⟧(ceasefire/proposed).",
    ),
    (
        "armies that become one are a matter of arms, not of government",
        "The envoy called for ⟦the reunification of the two armies⟧(disarmament/proposed).",
    ),
    (
        "who removes fighters makes them withdraw",
        "Castelune demanded ⟦the removal of foreign fighters⟧(withdrawal/proposed).",
    ),
    (
        "a vote that is to be held is a step with what holds it",
        "The council urged both sides to agree on ⟦the holding of free elections⟧(governance_step/proposed).",
    ),
)
STATUSES = (
    (
        "what talks are about is not done by holding them",
        "They held talks on the opening of the road.",
        "opening",
        "proposed",
    ),
    (
        "nor is what people met for",
        "The envoy held a workshop to establish a ceasefire.",
        "ceasefire",
        "proposed",
    ),
    ("efforts that are underway are no agreement", "Efforts are underway to resume the talks.", "resume", "proposed"),
    ("whoever is set to do it has fixed it", "Vessa is set to host new peace talks in May.", "talk", "agreed"),
    ("a meeting to be held is fixed", "He spoke of a meeting to be held on Monday.", "meeting", "agreed"),
    ("a text that is there stays agreed", "They discussed the Orrel Agreement of 2019.", "agreement", "agreed"),
    ("a draft does not", "They discussed the draft agreement.", "agreement", "proposed"),
    ("who accepts a proposal accepts the step", "Ludria accepted a proposal for a new summit.", "summit", "agreed"),
    ("managed to agree is agreed", "They managed to agree on a truce.", "truce", "agreed"),
    ("a second verb shares its will", "Ludria will open the crossing and release 40 prisoners.", "release", "agreed"),
    (
        "what the verb itself tells as past is done",
        "Ludria normalised relations with Castelune in 2020.",
        "normalise",
        "implemented",
    ),
    ("the truce that is there holds", "It was the last day of the six-day truce.", "truce", "implemented"),
    ("a call for something is none of its doing", "The council is calling for a ceasefire.", "ceasefire", "proposed"),
    (
        "efforts are only tried, whoever welcomes them",
        "Vessa welcomed the efforts to end the war.",
        "effort",
        "proposed",
    ),
    ("so are those that are agreed on", "They agreed to step up efforts to end the war.", "effort", "proposed"),
    ("who asks whether you sign tells nothing", "Will you sign the truce?", "sign", "proposed"),
    ("nor does he who asks it in marks", '"Will you sign the truce?" a reporter asked.', "sign", "proposed"),
    ("who asks why knows that it was signed", '"Why did they sign the truce?" he asked.', "sign", "agreed"),
    (
        "what fails to be done if ... is not refused",
        "Vessa acts if the sides do not sign the deal.",
        "deal",
        "proposed",
    ),
    ("the opposition may demand", "The opposition has demanded the release of prisoners.", "release", "proposed"),
    ("what a truce aims at is part of it", "The truce aims to establish humanitarian corridors.", "corridor", "agreed"),
    (
        "an agreement that is to be carried out is there",
        "They discussed the way forward for implementing the Orrel agreement.",
        "implement",
        "agreed",
    ),
    ("what was signed is agreed", "The motives behind the signing of a road map have changed.", "map", "agreed"),
    (
        "what talks that go on are for is not done",
        "He continued his work to establish a ceasefire.",
        "ceasefire",
        "proposed",
    ),
    ("who backs it does not refuse it", "Ludria backed new election laws.", "law", "proposed"),
)
NOTHING = (
    ("battles are no steps", "Shells fell on Port Elsin for a third day, and the hospital lost its power."),
    ("an arrest is no step", "Police in Vessa arrested two men over a theft from a museum."),
    ("commerce is no step", "Shares of the ferry company rose after a good summer, its owner said."),
    (
        "who is made head of a delegation, whatever he was before",
        "The palace brought back a familiar figure by appointing Ivo Pellan, a nationalist and former culture minister,"
        " as lead negotiator.",
    ),
    (
        "a government that is there acts and is no step",
        "Vessa mediates between the transitional government and Ludria.",
    ),
    ("nor is somebody's council", "The envoy spoke to Ludria's sovereign council."),
)
WHOLE = (  # the words of a step, none too few or too many
    (
        "for whom something is offered is none",
        "For Ludrian citizens enduring daily hardships, the thaw offers a glimmer of it.",
        ["a glimmer of it"],
    ),
    ("not just this one", "Lasting peace requires not just a ceasefire but also courage.", ["a ceasefire"]),
    (
        "what the step is picked out with is no part of it",
        "They remain apart on key issues, especially security guarantees.",
        ["security guarantees"],
    ),
)


def found(reading: Reading) -> list[Claim[Measure]]:
    """What the stage finds."""
    return list(Measures()(reading, ()))  # type: ignore[arg-type]


def words(passage: str) -> list[str]:
    """Its words."""
    return re.findall(r"\w+", passage.lower())


def alike(one: str, other: str) -> bool:
    """Whether two passages of one text share half of their words."""
    shared = len(set(words(one)) & set(words(other)))
    return 2 * shared >= 0.5 * (len(words(one)) + len(words(other)))


@pytest.mark.parametrize(("reason", "marked"), CASES, ids=[reason for reason, _ in CASES])
def test_steps(read: Read, reason: str, marked: str) -> None:
    text = MARKED.sub(lambda match: match["what"], marked)
    claims = found(read(text))
    for match in MARKED.finditer(marked):
        told = [claim for claim in claims if alike(claim.evidence.quote, match["what"])]
        assert told, f"{reason}: {match['what']!r} not among {quotes(claims)}"
        kinds = [(claim.payload.kind, claim.payload.status) for claim in told]
        assert (match["kind"], match["status"]) in kinds, f"{reason}: {kinds}"


@pytest.mark.parametrize(("reason", "text", "steps"), WHOLE, ids=[reason for reason, _, _ in WHOLE])
def test_whole_phrases(read: Read, reason: str, text: str, steps: list[str]) -> None:
    assert quotes(found(read(text))) == steps, reason


@pytest.mark.parametrize(("reason", "text"), NOTHING, ids=[reason for reason, _ in NOTHING])
def test_no_steps(read: Read, reason: str, text: str) -> None:
    assert quotes(found(read(text))) == [], reason


def test_a_phrase_does_not_end_within_a_torn_compound(read: Read) -> None:
    text = (
        "A US drafted framework includes security guarantees for Ukraine and long term plans to support its recovery."
    )
    steps = quotes(found(read(text)))
    assert "security guarantees for Ukraine" in steps
    assert not any(step.endswith("long term") for step in steps)


@pytest.mark.parametrize(("reason", "text", "head", "status"), STATUSES, ids=[reason for reason, *_ in STATUSES])
def test_status_by_rule(read: Read, reason: str, text: str, head: str, status: str) -> None:
    reading = read(text)
    words = status_words(reading.lexicon("measures"))
    told = [govern(candidate, words).status for candidate in find_candidates(reading) if candidate.lemma == head]
    assert status in told, f"{reason}: {told}"


def test_words_of_a_relative_clause_name_the_kind_last(read: Read) -> None:
    candidates = find_candidates(read("They want a safe return of refugees which helps to reconcile the nationals."))
    assert [candidate.kind for candidate in candidates if candidate.lemma == "return"] == ["other"]


def test_a_step_told_twice_is_one_claim(read: Read) -> None:
    text = (
        "Ludria and Castelune agreed to exchange prisoners. The exchange of 40 prisoners will take place on Friday. "
        "The exchange of prisoners was arranged by Vessa."
    )
    exchanges = [claim for claim in found(read(text)) if claim.payload.kind == "prisoner_exchange"]
    assert len(exchanges) == 1


def test_a_step_carries_its_details(read: Read) -> None:
    text = "Russia agreed to release 1,200 prisoners in exchange for fuel."
    [claim] = [claim for claim in found(read(text)) if claim.payload.kind == "prisoner_exchange"]
    step = claim.payload
    assert (step.quantity, step.unit) == (1200.0, "prisoners")
    assert step.parties == ("Russia",)
    assert step.conditions is not None
    assert step.conditions.words.startswith("in exchange for fuel")


def quotes(claims: Sequence[Claim[Measure]]) -> list[str]:
    """The words of the claims."""
    return [claim.evidence.quote for claim in claims]


def test_unlisted_places_are_no_parties(read: Read) -> None:
    """A town that no list knows binds nobody, though it is written like a state."""
    claims = found(read("Both sides will withdraw their troops from Kestrova."))
    assert claims
    assert {party for claim in claims for party in claim.payload.parties} == set()


def test_the_end_of_a_road_is_no_party(read: Read) -> None:
    claims = found(read("The Halvorian army would open the road to El Fasher for aid convoys."))
    assert "El Fasher" not in {party for claim in claims for party in claim.payload.parties}


def test_a_deal_to_end_a_war_is_a_text(read: Read) -> None:
    candidates = find_candidates(read("Ludria and Castelune signed a deal to end the war on Monday."))
    assert [candidate.kind for candidate in candidates if candidate.lemma == "deal"] == ["framework_text"]
