"""How coded values, dates and counts read in plain words, in the language of the moment."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from ..model.when import When
from .texts import gettext, ngettext, pgettext

LABELS = Path(__file__).parents[1] / "data" / "labels.toml"


@lru_cache(maxsize=1)
def labels() -> Mapping[str, Mapping[str, str]]:
    """All labels, by group and code."""
    return tomllib.loads(LABELS.read_text(encoding="utf-8"))


def label(group: str, code: str | None) -> str:
    """The words for a code; the code itself, without underscores, where none are listed."""
    if code is None:
        return gettext("unknown")
    found = labels().get(group, {}).get(code)
    return pgettext(group, found) if found else code.replace("_", " ")


def issue_words(code: str) -> str:
    """The name of an issue; that of a pack's own issue as it is written there."""
    words = label("issue", code)
    return words[:1].upper() + words[1:]


def month(day: date, *, dated: bool) -> str:
    """The month's name; ``dated``: next to the number of the day (in some languages another form)."""
    name = labels()["month"][str(day.month)]
    return pgettext("month after a day" if dated else "month", name)


def day_short(day: date) -> str:
    """Day and month on an axis.

    >>> day_short(date(2025, 3, 12))
    '12 Mar'
    """
    return f"{day.day} {pgettext('short month', labels()['short_month'][str(day.month)])}"


def month_short(day: date) -> str:
    """Month and year on an axis.

    >>> month_short(date(2025, 3, 12))
    'Mar 2025'
    """
    return f"{pgettext('short month', labels()['short_month'][str(day.month)])} {day.year}"


def day_words(day: date | None) -> str:
    """A day as in running text.

    >>> day_words(date(2025, 3, 12))
    '12 March 2025'
    """
    return f"{day.day} {month(day, dated=True)} {day.year}" if day else gettext("no date")


def when_words(when: When) -> str:
    """An interval as in running text: day, days of one month, month, year.

    >>> when_words(When(start=date(2025, 3, 11), end=date(2025, 3, 12), precision="range", basis="stated"))
    '11–12 March 2025'
    """
    if when.start is None or when.end is None:
        return gettext("no date")
    if when.precision == "month":
        return f"{month(when.start, dated=False)} {when.start.year}"
    if when.precision == "year":
        return str(when.start.year)
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
    return f"{', '.join(names[:-1])} {gettext('and')} {names[-1]}"


def claim_noun(kind: str, number: int) -> str:
    """The noun for so many claims of a kind.

    >>> claim_noun("meeting", 1), claim_noun("meeting", 2)
    ('meeting', 'meetings')
    """
    nouns = {
        "statement": ngettext("statement", "statements", number),
        "meeting": ngettext("meeting", "meetings", number),
        "position": ngettext("position", "positions", number),
        "measure": ngettext("measure", "measures", number),
        "assessment": ngettext("assessment", "assessments", number),
    }
    return nouns.get(kind, kind)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(3, "article")
    ('1 article', '3 articles')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
