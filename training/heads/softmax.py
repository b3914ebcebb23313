"""Softmax regression over named features, rare ones counting more, every example brought to one length."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.linear import NormedHead

from .logistic import Vector, minimise

SCALE = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """Features, the label they should give, and how much the example counts."""

    features: frozenset[str]
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Cells:
    """A sparse matrix: the value at each row and column."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Vector


def fit_softmax(samples: Sequence[Sample], penalty: float, *, rarest: int = 2, rounds: int = 60) -> NormedHead:
    """A head that tells the labels apart; labels count the same however many examples they have."""
    seen = Counter(name for sample in samples for name in sample.features)
    names = sorted(name for name, count in seen.items() if count >= rarest)
    column = {name: place for place, name in enumerate(names)}
    rarity = np.array([np.log((1 + len(samples)) / (1 + seen[name])) + 1 for name in names])
    labels = sorted({sample.label for sample in samples})
    truth = np.array([labels.index(sample.label) for sample in samples])
    weights = _balanced(samples, labels)
    solved = _solve(_cells(samples, column, rarity), truth, weights, (len(names), len(labels), penalty, rounds))
    return NormedHead(
        labels=tuple(labels),
        bias=tuple(float(value) for value in solved[-1]),
        weights={name: (float(rarity[i]), *(float(w) for w in solved[i])) for name, i in column.items()},
    )


def _balanced(samples: Sequence[Sample], labels: Sequence[str]) -> Vector:
    mass = Counter[str]()
    for sample in samples:
        mass[sample.label] += sample.weight  # type: ignore[assignment]
    mean = sum(mass.values()) / len(labels)
    return np.array([sample.weight * mean / mass[sample.label] for sample in samples])


def _cells(samples: Sequence[Sample], column: dict[str, int], rarity: Vector) -> _Cells:
    rows, columns, values = [], [], []
    for row, sample in enumerate(samples):
        places = sorted(column[name] for name in sample.features if name in column)
        length = float(np.sqrt((rarity[places] ** 2).sum())) or 1.0
        rows += [row] * len(places)
        columns += places
        values += [float(rarity[place]) / length for place in places]
    return _Cells(np.array(rows), np.array(columns), np.array(values))


def _solve(cells: _Cells, truth: NDArray[np.int64], weights: Vector, shape: tuple[int, int, float, int]) -> Vector:
    """Weights of every feature (rows) and label; the last row is the bias."""
    features, labels, penalty, rounds = shape
    count = len(truth)
    wanted = np.eye(labels)[truth]

    def loss(flat: Vector) -> tuple[float, Vector]:
        table = flat.reshape(features + 1, labels)
        picked = table[cells.columns] * cells.values[:, None]
        scores = np.stack([np.bincount(cells.rows, picked[:, k], count) for k in range(labels)], axis=1) + table[-1]
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        total = chances.sum(axis=1, keepdims=True)
        value = float((weights * (np.log(total[:, 0]) - scores[np.arange(count), truth])).sum())
        errors = (chances / total - wanted) * weights[:, None]
        spread = errors[cells.rows] * cells.values[:, None]
        slope = np.stack([np.bincount(cells.columns, spread[:, k], features) for k in range(labels)], axis=1)
        gradient = np.vstack([slope + penalty * table[:-1], errors.sum(axis=0)])
        return value + 0.5 * penalty * float((table[:-1] ** 2).sum()), gradient.ravel()

    return minimise(loss, np.zeros((features + 1) * labels), rounds).reshape(features + 1, labels)


def write_normed_head(head: NormedHead, path: Path, least: float) -> None:
    """Store a head as the JSON file that ``load_normed_head`` reads, without features that hardly move a score."""
    kept = {
        name: [round(value * SCALE) for value in values]
        for name, values in sorted(head.weights.items())
        if max(abs(value) for value in values[1:]) >= least
    }
    bias = [round(value * SCALE) for value in head.bias]
    lines = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(v, separators=(',', ':'))}" for name, v in kept.items()
    )
    text = (
        f'{{"scale":{SCALE},"labels":{json.dumps(head.labels)},"bias":{json.dumps(bias)},"weights":{{\n{lines}\n}}}}\n'
    )
    path.write_text(text, encoding="utf-8")
