"""What the screens are drawn from: views and analyses of one scope, made once for each state of the database."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from threading import RLock
from typing import TypeVar

from ..analysis.assessments import Assessments, assessments
from ..analysis.corpus import Corpus, corpus_of
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
from ..model.record import Failure, Record, Run
from ..packs import Packs, load_packs
from ..pipeline import split_packs
from ..store.base import Scope, View
from ..workspace import Workspace
from .addresses import actor_id

T = TypeVar("T")
KEPT = 6
"""So many scopes are kept."""


class Snapshot:
    """One scope of the record with all analyses, each made when first asked for."""

    def __init__(self, view: View, actors: Mapping[str, Actor], issues: frozenset[str] = frozenset()) -> None:
        self.view = view
        self.actors = actors
        self.issues = issues
        self._lock = RLock()
        self._made: dict[Hashable, object] = {}

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key not in self._made:
                self._made[key] = make()
            return self._made[key]  # type: ignore[return-value]

    @property
    def corpus(self) -> Corpus:
        """Articles, claims, records and relations of the scope."""
        return self._once("corpus", lambda: corpus_of(self.view))

    @property
    def matrix(self) -> Matrix:
        """Issues by parties."""
        return self._once("matrix", lambda: matrix(self.corpus))

    @property
    def timeline(self) -> Timeline:
        """Meetings, measures, positions and widely carried statements."""
        return self._once("timeline", lambda: timeline(self.corpus))

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The entries of the timeline by record."""
        made = self.timeline
        return self._once("entries", lambda: {e.record: e for e in (*made.entries, *made.undated)})

    @property
    def measures(self) -> tuple[MeasureLine, ...]:
        """All steps."""
        return self._once("measures", lambda: measures(self.corpus))

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What the reports are mainly about."""
        return self._once("moments", lambda: moments(self.corpus))

    @property
    def assessments(self) -> Assessments:
        """How the talks are said to go."""
        return self._once("assessments", lambda: assessments(self.corpus, self.moments))

    @property
    def speakers(self) -> Speakers:
        """Who spoke."""
        return self._once("speakers", lambda: speakers(self.corpus))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The articles as sources."""
        return self._once("sources", lambda: sources(self.corpus, self.moments))

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
        return summary_of(self.corpus, parts)

    @property
    def positions(self) -> Mapping[tuple[str, str], list[Told]]:
        """Position claims by party and issue."""
        return self._once("positions", lambda: positions_of(self.corpus))

    def thread(self, issue: str, party: str) -> Thread:
        """How one party's position on an issue moved."""
        held = self.positions.get((party, issue), [])
        return self._once(("thread", issue, party), lambda: thread_of(self.corpus, issue, party, held))

    @property
    def record_of(self) -> Mapping[str, Record]:
        """Records by their id and by the ids of their claims."""
        return self._once("record_of", self._records)

    def _records(self) -> dict[str, Record]:
        found = {claim: record for record in self.corpus.records for claim in record.claims}
        return found | {record.id: record for record in self.corpus.records}

    def coverage(self, record: str) -> Coverage:
        """One record, all tellings; by the id of the record or of one of its claims."""
        if record not in self.record_of:
            raise NotFound(f"no record '{record}'", hint="the timeline lists all records")
        found = self.record_of[record]
        return self._once(("coverage", found.id), lambda: coverage(self.corpus, found))

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
        if actor in self.names:
            return self.names[actor]
        known = next((a.name for a in self.actors.values() if a.id == actor), None)
        if known is None:
            raise NotFound(f"nobody is called '{actor}' here", hint="the list of actors shows everybody named")
        return known

    def actor_lines(self, make: Callable[[Snapshot], tuple[T, ...]]) -> tuple[T, ...]:
        """The list of actors, made once."""
        return self._once("actor_lines", lambda: make(self))

    def outlet_lines(self, make: Callable[[Snapshot], tuple[T, ...]]) -> tuple[T, ...]:
        """The list of outlets, made once."""
        return self._once("outlet_lines", lambda: make(self))

    @property
    def dossier(self) -> Dossier:
        """The whole as one document."""
        return self._once("dossier", lambda: dossier(self.view))

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The days of the first and the last article."""
        found = sorted(a.day for a in self.corpus.articles.values() if a.day)
        return (found[0], found[-1]) if found else (None, None)


class Snapshots:
    """Snapshots by scope; made anew when the database has changed."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._kept: OrderedDict[Scope, Snapshot] = OrderedDict()
        self._version: object = None
        self._lock = RLock()

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
            version = self.workspace.store.version()
            if version != self._version:
                self._kept.clear()
                self._version = version
            if scope not in self._kept:
                self._kept[scope] = Snapshot(self.workspace.store.view(scope), self._actors, self._issues)
            self._kept.move_to_end(scope)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[scope]
