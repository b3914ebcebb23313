"""Which claims of different articles are about the same thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

from ..model.claim import Assessment, Measure, Meeting, Mention, Payload, Position, Statement
from ..model.record import Judgement, Relation
from ..packs import Packs, load_packs
from .corpus import CorpusView
from .identity_measures import compare_steps, step_keys, step_of
from .identity_meetings import Match, compare, contact_of, keys
from .told import Corpus, Told, corpus_of, overlap, words

BY = "rule:identity"
GROUPS = 60
"""A claim is compared with so many groups at most, the newest that share a key with it."""
MEMBERS = 8
RESTATED = timedelta(days=30)
UTTERED = timedelta(days=14)
MINIMUM = 4
SPACE = re.compile(r"\s+")
Q = TypeVar("Q")
Lexicon = Mapping[str, tuple[str, ...]]


class Identity:
    """Judges claims to be the same: contacts, steps, positions, utterances, characterisations."""

    name = "identity"
    version = "1"

    def __init__(self, packs: Packs | None = None) -> None:
        self.lexicon: Lexicon = (packs or load_packs(("english",))).lexicons.get("relations", {})

    def __call__(self, view: CorpusView, previous: Sequence[Judgement]) -> Iterable[Judgement | Relation]:
        """One judgement for each claim that is about the same thing as an earlier one."""
        corpus = corpus_of(view, previous)
        copied = dict(_copied(corpus))
        yield from copied.values()
        own = [told for told in corpus.told if told.id not in copied]
        yield from _meetings(_of(own, Meeting))
        yield from _measures(_of(own, Measure), self.lexicon, _party_words(own))
        yield from _positions(_of(own, Position))
        ordinary = frozenset(self.lexicon.get("ordinary", ()))
        yield from _utterances([*_of(own, Statement), *_of(own, Assessment)], ordinary)


def _of(told: Iterable[Told[Payload]], payload: type[Q]) -> list[Told[Q]]:  # type: ignore[type-var]
    return [t for t in told if isinstance(t.payload, payload)]  # type: ignore[misc]


def _same(subject: str, other: str, reasons: Sequence[str]) -> Judgement:
    return Judgement(subject=subject, other=other, verdict="same", by=BY, reason="; ".join(reasons))


def _copied(corpus: Corpus) -> Iterator[tuple[str, Judgement]]:
    """Claims of copies that rest on the words of the original."""
    originals = set(corpus.origins.values())
    spoken = {_copy_key(t): t.id for t in reversed(corpus.told) if t.article.id in originals}
    for told in corpus.told:
        if told.article.id in corpus.origins and (other := spoken.get(_copy_key(told))):
            yield told.id, _same(told.id, other, ["the copied passage says it in the same words"])


def _copy_key(told: Told[Payload]) -> tuple[object, ...]:
    payload, quote = told.payload, SPACE.sub(" ", told.claim.evidence.quote).casefold()
    detail: tuple[object, ...] = ()
    if isinstance(payload, Position):
        detail = (payload.party, payload.issue, payload.stance)
    elif isinstance(payload, Measure | Assessment):
        detail = (payload.kind,)
    elif isinstance(payload, Meeting):
        detail = (payload.status, str(payload.when), payload.place)
    return told.origin, told.claim.kind, quote, detail


@dataclass(slots=True)
class _Group(Generic[Q]):
    members: list[tuple[str, Q]] = field(default_factory=list)

    def sample(self) -> list[tuple[str, Q]]:
        half = MEMBERS // 2
        return self.members if len(self.members) <= MEMBERS else self.members[:half] + self.members[-half:]

    def match(self, item: Q, compare: Callable[[Q, Q], Match]) -> tuple[float, str, tuple[str, ...]] | None:
        """The member that fits best; None if none does, or if one of them rules the item out."""
        found = [(compare(member, item), claim) for claim, member in self.sample()]
        if any(match.score < 0 for match, _ in found):
            return None
        match, claim = max(found, key=lambda f: f[0].score)
        return (match.score, claim, match.reasons) if match.score > 0 else None


def _grouped(
    items: Iterable[tuple[str, Q]], keys: Callable[[Q], Iterable[tuple[str, ...]]], compare: Callable[[Q, Q], Match]
) -> Iterator[Judgement]:
    """Each item joins the group that fits it best, or begins its own."""
    groups: list[_Group[Q]] = []
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for claim, item in items:
        known = list(dict.fromkeys(keys(item)))
        near = sorted({number for key in known for number in index[key][-GROUPS:]})[-GROUPS:]
        fits = [(match, number) for number in near if (match := groups[number].match(item, compare))]
        if fits:
            (_, other, reasons), chosen = max(fits, key=lambda f: (f[0][0], -f[1]))
            yield _same(claim, other, reasons)
        else:
            chosen = len(groups)
            groups.append(_Group())
        groups[chosen].members.append((claim, item))
        for key in known:
            if not index[key] or index[key][-1] != chosen:
                index[key].append(chosen)


def _meetings(told: Sequence[Told[Meeting]]) -> Iterator[Judgement]:
    contacts = [contact_of(t) for t in told]
    contacts.sort(key=lambda c: not c.exact)
    return _grouped(((c.told.id, c) for c in contacts), keys, compare)


def _measures(told: Sequence[Told[Measure]], lexicon: Lexicon, parties: frozenset[str]) -> Iterator[Judgement]:
    return _grouped(((t.id, step_of(t, lexicon, parties)) for t in told), step_keys, compare_steps)


def _party_words(told: Iterable[Told[Payload]]) -> frozenset[str]:
    """The words of all parties' names."""
    parties: set[str] = set()
    for claim in told:
        if isinstance(claim.payload, Meeting | Measure):
            parties.update(claim.payload.parties)
        elif claim.payload.party:
            parties.add(claim.payload.party)
    return frozenset(word.casefold() for party in parties for word in party.split())


