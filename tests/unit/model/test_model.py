"""The nouns: what may be built, what may not, and that ids are stable."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from tests.strategies import article_of, claims, whens

from dragoman.errors import EvidenceError
from dragoman.model import Claim, Evidence, Position, Span, When, content_id, evidence_of, from_json, slug, to_json


def test_evidence_without_words_cannot_be_built() -> None:
    with pytest.raises(EvidenceError):
        Evidence(article="a", start=3, end=3, quote="")


def test_span_of_another_length_cannot_be_built() -> None:
    with pytest.raises(EvidenceError):
        Span(start=0, end=5, words="four")


def test_evidence_outside_the_text_is_refused() -> None:
    with pytest.raises(EvidenceError):
        evidence_of("a", "short", 2, 9)


def test_evidence_keeps_context_on_both_sides() -> None:
    found = evidence_of("a", "x" * 50 + " talks held " + "y" * 50, 51, 62)
    assert (len(found.before), found.quote, len(found.after)) == (32, "talks held", 32)


@pytest.mark.parametrize(
    ("start", "end", "precision", "text"),
    [
        (date(2026, 2, 17), date(2026, 2, 17), "day", "2026-02-17"),
        (date(2026, 2, 1), date(2026, 2, 28), "month", "2026-02"),
        (date(2026, 1, 1), date(2026, 12, 31), "year", "2026"),
        (date(2026, 2, 17), date(2026, 2, 18), "range", "2026-02-17/2026-02-18"),
    ],
)
def test_when_reads_as_the_guidelines_write_dates(start: date, end: date, precision: str, text: str) -> None:
    assert str(When(start=start, end=end, precision=precision, basis="stated")) == text  # type: ignore[arg-type]


def test_when_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        When(start=date(2026, 2, 2), end=date(2026, 2, 1), precision="range", basis="stated")


@given(whens())
def test_when_survives_json(when: When) -> None:
    assert from_json(When, to_json(when)) == when


@given(claims())
def test_claim_payload_survives_json(claim: Claim) -> None:
    assert from_json(type(claim.payload), to_json(claim.payload)) == claim.payload
    assert from_json(Evidence, to_json(claim.evidence)) == claim.evidence


@given(claims())
def test_claim_id_depends_on_content_alone(claim: Claim) -> None:
    other = Claim(payload=claim.payload, evidence=claim.evidence, stage="another", version="9")
    assert other.id == claim.id


def test_claim_id_never_changes() -> None:
    article = article_of("Halvoria rejects the line.")
    position = Position(party="Halvoria", issue="territory", stance="rejects")
    claim = Claim(payload=position, evidence=evidence_of(article.id, article.text, 0, 8), stage="s", version="1")
    assert (article.id, claim.id) == ("7167738c3c7d5b4f", "ebf48e9b069377f3")


def test_content_id_keeps_parts_apart() -> None:
    assert content_id("ab", "c") != content_id("a", "bc")


def test_slug_drops_marks_and_case() -> None:
    assert slug("Recep Tayyip Erdoğan") == "recep-tayyip-erdogan"


def test_unknown_literal_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of"):
        from_json(Position, {"party": "A", "issue": "territory", "stance": "likes"})
