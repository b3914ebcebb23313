"""Small corpora for tests: invented reports, claims found in them by their words, a view in memory."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache

from dragoman.model import (
    Article,
    Block,
    Claim,
    Failure,
    Judgement,
    Meeting,
    Mention,
    Payload,
    Position,
    Relation,
    Run,
    When,
    evidence_of,
    span_of,
)
from dragoman.packs import Packs, load_packs
from dragoman.stages.duplicates import Duplicates
from dragoman.stages.identity import Identity
from dragoman.stages.relations import Relations
from dragoman.store.base import Hit, Scope

from .strategies import article_of


def report(text: str, *, key: str, outlet: str | None = None, day: str | None = None) -> Article:
    """An article: its first line is the headline, every other line a paragraph."""
    article = article_of(text, key=key, outlet=outlet, day=date.fromisoformat(day) if day else None)
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = "headline" if not blocks else "paragraph"
            blocks.append(Block(start=start, end=start + len(line), kind=kind))
        start += len(line) + 1
    return dataclasses.replace(article, blocks=tuple(blocks))


def on(first: str, last: str | None = None, *, basis: str = "stated") -> When:
    """A day, or a range of days."""
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return When(start=start, end=end, precision="day" if start == end else "range", basis=basis)  # type: ignore[arg-type]


def someone(article: Article, words: str, *, name: str | None = None, party: str | None = None) -> Mention:
    """A person or party mentioned by those words."""
    start = article.text.index(words)
    span = span_of(article.text, start, start + len(words))
    source = "institution" if name is not None and name == party else "named"
    return Mention(span=span, name=name or words, party=party, source_class=source)  # type: ignore[arg-type]


def says(article: Article, words: str, payload: Payload) -> Claim[Payload]:
    """The claim that rests on those words."""
    start = article.text.index(words)
    evidence = evidence_of(article.id, article.text, start, start + len(words))
    return Claim(payload=payload, evidence=evidence, stage="test", version="1")


def met(article: Article, words: str, *parties: str, **fields: object) -> Claim[Payload]:
    """A meeting of those parties."""
    given: dict[str, object] = {"status": "held", "parties": parties} | fields
    return says(article, words, Meeting(**given))  # type: ignore[arg-type]


def wants(article: Article, words: str, party: str, issue: str, stance: str, **fields: object) -> Claim[Payload]:
    """A position."""
    return says(article, words, Position(party=party, issue=issue, stance=stance, **fields))  # type: ignore[arg-type]


@dataclass
class MemoryView:
    """A view of what it is given, sorted as a store sorts it."""

    given: Sequence[Article]
    said: Sequence[Claim[Payload]] = ()
    judged: Sequence[Judgement] = ()
    related: Sequence[Relation] = ()
    failed: Sequence[Failure] = ()
    scope: Scope = field(default_factory=Scope)

    def articles(self) -> tuple[Article, ...]:
        """By publication, key and id."""
        last = datetime.max.replace(tzinfo=UTC)
        return tuple(sorted(self.given, key=lambda a: (a.published or last, a.key, a.id)))

    def article(self, article: str) -> Article:
        """By id or key."""
        return next(a for a in self.given if article in (a.id, a.key))

    def claims(self, kind: str | None = None) -> tuple[Claim[Payload], ...]:
        """In article and text order."""
        order = [a.id for a in self.articles()]
        kept = [c for c in self.said if kind is None or c.kind == kind]
        return tuple(sorted(kept, key=lambda c: (order.index(c.evidence.article), c.evidence.start, c.id)))

    def judgements(self) -> tuple[Judgement, ...]:
        """As given."""
        return tuple(self.judged)

    def relations(self) -> tuple[Relation, ...]:
        """As given."""
        return tuple(self.related)

    def failures(self) -> tuple[Failure, ...]:
        """As given."""
        return tuple(self.failed)

    def runs(self) -> tuple[Run, ...]:
        """None."""
        return ()

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Nothing."""
        return ()


@cache
def packs() -> Packs:
    """The English word lists alone: no test here may depend on a list of people."""
    return load_packs(("english",))


def judge(
    articles: Sequence[Article],
    claims: Sequence[Claim[Payload]] = (),
    people: Iterable[Judgement] = (),
    given: Packs | None = None,
) -> MemoryView:
    """The view after all corpus stages."""
    decided = tuple(people)
    view = MemoryView(articles, claims, decided)
    made: list[Judgement] = []
    relations: list[Relation] = []
    for stage in (Duplicates(packs()), Identity(packs()), Relations(given or packs())):
        for found in stage(view, tuple(made)):
            (made if isinstance(found, Judgement) else relations).append(found)  # type: ignore[arg-type]
    return dataclasses.replace(view, judged=(*made, *decided), related=tuple(relations))


def related(view: MemoryView, kind: str, aspect: str) -> list[Relation]:
    """The relations of that kind and aspect."""
    return [r for r in view.relations() if (r.kind, r.aspect) == (kind, aspect)]
