"""Folding: order makes no difference, nor does giving things twice; people beat rules; copies count once."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import article_of, claims

from dragoman.model import Article, Claim, Judgement, Payload, Record
from dragoman.model.fold import copies, fold, pair

Case = tuple[list[Article], list[Claim[Payload]], list[Judgement]]
NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A few articles, claims in them, and judgements of rules and people on pairs of both."""
    texts = draw(st.lists(st.integers(0, 9), min_size=1, max_size=5, unique=True))
    articles = [article_of(f"Report {n} on the talks at Koll.", key=f"k{n}") for n in texts]
    said = {c.id: c for a in articles for c in draw(st.lists(claims(a), max_size=3))}
    ids = [*said] or ["none"]
    judgements = [
        *draw(st.lists(_judgements(st.sampled_from(ids)), max_size=8)),
        *draw(st.lists(_judgements(st.sampled_from([a.id for a in articles])), max_size=4)),
    ]
    return articles, list(said.values()), judgements


@st.composite
def _judgements(draw: st.DrawFn, ids: st.SearchStrategy[str]) -> Judgement:
    by = draw(st.sampled_from(["rule:identity", "rule:duplicates", "ada", "bo"]))
    at = None if by.startswith("rule:") else NOON + timedelta(hours=draw(st.integers(0, 5)))
    subject, other = draw(ids), draw(st.none() | ids)
    other = None if other == subject else other
    verdict = draw(st.sampled_from(["same", "different", "unsure"] if other else ["accept", "reject", "unsure"]))
    return Judgement(subject=subject, other=other, verdict=verdict, by=by, reason="", at=at)


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_everything_makes_no_difference(case: Case, chance: random.Random) -> None:
    articles, said, judgements = case
    shuffled = [chance.sample(list(part), len(part)) for part in (said, judgements, articles)]
    assert fold(said, judgements, articles) == fold(*shuffled)


@given(cases())
@settings(max_examples=40, deadline=None)
def test_giving_things_twice_changes_nothing(case: Case) -> None:
    articles, said, judgements = case
    assert fold(said, judgements, articles) == fold(said * 2, judgements * 2, articles * 2)


@given(cases())
@settings(max_examples=40, deadline=None)
def test_folding_what_the_records_say_gives_the_records(case: Case) -> None:
    articles, said, judgements = case
    records = fold(said, judgements, articles)
    again = [
        Judgement(subject=record.claims[0], other=other, verdict="same", by="rule:again", reason="")
        for record in records
        for other in record.claims[1:]
    ]
    kept = {claim for record in records for claim in record.claims}
    of_articles = [j for j in judgements if j.other in {a.id for a in articles}]
    assert fold([c for c in said if c.id in kept], [*again, *of_articles], articles) == records


@given(cases())
@settings(max_examples=50, deadline=None)
def test_each_claim_that_stands_is_in_one_record_of_its_kind(case: Case) -> None:
    articles, said, judgements = case
    records = fold(said, judgements, articles)
    held = [claim for record in records for claim in record.claims]
    by_id = {claim.id: claim for claim in said}
    assert len(held) == len(set(held))
    assert all(by_id[claim].kind == record.kind for record in records for claim in record.claims)
    for record in records:
        assert set(record.articles) == {by_id[claim].evidence.article for claim in record.claims}
        assert 1 <= record.independent <= len(record.articles)


@given(cases())
@settings(max_examples=40, deadline=None)
def test_what_a_person_keeps_apart_is_apart(case: Case) -> None:
    articles, said, judgements = case
    if len(said) < 2:
        return
    one, two = said[0].id, said[1].id
    verdict = Judgement(subject=one, other=two, verdict="different", by="cy", reason="", at=NOON + timedelta(days=1))
    rules = [j for j in judgements if j.by.startswith("rule:")]
    for record in fold(said, [*rules, verdict], articles):
        assert not {one, two} <= set(record.claims)


@given(cases())
@settings(max_examples=40, deadline=None)
def test_an_original_is_never_a_copy(case: Case) -> None:
    articles, _, judgements = case
    found = copies(articles, judgements)
    assert not set(found) & set(found.values())


def _one(verdicts: list[tuple[str, str, int]]) -> tuple[Record, ...]:
    article = article_of("Both said it twice at Koll.", key="a")
    first, second = (_claim(article, words) for words in ("said it", "twice"))
    judged = [
        Judgement(subject=first.id, other=second.id, verdict=v, by=by, reason="", at=NOON + timedelta(hours=h))  # type: ignore[arg-type]
        for v, by, h in verdicts
    ]
    return fold([first, second], judged, [article])


def _claim(article: Article, words: str) -> Claim[Payload]:
    from tests.corpora import wants

    return wants(article, words, "Norland", "territory", "rejects")


def test_a_person_beats_a_rule_and_a_later_word_an_earlier_one() -> None:
    assert len(_one([("same", "rule:identity", 9)])) == 1
    assert len(_one([("same", "rule:identity", 9), ("different", "ada", 0)])) == 2
    assert len(_one([("different", "ada", 0), ("same", "bo", 1)])) == 1
    assert len(_one([("same", "ada", 1), ("unsure", "ada", 2)])) == 2


def test_a_rejected_claim_drops_out_and_comes_back() -> None:
    article = article_of("They said it.", key="a")
    claim = _claim(article, "said it")
    no = Judgement(subject=claim.id, verdict="reject", by="ada", reason="", at=NOON)
    yes = Judgement(subject=claim.id, verdict="accept", by="ada", reason="", at=NOON + timedelta(hours=1))
    assert fold([claim], [no], [article]) == ()
    assert len(fold([claim], [no, yes], [article])) == 1


def test_copies_count_once() -> None:
    articles = [article_of(f"They said it. {n}", key=f"a{n}") for n in range(3)]
    said = [_claim(article, "said it") for article in articles]
    judged = [
        Judgement(subject=said[n].id, other=said[0].id, verdict="same", by="rule:identity", reason="") for n in (1, 2)
    ]
    copied = Judgement(subject=articles[1].id, other=articles[0].id, verdict="same", by="rule:duplicates", reason="")
    assert [r.independent for r in fold(said, judged, articles)] == [3]
    assert [r.independent for r in fold(said, [*judged, copied], articles)] == [2]


def test_a_pair_has_one_order() -> None:
    assert pair("b", "a") == pair("a", "b") == ("a", "b")
