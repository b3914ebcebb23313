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
    ("who meets somebody for talks has met", "The envoy met the minister for talks on trade.", "meet"),
)


@pytest.mark.parametrize(("reason", "text", "head"), NOTHING, ids=[reason for reason, _, _ in NOTHING])
def test_words_that_name_no_step(read: Read, reason: str, text: str, head: str) -> None:
    assert head not in [candidate.lemma for candidate in find_candidates(read(text))], reason


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
