"""Snapshots by scope, made anew when the database has changed; that of today is kept beside the database."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from threading import Event, Lock, RLock
from threading import Thread as Background
from time import monotonic

from ..analysis.changes import Stances
from ..errors import ModelError, StoreError
from ..model.actor import Actor
from ..packs import Packs, load_packs
from ..pipeline import split_packs
from ..store.base import Scope
from ..workspace import Workspace
from .ask import Ask
from .dated import DatedSnapshot
from .eras import MOST, Era, end_of, ended, file_of
from .holdings import Holdings, Scoped
from .keeping import parts
from .kept import KeptSnapshot
from .render import load_templates
from .screens.overview import overview
from .screens.timeline import timeline_screen
from .shelf import Damaged, Shelf, code_mark, write
from .shelved import Shelved
from .snapshot import Snapshot

logger = logging.getLogger(__name__)
TODAY = Scope()
KEPT = 8
"""So many scopes are kept."""
FORESEEN = ("changes", "names", "lines", "sorts", "summary", "sources", "told", "courses", "course tellers",
            "course bounds", "rounds", "voices", "ends", "copies", "origins", "arrivals", "unsteady", "differences",
            "held", "kinds", "progress", "spans lines", "lines records", "days", "sums", "spans lasting course",
            "numbers lasting course", "place tellers", "places")  # fmt: skip
"""Parts of the file that many screens need: they are read before the first is shown."""
HEAVY = 2
"""So many scopes of a large workspace that cannot be told from the file are kept."""
PATIENCE, LONG = 1.0, 30.0
"""Seconds that an answer may take to be made before that is said; of a workspace that is not large."""
WORTH = 300
"""From so many articles on, what was worked out is kept in a file; with fewer it is made as fast as read."""


class BeingMade(StoreError):
    """What takes long to make; it is made aside and will be there soon."""


class Snapshots:
    """Snapshots by scope; ``worth``: from how many articles on that of today is kept in a file."""

    def __init__(self, workspace: Workspace, *, worth: int = WORTH) -> None:
        self.workspace = workspace
        self.worth = worth
        self._made: OrderedDict[Scope, Snapshot] = OrderedDict()
        self._version: object = None
        self._finished = (0, 0)
        self._lock, self._keeping = RLock(), Lock()
        self._holdings = self._open()
        self._shelf: Shelf | None = None
        self._events: dict[Scope, Event] = {}
        self._eras: dict[datetime | None, Era] = {}
        self._when = monotonic()
        self._cost = 0.0
        self._unread: tuple[int, int] | None = None

    def _open(self, known: datetime | None = None) -> Holdings:
        return Holdings(self.workspace.store, self.packs.relations(), known)

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

    @cached_property
    def _signature(self) -> str | None:
        """What a reading depends on; None where there is no language model: what was read can be shown without."""
        try:
            return self.workspace.signature(self.packs)
        except ModelError as error:
            logger.warning("%s; what was read is shown, nothing new can be read", error.message)
            return None

    @property
    def key(self) -> str:
        """What the kept file must have been made from: this content, these settings and packs, this code."""
        return f"{self.workspace.store.state()} {self._signature} {code_mark()}"

    @property
    def kept(self) -> bool:
        """Whether the screens of what the database holds now are kept."""
        found = self._kept_of(None)
        if found is not None:
            found.close()
        return found is not None

    def waiting(self) -> int:
        """How many articles have not been read with the workspace's settings yet."""
        version = self.workspace.store.version()
        if self._unread is None or self._unread[0] != version:
            self._unread = version, len(self.workspace.store.unread(self._signature)) if self._signature else 0
        return self._unread[1]

    def earlier(self, scope: Scope, day: date) -> Snapshot:
        """The snapshot of the same scope as of that day, or of its own day if that is earlier."""
        return self.get(replace(scope, at=min(day, scope.at) if scope.at else day))

    def get(self, scope: Scope) -> Snapshot:
        """The snapshot of that scope."""
        with self._lock:
            self._look()
            if scope not in self._made:
                self._made[scope] = self._make(scope)
            self._made.move_to_end(scope)
            heavy = [held for held, made in self._made.items() if not isinstance(made, Shelved)]
            for held in heavy[:-HEAVY] if self._shelf is not None else ():
                del self._made[held]
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
            return self._made[scope]

    def _make(self, scope: Scope) -> Snapshot:
        return self._from_shelf(scope) or Snapshot(Scoped(self._holdings, scope), self._actors, self._issues)

    def _from_shelf(self, scope: Scope) -> Shelved | None:
        """The snapshot of a scope that can be told from what is kept."""
        if self._shelf is None or scope.outlet is not None:
            return None
        era = self._era(scope.known)
        if era.shelf is None:
            return None
        scoped, come = Scoped(era.holdings, scope), era.come(scope.known)
        if scope.at is None and come is None:
            return KeptSnapshot(era.shelf, scoped, self._actors, self._issues)
        return DatedSnapshot(era.shelf, scoped, self._actors, self._issues, come)

    def _era(self, known: datetime | None) -> Era:
        """The era to which a moment belongs."""
        end = None if known is None else self._holdings.learned.until(known)
        if end is None:
            return self._eras.setdefault(None, Era(None, self._holdings, self._shelf))
        if end not in self._eras:
            self._eras[end] = Era(end, self._open(end), self._kept_of(end))
        return self._eras[end]

    def _kept_of(self, end: datetime | None) -> Shelf | None:
        return Shelf.open(file_of(self.workspace.path, end), self.key)

    def _look(self) -> None:
        """Forget what was made if the database has changed.

        While a run goes on, what took seconds to make is shown as long again; the end of a run, and what people decide,
        is seen at once.
        """
        store = self.workspace.store
        version = store.version()
        if version == self._version:
            return
        finished = store.finished()
        early = self._version is not None and self._cost > 1 and monotonic() - self._when < self._cost
        if not early or finished != self._finished:
            self._forget()
            self._version, self._finished, self._when = version, finished, monotonic()
            if self.workspace.store.size() >= self.worth:
                self._shelf = self._kept_of(None)

    def _forget(self) -> None:
        self._made.clear()
        self._events, self._eras, self._shelf, self._cost = {}, {}, None, 0.0
        self._holdings = self._open()

    def discard(self) -> None:
        """What is kept turned out to be damaged: make it anew."""
        with self._lock:
            for path in (file_of(self.workspace.path, None), *ended(self.workspace.path)):
                path.unlink(missing_ok=True)
            self._version = None

    def ready(self, patience: float, scope: Scope = TODAY) -> bool:
        """Whether the screens of a scope are made, after waiting so many seconds at most; they are made aside."""
        until = monotonic() + patience
        if not self._begun(TODAY).wait(patience):
            return False
        aside = self._made_aside(scope)
        return aside == TODAY or self._begun(aside).wait(max(0.0, until - monotonic()))

    def need(self, scope: Scope) -> Snapshot:
        """The snapshot of that scope; raises BeingMade where it takes long."""
        if not self.ready(PATIENCE, scope) and (self._large or not self.ready(LONG, scope)):
            raise BeingMade("what is asked for is still being made", hint="ask again in some seconds")
        return self.get(scope)

    @property
    def _large(self) -> bool:
        return self.workspace.store.size() >= self.worth

    def _made_aside(self, scope: Scope) -> Scope:
        """What has to be made before that scope can be shown: today, the end of its era, or the scope itself."""
        with self._lock:
            if self._shelf is None or scope == TODAY:
                return TODAY
            if scope.outlet is not None:
                return scope
            end = self._era(scope.known).end
            if end is not None and not self._begun(whole := Scope(known=end)).is_set():
                return whole
            return TODAY if isinstance(self.get(scope), Shelved) else scope

    def _begun(self, scope: Scope) -> Event:
        """What tells that the screens of that scope are made, which begins now if it has not yet."""
        with self._lock:
            self._look()
            if scope not in self._events:
                self._events[scope] = Event()
                whole = scope == Scope(known=scope.known) and (scope == TODAY or scope.known in self._eras)
                warm = self._warm if scope == TODAY else self._warm_era if whole else self._warm_other
                Background(target=warm, args=(self._events[scope], scope), daemon=True, name="snapshot").start()
            return self._events[scope]

    def _warm(self, made: Event, scope: Scope) -> None:
        began = monotonic()
        try:
            if self._shelf is None and self.workspace.store.size() >= self.worth:
                self.keep()
            if self._shelf is None:
                self._fill(self.get(scope))
            else:
                self._foresee(self._shelf)
        except Damaged:
            self.discard()
        except Exception:
            logger.exception("the screens could not be made ready")
        self._cost, self._when = monotonic() - began, monotonic()
        made.set()

    def _warm_era(self, made: Event, scope: Scope) -> None:
        try:
            with self._lock:
                era = self._eras[scope.known]
            with self._keeping:
                if era.shelf is None:
                    self.keep(era.end)
                    era.shelf = self._kept_of(era.end)
            if era.shelf is not None:
                foresee(era.shelf)
                era.holdings.foresee()
                with self._lock:
                    self._made = OrderedDict((s, m) for s, m in self._made.items() if isinstance(m, Shelved))
        except Damaged:
            self.discard()
        except Exception:
            logger.exception("what was known could not be made ready")
        made.set()

    def _warm_other(self, made: Event, scope: Scope) -> None:
        try:
            snapshot = self.get(scope)
            self._fill(snapshot)
            overview(self, snapshot, Ask(query={"at": [str(scope.at or "")], "known": [str(scope.known or "")[:10]]}))
        except Exception:
            logger.exception("the screens of another day could not be made ready")
        made.set()

    @staticmethod
    def _fill(snapshot: Snapshot) -> None:
        for part in ("matrix", "summary", "record_of", "sources", "names"):
            getattr(snapshot, part)

    def _foresee(self, shelf: Shelf) -> None:
        """Make ready what is asked for first: templates, parts that take a moment to read, the pages looked at most."""
        load_templates()
        foresee(shelf)
        today = self.get(TODAY)
        self._holdings.foresee()
        timeline_screen(today, Ask())
        overview(self, today, Ask())

    def keep_all(self) -> None:
        """Keep today's screens, and those of eras that were kept before, unless that is done."""
        if not self.kept:
            self.keep()
        for path in ended(self.workspace.path):
            end = end_of(path)
            if end is None or self._holdings.learned.until(end) != end:
                path.unlink()
            elif (found := self._kept_of(end)) is not None:
                found.close()
            else:
                self.keep(end)

    def keep(self, end: datetime | None = None) -> None:
        """Work the screens of today, or of the end of an era, out; keep them, and let go of what that took."""
        key, holdings = self.key, self._open(end)

        def of(scope: Scope) -> Snapshot:
            return Snapshot(Scoped(holdings, scope), self._actors, self._issues)

        def then(day: date) -> Stances:
            return of(Scope(at=day)).held_stances

        holdings.claims("statement")  # all will be needed; the few that may stand in several articles come from them
        try:
            write(file_of(self.workspace.path, end), key, parts(of(TODAY), then))
        except OSError as error:
            logger.warning("what was worked out cannot be kept: %s", error)
            return
        for old in ended(self.workspace.path)[MOST:]:
            old.unlink(missing_ok=True)
        if end is None:
            with self._lock:
                self._made.clear()
                self._eras = {}
                self._shelf = self._kept_of(None)


def foresee(shelf: Shelf) -> None:
    """Read what many screens need."""
    for part in FORESEEN:
        shelf.part(part)
