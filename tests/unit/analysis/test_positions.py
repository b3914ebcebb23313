"""Matrix and threads: current stance, independent outlets, movement, contradictions, the two clocks."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from tests.corpora import MemoryView, judge, report, wants

from dragoman.analysis.matrix import matrix
from dragoman.analysis.thread import thread
from dragoman.model import Article, Claim, Payload
from dragoman.store.base import Scope

Said = tuple[str, str, str, str]
"""Key, day, stance, words."""


def view_of(*said: Said, issue: str = "ceasefire", party: str = "Norland") -> MemoryView:
    told: list[tuple[Article, Claim[Payload]]] = []
    for key, day, stance, words in said:
        article = report(f"Report {key}\n{words}", key=key, outlet=f"Outlet {key}", day=day or None)
        told.append((article, wants(article, words.split(".")[0], party, issue, stance)))
    return judge([article for article, _ in told], [claim for _, claim in told])


def test_a_cell_gives_the_newest_stance_its_age_and_the_one_before() -> None:
    view = view_of(
        ("a", "2031-05-01", "rejects", "Norland would not hear of a truce."),
        ("b", "2031-05-10", "open_to", "Norland could talk about a truce."),
        ("c", "2031-05-12", "open_to", "A truce was not excluded."),
    )
    cell = matrix(view).cell("ceasefire", "Norland")
    assert cell is not None
    assert (cell.stance, cell.previous, cell.change) == ("open_to", "rejects", "softened")
    assert (cell.day, cell.age, cell.independent) == (date(2031, 5, 12), 0, 2)
    assert [c.key for c in cell.citations] == ["c", "b"]
    assert not cell.contradicted


def test_a_cell_that_nobody_filled_is_none() -> None:
    view = view_of(("a", "2031-05-01", "rejects", "No truce."))
    assert matrix(view).cell("territory", "Norland") is None
    assert matrix(view).cell("ceasefire", "Sudria") is None


def test_rows_follow_the_taxonomy_and_columns_the_weight_of_the_parties() -> None:
    article = report("Head\nLand, truce and monitors, all said.", key="a", day="2031-05-01")
    claims = [
        wants(article, "truce", "Sudria", "ceasefire", "demands"),
        wants(article, "Land", "Norland", "territory", "rejects"),
        wants(article, "monitors", "Norland", "monitoring_and_verification", "accepts"),
        wants(article, "all said", "Norland", "harbour_dues", "demands"),
    ]
    made = matrix(judge([article], claims))
    assert [row.issue for row in made.rows] == ["territory", "ceasefire", "monitoring_and_verification", "harbour_dues"]
    assert made.parties == ("Norland", "Sudria")
    assert made.rows[2].label == "Monitoring and verification"


@pytest.mark.parametrize(
    ("before", "after", "words", "change"),
    [
        ("rejects", "conditional", "Only after the harvest.", "softened"),
        ("accepts", "rejects", "No more.", "hardened"),
        ("offers", "accepts", "Fine.", "restated"),
        ("demands", "demands", "Again.", "restated"),
        ("demands", "conditional", "It would sign only if guns go first.", "hardened"),
        ("demands", "conditional", "It could accept a local truce.", "softened"),
        ("demands", "demands", "The minister hardened his tone.", "hardened"),
    ],
)
def test_which_way_a_position_moved(before: str, after: str, words: str, change: str) -> None:
    made = matrix(view_of(("a", "2031-05-01", before, "First word."), ("b", "2031-05-20", after, words)))
    cell = made.cell("ceasefire", "Norland")
    assert cell is not None
    assert cell.change == change


def test_copies_do_not_add_to_the_number_of_outlets() -> None:
    text = (
        "Norland holds out for the whole of the ridge above Koll, its minister told the evening news, and will sign no "
        "paper that leaves even one of the three lighthouses on the far side of the line."
    )
    view = view_of(("a", "2031-05-01", "demands", text), ("b", "2031-05-02", "demands", text))
    cell = matrix(view).cell("ceasefire", "Norland")
    assert cell is not None
    assert cell.independent == 1
    assert [c.copy_of is not None for c in cell.citations] == [False, True]


def test_opposite_stances_at_one_time_are_marked() -> None:
    view = view_of(
        ("a", "2031-05-01", "rejects", "Norland rejects foreign monitors on the ridge."),
        ("b", "2031-05-02", "accepts", "Norland accepts foreign monitors on the ridge."),
    )
    cell = matrix(view).cell("ceasefire", "Norland")
    assert cell is not None
    assert cell.contradicted
    assert cell.change == "contradictory"


def test_undated_tellings_have_no_movement() -> None:
    view = view_of(("a", "", "rejects", "No truce."), ("b", "", "accepts", "Yes, quiet."))
    cell = matrix(view).cell("ceasefire", "Norland")
    assert cell is not None
    assert (cell.day, cell.age, cell.previous, cell.change) == (None, None, None, None)


def test_age_counts_to_the_day_of_the_scope() -> None:
    view = view_of(("a", "2031-05-01", "rejects", "No truce."))
    view = dataclasses.replace(view, scope=Scope(at=date(2031, 5, 31)))
    made = matrix(view)
    assert made.at == date(2031, 5, 31)
    assert [c.age for row in made.rows for c in row.cells if c] == [30]


def test_a_thread_is_newest_first_and_shows_each_move() -> None:
    view = view_of(
        ("a", "2031-05-01", "rejects", "No truce."),
        ("b", "2031-05-10", "conditional", "A truce if guns go."),
        ("c", "2031-05-12", "conditional", "Guns first, it repeated."),
        ("d", "2031-05-20", "accepts", "Agreed."),
    )
    made = thread(view, "ceasefire", "Norland")
    assert made.movement == ("rejects", "conditional", "accepts")
    assert [(s.citation.key, s.change) for s in made.steps] == [
        ("d", "softened"),
        ("c", "restated"),
        ("b", "softened"),
        ("a", None),
    ]
    assert (made.stance, made.independent, made.label) == ("accepts", 4, "Ceasefire")


def test_tellings_of_one_day_begin_with_the_stance_that_counts() -> None:
    """What stands on top of the thread bears out its heading; how many say otherwise is told."""
    view = view_of(
        ("a", "2031-05-20", "demands", "A truce, they ask."),
        ("b", "2031-05-20", "demands", "A truce is wanted."),
        ("c", "2031-05-20", "rejects", "No truce."),
    )
    made = thread(view, "ceasefire", "Norland")
    assert made.stance == made.steps[0].stance == "demands"
    assert [step.stance for step in made.steps] == ["demands", "demands", "rejects"]
    assert made.told == (("demands", 2), ("rejects", 1))


def test_an_empty_thread_is_empty() -> None:
    made = thread(view_of(("a", "2031-05-01", "rejects", "No truce.")), "territory", "Norland")
    assert (made.stance, made.steps, made.movement) == (None, (), ())


def test_every_citation_holds_in_its_article() -> None:
    view = view_of(("a", "2031-05-01", "rejects", "No truce."), ("b", "2031-05-02", "demands", "Land first."))
    texts = {article.id: article.text for article in view.articles()}
    for row in matrix(view).rows:
        for cell in row.cells:
            for citation in cell.citations if cell else ():
                evidence = citation.evidence
                assert texts[citation.article][evidence.start : evidence.end] == citation.quote
