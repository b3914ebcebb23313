"""The schema's history: a list of steps, each run once, each in one transaction with its record."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, insert, inspect, select, text, update

from ..errors import OldSchema
from .tables import meta, metadata

FTS = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5("
    "kind UNINDEXED, id UNINDEXED, article UNINDEXED, title, words, tokenize='unicode61 remove_diacritics 2')"
)


def m001_initial(connection: Connection) -> None:
    """All tables and the full-text index."""
    metadata.create_all(connection)
    connection.execute(text(FTS))


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (m001_initial,)


def version_of(engine: Engine) -> int:
    """How many steps this database has had; 0 for a new one."""
    if not inspect(engine).has_table("meta"):
        return 0
    with engine.connect() as connection:
        value = connection.execute(select(meta.c.value).where(meta.c.name == "schema")).scalar()
    return int(value or 0)


def upgrade(engine: Engine) -> int:
    """Run the steps that are missing; returns how many that were."""
    have = version_of(engine)
    for number, step in enumerate(MIGRATIONS[have:], start=have + 1):
        with engine.begin() as connection:
            step(connection)
            if number == 1:
                connection.execute(insert(meta).values(name="schema", value="1"))
            else:
                connection.execute(update(meta).where(meta.c.name == "schema").values(value=str(number)))
    return len(MIGRATIONS) - have


def check(engine: Engine) -> None:
    """Raise OldSchema unless the database has all steps and no later ones."""
    have = version_of(engine)
    if have < len(MIGRATIONS):
        raise OldSchema(
            f"the workspace has schema {have}, this version needs {len(MIGRATIONS)}", hint="run `dragoman db upgrade`"
        )
    if have > len(MIGRATIONS):
        raise OldSchema(
            f"the workspace has schema {have}, this version knows only {len(MIGRATIONS)}",
            hint="install a newer version of dragoman",
        )
