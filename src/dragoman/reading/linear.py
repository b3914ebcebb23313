"""A linear head over named yes-or-no features: what a stage uses where counting evidence beats a rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from importlib.resources import files
from math import exp, sqrt
from operator import add


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearHead:
    """One weight for each feature and label, and one bias for each label (softmax, one label's scores add up)."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each label is; features without a weight count for nothing.

        >>> head = LinearHead(labels=("no", "yes"), bias=(0.0, 0.0), weights={"head=truce": (0.0, 2.0)})
        >>> round(head.probabilities({"head=truce", "never seen"})["yes"], 2)
        0.88
        """
        known = sorted(self.weights.keys() & features)
        columns = zip(self.bias, *[self.weights[feature] for feature in known], strict=True)
        return _softmax(self.labels, [reduce(add, column) for column in columns])

    def best(self, features: Iterable[str]) -> str:
        """The likeliest label; the first one listed if several are."""
        chances = self.probabilities(features)
        return max(self.labels, key=lambda label: chances[label])


@dataclass(frozen=True, slots=True, kw_only=True)
class NormedHead:
    """The same for texts of any length: a rare feature counts more, and the whole is brought to one length.

    ``weights``: for each feature its rarity, then one weight for each label.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each label is; features without a weight count for nothing.

        >>> head = NormedHead(labels=("no", "yes"), bias=(0.0, 0.0), weights={"head=truce": (3.0, 0.0, 2.0)})
        >>> round(head.probabilities({"head=truce", "never seen"})["yes"], 2)
        0.88
        """
        known = [self.weights[feature] for feature in sorted(self.weights.keys() & features)]
        length = sqrt(sum(rarity * rarity for rarity, *_ in known)) or 1.0
        scores = list(self.bias)
        for rarity, *weights in known:
            for place, weight in enumerate(weights):
                scores[place] += rarity / length * weight
        return _softmax(self.labels, scores)


def _softmax(labels: Sequence[str], scores: Sequence[float]) -> dict[str, float]:
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    total = sum(shares)
    return {label: share / total for label, share in zip(labels, shares, strict=True)}


def load_normed_head(package: str, name: str) -> NormedHead:
    """The head of the JSON file of that name in that package: whole numbers, divided by its ``scale``."""
    stored = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    scale = stored["scale"]
    return NormedHead(
        labels=tuple(stored["labels"]),
        bias=tuple(value / scale for value in stored["bias"]),
        weights={name: tuple(value / scale for value in values) for name, values in stored["weights"].items()},
    )


def load_heads(package: str, name: str) -> dict[str, LinearHead]:
    """The heads of the JSON file of that name that lies in that package, by their names."""
    stored = json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    return {
        key: LinearHead(
            labels=tuple(head["labels"]),
            bias=tuple(head["bias"]),
            weights={feature: tuple(values) for feature, values in head["weights"].items()},
        )
        for key, head in stored.items()
    }
