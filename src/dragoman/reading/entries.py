"""Entries of word lists that name a head and what must stand with it: ``"release|free > hostage|prisoner"``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A kind, and words of which at least one must stand near the head (none: the head is enough)."""

    kind: str
    needed: frozenset[str]


Entries = Mapping[str, Sequence[Entry]]


def read_entries(lines: Iterable[tuple[str, str]]) -> dict[str, list[Entry]]:
    """Head to its entries, from pairs of kind and line, in their order.

    >>> read_entries([("aid", "airlift"), ("truce", "halt|end > fighting")])["end"]
    [Entry(kind='truce', needed=frozenset({'fighting'}))]
    """
    entries: dict[str, list[Entry]] = {}
    for kind, line in lines:
        heads, _, needed = line.partition(">")
        words = frozenset(word.strip() for word in needed.split("|") if word.strip())
        for head in heads.split("|"):
            entries.setdefault(head.strip(), []).append(Entry(kind=kind, needed=words))
    return entries


def fitting(entries: Iterable[Entry], words: frozenset[str]) -> tuple[Entry, ...]:
    """The entries that need nothing, or one of these words."""
    return tuple(entry for entry in entries if not entry.needed or not entry.needed.isdisjoint(words))
