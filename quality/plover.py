"""Event acts against PLV: ``python -m quality.plover [--shared DIR] [--test FILE] [--all]``.

Prints macro F1 over the 15 root classes of PLOVER by five-fold cross-validation on the training sentences, beside
words and pairs of words alone, and the figures of each class. ``--all`` adds what each kind of examples brings;
``--test FILE`` trains on all of PLV and judges the sentences of another file in its columns.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from training.acts.sentences import Sentence, folds, from_plv, own_sentences
from training.acts.train import BESIDE, beside, patterns, samples, train
from training.heads.softmax import Sample, fit_softmax

from dragoman.reading.parse import load_parser

FLOOR = 0.78
FOLDS = 5
WORD = re.compile(r"\w\w+")


def words_alone(sentences: Sequence[Sentence]) -> list[Sample]:
    """The baseline: words and pairs of words as they stand."""
    made = []
    for sentence in sentences:
        words = WORD.findall(sentence.text.lower())
        pairs = (f"{a} {b}" for a, b in itertools.pairwise(words))
        made.append(Sample(frozenset((*words, *pairs)), sentence.root))
    return made


def crossed(learned: Sequence[Sample], parts: Sequence[int], more: Sequence[Sample] = ()) -> list[str]:
    """For every sample the class that a head trained on the other parts gives it."""
    answers = [""] * len(learned)
    for part in range(FOLDS):
        head = train([*(s for s, p in zip(learned, parts, strict=True) if p != part), *more])
        for i, sample in enumerate(learned):
            if parts[i] == part:
                answers[i] = most_likely(head.probabilities(sample.features))
    return answers


def most_likely(chances: dict[str, float]) -> str:
    """The class with the highest chance."""
    return max(sorted(chances), key=lambda root: chances[root])


def figures(truth: Sequence[str], answers: Sequence[str]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each class."""
    right = Counter(t for t, a in zip(truth, answers, strict=True) if t == a)
    wanted, given = Counter(truth), Counter(answers)
    return {
        root: (
            right[root] / max(1, given[root]),
            right[root] / wanted[root],
            2 * right[root] / (wanted[root] + given[root]),
        )
        for root in sorted(wanted)
    }


def macro(truth: Sequence[str], answers: Sequence[str]) -> float:
    """The mean F1 of all classes."""
    found = figures(truth, answers)
    return sum(f1 for _, _, f1 in found.values()) / len(found)


def report(truth: Sequence[str], answers: Sequence[str]) -> None:
    """Print the figures of each class."""
    wanted = Counter(truth)
    for root, (precision, recall, f1) in figures(truth, answers).items():
        print(f"  {root:10} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  ({wanted[root]})")


def main() -> int:
    """Measure and print; exit 1 below the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--test", type=Path)
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    path = args.shared / "data" / "plover" / "PLV_train.tsv"
    if not path.is_file():
        print(f"no sentences in {path}: nothing measured (set DRAGOMAN_SHARED)")
        return 0
    sentences, nlp = from_plv(path), load_parser()
    truth = [sentence.root for sentence in sentences]
    learned, more, plain = samples(sentences, nlp), beside(args.shared, nlp), words_alone(sentences)
    if args.test:
        return tested(args.test, (learned, more, plain), nlp)
    parts = folds(sentences, FOLDS)
    print(f"{FOLDS}-fold, {len(sentences)} sentences, macro F1 over {len(set(truth))} root classes")
    print(f"words and pairs of words        {macro(truth, crossed(plain, parts)):.3f}")
    if args.all:
        own = samples(own_sentences(), nlp, BESIDE)
        for name, extra in (
            ("clause, path and verb lists", []),
            ("... and own sentences", own),
            ("... and dictionary", [*own, *patterns(args.shared)]),
        ):
            print(f"{name:31} {macro(truth, crossed(learned, parts, extra)):.3f}", flush=True)
    answers = crossed(learned, parts, more)
    value = macro(truth, answers)
    print(f"all of it, as shipped           {value:.3f}  floor {FLOOR:.3f}" + ("  BELOW" if value < FLOOR else ""))
    report(truth, answers)
    return int(value < FLOOR)


def tested(path: Path, trained: tuple[list[Sample], list[Sample], list[Sample]], nlp: object) -> int:
    """Judge the sentences of another file with heads that learned all of PLV."""
    learned, more, plain = trained
    sentences = from_plv(path)
    truth = [sentence.root for sentence in sentences]
    for name, head, asked in (
        ("words and pairs of words", fit_softmax(plain, 0.1), words_alone(sentences)),
        ("as shipped", train([*learned, *more]), samples(sentences, nlp)),  # type: ignore[arg-type]
    ):
        answers = [most_likely(head.probabilities(sample.features)) for sample in asked]
        print(f"{name:31} {macro(truth, answers):.3f}")
    report(truth, answers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
