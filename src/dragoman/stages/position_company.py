"""Who stands together in a text: parties named side by side, and those that are told to have met."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .position_clauses import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BETWEEN = re.compile(  # what may stand between two coordinated names: commas, "and", the next one's article or title
    r"""
    (?: ['’]s? )? \s* (?: \([^)]{1,12}\) | \) )? \s*
    \s* (?: , | and | & | , \s* and | as \s well \s as | or )
    \s* (?: the | its | his | her )? \s* (?: [a-z]+ \s+ ){0,3}
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Encounter:
    """A verb that tells of a meeting, where it stands (characters), and the tokens that name who met."""

    token: int
    place: int
    members: tuple[int, ...]


def side_by_side(text: str, named: Sequence[tuple[int, int, str]]) -> list[list[str]]:
    """Groups of at least two parties that a text coordinates; ``named``: start, end and party of each naming."""
    groups: list[list[str]] = []
    last = 0
    for start, end, party in named:
        near = bool(groups) and BETWEEN.fullmatch(text, last, start)
        if near or (groups and party == groups[-1][-1] and start - last < 4):
            if party not in groups[-1]:
                groups[-1].append(party)
        else:
            groups.append([party])
        last = end
    return [group for group in groups if len(group) > 1]


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
