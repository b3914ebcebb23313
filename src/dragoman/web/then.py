"""What was there on an earlier day, or was known by then, told from what is kept of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from ..analysis.citation import Citation
from ..analysis.corpus import Corpus
from ..analysis.sources import Source
from ..model.actor import Actor
from ..model.article import Article
from ..model.fold import copies
from ..model.record import Relation
from ..store.sql import SqlView
from .arrivals import There
from .holdings import Scoped
from .shelf import Shelf
from .shelved import Shelved

Come = tuple[frozenset[str], frozenset[str]]


class Then(Shelved):
    """Some of the articles, and what they are to one another, as if there were no others.

    ``come``: the articles that had come by the moment of the scope, and those that had been read; None: all had.
    """

    def __init__(
        self,
        shelf: Shelf,
        scoped: Scoped,
        actors: Mapping[str, Actor],
        issues: frozenset[str],
        come: Come | None = None,
    ) -> None:
        super().__init__(shelf, scoped, actors, issues)
        self._come = come

    @cached_property
    def there(self) -> There:
        """Which articles are there."""
        return self._there_of(self._come and self._come[0])

    @cached_property
    def read(self) -> There:
        """Which of them had been read: what is told of claims goes by these."""
        if self._come is None or self._come[1] == self._come[0]:
            return self.there
        return self._there_of(self._come[1])

    def _there_of(self, come: frozenset[str] | None) -> There:
        at = self.scoped.scope.at
        return There(self._part("arrivals"), at.toordinal() if at else None, come)

    @property
    def view(self) -> SqlView:
        """The view of the scope, which need not read the articles."""
        read = None if self._come is None else self.read.articles
        return self._once("view", lambda: self.scoped.holdings.among(self.scoped.scope, self.articles, read))

    def _counted(self) -> Iterator[Source]:
        """The articles as sources of today, without claims where they had not been read."""
        here, read = self.articles, self.read.articles
        for source in self._part("sources"):
            if source.article in here:
                yield source if source.article in read else replace(source, claims=())

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles, in order of publication, without their texts."""
        kept: Mapping[str, Article] = self._part("articles")
        here = self.there.articles
        return {i: a for i, a in kept.items() if i in here}

    @cached_property
    def _doubtful(self) -> frozenset[str]:
        """Articles that may have gone back to another one than today: all of a group of copies of which some are
        missing, or of one that only hangs together today.
        """
        today: Mapping[str, str] = self._part("origins")
        groups = {today.get(article, article) for article in self.there.absent}
        mates = {article for pair in today.items() if pair[1] in groups for article in pair}
        return frozenset(self._part("unsteady") | mates) & self.there.articles

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """Copies with the articles that they go back to."""
        here, doubtful = self.there.articles, self._doubtful
        kept = {c: origin for c, origin in self._part("origins").items() if c in here and c not in doubtful}
        if not doubtful:
            return kept
        judged = (j for j in self._part("copies") if j.subject in doubtful and j.other in doubtful)
        return kept | copies((self.articles[article] for article in doubtful), judged)

    @cached_property
    def shifted(self) -> frozenset[str]:
        """Copies that went back to another article then, or to none: only these are seen otherwise than today."""
        today: Mapping[str, str] = self._part("origins")
        return frozenset(a for a in self._doubtful if today.get(a) != self.origins.get(a))

    def recited(self, cited: Citation) -> Citation:
        """The citation as it was then."""
        shifted = cited.article in self.shifted
        return replace(cited, copy_of=self.origins.get(cited.article)) if shifted else cited

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
        """Whether an article, or a claim of the timeline's kinds, was there."""
        return end in self.articles or (end in self._part("ends") and self._part("ends")[end][0] in self.read.articles)

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
        return frozenset(name for name in self._part("place tellers") if self._is_place(name))

    def _is_place(self, name: str) -> bool:
        named, other, _ = self._part("place tellers")[name]
        return bool(self.read.count(named)) and not self.read.count(other)
