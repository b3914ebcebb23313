"""Issue cues: how a phrase of the taxonomy matches text, and what the shipped taxonomy holds."""

from __future__ import annotations

import pytest

from dragoman.model.issue import Issue
from dragoman.packs import load_packs
from dragoman.reading.issues import IssueIndex, issue_lexicon

TOP = {
    "territory",
    "security_guarantees",
    "ceasefire",
    "humanitarian_access",
    "prisoners_and_detainees",
    "sanctions",
    "reconstruction_and_economy",
    "monitoring_and_verification",
    "governance_and_elections",
    "accountability_and_justice",
    "nuclear",
    "alignment_and_membership",
    "troop_withdrawal_and_disarmament",
    "refugees_and_displaced",
    "recognition_and_status",
    "process",
    "other",
}


@pytest.mark.parametrize(
    ("cue", "text", "words"),
    [
        ("truce", "Truces hold.", "Truces"),
        ("sanction*", "They were sanctioned.", "sanctioned"),
        ("cease fire", "a cease-fire", "cease-fire"),
        ("end * war", "to end this long war", "end this long war"),
        ("israel's security", "Israel’s security", "Israel’s security"),
        ("s security", "Halvoria’s security", "s security"),
        ("aid", "He said so.", None),
    ],
    ids=[
        "a plural",
        "a beginning",
        "a hyphen for a blank",
        "up to three words",
        "a curly apostrophe",
        "behind an apostrophe",
        "no part of a word",
    ],
)
def test_cue(cue: str, text: str, words: str | None) -> None:
    hits = IssueIndex({"some": (cue,)}).find(text)
    assert [text[hit.start : hit.end] for hit in hits] == ([words] if words else [])


def test_the_longer_of_two_cues_stays() -> None:
    """ "Nuclear energy" is no matter of energy."""
    index = IssueIndex({"economy": ("energy",), "nuclear": ("nuclear energy",)})
    assert [hit.issue for hit in index.find("the nuclear energy programme")] == ["nuclear"]


def test_offsets_hold_where_folding_changes_the_length() -> None:
    """ "ß" folds to two letters; places are still places of the text."""
    text = "Die Straße: a truce"
    (hit,) = IssueIndex({"ceasefire": ("truce",)}).find(text)
    assert text[hit.start : hit.end] == "truce"


def test_sub_issues_count_for_their_top_issue() -> None:
    """Cues of a sub-issue are filed under the issue at the top, and a circle of parents ends."""
    issues = [
        Issue(id="a", label="A", cues=("one",)),
        Issue(id="a.b", label="B", parent="a", cues=("two",)),
        Issue(id="x", label="X", parent="y", cues=("three",)),
        Issue(id="y", label="Y", parent="x"),
    ]
    lexicon = issue_lexicon(issues)
    assert lexicon["a"] == ("one", "two")
    assert sum(len(cues) for cues in lexicon.values()) == 3


def test_shipped_taxonomy() -> None:
    """The issues at the top are those of the guidelines; every other one has a parent among them."""
    issues = load_packs(("english",)).issues
    assert {issue.id for issue in issues if issue.parent is None} == TOP
    assert {issue.parent for issue in issues if issue.parent is not None} <= TOP
    assert all(issue.label and issue.definition and issue.cues for issue in issues)
