"""A mark that every write changes, so that what was worked out earlier is never taken for what is there now."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, func, literal_column, select, text

from . import tables

_MARK = text("INSERT OR REPLACE INTO meta(name, value) VALUES ('state', :mark)")
_GROWING = (tables.articles, tables.claims, tables.readings, tables.reading_claims, tables.failures, tables.judgements,
            tables.derived, tables.runs)  # fmt: skip


def touch(connection: Connection) -> None:
    """Say that this transaction changes something."""
    connection.execute(_MARK, {"mark": uuid4().hex})


def finished_of(connection: Connection) -> tuple[int, int]:
    """How many runs have ended and how much people have decided: what must be seen at once."""
    ends = (tables.runs, tables.judgements)
    found = [connection.execute(select(func.max(literal_column("rowid"))).select_from(t)).scalar() for t in ends]
    return found[0] or 0, found[1] or 0


def learned_of(connection: Connection) -> datetime | None:
    """When the newest article, reading or decision came."""
    kept = (tables.articles, tables.readings, tables.judgements)
    found = [connection.execute(select(func.max(t.c.learned))).scalar() for t in kept]
    return max((datetime.fromisoformat(moment) for moment in found if moment), default=None)


def state_of(connection: Connection) -> str:
    """The mark of the last write, and how far each table has grown: also what others write changes that."""
    mark = connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == "state")).scalar()
    ends = [connection.execute(select(func.max(literal_column("rowid"))).select_from(t)).scalar() for t in _GROWING]
    return " ".join(str(part or 0) for part in (mark, *ends))


def known_by(connection: Connection, moment: datetime) -> frozenset[str] | None:
    """The articles that were there by then; None where some have been read, or people decided, since."""
    last = {"last": moment.astimezone(UTC).isoformat()}
    if any(connection.execute(text(query), last).first() for query in _SINCE):
        return None
    return frozenset(connection.execute(text("SELECT id FROM articles WHERE learned <= :last"), last).scalars())


_SINCE = (
    "SELECT 1 FROM judgements WHERE learned > :last LIMIT 1",
    "SELECT 1 FROM readings JOIN articles ON id = article "
    "WHERE readings.learned > :last AND articles.learned <= :last LIMIT 1",
)
