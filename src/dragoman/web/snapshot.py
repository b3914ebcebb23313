"""What the screens are drawn from: views and analyses of one scope, made once for each state of the database."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from threading import Event, RLock
from threading import Thread as Background
from time import monotonic
from typing import TypeVar

from ..analysis.assessments import Assessments, assessments
from ..analysis.citation import Citation, cite
from ..analysis.corpus import Corpus, corpus_from
from ..analysis.coverage import Coverage, coverage
from ..analysis.dossier import Dossier, dossier
from ..analysis.matrix import Matrix, Told, matrix, positions_of
from ..analysis.measures import MeasureLine, measures
from ..analysis.moments import Moment, moments
from ..analysis.sources import Source, sources
from ..analysis.speakers import Speakers, speakers
from ..analysis.summary import Parts, Summary, summary_of
from ..analysis.thread import Thread, thread_of
from ..analysis.timeline import Entry, Timeline, timeline
from ..errors import NotFound
from ..model.actor import Actor
from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.record import Failure, Record, Run
from ..packs import Packs, load_packs
from ..pipeline import split_packs
from ..store.base import Scope, View
from ..workspace import Workspace
from .addresses import actor_id
from .holdings import Holdings, Once, Scoped

logger = logging.getLogger(__name__)
T = TypeVar("T")
KEPT = 8
"""So many scopes are kept."""


class Snapshot:
    """One scope of the record with all analyses, each made when first asked for, from the claims that it needs."""

    def __init__(self, scoped: Scoped, actors: Mapping[str, Actor], issues: frozenset[str]) -> None:
        self.scoped = scoped
        self.actors = actors
        self.issues = issues
        self._once = Once()

    @property
    def view(self) -> View:
        """The view of the scope."""
        return self.scoped.view

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles, in order of publication."""
        return self.bare.articles

    def _corpus(self, *kinds: str, fold: bool = True) -> Corpus:
        def make() -> Corpus:
            material = self.scoped.material(self.scoped.claims(*kinds))
            return corpus_from(material, self.scoped.holdings.lexicon, fold=fold)

        return self._once(("corpus", kinds, fold), make)

    @property
    def bare(self) -> Corpus:
        """The articles with their copies and corrections, without claims."""
        return self._corpus(fold=False)

    @property
    def stances(self) -> Corpus:
        """The positions alone, not folded."""
        return self._corpus("position", fold=False)

    @property
    def said(self) -> Corpus:
        """The statements alone, not folded."""
        return self._corpus("statement", fold=False)

    @property
    def course(self) -> Corpus:
        """What the timeline shows: meetings, measures, positions, statements that several articles may carry."""
        return self._corpus("meeting", "measure", "position", "heard")

    @property
    def judged(self) -> Corpus:
        """The assessments, with the meetings that they are about."""
        return self._corpus("meeting", "assessment", fold=True)

    @property
    def corpus(self) -> Corpus:
        """Everything; costly in a large workspace."""
        return self._corpus("meeting", "measure", "position", "statement", "assessment")

    def of_kind(self, kind: str) -> Corpus:
        """The claims of one kind, not folded."""
        return self._corpus(kind, fold=False)

    def near(self, *claims: str) -> Corpus:
        """Those claims with all that were judged the same as they: enough for their records."""
        ids = sorted(self.scoped.holdings.together(claims))
        found = self.scoped.view.claims_by_id(ids=ids)
        linked = [r for r in self.scoped.holdings.relations if r.subject in found or r.object in found]
        ends = {e for r in linked for e in (r.subject, r.object)} - found.keys()
        found |= self.scoped.view.claims_by_id(ids=sorted(ends)) if ends else {}
        return corpus_from(self.scoped.material(found), self.scoped.holdings.lexicon)

    def within(self, article: str) -> Corpus:
        """The claims of one article, not folded."""
        material = self.scoped.material(self.scoped.view.claims_by_id(article=article))
        return corpus_from(material, self.scoped.holdings.lexicon, fold=False)

    def claim(self, claim: str) -> Claim[Payload] | None:
        """One claim by id; None if it is not in scope."""
        return self._once(("claim", claim), lambda: self.scoped.view.claims_by_id(ids=[claim]).get(claim))

    def fetch(self, claims: Iterable[str]) -> None:
        """Get those claims ready in one go."""
        for claim, told in self.scoped.view.claims_by_id(ids=sorted(claims)).items():
            self._once(("claim", claim), lambda told=told: told)  # type: ignore[misc]

    def cite(self, claim: str) -> Citation:
        """The citation of a claim of the scope."""
        found = self.claim(claim)
        if found is None:
            raise NotFound(f"no claim '{claim[:40]}'", hint="it may lie outside the days chosen above")
        article = found.evidence.article
        return cite(self.articles[article], found, claim, copy_of=self.bare.origins.get(article))

    @property
    def matrix(self) -> Matrix:
        """Issues by parties."""
        return self._once("matrix", lambda: matrix(self.stances))

    @property
    def timeline(self) -> Timeline:
        """Meetings, measures, positions and widely carried statements."""
        return self._once("timeline", lambda: timeline(self.course))

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The entries of the timeline by record."""
        made = self.timeline
        return self._once("entries", lambda: {e.record: e for e in (*made.entries, *made.undated)})

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

    @property
    def speakers(self) -> Speakers:
        """Who spoke."""
        return self._once("speakers", lambda: speakers(self.said))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The articles as sources, with their claims counted."""

        def make() -> tuple[Source, ...]:
            counts = self.counts
            return tuple(
                replace(s, claims=tuple(sorted(counts.get(s.article, {}).items()))) for s in sources(self.bare, ())
            )

        return self._once("sources", make)

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
        parts = Parts(
            timeline=self.timeline,
            matrix=self.matrix,
            measures=self.measures,
            moments=self.moments,
            failures=self.failures,
        )
        claims: dict[str, int] = {}
        for kinds in self.counts.values():
            for kind, number in kinds.items():
                claims[kind] = claims.get(kind, 0) + number
        return replace(summary_of(self.course, parts), claims=tuple(sorted(claims.items())))

    @property
    def positions(self) -> Mapping[tuple[str, str], list[Told]]:
        """Position claims by party and issue."""
        return self._once("positions", lambda: positions_of(self.stances))

    def thread(self, issue: str, party: str) -> Thread:
        """How one party's position on an issue moved."""
        held = self.positions.get((party, issue), [])
        return self._once(("thread", issue, party), lambda: thread_of(self.stances, issue, party, held))

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
        return self._once("names", self._names)

    def _names(self) -> dict[str, str]:
        found: set[str] = {party for party, _ in self.positions}
        for entry in self.entries.values():
            found.update((*entry.parties, *entry.participants, *entry.mediators))
        for group in (self.speakers.named, self.speakers.institution):
            found.update(name for s in group for name in (s.name, s.party) if name)
        return {actor_id(name): name for name in sorted(found)}

    def name(self, actor: str) -> str:
        """The name that an address stands for; raises NotFound."""
        parties = self._once("parties", lambda: {actor_id(party): party for party, _ in self.positions})
        known = parties.get(actor) or self.names.get(actor)
        known = known or next((a.name for a in self.actors.values() if a.id == actor), None)
        if known is None:
            raise NotFound(f"nobody is called '{actor[:60]}' here", hint="the list of actors shows everybody named")
        return known

    def keep(self, key: Hashable, make: Callable[[Snapshot], T]) -> T:
        """What a screen works out of the whole, made once."""
        return self._once(("kept", key), lambda: make(self))

    @property
    def dossier(self) -> Dossier:
        """The whole as one document."""
        return self._once("dossier", lambda: dossier(self.view))

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The days of the first and the last article."""
        found = [a.day for a in self.scoped.articles.values() if a.day]
        return (min(found), max(found)) if found else (None, None)


class Snapshots:
    """Snapshots by scope; made anew when the database has changed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._kept: OrderedDict[Scope, Snapshot] = OrderedDict()
        self._version: object = None
        self._lock = RLock()
        self._holdings = Holdings(workspace.store)
        self._ready: Event | None = None
        self._made = monotonic()
        self._cost = 0.0

    @cached_property
    def packs(self) -> Packs:
        """The workspace's packs."""
        return load_packs(*split_packs(self.workspace.settings.packs))

    @cached_property
    def _actors(self) -> Mapping[str, Actor]:
        return {actor.name: actor for actor in self.packs.actors}

    @cached_property
    def _issues(self) -> frozenset[str]:
        return frozenset(issue.id for issue in self.packs.issues)

    def waiting(self) -> int:
        """How many articles have not been read with the workspace's settings yet."""
        return len(self.workspace.store.unread(self._signature))

    @cached_property
    def _signature(self) -> str:
        return self.workspace.signature()

    def earlier(self, scope: Scope, day: date) -> Snapshot:
        """The snapshot of the same scope as of that day, or of its own day if that is earlier."""
        return self.get(replace(scope, at=min(day, scope.at) if scope.at else day))

    def get(self, scope: Scope) -> Snapshot:
        """The snapshot of that scope."""
        with self._lock:
            self._look()
            if scope not in self._kept:
                self._kept[scope] = Snapshot(Scoped(self._holdings, scope), self._actors, self._issues)
            self._kept.move_to_end(scope)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[scope]

    def _look(self) -> None:
        """Forget what was made if the database has changed; what took seconds to make is kept as long again."""
        if self._version is not None and self._cost > 1 and monotonic() - self._made < self._cost:
            return
        version = self.workspace.store.version()
        if version != self._version:
            self._kept.clear()
            self._version, self._made, self._ready = version, monotonic(), None
            self._holdings = Holdings(self.workspace.store)

    def ready(self, patience: float) -> bool:
        """Whether the screens of today are made, after waiting so many seconds at most; they are made aside."""
        with self._lock:
            self._look()
            if self._ready is None:
                self._ready = Event()
                Background(target=self._warm, args=(self._ready,), daemon=True, name="snapshot").start()
            made = self._ready
        return made.wait(patience)

    def _warm(self, made: Event) -> None:
        began = monotonic()
        try:
            today = self.get(Scope())
            for part in ("matrix", "summary", "record_of", "sources", "names"):
                getattr(today, part)
        except Exception:
            logger.exception("the screens could not be made ready")
        self._cost, self._made = monotonic() - began, monotonic()
        made.set()
