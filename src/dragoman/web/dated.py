"""An earlier day, or what was known by then, from the shelf: what was whole then is as it was kept, the rest is folded
anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import cast

from ..analysis.assessments import Judged
from ..analysis.citation import Citation
from ..analysis.contacts import series
from ..analysis.differences import Difference
from ..analysis.matrix import CITED, Cell, Matrix, matrix_of
from ..analysis.measures import DONE
from ..analysis.movement import Course, Ground, Occasion, Stand, leading, occasions
from ..analysis.sources import Source, sources_within
from ..analysis.summary import Summary
from ..analysis.thread import Thread, outline, steps_of, told_in, turns
from ..analysis.timeline import Entry
from ..model.claim import ProgressKind
from .arrivals import Tellers
from .heard import Heard
from .lasting import Days, span
from .lines import Line, Sorts, line
from .retold import merged
from .sayings import Excerpt, Stretch
from .shelved import FURNITURE
from .snapshot import NEWEST

Named = Mapping[str, tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class _Reports:
    """The reports that were there, as positions are judged against them; without ``cited`` no words are looked up."""

    snapshot: DatedSnapshot
    last: date | None
    cited: bool = True

    def contradicted(self, claims: Iterable[str]) -> bool:
        """Whether a report differs on one of these claims."""
        return not self.snapshot.disputed("position").isdisjoint(claims)

    def cites(self, claims: Iterable[str]) -> tuple[Citation, ...]:
        """The citations of claims."""
        wanted = list(claims) if self.cited else []
        self.snapshot.fetch(wanted)
        return tuple(self.snapshot.cite(claim) for claim in wanted)


class DatedSnapshot(Heard):
    """The record of an earlier day, as if nothing had been published later; or of what was known by then."""

    @property
    def ground(self) -> Ground:
        """What positions are judged against."""
        return self._reports()

    def _reports(self, *, cited: bool = True) -> _Reports:
        at = self.scoped.scope.at
        return _Reports(self, at if at is not None else self.days[1], cited)

    @property
    def positions(self) -> Mapping[tuple[str, str], Course]:
        """When positions were told, by party and issue."""

        def make() -> dict[tuple[str, str], Course]:
            kept: Mapping[tuple[str, str], Course] = self._part("courses")
            found = {key: tuple(self._until(key, course)) for key, course in kept.items()}
            return {key: self._as_copied(course) for key, course in found.items() if course}

        return self._once("positions", make)

    def _until(self, key: tuple[str, str], course: Course) -> Iterable[Occasion]:
        """The occasions with what was told of them then."""
        told: Sequence[Tellers] = self._part("course tellers")[key]
        whole, begun = self.read.reach(self._part("course bounds")[key])
        apart = set(range(whole, begun))
        if missing := self.read.missing:
            apart.update(place for place in range(whole) if not missing.isdisjoint(told[place]))
        found: list[Occasion | None] = list(course[:begun])
        for place in apart:
            found[place] = self._cut(course[place])
        return [one for one in found if one is not None]

    def _cut(self, occasion: Occasion) -> Occasion | None:
        kept = tuple(stand for stand in occasion.told if stand.article in self.read.articles)
        return Occasion(day=occasion.day, told=kept, leading=leading(kept)) if kept else None

    def _as_copied(self, course: Course) -> Course:
        """The occasions as they were where copies went back to other articles."""
        shifted = self.shifted
        if not shifted or not any(stand.article in shifted for occasion in course for stand in occasion.told):
            return course
        held = [self._as_told(stand) for occasion in course for stand in occasion.told]
        held.sort(key=lambda stand: self._rank[stand.article])
        return occasions(held)

    def _as_told(self, stand: Stand) -> Stand:
        if stand.article not in self.shifted:
            return stand
        origin = self.origins.get(stand.article, stand.article)
        return replace(stand, origin=origin, own=origin == stand.article, since=self.articles[origin].day)

    @property
    def table(self) -> Matrix:
        """The matrix without the words of its cells, which take a moment to look up."""
        return self._once("table", lambda: matrix_of(self._reports(cited=False), self.positions))

    def quoted(self, cells: Iterable[Cell | None]) -> tuple[Cell, ...]:
        """Those cells of the table with their words."""
        wanted = [cell for cell in cells if cell]
        self.fetch(claim for cell in wanted for claim in cell.claims[:CITED])
        return tuple(replace(c, citations=tuple(self.cite(claim) for claim in c.claims[:CITED])) for c in wanted)

    def _matrix(self) -> Matrix:
        made, scope = self.table, self.scoped.scope
        quoted = iter(self.quoted(cell for row in made.rows for cell in row.cells))
        rows = [replace(row, cells=tuple(cell and next(quoted) for cell in row.cells)) for row in made.rows]
        return replace(made, rows=tuple(rows), at=scope.at, known=scope.known)

    def excerpt(self, issue: str, party: str, first: int, last: int) -> Excerpt:
        """A stretch of a thread; only the words that are shown are looked up."""
        course = self.positions.get((party, issue), ())
        told = told_in(course)
        charted = turns([stand for stand, _, _ in told])
        steps = steps_of(self.ground, [*told[first:last], *(told[place] for place in charted)])
        shown = len(steps) - len(charted)
        return Excerpt(
            thread=replace(outline(course, issue, party), steps=steps[:shown]), total=len(told), course=steps[shown:]
        )

    def head(self, issue: str, party: str) -> tuple[Thread, int]:
        """A thread with its newest steps alone, and how many it has."""
        course = self.positions.get((party, issue), ())
        told = told_in(course)
        return replace(outline(course, issue, party), steps=steps_of(self.ground, told[:NEWEST])), len(told)

    @cached_property
    def _named(self) -> Named:
        """The rounds of that day with their series and numbers."""
        kept = (c for c in self._part("rounds") if c.record.id not in self.anew.former)
        there = [c for c in kept if self.read.articles.issuperset(c.record.articles)]
        return series((*there, *self.anew.rounds))

    @cached_property
    def _order(self) -> tuple[int | Entry, ...]:
        """Today's lines by number where they were the same, else the entry of then."""
        kept: tuple[Line, ...] = self._part("lines")
        named, rank = self._named, self._rank
        records, former = self._part("lines records"), self.anew.numbers | self._torn
        order = [number for number in self.read.whole(self._part("spans lines")) if records[number] not in former]

        def place(number: int) -> tuple[object, ...]:
            return kept[number].place(named, rank)

        added = sorted(((line(entry).place(named, rank), entry) for entry in self.anew.entries), key=itemgetter(0))
        places = [bisect_left(order, found, key=place) for found, _ in added]
        return tuple(merged(order, [entry for _, entry in added], places))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The entries of the timeline in short."""
        kept = self._part("lines")
        return tuple(kept[e] if isinstance(e, int) else line(e) for e in self._order)

    @property
    def sorts(self) -> Sorts:
        """What sort of thing each line is."""
        return self._once("sorts", lambda: cast("Sorts", self._part("sorts")).among(self._order, self.lines))

    def entries(self, numbers: Iterable[int]) -> tuple[Entry, ...]:
        """The entries of those lines."""
        return tuple(self._entry(self._order[number]) for number in numbers)

    def _entry(self, found: int | Entry) -> Entry:
        if isinstance(found, int):
            found = cast("Entry", self._leaf("entries", found))
        named, number = self._named.get(found.record, (None, None))
        return found if (found.series, found.round) == (named, number) else replace(found, series=named, round=number)

    def span(self, number: int) -> Days:
        """The first and the last day on which that line was told."""
        found = self._order[number]
        if isinstance(found, int):
            return cast("Days", self._part("told")[found])
        return span(self.articles[article] for article in found.articles)

    def progress(self, kind: ProgressKind | None, first: int, last: int) -> Stretch[Judged]:
        """A stretch of what was said of how the talks go; about which moment is not told for an earlier day."""
        has = self.read.has
        kept = enumerate(self._part("progress"))
        found = [number for number, (name, article) in kept if kind in (None, name) and has(article)]
        told = (cast("Judged", self._leaf("progress", number)) for number in found[first:last])
        return Stretch(tuple(self._judged(one) for one in told), len(found))

    def _judged(self, kept: Judged) -> Judged:
        cited = self.recited(kept.citation)
        return replace(kept, moment=None, citation=cited, independent=cited.copy_of is None)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where reports contradict one another."""

        def make() -> tuple[Difference, ...]:
            everything = self.scoped.holdings.contradictions.items()
            there = {i: n for n, (i, r) in enumerate(everything) if self._there(r.subject) and self._there(r.object)}
            found = [self._unresolved(d) for d in self._part("differences") if d.relation in there]
            return tuple(sorted(found, key=lambda d: (d.resolved_by is not None, there[d.relation])))

        return self._once("differences", make)

    def _unresolved(self, found: Difference) -> Difference:
        sides = sorted({words.article for words in (*found.first, *found.second)})
        now = next((self.corrections[side] for side in sides if side in self.corrections), None)
        if now == found.resolved_by and self.shifted.isdisjoint(sides):
            return found
        first, second = (tuple(map(self.recited, words)) for words in (found.first, found.second))
        return replace(found, resolved_by=now, first=first, second=second)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The articles as sources, with their claims counted."""
        return self._once("sources", lambda: tuple(sources_within(self.bare, self._counted())))

    def _summary(self) -> Summary:
        sums = dict(self._part("sums"))
        furniture = self.there.total(sums.pop(FURNITURE))
        claims = sorted((kind, self.read.total(part)) for kind, part in sums.items())
        first, last = self.days
        cells = [cell for row in self.table.rows for cell in row.cells if cell]
        meetings = [e for e in self.lines if e.kind == "meeting"]
        steps = [e for e in self.lines if e.kind == "measure"]
        rounds = sum(e.record in self._named for e in meetings)
        return Summary(
            articles=len(self.articles),
            independent=len(self.articles) - len(self.origins),
            duplicates=len(self.origins),
            outlets=len({article.outlet for article in self.articles.values() if article.outlet}),
            undated=len(self.articles) - len(self._days),
            first=first,
            last=last,
            claims=tuple((kind, number) for kind, number in claims if number),
            moments=None,
            rounds=rounds,
            contacts=len(meetings) - rounds,
            positions=len(cells),
            moved=sum(cell.change in ("hardened", "softened") for cell in cells),
            measures=len(steps),
            agreed=sum(e.status in DONE for e in steps),
            contradictions=sum(r.kind == "contradicts" for r in self._relations),
            furniture=furniture,
            failures=len(self.failures),
        )
