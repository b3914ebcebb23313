from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dragoman import pipeline
from dragoman.export.events import acts_table, events, export_events
from dragoman.model.article import Article
from dragoman.model.claim import Claim, Measure, Meeting, Mention, Payload, Position
from dragoman.model.evidence import Span, evidence_of
from dragoman.model.when import When
from dragoman.readers.text import article_from_text

TEXT = (
    "The foreign minister of Halvoria visited Tessavia on 3 May 2031. Halvoria demanded that Tessavia free its "
    "prisoners. Tessavia freed nine of them. It offered to lift sanctions."
)


def article(text: str = TEXT) -> Article:
    return article_from_text(text, key="report", published=datetime(2031, 5, 4, tzinfo=UTC))


def claim(made: Article, payload: Payload, words: str) -> Claim[Payload]:
    start = made.text.index(words)
    evidence = evidence_of(made.id, made.text, start, start + len(words))
    return Claim(payload=payload, evidence=evidence, stage="test", version="1")


def mention(made: Article, words: str, party: str) -> Mention:
    start = made.text.index(words)
    return Mention(span=Span(start=start, end=start + len(words), words=words), party=party)


def visit(made: Article, **changes: object) -> Claim[Payload]:
    day = When(start=date(2031, 5, 3), end=date(2031, 5, 3), precision="day", basis="stated")
    guests = (mention(made, "foreign minister of Halvoria", "Halvoria"), mention(made, "Tessavia", "Tessavia"))
    fields: dict[str, object] = {"status": "held", "when": day, "country": "Tessavia", "participants": guests}
    return claim(made, Meeting(**(fields | changes)), "visited Tessavia on 3 May 2031")  # type: ignore[arg-type]


def test_the_host_of_a_visit_is_its_target() -> None:
    made = article()
    (event,) = events([(made, [visit(made)])])
    assert (event.source, event.target, event.root, event.mode) == (("Halvoria",), ("Tessavia",), "CONSULT", "visit")
    assert (event.date, event.date_basis) == ("2031-05-03", "stated")
    assert made.text[event.start : event.end] == event.quote


def test_a_meeting_to_come_is_an_agreement_and_one_called_off_a_refusal() -> None:
    made = article()
    assert [events([(made, [visit(made, status=s)])])[0].root for s in ("planned", "cancelled")] == ["AGREE", "REJECT"]
    assert events([(made, [visit(made, status="denied")])]) == ()


def test_a_demand_is_a_request_to_the_other_party_it_names() -> None:
    made = article()
    wanted = Position(party="Halvoria", issue="prisoners_and_detainees", stance="demands")
    (_, event) = events([(made, [visit(made), claim(made, wanted, "demanded that Tessavia free its prisoners")])])
    assert (event.root, event.mode, event.target) == ("REQUEST", "yield", ("Tessavia",))
    assert (event.date, event.date_basis) == ("2031-05-04", "reported")


@pytest.mark.parametrize(
    ("words", "kind", "status", "expected"),
    [
        ("freed nine of them", "prisoner_exchange", "implemented", ("RETREAT", "release")),
        ("lift sanctions", "sanctions_step", "proposed", ("AGREE", None)),
        ("sanctions", "sanctions_step", "proposed", ("THREATEN", "restrict")),
        ("lift sanctions", "sanctions_step", "violated", None),
    ],
)
def test_a_step_is_coded_by_kind_and_status(
    words: str, kind: str, status: str, expected: tuple[str, str | None] | None
) -> None:
    made = article()
    step = Measure(kind=kind, status=status, parties=("Tessavia", "Halvoria"))  # type: ignore[arg-type]
    found = events([(made, [claim(made, step, words)])])
    assert [(e.root, e.mode) for e in found] == ([expected] if expected else [])


def test_what_is_said_about_another_party_is_classified(reader: pipeline.Reader) -> None:
    text = "Iran accused Israel of breaking the truce on Monday. Israel rejected the claim, a spokesman said."
    made = article(text)
    claims, failures = pipeline.read_article(made, reader)
    assert not failures
    said = [e for e in events([(made, claims)]) if e.kind == "statement"]
    assert [(e.source, e.target, e.root, e.mode, e.context) for e in said][:1] == [
        (("Iran",), ("Israel",), "ACCUSE", "allege", "military")
    ]
    assert all(e.certainty is not None and 0.5 <= e.certainty <= 1 for e in said)


def test_every_mode_belongs_to_its_class() -> None:
    table = acts_table()
    modes = {
        "RETREAT": {"", "withdraw", "release", "disarm", "ceasefire", "access", "resign"},
        "REQUEST": {"", "assist", "change", "yield", "meet"},
        "REJECT": {"", "assist", "change", "yield", "meet"},
        "THREATEN": {"", "restrict", "arrest", "relations", "expel", "territory", "violence"},
        "SANCTION": {"", "convict", "expel", "withdraw", "discontinue"},
    }
    tables = [table[name] for name in ("meeting", "position", "measure", "said")]
    tables += table["measures"].values()  # type: ignore[union-attr,arg-type]
    assert set(table["modes"]["THREATEN"]) <= modes["THREATEN"]  # type: ignore[index,call-overload,arg-type]
    assert set(table["modes"]["ACCUSE"]) == {"disapprove", "investigate", "allege"}  # type: ignore[index,call-overload,arg-type]
    for act in (act for part in tables for act in part.values()):  # type: ignore[union-attr]
        root, _, mode = act.partition("/")
        assert mode in modes.get(root, {""})


def test_both_files_hold_the_same_events(tmp_path: Path) -> None:
    made = article()
    lines, table = export_events([(made, [visit(made)])], tmp_path)
    stored = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert [row["event_id"] for row in rows] == [event["event_id"] for event in stored]
    assert rows[0]["source"] == "Halvoria"
    assert stored[0]["target"] == ["Tessavia"]
