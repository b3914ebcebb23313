"""Annotated texts as the stages read them, with the passages that the annotators marked."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman import pipeline
from dragoman.readers.text import article_from_text
from dragoman.reading.reading import Reading
from training import labels
from training.own import PLAIN, TOLD_PLAINLY, WRITTEN, own

CONFLICTS = ("ISR", "LIB", "SUD", "SYR", "YEM", "AFG")
CODES = ("kind", "status")
OVERLAP = 0.3  # Dice of word positions from which two passages are one, as in the scorer


@dataclass(frozen=True, kw_only=True)
class Annotated:
    """A text, its rows of one annotation list, and the name of the field that holds the passage.

    ``whole``: heads are judged by the text, its rows carry all their fields. ``group``: the texts that it is left out
    with: its conflict, our own passages, all other articles. ``share``: how much it counts among the lessons.
    """

    id: str
    reading: Reading
    rows: Sequence[dict[str, Any]]
    field: str
    group: str
    whole: bool = True
    share: float = 1.0


def group_of(id: str) -> str:
    """The conflict of a text, or ``articles`` for texts that are named otherwise."""
    return id[:3] if id[:3] in CONFLICTS else "articles"


def annotated(shared: Path, reader: pipeline.Reader, kind: str, *further: Path) -> Iterator[Annotated]:
    """All annotated texts with their rows of that kind, those of further folders of labels among them."""
    field = labels.PASSAGE[kind]
    for text, records in labels.annotated(shared, *further):
        reading = read(text.text, text.id, text.published, reader)
        yield Annotated(id=text.id, reading=reading, rows=records[kind], field=field, group=group_of(text.id))


def more_passages(
    shared: Path, reader: pipeline.Reader, marks: Path, field: str, *further: Path
) -> Iterator[Annotated]:
    """Passages of MEND that were marked for this project: ids and offsets in ``marks``, text in the data set.

    Those annotated as a whole, also in ``further`` folders of labels, are left out. After the two offsets of a mark
    come the codes of ``CODES``, as many as there are.
    """
    table = shared / "data" / "mend" / "mend_2018-2023.csv"
    with table.open(encoding="utf-8", errors="replace", newline="") as lines:
        texts = {row["med_event_ID"]: row["Summary"].strip() for row in csv.DictReader(lines)}
    whole = {text.id for text, _ in labels.annotated(shared, *further)}
    for id, spans in json.loads(marks.read_text(encoding="utf-8")).items():
        if id in whole:
            continue
        rows = [{field: texts[id][start:end], **dict(zip(CODES, codes, strict=False))} for start, end, *codes in spans]
        reading = read(texts[id], id, None, reader)
        yield Annotated(id=id, reading=reading, rows=rows, field=field, group=group_of(id), whole=False)


def written(reader: pipeline.Reader, kind: str, field: str) -> Iterator[Annotated]:
    """Our own passages on invented talks; they teach and are not judged."""
    for group, texts in ((WRITTEN, own()), (TOLD_PLAINLY, own(PLAIN))):
        for text, records in texts:
            reading = read(text.text, text.id, text.published, reader)
            yield Annotated(id=text.id, reading=reading, rows=records[kind], field=field, whole=False, group=group)


def read(text: str, key: str, published: str | None, reader: pipeline.Reader) -> Reading:
    """One text as an article."""
    day = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    article = article_from_text(text, key=key, published=day, lexicon=reader.lexicons.get("furniture", {}))
    return pipeline.open_reading(article, reader)


def marked(text: Annotated, bounds: Sequence[tuple[int, int]], scorer: ModuleType) -> list[bool]:
    """For phrases of tokens: whether the annotators marked much the same words."""
    document = scorer.Document(text.reading.text)
    places = [place for row in text.rows for place in document.places(row[text.field])]
    found = []
    for start, end in bounds:
        first, last = text.reading.doc[start], text.reading.doc[end - 1]
        inside = [i for i, (a, b, _) in enumerate(document.words) if a < last.idx + len(last) and b > first.idx]
        words = range(inside[0], inside[-1] + 1) if inside else range(0)
        found.append(any(scorer.dice(place, words) >= OVERLAP for place in places))
    return found
