"""Builds, checks and runs the stages; failures become rows."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from . import registry
from .config import Settings
from .errors import DragomanError, EvidenceError, UnmetRequirement
from .model.article import Article
from .model.claim import Claim, Payload
from .model.record import Failure, Judgement, Relation
from .packs import Packs, load_packs
from .reading.issues import issue_lexicon
from .reading.names import ActorIndex
from .reading.parse import load_parser, model_version
from .reading.reading import Lexicon, Reading
from .stages.base import Stage
from .stages.corpus import CorpusView

if TYPE_CHECKING:
    from spacy.language import Language

    from .reading.attribution import AttributionTagger

logger = logging.getLogger(__name__)
ARTICLE_STAGES = ("statements", "tagged", "speakers", "meetings", "positions", "measures", "assessments")


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


def build_reader(packs: Packs | None = None, stages: Sequence[str] = ARTICLE_STAGES, *, tagger: bool = False) -> Reader:
    """Load parser, packs and stages; the tagger only where asked for."""
    loaded = packs or load_packs()
    attribution = None
    if tagger:
        from .reading.attribution import AttributionTagger

        attribution = AttributionTagger.load()
    return Reader(
        nlp=load_parser(),
        actors=ActorIndex(loaded.actors),
        lexicons={**loaded.lexicons, "issues": issue_lexicon(loaded.issues)},
        stages=build_stages(stages),
        tagger=attribution,
    )


def open_reading(article: Article, reader: Reader) -> Reading:
    """A Reading of the article with the reader's parts."""
    return Reading(article, nlp=reader.nlp, actors=reader.actors, lexicons=reader.lexicons, tagger=reader.tagger)


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
    ordered = sorted((c.evidence.start, c.evidence.end, c.kind, name) for name, c in unique.items())
    return tuple(unique[name] for *_, name in ordered), tuple(failures)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadChunk:
    """Reads a chunk of articles; picklable, so that any executor can run it (each process loads its own Reader)."""

    settings: Settings

    def __call__(self, chunk: Sequence[Article]) -> list[ArticleResult]:
        """One result an article, in order."""
        reader = _reader_for(self.settings)
        return [self._read(article, reader) for article in chunk]

    def _read(self, article: Article, reader: Reader) -> ArticleResult:
        if article.language not in (None, "en"):
            return ArticleResult(article=article.id)
        claims, failures = read_article(article, reader)
        return ArticleResult(article=article.id, claims=claims, failures=failures)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleResult:
    """What one article gave."""

    article: str
    claims: tuple[Claim[Payload], ...] = ()
    failures: tuple[Failure, ...] = ()


@lru_cache(maxsize=1)
def _reader_for(settings: Settings) -> Reader:
    packs = load_packs(*split_packs(settings.packs))
    return build_reader(packs, settings.stages, tagger=settings.tagger)


def split_packs(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Shipped packs by name, others by folder (whatever holds a path separator)."""
    listed = tuple(names)
    folders = tuple(Path(name) for name in listed if "/" in name or "\\" in name)
    return tuple(name for name in listed if Path(name) not in folders), folders


def versions(settings: Settings, packs: Packs | None = None) -> tuple[str, ...]:
    """What the claims of these settings depend on: packs (theirs, if they are loaded already), stages, language model;
    sorted.
    """
    packs = packs or load_packs(*split_packs(settings.packs))
    stages = [f"stage {stage.name} {stage.version}" for stage in build_stages(settings.stages)]
    return tuple(sorted((*packs.versions, *stages, model_version())))


def judge_corpus(view: CorpusView, settings: Settings) -> tuple[tuple[Judgement, ...], tuple[Relation, ...]]:
    """What the corpus stages work out, each seeing the judgements of those before it."""
    packs = load_packs(*split_packs(settings.packs))
    judgements: list[Judgement] = []
    relations: list[Relation] = []
    for name in settings.corpus_stages:
        for made in registry.load("corpus stage", name)(packs)(view, tuple(judgements)):
            if isinstance(made, Judgement):
                judgements.append(made)
            else:
                relations.append(made)
    return tuple(judgements), tuple(relations)