def _positions(told: Sequence[Told[Position]]) -> Iterator[Judgement]:
    """A party that says the same on an issue again, with nothing else said in between, holds one position."""
    last: dict[tuple[str, str], Told[Position]] = {}
    newest: dict[tuple[str, str, str], Told[Position]] = {}
    for claim in told:
        held = claim.payload
        before = newest.get((held.party, held.issue, held.stance))
        if before is not None and _goes_on(before, claim, last[held.party, held.issue]):
            yield _same(claim.id, before.id, [f"{held.party} on {held.issue.replace('_', ' ')}: {held.stance}, again"])
        last[held.party, held.issue] = newest[held.party, held.issue, held.stance] = claim


def _goes_on(before: Told[Position], after: Told[Position], between: Told[Position]) -> bool:
    if before.day is None or after.day is None:
        return before.day is after.day
    moved = between.payload.stance != after.payload.stance and between.day not in (None, before.day, after.day)
    return after.day - before.day <= RESTATED and not moved


def _utterances(told: Sequence[Told[Statement] | Told[Assessment]], ordinary: frozenset[str]) -> Iterator[Judgement]:
    """What one speaker said once, in the words of two articles."""
    index: dict[tuple[str, ...], list[tuple[Told[Statement] | Told[Assessment], frozenset[str]]]] = defaultdict(list)
    for claim in told:
        said = words(claim.claim.evidence.quote, ordinary)
        if len(said) < MINIMUM:
            continue
        found = None
        keys = [(claim.claim.kind, word) for word in sorted(said, key=lambda w: (-len(w), w))[:MINIMUM]]
        for other, heard in (candidate for key in keys for candidate in index[key][-MEMBERS:]):
            if other.article.id != claim.article.id and _uttered_once(other, claim, overlap(heard, said), heard, said):
                found = other
                break
        if found is not None:
            yield _same(claim.id, found.id, ["said by the same speaker in the same words"])
        for key in keys:
            index[key].append((claim, said))


def _uttered_once(
    one: Told[Statement] | Told[Assessment],
    two: Told[Statement] | Told[Assessment],
    alike: float,
    first: frozenset[str],
    second: frozenset[str],
) -> bool:
    if alike < 0.8 or len(first & second) < MINIMUM or len(first | second) > 2.5 * len(first & second):
        return False
    if one.day is not None and two.day is not None and abs(_gap(one.day, two.day)) > UTTERED:
        return False
    speakers = [_speaker(claim) for claim in (one, two)]
    if speakers[0] is None or speakers[1] is None:
        return alike > 0.95
    return speakers[0] == speakers[1]


def _gap(first: date, second: date) -> timedelta:
    return second - first


def _speaker(told: Told[Statement] | Told[Assessment]) -> str | None:
    payload = told.payload
    mention: Mention | None = payload.speaker if isinstance(payload, Statement) else payload.claimed_by
    return (mention.name or mention.party if mention else None) or payload.party
