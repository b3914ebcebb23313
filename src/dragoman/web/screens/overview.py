"""What changed, and how the record stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ...analysis.changes import Changes, Stances
from ...analysis.summary import Summary
from ...model.record import Failure, Run
from ..ask import Ask
from ..snapshot import Snapshot

if TYPE_CHECKING:
    from ..snapshots import Snapshots

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Changes since a day, the record in numbers, the last run and what failed; ``issues`` and ``parties``: choices."""

    changes: Changes
    summary: Summary
    run: Run | None
    failures: tuple[Failure, ...]
    unread: int
    issue: str | None
    party: str | None
    issues: tuple[str, ...]
    parties: tuple[str, ...]


def overview(snapshots: Snapshots, snapshot: Snapshot, ask: Ask) -> Overview:
    """The overview; without a day, since a week before the newest report."""
    since = ask.day("since") or usual_day(snapshot)
    issue, party = ask.text("issue"), ask.text("party")

    def then() -> Stances | None:
        return snapshots.earlier(ask.clocks.scope, since).held_stances if since else None

    made = snapshot.changes(since, then, party)
    return Overview(
        changes=_only(made, issue, party),
        summary=snapshot.summary,
        run=snapshot.runs[-1] if snapshot.runs else None,
        failures=snapshot.failures,
        unread=snapshots.waiting(),
        issue=issue,
        party=party,
        issues=tuple(row.issue for row in snapshot.table.rows),
        parties=snapshot.table.parties,
    )


def usual_day(snapshot: Snapshot) -> date | None:
    """The day from which on changes are shown unless another is asked for."""
    first, last = snapshot.days
    if first is None or last is None or last - WEEK < first:
        return None
    return last - WEEK


def _only(made: Changes, issue: str | None, party: str | None) -> Changes:
    cells = tuple(c for c in made.cells if issue in (None, c.issue) and party in (None, c.party))
    return replace(made, cells=cells) if issue is None else replace(made, cells=cells, begun=(), moved=(), left_out=0)
