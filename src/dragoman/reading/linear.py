"""A linear head over named yes-or-no features: what a stage uses where counting evidence beats a rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import exp


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
        scores = list(self.bias)
        for feature in sorted(set(features)):
            for place, weight in enumerate(self.weights.get(feature, ())):
                scores[place] += weight
        top = max(scores)
        shares = [exp(score - top) for score in scores]
        return {label: share / sum(shares) for label, share in zip(self.labels, shares, strict=True)}

    def best(self, features: Iterable[str]) -> str:
        """The likeliest label; the first one listed if several are."""
        chances = self.probabilities(features)
        return max(self.labels, key=lambda label: chances[label])


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
