"""How far a step has come, from the words that govern it: their meaning, tense, mood and negation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.claim import MeasureStatus
from ..reading.clauses import SUBJECTS
from ..reading.phrases import DOUBT, VERBS, Form, first_of_row, governors, negated, verb_form
from .measure_candidates import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.reading import Lexicon

ORDER: tuple[MeasureStatus, ...] = ("violated", "suspended", "rejected", "agreed", "implemented", "proposed")
STEPS_UP = 6
UNDONE = frozenset(("framework_text", "next_round", "other"))  # what is presented or held is not yet done
CLAUSES = frozenset(("acl", "relcl"))
ENDS = frozenset((".", "?", "!"))
NOUNS = frozenset(("NOUN", "PROPN"))
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "ADP", "ADV"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance:
    """What the words above a candidate say: the status, and the word that says it (None: nothing does)."""

    status: MeasureStatus
    cue: Token | None = None
    fixed: bool = False  # whether nothing learned may change it


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
    texts: frozenset[str]
    drafts: frozenset[str]
    truces: frozenset[str]
    due: frozenset[str]
    accepting: frozenset[str]
    managing: frozenset[str]
    topical: frozenset[str]
    aims: frozenset[str]
    carrying: frozenset[str]
    reasons: frozenset[str]
    endings: frozenset[str]
    leaving: frozenset[str]
    over: frozenset[str]


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
    names = (field.name for field in fields(StatusWords) if field.name != "classes")
    return StatusWords(classes=classes, **{name: frozenset(lexicon.get(f"status.{name}", ())) for name in names})


def govern(candidate: Candidate, words: StatusWords) -> Governance:
    """The status that the nearest telling word gives the candidate; ``proposed`` where none does.

    "The agreement", a text that is there, stays agreed where people only want something of it.
    """
    aim = _aimed_at(candidate, words)
    if aim is not None:
        return Governance(status="proposed", cue=aim, fixed=True)
    found = _governed(candidate, words)
    if found.cue is not None and _asked(found.cue, words):
        return Governance(status="proposed", cue=found.cue, fixed=True)
    text = _text(candidate, words)
    if found.status == "proposed" and text is not None and _is_there(text, words):
        return Governance(status="agreed", cue=text)
    return found


def _aimed_at(candidate: Candidate, words: StatusWords) -> Token | None:
    """The word for what people only try or hope for: ``efforts to end the war``, ``stepping up efforts to end it``."""
    if candidate.kind in UNDONE:
        return None
    tried = [candidate.head, *(child for child in candidate.head.rights if child.dep_ in ("dobj", "obj"))]
    return next((word for word in tried if word.pos_ in NOUNS and word.lemma_.lower() in words.aims), None)


def _asked(cue: Token, words: StatusWords) -> bool:
    """Whether the sentence only asks for it: ``Will you sign the truce?``; who asks why knows that it was done."""
    ending = next((word.text for word in cue.doc[cue.i : cue.sent.end] if word.text in ENDS), "")
    for verb in (cue, cue.head):
        subject = next((child.i for child in verb.lefts if child.dep_ in SUBJECTS), None)
        if ending == "?" and subject is not None and not any(child.lower_ in words.reasons for child in verb.lefts):
            return any(child.dep_ in ("aux", "auxpass") and child.i < subject for child in verb.lefts)
    return False


def _text(candidate: Candidate, words: StatusWords) -> Token | None:
    """The text that the candidate names, or carries out: ``implementing the agreement``."""
    if candidate.shape == "noun":
        return candidate.head
    if candidate.lemma not in words.carrying:
        return None
    return next((child for child in candidate.head.rights if child.dep_ in ("dobj", "obj")), None)


def _is_there(text: Token, words: StatusWords) -> bool:
    before = {child.lower_ for child in text.lefts}
    return text.lemma_.lower() in words.texts and "the" in before and not before & words.drafts


def _governed(candidate: Candidate, words: StatusWords) -> Governance:
    """The same by what governs it alone.

    A wish ("the call for") is refused or accepted by a verb right above it; a noun of agreement ("the deal on") holds
    unless a verb above says otherwise; a verb of suspension counts once a verb above says that it happened. What was
    done ("held talks on a truce") was not done to what that is about or for.
    """
    settled = _ended(candidate, words) or _own_words(candidate, words)
    if settled is not None:
        return settled
    fallback: Governance | None = None
    wish: Governance | None = None
    below, beside = candidate.head, False
    for word in chain(candidate):
        own = word.i == candidate.head.i
        beside = beside or (not own and _beside(first_of_row(below), word, words))
        below, status = word, _spoken(word, words, own=own)
        if status is None and own and candidate.kind not in UNDONE and _done(word):
            status = "implemented"
        if wish is not None:
            return _answered(wish, word, status, words)
        if beside and _only_done(word, status, words):
            break
        if word.pos_ in NOUNS:
            if word.lemma_.lower() in words.grounds and any(c.lower_ in words.nothing for c in word.lefts):
                return Governance(status="rejected", cue=word)
            if word.lemma_.lower() in words.agreements:
                if any(child.lower_ in words.nothing for child in word.lefts):  # "no agreement on a truce"
                    return Governance(status="proposed", cue=word, fixed=True)
                fallback = Governance(status="agreed", cue=word)
            elif status == "proposed":
                wish = Governance(status=status, cue=word)
            elif status in ("rejected", "violated"):
                return Governance(status=status, cue=word)
        elif status == "agreed" and _of_none(word, words):
            return Governance(status="proposed", cue=word, fixed=True)
        elif status is not None:
            stopped = fallback is not None and fallback.status == "suspended" and status in ("agreed", "implemented")
            return fallback if fallback is not None and stopped else Governance(status=status, cue=word)
        else:
            fallback = _unfinished(candidate, word, words) or fallback
    return wish or fallback or _by_default(candidate, words)


def _answered(wish: Governance, word: Token, status: MeasureStatus | None, words: StatusWords) -> Governance:
    """The wish, or what a verb above makes of it: ``rejected the call``, ``accepted a proposal``."""
    if word.pos_ == "VERB" and status == "rejected":
        return Governance(status="rejected", cue=word)
    taken = wish.cue is not None and first_of_row(wish.cue).head.i == word.i
    if taken and status == "agreed" and word.lemma_.lower() in words.accepting:
        return Governance(status="agreed", cue=word)
    return wish


def _beside(below: Token, word: Token, words: StatusWords) -> bool:
    """Whether the step only is what a noun or verb is about or for: ``talks on a truce``, ``met to settle``."""
    if word.pos_ not in VERBS and word.pos_ not in NOUNS:
        return False
    if below.dep_ == "advcl":
        return any(child.lower_ == "to" for child in below.children)
    return below.dep_ in CLAUSES or (below.dep_ == "prep" and below.lower_ in words.topical)


def _only_done(word: Token, status: MeasureStatus | None, words: StatusWords) -> bool:
    """Whether a verb says that something is or will be done, not that it is agreed."""
    if status == "implemented":
        return True
    lemma = word.lemma_.lower()
    listed = words.classes.get(lemma) == "agreed" or lemma in words.holding
    return status == "agreed" and word.pos_ == "VERB" and not listed


def _done(verb: Token) -> bool:
    """Whether the verb of the step itself tells it as done: ``normalised ties``."""
    told = verb.tag_ == "VBD" or any(child.dep_ in ("aux", "auxpass") for child in verb.children)
    return verb.pos_ == "VERB" and told and verb_form(verb) == "past" and not negated(verb)


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
    form = _form(word, words)
    if lemma in words.due and any(child.dep_ == "xcomp" for child in word.rights):
        return "proposed" if negated(word) else "agreed"
    if lemma in words.holding:
        return _held(word, words) or (status if form == "past" or status == "proposed" else None)
    if form == "modal":
        return _promised(word, words) or "proposed"
    if status is None:
        return "agreed" if form == "future" and own and not negated(word) else None
    if negated(word):
        if any(child.dep_ == "mark" and child.lower_ in DOUBT for child in word.lefts):
            return "proposed"
        return "rejected" if form != "open" or status in ("proposed", "agreed") else None
    if status in ("agreed", "implemented"):
        return None if form == "open" else "agreed" if form == "future" else status
    return None if status in ("suspended", "violated") and form == "open" else status


def _form(verb: Token, words: StatusWords) -> Form:
    """How the verb is put: ``will pause and resume``, ``managed to agree`` and ``after agreeing`` as the whole is."""
    form = verb_form(verb)
    if form != "open":
        return form
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        first = verb_form(first_of_row(verb))
        return first if first in ("future", "modal") else form
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words.managing:
        return verb_form(verb.head)
    return "past" if verb.dep_ == "pcomp" and verb.head.lower_ in words.past else form


def _predicate(word: Token, words: StatusWords) -> MeasureStatus | None:
    """``it is critical to``, ``arrangements are underway``, ``there will be``."""
    for child in word.children:
        if child.dep_ in ("acomp", "attr", "advmod"):
            status = words.classes.get(child.lemma_.lower())
            if status in ("proposed", "agreed"):
                return "proposed" if _wished(word, words) else status
    form = verb_form(word)
    if form == "modal":
        return "proposed"
    return "agreed" if form == "future" and not negated(word) else None


def _wished(verb: Token, words: StatusWords) -> bool:
    """``efforts are underway to``, ``consultations are underway``."""
    return any(child.dep_ == "nsubj" and words.classes.get(child.lemma_.lower()) == "proposed" for child in verb.lefts)


def _held(verb: Token, words: StatusWords) -> MeasureStatus | None:
    """``the agreement includes``, ``the proposal provides for``."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            subject = child.lemma_.lower()
            if subject in words.agreements or subject in words.truces:
                return "agreed"
            return "proposed" if words.classes.get(subject) == "proposed" else None
    return None


