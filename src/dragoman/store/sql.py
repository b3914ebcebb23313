"""The store in SQLite (or any database SQLAlchemy speaks that has the same full-text table)."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from textwrap import shorten
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, func, insert, or_, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.sql import ColumnElement

from ..errors import NotFound, StoreError
from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.codec import canonical_json, from_json
from ..model.record import Failure, Judgement, Relation, Run
from . import migrations, tables
from .base import Hit, Scope
from .rows import article_row, claim_of, claim_row
from .state import Learned, finished_of, learned_when, state_of, touch

FEW = 5000
"""Up to so many ids are looked for in the database; more are sifted here."""
RANKED = 10_000
"""Up to so many hits are ranked; more would take too long, and the newest come first."""
_MATCHING = "FROM search_index WHERE search_index MATCH :terms"
_FOUND = f"SELECT kind, id, article, snippet(search_index, 4, '[', ']', ' … ', 24) AS snippet {_MATCHING}"  # noqa: S608
_COUNT = f"SELECT count(*) {_MATCHING}"  # noqa: S608 - constants only
_BEST, _NEWEST = f"{_FOUND} ORDER BY rank LIMIT :most", f"{_FOUND} ORDER BY rowid DESC LIMIT :most"


class SqlStore:
    """A workspace's database; one writer at a time, any number of readers."""

    def __init__(self, path: Path | str, *, clock: Callable[[], datetime] | None = None) -> None:
        self.path = str(path)
        self.clock = clock or (lambda: datetime.now(UTC))
        self.engine = create_engine(f"sqlite:///{self.path}")
        self._lock = Lock()
        event.listen(self.engine, "connect", _pragmas)

    def create(self) -> None:
        """Make or upgrade the tables."""
        self._apply(migrations.upgrade)

    def check(self) -> None:
        """Raise OldSchema or StoreError unless the database can be used."""
        self._apply(migrations.check)

    def _apply(self, act: Callable[[Engine], object]) -> None:
        try:
            act(self.engine)
        except DatabaseError as error:
            raise StoreError(f"{Path(self.path).name} is not a workspace database: {error.orig}") from error

    def close(self) -> None:
        """Let go of the file."""
        if "_watch" in self.__dict__:
            self._watch.close()
            del self.__dict__["_watch"]
        self.engine.dispose()

    def add_articles(self, articles: Iterable[Article]) -> int:
        """Store articles; returns how many were new."""
        added = 0
        for article in articles:
            with self.engine.begin() as connection:
                if _has(connection, tables.articles, article.id):
                    continue
                connection.execute(insert(tables.articles).values(**article_row(article), learned=self._now()))
                _index(connection, "article", article.id, article.id, article.title or "", article.text)
                touch(connection)
                added += 1
        return added

    def add_reading(
        self, article: str, settings: str, claims: Sequence[Claim[Payload]], failures: Sequence[Failure]
    ) -> int:
        """Store what one article gave with these settings, in one transaction; returns how many claims were new."""
        added, now = 0, self._now()
        with self.engine.begin() as connection:
            if self._was_read(connection, article, settings):
                return 0
            for claim in claims:
                if not _has(connection, tables.claims, claim.id):
                    connection.execute(insert(tables.claims).values(**claim_row(claim), learned=now))
                    _index(connection, claim.kind, claim.id, article, "", claim.evidence.quote)
                    added += 1
            if claims:
                rows = [{"article": article, "settings": settings, "claim": c} for c in {c.id for c in claims}]
                connection.execute(insert(tables.reading_claims), rows)
            for failure in failures:
                _add_failure(connection, failure, settings, now)
            connection.execute(insert(tables.readings).values(article=article, settings=settings, learned=now))
            touch(connection)
        return added

    def add_failures(self, failures: Iterable[Failure]) -> int:
        """Store failures of reading the input itself."""
        with self.engine.begin() as connection:
            touch(connection)
            return sum(_add_failure(connection, failure, "", self._now()) for failure in failures)

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Store decisions of people."""
        added = 0
        with self.engine.begin() as connection:
            touch(connection)
            for judged in judgements:
                there = select(tables.judgements.c.seq).where(tables.judgements.c.id == judged.id)
                if connection.execute(there).first() is None:
                    row = {"id": judged.id, "subject": judged.subject, "by": judged.by, "body": canonical_json(judged)}
                    connection.execute(insert(tables.judgements).values(**row, learned=self._now()))
                    added += 1
        return added

    def set_derived(self, judgements: Sequence[Judgement], relations: Sequence[Relation]) -> None:
        """Replace what rules work out over the corpus."""
        rows = [("judgement", j.id, canonical_json(j)) for j in judgements]
        rows += [("relation", r.id, canonical_json(r)) for r in relations]
        with self.engine.begin() as connection:
            touch(connection)
            connection.execute(delete(tables.derived))
            values = [{"seq": i, "type": t, "id": d, "body": b} for i, (t, d, b) in enumerate(rows)]
            if values:
                connection.execute(insert(tables.derived), values)

    def add_run(self, run: Run) -> None:
        """Store what ran."""
        with self.engine.begin() as connection:
            touch(connection)
            row = {"id": run.id, "started": run.started.isoformat(), "body": canonical_json(run)}
            connection.execute(insert(tables.runs).values(**row))

    def unread(self, settings: str) -> tuple[str, ...]:
        """Ids of the articles not yet read with these settings, in order of publication."""
        done = select(tables.readings.c.article).where(tables.readings.c.settings == settings)
        query = select(tables.articles.c.id).where(tables.articles.c.id.not_in(done)).order_by(*_ORDER)
        with self.engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    @cached_property
    def _watch(self) -> Connection:
        return self.engine.connect()

    def size(self) -> int:
        """How many articles there are."""
        with self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(tables.articles)).scalar_one()

    def version(self) -> int:
        """A number that differs once anybody has changed the database; means nothing after a restart."""
        with self._lock:
            number = self._watch.execute(text("PRAGMA data_version")).scalar()
            self._watch.rollback()
        return int(number or 0)

    def state(self) -> str:
        """What tells one content of the database from any other, also after a restart."""
        with self.engine.connect() as connection:
            return state_of(connection)

    def learned(self) -> Learned:
        """When everything that is there came."""
        with self.engine.connect() as connection:
            return learned_when(connection)

    def finished(self) -> tuple[int, int]:
        """How many runs have ended and how much people have decided."""
        with self.engine.connect() as connection:
            return finished_of(connection)

    def view(self, scope: Scope | None = None, **known: Mapping[str, Any]) -> SqlView:
        """A view of that scope (all by default); ``known``: its ``by_id`` and ``latest``, if they are there already."""
        made = SqlView(self.engine, scope or Scope())
        made.__dict__ |= known
        return made

    def _now(self) -> str:
        return self.clock().astimezone(UTC).isoformat()

    def _was_read(self, connection: Connection, article: str, settings: str) -> bool:
        where = (tables.readings.c.article == article) & (tables.readings.c.settings == settings)
        return connection.execute(select(tables.readings.c.article).where(where)).first() is not None


class SqlView:
    """Reads one scope of a SqlStore."""

    def __init__(self, engine: Engine, scope: Scope) -> None:
        self.engine = engine
        self.scope = scope

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """The articles of the scope."""
        columns = tables.articles.c
        query = select(columns.id, columns.body).where(*self._known(columns.learned)).order_by(*_ORDER)
        if self.scope.at is not None:
            last = f"{self.scope.at.isoformat()}T99"
            query = query.where(or_(columns.published.is_(None), columns.published <= last))
        if self.scope.outlet is not None:
            query = query.where(columns.outlet == self.scope.outlet)
        with self.engine.connect() as connection:
            return {row.id: from_json(Article, json.loads(row.body)) for row in connection.execute(query)}

    def _known(self, learned: ColumnElement[str]) -> tuple[ColumnElement[bool], ...]:
        known = self.scope.known
        return () if known is None else (learned <= known.astimezone(UTC).isoformat(),)

    def articles(self) -> tuple[Article, ...]:
        """Articles by publication and id; ``raw`` is left empty (see :meth:`article`)."""
        return tuple(self.by_id.values())

    def article(self, article: str) -> Article:
        """One article by id or key, with its raw input; raises NotFound."""
        columns = tables.articles.c
        query = select(columns.body, columns.raw).where(or_(columns.id == article, columns.key == article))
        with self.engine.connect() as connection:
            row = connection.execute(query.order_by(columns.id)).first()
        if row is None:
            raise NotFound(f"no article '{article}'", hint="`dragoman timeline --json` lists article ids")
        found: Article = from_json(Article, json.loads(row.body))
        return dataclasses.replace(found, raw=row.raw)

    @cached_property
    def _claims(self) -> dict[str, Claim[Payload]]:
        return self.claims_by_id()

    def claims_by_id(
        self, *kinds: str, articles: Sequence[str] | None = None, ids: Sequence[str] | None = None
    ) -> dict[str, Claim[Payload]]:
        """Claims of those kinds (all by default), of those articles, with those ids, in the order of claims."""
        links, columns = tables.reading_claims.c, tables.claims.c
        query = select(columns.id, columns.body, links.article, links.settings).join_from(
            tables.claims, tables.reading_claims, _LINKED
        )
        if kinds:
            query = query.where(columns.kind.in_(kinds))
        if articles is not None:
            query = query.where(links.article.in_(articles))
        wanted = None
        if ids is not None and len(ids) > FEW:
            wanted = frozenset(ids)
        elif ids is not None:
            query = query.where(columns.id.in_(ids))
        query = query.where(*self._known(columns.learned))
        latest, place = self.latest, self._place
        with self.engine.connect() as connection:
            found = [
                (row.id, claim_of(json.loads(row.body)))
                for row in connection.execute(query)
                if row.article in place and latest.get(row.article) == row.settings
                if wanted is None or row.id in wanted
            ]
        found.sort(key=lambda f: (place[(e := f[1].evidence).article], e.start, e.end, f[1].kind, f[0]))
        return dict(found)

    def counts(self) -> dict[str, dict[str, int]]:
        """How many claims each article gives, by kind."""
        links, columns = tables.reading_claims.c, tables.claims.c
        joined = select(links.article, links.settings, columns.kind, func.count().label("number")).join_from(
            tables.reading_claims, tables.claims, links.claim == columns.id
        )
        query = joined.where(*self._known(columns.learned)).group_by(links.article, links.settings, columns.kind)
        query = query.order_by(links.article, columns.kind)
        made: dict[str, dict[str, int]] = {}
        with self.engine.connect() as connection:
            for row in connection.execute(query):
                if row.article in self.by_id and self.latest.get(row.article) == row.settings:
                    made.setdefault(row.article, {})[row.kind] = row.number
        return made

    @cached_property
    def _place(self) -> dict[str, int]:
        return {article: number for number, article in enumerate(self.by_id)}

    @cached_property
    def latest(self) -> Mapping[str, str]:
        """The newest reading of each article (as known on the scope's day)."""
        columns = tables.readings.c
        query = select(columns.article, columns.settings).where(*self._known(columns.learned))
        query = query.order_by(columns.learned, columns.settings)
        with self.engine.connect() as connection:
            return {row.article: row.settings for row in connection.execute(query)}

    def claims(self, kind: str | None = None) -> tuple[Claim[Payload], ...]:
        """Claims of the latest reading of each article, in article and text order."""
        return tuple(c for c in self._claims.values() if kind in (None, c.kind))

    def judgements(self) -> tuple[Judgement, ...]:
        """Decisions of rules, then of people, oldest first."""
        return (*self._derived("judgement", Judgement), *self.decisions())

    def decisions(self) -> tuple[Judgement, ...]:
        """Decisions of people alone, oldest first."""
        columns = tables.judgements.c
        query = select(columns.body).where(*self._known(columns.learned)).order_by(columns.seq)
        with self.engine.connect() as connection:
            return tuple(from_json(Judgement, json.loads(body)) for body in connection.execute(query).scalars())

    def relations(self) -> tuple[Relation, ...]:
        """Relations found between articles and claims."""
        return self._derived("relation", Relation)

    def _derived(self, kind: str, model: type[Any]) -> tuple[Any, ...]:
        query = select(tables.derived.c.body).where(tables.derived.c.type == kind).order_by(tables.derived.c.seq)
        with self.engine.connect() as connection:
            return tuple(from_json(model, json.loads(body)) for body in connection.execute(query).scalars())

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read or done: input failures, and stage failures of each article's latest reading."""
        latest = set(self.latest.values()) | {""}
        columns = tables.failures.c
        query = select(columns.body, columns.settings).order_by(columns.article, columns.id)
        with self.engine.connect() as connection:
            rows = [row.body for row in connection.execute(query) if row.settings in latest]
        return tuple(from_json(Failure, json.loads(body)) for body in rows)

    def runs(self) -> tuple[Run, ...]:
        """What ran, oldest first."""
        query = select(tables.runs.c.body).order_by(tables.runs.c.started, tables.runs.c.id)
        with self.engine.connect() as connection:
            return tuple(from_json(Run, json.loads(body)) for body in connection.execute(query).scalars())

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Full-text search over articles and claims, best first (newest first with very many hits); all words count."""
        terms = re.findall(r"\w+", words)
        if not terms:
            return ()
        values = {"terms": " ".join(f'"{term}"' for term in terms), "most": limit * 2}
        with self.engine.connect() as connection:
            many = connection.execute(text(_COUNT), values).scalar_one() > RANKED
            rows = connection.execute(text(_NEWEST if many else _BEST), values).all()
        shown = self._present([row.id for row in rows if row.kind != "article"])
        hits = [row for row in rows if row.id in (self.by_id if row.kind == "article" else shown)][:limit]
        return tuple(
            Hit(kind=r.kind, id=r.id, article=r.article, title=_title(self.by_id[r.article]), snippet=r.snippet)
            for r in hits
        )

    def _present(self, ids: Sequence[str]) -> set[str]:
        """Those of the claims that are in scope."""
        links, columns = tables.reading_claims.c, tables.claims.c
        query = select(links.claim, links.article, links.settings).join_from(
            tables.claims, tables.reading_claims, _LINKED
        )
        query = query.where(columns.id.in_(ids))
        query = query.where(*self._known(columns.learned))
        with self.engine.connect() as connection:
            rows = connection.execute(query).all()
        return {r.claim for r in rows if r.article in self.by_id and self.latest.get(r.article) == r.settings}


_LINKED = (tables.reading_claims.c.claim == tables.claims.c.id) & (
    tables.reading_claims.c.article == tables.claims.c.article
)
_ORDER = (func.coalesce(tables.articles.c.published, "9999"), tables.articles.c.key, tables.articles.c.id)


def _title(article: Article) -> str:
    return article.title or shorten(article.text.split("\n", 1)[0], 90, placeholder="…") or article.key


def _pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection type
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _has(connection: Connection, table: Table, key: str) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == key)).first() is not None


def _index(connection: Connection, *values: str) -> None:
    query = text("INSERT INTO search_index(kind, id, article, title, words) VALUES (:a, :b, :c, :d, :e)")
    connection.execute(query, dict(zip("abcde", values, strict=True)))


def _add_failure(connection: Connection, failure: Failure, settings: str, now: str) -> int:
    where = (tables.failures.c.id == failure.id) & (tables.failures.c.settings == settings)
    if connection.execute(select(tables.failures.c.id).where(where)).first() is not None:
        return 0
    row = {"id": failure.id, "settings": settings, "article": failure.article, "body": canonical_json(failure)}
    connection.execute(insert(tables.failures).values(**row, learned=now))
    return 1
