"""Builds, checks and runs the stages; failures become rows."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import registry
from .errors import DragomanError, EvidenceError, UnmetRequirement
from .model.article import Article
from .model.claim import Claim, Payload
from .model.record import Failure
from .packs import Packs, load_packs
from .reading.names import ActorIndex
from .reading.parse import load_parser
from .reading.reading import Lexicon, Reading
from .stages.base import Stage

if TYPE_CHECKING:
    from spacy.language import Language

    from .reading.attribution import AttributionTagger

logger = logging.getLogger(__name__)
ARTICLE_STAGES = ("statements", "speakers", "meetings", "positions", "measures", "assessments")
CORPUS_STAGES = ("duplicates", "identity", "relations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """All that is needed to read articles: parser, actors, word lists, stages; costly to make, cheap to use."""

    nlp: Language
    actors: ActorIndex
    lexicons: Mapping[str, Lexicon]
    stages: tuple[Stage, ...]
    tagger: AttributionTagger | None = None


def build_stages(names: Sequence[str] = ARTICLE_STAGES) -> tuple[Stage, ...]:
    """The stages of those names, checked to find what they require; raises UnknownName or UnmetRequirement."""
    stages = tuple(registry.load("stage", name)() for name in names)
    check_order(stages)
    return stages


def check_order(stages: Iterable[Stage]) -> None:
    """Raise UnmetRequirement where a stage needs a kind that no earlier one provides."""
    provided: set[str] = set()
    for stage in stages:
        missing = sorted(stage.requires - provided)
        if missing:
            raise UnmetRequirement(
                f"stage '{stage.name}' needs {', '.join(missing)}, which no earlier stage provides",
                hint="add the stage that provides it, before this one",
            )
        provided |= stage.provides


def build_reader(
    packs: Packs | None = None, stages: Sequence[str] = ARTICLE_STAGES, *, tagger: bool = False
) -> Reader:
    """Load parser, packs and stages; the tagger only where asked for."""
    loaded = packs or load_packs()
    attribution = None
    if tagger:
        from .reading.attribution import AttributionTagger

        attribution = AttributionTagger.load()
    return Reader(
        nlp=load_parser(),
        actors=ActorIndex(loaded.actors),
        lexicons=loaded.lexicons,
        stages=build_stages(stages),
        tagger=attribution,
    )


def open_reading(article: Article, reader: Reader) -> Reading:
    """A Reading of the article with the reader's parts."""
    return Reading(
        article, nlp=reader.nlp, actors=reader.actors, lexicons=reader.lexicons, tagger=reader.tagger
    )


def read_article(article: Article, reader: Reader) -> tuple[tuple[Claim[Payload], ...], tuple[Failure, ...]]:
    """All claims of one article, sorted by place, and what failed: a stage that fails loses only its own claims."""
    reading = open_reading(article, reader)
    found: list[Claim[Payload]] = []
    failures: list[Failure] = []
    for stage in reader.stages:
        try:
            new = list(stage(reading, tuple(found)))
            _check(new, reading.text, stage)
        except Exception as error:
            logger.warning("stage %s failed on article %s: %s", stage.name, article.id, type(error).__name__)
            failures.append(_failure(article, stage.name, error))
            continue
        rewritten = stage.requires & stage.provides
        found = [claim for claim in found if claim.kind not in rewritten] + new
    unique = {claim.id: claim for claim in found}
    ordered = sorted(unique.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.kind, c.id))
    return tuple(ordered), tuple(failures)


def _failure(article: Article, stage: str, error: Exception) -> Failure:
    hint = error.hint if isinstance(error, DragomanError) else None
    return Failure(article=article.key, stage=stage, message=f"{type(error).__name__}: {error}", hint=hint)


def _check(claims: Iterable[Claim[Payload]], text: str, stage: Stage) -> None:
    for claim in claims:
        evidence = claim.evidence
        if text[evidence.start : evidence.end] != evidence.quote:
            raise EvidenceError(f"'{evidence.quote[:40]}' does not stand at {evidence.start}-{evidence.end}")
        if claim.kind not in stage.provides:
            raise EvidenceError(f"stage '{stage.name}' does not provide '{claim.kind}'")
