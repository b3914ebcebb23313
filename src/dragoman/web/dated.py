"""An earlier day from the shelf: what was told until then is as it was kept, the little that went on is folded anew."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import cast

from ..analysis.citation import Citation
from ..analysis.contacts import series
from ..analysis.corpus import Corpus, Material, corpus_from
from ..analysis.differences import Difference
from ..analysis.matrix import CITED, Cell, Matrix, matrix_of
from ..analysis.measures import DONE
from ..analysis.movement import Ground, Stand
from ..analysis.sources import Source, sources_within
from ..analysis.speakers import Speakers
from ..analysis.summary import Summary
from ..analysis.thread import Thread, thread_of
from ..analysis.timeline import Entry
from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.fold import copies
from ..model.record import Record, Relation
from .addresses import actor_id
from .lasting import Anew, Days, Lasting, anew, apart, day_of, span, speakers_until
from .lines import Line, line
from .sayings import NOBODY, Sayings, speaking
from .shelved import TOGETHER, Shelved
from .snapshot import NEWEST

Named = Mapping[str, tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class _Reports:
    """The reports of the day, as positions are judged against them."""

    snapshot: DatedSnapshot
    last: date | None
    words: Mapping[str, Citation] | None = None
    """Citations that are known already; others are not looked up then."""

    def contradicted(self, claims: Iterable[str]) -> bool:
        """Whether a report differs on one of these claims."""
        return not self.snapshot.disputed("position").isdisjoint(claims)

    def cites(self, claims: Iterable[str]) -> tuple[Citation, ...]:
        """The citations of claims."""
        if self.words is not None:
            return tuple(self.words[claim] for claim in claims if claim in self.words)
        wanted = list(claims)
        self.snapshot.fetch(wanted)
        return tuple(self.snapshot.cite(claim) for claim in wanted)


class DatedSnapshot(Shelved):
    """The record of an earlier day, as if nothing had been published later."""

    @cached_property
    def _day(self) -> int:
        at = self.scoped.scope.at
        assert at is not None
        return at.toordinal()

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles, in order of publication, without their texts."""
        kept: Mapping[str, Article] = self._part("articles")
        return {i: a for i, a in kept.items() if day_of(a) <= self._day}

    @property
    def faithful(self) -> bool:
        """Whether copies went back to the same articles then, and nobody has decided what is the same."""
        today = {copy: origin for copy, origin in self._part("origins").items() if copy in self.articles}
        return today == self.origins and not apart(self.view.decisions())

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """Copies with the articles that they go back to."""
        judged = (j for j in self._part("copies") if j.subject in self.articles)
        return copies(self.articles.values(), judged)

    @cached_property
    def corrections(self) -> Mapping[str, str]:
        """Articles with those that correct them."""
        found = (r for r in self._relations if r.kind == "supersedes" and r.aspect == "correction")
        return {r.object: r.subject for r in found if {r.subject, r.object} <= self.articles.keys()}

    @property
    def bare(self) -> Corpus:
        """The articles with their copies and corrections, without claims."""

        def make() -> Corpus:
            made = self._corpus_of({}, fold=False)
            return replace(made, judgements=tuple(j for j in self._part("copies") if j.subject in self.articles))

        return self._once("bare", make)

    def _there(self, end: str) -> bool:
        """Whether an article, or a claim of the timeline's kinds, is of that day or earlier."""
        return end in self.articles or (end in self._part("ends") and self._part("ends")[end][0] in self.articles)

    @cached_property
    def _relations(self) -> tuple[Relation, ...]:
        return tuple(r for r in self.scoped.holdings.relations if self._there(r.subject) and self._there(r.object))

    def disputed(self, kind: str | None = None) -> frozenset[str]:
        """Claims and articles that a contradiction is about; of claims only those of a kind, where one is given."""

        def fits(end: str) -> bool:
            return kind is None or end in self.articles or self._part("ends")[end][1] == kind

        def make() -> frozenset[str]:
            found = (r for r in self._relations if r.kind == "contradicts" and fits(r.subject) and fits(r.object))
            return frozenset(end for r in found for end in (r.subject, r.object))

        return self._once(("disputed", kind), make)

    @cached_property
    def places(self) -> frozenset[str]:
        """Names that are places alone."""
        return frozenset(name for name in self._part("place days") if self._is_place(name))

    def _is_place(self, name: str) -> bool:
        first, other, _ = self._part("place days")[name]
        return first <= self._day and (other is None or other > self._day)

    @property
    def ground(self) -> Ground:
        """What positions are judged against."""
        return _Reports(self, self.scoped.scope.at)

    @property
    def positions(self) -> Mapping[tuple[str, str], list[Stand]]:
        """Tellings of positions by party and issue."""

        def make() -> dict[tuple[str, str], list[Stand]]:
            kept: Mapping[tuple[str, str], Sequence[Stand]] = self._part("stands")
            there = self.articles
            found = {key: [stand for stand in held if stand.article in there] for key, held in kept.items()}
            return {key: held for key, held in found.items() if held}

        return self._once("positions", make)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {article: number for number, article in enumerate(self.articles)}

    def _matrix(self) -> Matrix:
        made = matrix_of(_Reports(self, self.scoped.scope.at, words={}), self.positions)
        cells = [cell for row in made.rows for cell in row.cells if cell]
        self.fetch(claim for cell in cells for claim in cell.claims[:CITED])
        rows = (replace(row, cells=tuple(self._quoted(cell) for cell in row.cells)) for row in made.rows)
        return replace(made, rows=tuple(rows), at=self.scoped.scope.at, known=self.scoped.scope.known)

    def thread(self, issue: str, party: str) -> Thread:
        """How one party's position on an issue moved: its words are those of today's thread."""

        def make() -> Thread:
            today: Thread = self._piece(f"threads/{self._part('held')[party, issue]}")
            words = {step.citation.claim: step.citation for step in today.steps if step.citation.claim}
            ground = _Reports(self, self.scoped.scope.at, words=words)
            return thread_of(ground, issue, party, self.positions[party, issue])

        if (party, issue) not in self.positions:
            return super().thread(issue, party)
        return self._once(("thread", issue, party), make)

    def head(self, issue: str, party: str) -> tuple[Thread, int]:
        """A thread with its newest steps alone, and how many it has."""
        held = self.positions.get((party, issue), [])
        return thread_of(self.ground, issue, party, held, newest=NEWEST), len(held)

    def _quoted(self, cell: Cell | None) -> Cell | None:
        return cell and replace(cell, citations=tuple(self.cite(claim) for claim in cell.claims[:CITED]))

    @cached_property
    def anew(self) -> Anew:
        """What went on after that day, as it was until then."""
        longs = self._longs()
        others = [r for item in self._affected() - longs.keys() if (r := self.kept_record(item)) is not None]
        others = [record for record in others if self.articles.keys() >= set(record.articles)]
        records = [r for long in longs.values() for r in long.until(self.articles, self.origins)]
        claims = {i: c for long in longs.values() for i, c in long.claims.items()}
        claims = {i: c for i, c in claims.items() if c.evidence.article in self.articles}
        claims |= self.view.claims_by_id(ids=sorted({claim for record in others for claim in record.claims}))
        made = self._light_corpus(claims, (*records, *others))
        return anew(made, {*longs, *(record.id for record in others)})

    def _longs(self) -> dict[str, Lasting]:
        """The records that were told both until that day and after it, by today's id."""
        day, found = self._day, {}
        for place, ((first, last), item) in enumerate(self._part("lasting")):
            if first <= day < last:
                found[item] = self._piece(f"lasting/{place // TOGETHER}")[place % TOGETHER]
        return found

    def _affected(self) -> set[str]:
        """Records (ids of today) that a later report contradicts or corrects, or one of whose parties was a place."""
        found: set[str] = set()
        ends = self._part("ends")
        for relation in self.scoped.holdings.relations:
            one, two = relation.subject, relation.object
            if self._there(one) != self._there(two):
                found.update(e for end in (one, two) if end in ends and self._there(end) and (e := ends[end][2]))
        today: frozenset[str] = self._part("places")
        for name, (_, _, records) in self._part("place days").items():
            if (name in today) != self._is_place(name):
                found.update(records)
        return found

    def _light_corpus(self, claims: Mapping[str, Claim[Payload]], records: tuple[Record, ...]) -> Corpus:
        """A corpus for entries: no texts are needed for them."""
        told = {claim.evidence.article for claim in claims.values()}
        material = Material(
            articles={article: self.articles[article] for article in told},
            claims=claims,
            judgements=(),
            relations=(),
            scope=self.scoped.scope,
        )
        return replace(
            corpus_from(material, self.scoped.holdings.lexicon, fold=False),
            articles=self.articles,
            origins=self.origins,
            records=records,
            disputed=self.disputed(),
            replaced=frozenset((r.object, r.aspect) for r in self._relations if r.kind == "supersedes"),
            places=self.places,
        )

    @cached_property
    def _named(self) -> Named:
        """The rounds of that day with their series and numbers."""
        kept = (c for c in self._part("rounds") if c.record.id not in self.anew.former)
        there = [c for c in kept if self.articles.keys() >= set(c.record.articles)]
        return series((*there, *self.anew.rounds))

    @cached_property
    def _order(self) -> tuple[int | Entry, ...]:
        """Today's lines by number where they were the same, else the entry of the day."""
        kept, day = self._part("lines"), self._day
        former = self.anew.former
        order = [n for n, (_, last) in enumerate(self._part("spans")) if last <= day and kept[n].record not in former]
        named, rank = self._named, self._rank

        def place(number: int) -> tuple[object, ...]:
            return cast("Line", kept[number]).place(named, rank)

        added: dict[int, list[Entry]] = {}
        for entry in sorted(self.anew.entries, key=lambda e: line(e).place(named, rank)):
            added.setdefault(bisect_left(order, line(entry).place(named, rank), key=place), []).append(entry)
        made: list[int | Entry] = []
        start = 0
        for end in sorted(added):
            made += order[start:end]
            made += added[end]
            start = end
        return (*made, *order[start:])

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The entries of the timeline in short."""
        kept = self._part("lines")
        return tuple(kept[e] if isinstance(e, int) else line(e) for e in self._order)

    def entries(self, numbers: Iterable[int]) -> tuple[Entry, ...]:
        """The entries of those lines."""
        return tuple(self._entry(self._order[number]) for number in numbers)

    def _entry(self, found: int | Entry) -> Entry:
        if isinstance(found, int):
            found = cast("Entry", self._piece(f"entries/{found // TOGETHER}")[found % TOGETHER])
        named, number = self._named.get(found.record, (None, None))
        return found if (found.series, found.round) == (named, number) else replace(found, series=named, round=number)

    def span(self, number: int) -> Days:
        """The first and the last day on which that line was told."""
        found = self._order[number]
        if isinstance(found, int):
            return cast("Days", self._part("told")[found])
        return span(self.articles[article] for article in found.articles)

    def record(self, item: str) -> Record | None:
        """The record with that id or that holds that claim; None for a claim that stands alone."""
        if item in self.anew.by_id:
            return self.anew.by_id[item]
        found = self.kept_record(item)
        if found is None or found.id in self.anew.former or not self.articles.keys() >= set(found.articles):
            return None
        return found

    def records_of(self, claims: Collection[str]) -> list[Record]:
        """The records that hold those claims."""
        anew = {record.id: record for claim in claims if (record := self.anew.by_id.get(claim))}
        kept = self.kept_records(claim for claim in claims if claim not in self.anew.by_id)
        there = self.articles.keys()
        return [*anew.values(), *(r for r in kept if r.id not in self.anew.former and there >= set(r.articles))]

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of the timeline's kinds."""
        return self._once("records", lambda: self._until(self._part("records"), assessed=False))

    @property
    def assessed(self) -> tuple[Record, ...]:
        """The records of assessments."""
        return self._once("assessed", lambda: self._until(self._part("assessed"), assessed=True))

    def _until(self, kept: Sequence[Record], *, assessed: bool) -> tuple[Record, ...]:
        former, rank = self.anew.former, self._rank
        there = [r for r in kept if all(a in rank for a in r.articles) and r.id not in former]
        there += [r for r in self.anew.records if (r.kind == "assessment") == assessed]
        return tuple(sorted(there, key=lambda r: (rank[r.articles[0]], r.kind, r.claims[0])))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where reports contradict one another."""

        def make() -> tuple[Difference, ...]:
            there = {r.id: n for n, r in enumerate(self._relations) if r.kind == "contradicts"}
            found = [self._unresolved(d) for d in self._part("differences") if d.relation in there]
            return tuple(sorted(found, key=lambda d: (d.resolved_by is not None, there[d.relation])))

        return self._once("differences", make)

    def _unresolved(self, found: Difference) -> Difference:
        sides = sorted({words.article for words in (*found.first, *found.second)})
        now = next((self.corrections[side] for side in sides if side in self.corrections), None)
        return found if now == found.resolved_by else replace(found, resolved_by=now)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The articles as sources, with their claims counted."""
        return self._once("sources", lambda: tuple(sources_within(self.bare, self._part("sources"))))

    def _summary(self) -> Summary:
        claims: Counter[str] = Counter()
        for kinds in self.counts.values():
            claims.update(kinds)
        days = sorted(article.day for article in self.articles.values() if article.day)
        cells = [cell for row in self.matrix.rows for cell in row.cells if cell]
        meetings = [e for e in self.lines if e.kind == "meeting"]
        steps = [e for e in self.lines if e.kind == "measure"]
        rounds = sum(e.record in self._named for e in meetings)
        return Summary(
            articles=len(self.articles),
            independent=len(self.articles) - len(self.origins),
            duplicates=len(self.origins),
            outlets=len({article.outlet for article in self.articles.values() if article.outlet}),
            undated=len(self.articles) - len(days),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            claims=tuple(sorted(claims.items())),
            moments=None,
            rounds=rounds,
            contacts=len(meetings) - rounds,
            positions=len(cells),
            moved=sum(cell.change in ("hardened", "softened") for cell in cells),
            measures=len(steps),
            agreed=sum(e.status in DONE for e in steps),
            contradictions=sum(r.kind == "contradicts" for r in self._relations),
            furniture=sum(source.furniture for source in self.sources),
            failures=len(self.failures),
        )

    @property
    def voices(self) -> Speakers:
        """Who spoke, without the words."""

        return self._once("voices", lambda: speakers_until(self._part("voices"), self._day))

    def sayings(self, name: str) -> Sayings:
        """What somebody, or anybody for it, is quoted as saying."""
        part = f"sayings/{actor_id(name)}"
        kept = cast("Sayings", self._piece(part)) if part in self.shelf else NOBODY
        told = [(c, a) for c, a in zip(kept.claims, kept.articles, strict=True) if a in self.articles]
        return Sayings(
            speakers=speaking(self.voices, name),
            claims=tuple(claim for claim, _ in told),
            articles=tuple(article for _, article in told),
        )
