"""What people and rules decide about claims, and what the corpus as a whole says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .codec import canonical_json
from .evidence import Evidence
from .identity import content_id

Verdict = Literal["accept", "reject", "unsure", "corrected", "same", "different"]
RelationKind = Literal["repeats", "corroborates", "contradicts", "supersedes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A decision about a claim (``other`` None) or a pair of claims or articles; never edited, only superseded."""

    subject: str
    other: str | None = None
    verdict: Verdict
    by: str
    reason: str
    at: datetime | None = None
    value: str | None = None

    @property
    def id(self) -> str:
        """Hash of everything in it."""
        return content_id("judgement", canonical_json(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Claims of one kind judged to be about the same thing, folded together; the first is the fullest telling.

    ``articles``: all that tell it; ``independent``: how many of them are not copies of one another.
    """

    kind: str
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    independent: int

    @property
    def id(self) -> str:
        """Hash of its earliest claim id, so that a record keeps its id while it grows."""
        return content_id("record", self.kind, min(self.claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Between two claims, records or articles (``subject`` relates to ``object``), with the reason in words.

    ``aspect``: what it is about (date, place, number, administration, stance, text ...). ``evidence``: the words
    of both sides, where they are not (only) those of the claims; each names its article.
    """

    kind: RelationKind
    subject: str
    object: str
    aspect: str
    reason: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """Hash of everything in it."""
        return content_id("relation", canonical_json(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What could not be read or done: the article's key or path, the stage and the message."""

    article: str
    stage: str
    message: str
    hint: str | None = None

    @property
    def id(self) -> str:
        """Hash of everything in it."""
        return content_id("failure", self.article, self.stage, self.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What ran, with which versions and settings, and what came of it."""

    started: datetime
    finished: datetime | None
    versions: tuple[str, ...]
    settings: str
    articles: int
    claims: int
    failures: int
    seconds: float

    @property
    def id(self) -> str:
        """Hash of start and settings."""
        return content_id("run", self.started.isoformat(), self.settings)
