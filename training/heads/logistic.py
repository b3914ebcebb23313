"""Logistic regression over yes-or-no features: limited-memory BFGS, no other package than numpy."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.linear import LinearHead

RAREST = 2  # a feature seen less often gets no weight
DIGITS = 3
ROUNDS = 120
MEMORY = 10

Vector = NDArray[np.float64]
Row = tuple[frozenset[str], bool]


def fit(
    rows: Sequence[Row],
    penalty: float,
    leave_out: tuple[str, ...] = (),
    *,
    counts: Sequence[float] | None = None,
) -> LinearHead:
    """A head with the labels ``no`` and ``yes``; features whose name starts as in ``leave_out`` take no part.

    ``counts``: how much each row counts; None: all the same.
    """
    seen = Counter(f for features, _ in rows for f in features if not f.startswith(leave_out or ("\0",)))
    names = sorted(name for name, count in seen.items() if count >= RAREST)
    column = {name: i for i, name in enumerate(names)}
    design = np.zeros((len(rows), len(names) + 1))
    design[:, -1] = 1.0
    for i, (features, _) in enumerate(rows):
        design[i, [column[f] for f in features if f in column]] = 1.0
    shares = None if counts is None else np.array(counts)
    weights = _minimise(design, np.array([float(truth) for _, truth in rows]), penalty, shares)
    kept = {name: round(float(weights[i]), DIGITS) for name, i in column.items()}
    return LinearHead(
        labels=("no", "yes"),
        bias=(0.0, round(float(weights[-1]), DIGITS)),
        weights={name: (0.0, weight) for name, weight in kept.items() if weight},
    )


def write_heads(heads: dict[str, LinearHead], path: Path) -> None:
    """Store heads as the JSON file that ``load_heads`` reads."""
    stored = {
        name: {"labels": head.labels, "bias": head.bias, "weights": dict(head.weights)} for name, head in heads.items()
    }
    path.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _minimise(design: Vector, truth: Vector, penalty: float, shares: Vector | None) -> Vector:
    strength = np.full(design.shape[1], penalty)
    strength[-1] = 1e-3

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = design @ weights
        errors = 1.0 / (1.0 + np.exp(-scores)) - truth
        value = np.logaddexp(0.0, scores) - truth * scores
        if shares is not None:
            errors, value = errors * shares, value * shares
        gradient: Vector = design.T @ errors + strength * weights
        return float(value.sum() + 0.5 * (strength * weights * weights).sum()), gradient

    return minimise(loss, np.zeros(design.shape[1]), ROUNDS)


def minimise(loss: Callable[[Vector], tuple[float, Vector]], start: Vector, rounds: int) -> Vector:
    """Where the loss (value and gradient) is least, by limited-memory BFGS."""
    weights = start
    value, gradient = loss(weights)
    memory: list[tuple[Vector, Vector]] = []
    for _ in range(rounds):
        direction = _direction(gradient, memory)
        step = 1.0
        while True:
            moved = weights - step * direction
            lower, slope = loss(moved)
            if lower <= value - 1e-4 * step * float(gradient @ direction) or step < 1e-8:
                break
            step /= 2
        change, turn = moved - weights, slope - gradient
        if float(change @ turn) > 1e-10:
            memory = [*memory, (change, turn)][-MEMORY:]
        done = abs(value - lower) < 1e-5 * abs(value)
        weights, value, gradient = moved, lower, slope
        if done:
            break
    return weights


def _direction(gradient: Vector, memory: Sequence[tuple[Vector, Vector]]) -> Vector:
    direction = gradient.copy()
    shares = []
    for change, turn in reversed(memory):
        share = float(change @ direction) / float(turn @ change)
        shares.append(share)
        direction -= share * turn
    if memory:
        change, turn = memory[-1]
        direction *= float(change @ turn) / float(turn @ turn)
    else:
        direction /= max(1.0, float(np.abs(gradient).max()))
    for (change, turn), share in zip(memory, reversed(shares), strict=True):
        direction += (share - float(turn @ direction) / float(turn @ change)) * change
    return direction
