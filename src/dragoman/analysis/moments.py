"""The moments of the talks that the reports are about: rounds, consultations, calls, in order."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.claim import MeetingFormat
from ..model.when import When
from .citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stage of the talks and the articles that are about it.

    ``title``: in plain words ("Trilateral talks in Geneva: Russia, Ukraine, United States"); ``why``: how we know
    that it is this one and no other; ``after``: titles of moments that the reports place before it;
    ``articles``: ids of the articles mainly about it; ``entries``: records (ids) that belong to it.
    """

    title: str
    format: MeetingFormat
    place: str | None
    parties: tuple[str, ...]
    when: When
    why: str
    after: tuple[str, ...]
    articles: tuple[str, ...]
    records: tuple[str, ...]
    citations: tuple[Citation, ...]
