"""A snapshot whose parts lie on a shelf: what those of today and of any other day have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, cast
from zlib import crc32

from ..analysis.changes import CellChange, Changes, Stances, cell_changes, differing_since, moved
from ..analysis.corpus import Corpus, Material, corpus_from
from ..analysis.coverage import Coverage, coverage
from ..analysis.dossier import Dossier
from ..analysis.sources import Source
from ..errors import NotFound
from ..model.actor import Actor
from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.fold import standing
from ..model.record import Judgement, Record
from ..store.sql import SqlView
from .arrivals import There
from .holdings import Recent, Scoped
from .lasting import Days
from .sayings import Stretch
from .shelf import Shelf
from .snapshot import NEWS, Snapshot

TOGETHER = 100
"""So many entries or records lie in one part."""
BUCKETS = 256
READ = 48
"""So many of the parts that are read piece by piece stay in memory."""
TEXTS = 400
KEPT = "rule:kept"
FURNITURE = "furniture"
"""What was left out of articles, among the sums of their claims."""


def bucket(item: str) -> int:
    """Which part of many holds what belongs to that id."""
    return crc32(item.encode()) % BUCKETS


class Shelved(Snapshot):
    """A scope that is shown from what lies on a shelf, and from few claims of the database."""

    def __init__(self, shelf: Shelf, scoped: Scoped, actors: Mapping[str, Actor], issues: frozenset[str]) -> None:
        super().__init__(scoped, actors, issues)
        self.shelf = shelf
        self._pieces: Recent[Any] = Recent(READ)
        self._texts: Recent[Article] = Recent(TEXTS)

    def _part(self, name: str) -> Any:  # noqa: ANN401 - as different as the parts are
        """A part that stays in memory once it was read."""
        return self.shelf.part(name)

    def _piece(self, name: str) -> Any:  # noqa: ANN401
        """A part of which there are many; those not used for long are forgotten."""
        return self._pieces(name, self.shelf.get)

    def _leaf(self, name: str, number: int) -> Any:  # noqa: ANN401
        """One of many values that lie together but are read one by one."""
        part = f"{name}/{number // TOGETHER}"
        return self.shelf.leaf(part, self._piece(part)[number % TOGETHER])

    @property
    def there(self) -> There:
        """Which articles are there."""
        raise NotImplementedError

    def span(self, number: int) -> Days:
        """The first and the last day on which that line was told (ordinals; 0: by a report without a day)."""
        raise NotImplementedError

    def _of_kind(self, kind: str | None) -> list[int]:
        """The numbers of today's records of a kind, or of all of the timeline's kinds."""
        kinds = enumerate(self._part("kinds"))
        return [number for number, name in kinds if (name == kind if kind else name != "assessment")]

    def kept_number(self, item: str) -> int | None:
        """The number of today's record with that id or that holds that claim."""
        return cast("int | None", self._piece(f"index/{bucket(item)}").get(item))

    def kept_record(self, item: str) -> Record | None:
        """Today's record with that id or that holds that claim."""
        number = self.kept_number(item)
        return None if number is None else self._leaf("records", number)

    def record(self, item: str) -> Record | None:
        """The record with that id or that holds that claim; None for a claim that stands alone."""
        raise NotImplementedError

    @property
    def places(self) -> frozenset[str]:
        """Names that are places alone."""
        raise NotImplementedError

    @property
    def view(self) -> SqlView:
        """The view of the scope, which need not read the articles."""
        return self._once("view", lambda: self.scoped.holdings.among(self.scoped.scope, self.articles))

    def article(self, article: str) -> Article:
        """An article of the scope with its text."""
        if article not in self.articles:
            raise NotFound(f"no article '{article[:40]}'")
        return self._texts(article, lambda name: replace(self.view.article(name), raw=""))

    def near(self, *claims: str) -> Corpus:
        """Those claims with all that belong to their records."""
        records = {record.id: record for claim in claims if (record := self.record(claim))}
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
            judgements=tuple(j for j in self.scoped.holdings.decisions if j.subject in claims),
            relations=relations,
            scope=self.scoped.scope,
        )
        made = corpus_from(material, self.scoped.holdings.lexicon, fold=fold)
        return replace(
            made,
            articles={**self.articles, **made.articles},
            origins=self.origins,
            corrections=self.corrections,
            places=self.places,
        )

    @property
    def _days(self) -> Mapping[str, date]:
        kept: Mapping[str, date] = self._part("days")
        return kept if len(self.articles) == len(self._part("articles")) else self._once("days", self._days_of)

    def _days_of(self) -> dict[str, date]:
        here = self.articles
        return {article: day for article, day in self._part("days").items() if article in here}

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many claims each article gives, by kind."""
        return self._once("counts", lambda: {source.article: dict(source.claims) for source in self._counted()})

    def _counted(self) -> Iterator[Source]:
        """The articles that are there as sources of today: what they are to one another may have been another thing."""
        return (source for source in self._part("sources") if source.article in self.articles)

    def told(self, kind: str | None, first: int, last: int) -> tuple[Corpus, Stretch[str]]:
        """A stretch of all claims (of a kind): only the articles are read in which it lies."""
        wrong = self._rejected(kind)
        start, before = 0, 0
        chosen: list[str] = []
        for article in self.articles:
            counted = self.counts.get(article, {})
            here = (counted.get(kind, 0) if kind else sum(counted.values())) - wrong.get(article, 0)
            if here and start < last and start + here > first:
                before = before if chosen else start
                chosen.append(article)
            start += here
        found = self.view.claims_by_id(articles=chosen).items()
        corpus = self._corpus_of({i: claim for i, claim in found if kind in (None, claim.kind)}, fold=False)
        ids = tuple(corpus.claims)[first - before : last - before] if chosen else ()
        return corpus, Stretch(ids, start)

    @property
    def _wrong(self) -> frozenset[str]:
        """The claims that somebody rejected."""

        def make() -> frozenset[str]:
            held = standing(self.scoped.holdings.decisions)
            return frozenset(t[0] for t, judged in held.items() if len(t) == 1 and judged.verdict == "reject")

        return self._once("wrong", make)

    def _rejected(self, kind: str | None) -> Mapping[str, int]:
        """How many claims of each article somebody rejected."""
        found = self.view.claims_by_id(ids=sorted(self._wrong)).values() if self._wrong else ()
        return Counter(claim.evidence.article for claim in found if kind in (None, claim.kind))

    def within(self, article: str) -> Corpus:
        """The claims of one article, not folded."""
        return self._corpus_of(self.view.claims_by_id(articles=[article]), fold=False)

    def coverage(self, record: str) -> Coverage:
        """One record, all tellings; by the id of the record or of one of its claims."""
        found = self.record(record)
        if found is None and self.claim(record) is None:
            raise NotFound(f"no record '{record[:40]}'", hint="the timeline lists all records")
        corpus = self.near(found.claims[0] if found else record)
        wanted = found or next((r for r in corpus.records if record in r.claims), None)
        if wanted is None:
            raise NotFound(f"no record '{record[:40]}'", hint="somebody rejected the claim")
        return self._once(("coverage", wanted.id), lambda: coverage(corpus, wanted))

    def changes(self, since: date | None, then: Callable[[], Stances | None], party: str | None = None) -> Changes:
        """What reports since that day brought, told by the days of the lines, so that few entries are read."""
        day = since.toordinal() if since else -1
        lines = enumerate(self.lines)
        happened = [n for n, e in lines if e.kind in ("meeting", "measure") and party in (None, *e.parties)]
        spans = {number: self.span(number) for number in happened}
        begun = [n for n in happened if spans[n][0] > day]
        gone_on = [n for n in happened if spans[n][0] <= day < spans[n][1]]
        return Changes(
            since=since,
            cells=self._quoted_changes(cell_changes(then(), self.table)),
            begun=self.entries(begun[:NEWS]),
            moved=tuple(e for e in self.entries(gone_on) if since and moved(e, since)),
            differences=tuple(d for d in self.differences if differing_since(d, since)),
            articles=len(self.articles) if since is None else sum(day > since for day in self._days.values()),
            left_out=max(0, len(begun) - NEWS),
        )

    def _quoted_changes(self, found: Sequence[CellChange]) -> tuple[CellChange, ...]:
        words = self.quoted(self.table.cell(change.issue, change.party) for change in found)
        return tuple(replace(change, citations=cell.citations) for change, cell in zip(found, words, strict=True))

    def _dossier(self, first: date | None, last: date | None) -> Dossier:
        chosen = self.articles if (first, last) == (None, None) else self.published(first, last)
        return self._dossier_of(list(chosen))

    def _judgements(self, claims: Mapping[str, Claim[Payload]], articles: Sequence[str]) -> tuple[Judgement, ...]:
        """What was decided about those claims and articles, told from their records."""
        same = [
            Judgement(subject=members[0], other=other, verdict="same", by=KEPT, reason="")
            for members in self._together(articles)
            for other in members[1:]
        ]
        chosen = set(articles)
        copies: tuple[Judgement, ...] = self._part("copies")
        decisions = (j for j in self.scoped.holdings.decisions if j.subject in claims and j.other is None)
        return (*same, *(j for j in copies if j.subject in chosen), *decisions)

    def _together(self, articles: Sequence[str]) -> Iterable[Sequence[str]]:
        """The claims of those articles that belong to one record."""
        return self._gathered(articles).values()

    def _gathered(self, articles: Sequence[str]) -> dict[int, list[str]]:
        """The claims of those articles by the number of today's record."""
        if not articles:
            return {}
        place = self._once("article place", lambda: {article: n for n, article in enumerate(self._part("articles"))})
        found: dict[int, list[str]] = {}
        for article in articles:
            for claim, number in self._leaf("within", place[article]).items():
                found.setdefault(number, []).append(claim)
        return found
