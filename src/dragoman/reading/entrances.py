"""Who comes on in a text: its subjects, and who only owns what comes on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clauses import RELATIVE, SUBJECTS, VERBAL, noun_phrase, past_opening, subject
from .figures import Figure
from .introductions import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .reading import Reading

Place = tuple[int, int]


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
    opening = reading.lexicon("statements").get("opening", ())
    for token in doc:
        if token.dep_ not in SUBJECTS or token.head.pos_ not in VERBAL or token.pos_ not in ("NOUN", "PROPN", "PRON"):
            continue
        at = bisect_right(opens, token.idx) - 1
        if at >= 0 and token.idx < quotes[at].end:
            continue
        start, end = past_opening(doc, noun_phrase(token, token.head), opening)
        if start < end:
            verb, last = token.head, doc[end - 1]
            leads = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
            yield doc[start].idx, last.idx + len(last), leads


def find_messages(reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Texts in which somebody speaks, or which somebody issues: "in *a letter* to the Council, Kolo noted"."""
    doc, issued = reading.doc, reading.lexicon("speakers").get("issued", ())
    for token in doc:
        if token.lower_ in issued and _governor(token, reading) is not None and reading.quote_at(token.idx) is None:
            start, end = noun_phrase(token)
            last = doc[end - 1]
            yield doc[start].idx, last.idx + len(last), True


def sender(reading: Reading, phrase: Phrase) -> Place | None:
    """The noun phrase of whoever speaks in a text or issues it."""
    tokens = reading.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    noun = next((t for t in tokens or () if t.lower_ == phrase.head), None)
    verb = _governor(noun, reading) if noun is not None else None
    acting = subject(verb) if verb is not None else None
    if acting is None or acting.tag_ in RELATIVE:
        return None
    start, end = noun_phrase(acting, verb)
    last = reading.doc[end - 1]
    return (reading.doc[start].idx, last.idx + len(last)) if start < end else None


def _governor(noun: Token, reading: Reading) -> Token | None:
    """The verb that tells what somebody does with a text: says in it, issues it."""
    words, above = reading.lexicon("speakers"), noun.head
    if noun.dep_ == "dobj" and above.lemma_ in words.get("issuing", ()):
        return above
    if noun.dep_ != "pobj" or above.lower_ not in words.get("carrying", ()) or above.head.pos_ not in VERBAL:
        return None
    return above.head


def only_owns(reading: Reading, start: int, end: int) -> bool:
    """Whether the phrase only says whose: "*the envoy*'s call", "*their* claim"."""
    token = reading.doc.char_span(start, end, alignment_mode="expand")
    if token is None or token.end >= len(reading.doc):
        return False
    return reading.doc[token.end].tag_ == "POS" or token[-1].tag_ in ("POS", "PRP$")
