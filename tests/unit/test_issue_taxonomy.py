"""The shipped issues are complete, and their examples are what the cues find."""

from __future__ import annotations

import pytest

from dragoman.model.issue import Issue
from dragoman.packs import load_packs
from dragoman.reading.issues import IssueIndex, issue_lexicon

ISSUES = load_packs(("english",)).issues
PAX = frozenset(  # variables of the PA-X data set that the crosswalk may name
    (
        "StCon", "StSd", "StRef", "StInd", "StUni", "StBor", "StXbor", "Pol", "PolNewTemp", "Cons", "Ele",
        "ElecComm", "PolPar", "Civso", "Polps", "Terps", "TpsAut", "Eps", "EpsRes", "Mps", "Prot", "ProtCiv",
        "HrMob", "GRef", "Dev", "DevSoc", "DevHum", "DevInfra", "NEC", "NatRes", "IntFu", "Bus", "SsrGua", "Ce",
        "CeProv", "SsrPol", "SsrArm", "SsrDdr", "DdrDemil", "DdrProg", "SsrPsf", "SsrFf", "TjGen", "TjAm", "TjSan",
        "TjCou", "TjJaNc", "TjJaIc", "TjMech", "TjPrire", "TjMis", "TjRep", "ImPK", "ImE",
    )
)  # fmt: skip


@pytest.mark.parametrize("issue", ISSUES, ids=lambda issue: issue.id)
def test_every_issue_is_defined_and_shown(issue: Issue) -> None:
    assert issue.label
    assert issue.definition.endswith(".")
    assert issue.cues
    assert len(issue.examples) >= 2
    assert issue.counterexample
    assert set(issue.pax) <= PAX


@pytest.mark.parametrize("issue", [issue for issue in ISSUES if issue.parent], ids=lambda issue: issue.id)
def test_a_sub_issue_has_its_parent(issue: Issue) -> None:
    assert issue.parent in {other.id for other in ISSUES}
    assert issue.id.startswith(f"{issue.parent}.")


def test_every_issue_but_the_rest_has_sub_issues() -> None:
    parents = {issue.parent for issue in ISSUES}
    assert {issue.id for issue in ISSUES if issue.parent is None} - parents == {"other"}


@pytest.mark.parametrize("issue", ISSUES, ids=lambda issue: issue.id)
def test_the_cues_find_the_examples(issue: Issue) -> None:
    index = IssueIndex(issue_lexicon(ISSUES))
    for example in issue.examples:
        assert issue.id.split(".")[0] in {hit.issue for hit in index.find(example)}, example


@pytest.mark.parametrize(
    ("words", "issues"),
    [
        ("a Tessian-led political process", {"process"}),
        ("to engage all stakeholders", {"process"}),
        ("unilateral measures in the uplands", {"other"}),
        ("ways to end the crisis", {"process"}),
        ("the humanitarian crisis in the uplands", {"humanitarian_access"}),
        ("the generals' takeover", {"governance_and_elections"}),
        ("Tessia's security", {"security_guarantees"}),
        ("the unification of the military", {"troop_withdrawal_and_disarmament"}),
        ("a national dialogue", {"process"}),
        ("the withdrawal from the port", {"troop_withdrawal_and_disarmament"}),
        ("to open the port", {"humanitarian_access"}),
        ("to end the occupation", {"territory", "troop_withdrawal_and_disarmament"}),
        ("to refrain from intervening in Orland", {"other"}),
    ],
    ids=[
        "how to talk, though it may lead to a government",
        "whom to talk with",
        "steps of one side that no other issue covers",
        "a crisis is settled by talks",
        "unless it is one of hunger",
        "who rules",
        "a possessive is no part of the name",
        "armies that become one are not a matter of who rules",
        "how to talk, whoever rules",
        "a port is left by troops",
        "unless it lets supplies in",
        "land is given back as troops leave it",
        "what no other issue covers",
    ],
)
def test_general_words_of_talks(words: str, issues: set[str]) -> None:
    hits = IssueIndex(issue_lexicon(ISSUES)).find(words)
    assert {hit.issue for hit in hits} == issues
