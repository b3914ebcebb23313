"""A snapshot whose parts lie on a shelf: read when a screen needs them, worked out only where they do not lie there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast
from zlib import crc32

from ..analysis.changes import Changes
from ..analysis.citation import title_of
from ..analysis.corpus import Corpus, Material, corpus_from
from ..analysis.coverage import Coverage, coverage
from ..analysis.differences import Difference
from ..analysis.dossier import Dossier
from ..analysis.matrix import Matrix
from ..analysis.sources import Source
from ..analysis.summary import Summary
from ..analysis.thread import Thread
from ..analysis.timeline import Entry
from ..errors import NotFound
from ..model.actor import Actor
from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.record import Judgement, Record
from ..store.base import Scope
from ..store.sql import SqlView
from .addresses import actor_id
from .holdings import Recent, Scoped
from .lines import Line, in_order
from .screens.actors import actor_lines
from .screens.dossier import usual_period
from .screens.overview import usual_day
from .screens.sources import outlet_lines
from .shelf import Shelf
from .snapshot import Sayings, Snapshot

T = TypeVar("T")
TOGETHER = 200
"""So many entries lie in one part."""
BUCKETS = 256
READ = 48
"""So many of the parts that are read piece by piece stay in memory."""
TEXTS = 400
KEPT = "rule:kept"
SCREENS: Mapping[str, Callable[[Snapshot], object]] = {"actor_lines": actor_lines, "outlet_lines": outlet_lines}


def bucket(item: str) -> int:
    """Which part of many holds what belongs to that id."""
    return crc32(item.encode()) % BUCKETS


def parts(whole: Snapshot, then: Callable[[date], Matrix]) -> Iterator[tuple[str, object]]:
    """All that is kept of a snapshot; ``then``: the matrix of an earlier day."""
    yield "articles", {i: _light(article) for i, article in whole.articles.items()}
    yield "origins", dict(whole.origins)
    yield "corrections", dict(whole.corrections)
    yield "copies", tuple(j for j in whole.scoped.judgements if j.subject in whole.articles)
    yield "places", whole.course.places
    yield "matrix", whole.matrix
    yield "lines", whole.lines
    everything = in_order(whole.timeline)
    for number in range(0, len(everything), TOGETHER):
        yield f"entries/{number // TOGETHER}", everything[number : number + TOGETHER]
    yield "summary", whole.summary
    yield "differences", whole.differences
    day = usual_day(whole)
    yield "usual day", day
    yield "changes", whole.changes(day, lambda: then(day) if day else None)
    held = sorted(whole.held)
    yield "held", {key: number for number, key in enumerate(held)}
    for number, (party, issue) in enumerate(held):
        yield f"threads/{number}", whole.thread(issue, party)
    yield "records", whole.records
    yield from _records(whole)
    yield "names", dict(whole.names)
    yield "sources", whole.sources
    for name, make in SCREENS.items():
        yield f"screens/{name}", make(whole)
    for key, name in whole.names.items():
        yield f"sayings/{key}", whole.sayings(name)
    yield "dossier", whole.dossier(*usual_period(whole))


def _light(article: Article) -> Article:
    """What lists say of an article: with the title that it is cited by, without its text."""
    return replace(article, title=title_of(article), text="", raw="", pieces=(), blocks=(), furniture=(), references=())


def _records(whole: Snapshot) -> Iterator[tuple[str, object]]:
    found: list[dict[str, Record]] = [{} for _ in range(BUCKETS)]
    for record in (*whole.course.records, *(r for r in whole.judged.records if r.kind == "assessment")):
        for item in (record.id, *record.claims):
            found[bucket(item)][item] = record
    for number, kept in enumerate(found):
        yield f"records/{number}", kept


class KeptSnapshot(Snapshot):
    """The record of today from a shelf."""

    def __init__(self, shelf: Shelf, scoped: Scoped, actors: Mapping[str, Actor], issues: frozenset[str]) -> None:
        super().__init__(scoped, actors, issues)
        self.shelf = shelf
        self._pieces: Recent[Any] = Recent(READ)
        self._texts: Recent[Article] = Recent(TEXTS)

    def _part(self, name: str) -> Any:  # noqa: ANN401 - as different as the parts are
        """A part that stays in memory once it was read."""
        return self._once(("part", name), lambda: self.shelf.get(name))

    def _piece(self, name: str) -> Any:  # noqa: ANN401
        """A part of which there are many; those not used for long are forgotten."""
        return self._pieces(name, self.shelf.get)

    @property
    def view(self) -> SqlView:
        """The view of the scope, which need not read the articles."""
        return self._once("view", lambda: self.scoped.holdings.store.view(Scope(), self.articles))

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles, in order of publication, without their texts."""
        return cast("Mapping[str, Article]", self._part("articles"))

    def article(self, article: str) -> Article:
        """An article of the scope with its text."""
        if article not in self.articles:
            raise NotFound(f"no article '{article[:40]}'")
        return self._texts(article, lambda name: replace(self.view.article(name), raw=""))

    @property
    def origins(self) -> Mapping[str, str]:
        """Copies with the articles that they go back to."""
        return cast("Mapping[str, str]", self._part("origins"))

    @property
    def corrections(self) -> Mapping[str, str]:
        """Articles with those that correct them."""
        return cast("Mapping[str, str]", self._part("corrections"))

    def near(self, *claims: str) -> Corpus:
        """Those claims with all that belong to their records."""
        records = {record.id: record for claim in claims if (record := self._record(claim))}
        ids = sorted({*claims, *(claim for record in records.values() for claim in record.claims)})
        found = self._with_ends(ids)
        made = self._corpus_of(found)
        kept = [record for record in records.values() if all(claim in made.claims for claim in record.claims)]
        single = [r for r in made.records if len(r.claims) == 1 and not any(r.claims[0] in k.claims for k in kept)]
        return replace(made, records=(*kept, *single))

    def _corpus_of(self, claims: Mapping[str, Claim[Payload]], *, fold: bool = True) -> Corpus:
        """A corpus of few claims: only their articles are read, all others are there by name."""
        relations = self.scoped.holdings.relations
        ends = {end for r in relations for end in (r.subject, r.object)} & self.articles.keys()
        named = {claim.evidence.article for claim in claims.values()}
        tied = {e for r in relations if {r.subject, r.object} & named for e in (r.subject, r.object)} & ends
        material = Material(
            articles={article: self.article(article) for article in sorted(named | tied)},
            claims=claims,
            judgements=tuple(j for j in self.view.decisions() if j.subject in claims),
            relations=relations,
            scope=self.scoped.scope,
        )
        made = corpus_from(material, self.scoped.holdings.lexicon, fold=fold)
        return replace(
            made,
            articles={**self.articles, **made.articles},
            origins=self.origins,
            corrections=self.corrections,
            places=self._part("places"),
        )

    def _record(self, item: str) -> Record | None:
        """The record with that id or that holds that claim; None for a claim that stands alone."""
        return cast("Record | None", self._piece(f"records/{bucket(item)}").get(item))

    def within(self, article: str) -> Corpus:
        """The claims of one article, not folded."""
        return self._corpus_of(self.view.claims_by_id(articles=[article]), fold=False)

    def coverage(self, record: str) -> Coverage:
        """One record, all tellings; by the id of the record or of one of its claims."""
        found = self._record(record)
        if found is None and self.claim(record) is None:
            raise NotFound(f"no record '{record[:40]}'", hint="the timeline lists all records")
        corpus = self.near(found.claims[0] if found else record)
        wanted = found or next((r for r in corpus.records if record in r.claims), None)
        if wanted is None:
            raise NotFound(f"no record '{record[:40]}'", hint="somebody rejected the claim")
        return self._once(("coverage", wanted.id), lambda: coverage(corpus, wanted))

    @property
    def matrix(self) -> Matrix:
        """Issues by parties."""
        return cast("Matrix", self._part("matrix"))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The entries of the timeline in short."""
        return cast("tuple[Line, ...]", self._part("lines"))

    def entries(self, numbers: Iterable[int]) -> tuple[Entry, ...]:
        """The entries of those lines."""
        return tuple(self._piece(f"entries/{number // TOGETHER}")[number % TOGETHER] for number in numbers)

    @property
    def summary(self) -> Summary:
        """The scope in numbers."""
        return cast("Summary", self._part("summary"))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where reports contradict one another."""
        return cast("tuple[Difference, ...]", self._part("differences"))

    def changes(self, since: date | None, then: Callable[[], Matrix | None]) -> Changes:
        """What reports published since that day brought."""
        if since == self._part("usual day"):
            return cast("Changes", self._part("changes"))
        return super().changes(since, then)

    @property
    def held(self) -> frozenset[tuple[str, str]]:
        """Parties with the issues on which something is said of them."""
        return self._once("held", lambda: frozenset(self._part("held")))

    def thread(self, issue: str, party: str) -> Thread:
        """How one party's position on an issue moved."""
        number = self._part("held").get((party, issue))
        if number is None:
            return Thread(issue=issue, label=issue, party=party, stance=None, independent=0, movement=(), steps=())
        return cast("Thread", self._piece(f"threads/{number}"))

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of the timeline's kinds."""
        return cast("tuple[Record, ...]", self._part("records"))

    @property
    def names(self) -> Mapping[str, str]:
        """Everybody that a claim names, by what stands for them in an address."""
        return cast("Mapping[str, str]", self._part("names"))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The articles as sources, with their claims counted."""
        return cast("tuple[Source, ...]", self._part("sources"))

    def sayings(self, name: str) -> Sayings:
        """What somebody, or anybody for it, is quoted as saying."""
        part = f"sayings/{actor_id(name)}"
        return cast("Sayings", self._piece(part)) if part in self.shelf else Sayings(speakers=(), claims=())

    def keep(self, key: Hashable, make: Callable[[Snapshot], T]) -> T:
        """What a screen works out of the whole: from the shelf, or made once."""
        if isinstance(key, str) and f"screens/{key}" in self.shelf:
            return cast("T", self._part(f"screens/{key}"))
        return super().keep(key, make)

    def dossier(self, first: date | None = None, last: date | None = None) -> Dossier:
        """The record, or that of the articles of a period, as one document."""
        if (first, last) == usual_period(self):
            return cast("Dossier", self._part("dossier"))
        return super().dossier(first, last)

    def _judgements(self, claims: Mapping[str, Claim[Payload]], articles: Sequence[str]) -> tuple[Judgement, ...]:
        """What was decided about those claims and articles, told from their records."""
        found = {record.id: record for claim in claims if (record := self._record(claim))}
        same = [
            Judgement(subject=record.claims[0], other=other, verdict="same", by=KEPT, reason="")
            for record in found.values()
            for other in record.claims[1:]
        ]
        chosen = set(articles)
        copies: tuple[Judgement, ...] = self._part("copies")
        decisions = (j for j in self.view.decisions() if j.subject in claims)
        return (*same, *(j for j in copies if j.subject in chosen), *decisions)
