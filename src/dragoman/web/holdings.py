"""What the database holds, decoded once for each of its states and shared by all scopes."""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from threading import RLock
from typing import Generic, TypeVar

from ..analysis.corpus import Lexicon, Material
from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.record import Judgement, Relation
from ..store.base import Scope
from ..store.sql import SqlStore, SqlView
from ..store.state import Learned

T = TypeVar("T")
Claims = dict[str, Claim[Payload]]


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for garbage cycles while much is made that has none; what was made is not searched later either."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.enable()


class Once:
    """Values by key, each made when first asked for; safe for threads."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._made: dict[Hashable, object] = {}

    def has(self, key: Hashable) -> bool:
        """Whether the value of that key is made."""
        return key in self._made

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of that key."""
        with self._lock:
            if key not in self._made:
                with uncollected():
                    self._made[key] = make()
            return self._made[key]  # type: ignore[return-value]


class Recent(Generic[T]):
    """Values by name, each made when asked for; those not used for long are forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = RLock()
        self._made: OrderedDict[str, T] = OrderedDict()

    def __call__(self, name: str, make: Callable[[str], T]) -> T:
        """The value of that name."""
        with self._lock:
            if name not in self._made:
                self._made[name] = make(name)
            self._made.move_to_end(name)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
            return self._made[name]


class Holdings:
    """Articles, claims by kind, judgements, relations of the whole database, or of what was known by a moment;
    ``lexicon``: of the packs.
    """

    def __init__(self, store: SqlStore, lexicon: Lexicon, known: datetime | None = None) -> None:
        self.store = store
        self.lexicon = lexicon
        self.known = known
        self.whole: SqlView = store.view(Scope(known=known))
        self._once = Once()

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All decisions."""
        return self._once("judgements", self.whole.judgements)

    @property
    def decisions(self) -> tuple[Judgement, ...]:
        """The decisions of people alone."""
        return self._once("decisions", self.whole.decisions)

    def among(self, scope: Scope, articles: Mapping[str, Article], read: Iterable[str] | None = None) -> SqlView:
        """A view of that scope with those articles, none of which was read again later; ``read``: the claims of these
        were known.
        """
        latest = self.latest
        if read is not None:
            latest = {article: latest[article] for article in read if article in latest}
        return self.store.view(scope, by_id=articles, latest=latest)

    @property
    def learned(self) -> Learned:
        """When everything came."""
        return self._once("learned", self.store.learned)

    @property
    def latest(self) -> Mapping[str, str]:
        """The newest reading of each article."""
        return self._once("latest", lambda: self.whole.latest)

    def foresee(self) -> None:
        """Read what every scope needs."""
        for part in ("learned", "latest", "decisions", "relations", "contradictions"):
            getattr(self, part)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All relations."""
        return self._once("relations", self.whole.relations)

    @property
    def contradictions(self) -> Mapping[str, Relation]:
        """The contradictions by id."""
        return self._once("contradictions", lambda: {r.id: r for r in self.relations if r.kind == "contradicts"})

    @property
    def paired(self) -> frozenset[str]:
        """Claims and articles that somebody compared with another."""
        return self._once(
            "paired", lambda: frozenset(e for j in self.judgements if j.other for e in (j.subject, j.other))
        )

    @property
    def beside(self) -> Mapping[str, tuple[str, ...]]:
        """For each claim and article those it was judged the same as."""

        def make() -> dict[str, tuple[str, ...]]:
            found: dict[str, list[str]] = {}
            for judged in self.judgements:
                if judged.other is not None and judged.verdict == "same":
                    found.setdefault(judged.subject, []).append(judged.other)
                    found.setdefault(judged.other, []).append(judged.subject)
            return {end: tuple(others) for end, others in found.items()}

        return self._once("beside", make)

    def together(self, ends: Iterable[str]) -> set[str]:
        """The claims and all that are linked to them by judgements of sameness."""
        waiting, seen = list(ends), set()
        while waiting:
            if (end := waiting.pop()) not in seen:
                seen.add(end)
                waiting += self.beside.get(end, ())
        return seen

    def claims(self, kind: str) -> Claims:
        """All claims of a kind."""
        return self._once(kind, lambda: self.whole.claims_by_id(kind))

    def heard(self) -> Claims:
        """The statements that were compared with others: only they can stand in several articles."""

        def make() -> Claims:
            if self._once.has("statement"):
                return {i: claim for i, claim in self.claims("statement").items() if i in self.paired}
            return self.whole.claims_by_id("statement", ids=sorted(self.paired))

        return self._once("heard", make)


class Scoped:
    """The part of the holdings that lies in one scope."""

    def __init__(self, holdings: Holdings, scope: Scope) -> None:
        self.holdings = holdings
        self.scope = scope
        self.view: SqlView = holdings.store.view(replace(scope, known=scope.known or holdings.known))
        self._once = Once()

    @property
    def articles(self) -> Mapping[str, Article]:
        """Articles in order of publication."""
        return self._once("articles", self._articles)

    def _articles(self) -> dict[str, Article]:
        if self.scope.known is not None or self.scope.outlet is not None:
            return {article.id: article for article in self.view.articles()}
        at = self.scope.at
        whole = self.holdings.whole.articles()
        return {a.id: a for a in whole if at is None or a.published is None or a.published.astimezone(UTC).date() <= at}

    def claims(self, *kinds: str) -> Claims:
        """Claims of those kinds (``heard``: statements that may stand in several articles)."""
        found: Claims = {}
        for kind in kinds:
            if self.scope.known is not None:
                known = self.view.claims_by_id("statement" if kind == "heard" else kind)
                found |= {i: c for i, c in known.items() if kind != "heard" or i in self.holdings.paired}
                continue
            held = self.holdings.heard() if kind == "heard" else self.holdings.claims(kind)
            found |= {i: c for i, c in held.items() if c.evidence.article in self.articles}
        return found

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All decisions of the scope."""
        return self.holdings.judgements if self.scope.known is None else self.view.judgements()

    def material(self, claims: Claims) -> Material:
        """Those claims with what was decided about them."""
        judgements, articles = self.judgements, self.articles
        return Material(
            articles=articles,
            claims=claims,
            judgements=tuple(j for j in judgements if j.subject in claims or j.subject in articles),
            relations=self.holdings.relations,
            scope=self.scope,
        )
