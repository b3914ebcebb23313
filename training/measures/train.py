"""Train the heads of the stage: ``python -m training.measures.train [--shared DIR] [--output FILE] [--check]``.

Two linear heads over named features: ``step`` says whether a candidate names a step of the talks, ``status`` how
far it has come; where the second is not sure, the rule stands. Texts annotated later teach the second alone: as
lessons for the first they raise passages like them and lower all others. ``--status`` trains the second alone and
leaves the first as it is. ``--check`` trains without one conflict at a time and prints how well the rest finds the
steps of that one, with the status by rule and with the learned one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from quality.gold import scorer
from training.heads.choice import Choice, fit_choice
from training.heads.logistic import write_heads
from training.heads.passage_head import PACKS, Lesson, Phrases, arguments, example, examples, kept, train
from training.heads.passages import OVERLAP, annotated, more_passages
from training.heads.trial import Example, figures
from training.labels import LATER, MORE
from training.own import TOLD_PLAINLY, WRITTEN

from dragoman import pipeline
from dragoman.packs import load_packs
from dragoman.reading.linear import LinearHead
from dragoman.reading.reading import Reading
from dragoman.stages.measure_candidates import find_candidates
from dragoman.stages.measure_features import features
from dragoman.stages.measure_status import govern, status_words
from dragoman.stages.measure_status_features import status_features
from dragoman.stages.measures import THRESHOLD, choose, heads, settle

PENALTY = 10.0


def phrases(reading: Reading) -> Phrases:
    """The candidates of one text, with kind and status by rule."""
    candidates = find_candidates(reading)
    words = status_words(reading.lexicon("measures"))
    governances = [govern(candidate, words) for candidate in candidates]
    return Phrases(
        candidates=candidates,
        bounds=[(candidate.start, candidate.end) for candidate in candidates],
        coded=[{"kind": c.kind, "status": g.status} for c, g in zip(candidates, governances, strict=True)],
        features=features(reading, candidates, governances),
    )


LESSON = Lesson(
    head="step",
    stage="measures",
    kind="measures",
    field="what",
    phrases=phrases,
    choose=choose,
    thresholds=(THRESHOLD,),
    penalty=8.0,
    own={WRITTEN: 0.25, TOLD_PLAINLY: 0.5},
)
MARKS = Path(__file__).with_name("passages.json")


def statuses(example: Example, module: ModuleType) -> Iterator[Choice]:
    """For each annotated step the features of the candidate that fits it best, and its status."""
    reading = example.text.reading
    words, document = status_words(reading.lexicon("measures")), module.Document(reading.text)
    own = [document.places(reading.doc[start:end].text) for start, end in example.bounds]
    for row in example.text.rows:
        marked = document.places(row[example.text.field])
        shared = [max((module.dice(a, b) for a in marked for b in places), default=0.0) for places in own]
        best = max(range(len(shared)), key=lambda i: (shared[i], -i), default=None)
        if best is not None and shared[best] >= OVERLAP:
            candidate = example.candidates[best]
            more = status_features(reading, candidate, govern(candidate, words), words)
            yield example.rows[best][0] | more, row["status"]


def more_examples(shared: Path, known: Set[str], module: ModuleType) -> Iterator[Example]:
    """Texts annotated later, and passages of MEND whose steps were marked for this project: they teach the status only.

    Of the candidates in the latter only likely ones were looked at, so they would teach the first head what it thinks.
    """
    reader = pipeline.build_reader(load_packs(PACKS), ())
    for text in annotated(shared, reader, LESSON.kind, LATER, MORE):
        if text.id not in known:
            yield example(text, LESSON, module)
    for text in more_passages(shared, reader, MARKS, LESSON.field):
        yield example(text, LESSON, module)


def train_status(learned: Sequence[Example], module: ModuleType) -> LinearHead:
    """The head for how far a step has come; what is told plainly brings it nothing."""
    telling = [one for one in learned if one.text.group != TOLD_PLAINLY]
    return fit_choice([row for one in telling for row in statuses(one, module)], PENALTY)


def settled(example: Example, places: Sequence[int], head: LinearHead) -> Example:
    """The example with the learned status of these candidates."""
    words = status_words(example.text.reading.lexicon("measures"))
    coded = list(example.coded)
    for place in places:
        candidate = example.candidates[place]
        governed = (candidate, govern(candidate, words))
        status = settle(example.text.reading, governed, example.rows[place][0], {"status": head}).status
        coded[place] = {**coded[place], "status": status}
    return replace(example, coded=coded)


def check(learned: Sequence[Example], more: Sequence[Example], module: ModuleType) -> None:
    """Print the figures with the status by rule and with the learned one, every conflict left out in turn."""
    ruled: list[tuple[Example, list[int]]] = []
    chosen: list[tuple[Example, list[int]]] = []
    for group in sorted({one.text.group for one in learned if one.text.whole}):
        others = [one for one in learned if one.text.group != group]
        marked = [one for one in more if one.text.group != group]
        step, status = train(LESSON, others), train_status([*others, *marked], module)
        for one in (one for one in learned if one.text.group == group):
            places = kept(LESSON, one, step, THRESHOLD)
            ruled.append((one, places))
            chosen.append((settled(one, places, status), places))
    print("status by rule:", figures(ruled, module))
    print("status learned:", figures(chosen, module))


def main() -> None:
    """Read the texts, train, and check or write."""
    args = arguments(LESSON, __doc__, "status")
    module = scorer(args.shared)
    learned = list(examples(LESSON, args.shared, module))
    more = list(more_examples(args.shared, {one.text.id for one in learned if one.text.whole}, module))
    if args.check:
        check(learned, more, module)
    else:
        step = heads()["step"] if args.second else train(LESSON, learned)
        write_heads({"step": step, "status": train_status([*learned, *more], module)}, args.output)


if __name__ == "__main__":
    main()
