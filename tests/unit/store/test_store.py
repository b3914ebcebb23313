"""The store: adding is idempotent, views filter, search finds, broken files are told."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.strategies import article_of

from dragoman.errors import NotFound, OldSchema, StoreError
from dragoman.model import Claim, Failure, Judgement, Position, evidence_of
from dragoman.store import migrations
from dragoman.store.base import Scope
from dragoman.store.sql import SqlStore


class Clock:
    """A clock that only moves when told."""

    def __init__(self) -> None:
        self.now = datetime(2025, 3, 12, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The store's clock."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SqlStore]:
    """A new store."""
    made = SqlStore(tmp_path / "record.sqlite", clock=clock)
    made.create()
    yield made
    made.close()


FIRST = article_of("Halvoria rejects the line.", key="one", outlet="Alpha", day=date(2025, 3, 10))
SECOND = article_of("Tessavia accepts a truce in Sabrek.", key="two", outlet="Beta", day=date(2025, 3, 12))


def claim_in(article: object, stance: str = "rejects") -> Claim:
    position = Position(party="Halvoria", issue="territory", stance=stance)  # type: ignore[arg-type]
    evidence = evidence_of(article.id, article.text, 0, 16)  # type: ignore[attr-defined]
    return Claim(payload=position, evidence=evidence, stage="positions", version="1")


def test_adding_twice_adds_once(store: SqlStore) -> None:
    assert [store.add_articles([FIRST, SECOND]), store.add_articles([FIRST])] == [2, 0]
    assert store.add_reading(FIRST.id, "s", [claim_in(FIRST)], []) == 1
    assert store.add_reading(FIRST.id, "s", [claim_in(FIRST)], []) == 0
    assert len(store.view().claims()) == 1


def test_article_comes_back_whole(store: SqlStore) -> None:
    store.add_articles([FIRST])
    assert store.view().article("one") == FIRST
    assert store.view().article(FIRST.id) == FIRST


def test_unknown_article_is_not_found(store: SqlStore) -> None:
    with pytest.raises(NotFound):
        store.view().article("nobody")


def test_unread_shrinks_as_readings_come(store: SqlStore) -> None:
    store.add_articles([FIRST, SECOND])
    store.add_reading(FIRST.id, "s", [], [])
    assert store.unread("s") == (SECOND.id,)
    assert store.unread("other settings") == (FIRST.id, SECOND.id)


def test_view_shows_the_latest_reading_only(store: SqlStore, clock: Clock) -> None:
    store.add_articles([FIRST])
    store.add_reading(FIRST.id, "old", [claim_in(FIRST, "rejects")], [])
    clock.now += timedelta(days=1)
    store.add_reading(FIRST.id, "new", [claim_in(FIRST, "demands")], [])
    assert [c.payload.stance for c in store.view().claims()] == ["demands"]
    before = store.view(Scope(known=datetime(2025, 3, 12, 12, tzinfo=UTC)))
    assert [c.payload.stance for c in before.claims()] == ["rejects"]


def test_as_of_leaves_later_articles_out(store: SqlStore) -> None:
    store.add_articles([FIRST, SECOND])
    assert [a.key for a in store.view(Scope(at=date(2025, 3, 11))).articles()] == ["one"]
    assert [a.key for a in store.view(Scope(outlet="Beta")).articles()] == ["two"]


def test_search_finds_article_and_claim(store: SqlStore) -> None:
    store.add_articles([FIRST, SECOND])
    store.add_reading(FIRST.id, "s", [claim_in(FIRST)], [])
    kinds = {hit.kind for hit in store.view().search("halvoria rejects")}
    assert kinds == {"article", "position"}
    assert store.view().search('"; DROP TABLE articles; --') == ()


@pytest.mark.parametrize("words", ["", "***", "NEAR(", '"', "a AND"])
def test_search_takes_any_words(store: SqlStore, words: str) -> None:
    store.add_articles([FIRST])
    assert isinstance(store.view().search(words), tuple)


def test_stage_failures_belong_to_their_reading(store: SqlStore, clock: Clock) -> None:
    store.add_articles([FIRST])
    store.add_reading(FIRST.id, "old", [], [Failure(article="one", stage="meetings", message="broken")])
    clock.now += timedelta(days=1)
    store.add_reading(FIRST.id, "new", [], [])
    store.add_failures([Failure(article="three.bin", stage="read", message="binary")])
    assert [f.message for f in store.view().failures()] == ["binary"]


def test_judgements_of_people_are_kept_and_rules_replaced(store: SqlStore) -> None:
    rule = Judgement(subject="a", other="b", verdict="same", by="rule:x", reason="same place")
    person = dataclasses.replace(rule, verdict="different", by="ada")
    store.set_derived([rule], [])
    assert [store.add_judgements([person]), store.add_judgements([person])] == [1, 0]
    store.set_derived([], [])
    assert store.view().judgements() == (person,)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "record.sqlite").write_bytes(b"not a database at all, but long enough to be looked at" * 50)
    with pytest.raises(StoreError, match="not a workspace database"):
        SqlStore(tmp_path / "record.sqlite").check()


def test_a_database_without_tables_asks_for_an_upgrade(tmp_path: Path) -> None:
    with pytest.raises(OldSchema) as caught:
        SqlStore(tmp_path / "record.sqlite").check()
    assert "db upgrade" in (caught.value.hint or "")


def test_upgrade_runs_once(store: SqlStore) -> None:
    assert migrations.upgrade(store.engine) == 0
