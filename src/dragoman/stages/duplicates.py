"""Articles that are copies of earlier ones: the same text, nearly the same, or mostly taken over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.article import Article
from ..model.evidence import Evidence, evidence_of
from ..model.fold import publication
from ..model.identity import content_id
from ..model.record import Judgement, Relation
from ..packs import Packs
from .corpus import CorpusView
from .shared_text import Words, candidates, place_of, taken_over, words_of

BY = "rule:duplicates"
MOSTLY = 0.5
"""A text of which more than this is taken over, word for word, is a copy."""
WHOLE = 0.8
EXTENDED = 0.25
"""A text that holds nearly all of an earlier one is a longer version of it if that is at least this share of it."""
SHORT = 20
"""Texts of fewer words are compared whole."""
SPACE = re.compile(r"\s+")


class Duplicates:
    """Judges later articles to be the same as the earlier ones whose text they repeat."""

    name = "duplicates"
    version = "1"

    def __init__(self, packs: Packs | None = None) -> None:
        """Corpus stages are made with the packs of the run; this one needs none."""

    def __call__(self, view: CorpusView, previous: Sequence[Judgement]) -> Iterable[Judgement | Relation]:
        """One judgement and one relation for each copy; the earlier published article is the original."""
        articles = sorted(view.articles(), key=publication)
        texts = [words_of(article.text) for article in articles]
        exact: dict[str, int] = {}
        for number, earlier in candidates(texts):
            whole = SPACE.sub(" ", articles[number].text).strip()
            twin = exact.setdefault(content_id("text", whole), number)
            pairs = [(twin, number)] if twin != number else [(other, number) for other in sorted(earlier)]
            found = next((copy for pair in pairs if (copy := _compare(articles, texts, *pair))), None)
            if found is not None:
                yield from _tell(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    original: Article
    copy: Article
    reason: str
    evidence: tuple[Evidence, ...]


def _compare(articles: Sequence[Article], texts: Sequence[Words], first: int, second: int) -> _Copy | None:
    original, copy = articles[first], articles[second]
    if SPACE.sub(" ", original.text).strip() == SPACE.sub(" ", copy.text).strip():
        reason = "the same text, word for word"
        return _Copy(original=original, copy=copy, reason=reason, evidence=())
    if min(texts[first].count, texts[second].count) < SHORT:
        return None
    forth, back = taken_over(texts[second], texts[first]), taken_over(texts[first], texts[second])
    if forth.share > MOSTLY:
        share = _percent(forth.share)
        reason = f"{share} of its words stand in the earlier article, in runs of four or more{_cut(back.share)}"
    elif back.share > WHOLE and forth.share >= EXTENDED:
        reason = f"a longer version: it repeats {_percent(back.share)} of the earlier article word for word"
    else:
        return None
    if _headline(original) != _headline(copy):
        reason += "; the headline is another"
    evidence = (
        evidence_of(copy.id, copy.text, *place_of(copy.text, forth)),
        evidence_of(original.id, original.text, *place_of(original.text, back)),
    )
    return _Copy(original=original, copy=copy, reason=reason, evidence=evidence)


def _tell(found: _Copy) -> Iterator[Judgement | Relation]:
    subject, other = found.copy.id, found.original.id
    yield Judgement(subject=subject, other=other, verdict="same", by=BY, reason=found.reason)
    yield Relation(
        kind="repeats", subject=subject, object=other, aspect="text", reason=found.reason, evidence=found.evidence
    )


def _percent(share: float) -> str:
    return f"{int(share * 100)}%"


def _cut(back: float) -> str:
    return f"; it leaves out {_percent(1 - back)} of that article" if back < 0.9 else ""


def _headline(article: Article) -> str:
    return (article.title or article.text.split("\n", 1)[0]).casefold().strip()
