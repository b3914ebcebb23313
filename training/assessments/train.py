"""Train the head of the stage: ``python -m training.assessments.train [--shared DIR] [--output FILE] [--check]``.

One linear head over named features says whether a candidate judges the talks. It learns from the annotated texts and
from passages of MEND marked for this project (``passages.json``: ids and offsets of judgements). ``--check`` trains
without one conflict at a time and prints how well the rest finds the judgements of that one. What an annotator marked
against all that the other conflicts teach is left out: what judges the talks is partly a matter of taste.
"""

from __future__ import annotations

from pathlib import Path

from training.heads.passage_head import Lesson, Phrases, main
from training.own import TOLD_PLAINLY, WRITTEN

from dragoman.reading.reading import Reading
from dragoman.stages.assessment_candidates import find_candidates
from dragoman.stages.assessment_features import features
from dragoman.stages.assessments import choose


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
    thresholds=(0.25, 0.35, 0.41, 0.45, 0.47),
    penalty=8.0,
    doubt=0.7,
    own={WRITTEN: 1.0, TOLD_PLAINLY: 1.0},
    more=(Path(__file__).with_name("passages.json"),),
)

if __name__ == "__main__":
    main(LESSON, __doc__)
