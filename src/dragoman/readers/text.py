"""Plain text, also as pasted from a web page."""

from __future__ import annotations

from datetime import datetime

from ..model.article import Article
from ..text.furniture import clean
from ..text.normalize import normalize
from .base import Given, Lexicon, article_of, furniture_words


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
    cleaned = clean(normalize(raw), furniture_words(lexicon), title=title)
    return article_of(raw, cleaned, Given(key=key, published=published, outlet=outlet, url=url, title=title))
