"""Which words of invented talks name a step at all, and where its phrase ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading
from dragoman.stages.measure_candidates import find_candidates
from dragoman.stages.measures import Measures

Read = Callable[..., Reading]
NOTHING = (
    ("'in order to' names no order", "They met in order to end the political deadlock.", "order"),
    ("who stands by a side takes no step", "Vessa underlined its broader support for Ludria.", "support"),
    ("an alliance at war is no step", "A military coalition leads the campaign against Ludria.", "coalition"),
    ("principles of good manners bind nobody", "Their ties rest on the principle of mutual respect.", "principle"),
    ("roads that are shut are no step of the talks", "The road closures hindered the aid workers.", "closure"),
    ("who ends a visit concludes no peace", "The envoy concluded a visit to Ludrin for peace.", "conclude"),
    ("a summit that is attended is held, not planned", "The envoy attended a summit in Vessa.", "attend"),
    ("the committee that is there acts", "The envoy spoke to the liaison committee.", "committee"),
    ("what something rests on is no step", "It rests on ties based on the Orrel declaration.", "declaration"),
    ("nor what it goes by", "They chose a president in accordance with the charter.", "charter"),
    (
        "'in exchange for' names the price",
        "Ludria stopped firing in exchange for the release of prisoners.",
        "exchange",
    ),
    ("who meets somebody for talks has met", "The envoy met the minister for talks on trade.", "meet"),
)
KINDS = (
    ("several initiatives are no text", "They welcomed all mediation initiatives.", "initiative", "other"),
    ("one of them is", "They welcomed the Ludrian initiative.", "initiative", "framework_text"),
    ("plans are what somebody is about to do", "Ludria announced plans to fill the dam.", "plan", "other"),
    ("a state to be founded is no government", "They want an independent Palestinian state.", "state", "other"),
    ("who is let back in", "The council decided to readmit Ludria.", "readmit", "confidence_building"),
    ("back into a circle of states", "They hailed its return to the League.", "return", "confidence_building"),
    ("the end of emergency rule", "They must lift the state of emergency.", "lift", "governance_step"),
    ("one army out of many", "They called for forming a single national army.", "form", "disarmament"),
    ("a joint force is made of two", "They want the establishment of a joint force.", "establishment", "disarmament"),
    ("who is to govern", "They agreed on a governing body with six civilians.", "body", "governance_step"),
    ("less fighting is a truce", "They called for de-escalation along the Orrel.", "escalation", "ceasefire"),
    ("the dates of an agreement", "They signed the implementation matrix.", "matrix", "framework_text"),
    ("who keeps from violence", "They must refrain from violence.", "refrain", "ceasefire"),
    ("who lets ships in", "They agreed to allow 18 ships to enter the port.", "allow", "humanitarian_corridor"),
    ("what is built stays unbuilt", "They agreed to freeze settlement expansion.", "freeze", "other"),
)


@pytest.mark.parametrize(("reason", "text", "head"), NOTHING, ids=[reason for reason, _, _ in NOTHING])
def test_words_that_name_no_step(read: Read, reason: str, text: str, head: str) -> None:
    assert head not in [candidate.lemma for candidate in find_candidates(read(text))], reason


@pytest.mark.parametrize(("reason", "text", "head", "kind"), KINDS, ids=[reason for reason, *_ in KINDS])
def test_kind_of_a_word(read: Read, reason: str, text: str, head: str, kind: str) -> None:
    kinds = [candidate.kind for candidate in find_candidates(read(text)) if candidate.lemma == head]
    assert kinds == [kind], reason


def test_who_meets_again_plans_a_round(read: Read) -> None:
    reading = read("Ludria and Castelune will meet again on Friday.")
    assert [claim.evidence.quote for claim in Measures()(reading, ())] == ["meet again on Friday"]


def test_a_step_ends_before_one_that_is_joined_to_what_it_is_about(read: Read) -> None:
    reading = read("Vessa called for the release of the prisoners and the lifting of the blockade of Port Elsin.")
    assert [claim.evidence.quote for claim in Measures()(reading, ())] == [
        "the release of the prisoners",
        "the lifting of the blockade of Port Elsin",
    ]


def test_a_conference_on_reconciliation_is_a_round(read: Read) -> None:
    candidates = find_candidates(read("They will hold a national reconciliation conference in May."))
    assert [candidate.kind for candidate in candidates if candidate.lemma == "conference"] == ["next_round"]
