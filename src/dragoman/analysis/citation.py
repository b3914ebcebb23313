"""Where a line of a view rests: the words of an article, and the claim they gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.evidence import Evidence
from ..model.when import When

TITLE = 100
"""Characters that a title made of the text's beginning may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of an article with what stands around them; ``claim`` is None where they are no claim.

    ``key``, ``outlet``, ``title`` and ``day`` are the article's; ``copy_of`` the article (id) whose text it copies.
    """

    article: str
    key: str
    evidence: Evidence
    claim: str | None = None
    kind: str | None = None
    outlet: str | None = None
    title: str | None = None
    day: date | None = None
    copy_of: str | None = None

    @property
    def quote(self) -> str:
        """The words."""
        return self.evidence.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one article told something: status and date at that time, with its words."""

    status: str
    when: When
    citation: Citation


def cite(article: Article, told: Claim[Payload], claim: str, *, copy_of: str | None = None) -> Citation:
    """The citation of a claim of that article; ``claim``: its id."""
    return cite_words(article, told.evidence, claim=claim, kind=told.kind, copy_of=copy_of)


def cite_words(
    article: Article,
    evidence: Evidence,
    *,
    claim: str | None = None,
    kind: str | None = None,
    copy_of: str | None = None,
) -> Citation:
    """The citation of words of that article."""
    return Citation(
        article=article.id,
        key=article.key,
        evidence=evidence,
        claim=claim,
        kind=kind,
        outlet=article.outlet,
        title=title_of(article),
        day=article.day,
        copy_of=copy_of,
    )


def title_of(article: Article) -> str:
    """The title; the beginning of the text where there is none."""
    if article.title:
        return article.title
    return shorten(article.text.split("\n", 1)[0], TITLE, placeholder="…") or article.key
