"""Screens as CSV: one row a line of the screen, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from ..export.tables import cell as csv_cell
from ..model.codec import to_json
from .screens.actors import ActorList
from .screens.gone import GoneScreen
from .screens.matrix import MatrixScreen
from .screens.record import RecordScreen
from .screens.search import SearchScreen
from .screens.sources import ArticleList, SourcesScreen
from .screens.thread import ThreadScreen
from .screens.timeline import TimelineScreen

Row = Mapping[str, object]


def written(rows: Sequence[Row]) -> str:
    """The rows as CSV with a head."""
    out = io.StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(to_json(row.get(name))) for name in columns] for row in rows)
    return out.getvalue()


def matrix_rows(made: MatrixScreen) -> Iterable[Row]:
    """One row a cell."""
    for row in made.matrix.rows:
        for cell in row.cells:
            if cell is not None:
                change = made.change(cell.issue, cell.party)
                yield {
                    "issue": cell.issue,
                    "party": cell.party,
                    "stance": cell.stance,
                    "kind": cell.kind,
                    "basis": cell.basis,
                    "day": cell.day,
                    "independent reports": cell.independent,
                    "contradicted": cell.contradicted,
                    "previous stance": cell.previous,
                    "change": cell.change,
                    "before": change.before if change else None,
                    "quote": cell.citations[0].quote if cell.citations else None,
                    "article": cell.citations[0].article if cell.citations else None,
                    "claim": cell.claims[0] if cell.claims else None,
                }


def timeline_rows(made: TimelineScreen) -> Iterable[Row]:
    """One row an entry."""
    for entry in (*made.shown.items, *made.undated):
        yield {
            "when": str(entry.when),
            "precision": entry.when.precision,
            "date basis": entry.when.basis,
            "kind": entry.kind,
            "title": entry.title,
            "status": entry.status,
            "place": entry.place,
            "parties": entry.parties,
            "series": entry.series,
            "round": entry.round,
            "independent reports": entry.independent,
            "contradicted": entry.contradicted,
            "record": entry.record,
        }


def thread_rows(made: ThreadScreen) -> Iterable[Row]:
    """One row a telling."""
    for step in made.shown.items:
        yield {
            "day": step.day,
            "stance": step.stance,
            "kind": step.kind,
            "basis": step.basis,
            "attributed to": step.attributed_to,
            "change": step.change,
            "independent": step.independent,
            "contradicted": step.contradicted,
            "outlet": step.citation.outlet,
            "quote": step.citation.quote,
            "article": step.citation.article,
            "claim": step.citation.claim,
        }


def record_rows(made: RecordScreen | GoneScreen) -> Iterable[Row]:
    """One row a telling, one column a field; none of a record that is no more."""
    if isinstance(made, GoneScreen):
        return
    for column in made.coverage.columns:
        row: dict[str, object] = {"outlet": column.outlet, "published": column.published, "standing": column.standing}
        row |= {f: (v.words if (v := column.value(f)) else None) for f in made.coverage.fields}
        yield row


def actor_rows(made: ActorList) -> Iterable[Row]:
    """One row an actor."""
    for line in made.shown.items:
        counts = {"positions": line.positions, "statements": line.statements, "meetings": line.meetings}
        yield {"name": line.name, "kind": line.kind, "party": line.party, **counts}


def article_rows(made: ArticleList) -> Iterable[Row]:
    """One row an article."""
    for s in made.shown.items:
        yield {
            "published": s.published,
            "outlet": s.outlet,
            "title": s.title,
            "address": s.url,
            "copy of": s.copy_of,
            "article": s.article,
            **dict(s.claims),
        }


def source_rows(made: SourcesScreen) -> Iterable[Row]:
    """One row an outlet."""
    for line in made.outlets:
        counts = {"articles": line.articles, "copies": line.copies, "claims": line.claims}
        yield {"outlet": line.outlet, "first": line.first, "last": line.last, **counts}


def search_rows(made: SearchScreen) -> Iterable[Row]:
    """One row a hit."""
    for found in made.shown.items:
        hit = found.hit
        yield {"kind": hit.kind, "id": hit.id, "outlet": found.outlet, "day": found.day, "title": hit.title,
               "words": hit.snippet}  # fmt: skip
