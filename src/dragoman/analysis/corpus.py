"""A view made ready: articles in order, copies, claims that stand, records, relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.fold import copies, fold, publication, standing
from ..model.record import Judgement, Record, Relation
from ..packs import load_packs
from ..store.base import View
from .citation import Citation, cite, cite_words, title_of

T = TypeVar("T", bound=Payload)
Lexicon = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What all views are made from. ``claims``: those nobody rejected, by id, in order of publication and text;
    ``origins``: copies to their originals; ``relations``: those with both ends in scope.
    """

    articles: Mapping[str, Article]
    claims: Mapping[str, Claim[Payload]]
    origins: Mapping[str, str]
    records: tuple[Record, ...]
    judgements: tuple[Judgement, ...]
    relations: tuple[Relation, ...]
    lexicon: Lexicon
    at: date | None
    known: datetime | None

    def article(self, claim: Claim[Payload]) -> Article:
        """The article of a claim."""
        return self.articles[claim.evidence.article]

    def day(self, claim: Claim[Payload]) -> date | None:
        """The day the claim's article was published."""
        return self.article(claim).day

    def origin(self, claim: Claim[Payload]) -> str:
        """The article (id) that the claim's article copies; itself if it is no copy."""
        return self.origins.get(claim.evidence.article, claim.evidence.article)

    def own(self, claim: Claim[Payload]) -> bool:
        """Whether the claim's article is no copy."""
        return claim.evidence.article not in self.origins

    def of(self, payload: type[T]) -> tuple[tuple[str, Claim[T]], ...]:
        """Ids and claims of that payload."""
        return tuple((i, c) for i, c in self.claims.items() if isinstance(c.payload, payload))  # type: ignore[misc]

    def cite(self, claim: str) -> Citation:
        """The citation of a claim."""
        found = self.claims[claim]
        return cite(self.article(found), found, copy_of=self.origins.get(found.evidence.article))

    def title(self, article: str) -> str:
        """The title of an article."""
        return title_of(self.articles[article])

    def independent(self, claims: Iterable[str]) -> int:
        """How many articles that are no copies of one another tell these claims."""
        return len({self.origin(self.claims[claim]) for claim in claims})

    @property
    def last(self) -> date | None:
        """The day of the newest article, or the day of the scope if that is later."""
        days = [a.day for a in self.articles.values() if a.day] + ([self.at] if self.at else [])
        return max(days, default=None)

    def contradicted(self, claims: Iterable[str]) -> bool:
        """Whether a report differs on one of these claims."""
        ids = set(claims)
        return any(r.kind == "contradicts" and not ids.isdisjoint((r.subject, r.object)) for r in self.relations)


def corpus_of(view: View, lexicon: Lexicon | None = None) -> Corpus:
    """The view made ready; ``lexicon``: the word list ``relations`` (that of the shipped English pack by default)."""
    articles = {article.id: article for article in sorted(view.articles(), key=publication)}
    order = {article: number for number, article in enumerate(articles)}
    judgements = view.judgements()
    given = [claim for claim in view.claims() if claim.evidence.article in order]
    rejected = {t[0] for t, j in standing(judgements).items() if len(t) == 1 and j.verdict == "reject"}
    claims = {i: claim for claim in given if (i := claim.id) not in rejected}
    placed = sorted(claims, key=lambda i: (order[(e := claims[i].evidence).article], e.start, e.end, i))
    ends = {*articles, *claims}
    return Corpus(
        articles=articles,
        claims={i: claims[i] for i in placed},
        origins=copies(articles.values(), judgements),
        records=fold(given, judgements, articles.values()),
        judgements=judgements,
        relations=tuple(r for r in view.relations() if r.subject in ends and r.object in ends),
        lexicon=lexicon if lexicon is not None else load_packs(("english",)).lexicons.get("relations", {}),
        at=view.scope.at,
        known=view.scope.known,
    )


def ready(view: View | Corpus) -> Corpus:
    """The corpus of a view; a corpus as it is."""
    return view if isinstance(view, Corpus) else corpus_of(view)


__all__ = ["Corpus", "Lexicon", "cite_words", "corpus_of", "ready"]
