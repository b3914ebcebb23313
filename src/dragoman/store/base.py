"""What a store can do: a Writer that adds, a View that reads a scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.record import Failure, Judgement, Relation, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Two clocks and a filter. ``at``: only what was published by that day; ``known``: only what we had by then."""

    at: date | None = None
    known: datetime | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A search result: ``kind`` article or a claim kind, its id, article, title and a snippet with ``[marks]``."""

    kind: str
    id: str
    article: str
    title: str
    snippet: str


class Writer(Protocol):
    """Adds; adding what is there already changes nothing."""

    def add_articles(self, articles: Iterable[Article]) -> int:
        """Store articles; returns how many were new."""
        ...

    def add_reading(
        self, article: str, settings: str, claims: Sequence[Claim[Payload]], failures: Sequence[Failure]
    ) -> int:
        """Store what one article gave with these settings, in one transaction; returns how many claims were new."""
        ...

    def add_failures(self, failures: Iterable[Failure]) -> int:
        """Store failures of reading the input itself."""
        ...

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Store decisions of people."""
        ...

    def set_derived(self, judgements: Sequence[Judgement], relations: Sequence[Relation]) -> None:
        """Replace what rules work out over the corpus."""
        ...

    def add_run(self, run: Run) -> None:
        """Store what ran."""
        ...


class View(Protocol):
    """Reads one scope; everything comes sorted, so that equal stores give equal answers."""

    scope: Scope

    def articles(self) -> tuple[Article, ...]:
        """Articles by publication and id; ``raw`` is left empty (see :meth:`article`)."""
        ...

    def article(self, article: str) -> Article:
        """One article by id or key, with its raw input; raises NotFound."""
        ...

    def claims(self, kind: str | None = None) -> tuple[Claim[Payload], ...]:
        """Claims of the latest reading of each article, in article and text order."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """Decisions of rules, then of people, oldest first."""
        ...

    def relations(self) -> tuple[Relation, ...]:
        """Relations found between articles and claims."""
        ...

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read or done."""
        ...

    def runs(self) -> tuple[Run, ...]:
        """What ran, oldest first."""
        ...

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Full-text search over articles and claims, best first."""
        ...
