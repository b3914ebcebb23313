"""Train the heads of the stage: ``python -m training.positions.train --shared DIR --output FILE [--check]``.

Three linear heads over named features: whether a wish is a position (``position``), whose (``holder``), and on which
issue (``issue``).
Needs scikit-learn. ``--check`` trains without one group of conflicts at a time and prints how well the rest
foretells it. What was not marked, though the other conflicts strongly say that it is a position, does not teach, nor
does a wish beside the one that tells a marked passage teach the head ``position``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path

from quality.gold import scorer
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from training.heads.slips import without_slips
from training.own import WRITTEN
from training.positions.examples import Example, also_labelled, annotated, invented, labelled, read_examples

from dragoman import pipeline
from dragoman.packs import load_packs
from dragoman.reading.linear import LinearHead

STRENGTH = {"position": 0.05, "holder": 0.02, "issue": 0.1}  # inverse of the penalty on large weights
DOUBT = 0.7  # chance from which what was not marked is held for overlooked
RAREST = 3  # a feature seen less often gets no weight
DIGITS = 3
WRITTEN_WEIGHT = 0.5  # of a wish of theirs in the head ``position``

Row = tuple[frozenset[str], bool, float]
"""Features, truth, and how much it counts."""


def rows_of(examples: Iterable[Example], head: str) -> list[Row]:
    """What one head is shown; holders and issues are learned from wishes that are positions."""
    if head == "position":
        return [(e.features, e.true, e.share) for e in examples]
    true = [example for example in examples if example.true]
    return [(*row, e.share) for e in true for row in (e.sides if head == "holder" else e.issues).values()]


def fit(rows: Sequence[Row], strength: float) -> LinearHead:
    """A two-label head by logistic regression; what it learns of our own passages as such is left out of it."""
    seen = Counter(feature for features, *_ in rows for feature in features)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1 for f in sorted(fs) if seen[f] >= RAREST} for fs, *_ in rows])
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, [truth for _, truth, _ in rows], [share for *_, share in rows])
    names = vectorizer.get_feature_names_out()
    weights = {name: (0.0, round(float(w), DIGITS)) for name, w in zip(names, model.coef_[0], strict=True)}
    return LinearHead(
        labels=("no", "yes"),
        bias=(0.0, round(float(model.intercept_[0]), DIGITS)),
        weights={name: pair for name, pair in sorted(weights.items()) if pair[1] and name != WRITTEN},
    )


def believed(examples: Sequence[Example]) -> list[Row]:
    """Rows of the head ``position`` but for what was not marked though the other conflicts say it is a position.

    Readers overlook more positions than they invent.
    """
    texts: dict[str, tuple[str, list[tuple[frozenset[str], bool]]]] = {}
    for example in examples:
        texts.setdefault(example.text, (group_of(example.text), []))[1].append((example.features, example.true))
    kept = without_slips(texts, 1 / STRENGTH["position"], DOUBT)
    shares = {example.text: example.share for example in examples}
    others = [(names, truth, shares[text]) for text, (_, rows) in kept.items() for names, truth in rows if not truth]
    return [*rows_of((e for e in examples if e.true), "position"), *others]


def group_of(text: str) -> str:
    """The conflict that a text belongs to: its prefix, articles by their outlet."""
    return text[:3] if text[:3].isupper() else text.split("-")[0]


def clearest(wishes: Sequence[Example], written: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Both without the wishes that overlap a marked passage which another one tells.

    That is the one which is likeliest, as all of them teach, and has most words in common with it: of "announced its
    readiness to help to end the fighting" one cue is the position, the others lie within.
    """
    head = fit(position_rows(wishes, written), STRENGTH["position"])
    best: dict[tuple[str, str], tuple[float, Example]] = {}
    for wish in (*wishes, *written):
        chance = head.probabilities(wish.features)["yes"]
        for passage, share in wish.passages.items():
            telling = (chance * sqrt(share), wish)
            best[wish.text, passage] = max(best.get((wish.text, passage), telling), telling, key=lambda pair: pair[0])
    telling_ones = {id(wish) for _, wish in best.values()}
    kept = [[w for w in group if not w.true or id(w) in telling_ones] for group in (wishes, written)]
    return kept[0], kept[1]


def position_rows(wishes: Sequence[Example], written: Sequence[Example]) -> list[Row]:
    """What the head ``position`` is shown; ``written``: the wishes of our own passages."""
    return [*believed(wishes), *((wish.features | {WRITTEN}, wish.true, WRITTEN_WEIGHT) for wish in written)]


def check(examples: Sequence[Example]) -> None:
    """Print the average precision of both heads on conflicts that they have not seen."""
    for head, strength in STRENGTH.items():
        truths: list[bool] = []
        chances: list[float] = []
        for group in sorted({group_of(e.text) for e in examples}):
            trained = fit(rows_of([e for e in examples if group_of(e.text) != group], head), strength)
            for features, truth, _ in rows_of([e for e in examples if group_of(e.text) == group], head):
                truths.append(truth)
                chances.append(trained.probabilities(features)["yes"])
        share = sum(truths) / len(truths)
        print(f"{head}: average precision {average_precision_score(truths, chances):.3f} (chance {share:.3f})")


def main() -> int:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    reader = pipeline.build_reader(load_packs(["english", "world", "ukraine"]), ["statements", "speakers"])
    module = scorer(args.shared)
    texts = (*annotated(args.shared), *labelled(args.shared), *also_labelled(args.shared))
    examples = [example for text in texts for example in read_examples(text, reader, module)]
    written = [example for text in invented() for example in read_examples(text, reader, module)]
    telling, telling_written = clearest(examples, written)
    if args.check:
        check(telling)
    rows = {"position": position_rows(telling, telling_written)}
    rows |= {head: rows_of([*examples, *written], head) for head in ("holder", "issue")}
    heads = {head: fit(rows[head], strength) for head, strength in STRENGTH.items()}
    stored = {name: {"labels": head.labels, "bias": head.bias, "weights": head.weights} for name, head in heads.items()}
    args.output.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    wishes = [*examples, *written]
    true, kept = sum(e.true for e in wishes), len(telling) + len(telling_written)
    beside, doubted = len(wishes) - kept, kept - len(rows["position"])
    print(f"{len(wishes)} wishes: {true} in positions, {beside} beside the telling one, {doubted} doubted")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
