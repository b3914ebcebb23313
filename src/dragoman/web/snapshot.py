"""What the screens are drawn from: views and analyses of one scope, each made when first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from ..analysis.assessments import Assessments, Judged, assessments
from ..analysis.changes import Changes, Stances, changes
from ..analysis.corpus import Corpus, Material, corpus_from
from ..analysis.coverage import Coverage, coverage
from ..analysis.differences import Difference, differences
from ..analysis.dossier import Dossier, dossier_of
from ..analysis.matrix import Cell, Matrix, matrix_of
from ..analysis.measures import MeasureLine, measures
from ..analysis.moments import Moment, moments
from ..analysis.movement import Course, Ground, courses, stances
from ..analysis.sources import Source, sources
from ..analysis.speakers import Speakers, speakers
from ..analysis.summary import Parts, Summary, summary_of
from ..analysis.thread import Thread, thread_of
from ..analysis.timeline import Entry, Timeline, timeline
from ..errors import NotFound
from ..model.actor import Actor
from ..model.article import Article
from ..model.claim import Claim, Payload, ProgressKind
from ..model.record import Failure, Judgement, Record, Run
from .addresses import actor_id
from .holdings import Recent, Scoped
from .lines import Line, Sorts, in_order, lines, sorted_by
from .sayings import PROGRESS, Excerpt, Sayings, Stretch, excerpt, names_of, sayings_of, silent
from .stock import Stock

T = TypeVar("T")
NEWS = 200
"""So many entries that are new are given; the timeline has all."""
NEWEST = 2
PAGES = 8
"""So many long pages that were shown last are kept as text (:attr:`Snapshot.shown`)."""


class Snapshot(Stock):
    """One scope of the record with all analyses, each made when first asked for, from the claims that it needs."""

    def __init__(self, scoped: Scoped, actors: Mapping[str, Actor], issues: frozenset[str]) -> None:
        super().__init__(scoped)
        self.actors = actors
        self.issues = issues
        self.shown: Recent[str] = Recent(PAGES)

    @property
    def ground(self) -> Ground:
        """What positions are judged against."""
        return self.stances

    @property
    def table(self) -> Matrix:
        """The matrix, of which cells may lack their words (:meth:`quoted` has them)."""
        return self.matrix

    def quoted(self, cells: Iterable[Cell | None]) -> tuple[Cell, ...]:
        """Those cells of the table with their words."""
        return tuple(cell for cell in cells if cell)

    @property
    def matrix(self) -> Matrix:
        """Issues by parties."""
        return self._once("matrix", self._matrix)

    def _matrix(self) -> Matrix:
        scope = self.scoped.scope
        return replace(matrix_of(self.ground, self.positions), at=scope.at, known=scope.known)

    @property
    def timeline(self) -> Timeline:
        """Meetings, measures, positions and widely carried statements."""
        return self._once("timeline", lambda: timeline(self.course))

    @property
    def lines(self) -> tuple[Line, ...]:
        """The entries of the timeline in short: those with a day, then those without."""
        return self._once("lines", lambda: lines(in_order(self.timeline)))

    @property
    def sorts(self) -> Sorts:
        """What sort of thing each line is."""
        return self._once("sorts", lambda: sorted_by(self.lines))

    def entries(self, numbers: Iterable[int]) -> tuple[Entry, ...]:
        """The entries of those lines."""
        everything = self._once("in order", lambda: in_order(self.timeline))
        return tuple(everything[number] for number in numbers)

    def entry(self, record: str) -> Entry | None:
        """The entry of a record; None if the timeline does not have it."""
        place = self._once("place", lambda: {line.record: number for number, line in enumerate(self.lines)})
        return self.entries([place[record]])[0] if record in place else None

    def naming(self, name: str, kind: str) -> list[int]:
        """The lines of that kind that name somebody."""
        return [number for number, line in enumerate(self.lines) if line.kind == kind and name in line.people]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where reports contradict one another."""
        return self._once("differences", lambda: differences(self.course))

    def changes(self, since: date | None, then: Callable[[], Stances | None], party: str | None = None) -> Changes:
        """What reports published since that day brought (to that party); ``then``: tells the stances of that day."""

        def make() -> Changes:
            return changes(self.course, then(), self.matrix, self.timeline, since)

        made = self._once(("changes", since), make)
        begun = tuple(entry for entry in made.begun if party in (None, *entry.parties))
        moved = tuple(entry for entry in made.moved if party in (None, *entry.parties))
        return replace(made, begun=begun[:NEWS], moved=moved, left_out=max(0, len(begun) - NEWS))

    @property
    def measures(self) -> tuple[MeasureLine, ...]:
        """All steps."""
        return self._once("measures", lambda: measures(self.course))

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What the reports are mainly about."""
        return self._once("moments", lambda: moments(self.course))

    @property
    def assessments(self) -> Assessments:
        """How the talks are said to go."""
        return self._once("assessments", lambda: assessments(self.judged, self.moments))

    def progress(self, kind: ProgressKind | None, first: int, last: int) -> Stretch[Judged]:
        """A stretch of what is said of how the talks go (of one kind), kind by kind in order of publication."""
        kinds = PROGRESS if kind is None else (kind,)
        told: tuple[Judged, ...] = tuple(judged for name in kinds for judged in getattr(self.assessments, name))
        return Stretch(told[first:last], len(told))

    def told(self, kind: str | None, first: int, last: int) -> tuple[Corpus, Stretch[str]]:
        """A stretch of all claims (of a kind) in order of publication and text."""
        corpus = self._corpus(kind, fold=False) if kind else self.corpus
        ids = tuple(corpus.claims)
        return corpus, Stretch(ids[first:last], len(ids))

    def folded(self, kind: str | None, first: int, last: int) -> Stretch[Record]:
        """A stretch of the records of a kind, or of all of the timeline's kinds."""
        corpus = self.judged if kind == "assessment" else self.course
        found = [record for record in corpus.records if kind in (None, record.kind)]
        return Stretch(tuple(found[first:last]), len(found))

    @property
    def speakers(self) -> Speakers:
        """Who spoke."""
        return self._once("speakers", lambda: speakers(self.said))

    @property
    def voices(self) -> Speakers:
        """Who spoke, without the words."""
        return self._once("voices", lambda: silent(self.speakers))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The articles as sources, with their claims counted."""

        def counted(source: Source) -> Source:
            return replace(source, claims=tuple(sorted(self.counts.get(source.article, {}).items())))

        return self._once("sources", lambda: tuple(counted(source) for source in sources(self.bare, ())))

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many claims each article gives, by kind."""
        return self._once("counts", self.scoped.view.counts)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read."""
        return self._once("failures", self.view.failures)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What ran."""
        return self._once("runs", self.view.runs)

    @property
    def summary(self) -> Summary:
        """The scope in numbers."""
        return self._once("summary", self._summary)

    def _summary(self) -> Summary:
        course, steps, failures = self.timeline, self.measures, self.failures
        parts = Parts(timeline=course, matrix=self.matrix, measures=steps, moments=self.moments, failures=failures)
        claims: Counter[str] = Counter()
        for kinds in self.counts.values():
            claims.update(kinds)
        return replace(summary_of(self.course, parts), claims=tuple(sorted(claims.items())))

    @property
    def held(self) -> frozenset[tuple[str, str]]:
        """Parties with the issues on which something is said of them."""
        return self._once("held", lambda: frozenset(self.positions))

    def sayings(self, name: str) -> Sayings:
        """What somebody, or anybody for it, is quoted as saying."""
        order = self._once("order", lambda: {article: number for number, article in enumerate(self.articles)})
        return sayings_of(self.speakers, name, order)

    @property
    def positions(self) -> Mapping[tuple[str, str], Course]:
        """When positions were told, by party and issue."""
        return self._once("positions", lambda: courses(self.stances))

    @property
    def held_stances(self) -> Stances:
        """The stance last told, by party and issue."""
        return self._once("held stances", lambda: stances(self.positions))

    def thread(self, issue: str, party: str) -> Thread:
        """How one party's position on an issue moved."""
        held = self.positions.get((party, issue), ())
        return self._once(("thread", issue, party), lambda: thread_of(self.ground, issue, party, held))

    def excerpt(self, issue: str, party: str, first: int, last: int) -> Excerpt:
        """A stretch of a thread."""
        return excerpt(self.thread(issue, party), first, last)

    def head(self, issue: str, party: str) -> tuple[Thread, int]:
        """A thread with its newest steps alone, and how many it has."""
        whole = self.thread(issue, party)
        return replace(whole, steps=whole.steps[:NEWEST]), len(whole.steps)

    @property
    def record_of(self) -> Mapping[str, Record]:
        """The records of the timeline's kinds by their id and by the ids of their claims."""

        def make() -> dict[str, Record]:
            found = {claim: record for record in self.course.records for claim in record.claims}
            return found | {record.id: record for record in self.course.records}

        return self._once("record_of", make)

    def coverage(self, record: str) -> Coverage:
        """One record, all tellings; by the id of the record or of one of its claims."""
        found = self.record_of.get(record)
        if found is not None:
            return self._once(("coverage", found.id), lambda: coverage(self.course, found))
        corpus = self.near(record) if self.claim(record) is not None else self.corpus
        for other in corpus.records:
            if record == other.id or record in other.claims:
                return coverage(corpus, other)
        raise NotFound(f"no record '{record[:40]}'", hint="the timeline lists all records")

    @property
    def names(self) -> Mapping[str, str]:
        """Everybody that a claim names, by what stands for them in an address."""
        small = self.scoped.holdings.lexicon.get("people.small", ())

        def make() -> dict[str, str]:
            found = {party for party, _ in self.held} | set(names_of(self.lines, self.voices, self.actors, small))
            return {actor_id(name): name for name in sorted(found)}

        return self._once("names", make)

    def name(self, actor: str) -> str:
        """The name that an address stands for; raises NotFound."""
        parties = self._once("parties", lambda: {actor_id(party): party for party, _ in self.held})
        known = parties.get(actor) or self.names.get(actor)
        known = known or next((a.name for a in self.actors.values() if a.id == actor), None)
        if known is None:
            raise NotFound(f"nobody is called '{actor[:60]}' here", hint="the list of actors shows everybody named")
        return known

    def keep(self, key: Hashable, make: Callable[[Snapshot], T]) -> T:
        """What a screen works out of the whole, made once."""
        return self._once(("kept", key), lambda: make(self))

    def dossier(self, first: date | None = None, last: date | None = None) -> Dossier:
        """The record as one document; of the articles published between those days, where such are given."""
        return self._once(("dossier", first, last), lambda: self._dossier(first, last))

    def _dossier(self, first: date | None, last: date | None) -> Dossier:
        if (first, last) == (None, None):
            return dossier_of(self.corpus, self.failures, self.runs)
        return self._dossier_of(list(self.published(first, last)))

    def _dossier_of(self, chosen: Sequence[str]) -> Dossier:
        claims = self.view.claims_by_id(articles=chosen)
        within = Material(
            articles={article: self.article(article) for article in chosen},
            claims=claims,
            judgements=self._judgements(claims, chosen),
            relations=self.scoped.holdings.relations,
            scope=self.scoped.scope,
        )
        return dossier_of(corpus_from(within, self.scoped.holdings.lexicon), self.failures, self.runs)

    def _judgements(self, claims: Mapping[str, Claim[Payload]], articles: Sequence[str]) -> tuple[Judgement, ...]:
        """What was decided about those claims and articles."""
        return tuple(j for j in self.scoped.judgements if j.subject in claims or j.subject in set(articles))

    def published(self, first: date | None, last: date | None) -> Mapping[str, Article]:
        """The articles of those days."""
        return {i: self.articles[i] for i, d in self._days.items() if (first or date.min) <= d <= (last or date.max)}

    @property
    def _days(self) -> Mapping[str, date]:
        return self._once("days", lambda: {i: day for i, a in self.articles.items() if (day := a.day)})

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The days of the first and the last article."""
        return (min(found), max(found)) if (found := self._days.values()) else (None, None)
