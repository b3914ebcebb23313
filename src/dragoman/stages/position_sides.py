"""Which parties an article names, where, and who speaks: among them is whoever holds a position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .position_antecedents import Holder
from .position_holders import Holders

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..model.claim import Mention
    from ..reading.reading import Reading
    from .position_features import Wish

BACK = 700  # characters before a sentence within which a party must be named to be thought of


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a party is named (characters), and how: by name, adjective, one of its people, as a speaker."""

    start: int
    end: int
    how: str


class Sides:
    """The parties of one article with their namings; made once, asked for every wish."""

    def __init__(self, reading: Reading, holders: Holders) -> None:
        self.reading = reading
        self.holders = holders
        self.namings: dict[str, list[Naming]] = {}
        self.kinds: dict[str, str] = {}
        for name in reading.names:
            party, how = holders.party(name), name.how if name.actor.kind != "person" else "person"
            if party is None and how == "person":
                party = reading.describe(name.start, name.end).party
            if party:
                self.namings.setdefault(party, []).append(Naming(name.start, name.end, how))
                self.kinds.setdefault(party, name.actor.kind)
        self._add_speakers()
        self.counts = Counter({party: len(namings) for party, namings in self.namings.items()})
        self.ranks = {party: rank for rank, (party, _) in enumerate(self.counts.most_common())}

    def _add_speakers(self) -> None:
        """Speakers whose words name no party ("the envoy") name the one they speak for."""
        unnamed: dict[str, set[Naming]] = {}
        for claim in self.holders.statements:
            party, speaker = claim.payload.party, claim.payload.speaker
            if party and speaker:
                here, last = self.around(party, speaker.span.start, speaker.span.end)
                if not here and (last is None or last.end <= speaker.span.start):
                    unnamed.setdefault(party, set()).add(Naming(speaker.span.start, speaker.span.end, "speaker"))
        for party, namings in unnamed.items():
            found = self.namings.setdefault(party, [])
            found.extend(namings)
            found.sort(key=lambda naming: (naming.start, naming.end))

    @cached_property
    def order(self) -> list[tuple[int, str]]:
        """Where each naming starts and whom it names, in text order."""
        return sorted((n.start, party) for party, namings in self.namings.items() for n in namings)

    def named_in(self, start: int, end: int) -> list[tuple[int, str]]:
        """The part of ``order`` that lies in a stretch of text."""
        return self.order[bisect_left(self.order, (start, "")) : bisect_left(self.order, (end, ""))]

    def last_named(self, end: int) -> str | None:
        """The party named last before a place."""
        index = bisect_left(self.order, (end, ""))
        return self.order[index - 1][1] if index else None

    def candidates(self, wish: Wish) -> tuple[Holder, ...]:
        """Who may hold a wish: whom the rules found, then every party named in its sentence or shortly before.

        A body whose members the text tells stands for them alone.
        """
        found = {holder.party: holder for holder in wish.holders}
        sentence = self.reading.doc[wish.cue.token].sent
        for _, party in self.named_in(sentence.start_char - BACK, sentence.end_char):
            if not self.holders.collectives.of(party):
                found.setdefault(party, Holder(party, None, "named"))
        return tuple(found.values())

    def around(self, party: str, start: int, end: int) -> tuple[list[Naming], Naming | None]:
        """The namings of a party that begin within a stretch of text, and its last one before."""
        namings = self.namings.get(party) or self._unnamed(party)
        first = bisect_left(namings, start, key=lambda naming: naming.start)
        last = bisect_left(namings, end, lo=first, key=lambda naming: naming.start)
        return namings[first:last], namings[first - 1] if first else None

    def _unnamed(self, party: str) -> list[Naming]:
        """Where people without a name are told to hold something."""
        return [Naming(start, end, "unnamed") for start, end in sorted(set(self.holders.unnamed.get(party, ())))]

    def nearest(self, party: str, token: Token) -> Mention | None:
        """The last mention of a party up to a sentence's end: what a position rests on that the rules do not see."""
        here, last = self.around(party, token.sent.start_char, token.sent.end_char)
        naming = here[-1] if here else last
        return self.reading.describe(naming.start, naming.end) if naming is not None else None

    @cached_property
    def spoken(self) -> list[tuple[int, frozenset[str]]]:
        """Where each statement ends and the parties that it speaks for, if any, in text order."""
        ends = [(claim.evidence.end, self.holders.speaking(claim)) for claim in self.holders.statements]
        return sorted(((end, parties) for end, parties in ends if parties), key=lambda pair: pair[0])

    @cached_property
    def speakers(self) -> frozenset[str]:
        """All parties that speak."""
        return frozenset(party for _, parties in self.spoken for party in parties)

    def speaking_at(self, position: int) -> tuple[frozenset[str], frozenset[str]]:
        """The parties in whose statement a place of the text stands, and those whose statement ended last before it."""
        around = self.holders.saying(position)
        index = bisect_right(self.spoken, position, key=lambda pair: pair[0])
        before = self.spoken[index - 1][1] if index else frozenset()
        return self.holders.speaking(around) if around else frozenset(), before

    @cached_property
    def together(self) -> tuple[frozenset[str], ...]:
        """Groups of parties that the text names side by side."""
        return tuple(map(frozenset, self.holders.side_by_side(self.holders.parties)))

    @cached_property
    def met(self) -> tuple[frozenset[str], ...]:
        """Groups of parties that the text tells to have met."""
        return tuple(map(frozenset, self.holders.companies()))
