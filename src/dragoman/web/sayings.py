"""What somebody is quoted as saying, and who is somebody."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ..analysis.speakers import Speaker, Speakers
from ..analysis.thread import Step, Thread, turns
from ..model.claim import ProgressKind
from .lines import Line

T = TypeVar("T")
PROGRESS: tuple[ProgressKind, ...] = ("substance", "process", "none", "setback")


def is_name(words: str, small: Sequence[str] = ()) -> bool:
    """Whether words can be somebody's name, and do not only describe them; in scripts without capitals any can.

    ``small``: words that are written small within names.

    >>> is_name("Joren Palisk"), is_name("Both governments"), is_name("Bank of Ludrin", ["of"])
    (True, False, True)
    """
    return all(word in small or word[0].lower() == word[0].upper() or word[0].isupper() for word in words.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What somebody is quoted as saying: who spoke (without the words), and the claims, newest article first.

    ``articles``: where the claims stand.
    """

    speakers: tuple[Speaker, ...]
    claims: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """Part of a long list, and how long the list is."""

    items: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A thread with a stretch of its steps; ``total``: how many it has; ``course``: those of the chart, in order."""

    thread: Thread
    total: int
    course: tuple[Step, ...]


def excerpt(whole: Thread, first: int, last: int) -> Excerpt:
    """That stretch of a thread."""
    course = tuple(whole.steps[place] for place in turns(whole.steps))
    return Excerpt(thread=replace(whole, steps=whole.steps[first:last]), total=len(whole.steps), course=course)


NOBODY = Sayings(speakers=(), claims=(), articles=())


def silent(spoke: Speakers) -> Speakers:
    """Who spoke, without the words."""

    def without(found: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        return tuple(replace(speaker, citations=()) for speaker in found)

    return Speakers(
        named=without(spoke.named),
        role=without(spoke.role),
        institution=without(spoke.institution),
        anonymous=without(spoke.anonymous),
        unknown=without(spoke.unknown),
    )


def speaking(spoke: Speakers, name: str) -> tuple[Speaker, ...]:
    """Somebody and those who speak for it."""
    everybody = (*spoke.named, *spoke.institution, *spoke.role, *spoke.anonymous)
    return tuple(speaker for speaker in everybody if name in (speaker.name, speaker.party))


def sayings_of(spoke: Speakers, name: str, order: Mapping[str, int]) -> Sayings:
    """What somebody, or anybody for it, is quoted as saying; ``order``: that of the articles."""
    own = speaking(spoke, name)
    quoted = [c for speaker in own for c in speaker.citations if c.claim]
    quoted.sort(key=lambda c: (-order[c.article], c.evidence.start))
    return Sayings(
        speakers=tuple(replace(speaker, citations=()) for speaker in own),
        claims=tuple(c.claim for c in quoted if c.claim),
        articles=tuple(c.article for c in quoted),
    )


def names_of(lines: Iterable[Line], spoke: Speakers, known: Container[str], small: Sequence[str]) -> Iterator[str]:
    """Names of those whom lines and statements name; ``known``: names that packs list."""
    for line in lines:
        yield from line.parties
        yield from (name for name in line.people if name in known or is_name(name, small))
    for speaker in (*spoke.named, *spoke.institution):
        yield from (name for name in (speaker.name, speaker.party) if name)
