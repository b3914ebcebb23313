"""The articles themselves: who published what when, which copy which, what they list as their own sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from ..model.article import Article
from ..model.evidence import evidence_of
from ..model.fold import standing
from ..store.base import View
from .citation import Citation, cite_words
from .corpus import Corpus, ready
from .moments import Moment, moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A source that an article lists itself, with its place in the raw input."""

    title: str
    outlet: str | None
    url: str | None
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article as a source.

    ``copy_of``: id of the article whose text it copies, and why we say so; ``copies``: ids of its own copies;
    ``corrects``: ids of the articles it corrects; ``claims``: how many claims it gave, by kind;
    ``furniture``: how many stretches of the page were left out; ``lead``: its first words.
    """

    article: str
    key: str
    title: str
    outlet: str | None
    url: str | None
    byline: str | None
    published: datetime | None
    published_basis: Literal["given", "page", "dateline", "unknown"]
    language: str | None
    copy_of: str | None
    copy_reason: str | None
    copies: tuple[str, ...]
    corrects: tuple[str, ...]
    moment: str | None
    claims: tuple[tuple[str, int], ...]
    references: tuple[Listed, ...]
    furniture: int
    lead: Citation | None


KINDS = ("statement", "meeting", "position", "measure", "assessment")


def sources(view: View | Corpus, found: Sequence[Moment] | None = None) -> tuple[Source, ...]:
    """The articles in order of publication; ``found``: the moments, where they are known already."""
    corpus = ready(view)
    about = {a: moment.title for moment in (moments(corpus) if found is None else found) for a in moment.articles}
    counts: dict[str, Counter[str]] = {}
    for claim in corpus.claims.values():
        counts.setdefault(claim.evidence.article, Counter())[claim.kind] += 1
    copies: dict[str, list[str]] = {}
    for copy, original in corpus.origins.items():
        copies.setdefault(original, []).append(copy)
    reasons = _reasons(corpus)
    return tuple(
        _source(
            corpus,
            article,
            moment=about.get(article.id),
            counts=counts.get(article.id, Counter()),
            copies=tuple(a for a in corpus.articles if a in copies[article.id]) if article.id in copies else (),
            reasons=reasons,
        )
        for article in corpus.articles.values()
    )


def sources_within(corpus: Corpus, known: Iterable[Source]) -> Iterator[Source]:
    """Those of the sources that the corpus holds, with what they are to one another in it."""
    copies: dict[str, list[str]] = {}
    for copy, original in corpus.origins.items():
        copies.setdefault(original, []).append(copy)
    corrects: dict[str, list[str]] = {}
    for earlier, later in corpus.corrections.items():
        corrects.setdefault(later, []).append(earlier)
    reasons = _reasons(corpus)
    for source in known:
        if source.article not in corpus.articles:
            continue
        told_alone = not (source.copy_of or source.copies or source.corrects)
        if told_alone and not any(source.article in found for found in (corpus.origins, copies, corrects)):
            yield source
        else:
            copy_of = corpus.origins.get(source.article)
            yield replace(
                source,
                copy_of=copy_of,
                copy_reason=reasons.get(source.article) if copy_of else None,
                copies=tuple(copies.get(source.article, ())),
                corrects=tuple(corrects.get(source.article, ())),
            )


def _source(
    corpus: Corpus,
    article: Article,
    *,
    moment: str | None,
    counts: Counter[str],
    copies: tuple[str, ...],
    reasons: Mapping[str, str],
) -> Source:
    corrects = tuple(earlier for earlier, later in corpus.corrections.items() if later == article.id)
    copy_of = corpus.origins.get(article.id)
    return Source(
        article=article.id,
        key=article.key,
        title=corpus.title(article.id),
        outlet=article.outlet,
        url=article.url,
        byline=article.byline,
        published=article.published,
        published_basis=article.published_basis,
        language=article.language,
        copy_of=copy_of,
        copy_reason=reasons.get(article.id) if copy_of else None,
        copies=copies,
        corrects=corrects,
        moment=moment,
        claims=tuple((kind, counts[kind]) for kind in KINDS if counts[kind]),
        references=tuple(
            Listed(title=r.title, outlet=r.outlet, url=r.url, raw_start=r.raw_start, raw_end=r.raw_end)
            for r in article.references
        ),
        furniture=len(article.furniture),
        lead=_lead(article),
    )


def _reasons(corpus: Corpus) -> dict[str, str]:
    """Why each copy counts as one."""
    return {
        article: judgement.reason
        for target, judgement in sorted(standing(corpus.judgements).items())
        if len(target) == 2 and judgement.verdict == "same"
        for article in target
        if article in corpus.origins
    }


def _lead(article: Article) -> Citation | None:
    """The first paragraph, else the first block of any kind."""
    blocks = [b for b in article.blocks if b.kind == "paragraph" and article.text[b.start : b.end].strip()]
    for block in blocks or article.blocks[:1]:
        return cite_words(article, evidence_of(article.id, article.text, block.start, block.end))
    return None
