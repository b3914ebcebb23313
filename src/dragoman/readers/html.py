"""HTML pages: the main text by trafilatura, found again in the source so that every word keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..model.article import Article
from ..model.record import Failure
from ..text.credits import CreditWords, read_credit
from ..text.furniture import clean_lines
from ..text.lines import WORD, Line, lines
from ..text.markup import ASIDE, visible, with_hints
from ..text.normalize import normalized
from ..text.sentences import unglued
from .base import Given, Lexicon, furniture_words, midnight, read_text, too_large
from .decode import read_file

if TYPE_CHECKING:
    from trafilatura.settings import Document

SUFFIXES = (".html", ".htm", ".xhtml")
MARK = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
PAGE_LIMIT = 5_000_000  # characters of mark-up
EXTRACTED_LIMIT = 30_000  # tags up to which the main text is looked for; it takes more than linear time
SEEN_LIMIT = 1_000_000  # characters of visible text, menus and all
TAG_LIMIT = 100_000
SHINGLE = 4  # words
SAME = 0.6  # share of a line's word sequences that the main text must have
MAIN_WORDS = 25  # fewer words than these are no main text
INSIDE = frozenset(("article", "main"))
CREDITS_WITHIN = 8  # lines above the first paragraph
Hinted: TypeAlias = tuple[Line, frozenset[str]]
LAST_DAY = "2100-01-01"
PUBLISHED = re.compile(
    r"""
    <meta\s[^<>]{0,300}? (?:property|name|itemprop)\s*=\s*["'](?:article:published_time|datePublished)["']
    [^<>]{0,300}? content\s*=\s*["'](?P<a>\d{4}-\d\d-\d\dT[^"']{5,30})["']
  | "datePublished"\s*:\s*"(?P<b>\d{4}-\d\d-\d\dT[^"]{5,30})"
    """,
    re.VERBOSE | re.IGNORECASE,
)


class HtmlReader:
    """Reads saved web pages."""

    def reads(self, path: Path, head: bytes) -> bool:
        """By the name's ending, or by the tags that every page begins with."""
        return path.suffix.lower() in SUFFIXES or (MARK.search(head) is not None and head.lstrip()[:1] != b"{")

    def read(self, path: Path, lexicon: Lexicon) -> Iterator[Article | Failure]:
        """The one article of the page."""
        decoded = read_file(path)
        if isinstance(decoded, Failure):
            yield decoded
            return
        given = Given(key=path.stem, path=str(path), raw_hash=decoded.hash)
        yield from articles_from_html(decoded.text, given, lexicon)


def articles_from_html(source: str, given: Given, lexicon: Lexicon | None = None) -> Iterator[Article | Failure]:
    """The article that a page holds, or the reason why it holds none."""
    for size, limit, what in ((len(source), PAGE_LIMIT, "characters of HTML"), (source.count("<"), TAG_LIMIT, "tags")):
        if size > limit:
            yield too_large(given, size, limit, what)
            return
    plain, stretches = visible(source)
    if len(plain.text) > SEEN_LIMIT:
        yield too_large(given, len(plain.text), SEEN_LIMIT, "characters on a page")
        return
    whole = unglued(normalized(plain))
    document = _extracted(source)
    words = furniture_words(lexicon)
    hinted = with_hints(lines(whole.text), whole, stretches)
    chosen = _with_credits(hinted, _main_lines(hinted, document), words.credits)
    told = _told(given, document, source)
    yield from read_text(source, clean_lines(whole, chosen, words, title=told.title), told)


def _extracted(source: str) -> Document | None:
    """What trafilatura makes of the page; None if nothing, if it fails on it, or if it would take too long."""
    if source.count("<") > EXTRACTED_LIMIT:
        return None
    import trafilatura

    days = {"original_date": True, "extensive_search": False, "max_date": LAST_DAY}
    try:
        found = trafilatura.bare_extraction(
            source, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=days
        )
    except Exception:  # noqa: BLE001 - hostile pages break it in many ways; the page is then read without it
        return None
    return None if found is None or isinstance(found, dict) else found


def _main_lines(hinted: Sequence[Hinted], document: Document | None) -> list[Line]:
    """The lines that trafilatura takes for the main text, else those of <article>, <main> or the whole page."""
    text = (document.text if document else None) or ""
    known = WORD.findall(text)
    chosen: list[Line] = []
    if len(known) >= MAIN_WORDS:
        short = {" ".join(WORD.findall(line)) for line in text.split("\n")}
        shingles = set(zip(*(known[i:] for i in range(SHINGLE)), strict=False))
        chosen = [line for line, within in hinted if _is_main(line, within, short, shingles)]
    if sum(line.words for line in chosen) >= MAIN_WORDS:
        return chosen
    for place in ("article", "main", None):
        chosen = [
            line
            for line, within in hinted
            if (place is None or place in within) and not (within & ASIDE) and line.linked < SAME
        ]
        if sum(line.words for line in chosen) >= MAIN_WORDS:
            return chosen
    return [line for line, _ in hinted]


def _with_credits(hinted: Sequence[Hinted], chosen: Sequence[Line], words: CreditWords) -> list[Line]:
    """The lines chosen, and the bylines and date lines that stand shortly above their first paragraph."""
    first = next((line.start for line in chosen if line.hint != "headline" and line.closed), 0)
    above = [line for line, within in hinted if line.start < first and not within & ASIDE][-CREDITS_WITHIN:]
    kept = {line.start: line for line in chosen}
    kept |= {line.start: line for line in above if line.start not in kept and read_credit(line.text, words)}
    return [kept[start] for start in sorted(kept)]


def _is_main(line: Line, within: frozenset[str], short: set[str], shingles: set[tuple[str, ...]]) -> bool:
    if line.hint == "headline" and not (within & ASIDE) and ("header" not in within or within & INSIDE):
        return True
    if "figcaption" in within:
        return False
    words = WORD.findall(line.text)
    if len(words) < SHINGLE:
        return " ".join(words) in short
    own = list(zip(*(words[i:] for i in range(SHINGLE)), strict=False))
    return sum(shingle in shingles for shingle in own) >= SAME * len(own)


def _told(given: Given, document: Document | None, source: str) -> Given:
    """What is given, and where nothing is given what the page's own data say."""
    if document is None:
        return given
    published = given.published or _published(source, document)
    return replace(
        given,
        title=given.title or document.title or None,
        byline=given.byline or document.author or None,
        outlet=given.outlet or document.sitename or document.hostname or None,
        url=given.url or document.url or None,
        published=published,
        published_basis="given" if given.published else "page",
    )


def _published(source: str, document: Document) -> datetime | None:
    match = PUBLISHED.search(source[:500_000])
    if match:
        try:
            moment = datetime.fromisoformat(match["a"] or match["b"])
        except ValueError:
            moment = None
        if moment is not None:
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return midnight(date.fromisoformat(document.date)) if document.date else None
    except ValueError:
        return None
