"""Templates of the pages: those of the dossier with addresses, texts and charts of the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlencode

from jinja2 import Environment

from ..analysis.citation import Citation
from ..export.html import SECTIONS, environment
from . import drawings, words
from .addresses import Clocks, actor_id, anchor_of, at_outlet, issue_id
from .ask import Ask
from .screens.record import pieces
from .snapshot import Snapshot


@lru_cache(maxsize=1)
def pages() -> Environment:
    """Jinja2 for the pages."""
    made = environment()
    made.filters |= {
        "actor": actor_id,
        "issue_id": issue_id,
        "mark": anchor_of,
        "short": short,
        "spaced": lambda text: re.sub(r"\s+", " ", text),
        "in_words": words.value,
        "thousands": words.thousands,
        "period": lambda days: words.days(*days),
    }
    made.globals |= {
        "all_sections": SECTIONS,
        "drawings": drawings,
        "cited": words.citation,
        "cited_article": words.article_citation,
        "told": words.told,
        "at_outlet": at_outlet,
        "languages": {"en": "English", "uk": "Українська"},
    }
    return made


def load_templates() -> None:
    """Compile all templates, which takes a moment the first time."""
    made = pages()
    for name in made.list_templates(extensions=["html"]):
        made.get_template(name)


def short(text: str, most: int) -> str:
    """The text, cut at a word's end where it is longer.

    >>> short("one two three", 9)
    'one two…'
    """
    if len(text) <= most:
        return text
    return (text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") or text[: most - 1]) + "…"


def render(template: str, values: Mapping[str, object], *, clocks: Clocks, ask: Ask, path: str) -> str:
    """A page as text."""

    def to(target: str, **query: object) -> str:
        return clocks.to(target, **query)

    def again(**query: object) -> str:
        """This screen with other values in its address; a value of None leaves that one out."""
        kept = {k: v[0] for k, v in ask.query.items() if v and k not in ("page",)}
        return clocks.to(path, **{**kept, **query})

    def evidence(citation: Citation) -> str:
        return clocks.evidence(citation)

    def again_at(target: str) -> str:
        """The same question at another address."""
        kept = [(k, v) for k, values in ask.query.items() if k != "token" for v in values if v]
        return quote(target) + (f"?{urlencode(kept)}" if kept else "")

    def days(start: date, end: date) -> str:
        """This screen for other days."""
        return again(**{"from": start, "to": end, "selected": None})

    def tongue(cited: Citation) -> str:
        """The language of an article's words."""
        known = snapshot.articles.get(cited.article) if isinstance(snapshot, Snapshot) else None
        return (known.language if known else None) or "en"

    snapshot = values.get("snapshot")
    functions: dict[str, Callable[..., object]] = {
        "pieces": lambda cited: pieces(snapshot, cited) if isinstance(snapshot, Snapshot) else (),
        "to": to,
        "again": again,
        "again_at": again_at,
        "href": evidence,
        "place": evidence,
        "days": days,
        "tongue": tongue,
        "article_place": lambda article: to(f"/articles/{article}"),
        "to_selected": lambda entry: again(selected=entry.record, page=ask.text("page")) + f"#e-{entry.record}",
    }
    return pages().get_template(template).render(clocks=clocks, ask=ask, path=path, **functions, **values)
