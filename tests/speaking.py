"""What the stage of the speakers makes of a text, for its cases."""

from __future__ import annotations

from dragoman.model.claim import Claim, Statement
from dragoman.reading.reading import Reading
from dragoman.stages.speakers import Speakers
from dragoman.stages.statements import Statements

Who = tuple[str, str | None, str | None, str | None]


def spoken(reading: Reading) -> list[Claim[Statement]]:
    """Statements with their speakers resolved, in text order."""
    return list(Speakers()(reading, tuple(Statements()(reading, ()))))  # type: ignore[arg-type]


def speakers(reading: Reading) -> tuple[Who, ...]:
    """Words, name, party and source class of every speaker, in text order."""
    return tuple(
        (said.speaker.span.words, said.speaker.name, said.party, said.source_class)
        for claim in spoken(reading)
        if (said := claim.payload).speaker is not None
    )
