"""Train the head of the stage: ``python -m training.meetings.train [--shared DIR] [--output FILE] [--check]``.

One linear head over named features says whether a word of the lists reports an encounter. A candidate that
tells again of an annotated encounter, or overlaps an annotated passage without being the best fit, teaches
nothing. ``--check`` trains without one conflict at a time and scores the stage on the texts of that one.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from quality.gold import scorer, show
from training.heads.logistic import Row, fit, write_heads
from training.heads.passages import OVERLAP, Annotated, annotated

from dragoman import pipeline
from dragoman.export.annotations import annotate
from dragoman.packs import load_packs
from dragoman.reading.linear import LinearHead
from dragoman.stages.meeting_candidates import candidates, words_of
from dragoman.stages.meeting_features import Sighting, sightings
from dragoman.stages.meeting_merge import same
from dragoman.stages.meetings import meetings, reports

PENALTY = 20.0
PACKS = ("english", "world", "ukraine")
UNTAUGHT = LinearHead(labels=("no", "yes"), bias=(0.0, 0.0), weights={})


@dataclass(frozen=True, kw_only=True)
class Example:
    """A text with the rows that it teaches."""

    text: Annotated
    rows: Sequence[Row]


def overlaps(text: Annotated, seen: Sequence[Sighting], module: ModuleType) -> list[list[float]]:
    """For each sighting, how much of each annotated passage it shares."""
    document = module.Document(text.reading.text)
    marked = [document.places(row[text.field]) for row in text.rows]
    found = []
    for sighting in seen:
        own = document.places(text.reading.doc[sighting.candidate.start : sighting.candidate.end].text)
        found.append([max((module.dice(a, b) for a in places for b in own), default=0.0) for places in marked])
    return found


def best_fits(shared: Sequence[Sequence[float]]) -> dict[int, int]:
    """Sighting to annotated passage, each passage with the sighting that fits it best."""
    fits: dict[int, int] = {}
    for passage in range(len(shared[0]) if shared else 0):
        for i in sorted(range(len(shared)), key=lambda i: (-shared[i][passage], i)):
            if shared[i][passage] < OVERLAP:
                break
            if i not in fits:
                fits[i] = passage
                break
    return fits


def rows(text: Annotated, module: ModuleType) -> Iterator[Row]:
    """What the text teaches: features and truth of its clear cases."""
    words = words_of(text.reading)
    seen = list(sightings(text.reading, words, list(candidates(text.reading, words))))
    shared = overlaps(text, seen, module)
    fits = best_fits(shared)
    told = list(reports(text.reading, words, seen, {"report": UNTAUGHT}))
    for i, sighting in enumerate(seen):
        if i in fits:
            yield sighting.features, True
            continue
        again = any(same(told[min(i, j)], told[max(i, j)]) for j in fits)
        if not again and max(shared[i], default=0.0) < OVERLAP:
            yield sighting.features, False


def train(examples: Sequence[Example]) -> LinearHead:
    """The head that these texts teach."""
    return fit([row for example in examples for row in example.rows], PENALTY)


def check(examples: Sequence[Example], module: ModuleType) -> None:
    """Print the figures of the stage, every conflict judged by a head that saw only the others."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch, name) for name in ("gold", "pred", "text")]
        for folder in folders:
            folder.mkdir()
        gold, pred, raw = folders
        for group in sorted({example.text.group for example in examples}):
            head = train([example for example in examples if example.text.group != group])
            for text in [example.text for example in examples if example.text.group == group]:
                claims = list(meetings(text.reading, {"report": head}))
                found = json.dumps(annotate(text.reading.article, claims), ensure_ascii=False)
                (pred / f"{text.id}.json").write_text(found, encoding="utf-8")
                wanted = json.dumps({"meetings": list(text.rows)}, ensure_ascii=False)
                (gold / f"{text.id}.json").write_text(wanted, encoding="utf-8")
                (raw / f"{text.id}.txt").write_text(text.reading.article.raw, encoding="utf-8")
        show(module.score(gold, pred, raw)[0], "meetings")


def main() -> None:
    """Read the texts, train, and check or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--output", type=Path, default=Path("src/dragoman/stages/meetings.json"))
    args = parser.parse_args()
    module = scorer(args.shared)
    reader = pipeline.build_reader(load_packs(PACKS), ())
    texts = annotated(args.shared, reader, "meetings")
    examples = [Example(text=text, rows=list(rows(text, module))) for text in texts]
    if args.check:
        check(examples, module)
    else:
        write_heads({"report": train(examples)}, args.output)


if __name__ == "__main__":
    main()
