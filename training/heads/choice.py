"""One of several labels by yes-or-no features: softmax regression, no other package than numpy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from dragoman.reading.linear import LinearHead

from .logistic import DIGITS, RAREST, ROUNDS, Vector, minimise

Choice = tuple[frozenset[str], str]


def fit_choice(rows: Sequence[Choice], penalty: float) -> LinearHead:
    """A head that tells the labels apart; every row counts the same."""
    seen = Counter(name for features, _ in rows for name in features)
    names = sorted(name for name, count in seen.items() if count >= RAREST)
    column = {name: place for place, name in enumerate(names)}
    labels = sorted({label for _, label in rows})
    design = np.zeros((len(rows), len(names) + 1))
    design[:, -1] = 1.0
    for i, (features, _) in enumerate(rows):
        design[i, [column[name] for name in features if name in column]] = 1.0
    truth = np.array([labels.index(label) for _, label in rows])
    table = _solve(design, np.eye(len(labels))[truth], penalty)
    kept = {name: tuple(round(float(value), DIGITS) for value in table[place]) for name, place in column.items()}
    return LinearHead(
        labels=tuple(labels),
        bias=tuple(round(float(value), DIGITS) for value in table[-1]),
        weights={name: weights for name, weights in kept.items() if any(abs(weight) >= SLIGHT for weight in weights)},
    )


SLIGHT = 0.01  # a feature whose weights all lie below it is left out


def _solve(design: Vector, wanted: Vector, penalty: float) -> Vector:
    """Weights of every feature (rows) and label; the last row is the bias, which costs next to nothing."""
    shape = (design.shape[1], wanted.shape[1])
    strength = np.full((shape[0], 1), penalty)
    strength[-1] = 1e-3

    def loss(flat: Vector) -> tuple[float, Vector]:
        table = flat.reshape(shape)
        scores = design @ table
        scores -= scores.max(axis=1, keepdims=True)
        sums = np.log(np.exp(scores).sum(axis=1))
        value = float(sums.sum() - (scores * wanted).sum() + 0.5 * (strength * table * table).sum())
        slope = design.T @ (np.exp(scores - sums[:, None]) - wanted) + strength * table
        return value, slope.ravel()

    return minimise(loss, np.zeros(shape[0] * shape[1]), ROUNDS).reshape(shape)
