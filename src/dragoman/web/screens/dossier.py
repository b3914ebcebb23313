"""The dossier as a screen: choose period, parties, issues and sections; see it; take it away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...analysis.dossier import Dossier
from ...analysis.matrix import Matrix, Row
from ...errors import InputError
from ...export.html import SECTIONS
from ..ask import Ask
from ..snapshot import Snapshot

MOST = 150
"""A record of more articles is shown for its last days alone, unless a period is asked for."""
FEW = 20
"""So many articles the last days have at most, if there are days with so few."""
SPANS = (30, 14, 7, 3, 2, 1)
"""Days of the last period: the first of them with few enough articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierScreen:
    """A dossier with the choices it was made by.

    ``first`` and ``last``: of the articles published on these days; ``all_first`` and ``all_last``: those of the whole
    record; ``usual``: the period was not chosen, but is what a large record is shown for.
    """

    dossier: Dossier
    first: date | None
    last: date | None
    all_first: date | None
    all_last: date | None
    usual: bool
    party: str | None
    issue: str | None
    sections: tuple[str, ...]
    parties: tuple[str, ...]
    issues: tuple[str, ...]


def dossier_screen(snapshot: Snapshot, ask: Ask) -> DossierScreen:
    """The dossier of the scope, narrowed to the choices in the address."""
    party, issue = ask.text("party"), ask.text("issue")
    given = [s for s in ask.query.get("section", ()) if s in SECTIONS]
    first, last = ask.day("from"), ask.day("to")
    if first and last and first > last:
        raise InputError("the period ends before it begins", hint="'from' must not lie after 'to'")
    usual = usual_period(snapshot) if first is None and last is None else (None, None)
    chosen = usual if usual != (None, None) else (first, last)
    days = snapshot.days
    made = snapshot.dossier(*(chosen if chosen != days else (None, None)))
    return DossierScreen(
        dossier=narrowed(made, party, issue),
        first=chosen[0],
        last=chosen[1],
        all_first=days[0],
        all_last=days[1],
        usual=usual != (None, None),
        party=party,
        issue=issue,
        sections=tuple(s for s in SECTIONS if not given or s in given),
        parties=made.matrix.parties,
        issues=tuple(row.issue for row in made.matrix.rows),
    )


def usual_period(snapshot: Snapshot) -> tuple[date | None, date | None]:
    """The days that are shown unless others are asked for; all (None, None) of a record that is not large."""
    last = snapshot.days[1]
    if len(snapshot.articles) <= MOST or last is None:
        return None, None
    for span in SPANS:
        first = last - timedelta(days=span)
        if len(snapshot.published(first, None)) <= FEW:
            return first, last
    return last, last


def narrowed(made: Dossier, party: str | None, issue: str | None) -> Dossier:
    """The dossier with only that party's and that issue's positions, contacts and steps."""
    if party is None and issue is None:
        return made

    def bound(parties: tuple[str, ...]) -> bool:
        return party is None or party in parties

    return replace(
        made,
        moments=tuple(m for m in made.moments if bound(m.parties)),
        timeline=replace(
            made.timeline,
            entries=tuple(e for e in made.timeline.entries if bound(e.parties)),
            undated=tuple(e for e in made.timeline.undated if bound(e.parties)),
        ),
        matrix=_narrowed_matrix(made.matrix, party, issue),
        threads=tuple(t for t in made.threads if issue in (None, t.issue) and party in (None, t.party)),
        measures=tuple(m for m in made.measures if bound(m.parties)),
        agreed=tuple(m for m in made.agreed if bound(m.parties)),
    )


def _narrowed_matrix(made: Matrix, party: str | None, issue: str | None) -> Matrix:
    kept = [i for i, name in enumerate(made.parties) if party in (None, name)]
    rows = [
        Row(issue=row.issue, label=row.label, cells=tuple(row.cells[i] for i in kept))
        for row in made.rows
        if issue in (None, row.issue)
    ]
    return replace(made, parties=tuple(made.parties[i] for i in kept), rows=tuple(rows))
