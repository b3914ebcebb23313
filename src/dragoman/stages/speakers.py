"""Speakers: who stands behind each statement's noun phrase or pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..model.claim import Claim, Statement
from ..reading.cast import cast_speakers
from ..reading.reading import Reading
from .base import Found, of_kind


@dataclass(frozen=True, slots=True)
class Speakers:
    """Rewrites statements with their speakers resolved: full name, party, source class, candidates."""

    name: str = "speakers"
    version: str = "1"
    requires: frozenset[str] = frozenset(("statement",))
    provides: frozenset[str] = frozenset(("statement",))

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim[Statement]]:
        """The same statements, each with the speaker that the text up to there lets us know."""
        return tuple(self._resolve(reading, of_kind(found, Statement)))

    def _resolve(self, reading: Reading, claims: list[Claim[Statement]]) -> Iterator[Claim[Statement]]:
        places = {
            (said.speaker.span.start, said.speaker.span.end): (claim.evidence.start, claim.evidence.end)
            for claim in claims
            if (said := claim.payload).speaker is not None
        }
        cast = cast_speakers(reading, places)
        for claim in claims:
            said = claim.payload
            mention = cast.get((said.speaker.span.start, said.speaker.span.end)) if said.speaker else None
            if mention is None:
                yield claim
                continue
            resolved = replace(said, speaker=mention, party=mention.party, source_class=mention.source_class)
            yield replace(claim, payload=resolved)
