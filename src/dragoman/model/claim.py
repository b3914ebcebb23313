"""What one article says: five kinds of claim, each tied to its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from .codec import Json, canonical_json, to_json
from .evidence import Evidence, Span
from .identity import content_id
from .when import UNKNOWN_TIME, When

SourceClass = Literal["named", "role", "institution", "anonymous"]
Modality = Literal["factual", "future", "conditional", "possible", "negated"]
MeetingFormat = Literal[
    "bilateral", "trilateral", "multilateral", "indirect", "allied_consultation", "phone", "unknown"
]
MeetingStatus = Literal["held", "ongoing", "planned", "postponed", "cancelled", "denied"]
Level = Literal["leaders", "ministers", "envoys", "technical", "mixed"]
Stance = Literal["demands", "rejects", "accepts", "offers", "open_to", "conditional"]
PositionKind = Literal["red_line", "demand", "offer", "condition", "acceptance", "rejection", "flexibility"]
PositionBasis = Literal["own_words", "spokesperson", "anonymous", "mediator", "other_side", "analyst", "reporter"]
ProgressKind = Literal["substance", "process", "none", "setback"]
MeasureStatus = Literal["proposed", "agreed", "implemented", "rejected", "violated", "suspended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An actor as the text names it.

    ``span``: the words, title included; ``name``: the fullest name known for it (None if unresolved); ``party``:
    whom it speaks for; ``candidates``: names it might be, when that could not be settled.
    """

    span: Span
    name: str | None = None
    party: str | None = None
    source_class: SourceClass | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what: the claim's evidence is the content."""

    speaker: Mention | None = None
    cue: Span | None = None
    direct: bool = False
    source_class: SourceClass | None = None
    party: str | None = None
    via: str | None = None
    modality: Modality = "factual"
    attribution: str | None = None

    @property
    def speaker_name(self) -> str | None:
        """The fullest name known for the speaker."""
        return self.speaker.name if self.speaker else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A party's delegation at a meeting, with its lead and members as named in the text."""

    party: str
    lead: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Who met whom: the claim's evidence is the clause that reports the contact."""

    status: MeetingStatus
    format: MeetingFormat = "unknown"
    when: When = UNKNOWN_TIME
    date_words: Span | None = None
    place: str | None = None
    place_words: Span | None = None
    country: str | None = None
    participants: tuple[Mention, ...] = ()
    mediators: tuple[Mention, ...] = ()
    hosts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    level: Level | None = None
    duration: Span | None = None
    round: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party wants on an issue: the claim's evidence is the passage.

    ``kind``: how it is put forward, by its words; None in claims written before there were kinds.
    """

    party: str
    issue: str
    stance: Stance
    basis: PositionBasis = "reporter"
    attributed_to: str | None = None
    statement: str | None = None
    condition: Span | None = None
    kind: PositionKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A concrete step and how far it has come: the claim's evidence names the step."""

    kind: str
    status: MeasureStatus
    parties: tuple[str, ...] = ()
    quantity: float | None = None
    unit: str | None = None
    place: str | None = None
    when: When = UNKNOWN_TIME
    conditions: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How the talks are said to go (``progress`` in the guidelines): the evidence is the characterisation."""

    kind: ProgressKind
    claimed_by: Mention | None = None
    party: str | None = None
    source_class: SourceClass | None = None


Payload: TypeAlias = Statement | Meeting | Position | Measure | Assessment
T = TypeVar("T", bound=Payload, covariant=True)
KINDS: Mapping[str, type[Payload]] = {
    "statement": Statement,
    "meeting": Meeting,
    "position": Position,
    "measure": Measure,
    "assessment": Assessment,
}
KIND_OF: Mapping[type, str] = {payload: kind for kind, payload in KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[T]):
    """One thing one article says, where it says it, and why we think so (stage, version, cue words)."""

    payload: T
    evidence: Evidence
    stage: str
    version: str
    cues: tuple[Span, ...] = ()

    @property
    def kind(self) -> str:
        """``statement``, ``meeting``, ``position``, ``measure`` or ``assessment``."""
        return KIND_OF[type(self.payload)]

    @property
    def id(self) -> str:
        """Hash of kind, payload, article and span; stage and version do not enter."""
        place = f"{self.evidence.article}:{self.evidence.start}:{self.evidence.end}"
        return content_id(self.kind, canonical_json(_identifying(self.payload)), place)


def _identifying(payload: Payload) -> Payload | dict[str, Json]:
    """What names the claim: a position without a kind keeps the id that it had before there were kinds."""
    if not isinstance(payload, Position) or payload.kind is not None:
        return payload
    fields = to_json(payload)
    assert isinstance(fields, dict)
    return {name: value for name, value in fields.items() if name != "kind"}
