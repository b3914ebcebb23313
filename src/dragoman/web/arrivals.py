"""Which articles are there on another day, or were there by then: what is kept tells of them by number of arrival."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from ..model.article import Article

Tellers = tuple[int, ...]
"""The numbers of the articles that tell something, smallest first."""
Spans = tuple[tuple[int, ...], tuple[int, ...]]
"""The first and the last teller of many things, in two columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """Articles in order of the days (ordinals) from which on they are there; those without a day (0), which always
    are, first.
    """

    articles: tuple[str, ...]
    days: tuple[int, ...]

    def numbers(self) -> dict[str, int]:
        """The number of each article."""
        return {article: number for number, article in enumerate(self.articles)}


def day_of(article: Article) -> int:
    """The day (ordinal) from which on an article is there; 0 for one without a day, which always is."""
    return article.published.astimezone(UTC).date().toordinal() if article.published else 0


def arrivals(articles: Mapping[str, Article]) -> Arrivals:
    """Those articles (which are in order of publication) as they arrive."""
    days = {article: day_of(told) for article, told in articles.items()}
    ordered = sorted(articles, key=days.__getitem__)
    return Arrivals(articles=tuple(ordered), days=tuple(days[article] for article in ordered))


class There:
    """The articles of a scope: the first so many to arrive or, where some of them were not known, a choice of them."""

    def __init__(self, everything: Arrivals, day: int | None, known: Container[str] | None = None) -> None:
        until = len(everything.days) if day is None else bisect_right(everything.days, day)
        chosen = range(until)
        if known is not None:
            found = [number for number in chosen if everything.articles[number] in known]
            chosen = range(len(found))
            self.mask = None if found == list(chosen) else bytearray(until)
            for number in found if self.mask is not None else ():
                self.mask[number] = 1  # type: ignore[index]
        else:
            self.mask = None
        self.until = until if self.mask is not None else len(chosen)
        here = range(until) if self.mask is not None else chosen
        self.articles = frozenset(everything.articles[number] for number in here if self.has(number))

    @property
    def first(self) -> bool:
        """Whether they are the first so many, and nothing else."""
        return self.mask is None

    def has(self, number: int) -> bool:
        """Whether that article is there."""
        return number < self.until and (self.mask is None or bool(self.mask[number]))

    def count(self, numbers: Sequence[int]) -> int:
        """How many of those articles (smallest first, each as often as it stands there) are there."""
        upto = bisect_left(numbers, self.until)
        return upto if self.mask is None else sum(map(self.mask.__getitem__, numbers[:upto]))

    def whole(self, spans: Spans, tellers: Callable[[], Sequence[Tellers]]) -> list[int]:
        """The places of those of which all tellers are there; ``tellers``: reads them, which is needed for a choice."""
        until, mask = self.until, self.mask
        if mask is None:
            return [place for place, last in enumerate(spans[1]) if last < until]
        return [p for p, told in enumerate(tellers()) if told[-1] < until and all(map(mask.__getitem__, told))]

    def parted(self, spans: Spans, tellers: Callable[[], Sequence[Tellers]]) -> list[int]:
        """The places of those of which some tellers are there and others are not."""
        until, mask = self.until, self.mask
        if mask is None:
            return [place for place, (first, last) in enumerate(zip(*spans, strict=True)) if first < until <= last]
        found = ((place, self.count(told), len(told)) for place, told in enumerate(tellers()) if told[0] < until)
        return [place for place, there, many in found if 0 < there < many]


def tellers(articles: Iterable[str], numbers: Mapping[str, int]) -> Tellers:
    """The numbers of those articles."""
    return tuple(sorted({numbers[article] for article in articles}))


def spans_of(found: Sequence[Tellers]) -> Spans:
    """The first and the last teller of each, in two columns."""
    return tuple(told[0] for told in found), tuple(told[-1] for told in found)
