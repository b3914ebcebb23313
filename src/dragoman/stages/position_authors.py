"""Who says "we" where no speaker is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from .position_antecedents import Antecedents, Holder, Named

if TYPE_CHECKING:
    from spacy.tokens import Token

AUTHORED = re.compile(  # at the start of a line: "Joint statement by", "Remarks of the President of"
    r"""
    ^ \W* (?: \w+ \s ){0,2}
    (?: statements? | remarks | message | letter | communiqu[eé] | declaration | address | speech | readout )
    \b [^.\n]{0,40}? \b (?: by | of | from ) \b \s* (?: the \s )?
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
HEAD = 400  # characters at the head of a text in which it may say what it is
NEAR = 40  # characters between "statement by" and the name


def author(ahead: Antecedents, word: Token, holders: Named) -> Iterator[Holder]:
    """Whom "we" stands for: whose statement the text calls itself in its first lines, or who opens it."""
    reading, text = ahead.reading, ahead.reading.text
    titled = AUTHORED.search(text[:HEAD])
    names = [n for n in reading.names if titled and titled.end() <= n.start < titled.end() + HEAD]
    if not titled or not names or names[0].start - titled.end() > NEAR:
        yield from _openers(ahead, word, holders)
        return
    groups = ahead.side_by_side([n for n in names if ahead.party(n)])
    if groups and ahead.party(names[0]) == groups[0][0]:
        yield from (Holder(party, None, "author") for party in groups[0])
        return
    mention = reading.describe(names[0].start, names[0].end)
    if mention.party:
        yield Holder(mention.party, mention, "author")


def _openers(ahead: Antecedents, word: Token, holders: Named) -> Iterator[Holder]:
    """Those who make a statement: "*Halvoria and Tessavia* condemn the raids. We call for a truce"."""
    subjects = (t for t in ahead.subjects_before(word) if t.pos_ != "PRON" and t.head.tag_ in ("VB", "VBP"))
    found = next(filter(None, (list(holders(subject)) for subject in subjects)), [])
    yield from (replace(holder, how="group") for holder in found)
