"""Train the head of the stage: ``python -m training.measures.train [--shared DIR] [--output FILE] [--check]``.

One linear head over named features says whether a candidate names a step of the talks. ``--check`` trains without one
conflict at a time and prints how well the rest finds the steps of that one.
"""

from __future__ import annotations

from training.heads.passage_head import Lesson, Phrases, main

from dragoman.reading.reading import Reading
from dragoman.stages.measure_candidates import find_candidates
from dragoman.stages.measure_features import features
from dragoman.stages.measure_status import govern, status_words
from dragoman.stages.measures import choose


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
    thresholds=(0.35, 0.4, 0.43, 0.45, 0.5),
    penalty=8.0,
)

if __name__ == "__main__":
    main(LESSON, __doc__)
