"""What an address asks for, checked once: days, words from a list, numbers, pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from ..errors import InputError
from ..export.texts import LANGUAGES
from .addresses import Clocks, day_of

T = TypeVar("T")
U = TypeVar("U")
SIZE = 50
LARGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """One page of a longer list."""

    items: tuple[T, ...]
    page: int
    size: int
    total: int

    def showing(self, items: Iterable[U]) -> Part[U]:
        """The same page with what its items stand for."""
        return Part(items=tuple(items), page=self.page, size=self.size, total=self.total)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Ask:
    """The parts of an address: ``path`` and ``query`` by name."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def clocks(self) -> Clocks:
        """True on, known on, and the language that goes with them."""
        return Clocks(at=self.day("at"), known=self.day("known"), lang=self.choice("lang", LANGUAGES))

    def text(self, name: str, most: int = 200) -> str | None:
        """Free words; None where nothing is given."""
        given = self.query.get(name) or ("",)
        return " ".join(given[0].split())[:most] or None

    def day(self, name: str) -> date | None:
        """A day; InputError if it is none."""
        return day_of(name, self.text(name))

    def choice(self, name: str, allowed: Sequence[str]) -> str | None:
        """One of the allowed words; InputError for any other."""
        value = self.text(name)
        if value is not None and value not in allowed:
            raise InputError(f"'{name}' cannot be {value[:40]!r}", hint=f"one of: {', '.join(allowed)}")
        return value

    def number(self, name: str, default: int, most: int = 10**6) -> int:
        """A whole number from 1 on."""
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) <= most:
            raise InputError(f"'{name}' must be a number from 1 to {most:,}, not {value[:40]!r}")
        return int(value)

    @property
    def bounds(self) -> tuple[int, int]:
        """Where the page asked for begins and ends in its list."""
        size, page = self.number("size", SIZE, LARGEST), self.number("page", 1)
        return (page - 1) * size, page * size

    def part(self, items: Sequence[T]) -> Part[T]:
        """The page asked for."""
        first, last = self.bounds
        return self.shown(items[first:last], len(items))

    def shown(self, items: Iterable[T], total: int) -> Part[T]:
        """The page asked for, where its items are known; ``total``: how many there are in all."""
        size, page = self.number("size", SIZE, LARGEST), self.number("page", 1)
        return Part(items=tuple(items), page=page, size=size, total=total)
