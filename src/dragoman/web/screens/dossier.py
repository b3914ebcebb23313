"""The dossier as a screen: choose period, parties, issues and sections; see it; take it away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...analysis.dossier import Dossier
from ...analysis.matrix import Matrix, Row
from ...export.html import SECTIONS
from ..ask import Ask
from ..snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierScreen:
    """A dossier with the choices it was made by."""

    dossier: Dossier
    party: str | None
    issue: str | None
    sections: tuple[str, ...]
    parties: tuple[str, ...]
    issues: tuple[str, ...]


def dossier_screen(snapshot: Snapshot, ask: Ask) -> DossierScreen:
    """The dossier of the scope, narrowed to the choices in the address."""
    party, issue = ask.text("party"), ask.text("issue")
    given = [s for s in ask.query.get("section", ()) if s in SECTIONS]
    made = snapshot.dossier
    return DossierScreen(
        dossier=narrowed(made, party, issue),
        party=party,
        issue=issue,
        sections=tuple(s for s in SECTIONS if not given or s in given),
        parties=snapshot.matrix.parties,
        issues=tuple(row.issue for row in snapshot.matrix.rows),
    )


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
