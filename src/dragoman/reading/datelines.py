"""Where and when a report was written, before its first word: "ORREL, Halvoria (CPS) —", "May 3, 2024 (ORREL) –"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model.article import Block

LONGEST = 100  # characters
MOST_WORDS = 4  # of a town that is not written in capitals
LETTERS = 4  # in capitals, from which on they are a town's rather than a label's: "ORREL", but "ICG"
DASHES = "—–-"
PIECE = r"\([^()\n]{2,60}\) | (?![a-zß-öø-ÿ])[^\W\d_][\w.'’\-]* | \d{1,4}(?:st|nd|rd|th)?"  # "(CPS)", "Orrel", "3rd"
OPENING = re.compile(
    rf"""
    \s*(?P<body> (?: {PIECE} ) (?: [\s,/]+ (?:[—–-]\s+(?=\())? (?: {PIECE} | (?:de|del|la|el|al|of|the)\b ) )* )
    (?P<mark> \s*:\s | ,?\s*[—–]\s* | ,?\s+-{{1,2}}\s* | (?<=\))-{{1,2}}\s | (?<=\d\))\s+ )
    (?=["“”'‘’«\[(]?[^\W_a-zß-öø-ÿ])
    """,
    re.VERBOSE,
)


def find_datelines(text: str, blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """From the start of a paragraph up to the first word of its report, for each that opens so.

    >>> find_datelines("ORREL (CPS) — Envoys met.", [Block(start=0, end=25, kind="paragraph")])
    ((0, 14),)
    """
    running = [block for block in blocks if block.kind in ("paragraph", "item")]
    first = next((block.start for block in running if block.kind == "paragraph"), -1)
    found = [m for block in running if (m := OPENING.match(text, block.start, min(block.end, block.start + LONGEST)))]
    labels = sum(":" in m["mark"] for m in found)  # of whoever speaks, where there are several
    told = (m for m in found if _is_dateline(m, opens=m.start() == first) and not (":" in m["mark"] and labels > 1))
    return tuple((m.start(), m.end()) for m in told)


def _is_dateline(match: re.Match[str], *, opens: bool) -> bool:
    """Whether a town in capitals, a day or an agency in brackets opens it; for others only the first paragraph."""
    words = match["body"].replace("/", " ").split()
    town = max((word.strip("(),") for word in words[:2]), key=len)
    if town.isupper() and len(town) >= LETTERS:
        return True
    if ")" in match["body"] or any(word.strip(",").isdigit() for word in words):
        return True
    if not opens or ":" in match["mark"] or len(words) > MOST_WORDS or not match["mark"][0].isspace():
        return False
    sentence = match.string[match.end() : match.end() + LONGEST].partition(". ")[0]
    return not any(f" {dash} " in sentence for dash in DASHES)
