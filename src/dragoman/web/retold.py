"""Records of which only a part was there, or which were another thing, folded anew from what is kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar, cast

from ..analysis.corpus import Corpus, Material, corpus_from
from ..model.claim import Claim, Payload
from ..model.fold import record_of
from ..model.record import Record
from .contested import Contested
from .holdings import uncollected
from .lasting import Anew, Lasting, anew
from .sayings import Stretch
from .then import Then

T = TypeVar("T")


class Retold(Then):
    """The records of an earlier day."""

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {article: number for number, article in enumerate(self.articles)}

    @cached_property
    def anew(self) -> Anew:
        """Records of the timeline's kinds that are another thing today, as they were then."""
        with uncollected():
            return self._anew("course")

    @cached_property
    def anew_judged(self) -> Anew:
        """The same for assessments."""
        return self._anew("judged")

    def _anew(self, sort: str) -> Anew:
        doubtful = self._contested(sort)
        gone = {number for one in doubtful for number in one.numbers}
        longs = {n: long for n, long in self._longs(sort) if n not in gone}
        others = {n: record for n, record in self._affected(sort) if n not in longs and n not in gone}
        others = {n: r for n, r in others.items() if self.read.articles.issuperset(r.articles)}
        records = [
            record
            for number, long in longs.items()
            for record in long.among(self.read.articles, self.origins, first=number not in self._torn)
        ]
        records += [r for one in doubtful for r in one.among(self.read.articles, self.articles, self.origins)]
        kept = [long.claims for long in longs.values()] + [one.claims for one in doubtful]
        claims = {i: c for told in kept for i, c in told.items()}
        claims = {i: c for i, c in claims.items() if c.evidence.article in self.read.articles}
        more = sorted({claim for record in others.values() for claim in record.claims})
        claims |= self.view.claims_by_id(ids=more) if more else {}
        records = [self._refolded(record, claims) for record in (*records, *others.values())]
        former = {record.id for record in (*(long.record for long in longs.values()), *others.values())}
        former |= {self._leaf("records", number).id for number in gone}
        return anew(self._light_corpus(claims, tuple(records)), former, {*longs, *others, *gone})

    def _contested(self, sort: str) -> list[Contested]:
        """The claims about which people differ with the rules, where not all of them were there."""
        kept: tuple[Contested, ...] = self._part(f"contested {sort}")
        return [one for one in kept if not self.read.articles.issuperset(one.articles())]

    @cached_property
    def _torn(self) -> frozenset[int]:
        """The numbers of today's records that missing articles tell."""
        return frozenset(self._gathered(self.read.absent))

    def _longs(self, sort: str) -> Iterator[tuple[int, Lasting]]:
        """The records of which only some articles were there, by number."""
        name = f"lasting {sort}"
        numbers, spans = self._part(f"numbers {name}"), self._part(f"spans {name}")
        places = set(self.read.parted(spans))
        if torn := self._torn:
            places |= {n for n, number in enumerate(numbers) if number in torn and spans[0][n] < self.read.until}
        for place in sorted(places):
            yield numbers[place], self._leaf(name, place)

    def _refolded(self, record: Record, claims: Mapping[str, Claim[Payload]]) -> Record:
        """The record, told anew where a copy went back to another article."""
        if self.shifted.isdisjoint(record.articles):
            return record
        told = {claim: claims[claim] for claim in record.claims}
        return record_of(record.kind, list(told), told, self.articles, self.origins)

    def _affected(self, sort: str) -> Iterator[tuple[int, Record]]:
        """Records of today that a report which was not there contradicts or corrects, of which a party was a place, or
        which a copy tells that went back to another article.
        """
        for number in sorted(self._gathered(sorted(self.shifted))):
            if (self._part("kinds")[number] == "assessment") == (sort == "judged"):
                yield number, self._leaf("records", number)
        for item in sorted(self._touched()) if sort == "course" else ():
            touched = self.kept_number(item)
            if touched is not None:
                yield touched, self._leaf("records", touched)

    def _touched(self) -> set[str]:
        """Records (ids of today) of which a report not there says something, or of which a party was a place."""
        found: set[str] = set()
        ends = self._part("ends")
        for relation in self.scoped.holdings.relations:
            one, two = relation.subject, relation.object
            if self._there(one) != self._there(two):
                found.update(e for end in (one, two) if end in ends and self._there(end) and (e := ends[end][2]))
        today: frozenset[str] = self._part("places")
        for name, (_, _, records) in self._part("place tellers").items():
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

    def record(self, item: str) -> Record | None:
        """The record with that id or that holds that claim; None for a claim that stands alone."""
        found = self.kept_record(item)
        for then in (self.anew, self.anew_judged) if found is None else (self._anew_of(found),):
            if item in then.by_id:
                return then.by_id[item]
        if found is None or found.id in self._anew_of(found).former:
            return None
        return found if self.read.articles.issuperset(found.articles) else None

    def _anew_of(self, record: Record) -> Anew:
        return self.anew_judged if record.kind == "assessment" else self.anew

    def _together(self, articles: Sequence[str]) -> Iterable[Sequence[str]]:
        """The claims of those articles that belonged to one record."""
        loose, read = self._part("loose"), self.read.articles
        found = self._gathered([article for article in articles if article in read])
        for one in (*self._contested("course"), *self._contested("judged")):
            here = {claim for number in one.numbers for claim in found.pop(number, ())}
            for record in one.among(read, self.articles, self.origins) if here else ():
                yield [claim for claim in record.claims if claim in here]
        doubtful = {n for n, claims in found.items() if len(claims) > 1 and (n in loose or n in self._torn)}
        longs = dict(self._longs_of(doubtful)) if doubtful else {}
        for number, claims in found.items():
            if number in longs:
                here = set(claims)
                records = longs[number].among(read, self.origins, first=number not in self._torn)
                yield from (kept for record in records if (kept := [c for c in record.claims if c in here]))
            else:
                yield claims

    def _longs_of(self, wanted: Container[int]) -> Iterator[tuple[int, Lasting]]:
        """Those of the records that several articles tell which have these numbers."""
        for name in ("lasting course", "lasting judged"):
            for place, number in enumerate(self._part(f"numbers {name}")):
                if number in wanted:
                    yield number, self._leaf(name, place)

    def folded(self, kind: str | None, first: int, last: int) -> Stretch[Record]:
        """A stretch of the records of a kind, or of all of the timeline's kinds."""
        order = self._once(("folded", kind), lambda: self._folded(kind))
        found = (r if isinstance(r, Record) else cast("Record", self._leaf("records", r)) for r in order[first:last])
        return Stretch(tuple(found), len(order))

    def _folded(self, kind: str | None) -> tuple[int | Record, ...]:
        """Today's records by number where they were the same, else those of then."""
        then, rank, kinds = self.anew_judged if kind == "assessment" else self.anew, self._rank, self._part("kinds")
        whole, gone = self.read.whole(self._part("spans records")), then.numbers | self._torn
        fits = {kind} if kind else set(kinds) - {"assessment"}
        order = [number for number in whole if kinds[number] in fits and number not in gone]
        added = [record for record in then.records if record.kind in fits]

        def place(record: Record) -> tuple[object, ...]:
            return rank[record.articles[0]], record.kind, record.claims[0]

        first, articles = self._part("first tellers"), self._part("articles")
        today = {number: rank.get(article, -1) for number, article in enumerate(articles)}
        ranks = [today[first[number]] for number in order]

        def where(record: Record) -> int:
            low, high = (find(ranks, rank[record.articles[0]]) for find in (bisect_left, bisect_right))
            return bisect_left(order, place(record), low, high, key=lambda n: place(self._leaf("records", n)))

        added.sort(key=place)
        return tuple(merged(order, added, [where(record) for record in added]))


def merged(order: Sequence[int], added: Sequence[T], places: Sequence[int]) -> Iterator[int | T]:
    """The numbers with what is added (in order) at those places."""
    start = 0
    for one, end in zip(added, places, strict=True):
        yield from order[start:end]
        yield one
        start = end
    yield from order[start:]
