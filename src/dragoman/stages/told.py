"""Claims with their reports at hand: what the stages that judge the corpus compare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from ..model.article import Article
from ..model.claim import Claim, Measure, Meeting, Mention, Payload
from ..model.evidence import Evidence, evidence_of
from ..model.fold import by_rule, copies, publication
from ..model.record import Judgement
from .corpus import CorpusView

T = TypeVar("T", bound=Payload, covariant=True)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+")
CAPITAL = re.compile(r"\b[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*")
LONGEST = 600
AHEAD = 4
MAIN = 4
"""An article is about so many parties at most: those it speaks of most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[T]):
    """A claim, its id, its report, and the report that its report copies (itself, where it is no copy)."""

    id: str
    claim: Claim[T]
    article: Article
    origin: str

    @property
    def payload(self) -> T:
        """What is claimed."""
        return self.claim.payload

    @property
    def day(self) -> date | None:
        """The day the report was published."""
        return self.article.day

    @property
    def sentence(self) -> str:
        """The sentence that holds the words of the claim."""
        start, end = sentence_around(self.article.text, self.claim.evidence.start, self.claim.evidence.end)
        return self.article.text[start:end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Articles in order of publication, which of them are copies of which, and every claim."""

    articles: tuple[Article, ...]
    origins: dict[str, str]
    told: tuple[Told[Payload], ...]
    judgements: tuple[Judgement, ...]

    def of(self, payload: type[T]) -> tuple[Told[T], ...]:
        """The claims of that payload, in order of publication and text."""
        return tuple(t for t in self.told if isinstance(t.claim.payload, payload))  # type: ignore[misc]

    def origin(self, article: str) -> str:
        """The article whose text it copies, itself if it is no copy."""
        return self.origins.get(article, article)


def corpus_of(view: CorpusView, previous: Sequence[Judgement]) -> Corpus:
    """The corpus with the judgements of people and of the stages before; older ones of rules do not count."""
    judgements = (*previous, *(j for j in view.judgements() if not by_rule(j)))
    articles = tuple(sorted(view.articles(), key=publication))
    origins = copies(articles, judgements)
    place = {article.id: (number, article) for number, article in enumerate(articles)}
    told = [
        Told(id=claim.id, claim=claim, article=place[a][1], origin=origins.get(a, a))
        for claim in view.claims()
        if (a := claim.evidence.article) in place
    ]
    told.sort(key=lambda t: (place[t.article.id][0], t.claim.evidence.start, t.claim.evidence.end, t.id))
    return Corpus(articles=articles, origins=origins, told=tuple(told), judgements=judgements)


def parties_of_articles(corpus: Corpus) -> dict[str, frozenset[str]]:
    """The parties that each article speaks of most, by its claims."""
    counts: dict[str, Counter[str]] = {article.id: Counter() for article in corpus.articles}
    for told in corpus.told:
        payload = told.payload
        if isinstance(payload, Meeting | Measure):
            counts[told.article.id].update(payload.parties)
        elif payload.party:
            counts[told.article.id][payload.party] += 1
    return {
        article: frozenset(sorted(count, key=lambda party: (-count[party], party))[:MAIN])
        for article, count in counts.items()
    }


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence (or sentences) begins and ends that holds the span; shorn, and of bounded length.

    >>> text = "He left. The round ended in Geneva. All went home."
    >>> text[slice(*sentence_around(text, 13, 18))]
    'The round ended in Geneva.'
    """
    first = max(0, start - LONGEST)
    for match in SENTENCE_END.finditer(text, first, min(len(text), start + AHEAD)):
        if match.end() <= start:
            first = match.end()
    after = SENTENCE_END.search(text, max(start, end - 1), min(len(text), end + LONGEST))
    last = after.start() + len(after.group().rstrip()) if after else min(len(text), end + LONGEST)
    return first, max(last, end)


def sentences(text: str) -> Iterable[tuple[int, int]]:
    """The sentences of a text, as places."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        end = match.start() + len(match.group().rstrip())
        if end > start:
            yield start, end
        start = match.end()
    if start < len(text):
        yield start, len(text)


def words(text: str, ordinary: frozenset[str] = frozenset()) -> frozenset[str]:
    """The words of a text that carry meaning: folded, three letters or more, a plural ``s`` cut off.

    >>> sorted(words("The two corridors to Kestrova", frozenset({"the", "two"})))
    ['corridor', 'kestrova']
    """
    folded = (match.group().casefold() for match in WORD.finditer(text))
    kept = (word for word in folded if (len(word) > 2 or word.isdigit()) and word not in ordinary)
    return frozenset(word[:-1] if word.endswith("s") and not word.endswith("ss") else word for word in kept)


def names(text: str) -> frozenset[str]:
    """Capitalised words, folded; those that only begin the text are left out."""
    return frozenset(m.group().casefold() for m in CAPITAL.finditer(text) if m.start() > 0)


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of the smaller set that the larger one holds; 0 if either is empty."""
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def party_of(mention: Mention) -> str | None:
    """Whom somebody acts for; an institution that no pack knows acts for nobody."""
    return mention.party


def person_of(mention: Mention) -> str | None:
    """The name of a person; None for institutions and the unnamed."""
    if mention.name is None or mention.name == mention.party or mention.source_class == "institution":
        return None
    return mention.name


def quote_of(article: Article, start: int, end: int) -> Evidence:
    """The words at that place of the article."""
    return evidence_of(article.id, article.text, start, end)


def listing(items: Iterable[str]) -> str:
    """Joined for reading: "A", "A and B", "A, B and C", in order of the alphabet."""
    ordered = sorted(items)
    return " and ".join((", ".join(ordered[:-1]), ordered[-1])) if len(ordered) > 1 else "".join(ordered)


def spoken(when_start: date, when_end: date) -> str:
    """Days in words.

    >>> spoken(date(2025, 4, 1), date(2025, 4, 2))
    '1-2 April 2025'
    """
    first, last = f"{when_start.day} {when_start:%B %Y}", f"{when_end.day} {when_end:%B %Y}"
    if when_start == when_end:
        return first
    if (when_start.year, when_start.month) == (when_end.year, when_end.month):
        return f"{when_start.day}-{last}"
    return f"{first} to {last}"
