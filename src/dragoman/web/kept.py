"""What is kept of today's record, and the snapshot that shows it: parts are read when a screen needs them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar, cast

from ..analysis.assessments import Judged
from ..analysis.changes import Changes
from ..analysis.citation import title_of
from ..analysis.contacts import contacts
from ..analysis.differences import Difference
from ..analysis.dossier import Dossier
from ..analysis.matrix import Matrix
from ..analysis.movement import Stand
from ..analysis.sources import Source
from ..analysis.speakers import Speakers
from ..analysis.summary import Summary
from ..analysis.thread import Thread
from ..analysis.timeline import Entry
from ..model.article import Article
from ..model.claim import ProgressKind
from ..model.record import Record
from ..store.base import Scope
from .addresses import actor_id
from .lasting import Days, lasting, place_days, rounds, seen, span, speakers_until, voices
from .lines import Line, in_order
from .sayings import NOBODY, PROGRESS, Sayings, Stretch
from .screens.actors import actor_lines
from .screens.dossier import usual_period
from .screens.overview import usual_day
from .screens.sources import outlet_lines
from .shelved import BUCKETS, TOGETHER, Shelved, bucket
from .snapshot import Snapshot

T = TypeVar("T")
SCREENS: Mapping[str, Callable[[Snapshot], object]] = {"actor_lines": actor_lines, "outlet_lines": outlet_lines}


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
    yield "heads", {(party, issue): whole.head(issue, party) for party, issue in held}
    for number, (party, issue) in enumerate(held):
        yield f"threads/{number}", whole.thread(issue, party)
    yield "records", whole.records
    yield from _records(whole)
    yield from _progress(whole)
    yield "names", dict(whole.names)
    yield "sources", whole.sources
    for name, make in SCREENS.items():
        yield f"screens/{name}", make(whole)
    for key, name in whole.names.items():
        yield f"sayings/{key}", whole.sayings(name)
    yield "dossier", whole.dossier(*usual_period(whole))
    yield from _for_other_days(whole)


def _light(article: Article) -> Article:
    """What lists say of an article: with the title that it is cited by, without its text."""
    return replace(article, title=title_of(article), text="", raw="", pieces=(), blocks=(), furniture=(), references=())


def _records(whole: Snapshot) -> Iterator[tuple[str, object]]:
    """The records a few at a time, and where the one lies that has an id or holds a claim."""
    found: list[dict[str, int]] = [{} for _ in range(BUCKETS)]
    everything = (*whole.course.records, *whole.assessed)
    for number, record in enumerate(everything):
        for item in (record.id, *record.claims):
            found[bucket(item)][item] = number
    for number, kept in enumerate(found):
        yield f"index/{number}", kept
    for number in range(0, len(everything), TOGETHER):
        yield f"records/{number // TOGETHER}", everything[number : number + TOGETHER]
    yield "assessed", whole.assessed


def _progress(whole: Snapshot) -> Iterator[tuple[str, object]]:
    """How the talks are said to go, a few at a time."""
    told = whole.assessments
    yield "progress", tuple((kind, len(getattr(told, kind))) for kind in PROGRESS)
    everything = tuple(judged for kind in PROGRESS for judged in getattr(told, kind))
    for number in range(0, len(everything), TOGETHER):
        yield f"progress/{number // TOGETHER}", everything[number : number + TOGETHER]


def _for_other_days(whole: Snapshot) -> Iterator[tuple[str, object]]:
    """What tells how the record stood on any earlier day."""
    course, first = whole.course, seen(whole.bare)
    held = {claim: record.id for record in course.records for claim in record.claims}
    ends = {end for r in course.relations for end in (r.subject, r.object)} & course.claims.keys()
    tied = [(end, course.claims[end]) for end in sorted(ends)]
    yield "ends", {end: (claim.evidence.article, claim.kind, held.get(end)) for end, claim in tied}
    yield "place days", place_days(course, first)
    yield "rounds", rounds(contacts(course))
    yield "stands", {key: tuple(stands) for key, stands in whole.positions.items()}
    articles = {record.id: record.articles for record in course.records}
    told = [articles[line.record] for line in whole.lines]
    yield "told", tuple(span(course.articles[a] for a in tellers) for tellers in told)
    yield "spans", tuple((min(first[a] for a in tellers), max(first[a] for a in tellers)) for tellers in told)
    yield "voices", voices(whole.said, whole.speakers, first)
    kinds = ("meeting", "measure", "position", "statement")
    found = [*lasting(course, first, kinds), *lasting(whole.judged, first, ("assessment",))]
    found.sort(key=lambda f: (f[0][1], f[0][0], f[1].record.id))
    yield "lasting", tuple((days, long.record.id) for days, long in found)
    for number in range(0, len(found), TOGETHER):
        yield f"lasting/{number // TOGETHER}", tuple(long for _, long in found[number : number + TOGETHER])


class KeptSnapshot(Shelved):
    """The record of today from a shelf."""

    def span(self, number: int) -> Days:
        """The first and the last day on which that line was told."""
        return cast("Days", self._part("told")[number])

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

    def changes(self, since: date | None, then: Callable[[], Matrix | None], party: str | None = None) -> Changes:
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
        number = self._part("held").get((party, issue))
        if number is None:
            return Thread(issue=issue, label=issue, party=party, stance=None, independent=0, movement=(), steps=())
        return cast("Thread", self._piece(f"threads/{number}"))

    def head(self, issue: str, party: str) -> tuple[Thread, int]:
        """A thread with its newest steps alone, and how many it has."""
        return cast("tuple[Thread, int]", self._part("heads")[party, issue])

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of the timeline's kinds."""
        return cast("tuple[Record, ...]", self._part("records"))

    @property
    def assessed(self) -> tuple[Record, ...]:
        """The records of assessments."""
        return cast("tuple[Record, ...]", self._part("assessed"))

    def progress(self, kind: ProgressKind | None, first: int, last: int) -> Stretch[Judged]:
        """A stretch of what is said of how the talks go."""
        begin, total = 0, 0
        for name, number in self._part("progress"):
            total += number if kind in (None, name) else 0
            begin += number if kind is not None and not total and name != kind else 0
        numbers = range(begin + first, begin + min(last, total))
        found = (self._piece(f"progress/{number // TOGETHER}")[number % TOGETHER] for number in numbers)
        return Stretch(tuple(found), total)

    @property
    def voices(self) -> Speakers:
        """Who spoke, without the words."""
        return self._once("voices", lambda: speakers_until(self._part("voices"), date.max.toordinal()))

    @property
    def positions(self) -> Mapping[tuple[str, str], list[Stand]]:
        """Tellings of positions by party and issue."""
        return self._once("positions", lambda: {key: list(held) for key, held in self._part("stands").items()})

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
