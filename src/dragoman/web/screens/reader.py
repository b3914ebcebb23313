"""One article: its clean text with marks, the claims in the margin, and what was left out of the page."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from ...analysis.citation import Citation, cite_words, title_of
from ...errors import NotFound
from ...export.marked import Stretch, mark
from ...model.article import Article, Block
from ...model.claim import Claim, Payload
from ...model.evidence import evidence_of
from ...text.offsets import to_raw
from ..addresses import anchor_of
from ..ask import Ask
from ..snapshot import Snapshot

LONGEST = 2000
"""So much of one stretch of furniture is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A claim in the margin."""

    id: str
    claim: Claim[Payload]
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A stretch of the page that is not the report, and why it was left out."""

    text: str
    reason: str
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderRow:
    """A block of the article with the claims that begin in it, after the furniture that stood before it."""

    before: tuple[Left, ...]
    kind: str
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderScreen:
    """An article; ``chosen``: the id of the mark that the address points at."""

    article: Article
    title: str
    rows: tuple[ReaderRow, ...]
    after: tuple[Left, ...]
    chosen: str | None
    kinds: tuple[tuple[str, int], ...]
    original: Citation | None
    copies: tuple[Citation, ...]
    corrected_by: Citation | None
    standing: bool


def reader_screen(snapshot: Snapshot, ask: Ask) -> ReaderScreen:
    """The article in the address, by id or by the name under which it was added."""
    found = snapshot.view.article(ask.path["article"])
    if found.id not in snapshot.articles:
        raise NotFound(
            f"the article '{found.key[:60]}' lies outside the days chosen", hint="clear 'true on' and 'known on'"
        )
    notes = _notes(snapshot, found)
    chosen, extra = _chosen(found, ask, notes)
    marked = mark(found, [*(note.citation for note in notes), *extra], name=anchor_of)
    counts: dict[str, int] = {}
    for note in notes:
        counts[note.claim.kind] = counts.get(note.claim.kind, 0) + 1
    copies = [copy for copy, original in snapshot.origins.items() if original == found.id]
    corrected = snapshot.corrections.get(found.id)
    left = list(_furniture(found))
    return ReaderScreen(
        article=found,
        title=title_of(found),
        rows=tuple(_rows(found, [block.stretches for block in marked.blocks], notes, left)),
        after=tuple(piece for _, piece in left),
        chosen=chosen,
        kinds=tuple(counts.items()),
        original=_whole(snapshot, snapshot.origins.get(found.id)),
        copies=tuple(c for copy in copies if (c := _whole(snapshot, copy))),
        corrected_by=_whole(snapshot, corrected),
        standing=found.id not in snapshot.origins,
    )


def _notes(snapshot: Snapshot, article: Article) -> tuple[Note, ...]:
    corpus = snapshot.within(article.id)
    told = sorted(corpus.by_article.get(article.id, ()), key=lambda t: corpus.order[t[0]])
    return tuple(Note(id=i, claim=c, citation=corpus.cite(i)) for i, c in told)


def _whole(snapshot: Snapshot, article: str | None) -> Citation | None:
    """An article cited by its first words."""
    if article is None:
        return None
    found = snapshot.article(article)
    line = len(found.text) - len(found.text.lstrip())
    end = found.text.find("\n", line)
    return cite_words(found, evidence_of(found.id, found.text, line, end if end > line else len(found.text)))


def _chosen(article: Article, ask: Ask, notes: Sequence[Note]) -> tuple[str | None, list[Citation]]:
    """The mark that the address asks for: that of a claim, or of words that are no claim."""
    claim, words = ask.text("claim"), ask.text("words")
    for note in notes:
        if note.id == claim:
            return anchor_of(note.citation), []
    start, _, end = (words or "").partition("-")
    if start.isdigit() and end.isdigit() and int(start) < int(end) <= len(article.text):
        cited = cite_words(article, evidence_of(article.id, article.text, int(start), int(end)))
        return anchor_of(cited), [cited]
    return None, []


def _rows(
    article: Article, cut: Sequence[tuple[Stretch, ...]], notes: Sequence[Note], left: list[tuple[int, Left]]
) -> Iterator[ReaderRow]:
    for number, (block, stretches) in enumerate(zip(article.blocks, cut, strict=True)):
        begins = article.blocks[number].start
        following = article.blocks[number + 1].start if number + 1 < len(article.blocks) else len(article.text) + 1
        first = 0 if number == 0 else begins
        place = _raw_place(article, block)
        before = []
        while left and left[0][0] < place:
            before.append(left.pop(0)[1])
        yield ReaderRow(
            before=tuple(before),
            kind=block.kind,
            stretches=stretches,
            notes=tuple(n for n in notes if first <= n.claim.evidence.start < following),
        )


def _raw_place(article: Article, block: Block) -> int:
    return to_raw(article.pieces, block.start, block.end)[0] if article.pieces else block.start


def _furniture(article: Article) -> Iterator[tuple[int, Left]]:
    """What was left out, in order of the page, as plain words."""
    for piece in sorted(article.furniture, key=lambda f: (f.raw_start, f.raw_end)):
        words = plain(article.raw[piece.raw_start : piece.raw_end])
        if words:
            yield piece.raw_start, Left(text=words[:LONGEST], reason=piece.reason, cut=len(words) > LONGEST)


class _Words(HTMLParser):
    """Collects the text of markup, never its tags, scripts or styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style") and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def plain(raw: str) -> str:
    """The words of a stretch of raw page without its markup.

    >>> plain('<a href="x">Read &amp; share</a><script>alert(1)</script>')
    'Read & share'
    """
    if "<" not in raw:
        return html.unescape(raw).strip()
    parser = _Words()
    parser.feed(raw)
    parser.close()
    return " ".join(" ".join(parser.words).split())
