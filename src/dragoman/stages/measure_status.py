"""How far a step has come, from the words that govern it: their meaning, tense, mood and negation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.claim import MeasureStatus
from ..reading.phrases import governors, negated, verb_form
from .measure_candidates import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.reading import Lexicon

ORDER: tuple[MeasureStatus, ...] = ("violated", "suspended", "rejected", "agreed", "implemented", "proposed")
LISTS = ("agreements", "holding", "settled", "past", "stopped", "grounds", "nothing")
STEPS_UP = 6
NOUNS = frozenset(("NOUN", "PROPN"))
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "ADP", "ADV"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance:
    """What the words above a candidate say: the status, and the word that says it (None: nothing does)."""

    status: MeasureStatus
    cue: Token | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """The ``status.*`` word lists: lemma to status, and the lists of words with a role of their own."""

    classes: Mapping[str, MeasureStatus]
    agreements: frozenset[str]
    holding: frozenset[str]
    settled: frozenset[str]
    past: frozenset[str]
    stopped: frozenset[str]
    grounds: frozenset[str]
    nothing: frozenset[str]


def status_words(lexicon: Lexicon) -> StatusWords:
    """The word lists of the status; a lemma on several lists counts for the weightiest one."""
    return _status_words(tuple(lexicon.items()))


@lru_cache(maxsize=4)
def _status_words(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> StatusWords:
    lexicon = dict(rows)
    classes: dict[str, MeasureStatus] = {}
    for status in ORDER:
        for lemma in lexicon.get(f"status.{status}", ()):
            classes.setdefault(lemma, status)
    return StatusWords(classes=classes, **{name: frozenset(lexicon.get(f"status.{name}", ())) for name in LISTS})


def govern(candidate: Candidate, words: StatusWords) -> Governance:
    """The status that the nearest telling word gives the candidate; ``proposed`` where none does.

    A wish ("the call for") is refused by a verb right above it; a noun of agreement ("the deal on") holds unless
    a verb above says otherwise; a verb of suspension counts once a verb above says that it happened.
    """
    settled = _own_words(candidate, words)
    if settled is not None:
        return settled
    fallback: Governance | None = None
    wish: Governance | None = None
    for word in chain(candidate):
        status = _spoken(word, words, own=word.i == candidate.head.i)
        if wish is not None:
            return Governance(status="rejected", cue=word) if status == "rejected" and word.pos_ == "VERB" else wish
        if word.pos_ in NOUNS:
            if word.lemma_.lower() in words.grounds and any(c.lower_ in words.nothing for c in word.lefts):
                return Governance(status="rejected", cue=word)
            if word.lemma_.lower() in words.agreements:
                fallback = Governance(status="agreed", cue=word)
            elif status == "proposed":
                wish = Governance(status=status, cue=word)
            elif status in ("rejected", "violated"):
                return Governance(status=status, cue=word)
        elif status is not None:
            stopped = fallback is not None and fallback.status == "suspended" and status in ("agreed", "implemented")
            return fallback if fallback is not None and stopped else Governance(status=status, cue=word)
        else:
            fallback = _unfinished(candidate, word, words) or fallback
    return wish or fallback or _by_default(candidate, words)


def _unfinished(candidate: Candidate, word: Token, words: StatusWords) -> Governance | None:
    """``to suspend the talks``, ``violating the truce``: what an infinitive or participle says of the step."""
    status = words.classes.get(word.lemma_.lower())
    if status == "suspended" and candidate.kind != "ceasefire":
        return Governance(status="suspended", cue=word)
    if status == "violated" and word.i == candidate.head.i:
        return Governance(status="violated", cue=word)
    return None


def chain(candidate: Candidate) -> Iterator[Token]:
    """The words that govern the candidate, nearest first; a verb governs itself."""
    if candidate.shape != "noun":
        yield candidate.head
    for step, governor in enumerate(governors(candidate.head)):
        if step >= STEPS_UP:
            return
        yield governor


def _spoken(word: Token, words: StatusWords, *, own: bool) -> MeasureStatus | None:
    """The status that this word gives to what it governs; None where the word above it decides."""
    lemma = word.lemma_.lower()
    status = words.classes.get(lemma)
    if word.pos_ in NOMINAL:
        return status if status in ("rejected", "violated", "proposed", "suspended") else None
    if word.pos_ == "AUX":
        return _predicate(word, words)
    if word.pos_ != "VERB":
        return None
    form = verb_form(word)
    if lemma in words.holding:
        return _held(word, words) or (status if form == "past" else None)
    if form == "modal":
        return _promised(word, words) or "proposed"
    if status is None:
        return "agreed" if form == "future" and own and not negated(word) else None
    if negated(word):
        return "rejected" if form != "open" or status in ("proposed", "agreed") else None
    if status in ("agreed", "implemented"):
        return None if form == "open" else "agreed" if form == "future" else status
    return None if status in ("suspended", "violated") and form == "open" else status


def _predicate(word: Token, words: StatusWords) -> MeasureStatus | None:
    """``it is critical to``, ``arrangements are underway``, ``there will be``."""
    for child in word.children:
        if child.dep_ in ("acomp", "attr", "advmod"):
            status = words.classes.get(child.lemma_.lower())
            if status in ("proposed", "agreed"):
                return status
    form = verb_form(word)
    if form == "modal":
        return "proposed"
    return "agreed" if form == "future" and not negated(word) else None


def _held(verb: Token, words: StatusWords) -> MeasureStatus | None:
    """``the agreement includes``, ``the proposal provides for``."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            subject = child.lemma_.lower()
            return "agreed" if subject in words.agreements else words.classes.get(subject)
    return None


def _promised(verb: Token, words: StatusWords) -> MeasureStatus | None:
    """``they agreed that both sides should``: the agreement decides, not the modal."""
    above = verb.head
    if verb.dep_ == "ccomp" and words.classes.get(above.lemma_.lower()) == "agreed":
        return "agreed" if verb_form(above) in ("past", "present") else None
    return None


def _own_words(candidate: Candidate, words: StatusWords) -> Governance | None:
    """What the phrase says of itself: ``a planned meeting``, ``the delayed elections``."""
    for child in candidate.head.lefts:
        if child.lower_ in words.stopped:
            return Governance(status="suspended", cue=child)
        if child.lower_ in words.settled and candidate.shape == "noun":
            return Governance(status="agreed", cue=child)
    return None


def _by_default(candidate: Candidate, words: StatusWords) -> Governance:
    """Nothing governs it: named agreements are agreed, what lies behind is done, the rest is proposed."""
    head = candidate.head
    modifiers = list(head.lefts)
    if candidate.kind == "framework_text" and candidate.lemma in words.agreements:
        named = head.pos_ == "PROPN" or any(child.pos_ == "PROPN" for child in modifiers)
        made = any(child.dep_ == "acl" and child.tag_ == "VBN" for child in head.rights)
        if named or made:
            return Governance(status="agreed", cue=head)
    definite = any(child.lower_ == "the" for child in modifiers)
    if definite and head.head.i != head.i and head.head.lower_ in words.past:
        return Governance(status="implemented", cue=head.head)
    return Governance(status="proposed")
