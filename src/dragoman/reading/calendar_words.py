"""The words of a calendar: from a word list to values and to pieces of patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

Table = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class CalendarWords:
    """Word to value for each list, in lower case, and the named pieces that patterns are put together from."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, int]
    halves: Mapping[str, int]
    holidays: Mapping[str, int]
    decades: Mapping[str, int]
    deictic_days: Mapping[str, int]
    anchored_days: Mapping[str, int]
    early: frozenset[str]
    middle: frozenset[str]
    late: frozenset[str]
    some: frozenset[str]
    previous: frozenset[str]
    current: frozenset[str]
    following: frozenset[str]
    anaphoric: frozenset[str]
    rolled: frozenset[str]
    nearing: frozenset[str]
    approximate: frozenset[str]
    before: frozenset[str]
    pieces: Mapping[str, str]
    triggers: Mapping[str, frozenset[str]]

    def number(self, words: str) -> int | None:
        """What a number says: digits, a number word or an ordinal; None for "several".

        >>> calendar_words({"numbers": ("3=three",), "ordinals": ("1=first",)}).number("three")
        3
        """
        bare = squeeze(words)
        digits = re.match(r"\d+", bare.replace(",", ""))
        if digits:
            return int(digits.group())
        return self.numbers.get(bare, self.ordinals.get(bare))


def squeeze(words: str) -> str:
    """Lower case, runs of white space as one blank."""
    return " ".join(words.lower().split())


def calendar_words(lexicon: Table) -> CalendarWords:
    """The calendar of a word list (see ``times.toml`` of a language pack)."""
    return _build(tuple(sorted((key, tuple(words)) for key, words in lexicon.items())))


@lru_cache(maxsize=8)
def _build(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> CalendarWords:
    lists = dict(rows)
    months = _ranked(lists.get("months", ()))
    weekdays = _ranked(lists.get("weekdays", ()), first=0)
    words = {key: _numbered(lists.get(key, ())) for key in VALUED}
    units = {form: value for value, form in _valued(lists.get("units", ()))}
    plain = {key: frozenset(lists.get(key, ())) for key in PLAIN}
    pieces = _pieces(lists, units, words, plain)
    return CalendarWords(
        months=months,
        weekdays=weekdays,
        numbers=words["numbers"],
        ordinals=words["ordinals"],
        units=units,
        seasons=words["seasons"],
        halves=words["halves"],
        holidays={squeeze(form): day for form, day in words["holidays"].items()},
        decades=words["decades"],
        deictic_days=words["deictic_days"],
        anchored_days=words["anchored_days"],
        early=plain["early"],
        middle=plain["middle"],
        late=plain["late"],
        some=plain["some"],
        previous=plain["previous"],
        current=plain["current"],
        following=plain["following"],
        anaphoric=plain["anaphoric"],
        rolled=plain["rolled"],
        nearing=plain["nearing"],
        approximate=plain["approximate"],
        before=plain["before"],
        pieces=pieces,
        triggers=_triggers(months, weekdays, {"unit": units, **words, **plain}),
    )


def _pieces(
    lists: Table, units: Mapping[str, str], words: Mapping[str, Mapping[str, int]], plain: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """The parts of patterns that the lists give, by name."""
    return {
        "MONTH": any_of(_forms(lists.get("months", ())), fold=False),
        "WEEKDAY": any_of(_forms(lists.get("weekdays", ())), fold=False),
        "UNIT": any_of(units),
        "NUMBER": rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|{any_of(words['numbers'])})",
        "ORDINAL": any_of(words["ordinals"]),
        "SEASON": any_of(words["seasons"]),
        "DECADES": any_of(words["decades"]),
        "HALF": any_of(words["halves"]),
        "HOLIDAY": any_of(words["holidays"]),
        "DEICTIC": any_of(words["deictic_days"]),
        "ANCHORED": any_of(words["anchored_days"]),
        **{key.upper(): any_of(plain[key]) for key in PLAIN},
    }


def _triggers(
    months: Iterable[str], weekdays: Iterable[str], lists: Mapping[str, Iterable[str]]
) -> dict[str, frozenset[str]]:
    """Word to the groups of rules that it sets off: a form can only stand where its last word does."""
    groups = {
        "word": [form for key in WHOLE for form in lists[key]],
        "unit": [*lists["unit"], *lists["seasons"], *lists["periods"]],
        "month": [*months],
        "weekday": [*weekdays, *(f"{day}s" for day in weekdays)],
    }
    found: dict[str, set[str]] = {}
    for group, forms in groups.items():
        for form in forms:
            found.setdefault(form.lower().strip(".").split()[-1].strip("."), set()).add(group)
    return {word: frozenset(names) for word, names in found.items()}


# lists whose forms are expressions by themselves
WHOLE = ("deictic_days", "anchored_days", "vague", "sets", "unmeasured", "holidays", "decades")
VALUED = ("numbers", "ordinals", "seasons", "halves", "holidays", "decades", "deictic_days", "anchored_days")
PLAIN = (
    "early", "middle", "late", "inexact", "some", "previous", "current", "following", "approximate", "dayparts",
    "vague", "sets", "since", "until", "ago", "after", "before", "anaphoric", "rolled", "nearing", "counted", "fiscal",
    "same", "yearago", "each", "whole", "open", "periods", "plurals", "last", "unmeasured",
)  # fmt: skip


def any_of(words: Iterable[str], *, fold: bool = True) -> str:
    """A pattern for any of the words, longest first, blanks matching any white space; first letters of either case."""
    forms = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(_form(word, fold=fold) for word in forms)})" if forms else r"(?!)"


def _form(word: str, *, fold: bool) -> str:
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    if fold and word[:1].isalpha():
        pattern = f"[{word[0].lower()}{word[0].upper()}]{pattern[1:]}"
    return pattern


def _forms(rows: Sequence[str]) -> list[str]:
    return [form for row in rows for form in row.split("|")]


def _ranked(rows: Sequence[str], first: int = 1) -> dict[str, int]:
    return {form.lower(): i for i, row in enumerate(rows, first) for form in row.split("|")}


def _valued(rows: Sequence[str]) -> list[tuple[str, str]]:
    return [(value, form) for row in rows for value, _, forms in [row.partition("=")] for form in forms.split("|")]


def _numbered(rows: Sequence[str]) -> dict[str, int]:
    return {form: int(value) for value, form in _valued(rows)}
