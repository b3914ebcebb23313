"""How well heads find annotated passages that they have not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from dragoman.reading.linear import LinearHead

from .logistic import Row
from .passages import OVERLAP, Annotated


@dataclass(frozen=True, kw_only=True)
class Example:
    """A text with its candidates (``bounds``: their tokens; ``coded``: their fields) and rows to learn from."""

    text: Annotated
    candidates: Sequence[Any]
    bounds: Sequence[tuple[int, int]]
    coded: Sequence[dict[str, str]]
    rows: Sequence[Row]


Train = Callable[[Sequence[Example]], LinearHead]
Choose = Callable[[Example, LinearHead, float], list[int]]


def check(
    examples: Sequence[Example],
    train: Train,
    choose: Choose,
    thresholds: Sequence[float],
    module: ModuleType,
) -> None:
    """Print the figures of each threshold, every conflict judged by a head that saw only the others.

    Texts whose rows lack fields teach but are not judged.
    """
    judged = [example for example in examples if example.text.whole]
    kept: dict[float, list[tuple[Example, list[int]]]] = {threshold: [] for threshold in thresholds}
    for group in sorted({example.text.group for example in judged}):
        head = train([example for example in examples if example.text.group != group])
        for example in judged:
            if example.text.group == group:
                for threshold in thresholds:
                    kept[threshold].append((example, choose(example, head, threshold)))
    for threshold, chosen in kept.items():
        print(threshold, figures(chosen, module))


def figures(chosen: Sequence[tuple[Example, list[int]]], module: ModuleType) -> str:
    """Precision, recall and F1 of passages, and F1 with all fields, by the rules of the scorer."""
    found = right = predicted = wanted = 0
    for example, places in chosen:
        hits = _matches(example, places, module)
        found, right = found + len(hits), right + sum(hits)
        predicted, wanted = predicted + len(places), wanted + len(example.text.rows)
    total = predicted + wanted
    return (
        f"P {found / max(1, predicted):.3f} R {found / wanted:.3f} F1 {2 * found / total:.3f} "
        f"with fields {2 * right / total:.3f}"
    )


def _matches(example: Example, places: Sequence[int], module: ModuleType) -> list[bool]:
    """For each matched pair, best first and one to one: whether all fields agree."""
    document = module.Document(example.text.reading.text)
    gold = [(row, document.places(row[example.text.field])) for row in example.text.rows]
    doc = example.text.reading.doc
    pairs = []
    for j in places:
        start, end = example.bounds[j]
        where = document.places(doc[start:end].text)
        for i, (row, spans) in enumerate(gold):
            dice = max((module.dice(a, b) for a in spans for b in where), default=0.0)
            same = [row[name] == value for name, value in example.coded[j].items()]
            if dice >= OVERLAP:
                pairs.append((-round(dice, 2) - sum(same), i, j, all(same)))
    hits: dict[int, bool] = {}
    used: set[int] = set()
    for _, i, j, agreed in sorted(pairs):
        if i not in hits and j not in used:
            hits[i] = agreed
            used.add(j)
    return list(hits.values())
