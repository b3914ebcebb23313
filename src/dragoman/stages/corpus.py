"""What a corpus stage is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.record import Judgement, Relation


class CorpusView(Protocol):
    """What a corpus stage may see: all articles and claims of a scope, and what was decided about them."""

    def articles(self) -> tuple[Article, ...]:
        """Articles by publication and id."""
        ...

    def claims(self, kind: str | None = None) -> tuple[Claim[Payload], ...]:
        """Claims of that kind (all by default), in article and text order."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """Decisions of rules and people."""
        ...


class CorpusStage(Protocol):
    """Judges claims and articles of the whole corpus; sees what the corpus stages before it decided."""

    name: str
    version: str

    def __call__(self, view: CorpusView, previous: Sequence[Judgement]) -> Iterable[Judgement | Relation]:
        """Rule-made judgements and relations, the same for the same view."""
        ...
