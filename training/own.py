"""Passages of our own writing on invented talks, annotated after the guidelines: to learn from, and kept here.

One line of ``own.jsonl`` is a text: id, day of publication, the text, and its positions, progress and measures in the
shape of the guidelines, every passage verbatim. The talks, the people and the movements are made up; states and
organisations are real, so that what is learned of them holds in news. ``heads/plain.jsonl`` is a second file of that
shape, without positions: judgements and steps told plainly, beside what only looks like them.

``python -m training.own`` checks the files: every passage in its text, every code known, no id twice.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from dragoman.model.claim import MeasureStatus, ProgressKind, Stance
from dragoman.packs import load_packs
from training.labels import PASSAGE, Records, Text

FILE = Path(__file__).with_suffix(".jsonl")
PLAIN = Path(__file__).with_name("heads") / "plain.jsonl"
WRITTEN = "written"  # what marks our own passages while heads learn: they hold more than the press does
TOLD_PLAINLY = "plain"  # the same for those of ``PLAIN``, as a group of texts
KINDS = ("positions", "progress", "measures")


def own(file: Path | None = None) -> Iterator[tuple[Text, Records]]:
    """Every text of a file (``FILE`` unless named) with its annotations by kind; of kinds not annotated it has none."""
    for line in (file or FILE).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield (
            Text(id=row["id"], published=row["published"], text=row["text"]),
            {kind: row[kind] for kind in KINDS if kind in row},
        )


def codes() -> Mapping[tuple[str, str], frozenset[str]]:
    """The values that a coded field of each kind may have."""
    packs = load_packs(["english"])
    return {
        ("positions", "issue"): frozenset(issue.id for issue in packs.issues),
        ("positions", "stance"): frozenset(get_args(Stance)),
        ("progress", "kind"): frozenset(get_args(ProgressKind)),
        ("measures", "status"): frozenset(get_args(MeasureStatus)),
    }


def faults(file: Path | None = None) -> Iterator[str]:
    """What is wrong with a file, one line a fault."""
    known: set[str] = set()
    values = codes()
    for text, records in own(file):
        if text.id in known:
            yield f"{text.id}: twice"
        known.add(text.id)
        for kind, rows in records.items():
            for row in rows:
                yield from (f"{text.id} {kind}: {fault}" for fault in _faults(text.text, kind, row, values))


def _faults(
    text: str, kind: str, row: Mapping[str, Any], values: Mapping[tuple[str, str], frozenset[str]]
) -> Iterator[str]:
    if row[PASSAGE[kind]] not in text:
        yield f"not in the text: {row[PASSAGE[kind]]}"
    for (of, field), allowed in values.items():
        if of == kind and row[field] not in allowed:
            yield f"no such {field}: {row[field]}"


def main() -> int:
    """Print the faults and how much there is; 1 if there is a fault."""
    found = [*faults(), *faults(PLAIN)]
    for fault in found:
        print(fault)
    texts = [*own(), *own(PLAIN)]
    counts = ", ".join(f"{sum(len(records.get(kind, ())) for _, records in texts)} {kind}" for kind in KINDS)
    print(f"{len(texts)} texts, {counts}, {len(found)} faults")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
