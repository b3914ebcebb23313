"""Plain text, also as pasted from a web page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ..model.article import Article
from ..model.record import Failure
from ..text.furniture import clean
from ..text.normalize import normalize
from .base import TEXT_LIMIT, Given, Lexicon, article_of, furniture_words, read_text, too_large
from .decode import read_file, whole_characters

SUFFIXES = (".txt", ".text", ".md", ".markdown", "")


class TextReader:
    """Reads files of plain text, one article each."""

    def reads(self, path: Path, head: bytes) -> bool:
        """By the name's ending."""
        return path.suffix.lower() in SUFFIXES

    def read(self, path: Path, lexicon: Lexicon) -> Iterator[Article | Failure]:
        """The one article of the file."""
        decoded = read_file(path)
        if isinstance(decoded, Failure):
            yield decoded
            return
        given = Given(key=path.stem, path=str(path), raw_hash=decoded.hash)
        yield from articles_from_text(decoded.text, given, lexicon)


def articles_from_text(raw: str, given: Given, lexicon: Lexicon | None = None) -> Iterator[Article | Failure]:
    """The article that a plain text holds, or the reason why it holds none."""
    if len(raw) > TEXT_LIMIT:
        yield too_large(given, len(raw), TEXT_LIMIT, "characters of text")
        return
    yield from read_text(raw, clean(normalize(raw), furniture_words(lexicon), title=given.title), given)


def article_from_text(
    raw: str,
    *,
    key: str,
    published: datetime | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    lexicon: Lexicon | None = None,
) -> Article:
    """The article that a plain text holds, its furniture left out."""
    raw = whole_characters(raw)
    cleaned = clean(normalize(raw), furniture_words(lexicon), title=title)
    return article_of(raw, cleaned, Given(key=key, published=published, outlet=outlet, url=url, title=title))
