"""A view made ready: articles in order, copies, claims that stand, records, relations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from ..model.article import Article
from ..model.claim import KIND_OF, Claim, Measure, Meeting, Payload
from ..model.fold import copies, fold_known, publication, standing
from ..model.record import Judgement, Record, Relation
from ..packs import load_packs
from ..store.base import Scope, View
from .citation import Citation, cite, cite_words, title_of

T = TypeVar("T", bound=Payload)
Lexicon = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What all views are made from. ``claims``: those nobody rejected, by id, in order of publication and text;
    ``origins``: copies to their originals; ``relations``: those with both ends in scope; ``disputed``: claims and
    articles that a contradiction is about; ``replaced``: what a later telling superseded, with the aspect;
    ``places``: names that claims give as the place of something and that nobody is said to speak or stand for;
    ``corrections``: corrected articles to their corrections. The rest are look-ups of claims.
    """

    articles: Mapping[str, Article]
    claims: Mapping[str, Claim[Payload]]
    origins: Mapping[str, str]
    records: tuple[Record, ...]
    judgements: tuple[Judgement, ...]
    relations: tuple[Relation, ...]
    by_kind: Mapping[str, tuple[tuple[str, Claim[Payload]], ...]]
    by_article: Mapping[str, tuple[tuple[str, Claim[Payload]], ...]]
    order: Mapping[str, int]
    disputed: frozenset[str]
    replaced: frozenset[tuple[str, str]]
    corrections: Mapping[str, str]
    places: frozenset[str]
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
        """Ids and claims of that payload, in order of publication and text."""
        return self.by_kind.get(KIND_OF[payload], ())  # type: ignore[return-value]

    def told(self, record: Record, payload: type[T]) -> tuple[tuple[str, Claim[T]], ...]:
        """Ids and claims of a record of that payload, in order of publication and text."""
        ids = sorted((i for i in record.claims if i in self.claims), key=self.order.__getitem__)
        return tuple((i, self.claims[i]) for i in ids if isinstance(self.claims[i].payload, payload))  # type: ignore[misc]

    def cite(self, claim: str) -> Citation:
        """The citation of a claim."""
        found = self.claims[claim]
        return cite(self.article(found), found, claim, copy_of=self.origins.get(found.evidence.article))

    def cites(self, claims: Iterable[str]) -> tuple[Citation, ...]:
        """The citations of claims."""
        return tuple(self.cite(claim) for claim in claims)

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
        return not self.disputed.isdisjoint(claims)

    def superseded(self, claim: str, *aspects: str) -> bool:
        """Whether a later telling took the claim's place in one of these aspects."""
        return any((claim, aspect) in self.replaced for aspect in aspects)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a corpus is made from: articles and claims by id, judgements and relations of one scope."""

    articles: Mapping[str, Article]
    claims: Mapping[str, Claim[Payload]]
    judgements: tuple[Judgement, ...]
    relations: tuple[Relation, ...]
    scope: Scope


def corpus_of(view: View, lexicon: Lexicon | None = None) -> Corpus:
    """The view made ready; ``lexicon``: the word list ``relations`` (that of the shipped English pack by default)."""
    material = Material(
        articles={article.id: article for article in view.articles()},
        claims={claim.id: claim for claim in view.claims()},
        judgements=view.judgements(),
        relations=view.relations(),
        scope=view.scope,
    )
    return corpus_from(material, lexicon)


def corpus_from(material: Material, lexicon: Lexicon | None = None, *, fold: bool = True) -> Corpus:
    """The material made ready; without ``fold`` there are no records."""
    articles = {article.id: article for article in sorted(material.articles.values(), key=publication)}
    order = {article: number for number, article in enumerate(articles)}
    judgements = material.judgements
    given = {i: claim for i, claim in material.claims.items() if claim.evidence.article in order}
    rejected = {t[0] for t, j in standing(judgements).items() if len(t) == 1 and j.verdict == "reject"}
    claims = {i: claim for i, claim in given.items() if i not in rejected}
    placed = sorted(claims, key=lambda i: (order[(e := claims[i].evidence).article], e.start, e.end, i))
    ends = {*articles, *claims}
    relations = tuple(r for r in material.relations if r.subject in ends and r.object in ends)
    standing_claims = {i: claims[i] for i in placed}
    newer = [r for r in relations if r.kind == "supersedes"]
    return Corpus(
        articles=articles,
        claims=standing_claims,
        origins=copies(articles.values(), judgements),
        records=fold_known(given, judgements, articles.values()) if fold else (),
        judgements=judgements,
        relations=relations,
        by_kind=_grouped(standing_claims, lambda claim: claim.kind),
        by_article=_grouped(standing_claims, lambda claim: claim.evidence.article),
        order={claim: number for number, claim in enumerate(placed)},
        disputed=frozenset(end for r in relations if r.kind == "contradicts" for end in (r.subject, r.object)),
        replaced=frozenset((r.object, r.aspect) for r in newer),
        corrections={r.object: r.subject for r in newer if r.aspect == "correction"},
        places=_places(claim.payload for claim in standing_claims.values()),
        lexicon=lexicon if lexicon is not None else load_packs(("english",)).lexicons.get("relations", {}),
        at=material.scope.at,
        known=material.scope.known,
    )


def _places(payloads: Iterable[Payload]) -> frozenset[str]:
    """Names of places that are neither countries nor anybody who wants or says something."""
    named: set[str] = set()
    other: set[str] = set()
    for payload in payloads:
        if isinstance(payload, Meeting):
            named.update(filter(None, (payload.place,)))
            other.update(filter(None, (payload.country, *(m.party for m in payload.mediators))))
        elif isinstance(payload, Measure):
            named.update(filter(None, (payload.place,)))
        elif payload.party:
            other.add(payload.party)
    return frozenset(named - other)


def _grouped(
    claims: Mapping[str, Claim[Payload]], key: Callable[[Claim[Payload]], str]
) -> dict[str, tuple[tuple[str, Claim[Payload]], ...]]:
    groups: dict[str, list[tuple[str, Claim[Payload]]]] = {}
    for claim, told in claims.items():
        groups.setdefault(key(told), []).append((claim, told))
    return {name: tuple(members) for name, members in groups.items()}


def ready(view: View | Corpus) -> Corpus:
    """The corpus of a view; a corpus as it is."""
    return view if isinstance(view, Corpus) else corpus_of(view)


__all__ = ["Corpus", "Lexicon", "Material", "cite_words", "corpus_from", "corpus_of", "ready"]
