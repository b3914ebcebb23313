"""Snapshots by scope, made anew when the database has changed; that of today is kept beside the database."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Event, RLock
from threading import Thread as Background
from time import monotonic

from ..analysis.matrix import Matrix
from ..errors import ModelError
from ..model.actor import Actor
from ..packs import Packs, load_packs
from ..pipeline import split_packs
from ..store.base import Scope
from ..workspace import Workspace
from .ask import Ask
from .dated import DatedSnapshot
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
FILE = "screens.zip"
FORESEEN = ("changes", "names", "lines", "summary", "sources", "told", "courses", "course tellers", "rounds", "voices",
            "ends", "copies", "origins", "arrivals", "unsteady", "differences", "held", "kinds", "progress",
            "spans lines", "spans lasting course", "numbers lasting course", "place tellers", "places")  # fmt: skip
"""Parts of the file that many screens need: they are read before the first is shown."""
HEAVY = 2
"""So many scopes of a large workspace that cannot be told from the file are kept."""
WORTH = 300
"""From so many articles on, what was worked out is kept in a file; with fewer it is made as fast as read."""


class Snapshots:
    """Snapshots by scope; ``worth``: from how many articles on that of today is kept in a file."""

    def __init__(self, workspace: Workspace, *, worth: int = WORTH) -> None:
        self.workspace = workspace
        self.worth = worth
        self._made: OrderedDict[Scope, Snapshot] = OrderedDict()
        self._version: object = None
        self._finished = (0, 0)
        self._lock = RLock()
        self._holdings = self._open()
        self._shelf: Shelf | None = None
        self._events: dict[Scope, Event] = {}
        self._known: dict[datetime, frozenset[str] | None] = {}
        self._when = monotonic()
        self._cost = 0.0

    def _open(self) -> Holdings:
        return Holdings(self.workspace.store, self.packs.relations())

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
            return self.workspace.signature()
        except ModelError as error:
            logger.warning("%s; what was read is shown, nothing new can be read", error.message)
            return None

    @property
    def path(self) -> Path:
        """The file in which today's screens are kept."""
        return self.workspace.path / FILE

    @property
    def key(self) -> str:
        """What the kept file must have been made from: this content, these settings and packs, this code."""
        return f"{self.workspace.store.state()} {self._signature} {code_mark()}"

    @property
    def kept(self) -> bool:
        """Whether the screens of what the database holds now are kept."""
        found = Shelf.open(self.path, self.key)
        if found is not None:
            found.close()
        return found is not None

    def waiting(self) -> int:
        """How many articles have not been read with the workspace's settings yet."""
        return len(self.workspace.store.unread(self._signature)) if self._signature else 0

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
        scoped = Scoped(self._holdings, scope)
        if self._shelf is not None and scope.outlet is None:
            late = scope.known is not None and not self._all_known(scope.known)
            if scope.at is None and not late:
                return KeptSnapshot(self._shelf, scoped, self._actors, self._issues)
            known = self._known_by(scope.known) if late and scope.known else None
            dated = DatedSnapshot(self._shelf, scoped, self._actors, self._issues, known)
            if dated.faithful and not (late and known is None):
                return dated
        return Snapshot(scoped, self._actors, self._issues)

    def _known_by(self, moment: datetime) -> frozenset[str] | None:
        """The articles that were known by then, where that can be told from the file."""
        if moment not in self._known:
            while len(self._known) >= KEPT:
                self._known.popitem()
            self._known[moment] = self.workspace.store.known_by(moment)
        return self._known[moment]

    def _all_known(self, known: datetime | None) -> bool:
        """Whether all that is there now was there by then."""
        last = self.workspace.store.learned()
        return known is None or last is None or last <= known

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
                self._shelf = Shelf.open(self.path, self.key)

    def _forget(self) -> None:
        self._made.clear()
        self._events, self._known, self._shelf, self._cost = {}, {}, None, 0.0
        self._holdings = self._open()

    def discard(self) -> None:
        """What is kept turned out to be damaged: make it anew."""
        with self._lock:
            self.path.unlink(missing_ok=True)
            self._version = None

    def ready(self, patience: float, scope: Scope = TODAY) -> bool:
        """Whether the screens of a scope are made, after waiting so many seconds at most; they are made aside."""
        until = monotonic() + patience
        if not self._begun(TODAY).wait(patience):
            return False
        if scope == TODAY or self._shelf is None or isinstance(self.get(scope), Shelved):
            return True
        return self._begun(scope).wait(max(0.0, until - monotonic()))

    def _begun(self, scope: Scope) -> Event:
        """What tells that the screens of that scope are made, which begins now if it has not yet."""
        with self._lock:
            self._look()
            if scope not in self._events:
                self._events[scope] = Event()
                warm = self._warm if scope == TODAY else self._warm_other
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
        for part in FORESEEN:
            shelf.part(part)
        today = self.get(TODAY)
        self._holdings.foresee()
        timeline_screen(today, Ask())
        overview(self, today, Ask())

    def keep(self) -> None:
        """Work today's screens out, keep them in the file, and let go of what that took."""
        key, holdings = self.key, self._open()

        def of(scope: Scope) -> Snapshot:
            return Snapshot(Scoped(holdings, scope), self._actors, self._issues)

        def then(day: date) -> Matrix:
            return of(Scope(at=day)).matrix

        holdings.claims("statement")  # all will be needed; the few that may stand in several articles come from them
        try:
            write(self.path, key, parts(of(TODAY), then))
        except OSError as error:
            logger.warning("what was worked out cannot be kept: %s", error)
            return
        with self._lock:
            self._made.clear()
            self._shelf = Shelf.open(self.path, self.key)
