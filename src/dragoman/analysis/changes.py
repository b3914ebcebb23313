"""What changed since a day: positions moved, contacts and steps first told or gone on, new contradictions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..model.claim import Stance
from .citation import Citation
from .corpus import Corpus
from .differences import Difference, differences
from .matrix import Cell, Matrix
from .timeline import Entry, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell of the matrix that differs from that of an earlier day; ``before`` is None for a new position."""

    issue: str
    label: str
    party: str
    before: Stance | None
    after: Stance
    independent: int
    contradicted: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What reports published after ``since`` brought (None: everything is new).

    ``begun``: entries first told since; ``moved``: entries told before, whose status has changed since;
    ``articles``: how many reports that rests on; ``left_out``: further entries of which there are too many to give.
    """

    since: date | None
    cells: tuple[CellChange, ...]
    begun: tuple[Entry, ...]
    moved: tuple[Entry, ...]
    differences: tuple[Difference, ...]
    articles: int
    left_out: int = 0


Stances = Mapping[tuple[str, str], Stance]
"""The stance last told, by party and issue."""


def cell_changes(before: Stances | None, after: Matrix) -> tuple[CellChange, ...]:
    """The cells that are new or hold another stance, in the order of the later matrix."""
    held = before or {}
    cells = ((row.label, cell, held.get((cell.party, row.issue))) for row in after.rows for cell in row.cells if cell)
    return tuple(_changed(label, old, cell) for label, cell, old in cells if old != cell.stance)


def _changed(label: str, old: Stance | None, cell: Cell) -> CellChange:
    return CellChange(
        issue=cell.issue,
        label=label,
        party=cell.party,
        before=old,
        after=cell.stance,
        independent=cell.independent,
        contradicted=cell.contradicted,
        citations=cell.citations,
    )


def changes(corpus: Corpus, before: Stances | None, after: Matrix, course: Timeline, since: date | None) -> Changes:
    """All that is new after ``since``; ``before``: the stances then; ``after``, ``course``: what holds now."""
    happened = [e for e in (*course.entries, *course.undated) if e.kind in ("meeting", "measure")]
    found = differences(corpus)
    return Changes(
        since=since,
        cells=cell_changes(before, after),
        begun=tuple(entry for entry in happened if since is None or begun(entry, since)),
        moved=tuple(entry for entry in happened if since is not None and moved(entry, since)),
        differences=tuple(d for d in found if differing_since(d, since)),
        articles=sum(since is None or later(a.day, since) for a in corpus.articles.values()),
    )


def later(day: date | None, since: date) -> bool:
    """Whether a day lies after another; an unknown day does not."""
    return day is not None and day > since


def differing_since(found: Difference, since: date | None) -> bool:
    """Whether one of the two tellings is newer than that."""
    return since is None or any(later(words.day, since) for words in (*found.first, *found.second))


def begun(entry: Entry, since: date) -> bool:
    """Whether all tellings are newer than that."""
    return all(later(t.citation.day, since) for t in entry.history)


def moved(entry: Entry, since: date) -> bool:
    """Whether newer tellings give another status than older ones."""
    old = [t.status for t in entry.history if not later(t.citation.day, since)]
    new = [t.status for t in entry.history if later(t.citation.day, since)]
    return bool(old and new) and new[-1] != old[-1]
