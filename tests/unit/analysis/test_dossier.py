"""Coverage, differences, speakers, assessments, sources, and the dossier that holds them."""

from __future__ import annotations

import dataclasses
import json

import pytest
from tests.corpora import MemoryView, judge, met, on, report, says, someone, wants

from dragoman.analysis.assessments import assessments
from dragoman.analysis.coverage import coverage
from dragoman.analysis.differences import differences
from dragoman.analysis.dossier import Dossier, dossier
from dragoman.analysis.records import records
from dragoman.analysis.sources import sources
from dragoman.analysis.speakers import speakers
from dragoman.analysis.summary import summary
from dragoman.model import Assessment, Claim, Failure, Furniture, Payload, Reference, Statement, to_json

SIDES = ("Norland", "Sudria")
ROUTH = {"name": "Ada Routh", "party": "Norland"}
VELL = {"name": "Joon Vell", "party": "Sudria"}
WIRE = (
    "Leaders speak by telephone\n"
    "Routh rang Vell on Tuesday, for the first time since the harbour of Koll was lost, and both governments called "
    "the conversation useful without saying what it had been useful for.\n"
    "“We will not leave the ridge,” Routh said afterwards. Two officials saw a better tone."
)


@pytest.fixture
def view() -> MemoryView:
    """A wire report, its copy, and another side's account that gives another day."""
    wire = report(WIRE, key="wire", outlet="Koll Wire", day="2031-05-06")
    copy = report(WIRE, key="copy", outlet="Lunz Post", day="2031-05-07")
    other = report(
        "Our man on the line\nVell took a call from Routh on Monday. An official saw no progress at all.",
        key="other",
        outlet="Sudria Today",
        day="2031-05-07",
    )
    quiet = report(
        "Harvest begins\nIn the valleys the harvest has begun.", key="quiet", outlet="Torr Times", day="2031-05-07"
    )
    claims: list[Claim[Payload]] = []
    for article in (wire, copy):
        people = (someone(article, "Routh", **ROUTH), someone(article, "Vell", **VELL))
        officials = dataclasses.replace(
            someone(article, "Two officials"), name=None, party=None, source_class="anonymous"
        )
        speaker = someone(article, "Routh", **ROUTH)
        claims += [
            met(
                article,
                "Routh rang Vell on Tuesday",
                *SIDES,
                participants=people,
                format="phone",
                when=on("2031-05-06"),
            ),
            says(
                article,
                "“We will not leave the ridge,”",
                Statement(speaker=speaker, party="Norland", source_class="named", direct=True),
            ),
            wants(article, "will not leave the ridge", "Norland", "territory", "rejects", basis="own_words"),
            says(article, "a better tone", Assessment(kind="process", claimed_by=officials)),
            says(article, "Two officials saw a better tone", Statement(speaker=officials, source_class="anonymous")),
        ]
    people = (someone(other, "Vell", **VELL), someone(other, "Routh", **ROUTH))
    claims += [
        met(
            other,
            "Vell took a call from Routh on Monday",
            *SIDES,
            participants=people,
            format="phone",
            when=on("2031-05-05"),
        ),
        says(other, "no progress at all", Assessment(kind="none")),
    ]
    return judge([wire, copy, other, quiet], claims)


def test_coverage_sets_the_tellings_side_by_side(view: MemoryView) -> None:
    [record] = records(view, "meeting")
    made = coverage(view, record)
    assert made.title == "Call between Ada Routh and Joon Vell"
    assert [(c.key, c.standing) for c in made.columns] == [
        ("wire", "first"),
        ("copy", "copy"),
        ("other", "independent"),
    ]
    dates = {c.key: c.value("date") for c in made.columns}
    assert dates["other"] is not None
    assert (dates["other"].words, dates["other"].differs) == ("5 May 2031 (stated)", True)
    assert [(s.outlet, s.articles) for s in made.silent] == [("Torr Times", 1)]
    assert [d.aspect for d in made.differences] == ["date"]


def test_a_field_that_an_article_does_not_give_is_absent(view: MemoryView) -> None:
    [record] = records(view, "meeting")
    assert "place" not in coverage(view, record).fields
    assert all(column.value("place") is None for column in coverage(view, record).columns)


def test_differences_give_the_words_of_both_sides(view: MemoryView) -> None:
    [difference] = differences(view)
    assert difference.resolved_by is None
    quotes = {c.quote for c in (*difference.first, *difference.second)}
    assert quotes == {"Routh rang Vell on Tuesday", "Vell took a call from Routh on Monday"}


