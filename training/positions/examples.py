"""Wishes of annotated texts with what the annotators made of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman import pipeline
from dragoman.model.claim import Statement
from dragoman.readers.text import article_from_text
from dragoman.reading.issues import IssueIndex
from dragoman.stages.base import Found, of_kind
from dragoman.stages.position_features import (
    Topics,
    Wish,
    candidate_issues,
    issue_features,
    position_features,
)
from dragoman.stages.position_holders import Holders
from dragoman.stages.positions import find_wishes

OVERLAP = 0.3  # Dice of word positions from which two passages speak of one thing


@dataclass(frozen=True, kw_only=True)
class Example:
    """A wish: its features, whether its passage is a position (of anybody), and for each issue features and truth."""

    text: str
    wish: Wish
    features: frozenset[str]
    true: bool
    issues: Mapping[str, tuple[frozenset[str], bool]]


def read_examples(shared: Path, reader: pipeline.Reader, scorer: ModuleType) -> Iterator[Example]:
    """The examples of all annotated texts, in the order of the file."""
    for line in (shared / "annotations" / "texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        label = (shared / "annotations" / "labels" / f"{row['id']}.json").read_text(encoding="utf-8")
        yield from _examples(row, json.loads(label)["positions"], reader, scorer)


def _examples(
    row: Mapping[str, Any], golds: Sequence[Mapping[str, Any]], reader: pipeline.Reader, scorer: ModuleType
) -> Iterator[Example]:
    day = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC) if row["published"] else None
    lexicon = reader.lexicons.get("furniture", {})
    article = article_from_text(row["text"], key=row["id"], published=day, lexicon=lexicon)
    reading = pipeline.open_reading(article, reader)
    statements = of_kind(run_stages(reading, reader), Statement)
    holders = Holders(reading, statements)
    hits = IssueIndex(reading.lexicon("issues")).find(reading.text)
    topics = Topics(hits)
    document = scorer.Document(reading.text)
    places = [(gold, document.places(gold["evidence"])) for gold in golds]
    for wish in find_wishes(reading, holders, hits):
        words = _words(document, wish.start, wish.end)
        near = [g for g, where in places if max((scorer.dice(w, words) for w in where), default=0) >= OVERLAP]
        yield Example(
            text=row["id"],
            wish=wish,
            features=position_features(reading.doc, wish),
            true=bool(near),
            issues={
                issue: (issue_features(reading.doc, wish, issue, topics), any(g["issue"] == issue for g in near))
                for issue in candidate_issues(wish, topics)
            },
        )


def run_stages(reading: pipeline.Reading, reader: pipeline.Reader) -> Found:
    """What the stages before find."""
    found: list[Any] = []
    for stage in reader.stages:
        new = list(stage(reading, tuple(found)))
        rewritten = stage.requires & stage.provides
        found = [claim for claim in found if claim.kind not in rewritten] + new
    return tuple(found)


def _words(document: Any, start: int, end: int) -> range:
    inside = [i for i, (a, b, _) in enumerate(document.words) if a < end and b > start]
    return range(inside[0], inside[-1] + 1) if inside else range(0)
