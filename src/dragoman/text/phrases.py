"""Phrases with gaps, as word lists write them, compiled into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

NUMBER = r"\d[\d.,]*[km]?"
SIGNS = re.compile(r"\\(?P<literal>.) | (?P<sign>[*#(|)?.]) | (?P<plain>[^\\*#(|)?.]+)", re.VERBOSE | re.DOTALL)
EDGES = " \t\n-–—−*•·|>»›:.…!_~=▶►→←↓↑‣▪●○◦"
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def fold(text: str) -> str:
    """The text as phrases are compared: lower case, straight quotation marks, no bullets or stops at its ends.

    >>> fold("• Don’t miss:")
    "don't miss"
    """
    return text.translate(QUOTES).strip(EDGES).lower()


def compile_phrases(tables: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """One pattern over all phrases; the name of the group that matched is the table's key.

    >>> compile_phrases({"time": ["# min read"], "share": ["share (this|on)*"]}).fullmatch("share on x").lastgroup
    'share'
    """
    named = [f"(?P<{key}>{'|'.join(map(_pattern, phrases))})" for key, phrases in tables.items()]
    return re.compile("|".join(named) or r"(?!)", re.DOTALL)


def _pattern(phrase: str) -> str:
    return "".join(_part(match) for match in SIGNS.finditer(phrase))


def _part(match: re.Match[str]) -> str:
    if match["literal"]:
        return re.escape(match["literal"])
    if match["plain"]:
        return re.escape(match["plain"])
    meaning = {"*": r"(?!(?<=\w)\w).*", "#": NUMBER, "(": "(?:"}
    return meaning.get(match["sign"], match["sign"])
