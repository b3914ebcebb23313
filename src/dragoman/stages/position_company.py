"""Who stands together in a text: parties named side by side, and those that are told to have met."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
            | comprising | composed | made | including | as | known | [a-z]+ed (?<! armed ) (?<! allied ) ) \s )
        [a-z]+ \s+ ){0,3}
    """,
    re.VERBOSE,
)


BODY = re.compile(  # behind a name: a noun that may be a body's; title and name of a person
    r"""
    (?: ['’]s? )? \s+ ([a-z]+) \b
    | (?: ['’]s? )? (?: ,? \s+ (?: [A-Z][\w.’'-]+ | al | el | bin | de | van ) (?<! \.) ){1,6}
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Encounter:
    """A verb or noun that tells of a meeting, where it stands (characters), and the tokens that name who met."""

    token: int
    place: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Namings that a text coordinates: where they start and end (characters), and their parties, none twice."""

    start: int
    end: int
    parties: tuple[str, ...]


def runs(text: str, named: Sequence[tuple[int, int, str]], bodies: Collection[str] = ()) -> Iterator[Run]:
    """Stretches of at least two parties that a text coordinates; ``named``: start, end and party of each naming.

    A naming of no party ("") goes on with a list and adds nothing to it. Behind a name one of the nouns ``bodies`` may
    stand: "the Halvorian *government* and Tessavia".
    """
    run: Run | None = None
    for start, end, party in named:
        near = run is not None and _are_beside(text, run.end, start, bodies)
        if run is not None and (near or ((party,) == run.parties[-1:] and start - run.end < 4)):
            run = Run(run.start, end, tuple(dict.fromkeys(p for p in (*run.parties, party) if p)))
            continue
        if run is not None and len(run.parties) > 1:
            yield run
        run = Run(start, end, (party,) if party else ())
    if run is not None and len(run.parties) > 1:
        yield run


def _are_beside(text: str, end: int, start: int, bodies: Collection[str]) -> bool:
    """Whether what stands between two names coordinates them; the first may go on to its body or person."""
    if BETWEEN.fullmatch(text, end, start):
        return True
    after = BODY.match(text, end, start)
    if after is None or not (after.group(1) is None or after.group(1) in bodies):
        return False
    return BETWEEN.fullmatch(text, after.end(), start) is not None


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
    """What tells of a meeting, with who met whom: "A met B", "A held talks with B", "a call between A and B"."""
    talks = words.get("encounters.talks", ())
    for token in doc:
        if token.pos_ == "VERB":
            members = _met(token, words)
        elif token.lemma_.lower() in talks:
            members = [*_with(token, ("between", "among"))]
        else:
            continue
        if members:
            yield Encounter(token.i, token.idx, tuple(t.i for t in members))


def _met(verb: Token, words: Mapping[str, Sequence[str]]) -> list[Token]:
    """Who met whom by a verb; nobody if it tells of no meeting."""
    talk = _object(verb, words.get("encounters.talks", ()))
    lemma = verb.lemma_.lower()
    others = [*_with(verb)]
    if talk is not None:
        others.extend(_with(talk))
    elif lemma in words.get("encounters.verbs", ()):
        others.extend(c for c in verb.children if c.dep_ == "dobj")
    elif lemma in words.get("encounters.speaking", ()):
        others = [*_with(verb, ("with", "to")), *(t for c in verb.children if c.dep_ == "dobj" for t in _with(c))]
    else:
        return []
    subject = subject_of(verb)
    return [*([subject] if subject is not None else []), *others]


def teller_above(pronoun: Token) -> Token | None:
    """The subject of the verb in whose clause a pronoun is the subject: "the ministry" in "the ministry said it"."""
    verb = pronoun.head
    while verb.dep_ == "conj" and verb.head.i < verb.i:
        verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.i > pronoun.i:
        return None
    return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.i < pronoun.i), None)


def addressed(pronoun: Token, words: Mapping[str, Sequence[str]]) -> Token | None:
    """Whom a possessive comes back to by what is asked or said of them, or as the owner of what it is listed with.

    "urged *Halvoria* to drop its demand", "thanked *Meridon* for its efforts", "*Tessavia*'s stance and its demand".
    """
    owned = pronoun.head
    while owned.dep_ == "conj" and owned.head.pos_ == "NOUN" and pronoun.lower_ in ("its", "their"):
        owned = owned.head
        if (owner := next((c for c in owned.children if c.dep_ == "poss" and c.pos_ != "PRON"), None)) is not None:
            return owner
    for above in pronoun.ancestors:
        if above.dep_ in ("nsubj", "nsubjpass") or any(c.dep_ == "nsubj" for c in above.children):
            return None
        thanks = above.dep_ == "prep" and above.head.lemma_.lower() in words.get("holders.judging", ())
        asks = above.dep_ in ("xcomp", "advcl") and above.head.lemma_.lower() in words.get("holders.asking", ())
        if thanks or asks:
            objects = [c for c in above.head.children if c.dep_ in ("dobj", "dative") and c.i < above.i]
            objects += [t for c in above.head.children if c.i < above.i for t in _with(above.head, (c.lower_,))]
            return next((t for t in objects if t.i < above.i and _can_own(t, pronoun)), None)
    return None


def _can_own(noun: Token, pronoun: Token) -> bool:
    """Whether a possessive agrees with a noun: "his" with a person, "its" with none, "their" with several or a body."""
    person = noun.ent_type_ == "PERSON"
    return person if pronoun.lower_ in ("his", "her") else pronoun.lower_ in ("its", "their") and not person


def _object(verb: Token, talks: Sequence[str]) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in talks), None)


def _with(token: Token, words: Sequence[str] = ("with", "between")) -> Iterator[Token]:
    for preposition in token.children:
        if preposition.dep_ == "prep" and preposition.lower_ in words:
            yield from (c for c in preposition.children if c.dep_ == "pobj")
