"""Candidates that were marked against what all other texts teach: slips of an annotator, or matters of taste."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .logistic import Row, fit

Grouped = Mapping[str, tuple[str, Sequence[Row]]]


def without_slips(
    texts: Grouped, penalty: float, doubt: float, shares: Mapping[str, float] | None = None
) -> dict[str, tuple[str, list[Row]]]:
    """The texts (group and rows) without the rows that a head of the other groups contradicts.

    ``doubt``: how far its probability may lie from what is marked. ``shares``: of texts that count otherwise than 1.
    """
    kept: dict[str, tuple[str, list[Row]]] = {}
    for group in sorted({group for group, _ in texts.values()}):
        others = [(id, row) for id, (other, rows) in texts.items() if other != group for row in rows]
        counts = [shares.get(id, 1.0) for id, _ in others] if shares else None
        head = fit([row for _, row in others], penalty, counts=counts)
        for id, (own, rows) in texts.items():
            if own == group:
                believed = [
                    (names, truth) for names, truth in rows if abs(head.probabilities(names)["yes"] - truth) < doubt
                ]
                kept[id] = (own, believed)
    return kept
