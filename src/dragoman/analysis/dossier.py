"""The whole record as one tree, ready to be written as a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..model.record import Failure, Run
from ..store.base import View
from .assessments import Assessments, assessments
from .corpus import Corpus, corpus_of
from .differences import Difference, differences
from .matrix import Matrix, matrix
from .measures import MeasureLine, agreed, measures
from .moments import Moment, moments
from .movement import courses
from .sources import Source, sources
from .speakers import Speakers, speakers
from .summary import Parts, Summary, summary_of
from .thread import Thread, thread_of
from .timeline import Timeline, timeline

TOLD_AGAIN = ("date", "number", "place", "correction")
"""What a later report replaced is listed for these aspects; how stances and steps went on shows in their histories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Sections in reading order; every line carries citations.

    ``at`` and ``known``: the scope (None: everything). ``moments``: the moments of the talks in order, each with its
    articles. ``timeline``: rounds and other contacts. ``threads``: one for each filled cell of ``matrix``, in its
    order. ``measures``: all steps; ``agreed``: those agreed or carried out. ``differences``: contradictions first,
    then what superseded what; ``confirmed``: what independent reports agree on. ``sources``: all articles in order of
    publication. ``failures``: what could not be read.
    """

    at: date | None
    known: datetime | None
    summary: Summary
    moments: tuple[Moment, ...]
    timeline: Timeline
    matrix: Matrix
    threads: tuple[Thread, ...]
    measures: tuple[MeasureLine, ...]
    agreed: tuple[MeasureLine, ...]
    assessments: Assessments
    speakers: Speakers
    differences: tuple[Difference, ...]
    confirmed: tuple[Difference, ...]
    sources: tuple[Source, ...]
    failures: tuple[Failure, ...]
    versions: tuple[str, ...]


def dossier(view: View) -> Dossier:
    """The dossier of the view's scope."""
    return dossier_of(corpus_of(view), view.failures(), view.runs())


def dossier_of(corpus: Corpus, failures: tuple[Failure, ...], runs: tuple[Run, ...]) -> Dossier:
    """The dossier of a corpus; ``failures`` and ``runs`` are listed as they are."""
    found = moments(corpus)
    table, steps, course = matrix(corpus), measures(corpus), timeline(corpus)
    parts = Parts(timeline=course, matrix=table, measures=steps, moments=found, failures=failures)
    held = courses(corpus)
    cells = [cell for row in table.rows for cell in row.cells if cell is not None]
    changed = [d for d in differences(corpus, ("supersedes",)) if d.aspect in TOLD_AGAIN]
    return Dossier(
        at=corpus.at,
        known=corpus.known,
        summary=summary_of(corpus, parts),
        moments=found,
        timeline=course,
        matrix=table,
        threads=tuple(thread_of(corpus, c.issue, c.party, held[c.party, c.issue]) for c in cells),
        measures=steps,
        agreed=agreed(steps),
        assessments=assessments(corpus, found),
        speakers=speakers(corpus),
        differences=(*differences(corpus), *changed),
        confirmed=differences(corpus, ("corroborates",)),
        sources=sources(corpus, found),
        failures=failures,
        versions=runs[-1].versions if runs else (),
    )
