"""What may stand between an office and the name of who holds it, and before the names of some of many."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=8)
def title(ranks: frozenset[str]) -> re.Pattern[str]:
    """Between office and name: "(AB), Prof.", "Vice President, "; ``ranks``: what a name may be preceded by."""
    return re.compile(
        rf"""(?: \s* \( [^()]{{1,30}} \) )?                                # letters of the body
        (?: \s* , \s* | \s+ )                                            # what parts office and name
        (?: (?: Vice | Deputy ) \s+ [A-Z][a-z]+ ,? \s+ )?                # a second office: "and Vice President, A"
        (?: (?= [A-Z] ) (?i: {_any(ranks)} ) \.? \s+ ){{0,2}}""",
        re.VERBOSE,
    )


@lru_cache(maxsize=8)
def posted(small: frozenset[str]) -> re.Pattern[str]:
    """Where an office is held: "at the Ministry of Trade"; ``small``: words in small letters within it."""
    return re.compile(
        rf"""(?: \s* \( [^()]{{1,40}} \) )?
        \s+ (?: at | in | of | for | to | on ) \b
        (?: \s+ (?: at | in | of | for | to | on | and | the | {_any(small)} ) \b
          | ,? \s+ [A-Z][\w’'&.-]* | \s* \( [^()]{{1,40}} \) )*
        ,? \s+""",
        re.VERBOSE,
    )


@lru_cache(maxsize=8)
def opening(words: frozenset[str]) -> re.Pattern[str]:
    """From the noun for many to the first of those named: "officials on the war, *including* A and B"."""
    return re.compile(
        rf"""[^.;:!?…]{{0,60}}? ,? \s+ (?: {_any(words)} ) ,? \s+ (?: those \s from \s+ | both \s+ )?""",
        re.VERBOSE,
    )


def _any(words: frozenset[str]) -> str:
    """An alternative of the words, the longest first; nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or "(?!)"
