"""Candidates that were marked against what all other texts teach."""

from __future__ import annotations

from training.heads.slips import without_slips

YES, NO = frozenset({"cue=progress"}), frozenset({"cue=weather"})


def test_a_mark_that_the_other_groups_contradict_does_not_teach() -> None:
    texts = {f"{group}{i}": (group, [(YES, True), (NO, False)]) for group in "abc" for i in range(8)}
    texts["slip"] = ("a", [(NO, True), (YES, True)])
    kept = without_slips(texts, penalty=0.1, doubt=0.7)
    assert kept["slip"] == ("a", [(YES, True)])
    assert sum(len(rows) for _, rows in kept.values()) == 2 * len(texts) - 1


def test_where_every_doubt_is_allowed_nothing_is_left_out() -> None:
    texts = {"one": ("a", [(NO, True), (YES, True)]), "two": ("b", [(NO, False), (YES, True)])}
    assert without_slips(texts, penalty=1.0, doubt=1.1) == texts


def test_texts_that_count_nothing_contradict_nobody() -> None:
    texts = {f"{group}{i}": (group, [(YES, True), (NO, False)]) for group in "abc" for i in range(8)}
    texts["slip"] = ("a", [(NO, True), (YES, True)])
    heard = without_slips(texts, penalty=0.1, doubt=0.7, shares={id: 0.0 for id in texts if id != "slip"})
    assert heard["slip"] == texts["slip"]
