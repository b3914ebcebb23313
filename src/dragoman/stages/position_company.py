"""Who stands together in a text: parties named side by side, and those that are told to have met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .position_clauses import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BETWEEN = re.compile(  # what may stand between two coordinated names: commas, "and", the next one's article or title
    r"""
    (?: ['’]s? )? \s* (?: \([^)]{1,12}\) | \) )? \s*
    \s* (?: , | and | & | , \s* and | or
          | (?: , \s* )? as \s well \s as | (?: , \s* )? (?: along | together ) \s with )
    \s* (?: the | its | his | her )? \s*
    (?: (?! (?: in | at | to | on | by | with | after | before | for | against | when | who | which | that | consisting
            | comprising | composed | made | including ) \s )
        [a-z]+ \s+ ){0,3}
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Encounter:
    """A verb that tells of a meeting, where it stands (characters), and the tokens that name who met."""

    token: int
    place: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Namings that a text coordinates: where they start and end (characters), and their parties, none twice."""

    start: int
    end: int
    parties: tuple[str, ...]


def runs(text: str, named: Sequence[tuple[int, int, str]]) -> Iterator[Run]:
    """Stretches of at least two parties that a text coordinates; ``named``: start, end and party of each naming.

    A naming of no party ("") goes on with a list and adds nothing to it.
    """
    run: Run | None = None
    for start, end, party in named:
        near = run is not None and BETWEEN.fullmatch(text, run.end, start)
        if run is not None and (near or ((party,) == run.parties[-1:] and start - run.end < 4)):
            run = Run(run.start, end, tuple(dict.fromkeys(p for p in (*run.parties, party) if p)))
            continue
        if run is not None and len(run.parties) > 1:
            yield run
        run = Run(start, end, (party,) if party else ())
    if run is not None and len(run.parties) > 1:
        yield run


def joined(doc: Doc, found: Iterable[Run], start: int, end: int) -> Run | None:
    """The run that a subject stands in, where the run itself is the subject.

    What a parse tears apart: "*Halvoria*, *Tessavia*, and Meridon agreed". A run behind a preposition is none, nor is
    one that only commas hold together: "In Halvoria, Tessavia agreed".
    """
    for run in found:
        words = doc.char_span(run.start, run.end, alignment_mode="expand")
        if words is None or not (run.start < end and start < run.end):
            continue
        first = words.start
        while first > 0 and doc[first - 1].pos_ in ("DET", "ADJ", "PROPN", "NOUN") and first > words.sent.start:
            first -= 1
        behind = first > words.sent.start and doc[first - 1].pos_ in ("ADP", "VERB", "AUX", "PART")
        if not behind and any(t.dep_ == "cc" or t.lower_ in ("along", "together") for t in words):
            return run
    return None


def encounters(doc: Doc, words: Mapping[str, Sequence[str]]) -> Iterator[Encounter]:
    """Verbs of meeting with who met whom: "A met B", "A held talks with B", "A and B met"."""
    verbs, talks = words.get("encounters.verbs", ()), words.get("encounters.talks", ())
    for token in doc:
        if token.pos_ != "VERB" or not (token.lemma_.lower() in verbs or _object(token, talks) is not None):
            continue
        subject = subject_of(token)
        others = [*_with(token)]
        talk = _object(token, talks)
        if talk is not None:
            others.extend(_with(talk))
        else:
            others.extend(c for c in token.children if c.dep_ == "dobj")
        members = [t.i for t in (subject, *others) if t is not None]
        if members:
            yield Encounter(token.i, token.idx, tuple(members))


def teller_above(pronoun: Token) -> Token | None:
    """The subject of the verb in whose clause a pronoun is the subject: "the ministry" in "the ministry said it"."""
    verb = pronoun.head
    while verb.dep_ == "conj" and verb.head.i < verb.i:
        verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.i > pronoun.i:
        return None
    return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.i < pronoun.i), None)


def _object(verb: Token, talks: Sequence[str]) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in talks), None)


def _with(token: Token) -> Iterator[Token]:
    for preposition in token.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("with", "between"):
            yield from (c for c in preposition.children if c.dep_ == "pobj")