def test_speakers_are_counted_without_copies(view: MemoryView) -> None:
    made = speakers(view)
    assert [(s.name, s.party, s.statements, s.independent) for s in made.named] == [("Ada Routh", "Norland", 1, 1)]
    assert [(s.name, s.words, s.statements) for s in made.anonymous] == [(None, ("Two officials",), 1)]
    assert made.unknown == ()


def test_process_stands_apart_from_no_progress(view: MemoryView) -> None:
    made = assessments(view)
    assert sorted((j.citation.key, j.independent) for j in made.process) == [("copy", False), ("wire", True)]
    assert [(j.claimed_by, j.moment) for j in made.none] == [(None, "Call between Ada Routh and Joon Vell")]
    assert (made.substance, made.setback) == ((), ())


def test_sources_mark_copies_references_and_furniture(view: MemoryView) -> None:
    listed = Reference(raw_start=0, raw_end=4, title="A book", outlet="Koll Wire")
    marked = [
        dataclasses.replace(a, references=(listed,), furniture=(Furniture(raw_start=0, raw_end=2, reason="menu"),))
        if a.key == "quiet"
        else a
        for a in view.given
    ]
    made = {s.key: s for s in sources(dataclasses.replace(view, given=marked))}
    assert made["copy"].copy_of == made["wire"].article
    assert made["copy"].copy_reason == "the same text, word for word"
    assert made["wire"].copies == (made["copy"].article,)
    assert [r.title for r in made["quiet"].references] == ["A book"]
    assert made["quiet"].furniture == 1
    assert made["quiet"].moment is None
    assert made["other"].claims == (("meeting", 1), ("assessment", 1))


def test_the_summary_counts_records_and_not_claims(view: MemoryView) -> None:
    made = summary(view)
    assert (made.articles, made.independent, made.duplicates, made.outlets) == (4, 3, 1, 4)
    assert (made.rounds, made.contacts, made.positions, made.contradictions) == (0, 1, 1, 1)


def test_the_dossier_holds_everything_and_reads_the_same_twice(view: MemoryView) -> None:
    failed = Failure(article="torn.txt", stage="read", message="no article in it")
    view = dataclasses.replace(view, failed=[failed])
    made = dossier(view)
    assert made.failures == (failed,)
    assert made.summary.failures == 1
    assert [d.aspect for d in made.differences] == ["date"]
    assert [(t.party, t.issue) for t in made.threads] == [("Norland", "territory")]
    assert len(made.sources) == 4
    backwards = dataclasses.replace(view, given=view.given[::-1], said=view.said[::-1])
    assert made == dossier(view) == dossier(backwards)
    json.dumps(to_json(made))


def test_every_line_of_the_dossier_cites_words_of_an_article(view: MemoryView) -> None:
    texts = {article.id: article.text for article in view.articles()}
    found = _citations(to_json(dossier(view)))
    assert len(found) > 10
    for citation in found:
        evidence = citation["evidence"]
        assert texts[citation["article"]][evidence["start"] : evidence["end"]] == evidence["quote"]


def _citations(value: object) -> list[dict]:  # type: ignore[type-arg]
    if isinstance(value, dict):
        own = [value] if {"article", "evidence", "claim"} <= set(value) else []
        return own + [c for item in value.values() for c in _citations(item)]
    return [c for item in value for c in _citations(item)] if isinstance(value, list) else []


def test_an_empty_view_gives_an_empty_dossier() -> None:
    made = dossier(MemoryView([]))
    assert isinstance(made, Dossier)
    assert (made.moments, made.matrix.rows, made.sources, made.differences) == ((), (), (), ())
    assert made.summary.articles == 0


def test_a_contradiction_that_a_correction_settled_says_so() -> None:
    from dragoman.model import Measure

    def exchange(key: str, outlet: str, day: str, number: int, head: str):  # type: ignore[no-untyped-def]
        words = f"exchanged {number} prisoners at Koll bridge"
        article = report(f"{head}\nThey {words}.", key=key, outlet=outlet, day=day)
        measure = Measure(kind="prisoner_exchange", status="implemented", parties=SIDES, quantity=float(number))
        return article, says(article, words, measure)

    told = [
        exchange("a", "Lunz Post", "2031-05-06", 80, "Men walk free"),
        exchange("b", "Koll Echo", "2031-05-07", 64, "Prisoners come home to Koll"),
        exchange("c", "Koll Echo", "2031-05-08", 80, 'Correction: our report "Prisoners come home to Koll" was wrong'),
    ]
    view = judge([a for a, _ in told], [c for _, c in told])
    open_, settled = (
        [d for d in differences(view) if d.resolved_by is None],
        [d for d in differences(view) if d.resolved_by],
    )
    assert (len(open_), len(settled)) == (0, 1)
    assert settled[0].resolved_by == told[2][0].id
