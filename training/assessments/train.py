"""Train the heads of the stage: ``python -m training.assessments.train [--shared DIR] [--output FILE] [--check]``.

Two linear heads over named features: ``judgement`` says whether a candidate judges the talks, ``kind`` how it says they
go. Both learn from all annotated texts, the first also from passages of MEND marked for this project
(``passages.json``: ids and offsets of judgements). ``--check`` trains without one conflict at a time and prints how
well the rest finds the judgements of that one. What an annotator marked against all that the other conflicts teach is
left out: what judges the talks is partly a matter of taste. ``--kind`` trains that head alone and leaves the other as
it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from quality.gold import scorer
from training.heads.choice import Choice, fit_choice
from training.heads.logistic import write_heads
from training.heads.passage_head import Lesson, Phrases, arguments, examples, kept, train
from training.heads.passages import OVERLAP
from training.heads.trial import Example, figures
from training.labels import LATER, MORE
from training.own import TOLD_PLAINLY, WRITTEN

from dragoman.reading.linear import LinearHead
from dragoman.reading.reading import Reading
from dragoman.stages.assessment_candidates import find_candidates
from dragoman.stages.assessment_features import features, kind_features, with_cues
from dragoman.stages.assessments import THRESHOLD, choose, heads, settle

PENALTY = 5.0


def phrases(reading: Reading) -> Phrases:
    """The candidates of one text, with the kind by rule."""
    candidates = find_candidates(reading)
    return Phrases(
        candidates=candidates,
        bounds=[(candidate.start, candidate.end) for candidate in candidates],
        coded=[{"kind": candidate.kind} for candidate in candidates],
        features=with_cues(candidates, features(reading, candidates)),
    )


LESSON = Lesson(
    head="judgement",
    stage="assessments",
    kind="progress",
    field="characterisation",
    phrases=phrases,
    choose=choose,
    thresholds=(0.3, 0.35, THRESHOLD, 0.45),
    penalty=8.0,
    doubt=0.8,
    own={WRITTEN: 1.0, TOLD_PLAINLY: 1.0},
    more=(Path(__file__).with_name("passages.json"),),
    later=(LATER, MORE),
    share=0.4,
)


def kinds(example: Example, module: ModuleType) -> Iterator[Choice]:
    """For each candidate that fits a judgement its features and the kind of the one that it fits best."""
    reading = example.text.reading
    document = module.Document(reading.text)
    told = [row for row in example.text.rows if "kind" in row]
    rows = [(document.places(row[example.text.field]), str(row["kind"])) for row in told]
    names = features(reading, example.candidates)
    for place, (start, end) in enumerate(example.bounds):
        own = document.places(reading.doc[start:end].text)
        shared = [max((module.dice(a, b) for a in marked for b in own), default=0.0) for marked, _ in rows]
        best = max(range(len(rows)), key=lambda i: (shared[i], -i), default=None)
        if best is not None and shared[best] >= OVERLAP:
            yield names[place] | kind_features(example.candidates, place), rows[best][1]


def train_kind(learned: Sequence[Example], module: ModuleType) -> LinearHead:
    """The head for how the talks are said to go."""
    return fit_choice([row for one in learned for row in kinds(one, module)], PENALTY)


def settled(example: Example, places: Sequence[int], head: LinearHead) -> Example:
    """The example with the learned kind of these candidates."""
    coded = list(example.coded)
    names = features(example.text.reading, example.candidates)
    for place in places:
        judged = settle(example.candidates, place, names[place], {"kind": head})
        coded[place] = {**coded[place], "kind": judged.kind}
    return replace(example, coded=coded)


def check(learned: Sequence[Example], module: ModuleType) -> None:
    """Print the figures of each threshold with the kind by rule and as learned, every conflict left out in turn."""
    trials: dict[float, list[tuple[Example, list[int], LinearHead]]] = {limit: [] for limit in LESSON.thresholds}
    for group in sorted({one.text.group for one in learned if one.text.whole}):
        judgement = train(LESSON, [one for one in learned if one.text.group != group])
        kind = train_kind([one for one in learned if one.text.group != group], module)
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
    if args.check:
        check(learned, module)
    else:
        judgement = heads()["judgement"] if args.second else train(LESSON, learned)
        write_heads({"judgement": judgement, "kind": train_kind(learned, module)}, args.output)


if __name__ == "__main__":
    main()
