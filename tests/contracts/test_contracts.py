"""One suite per protocol: every stage, every executor, the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import articles, claims, texts

from dragoman import pipeline, registry
from dragoman.executors import Executor
from dragoman.model import Article, Claim
from dragoman.readers.text import article_from_text
from dragoman.store.sql import SqlStore
from dragoman.testing import check_article, check_stage, check_store

REPORT = """Halvoria and Tessavia trade blame after Vienna talks

VIENNA, 12 March 2025 — Negotiators from Halvoria and Tessavia met in Vienna on Tuesday under the mediation of Meridon.
"We will not discuss the line," foreign minister Kovan Reth said. "The exchange of 120 prisoners is another matter."

Tessavia rejects any ceasefire that leaves Halvorian troops in the uplands, and Halvoria demands their withdrawal.

A source close to the Halvorian delegation said that progress was made on monitoring, but territory remained open."""


def square(number: int) -> int:
    """A function that pickles."""
    return number * number


@pytest.mark.parametrize("name", registry.names("stage"))
def test_every_stage_keeps_its_contract(name: str, reader: pipeline.Reader) -> None:
    article = article_from_text(REPORT, key="report", lexicon=reader.lexicons.get("furniture", {}))
    stage = next(stage for stage in reader.stages if stage.name == name)
    assert check_stage(stage, article, reader), f"{name} finds nothing in a report full of its kind"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_no_text_makes_any_stage_fail(text: str, reader: pipeline.Reader) -> None:
    article = article_from_text(text, key="odd", lexicon=reader.lexicons.get("furniture", {}))
    check_article(article)
    first, failures = pipeline.read_article(article, reader)
    assert failures == ()
    assert pipeline.read_article(article, reader)[0] == first


@pytest.mark.parametrize("name", registry.names("executor"))
def test_every_executor_keeps_order(name: str) -> None:
    executor: Executor = registry.load("executor", name)(2)
    assert list(executor.map(square, range(7))) == [n * n for n in range(7)]


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_store_keeps_its_contract(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    listed: list[Article] = data.draw(st.lists(articles(), max_size=4, unique_by=lambda a: a.id))
    found: list[Claim] = [data.draw(claims(article)) for article in listed]
    folder: Path = tmp_path_factory.mktemp("store")
    store = SqlStore(folder / "record.sqlite")
    check_store(store, listed, found)
    store.close()
