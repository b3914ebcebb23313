"""An article's clean text cut into stretches, with the claims that rest on each."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..analysis.citation import Citation
from ..model.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Part of a block: ``kinds`` of the claims that rest on it; ``anchors``: ids of those that begin here, ``names``:
    of all.
    """

    text: str
    kinds: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedBlock:
    """A block with its stretches; ``skipped``: blocks without claims that were left out before it."""

    kind: str
    stretches: tuple[Stretch, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """An article's text ready to be shown with marks."""

    article: Article
    blocks: tuple[MarkedBlock, ...]
    skipped_after: int = 0


def anchor(citation: Citation) -> str:
    """Id of the place that a citation leads to."""
    return f"w-{citation.article}-{citation.evidence.start}-{citation.evidence.end}"


def mark(
    article: Article,
    citations: Iterable[Citation],
    *,
    whole: bool = True,
    name: Callable[[Citation], str] = anchor,
) -> MarkedArticle:
    """Cut the text at the citations' ends; blocks without any are left out unless ``whole``; ``name`` gives ids."""
    spans = sorted({(c.evidence.start, c.evidence.end, c.kind or "words", name(c)) for c in citations})
    blocks: list[MarkedBlock] = []
    skipped = 0
    for block in article.blocks:
        inside = [span for span in spans if span[0] < block.end and block.start < span[1]]
        if not inside and not whole:
            skipped += 1
            continue
        cut = _cut(article.text, block.start, block.end, inside)
        blocks.append(MarkedBlock(kind=block.kind, stretches=cut, skipped=skipped))
        skipped = 0
    return MarkedArticle(article=article, blocks=tuple(blocks), skipped_after=skipped)


def _cut(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str, str]]) -> tuple[Stretch, ...]:
    cuts = sorted({start, end, *(p for a, b, _, _ in spans for p in (a, b) if start < p < end)})
    stretches = []
    for a, b in itertools.pairwise(cuts):
        over = [span for span in spans if span[0] <= a and b <= span[1]]
        kinds = tuple(dict.fromkeys(kind for _, _, kind, _ in over))
        begins = tuple(dict.fromkeys(name for s, _, _, name in over if max(s, start) == a and s >= start))
        names = tuple(dict.fromkeys(name for _, _, _, name in over))
        stretches.append(Stretch(text=text[a:b], kinds=kinds, anchors=begins, names=names))
    return tuple(stretches)
