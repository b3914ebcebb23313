"""Who comes on in a text: its subjects, and who only owns what comes on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clauses import SUBJECTS, VERBAL, noun_phrase
from .figures import Figure

if TYPE_CHECKING:
    from .reading import Reading


@dataclass(frozen=True, slots=True)
class Entrance:
    """A figure at a place: sentence, character, whether it leads its sentence."""

    sentence: int
    start: int
    end: int
    leads: bool
    figure: Figure


def find_subjects(reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Subjects outside quotations: start, end, whether they lead their sentence."""
    doc, quotes = reading.doc, reading.quotes
    opens = [quote.start for quote in quotes]
    for token in doc:
        if token.dep_ not in SUBJECTS or token.head.pos_ not in VERBAL or token.pos_ not in ("NOUN", "PROPN", "PRON"):
            continue
        at = bisect_right(opens, token.idx) - 1
        if at >= 0 and token.idx < quotes[at].end:
            continue
        start, end = noun_phrase(token, token.head)
        if start < end:
            verb, last = token.head, doc[end - 1]
            leads = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
            yield doc[start].idx, last.idx + len(last), leads


def only_owns(reading: Reading, start: int, end: int) -> bool:
    """Whether the phrase only says whose: "*the envoy*'s call", "*their* claim"."""
    token = reading.doc.char_span(start, end, alignment_mode="expand")
    if token is None or token.end >= len(reading.doc):
        return False
    return reading.doc[token.end].tag_ == "POS" or token[-1].tag_ in ("POS", "PRP$")
