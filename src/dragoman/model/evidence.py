"""Where a claim rests: places in an article, always with the words themselves."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import EvidenceError

CONTEXT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in one article's clean text, with its words: ``text[start:end] == words``.

    Offsets are code points, half-open.
    """

    start: int
    end: int
    words: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.words):
            raise EvidenceError(f"a span of {len(self.words)} characters cannot lie at {self.start}-{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A span of a named article together with what stands before and after it."""

    article: str
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""

    def __post_init__(self) -> None:
        if not self.article:
            raise EvidenceError("evidence names no article")
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise EvidenceError(f"a quote of {len(self.quote)} characters cannot lie at {self.start}-{self.end}")

    @property
    def span(self) -> Span:
        """The place alone."""
        return Span(start=self.start, end=self.end, words=self.quote)


def span_of(text: str, start: int, end: int) -> Span:
    """The span ``text[start:end]``, shorn of white space at both ends.

    >>> span_of("He said so.", 2, 8)
    Span(start=3, end=7, words='said')
    """
    if not 0 <= start < end <= len(text):
        raise EvidenceError(f"{start}-{end} lies outside a text of {len(text)} characters")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise EvidenceError(f"nothing but white space at {start}-{end}")
    return Span(start=start, end=end, words=text[start:end])


def evidence_of(article: str, text: str, start: int, end: int) -> Evidence:
    """Evidence for ``text[start:end]`` (white space at the ends shorn) in the article of that id."""
    span = span_of(text, start, end)
    return Evidence(
        article=article,
        start=span.start,
        end=span.end,
        quote=span.words,
        before=text[max(0, span.start - CONTEXT) : span.start],
        after=text[span.end : span.end + CONTEXT],
    )
