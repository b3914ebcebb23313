"""Train the heads of the stage: ``python -m training.assessments.train [--shared DIR] [--output FILE] [--check]``.

Two linear heads over named features: ``judgement`` says whether a candidate judges the talks, ``kind`` how it says they
go. The first learns from the annotated texts and
from passages of MEND marked for this project (``passages.json``: ids and offsets of judgements). ``--check`` trains
without one conflict at a time and prints how well the rest finds the judgements of that one. What an annotator marked
against all that the other conflicts teach is left out: what judges the talks is partly a matter of taste. The kind is
also learned from all texts annotated later. ``--kind`` trains that head alone and leaves the other as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from quality.gold import scorer
from training.heads.choice import Choice, fit_choice
from training.heads.logistic import write_heads
from training.heads.passage_head import PACKS, Lesson, Phrases, arguments, example, examples, kept, train
from training.heads.passages import OVERLAP, annotated
from training.heads.trial import Example, figures
from training.labels import LATER, MORE
from training.own import TOLD_PLAINLY, WRITTEN

from dragoman import pipeline
from dragoman.packs import load_packs
from dragoman.reading.linear import LinearHead
from dragoman.reading.reading import Reading
from dragoman.stages.assessment_candidates import find_candidates
from dragoman.stages.assessment_features import features, kind_features
from dragoman.stages.assessments import THRESHOLD, choose, heads, settle

PENALTY = 5.0


def phrases(reading: Reading) -> Phrases:
    """The candidates of one text, with the kind by rule."""
    candidates = find_candidates(reading)
    return Phrases(
        candidates=candidates,
        bounds=[(candidate.start, candidate.end) for candidate in candidates],
        coded=[{"kind": candidate.kind} for candidate in candidates],
        features=features(reading, candidates),
    )


LESSON = Lesson(
    head="judgement",
    stage="assessments",
    kind="progress",
    field="characterisation",
    phrases=phrases,
    choose=choose,
    thresholds=(0.25, 0.35, 0.41, THRESHOLD, 0.47),
    penalty=8.0,
    doubt=0.7,
    own={WRITTEN: 1.0, TOLD_PLAINLY: 1.0},
    more=(Path(__file__).with_name("passages.json"),),
)


def kinds(example: Example, module: ModuleType) -> Iterator[Choice]:
    """For each candidate that fits a judgement its features and the kind of the one that it fits best."""
    reading = example.text.reading
    document = module.Document(reading.text)
    told = [row for row in example.text.rows if "kind" in row]
    rows = [(document.places(row[example.text.field]), str(row["kind"])) for row in told]
    for place, (start, end) in enumerate(example.bounds):
        own = document.places(reading.doc[start:end].text)
        shared = [max((module.dice(a, b) for a in marked for b in own), default=0.0) for marked, _ in rows]
        best = max(range(len(rows)), key=lambda i: (shared[i], -i), default=None)
        if best is not None and shared[best] >= OVERLAP:
            yield example.rows[place][0] | kind_features(example.candidates, place), rows[best][1]


def later_examples(shared: Path, known: set[str], module: ModuleType) -> Iterator[Example]:
    """The texts annotated later than the others; they teach the kind only."""
    reader = pipeline.build_reader(load_packs(PACKS), ())
    for text in annotated(shared, reader, LESSON.kind, LATER, MORE):
        if text.id not in known:
            yield example(text, LESSON, module)


def train_kind(learned: Sequence[Example], module: ModuleType) -> LinearHead:
    """The head for how the talks are said to go."""
    return fit_choice([row for one in learned for row in kinds(one, module)], PENALTY)


def settled(example: Example, places: Sequence[int], head: LinearHead) -> Example:
    """The example with the learned kind of these candidates."""
    coded = list(example.coded)
    for place in places:
        judged = settle(example.candidates, place, example.rows[place][0], {"kind": head})
        coded[place] = {**coded[place], "kind": judged.kind}
    return replace(example, coded=coded)


def check(learned: Sequence[Example], later: Sequence[Example], module: ModuleType) -> None:
    """Print the figures of each threshold with the kind by rule and as learned, every conflict left out in turn."""
    trials: dict[float, list[tuple[Example, list[int], LinearHead]]] = {limit: [] for limit in LESSON.thresholds}
    for group in sorted({one.text.group for one in learned if one.text.whole}):
        judgement = train(LESSON, [one for one in learned if one.text.group != group])
        kind = train_kind([one for one in (*learned, *later) if one.text.group != group], module)
        for one in (one for one in learned if one.text.whole and one.text.group == group):
            for limit in LESSON.thresholds:
                trials[limit].append((one, kept(LESSON, one, judgement, limit), kind))
    for limit, trial in trials.items():
        print(limit, "kind by rule:", figures([(one, places) for one, places, _ in trial], module))
        chosen = [(settled(one, places, head), places) for one, places, head in trial]
        print(limit, "kind learned:", figures(chosen, module))


def main() -> None:
    """Read the texts, train, and check or write."""
    args = arguments(LESSON, __doc__, "kind")
    module = scorer(args.shared)
    learned = list(examples(LESSON, args.shared, module))
    later = list(later_examples(args.shared, {one.text.id for one in learned if one.text.whole}, module))
    if args.check:
        check(learned, later, module)
    else:
        judgement = heads()["judgement"] if args.second else train(LESSON, learned)
        write_heads({"judgement": judgement, "kind": train_kind([*learned, *later], module)}, args.output)


if __name__ == "__main__":
    main()
