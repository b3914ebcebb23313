"""How much, where, when, for whom and on what condition a step is to be taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model.evidence import Span
from ..model.when import UNKNOWN_TIME, When
from ..reading.clauses import SUBJECTS
from ..reading.phrases import VERBS, governors
from .measure_candidates import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.names import Name
    from ..reading.reading import Lexicon, Reading

CLAUSES = frozenset(("advcl", "prep"))
STEPS_UP = 4
NEAR = 20  # characters before a name in which the word before it stands


def quantity(reading: Reading, candidate: Candidate) -> tuple[float | None, str | None]:
    """The first number that counts something in the phrase, and what it counts, in the words of the text.

    Days of the month and years count nothing.
    """
    lexicon = reading.lexicon("measures")
    dates = [(time.start, time.end) for time in reading.times if time.amount is None]
    for word in candidate.head.doc[candidate.start : candidate.end]:
        if any(start <= word.idx < end for start, end in dates):
            continue
        if word.dep_ in ("nummod", "quantmod") and word.head.pos_ in ("NOUN", "PROPN", "SYM"):
            value = number(word, lexicon)
            if value is not None:
                return value, str(word.head.text)
    return None, None


def number(word: Token, lexicon: Lexicon) -> float | None:
    """The value of a number word with its multipliers: ``1,081``, ``three``, ``5.6 billion``."""
    value = _value(word.lower_, lexicon)
    if value is None:
        return None
    for child in word.children:
        factor = _value(child.lower_, lexicon)
        if factor is None or child.dep_ not in ("compound", "quantmod", "nummod"):
            continue
        if value >= 100 and factor < value:
            value *= factor
    return value


def _value(form: str, lexicon: Lexicon) -> float | None:
    for row in lexicon.get("numbers", ()):
        value, _, words = row.partition("=")
        if form in words.split("|"):
            return float(value)
    digits = form.replace(",", "")
    return float(digits) if digits.replace(".", "", 1).isdecimal() else None


def parties(reading: Reading, candidate: Candidate) -> tuple[str, ...]:
    """Whom the step binds: parties named in the phrase, and those that the verbs right above it have as subject."""
    first, last = candidate.head.doc[candidate.start], candidate.head.doc[candidate.end - 1]
    found = _named(reading, first.idx, last.idx + len(last))
    for subject in _subjects(candidate):
        start, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
        found.extend(_named(reading, start, end) or [reading.describe(start, end).party])
    return tuple(dict.fromkeys(party for party in found if party is not None))


def _named(reading: Reading, start: int, end: int) -> list[str | None]:
    """Parties of the names between two places of the text, but for names that are used of a place or may be of one."""
    places = {place.start for place in reading.places}
    names = (name for name in reading.names_in(start, end) if name.start not in places and not name.doubtful)
    return [name.actor.party_on(reading.article.day) for name in names if not _where(reading, name)]


def _where(reading: Reading, name: Name) -> bool:
    """Whether an unlisted name stands bare behind a preposition of place: "the road to *El Orrel*"."""
    if name.how != "local":
        return False
    before = reading.text[max(0, name.start - NEAR) : name.start].split()[-1:]
    return bool(before) and before[0] in ("to", *reading.lexicon("places").get("locative", ()))


def _subjects(candidate: Candidate) -> Iterator[Token]:
    for step, word in enumerate([candidate.head, *governors(candidate.head)]):
        if step > STEPS_UP:
            return
        if word.pos_ in VERBS:
            subjects = [child for child in word.lefts if child.dep_ in SUBJECTS and child.i < candidate.start]
            yield from subjects
            if subjects:
                return


def place(reading: Reading, candidate: Candidate) -> str | None:
    """The first place that the phrase names."""
    first, last = candidate.head.doc[candidate.start], candidate.head.doc[candidate.end - 1]
    inside = (p.name for p in reading.places if first.idx <= p.start and p.end <= last.idx + len(last))
    return next(inside, None)


def when(reading: Reading, candidate: Candidate) -> When:
    """The first time that the phrase, or what hangs on the verb right above it, names; unknown if none."""
    doc = candidate.head.doc
    last = doc[candidate.end - 1]
    spans = [(doc[candidate.start].idx, last.idx + len(last))]
    verb = next((w for w in [candidate.head, *governors(candidate.head)] if w.pos_ in VERBS), None)
    if verb is not None:
        spans.extend(
            (child.left_edge.idx, child.right_edge.idx + len(child.right_edge))
            for child in verb.children
            if child.dep_ in ("npadvmod", "prep", "advmod") and child.i >= candidate.start
        )
    for start, end in spans:
        for time in reading.times:
            if start <= time.start and time.end <= end and time.when.known:
                return time.when
    return UNKNOWN_TIME


def conditions(reading: Reading, candidate: Candidate) -> Span | None:
    """The clause that says on what condition: ``if``, ``once``, ``in exchange for``, ``provided that``."""
    openers = frozenset(reading.lexicon("measures").get("conditions", ()))
    for word in [candidate.head, *governors(candidate.head)]:
        for child in word.children:
            if child.dep_ in CLAUSES and _opening(child, openers):
                start, end = child.left_edge, child.right_edge
                return reading.span(start.idx, end.idx + len(end))
        if word.pos_ in VERBS and word.dep_ in ("ROOT", "ccomp"):
            break
    return None


def _opening(clause: Token, openers: frozenset[str]) -> bool:
    words = clause.doc[clause.left_edge.i : clause.left_edge.i + 3]
    text = " ".join(word.lower_ for word in words)
    return any(text == opener or text.startswith(f"{opener} ") for opener in openers)
