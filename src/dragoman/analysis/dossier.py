"""The whole record as one tree, ready to be written as a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..model.record import Failure
from .assessments import Assessments
from .differences import Difference
from .matrix import Matrix
from .measures import MeasureLine
from .moments import Moment
from .sources import Source
from .speakers import Speakers
from .summary import Summary
from .thread import Thread
from .timeline import Timeline


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