def _promised(verb: Token, words: StatusWords) -> MeasureStatus | None:
    """``they agreed that both sides should``: the agreement decides, not the modal."""
    above = verb.head
    if verb.dep_ == "ccomp" and words.classes.get(above.lemma_.lower()) == "agreed":
        return "agreed" if verb_form(above) in ("past", "present") else None
    return None


def _of_none(verb: Token, words: StatusWords) -> bool:
    """``no agreement was reached on a truce``, ``reached no deal on it``."""
    own = (child for child in verb.children if child.dep_ in (*SUBJECTS, "dobj"))
    return any(child.lower_ in words.nothing for part in own for child in part.lefts)


def _ended(candidate: Candidate, words: StatusWords) -> Governance | None:
    """What ends a truce or text that is there: ``ended the truce``, ``withdrew from the accord``."""
    lasting = words.truces | words.agreements | words.texts
    if candidate.lemma not in lasting or any(c.lower_ == "any" for c in candidate.head.lefts):
        return None
    above = next((word for word in governors(candidate.head) if word.lower_ not in ("of", "from", "out")), None)
    if above is None or negated(above) or (above.pos_ == "VERB" and verb_form(above) == "open"):
        return None
    said_of = candidate.head.dep_ in ("nsubj", "nsubjpass", "dobj")
    dead = said_of and any(child.lower_ in words.over and child.i > candidate.head.i for child in above.rights)
    left = above.lemma_.lower() in words.leaving and candidate.head.dep_ == "pobj"
    ended = above.lemma_.lower() in words.endings
    return Governance(status="suspended", cue=above, fixed=True) if dead or left or ended else None


def _own_words(candidate: Candidate, words: StatusWords) -> Governance | None:
    """What the phrase says of itself: ``a planned meeting``, ``the delayed elections``."""
    for child in candidate.head.lefts:
        if child.lower_ in words.nothing and (candidate.lemma in words.grounds or candidate.kind not in UNDONE):
            return Governance(status="rejected", cue=candidate.head)
        if child.lower_ in words.stopped:
            return Governance(status="suspended", cue=child)
        if child.lower_ in words.settled and candidate.shape == "noun":
            return Governance(status="agreed", cue=child)
    for child in candidate.head.rights:
        fixed = child.dep_ in CLAUSES and child.tag_ == "VBN" and child.lemma_.lower() != "follow"
        if fixed and {"to", "be"} <= {word.lower_ for word in child.lefts}:  # "a meeting to be held"
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
    if definite and candidate.lemma in words.truces:  # "the six-day truce" is there
        return Governance(status="implemented", cue=head)
    if definite and head.head.i != head.i and head.head.lower_ in words.past:
        return Governance(status="implemented", cue=head.head)
    return Governance(status="proposed")
