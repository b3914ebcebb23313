"""What is kept of today's record, and the snapshot that shows it: parts are read when a screen needs them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from ..analysis.assessments import Judged
from ..analysis.changes import Changes, Stances
from ..analysis.differences import Difference
from ..analysis.dossier import Dossier
from ..analysis.matrix import Matrix
from ..analysis.movement import Course
from ..analysis.sources import Source
from ..analysis.speakers import Speakers
from ..analysis.summary import Summary
from ..analysis.thread import Thread, outline
from ..analysis.timeline import Entry
from ..model.article import Article
from ..model.claim import ProgressKind
from ..model.record import Record
from ..store.base import Scope
from .addresses import actor_id
from .arrivals import There
from .lasting import Days, speakers_among
from .lines import Line, Sorts
from .sayings import NOBODY, Excerpt, Sayings, Stretch
from .screens.dossier import usual_period
from .shelved import Shelved
from .snapshot import Snapshot

T = TypeVar("T")


class KeptSnapshot(Shelved):
    """The record of today from a shelf."""

    def span(self, number: int) -> Days:
        """The first and the last day on which that line was told."""
        return cast("Days", self._part("told")[number])

    @cached_property
    def there(self) -> There:
        """All articles."""
        return There(self._part("arrivals"), None)

    @property
    def places(self) -> frozenset[str]:
        """Names that are places alone."""
        return cast("frozenset[str]", self._part("places"))

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles, in order of publication, without their texts."""
        return cast("Mapping[str, Article]", self._part("articles"))

    @property
    def origins(self) -> Mapping[str, str]:
        """Copies with the articles that they go back to."""
        return cast("Mapping[str, str]", self._part("origins"))

    @property
    def corrections(self) -> Mapping[str, str]:
        """Articles with those that correct them."""
        return cast("Mapping[str, str]", self._part("corrections"))

    def record(self, item: str) -> Record | None:
        """The record with that id or that holds that claim; None for a claim that stands alone."""
        return self.kept_record(item)

    @property
    def matrix(self) -> Matrix:
        """Issues by parties."""
        scope = self.scoped.scope
        return replace(cast("Matrix", self._part("matrix")), at=scope.at, known=scope.known)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The entries of the timeline in short."""
        return cast("tuple[Line, ...]", self._part("lines"))

    @property
    def sorts(self) -> Sorts:
        """What sort of thing each line is."""
        return cast("Sorts", self._part("sorts"))

    def entries(self, numbers: Iterable[int]) -> tuple[Entry, ...]:
        """The entries of those lines."""
        return tuple(self._leaf("entries", number) for number in numbers)

    @property
    def summary(self) -> Summary:
        """The scope in numbers."""
        return cast("Summary", self._part("summary"))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where reports contradict one another."""
        return cast("tuple[Difference, ...]", self._part("differences"))

    def changes(self, since: date | None, then: Callable[[], Stances | None], party: str | None = None) -> Changes:
        """What reports published since that day brought."""
        if since == self._part("usual day") and party is None:
            return cast("Changes", self._part("changes"))
        return super().changes(since, then, party)

    @property
    def held(self) -> frozenset[tuple[str, str]]:
        """Parties with the issues on which something is said of them."""
        return self._once("held", lambda: frozenset(self._part("held")))

    def thread(self, issue: str, party: str) -> Thread:
        """How one party's position on an issue moved."""
        return self.excerpt(issue, party, 0, sys.maxsize).thread

    def excerpt(self, issue: str, party: str, first: int, last: int) -> Excerpt:
        """A stretch of a thread."""
        number = self._part("held").get((party, issue))
        if number is None:
            return Excerpt(thread=outline((), issue, party), total=0, course=())
        made: Excerpt = self._piece(f"threads/{number}")
        steps = (self._leaf(f"steps/{number}", place) for place in range(first, min(last, made.total)))
        return replace(made, thread=replace(made.thread, steps=tuple(steps)))

    def head(self, issue: str, party: str) -> tuple[Thread, int]:
        """A thread with its newest steps alone, and how many it has."""
        return cast("tuple[Thread, int]", self._part("heads")[party, issue])

    def folded(self, kind: str | None, first: int, last: int) -> Stretch[Record]:
        """A stretch of the records of a kind, or of all of the timeline's kinds."""
        found = self._of_kind(kind)
        return Stretch(tuple(self._leaf("records", number) for number in found[first:last]), len(found))

    def progress(self, kind: ProgressKind | None, first: int, last: int) -> Stretch[Judged]:
        """A stretch of what is said of how the talks go."""
        found = [number for number, (name, _) in enumerate(self._part("progress")) if kind in (None, name)]
        return Stretch(tuple(self._leaf("progress", number) for number in found[first:last]), len(found))

    @property
    def voices(self) -> Speakers:
        """Who spoke, without the words."""
        return self._once("voices", lambda: speakers_among(self._part("voices"), self.there))

    @property
    def positions(self) -> Mapping[tuple[str, str], Course]:
        """When positions were told, by party and issue."""
        return cast("Mapping[tuple[str, str], Course]", self._part("courses"))

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
        return cast("Sayings", self._piece(part)) if part in self.shelf else NOBODY

    def keep(self, key: Hashable, make: Callable[[Snapshot], T]) -> T:
        """What a screen works out of the whole: from the shelf, or made once."""
        if isinstance(key, str) and f"screens/{key}" in self.shelf:
            return cast("T", self._part(f"screens/{key}"))
        return super().keep(key, make)

    def dossier(self, first: date | None = None, last: date | None = None) -> Dossier:
        """The record, or that of the articles of a period, as one document."""
        if self.scoped.scope == Scope() and (first, last) == usual_period(self):
            return cast("Dossier", self._part("dossier"))
        return super().dossier(first, last)
