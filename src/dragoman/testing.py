"""The kit that holds stages, stores and readers, ours and a plug-in's, to their contracts."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path

from .model.article import Article
from .model.claim import Claim, Payload
from .model.record import Failure
from .pipeline import Reader, open_reading
from .readers.base import Reader as ArticleReader
from .stages.base import Stage
from .store.sql import SqlStore
from .text.offsets import to_raw


def check_stage(stage: Stage, article: Article, reader: Reader) -> tuple[Claim[Payload], ...]:
    """Run a stage after those it needs; AssertionError where it breaks the contract of stages/base.py.

    Evidence holds in the text; two runs agree; it pickles; it yields only what it provides; what it was given is
    unchanged.
    """
    assert isinstance(stage, Stage), f"{stage!r} lacks a member of the Stage protocol"
    reading = open_reading(article, reader)
    found: list[Claim[Payload]] = []
    for earlier in reader.stages:
        if earlier.name == stage.name:
            break
        rewritten = earlier.requires & earlier.provides
        found = [c for c in found if c.kind not in rewritten] + list(earlier(reading, tuple(found)))
    given = tuple(found)
    first = list(stage(reading, given))
    again = list(pickle.loads(pickle.dumps(stage))(open_reading(article, reader), given))  # noqa: S301 - our own bytes
    assert tuple(found) == given, f"{stage.name} changed what it was given"
    assert [c.id for c in first] == [c.id for c in again], f"{stage.name} gives other claims the second time"
    for claim in first:
        evidence = claim.evidence
        assert claim.kind in stage.provides, f"{stage.name} yields '{claim.kind}', which it does not provide"
        assert evidence.article == article.id, f"{stage.name} rests a claim on another article"
        assert article.text[evidence.start : evidence.end] == evidence.quote, f"{stage.name}: the quote is not there"
        for cue in claim.cues:
            assert article.text[cue.start : cue.end] == cue.words, f"{stage.name}: a cue is not there"
    return tuple(first)


def check_article(article: Article) -> None:
    """AssertionError unless blocks and pieces of an article fit its clean and raw text."""
    position = 0
    for piece in article.pieces:
        assert piece.start == position, "pieces leave a gap or overlap"
        assert piece.start < piece.end, "an empty piece"
        assert 0 <= piece.raw_start <= piece.raw_end <= len(article.raw), "a piece lies outside the raw input"
        position = piece.end
    assert position == len(article.text), "pieces do not cover the clean text"
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text), "blocks overlap or lie outside the text"
        assert not article.text[last : block.start].strip(), "words outside all blocks"
        start, end = to_raw(article.pieces, block.start, block.end)
        assert start <= end, "a block runs backwards in the raw input"
        last = block.end
    assert not article.text[last:].strip(), "words after the last block"


def check_reader(reader: ArticleReader, path: Path) -> tuple[Article | Failure, ...]:
    """Read a file twice; AssertionError unless both agree and every article is sound."""
    first = tuple(reader.read(path, {}))
    assert first == tuple(reader.read(path, {})), "two readings of one file differ"
    assert first, "a file gave neither an article nor a failure"
    for item in first:
        if isinstance(item, Article):
            check_article(item)
    return first


def check_store(store: SqlStore, articles: Iterable[Article], claims: Iterable[Claim[Payload]]) -> None:
    """Add articles and claims twice; AssertionError unless adding is idempotent and all comes back."""
    store.create()
    listed, found = tuple(articles), tuple(claims)
    ids = {article.id for article in listed}
    assert store.add_articles(listed) == len(ids), "not every new article was added"
    assert store.add_articles(listed) == 0, "an article was added twice"
    for article in ids:
        own = [claim for claim in found if claim.evidence.article == article]
        store.add_reading(article, "check", own, [])
        assert store.add_reading(article, "check", own, []) == 0, "a reading was added twice"
    view = store.view()
    assert {a.id for a in view.articles()} == ids, "an article did not come back"
    expected = {claim.id for claim in found if claim.evidence.article in ids}
    assert {claim.id for claim in view.claims()} == expected, "a claim did not come back"
    assert all(view.article(article.id) == article for article in listed), "an article came back changed"
