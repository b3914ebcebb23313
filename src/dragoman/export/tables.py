"""One CSV table a claim kind, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.codec import Json
from ..model.record import Judgement
from .annotations import KIND_LISTS, Row, annotate

Pairs = Iterable[tuple[Article, Sequence[Claim[Payload]]]]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_csv(pairs: Pairs, folder: Path, judgements: Sequence[Judgement] = ()) -> tuple[Path, ...]:
    """Write ``statements.csv`` ... ``measures.csv`` with the guidelines' fields; returns the files written.

    Each row starts with the article's key, outlet, address and day. A cell that a spreadsheet would take for a
    formula is preceded by an apostrophe.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[Row]] = {kind: [] for kind in KIND_LISTS}
    for article, claims in pairs:
        day = article.day.isoformat() if article.day else None
        head: Row = {"article": article.key, "outlet": article.outlet, "url": article.url, "published": day}
        for kind, found in annotate(article, claims).items():
            rows[kind].extend(head | row for row in found)
    return tuple(_write(folder / f"{kind}.csv", found) for kind, found in rows.items())


def _write(path: Path, rows: Sequence[Row]) -> Path:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([cell(row.get(name)) for name in columns] for row in rows)
    return path


def cell(value: Json) -> str:
    """A value as one cell; what a spreadsheet would take for a formula is preceded by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = " | ".join(cell(item) for item in value)
    elif isinstance(value, dict):
        value = "; ".join(f"{key}: {cell(item)}" for key, item in value.items() if item)
    text = str(value)
    return "'" + text if text.startswith(FORMULA) and not isinstance(value, int | float) else text
