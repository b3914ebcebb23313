"""Who spoke: by name, by role, for an institution, or unnamed."""

from __future__ import annotations

from dataclasses import dataclass

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


def speakers(view: View | Corpus) -> Speakers:
    """Who spoke in the view's scope; statements that copies repeat are not counted again."""
    corpus = ready(view)
    grouped: dict[tuple[str | None, str, str | None], list[tuple[str, Claim[Statement]]]] = {}
    for claim, told in corpus.of(Statement):
        if corpus.own(told):
            grouped.setdefault(_key(told.payload), []).append((claim, told))
    made = [_speaker(corpus, key, told) for key, told in grouped.items()]
    made.sort(key=lambda s: (-s.statements, s.name or "", s.words, s.party or ""))
    return Speakers(
        named=tuple(s for s in made if s.source_class == "named"),
        role=tuple(s for s in made if s.source_class == "role"),
        institution=tuple(s for s in made if s.source_class == "institution"),
        anonymous=tuple(s for s in made if s.source_class == "anonymous"),
        unknown=tuple(s for s in made if s.source_class is None),
    )


def _key(statement: Statement) -> tuple[str | None, str, str | None]:
    """One speaker: a name, or the words where no name is known; always with class and party."""
    if statement.speaker is None:
        return statement.source_class, "", statement.party
    words = statement.speaker.span.words
    if statement.source_class in ("anonymous", "role") or statement.speaker.name is None:
        name = words.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ")
    else:
        name = statement.speaker.name
    return statement.source_class, name, statement.party


def _speaker(
    corpus: Corpus, key: tuple[str | None, str, str | None], told: list[tuple[str, Claim[Statement]]]
) -> Speaker:
    mentions = [claim.payload.speaker for _, claim in told if claim.payload.speaker]
    named = key[0] not in ("anonymous", "role")
    return Speaker(
        name=next((m.name for m in mentions if m.name), None) if named else None,
        words=tuple(sorted({mention.span.words for mention in mentions})),
        party=key[2],
        source_class=told[0][1].payload.source_class,
        statements=len(told),
        independent=corpus.independent(claim for claim, _ in told),
        citations=tuple(corpus.cite(claim) for claim, _ in told),
    )
