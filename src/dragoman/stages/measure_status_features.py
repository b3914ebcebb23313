"""What speaks for how far a step has come: the words that govern it, their tense, what stands around."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..reading.phrases import VERBS, negated, verb_form
from .measure_candidates import Candidate
from .measure_status import Governance, StatusWords, chain

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.reading import Reading

TELLING = frozenset(("VERB", "NOUN", "ADJ"))
FINITE = frozenset(("past", "present", "future", "modal"))
BEFORE = 6


def status_features(
    reading: Reading, candidate: Candidate, governance: Governance, words: StatusWords
) -> frozenset[str]:
    """Names of the features that tell the status, beside those of :func:`measure_features.features`."""
    cue = governance.cue.lemma_.lower() if governance.cue is not None else None
    return frozenset(
        (
            f"rule+cue={governance.status}+{cue}",
            f"rule+kind={governance.status}+{candidate.kind}",
            f"rule+shape={governance.status}+{candidate.shape}",
            *_governing(candidate, words),
            *_around(candidate, words),
            *_dated(reading, candidate),
        )
    )


def _governing(candidate: Candidate, words: StatusWords) -> Iterator[str]:
    """The words above up to the first finite verb: on which list, in which form."""
    found: list[str] = []
    for step, word in enumerate(chain(candidate)):
        lemma = word.lemma_.lower()
        form = verb_form(word) if word.pos_ in VERBS else word.pos_
        sort = "agreement" if lemma in words.agreements else words.classes.get(lemma)
        denied = word.pos_ == "VERB" and negated(word)
        yield f"form{min(step, 2)}={form}"
        if sort is not None:
            yield from _listed(candidate, word, (sort, form, denied), first=not found)
            found.append(f"{sort}/{form}")
        if form in FINITE:
            yield f"finite={form}"
            yield f"finite={form}+{found[0].partition('/')[0] if found else None}"
            yield f"finite={lemma}"
            if denied:
                yield "finite denied"
            if word.dep_ in ("relcl", "advcl", "ccomp"):
                yield f"finite in={word.dep_}"
            break
    yield f"row={'>'.join(found[:3])}"


def _listed(candidate: Candidate, word: Token, said: tuple[str, str, bool], *, first: bool) -> Iterator[str]:
    sort, form, denied = said
    yield f"list={sort}"
    yield f"list={sort}+{form}"
    if denied:
        yield f"denied={sort}"
    if first:
        yield f"first={sort}"
        yield f"first={sort}+{form}+{denied}"
        yield f"first={sort}+{candidate.shape}"
        yield f"first={sort}+{candidate.kind}"
        yield f"first={word.lemma_.lower()}+{form}"


def _around(candidate: Candidate, words: StatusWords) -> Iterator[str]:
    """Words of the lists in the sentence and in the phrase, and the words right before it."""
    doc, own = candidate.head.doc, range(candidate.start, candidate.end)
    for word in doc[candidate.start].sent:
        sort = words.classes.get(word.lemma_.lower())
        if word.i not in own:
            if sort is not None and word.pos_ in TELLING:
                yield f"sentence={sort}"
        elif word.i != candidate.head.i:
            if sort is not None:
                yield f"phrase={sort}"
            if word.pos_ == "VERB":
                yield f"phrase form={verb_form(word)}"
    for word in doc[max(0, candidate.start - BEFORE) : candidate.start]:
        yield f"near={word.lower_}"


def _dated(reading: Reading, candidate: Candidate) -> Iterator[str]:
    """Whether the times of the sentence lie ahead of publication, behind it or around it."""
    sentence, day = candidate.head.sent, reading.article.day
    if day is None:
        return
    for time in reading.times:
        if sentence.start_char <= time.start and time.end <= sentence.end_char:
            start, end = time.when.start, time.when.end
            if start is not None and end is not None:
                yield f"time={'ahead' if start > day else 'behind' if end < day else 'now'}"
