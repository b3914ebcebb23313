"""The views as text for a terminal or a pipe."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..analysis.citation import Citation
from ..analysis.coverage import Coverage
from ..analysis.dossier import Dossier
from ..analysis.matrix import Cell, Matrix
from ..analysis.thread import Thread
from ..analysis.timeline import Entry, Timeline
from ..store.base import Hit
from .labels import counted, day_words, label, listed, when_words

NARROW = 60


def summary_text(made: Dossier) -> str:
    """A few lines: what was read, rounds, positions, contradictions."""
    s = made.summary
    lines = [
        f"{counted(s.articles, 'article')} ({counted(s.duplicates, 'copy', 'copies')}), "
        f"{counted(s.outlets, 'outlet')}, {counted(s.failures, 'failure')}",
        f"{counted(s.rounds, 'round')} of talks, {counted(s.contacts, 'other contact')}",
        f"{counted(s.positions, 'position')} ({s.moved} moved), {counted(s.measures, 'measure')} ({s.agreed} agreed)",
        f"{counted(s.contradictions, 'contradiction')} between reports",
    ]
    lines += [f"  {when_words(e.when)}: {e.title} [{label('status', e.status)}]" for e in made.timeline.rounds]
    return "\n".join(lines)


def timeline_text(made: Timeline) -> str:
    """Entries in order of time, undated ones at the end."""
    columns = ("when", "what", "status", "reports", "record")
    rows = [_entry(entry) for entry in (*made.entries, *made.undated)]
    return _table(columns, rows) if rows else "nothing found; add articles and run"


def matrix_text(made: Matrix) -> str:
    """Issues down, parties across."""
    if not made.rows:
        return "no position found; add articles and run"
    rows = [(row.label, *(_cell(cell) for cell in row.cells)) for row in made.rows]
    note = "number: independent reports; ! reports differ; blank: no statement found"
    return _table(("issue", *made.parties), rows) + "\n" + note


def thread_text(made: Thread) -> str:
    """The tellings of one position, newest first."""
    if not made.steps:
        return f"no statement of {made.party} on {made.label} found"
    moved = " -> ".join(label("stance", stance) for stance in made.movement)
    lines = [f"{made.party} on {made.label}: {moved} ({counted(made.independent, 'independent report')})"]
    if len(made.told) > 1:
        lines.append("last told as " + ", ".join(f"{label('stance', stance)} ({n})" for stance, n in made.told))
    for step in made.steps:
        change = f", {label('change', step.change)}" if step.change else ""
        kind = f" ({label('position', step.kind)})" if step.kind else ""
        copied = "" if step.independent else ", a copy"
        lines += [
            "",
            f"{day_words(step.day)}: {label('stance', step.stance)}{kind}, "
            f"{label('basis', step.basis)}{change}{copied}",
        ]
        lines.append(f"  {_quote(step.citation)}")
    return "\n".join(lines)


def coverage_text(made: Coverage) -> str:
    """Fields down, articles across; what an article does not mention is said."""
    heads = ["", *(f"{c.outlet or c.key} ({c.standing})" for c in made.columns)]
    rows = []
    for field in made.fields:
        cells = [column.value(field) for column in made.columns]
        rows.append((field, *((v.words + (" !" if v.differs else "")) if v else "not mentioned" for v in cells)))
    lines = [f"{made.title} ({made.kind}, {counted(made.independent, 'independent report')})", _table(heads, rows)]
    lines += [f"differs: {difference.reason}" for difference in made.differences]
    lines += [f"did not report: {silent.outlet} ({counted(silent.articles, 'article')})" for silent in made.silent]
    return "\n".join(lines)


def hits_text(hits: Sequence[Hit]) -> str:
    """Search results, one a paragraph."""
    lines = [f"{hit.kind} {hit.id}  {hit.title}\n  {' '.join(hit.snippet.split())}" for hit in hits]
    return "\n".join(lines) or "nothing found"


def _entry(entry: Entry) -> tuple[str, ...]:
    number = f"round {entry.round}: " if entry.round is not None else ""
    place = f" ({entry.place})" if entry.place and entry.place not in entry.title else ""
    leads = f"; led by {listed(entry.leads)}" if entry.leads else ""
    statuses = list(dict.fromkeys(label("status", telling.status) for telling in entry.history))
    status = " -> ".join(statuses) or label("status", entry.status)
    return (
        when_words(entry.when),
        f"{entry.kind}: {number}{entry.title}{place}{leads}",
        status + (" !" if entry.contradicted else ""),
        str(entry.independent),
        entry.record,
    )


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{label('stance_sign', cell.stance)} {label('stance', cell.stance)} {cell.independent}" + (
        " !" if cell.contradicted else ""
    )


def _quote(citation: Citation) -> str:
    source = citation.outlet or citation.key
    return f"“{' '.join(citation.quote.split())}” — {source}, {day_words(citation.day)} [{citation.claim or ''}]"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold", no_wrap=column in ("record", "reports"))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out = io.StringIO()
    width = max(shutil.get_terminal_size((140, 24)).columns, NARROW)
    Console(file=out, width=width, color_system=None, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines())
