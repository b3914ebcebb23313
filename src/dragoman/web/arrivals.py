"""Which articles are there on another day, or were there by then: what is kept tells of them by number of arrival."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import accumulate

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
    """The articles of a scope: the first ``until`` to arrive without those that are ``missing`` (not known then)."""

    def __init__(self, everything: Arrivals, day: int | None, known: Container[str] | None = None) -> None:
        until = len(everything.days) if day is None else bisect_right(everything.days, day)
        here = [n for n in range(until) if known is None or everything.articles[n] in known]
        self.until = here[-1] + 1 if here else 0
        self.missing = frozenset(range(self.until)).difference(here)
        self.articles = frozenset(everything.articles[number] for number in here)
        self.absent = tuple(everything.articles[number] for number in sorted(self.missing))

    @property
    def first(self) -> bool:
        """Whether they are the first so many, and none is missing."""
        return not self.missing

    def has(self, number: int) -> bool:
        """Whether that article is there."""
        return number < self.until and number not in self.missing

    def count(self, numbers: Sequence[int]) -> int:
        """How many of those articles (smallest first, each as often as it stands there) are there."""
        upto = bisect_left(numbers, self.until)
        return upto - sum(map(self.missing.__contains__, numbers[:upto])) if self.missing else upto

    def total(self, sums: Sequence[int]) -> int:
        """What the articles that are there come to; ``sums``: what the first so many do."""
        return sums[self.until] - sum(sums[number + 1] - sums[number] for number in self.missing)

    def whole(self, spans: Spans) -> list[int]:
        """The places of those of which the last teller had arrived."""
        return [place for place, last in enumerate(spans[1]) if last < self.until]

    def parted(self, spans: Spans) -> list[int]:
        """The places of those of which the first teller had arrived and the last, by which they lie, had not."""
        begin = bisect_left(spans[1], self.until)
        return [place for place, first in enumerate(spans[0][begin:], begin) if first < self.until]

    def reach(self, bounds: Spans) -> tuple[int, int]:
        """How many of the things with those :func:`bounds_of` are whole for sure, and how many may have begun."""
        return bisect_left(bounds[0], self.until), bisect_left(bounds[1], self.until)


def tellers(articles: Iterable[str], numbers: Mapping[str, int]) -> Tellers:
    """The numbers of those articles."""
    return tuple(sorted({numbers[article] for article in articles}))


def spans_of(found: Sequence[Tellers]) -> Spans:
    """The first and the last teller of each, in two columns."""
    return tuple(told[0] for told in found), tuple(told[-1] for told in found)


def bounds_of(found: Sequence[Tellers]) -> Spans:
    """The last teller of each and of all before it, and the first of each and of all after it."""
    return (
        tuple(accumulate((told[-1] for told in found), max)),
        tuple(accumulate((told[0] for told in reversed(found)), min))[::-1],
    )
