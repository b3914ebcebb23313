"""Trains the head that tells which attributions of the tagger the guidelines count as statements.

``python -m training.tagged.train SHARED`` prints what cross-validation by conflict gives and writes
``src/dragoman/stages/tagged.json``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from dragoman import pipeline
from dragoman.model.claim import Statement
from dragoman.packs import load_packs
from dragoman.readers.text import article_from_text
from dragoman.stages.base import of_kind
from dragoman.stages.tagged import LEAST, features, unclaimed
from training.heads.logistic import fit, write_heads
from training.labels import Records, Text, annotated

OUT = Path(__file__).parents[2] / "src" / "dragoman" / "stages" / "tagged.json"
PENALTY = 1.0
DICE = 0.5
Row = tuple[str, frozenset[str], bool]


def rows(shared: Path) -> Iterator[Row]:
    """Conflict (id prefix), features and truth of every attribution that the rules leave unclaimed."""
    reader = pipeline.build_reader(load_packs(("english", "world", "ukraine")), ("statements", "speakers"), tagger=True)
    for text, records in annotated(shared):
        yield from _rows(text, records, reader)


def _rows(text: Text, records: Records, reader: pipeline.Reader) -> Iterator[Row]:
    day = datetime.fromisoformat(text.published).replace(tzinfo=UTC) if text.published else None
    lexicon = reader.lexicons.get("furniture", {})
    article = article_from_text(text.text, key=text.id, published=day, lexicon=lexicon)
    reading = pipeline.open_reading(article, reader)
    found: tuple = ()
    for stage in reader.stages:
        found = tuple(stage(reading, found))
    contents = [content for row in records["statements"] if (content := _place(reading.text, row["content"]))]
    for attribution, span in unclaimed(reading, of_kind(found, Statement)):
        true = any(_dice((span.start, span.end), content) >= DICE for content in contents)
        yield text.id[:3], features(reading, attribution, span), true


def _place(text: str, words: str) -> tuple[int, int] | None:
    start = text.find(words)
    return (start, start + len(words)) if start >= 0 else None


def _dice(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * shared / (a[1] - a[0] + b[1] - b[0])


def main(shared: Path) -> None:
    """Cross-validate, fit on all, write."""
    data = list(rows(shared))
    groups = sorted({group for group, _, _ in data})
    kept = right = 0
    for group in groups:
        head = fit([(f, t) for g, f, t in data if g != group], PENALTY)
        for g, f, true in data:
            if g == group and head.probabilities(f)["yes"] >= LEAST:
                kept, right = kept + 1, right + true
    print(f"{len(data)} unclaimed, {sum(t for _, _, t in data)} true; kept {kept}, of them right {right}")
    write_heads({"statement": fit([(f, t) for _, f, t in data], PENALTY)}, OUT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
