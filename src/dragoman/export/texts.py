"""Texts of pages and files in the reader's language: gettext catalogues, chosen for as long as something is written."""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).parents[1] / "locales"
LANGUAGES = ("en", "uk")
_language: ContextVar[str] = ContextVar("language", default="en")


@lru_cache(maxsize=8)
def catalogue(language: str) -> catalogues.NullTranslations:
    """The texts of a language; those of the templates themselves where there is no catalogue."""
    return catalogues.translation("dragoman", LOCALES, [language], fallback=True)


@contextmanager
def written_in(language: str) -> Iterator[None]:
    """Within this, texts are in that language."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def current_language() -> str:
    """The language that texts are in now."""
    return _language.get()


def gettext(text: str) -> str:
    """A text in the language of the moment."""
    return catalogue(_language.get()).gettext(text)


def ngettext(one: str, many: str, number: int) -> str:
    """A text with a number in it."""
    return catalogue(_language.get()).ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """A text that means different things in different places."""
    return catalogue(_language.get()).pgettext(context, text)


def npgettext(context: str, one: str, many: str, number: int) -> str:
    """The same with a number in it."""
    return catalogue(_language.get()).npgettext(context, one, many, number)


def preferred(accepted: str) -> str:
    """The language to write in for a browser that accepts those (the value of Accept-Language).

    >>> preferred("uk-UA,uk;q=0.9,en;q=0.5"), preferred("fr, en;q=0.1"), preferred("de")
    ('uk', 'en', 'en')
    """
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted[:200].split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), place, name.split("-")[0].lower()))
        except ValueError:
            continue
    return next((name for weight, _, name in sorted(ranked) if name in LANGUAGES and weight < 0), "en")
