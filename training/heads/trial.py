"""How well heads find annotated passages that they have not seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

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
