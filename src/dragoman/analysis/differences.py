"""Where reports differ, agree or correct one another, with the words of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.article import Article
from ..model.evidence import evidence_of
from ..model.record import Relation, RelationKind
from ..store.base import View
from .citation import Citation, cite_words
from .corpus import Corpus, ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A relation between two tellings with the words of both sides; ``reason`` says in plain words what differs.

    ``resolved_by``: the article (id) whose correction settled it, if one did.
    """

    relation: str
    kind: RelationKind
    aspect: str
    reason: str
    first: tuple[Citation, ...]
    second: tuple[Citation, ...]
    resolved_by: str | None = None


def differences(view: View | Corpus, kinds: Iterable[RelationKind] = ("contradicts",)) -> tuple[Difference, ...]:
    """The relations of those kinds, in order of the later telling; open contradictions before settled ones."""
    corpus = ready(view)
    wanted = set(kinds)
    found = [difference(corpus, r) for r in corpus.relations if r.kind in wanted]
    return tuple(sorted(found, key=lambda d: (d.kind, d.resolved_by is not None)))


def difference(corpus: Corpus, relation: Relation) -> Difference:
    """A relation with the words of both sides."""
    return Difference(
        relation=relation.id,
        kind=relation.kind,
        aspect=relation.aspect,
        reason=relation.reason,
        first=_words(corpus, relation, relation.object),
        second=_words(corpus, relation, relation.subject),
        resolved_by=_resolved_by(corpus, relation) if relation.kind == "contradicts" else None,
    )


def _words(corpus: Corpus, relation: Relation, end: str) -> tuple[Citation, ...]:
    """The words of one end: of the claim, of the relation's evidence, else the headline of the article."""
    article = article_of(corpus, end)
    copy_of = corpus.origins.get(article.id)
    claim = corpus.claims.get(end)
    kind = claim.kind if claim else None
    same = article_of(corpus, relation.subject) is article_of(corpus, relation.object)
    shown = [e for e in relation.evidence if e.article == article.id]
    if claim is not None and (same or not shown):
        return (corpus.cite(end),)
    if not shown:
        shown = [evidence_of(article.id, article.text, 0, len(article.text.split("\n", 1)[0]))]
    return tuple(
        cite_words(article, e, claim=end if claim and e == claim.evidence else None, kind=kind, copy_of=copy_of)
        for e in shown
    )


def article_of(corpus: Corpus, end: str) -> Article:
    """The article of a relation's end, be it a claim or the article itself."""
    return corpus.articles[end] if end in corpus.articles else corpus.article(corpus.claims[end])


def _resolved_by(corpus: Corpus, relation: Relation) -> str | None:
    """The correction (id) of an article on either side."""
    sides = {article_of(corpus, relation.subject).id, article_of(corpus, relation.object).id}
    return next((corpus.corrections[side] for side in sorted(sides) if side in corpus.corrections), None)
