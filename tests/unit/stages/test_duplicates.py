"""Copies: exact, nearly exact, cut, lengthened, mostly taken over; and what is no copy."""

from __future__ import annotations

import random

import pytest
from tests.corpora import MemoryView, report

from dragoman.model import Judgement, Relation
from dragoman.stages.duplicates import Duplicates

WIRE = (
    "Norland and Sudria end talks without a truce\n"
    "Envoys of Norland and Sudria left Bergstadt on Tuesday after three days of talks that brought no truce.\n"
    "The mediator, Ina Roth, said that both delegations had handed in maps and would study them at home.\n"
    "Norland wants its troops to stay on the western bank until monitors have arrived.\n"
    "Sudria refuses any line that leaves the salt mines on the other side, its minister told reporters.\n"
    "Another meeting is planned for the end of the month in the same hotel, the mediator added."
)
OWN = (
    "No deal in Bergstadt\n"
    "Three days were not enough. The two neighbours went home with maps in their bags and nothing signed, and the host "
    "country now hopes that a second attempt will go better than the first one did.\n"
    "People in the border villages took the news calmly. Nobody here had expected a miracle, a farmer said."
)


def found(*texts: str, outlets: bool = True) -> list[tuple[str, str, str]]:
    reports = [
        report(text, key=f"r{number}", outlet=f"Outlet {number}" if outlets else None, day=f"2031-05-0{number + 1}")
        for number, text in enumerate(texts)
    ]
    keys = {article.id: article.key for article in reports}
    made = list(Duplicates()(MemoryView(reports), ()))
    judgements = [m for m in made if isinstance(m, Judgement)]
    assert [(r.subject, r.object) for r in made if isinstance(r, Relation)] == [
        (j.subject, j.other) for j in judgements
    ]
    return [(keys[j.subject], keys[j.other or ""], j.reason) for j in judgements]


def test_the_same_text_is_a_copy_of_the_earlier_one() -> None:
    assert found(WIRE, OWN, WIRE) == [("r2", "r0", "the same text, word for word")]


def test_an_article_of_its_own_is_no_copy() -> None:
    assert found(WIRE, OWN) == []


def test_cut_paragraphs_leave_a_copy() -> None:
    [(copy, original, reason)] = found(WIRE, "\n".join(WIRE.split("\n")[:4]))
    assert (copy, original) == ("r1", "r0")
    assert "100% of its words" in reason
    assert "leaves out" in reason


def test_another_headline_and_changed_words_leave_a_copy() -> None:
    changed = WIRE.replace("end talks without a truce", "part with maps only").replace("Tuesday", "Tuesday evening")
    changed = changed.replace("handed in", "presented").replace("refuses", "rejects").replace("arrived", "come")
    [(_, _, reason)] = found(WIRE, changed)
    assert reason.endswith("the headline is another")


def test_a_report_that_is_mostly_quoted_from_the_wire_is_a_copy() -> None:
    quoted = (
        "Talks over\n" + WIRE.split("\n")[1] + "\n" + WIRE.split("\n")[2] + "\nWe will report more tomorrow morning."
    )
    assert [pair[:2] for pair in found(WIRE, quoted)] == [("r1", "r0")]


def test_one_quoted_sentence_makes_no_copy() -> None:
    assert found(WIRE, OWN + "\n" + WIRE.split("\n")[3]) == []


def test_a_longer_version_goes_back_to_the_shorter_one() -> None:
    more = " ".join(f"In village {n} the night was quiet and the school stayed open." for n in range(12))
    [(copy, original, reason)] = found(WIRE, f"{WIRE}\n{more}")
    assert (copy, original) == ("r1", "r0")
    assert reason == "a longer version: it repeats 100% of the earlier article word for word"


def test_two_copies_go_back_to_one_original() -> None:
    assert [pair[:2] for pair in found(WIRE, WIRE + "\nMore soon.", WIRE + "\nUpdated.")] == [
        ("r1", "r0"),
        ("r2", "r0"),
    ]


@pytest.mark.parametrize("text", ["", "Truce holds", "One two three"])
def test_texts_of_a_few_words_do_not_fail(text: str) -> None:
    assert found(text, OWN) == []


def test_undated_reports_come_after_dated_ones() -> None:
    dated, undated = report(WIRE, key="b", day="2031-05-01"), report(WIRE, key="a")
    [judgement] = [m for m in Duplicates()(MemoryView([undated, dated]), ()) if isinstance(m, Judgement)]
    assert (judgement.subject, judgement.other) == (undated.id, dated.id)


def test_order_of_input_makes_no_difference() -> None:
    reports = [report(WIRE + f"\nVersion {n}.", key=f"r{n}", day="2031-05-01") for n in range(6)]
    shuffled = random.Random(7).sample(reports, len(reports))
    assert list(Duplicates()(MemoryView(reports), ())) == list(Duplicates()(MemoryView(shuffled), ()))


def test_the_words_taken_over_are_given_from_both_sides() -> None:
    wire = report(WIRE, key="wire", day="2031-05-01")
    copy = report(WIRE.replace("Tuesday", "Wednesday night"), key="copy", day="2031-05-02")
    [relation] = [m for m in Duplicates()(MemoryView([wire, copy]), ()) if isinstance(m, Relation)]
    texts = {wire.id: wire.text, copy.id: copy.text}
    assert {e.article for e in relation.evidence} == {wire.id, copy.id}
    assert all(texts[e.article][e.start : e.end] == e.quote for e in relation.evidence)
