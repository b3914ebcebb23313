"""Articles that correct earlier ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from ..model.article import Article
from ..model.evidence import Evidence
from ..model.record import Relation
from .shared_text import taken_over, words_of
from .told import Corpus, quote_of, sentence_around, words

Lexicon = Mapping[str, tuple[str, ...]]
LEAD = 1200
WITHIN = timedelta(days=60)
SHARED = 0.08
"""A correction takes over at least this much of the report it corrects, or names its headline."""


def corrections(corpus: Corpus, lexicon: Lexicon) -> Iterator[Relation]:
    """A correction supersedes the report of the same outlet that it names or takes over."""
    for number, article in enumerate(corpus.articles):
        notice = _notice(article, lexicon)
        if notice is None:
            continue
        found = [(score, i) for i in range(number) if (score := _corrected(corpus.articles[i], article)) > 0]
        if found:
            _, chosen = max(found)
            earlier = corpus.articles[chosen]
            yield Relation(
                kind="supersedes",
                subject=article.id,
                object=earlier.id,
                aspect="correction",
                reason=f'{article.outlet or article.key} corrects its report "{_title(earlier)}"',
                evidence=(notice, _headline(earlier)),
            )


def _notice(article: Article, lexicon: Lexicon) -> Evidence | None:
    """The words in which an article says that it corrects something."""
    head = article.text.split("\n", 1)[0]
    folded = head.casefold()
    for word in lexicon.get("corrections.titles", ()):
        if re.match(rf"\W*{re.escape(word)}\b", folded) or re.search(rf"[(\[]\s*{re.escape(word)}\s*[)\]]", folded):
            return quote_of(article, 0, len(head))
    lead = article.text[:LEAD].casefold()
    for phrase in lexicon.get("corrections.phrases", ()):
        at = lead.find(phrase)
        if at >= 0:
            return quote_of(article, *sentence_around(article.text, at, at + len(phrase)))
    return None


def _corrected(earlier: Article, later: Article) -> float:
    """How surely the later article corrects the earlier one; 0 for not at all."""
    if earlier.outlet != later.outlet:
        return 0.0
    if earlier.published and later.published and earlier.day and later.day and later.day - earlier.day > WITHIN:
        return 0.0
    title = _title(earlier)
    if len(words(title)) > 2 and _fold(title) in _fold(later.text[:LEAD]):
        return 2.0
    share = taken_over(words_of(later.text), words_of(earlier.text)).share
    return share if share >= SHARED else 0.0


def _title(article: Article) -> str:
    return (article.title or article.text.split("\n", 1)[0]).strip()


def _headline(article: Article) -> Evidence:
    return quote_of(article, 0, len(article.text.split("\n", 1)[0]))


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()
