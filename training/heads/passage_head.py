"""Train the one head of a stage that keeps some of its candidate passages."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman import pipeline
from dragoman.packs import load_packs
from dragoman.reading.linear import LinearHead
from training.own import WRITTEN

from .logistic import Row, fit
from .passages import Annotated, annotated, marked, more_passages, written
from .slips import without_slips
from .trial import Example

PACKS = ("english", "world", "ukraine")
STAGES = Path("src/dragoman/stages")


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """The candidates of a text: their tokens, the fields that are coded by rule, their features."""

    candidates: Sequence[Any]
    bounds: Sequence[tuple[int, int]]
    coded: Sequence[dict[str, str]]
    features: Sequence[frozenset[str]]


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What the head of a stage learns: from which annotation list and field, and which of the candidates are kept.

    ``more``: further passages of MEND, as ids and offsets. ``later``: folders of texts annotated later than the
    others, each of which counts ``share``. ``doubt``: a candidate teaches nothing where a head of the
    other conflicts is that far from what it is marked as; None: all teach. ``own``: how much a candidate of each group
    of our own passages counts (None: they take no part); they hold more than the press does, which a feature of theirs
    takes up.
    """

    head: str
    stage: str
    kind: str
    field: str
    phrases: Callable[[Any], Phrases]
    choose: Callable[[Sequence[Any], Sequence[float], float], list[int]]
    thresholds: Sequence[float]
    penalty: float
    more: Sequence[Path] = ()
    later: Sequence[Path] = ()
    share: float = 1.0
    doubt: float | None = None
    own: Mapping[str, float] | None = None


def example(text: Annotated, lesson: Lesson, module: ModuleType) -> Example:
    """The candidates of one text with what there is to learn from them."""
    found = lesson.phrases(text.reading)
    truths = marked(text, found.bounds, module)
    return Example(
        text=text,
        candidates=found.candidates,
        bounds=found.bounds,
        coded=found.coded,
        rows=list(zip(found.features, truths, strict=True)),
    )


def examples(lesson: Lesson, shared: Path, module: ModuleType) -> Iterable[Example]:
    """All texts to learn from."""
    reader = pipeline.build_reader(load_packs(PACKS), ())
    later = {path.stem for folder in lesson.later for path in folder.glob("*.json")}
    for text in annotated(shared, reader, lesson.kind, *lesson.later):
        share = lesson.share if text.id in later else 1.0
        yield example(replace(text, share=share), lesson, module)
    for marks in lesson.more:
        for text in more_passages(shared, reader, marks, lesson.field, *lesson.later):
            yield example(text, lesson, module)

    for text in written(reader, lesson.kind, lesson.field) if lesson.own else ():
        taught = example(text, lesson, module)
        yield replace(taught, rows=[(features | {WRITTEN}, truth) for features, truth in taught.rows])


def train(lesson: Lesson, learned: Sequence[Example]) -> LinearHead:
    """The head that these texts teach, without the candidates that were marked against what all others teach."""
    rows: Mapping[str, tuple[str, Sequence[Row]]] = {e.text.id: (e.text.group, e.rows) for e in learned}
    own = lesson.own or {}
    shares = {e.text.id: own.get(e.text.group, e.text.share) for e in learned}
    if lesson.doubt is not None:
        rows = without_slips(rows, lesson.penalty, lesson.doubt, shares)
    counts = [shares[id] for id, (_, some) in rows.items() for _ in some]
    head = fit([row for _, some in rows.values() for row in some], lesson.penalty, counts=counts)
    return replace(head, weights={name: pair for name, pair in head.weights.items() if name != WRITTEN})


def kept(lesson: Lesson, example: Example, head: LinearHead, threshold: float) -> list[int]:
    """Places of the candidates that the stage would keep."""
    chances = [head.probabilities(features)["yes"] for features, _ in example.rows]
    return lesson.choose(example.candidates, chances, threshold)


def arguments(lesson: Lesson, description: str | None, second: str) -> argparse.Namespace:
    """What a training is asked for on the command line; ``second``: the head that can be trained alone."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--check", action="store_true")
    parser.add_argument(f"--{second}", dest="second", action="store_true", help="leave the other head as it is")
    parser.add_argument("--output", type=Path, default=STAGES / f"{lesson.stage}.json")
    return parser.parse_args()
