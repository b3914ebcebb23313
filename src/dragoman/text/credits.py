"""Bylines and date lines: who wrote a report, and when it came out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .phrases import fold

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
LONGEST = 180
LONGEST_TIME = 30
MOST_NAMES = 12
SEPARATOR = re.compile(r"\s*[|•·/>\t]+\s* | \s+[-–—]+\s+ | \s*[–—]\s* | \s*,\s* | \s*\.\s+ | \s*[()]+\s*", re.VERBOSE)
CLOCK = re.compile(
    r"""
    \bT?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?
  | \b\d{1,2}(?=\s?[ap]\.?m\b)
  | [+-]\d{2}:?\d{2}\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
NAME = re.compile(r"(?:[A-Z][\w’'.\-]*|[A-Z]\.)+$")
HANDLE = re.compile(r"@\w+ | \S+@\S+\.\w+ | https?://\S+", re.VERBOSE)
TOKEN = re.compile(r"[^\s,;:&|/]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What one line tells about the report: authors, day; ``revised`` if the day is that of an update."""

    byline: str | None = None
    day: date | None = None
    revised: bool = False


class CreditWords:
    """The word list's part on credits, compiled; ``asides``: what may stand beside a credit ("4 min read")."""

    def __init__(self, lists: Mapping[str, Iterable[str]], asides: re.Pattern[str] | None = None) -> None:
        self.asides = asides or re.compile(r"(?!)")
        self.bylines = _starting(lists.get("byline", ()))
        self.labels = _starting(lists.get("date", ()))
        self.roles = frozenset(word for phrase in lists.get("roles", ()) for word in phrase.split())
        self.agencies = frozenset(lists.get("agencies", ()))
        self.times = frozenset(w.strip(".") for key in ("weekdays", "zones") for w in lists.get(key, ())) | {"and"}
        self.revisions = frozenset(label for label in lists.get("date", ()) if "upd" in label or "modif" in label)
        self.months = {name: number for number, month in enumerate(MONTHS, 1) for name in lists.get(month, ())}
        self.date = _dates(self.months)


def read_credit(text: str, words: CreditWords) -> Credit | None:
    """What the line tells if it is a byline, a date line or both; None if it is anything else.

    A line counts only if nothing of it is left over.
    """
    if len(text) > LONGEST:
        return None
    rest, day, dated = _without_dates(text, words)
    byline: str | None = None
    revised = names = timed = False
    for part in SEPARATOR.split(rest):
        folded = fold(part)
        label = words.labels.match(folded)
        if label:
            revised = revised or label.group().strip(" :") in words.revisions
            folded = folded[label.end() :].strip(" :")
        if not folded or _only_times(folded, words):
            timed = timed or bool(CLOCK.search(part))
            continue
        by = words.bylines.match(folded)
        if by and _is_names(part[by.end() :], words):
            byline = byline or _tidy(part[by.end() :])
        elif folded in words.agencies or _is_names(part, words) or HANDLE.fullmatch(part.strip()):
            names = True
        elif not words.asides.fullmatch(folded) and not all(token in words.roles for token in TOKEN.findall(folded)):
            return None
    if byline is None and not dated and not (timed and not names):
        return None
    return Credit(byline=byline or (_leading_name(rest, words) if dated and names else None), day=day, revised=revised)


def date_in(text: str, words: CreditWords) -> date | None:
    """The first full date (with its year) in the text."""
    for match in words.date.finditer(text):
        day = _day(match, words)
        if day:
            return day
    return None


def is_name(text: str, words: CreditWords) -> bool:
    """Whether the line could be the name of a person or two and nothing else."""
    tokens = TOKEN.findall(text)
    return 2 <= len(tokens) <= 6 and not text.rstrip().endswith((".", "?", "!", ":")) and _is_names(text, words)


def is_time(text: str, words: CreditWords) -> bool:
    """Whether the line is a time of day and nothing else: "14:05 GMT"."""
    return len(text) <= LONGEST_TIME and CLOCK.search(text) is not None and _only_times(fold(text), words)


def is_office(text: str, words: CreditWords) -> bool:
    """Whether the line names nothing but an author's office: "Diplomatic correspondent"."""
    tokens = TOKEN.findall(text.lower())
    return 1 <= len(tokens) <= 6 and all(token in words.roles for token in tokens)


def _starting(labels: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(labels, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?![\w'.])\s*:?\s*")


def _dates(months: Iterable[str]) -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"""
        \b(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)
      | \b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?[ .\-](?P<m2>{month})\b\.?,?[ \-](?P<y2>\d{{4}})\b
      | \b(?P<m3>{month})\b\.?\ (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<y3>\d{{4}})\b
      | \b(?P<d4>\d{{1,2}})\.\ ?(?P<m4>\d{{1,2}})\.\ ?(?P<y4>\d{{4}})\b\.?
      | \b(?P<a5>\d{{1,2}})/(?P<b5>\d{{1,2}})/(?P<y5>\d{{4}})\b
      | \b(?:{month})\b\.?\ \d{{1,2}}(?:st|nd|rd|th)?(?![\d:])
      | \b\d{{1,2}}(?:st|nd|rd|th)?\ (?:{month})\b\.?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _day(match: re.Match[str], words: CreditWords) -> date | None:
    for number in "1234":
        if match[f"y{number}"]:
            month = match[f"m{number}"]
            return _valid(match[f"y{number}"], words.months.get(month.lower(), month), match[f"d{number}"])
    if match["y5"]:  # day and month in either order: only settled where one of them exceeds twelve
        first, second = int(match["a5"]), int(match["b5"])
        if first > 12 or first == second:
            return _valid(match["y5"], second, first)
        if second > 12:
            return _valid(match["y5"], first, second)
    return None


def _valid(year: str, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def _without_dates(text: str, words: CreditWords) -> tuple[str, date | None, bool]:
    days = [day for match in words.date.finditer(text) if (day := _day(match, words))]
    rest, count = words.date.subn("|", text)
    return rest, days[0] if days else None, count > 0


def _only_times(folded: str, words: CreditWords) -> bool:
    bare = CLOCK.sub(" ", folded)
    return all(token.strip(".") in words.times for token in TOKEN.findall(bare))


def _is_names(text: str, words: CreditWords) -> bool:
    tokens = TOKEN.findall(text)
    if not 1 <= len(tokens) <= MOST_NAMES:
        return False
    if all(token.lower().strip(".") in words.times or token.lower() in words.months for token in tokens):
        return False
    small = {token for token in tokens if token.lower() in words.roles}
    return any(NAME.match(t) for t in tokens if t not in small) and all(t in small or NAME.match(t) for t in tokens)


def _leading_name(rest: str, words: CreditWords) -> str | None:
    for part in SEPARATOR.split(rest):
        if is_name(part, words) and fold(part) not in words.agencies:
            return _tidy(part)
    return None


def _tidy(names: str) -> str | None:
    return " ".join(HANDLE.sub(" ", names).split()).strip(" ,;:|") or None
