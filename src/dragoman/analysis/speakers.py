"""Who spoke: by name, by role, for an institution, or unnamed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model.claim import Claim, SourceClass, Statement
from ..store.base import View
from .citation import Citation
from .corpus import Corpus, ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One source with what it said; ``name`` is None for the sources that no text names.

    ``words``: how the texts call it; ``independent``: articles that quote it and are no copies of one another.
    """

    name: str | None
    words: tuple[str, ...]
    party: str | None
    source_class: SourceClass | None
    statements: int
    independent: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """All sources, those who said most first within each class; ``unknown``: nobody could be told to have spoken."""

    named: tuple[Speaker, ...]
    role: tuple[Speaker, ...]
    institution: tuple[Speaker, ...]
    anonymous: tuple[Speaker, ...]
    unknown: tuple[Speaker, ...]


Key = tuple[str | None, str, str | None]
"""What tells one speaker from another: the class, the name (or the words where no name is known), the party."""


def speakers(view: View | Corpus) -> Speakers:
    """Who spoke in the view's scope; statements that copies repeat are not counted again."""
    corpus = ready(view)
    grouped: dict[Key, list[tuple[str, Claim[Statement]]]] = {}
    for claim, told in corpus.of(Statement):
        if corpus.own(told):
            grouped.setdefault(key_of(told.payload), []).append((claim, told))
    return by_class(_speaker(corpus, key, told) for key, told in grouped.items())


def by_class(made: Iterable[Speaker]) -> Speakers:
    """Those speakers in the order of the list."""
    found = sorted(made, key=lambda s: (-s.statements, s.name or "", s.words, s.party or ""))

    def of(sort: SourceClass | None) -> tuple[Speaker, ...]:
        return tuple(speaker for speaker in found if speaker.source_class == sort)

    return Speakers(
        named=of("named"),
        role=of("role"),
        institution=of("institution"),
        anonymous=of("anonymous"),
        unknown=of(None),
    )


def key_of(statement: Statement) -> Key:
    """Whose statement it is."""
    if statement.speaker is None:
        return statement.source_class, "", statement.party
    words = statement.speaker.span.words
    if statement.source_class in ("anonymous", "role") or statement.speaker.name is None:
        name = words.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ")
    else:
        name = statement.speaker.name
    return statement.source_class, name, statement.party


def speaker_of(key: Key, told: Sequence[Claim[Statement]], independent: int) -> Speaker:
    """The speaker of those statements, without the words."""
    mentions = [claim.payload.speaker for claim in told if claim.payload.speaker]
    named = key[0] not in ("anonymous", "role")
    return Speaker(
        name=next((m.name for m in mentions if m.name), None) if named else None,
        words=tuple(sorted({mention.span.words for mention in mentions})),
        party=key[2],
        source_class=told[0].payload.source_class,
        statements=len(told),
        independent=independent,
        citations=(),
    )


def _speaker(corpus: Corpus, key: Key, told: Sequence[tuple[str, Claim[Statement]]]) -> Speaker:
    found = speaker_of(key, [claim for _, claim in told], corpus.independent(claim for claim, _ in told))
    return replace(found, citations=tuple(corpus.cite(claim) for claim, _ in told))
