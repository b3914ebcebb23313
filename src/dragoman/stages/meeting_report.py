"""What one clause tells of an encounter."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.claim import MeetingStatus, Mention
from ..model.when import When
from ..reading.place_uses import PlaceMention
from .meeting_features import Sighting

SORTS = {
    "call": "call",
    "phone": "call",
    "visit": "visit",
    "receive": "visit",
    "mediation": "mediation",
    "mediate": "mediation",
    "tell": "word",
    "engage": "word",
    "convey": "word",
}
OTHER = {"is=ahead", "is=behind", "det=a", "det=another", "det=number"}


@dataclass(frozen=True, slots=True)
class Report:
    """A sighting held to report an encounter, with what it says.

    ``known``: those who take part or mediate and of whom the text says who they are or for whom they stand, a
    phrase that names several parties ("officials from A and B") once for each; ``joining``: it tells who attended;
    ``arriving``: it tells of an arrival for an encounter; ``during``: of what was done in one, "during the call".
    """

    sighting: Sighting
    chance: float
    status: MeetingStatus
    people: tuple[Mention, ...]
    mediators: tuple[Mention, ...]
    when: When
    round: int | None
    anaphoric: bool
    joining: bool
    arriving: bool
    during: bool
    known: tuple[Mention, ...]

    @property
    def headline(self) -> bool:
        """Whether it stands in a headline or heading."""
        return bool(self.sighting.features & {"block=headline", "block=heading"})

    @property
    def general(self) -> bool:
        """Whether it speaks of talks in general ("the talks", "peace talks") and not of another, next or past round."""
        candidate = self.sighting.candidate
        return candidate.noun and candidate.sort in ("talks", "round") and not OTHER & self.sighting.features

    @property
    def start(self) -> int:
        """First token of the evidence."""
        return self.sighting.candidate.start

    @property
    def end(self) -> int:
        """Last-plus-one token of the evidence."""
        return self.sighting.candidate.end

    @property
    def place(self) -> PlaceMention | None:
        """Where."""
        return self.sighting.place


def sort_of(report: Report) -> str:
    """Visits, calls, mediation, single words and talks are different encounters."""
    return SORTS.get(report.sighting.candidate.sort, "talks")
