"""Positions across records: a party that moves, and reports that give it opposite stances at one time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from ..model.claim import Position
from ..model.record import Relation
from .told import Corpus, Told, words

Lexicon = Mapping[str, tuple[str, ...]]
AT_ONCE = timedelta(days=2)
WINDOW = 20
YES = ("accepts", "offers", "open_to")


def moved_positions(corpus: Corpus, lexicon: Lexicon) -> Iterator[Relation]:
    """A later stance supersedes another one; opposite stances reported at one time contradict each other."""
    ordinary = frozenset(lexicon.get("ordinary", ()))
    held: dict[tuple[str, str], list[Told[Position]]] = {}
    for told in corpus.of(Position):
        if told.origin == told.article.id:
            held.setdefault((told.payload.party, told.payload.issue), []).append(told)
    for (party, issue), tellings in sorted(held.items()):
        yield from _opposed(party, issue, tellings, ordinary)
        dated = [told for told in tellings if told.day is not None]
        for before, after in pairwise(dated):
            if before.payload.stance != after.payload.stance and before.day != after.day:
                reason = f"{party} on {issue.replace('_', ' ')}: {_said(before)}, then {_said(after)}"
                yield _relation("supersedes", after, before, reason)


def _opposed(party: str, issue: str, tellings: list[Told[Position]], ordinary: frozenset[str]) -> Iterator[Relation]:
    for number, later in enumerate(tellings):
        for earlier in tellings[max(0, number - WINDOW) : number]:
            if earlier.origin == later.origin or not _opposite(earlier, later):
                continue
            if (earlier.day is None) != (later.day is None):
                continue
            if earlier.day and later.day and later.day - earlier.day > AT_ONCE:
                continue
            party_words = frozenset(party.casefold().split())
            shared = words(earlier.sentence, ordinary) & words(later.sentence, ordinary) - party_words
            if len(shared) > 1:
                reason = f"{party} on {issue.replace('_', ' ')} at one time: {_said(earlier)}, and {_said(later)}"
                yield _relation("contradicts", later, earlier, reason)
                break


def _opposite(one: Told[Position], two: Told[Position]) -> bool:
    stances = {one.payload.stance, two.payload.stance}
    return "rejects" in stances and bool(stances & set(YES))


def _said(told: Told[Position]) -> str:
    return f'{told.payload.stance.replace("_", " ")} ("{told.claim.evidence.quote}")'


def _relation(kind: str, subject: Told[Position], other: Told[Position], reason: str) -> Relation:
    evidence = (subject.claim.evidence, other.claim.evidence)
    return Relation(
        kind=kind,  # type: ignore[arg-type]
        subject=subject.id,
        object=other.id,
        aspect="stance",
        reason=reason,
        evidence=evidence,
    )
