"""One parsed text with what reported speech needs to look up often: quotations, sentences, reporting words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from .clauses import Tokens
from .quotes import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc

Lexicon = Mapping[str, tuple[str, ...]]
Characters = tuple[int, int]
Frame = Literal["clause", "request", "infinitive", "preposition", "object", "according", "noun", "passive"]

VERB_LISTS = ("clause", "thought", "object", "request", "infinitive", "preposition", "citing", "as", "judging")
CONSONANT_Y = re.compile(r"[^aeiou]y$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingWords:
    """The reporting verbs of the language by word form, the frames they stand in, and those with a particle."""

    forms: Mapping[str, str]
    frames: Mapping[str, frozenset[str]]
    particles: frozenset[str]

    def has(self, frame: str, lemma: str) -> bool:
        """Whether the lemma (or verb and preposition) reports in that frame."""
        return lemma in self.frames.get(frame, ())


def reporting_words(lexicon: Lexicon) -> ReportingWords:
    """Inflect the lexicon's verbs, so that nothing rests on the parser's lemmas."""
    return _reporting_words(tuple(lexicon.items()))


@lru_cache(maxsize=4)
def _reporting_words(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> ReportingWords:
    lexicon = dict(lists)
    verbs = [verb for name in VERB_LISTS for verb in lexicon.get(name, ())]
    forms: dict[str, str] = {}
    for verb in verbs:
        lemma = verb.split(" ")[0]
        forms.update(dict.fromkeys(inflect(lemma), lemma))
    for row in lexicon.get("irregular", ()):
        lemma, *others = row.split(" ")
        forms.update(dict.fromkeys((lemma, *others), lemma))
    frames = {name: frozenset(words) for name, words in lexicon.items()}
    return ReportingWords(forms=forms, frames=frames, particles=frozenset(verb for verb in verbs if " " in verb))


def inflect(lemma: str) -> Iterator[str]:
    """Forms of a regular verb.

    >>> list(inflect("deny"))
    ['deny', 'denies', 'denied', 'denying']
    """
    yield lemma
    if CONSONANT_Y.search(lemma):
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
        return
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    yield lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    yield stem + "ed"
    yield stem + "ing"


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed text: the quotation and the sentence of each token.

    ``shared``: cues that share the source of another; ``cited``: from whom the source of a cue says to have it;
    ``days``: where a date ends, with where it begins ("8 Sept").
    """

    doc: Doc
    words: ReportingWords
    spoken: Sequence[Tokens]
    quoted: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    days: Mapping[int, int] = field(default_factory=dict)
    shared: dict[int, int] = field(default_factory=dict)
    cited: dict[int, tuple[int, Tokens]] = field(default_factory=dict)


def open_page(doc: Doc, quotes: Sequence[Quote], words: ReportingWords, days: Iterable[Characters] = ()) -> Page:
    """Note quotation and sentence of each token; an unclosed quotation ends with its sentence.

    ``days``: where dates are written, in characters.
    """
    starts = [0] * len(doc)
    ends = [0] * len(doc)
    for sentence in doc.sents:
        for i in range(sentence.start, sentence.end):
            starts[i], ends[i] = sentence.start, sentence.end
    quoted = [-1] * len(doc)
    spoken: list[Tokens] = []
    token = 0
    for quote in quotes:
        while token < len(doc) and doc[token].idx + len(doc[token]) <= quote.start:
            token += 1
        first = token
        while token < len(doc) and doc[token].idx < quote.end:
            token += 1
        last = token if quote.closed or first >= len(doc) else min(token, ends[first])
        if last > first:
            quoted[first:last] = [len(spoken)] * (last - first)
            spoken.append((first, last))
    written = [doc.char_span(*day, alignment_mode="expand") for day in days]
    return Page(doc, words, spoken, quoted, starts, ends, {day.end: day.start for day in written if day is not None})
