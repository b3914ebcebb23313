"""People, states and organisations: names, aliases, roles in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .identity import slug

ActorKind = Literal["person", "state", "organ", "armed_group", "organisation", "bloc", "outlet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office held: ``title`` ("foreign minister") for ``of`` (a party's name), between two days if known."""

    title: str
    of: str | None = None
    start: date | None = None
    end: date | None = None

    def held_on(self, day: date | None) -> bool:
        """Whether the role was held that day; an unknown day or an open end counts as yes."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who can meet, speak, want or be bound.

    ``aliases``: other names that mean this actor itself; ``metonyms``: names that stand for it only as an actor
    (capital, palace), not as a place; ``adjectives``: "Ukrainian"; ``of``: the party it belongs to (an organ's
    state); ``side``: its side in a negotiation, if a pack gives one.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capital: str | None = None
    roles: tuple[Role, ...] = ()
    of: str | None = None
    side: str | None = None
    gender: Literal["f", "m"] | None = None
    pack: str | None = None
    code: str | None = None

    @property
    def id(self) -> str:
        """Slug of the name."""
        return slug(self.name)

    def role_on(self, day: date | None) -> Role | None:
        """The latest role held on that day."""
        held = [role for role in self.roles if role.held_on(day)]
        return max(held, key=lambda role: role.start or date.min) if held else None

    def party_on(self, day: date | None) -> str | None:
        """The party that this actor speaks for on that day: itself, its state, or whom its role serves."""
        if self.kind == "person":
            role = self.role_on(day)
            return role.of if role else self.of
        if self.kind == "organ":
            return self.of
        return None if self.kind == "outlet" else self.name
