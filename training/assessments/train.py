"""Train the head of the stage: ``python -m training.assessments.train [--shared DIR] [--output FILE] [--check]``.

One linear head over named features says whether a candidate judges the talks. It learns from the annotated texts and
from passages of MEND marked for this project (``passages.json``: ids and offsets of judgements). ``--check`` trains
without one conflict at a time and prints how well the rest finds the judgements of that one.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from quality.gold import scorer
from training.heads.logistic import fit, write_heads
from training.heads.passages import Annotated, annotated, marked, more_passages
from training.heads.trial import Example, check

from dragoman import pipeline
from dragoman.packs import load_packs
from dragoman.reading.linear import LinearHead
from dragoman.stages.assessment_candidates import find_candidates
from dragoman.stages.assessment_features import features
from dragoman.stages.assessments import choose

PENALTY = 8.0
THRESHOLDS = (0.3, 0.35, 0.4, 0.45)
PACKS = ("english", "world", "ukraine")
FIELD = "characterisation"


def example(text: Annotated, module: ModuleType) -> Example:
    """The candidates of one text with what there is to learn from them."""
    candidates = find_candidates(text.reading)
    bounds = [(candidate.start, candidate.end) for candidate in candidates]
    truths = marked(text, bounds, module)
    return Example(
        text=text,
        candidates=candidates,
        bounds=bounds,
        coded=[{"kind": candidate.kind} for candidate in candidates],
        rows=list(zip(features(text.reading, candidates), truths, strict=True)),
    )


def train(examples: Sequence[Example]) -> LinearHead:
    """The head that these texts teach."""
    return fit([row for e in examples for row in e.rows], PENALTY)


def kept(example: Example, head: LinearHead, threshold: float) -> list[int]:
    """Places of the candidates that the stage would keep."""
    chances = [head.probabilities(features)["yes"] for features, _ in example.rows]
    return choose(example.candidates, chances, threshold)


def main() -> None:
    """Read the texts, train, and check or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--output", type=Path, default=Path("src/dragoman/stages/assessments.json"))
    args = parser.parse_args()
    module = scorer(args.shared)
    reader = pipeline.build_reader(load_packs(PACKS), ())
    texts = [*annotated(args.shared, reader, "progress", FIELD)]
    texts += more_passages(args.shared, reader, Path(__file__).with_name("passages.json"), FIELD)
    examples = [example(text, module) for text in texts]
    if args.check:
        check(examples, train, kept, THRESHOLDS, module)
    else:
        write_heads({"judgement": train(examples)}, args.output)


if __name__ == "__main__":
    main()
