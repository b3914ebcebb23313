"""A mark that every write changes, so that what was worked out earlier is never taken for what is there now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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


def state_of(connection: Connection) -> str:
    """The mark of the last write, and how far each table has grown: also what others write changes that."""
    mark = connection.execute(select(tables.meta.c.value).where(tables.meta.c.name == "state")).scalar()
    ends = [connection.execute(select(func.max(literal_column("rowid"))).select_from(t)).scalar() for t in _GROWING]
    return " ".join(str(part or 0) for part in (mark, *ends))


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """When what is there came (as text, in UTC).

    ``articles`` and ``read``: when each article came and was first read; ``again``: for each later reading the moment
    of the first and its own; ``decided``: when people decided something.
    """

    articles: Mapping[str, str]
    read: Mapping[str, str]
    again: tuple[tuple[str, str], ...]
    decided: tuple[str, ...]

    def until(self, moment: datetime) -> datetime | None:
        """The last moment before an article read by then was read again, or people decided anything; None if since then
        nothing of that sort has happened.
        """
        last = told(moment)
        later = [now for first, now in self.again if first <= last < now]
        later += [now for now in self.decided if now > last]
        return datetime.fromisoformat(min(later)) - datetime.resolution if later else None


def told(moment: datetime) -> str:
    """A moment as the tables have it."""
    return moment.astimezone(UTC).isoformat()


def by(last: str, came: Mapping[str, str]) -> frozenset[str]:
    """What had come by that moment."""
    return frozenset(item for item, when in came.items() if when <= last)


def learned_when(connection: Connection) -> Learned:
    """When everything came."""
    read: dict[str, str] = {}
    again: list[tuple[str, str]] = []
    columns = tables.readings.c
    for row in connection.execute(select(columns.article, columns.learned).order_by(columns.learned)):
        if read.setdefault(row.article, row.learned) != row.learned:
            again.append((read[row.article], row.learned))
    articles = connection.execute(select(tables.articles.c.id, tables.articles.c.learned)).all()
    decided = connection.execute(select(tables.judgements.c.learned).distinct()).scalars()
    return Learned(
        articles={row.id: row.learned for row in articles},
        read=read,
        again=tuple(sorted(set(again))),
        decided=tuple(sorted(decided)),
    )
