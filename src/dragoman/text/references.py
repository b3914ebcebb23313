"""The list of sources that a report gives at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import BULLET

ENTRY = re.compile(
    r"""
    [“"'‘«]? (?P<title> .+? ) [”"'’»]? \s* [.,]? \s*
    (?: (?: [—–|] | \s-\s | (?<=[”"»])\s*,\s ) \s* (?P<outlet> [^—–|]{2,80} ) )? $
    """,
    re.VERBOSE | re.DOTALL,
)
OUTLET_FIRST = re.compile(
    r"""(?P<outlet> [^“"«]{2,80}? ) \s* [,:.–—-] \s* [“"«] (?P<title> [^”"»]{3,} ) [”"»]""", re.VERBOSE
)
ADDRESS = re.compile(r"\(?(?:https?://|www\.)\S+")
DOMAIN = re.compile(r"(?:[\w\-]+\.)+[a-z]{2,}", re.IGNORECASE)
QUOTED = re.compile(r"^[“\"«‘'].{3,}[”\"»’']")
LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One source as the list gives it."""

    title: str
    outlet: str | None
    url: str | None


def is_entry(text: str) -> bool:
    """Whether a line looks like an entry of such a list: a bullet, an address, or a title and who published it."""
    bare = text[match.end() :] if (match := BULLET.match(text)) else text
    if len(text) > LONGEST:
        return False
    return bool(match or ADDRESS.search(text) or QUOTED.match(bare) or re.search(r"\s[—–|]\s", bare))


def read_entry(text: str) -> Entry:
    """Title, outlet and address of an entry.

    >>> read_entry("- “Truce holds …” — The Courier The Courier thecourier.example")
    Entry(title='Truce holds …', outlet='The Courier', url=None)
    >>> read_entry('2. The Courier, "Truce holds", 3 May 2025').outlet
    'The Courier'
    """
    bare = BULLET.sub("", text, count=1).strip()
    address = ADDRESS.search(bare)
    url = address.group().strip("()., ") if address else None
    rest = ADDRESS.sub("", bare).strip()
    match = OUTLET_FIRST.match(rest) or ENTRY.match(rest)
    title = match["title"].strip() if match else bare
    return Entry(title=title or bare, outlet=_outlet(match["outlet"]) if match and match["outlet"] else None, url=url)


def _outlet(text: str) -> str | None:
    """The outlet's name once, where a page gives it twice or with its domain."""
    words = text.strip(" .,)").split()
    if len(words) > 1 and DOMAIN.fullmatch(words[-1]):
        words = words[:-1]
    for length in range(len(words) // 2, 0, -1):
        if [w.lower() for w in words[:length]] == [w.lower() for w in words[length : 2 * length]]:
            words = words[:length]
            break
    return " ".join(words) or None
