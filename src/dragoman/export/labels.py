"""How coded values, dates and counts read in plain words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from ..model.when import When

LABELS = Path(__file__).parents[1] / "data" / "labels.toml"


@lru_cache(maxsize=1)
def labels() -> Mapping[str, Mapping[str, str]]:
    """All labels, by group and code."""
    return tomllib.loads(LABELS.read_text(encoding="utf-8"))


def label(group: str, code: str | None) -> str:
    """The words for a code; the code itself, without underscores, where none are listed."""
    if code is None:
        return "unknown"
    return labels().get(group, {}).get(code, code.replace("_", " "))


def day_words(day: date | None) -> str:
    """A day as in running text.

    >>> day_words(date(2025, 3, 12))
    '12 March 2025'
    """
    return f"{day.day} {day:%B %Y}" if day else "no date"


def when_words(when: When) -> str:
    """An interval as in running text: day, days of one month, month, year.

    >>> when_words(When(start=date(2025, 3, 11), end=date(2025, 3, 12), precision="range", basis="stated"))
    '11–12 March 2025'
    """
    if when.start is None or when.end is None:
        return "no date"
    if when.precision == "month":
        return f"{when.start:%B %Y}"
    if when.precision == "year":
        return f"{when.start:%Y}"
    if when.start == when.end:
        return day_words(when.start)
    if (when.start.year, when.start.month) == (when.end.year, when.end.month):
        return f"{when.start.day}–{day_words(when.end)}"
    return f"{day_words(when.start)} – {day_words(when.end)}"


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Names in a row.

    >>> listed(["Halvoria", "Tessavia", "Meridon"])
    'Halvoria, Tessavia and Meridon'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(3, "article")
    ('1 article', '3 articles')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
