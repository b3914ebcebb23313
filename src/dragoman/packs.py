"""Data packs: those shipped and those in other folders, merged into one, and what in them a person should look at."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from .errors import UnknownName
from .model import Actor, Issue
from .pack_files import Lexicon, Side, read_pack

__all__ = ["SHIPPED", "PackWarning", "Packs", "Side", "check_packs", "load_packs", "shipped_packs"]

Item = TypeVar("Item")


class WordList(tuple[str, ...]):
    """Words in their order that are quick to look words up in."""

    def __init__(self, _: Iterable[str] = ()) -> None:
        self._known = frozenset(self)

    def __contains__(self, word: object) -> bool:
        return word in self._known


SHIPPED = Path(__file__).parent / "data" / "packs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """What the loaded packs say together, in the order in which they were loaded.

    ``accepted``: names that packs know to be ambiguous, with the reason why that is right.
    """

    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    versions: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    accepted: Mapping[str, str] = field(default_factory=dict)

    def relations(self) -> Lexicon:
        """The word list ``relations``, and as ``camp.NAME`` the parties that stand together in a negotiation."""
        camps: dict[str, tuple[str, ...]] = {}
        for side in self.sides:
            if not side.mediates:
                key = f"camp.{side.with_ or side.name}"
                camps[key] = (*camps.get(key, ()), *side.members)
        return {**self.lexicons.get("relations", {}), **camps}

    def lexicon(self, name: str) -> Lexicon:
        """The lexicon of that name; UnknownName suggests the nearest one."""
        if name not in self.lexicons:
            raise _unknown("lexicon", name, self.lexicons)
        return self.lexicons[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackWarning:
    """Something in the loaded packs that a person should look at; ``subject`` is the name it is about."""

    kind: str
    subject: str
    message: str


def shipped_packs() -> tuple[str, ...]:
    """Names of the packs that come with Dragoman, sorted."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob("*/pack.toml")))


def load_packs(names: Sequence[str] = ("english", "world"), folders: Sequence[Path] = ()) -> Packs:
    """The shipped packs of those names, then the packs in those folders, merged into one.

    Actors of one name and kind become one actor with the names and roles of both; issues of one id and lexicons
    of one name are joined likewise.
    """
    known = shipped_packs()
    for name in names:
        if name not in known:
            raise _unknown("pack", name, known)
    loaded = [read_pack(folder) for folder in (*(SHIPPED / name for name in names), *folders)]
    sides = tuple(side for pack in loaded for side in pack.sides)
    actors = _merge_actors(actor for pack in loaded for actor in pack.actors)
    return Packs(
        actors=_with_sides(actors, sides),
        issues=_merge_issues(issue for pack in loaded for issue in pack.issues),
        lexicons=_merge_lexicons(pack.lexicons for pack in loaded),
        versions=tuple(f"{pack.name} {pack.version}" for pack in loaded),
        sides=sides,
        accepted={name: why for pack in loaded for name, why in pack.accepted.items()},
    )


def check_packs(packs: Packs) -> tuple[PackWarning, ...]:
    """Warnings: ambiguous and ordinary names, unknown parties and members, undated roles, unused issues."""
    names = {actor.name for actor in packs.actors}
    warnings = [
        *_ambiguous_names(packs),
        *_ordinary_names(packs),
        *_unknown_names(packs, names),
        *_organ_parties(packs),
    ]
    for actor in packs.actors:
        if actor.kind == "person" and not actor.roles and not actor.of:
            warnings.append(PackWarning(kind="no role", subject=actor.name, message="has no role and no party"))
        for role in actor.roles:
            if role.start is None:
                message = f"{role.title} of {role.of or 'nobody'} has no start day"
                warnings.append(PackWarning(kind="undated role", subject=actor.name, message=message))
    parents = {issue.parent for issue in packs.issues}
    for issue in packs.issues:
        if not issue.cues and issue.id not in parents:
            message = "has no cue words and no sub-issues, so nothing will be filed under it"
            warnings.append(PackWarning(kind="unused issue", subject=issue.id, message=message))
        if issue.parent is not None and issue.parent not in {other.id for other in packs.issues}:
            message = f"has the parent '{issue.parent}', which no pack lists"
            warnings.append(PackWarning(kind="unknown parent", subject=issue.id, message=message))
    return tuple(sorted(warnings, key=lambda warning: (warning.kind, warning.subject, warning.message)))


def _ambiguous_names(packs: Packs) -> Iterator[PackWarning]:
    bearers: dict[str, list[str]] = {}
    for actor in packs.actors:
        for name in dict.fromkeys(_names(actor)):
            bearers.setdefault(name, []).append(f"{actor.name} ({actor.kind})")
    for name, found in bearers.items():
        if len(found) > 1 and name not in packs.accepted:
            yield PackWarning(kind="ambiguous alias", subject=name, message=f"may be {' or '.join(sorted(found))}")


def _ordinary_names(packs: Packs) -> Iterator[PackWarning]:
    ordinary = {word for words in packs.lexicons.get("ordinary", {}).values() for word in words}
    for actor in packs.actors:
        for name in _names(actor):
            acronym = name.isupper() and len(name) > 1
            if name.casefold() in ordinary and not acronym and name not in packs.accepted:
                message = f"names {actor.name} but is also an ordinary word"
                yield PackWarning(kind="ordinary word", subject=name, message=message)


def _unknown_names(packs: Packs, names: set[str]) -> Iterator[PackWarning]:
    for actor in packs.actors:
        for party in dict.fromkeys((actor.of, *(role.of for role in actor.roles))):
            if party is not None and party not in names:
                message = f"belongs to '{party}', which no pack lists"
                yield PackWarning(kind="unknown party", subject=actor.name, message=message)
    for side in packs.sides:
        for member in side.members:
            if member not in names:
                message = f"lists '{member}' as a member, whom no pack lists"
                yield PackWarning(kind="unknown member", subject=side.name, message=message)
        if side.with_ is not None and side.with_ not in {other.name for other in packs.sides}:
            message = f"stands with '{side.with_}', which is no side of any pack"
            yield PackWarning(kind="unknown side", subject=side.name, message=message)


def _organ_parties(packs: Packs) -> Iterator[PackWarning]:
    organs = {actor.name for actor in packs.actors if actor.kind in ("organ", "outlet")}
    for actor in packs.actors:
        for organ in dict.fromkeys(role.of for role in actor.roles if role.of in organs):
            message = (
                f"speaks for '{organ}', which is no party of its own: name the party and put the organ in the title"
            )
            yield PackWarning(kind="organ as party", subject=actor.name, message=message)


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *actor.aliases, *actor.metonyms, *actor.adjectives, *actor.people)


def _merge_actors(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    merged: dict[tuple[str, str], Actor] = {}
    for actor in actors:
        key = (actor.kind, actor.id)
        merged[key] = _join(merged[key], actor) if key in merged else actor
    return tuple(merged.values())


def _join(first: Actor, second: Actor) -> Actor:
    return replace(
        first,
        aliases=_union(first.aliases, second.aliases),
        metonyms=_union(first.metonyms, second.metonyms),
        adjectives=_union(first.adjectives, second.adjectives),
        people=_union(first.people, second.people),
        capital=first.capital or second.capital,
        roles=_union(first.roles, second.roles),
        of=first.of or second.of,
        gender=first.gender or second.gender,
        code=first.code or second.code,
    )


def _with_sides(actors: tuple[Actor, ...], sides: Iterable[Side]) -> tuple[Actor, ...]:
    side_of = {member: side.name for side in sides for member in side.members}
    return tuple(replace(actor, side=side_of.get(actor.name)) for actor in actors)


def _merge_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    merged: dict[str, Issue] = {}
    for issue in issues:
        first = merged.get(issue.id)
        if first is not None:
            issue = replace(
                first,
                cues=_union(first.cues, issue.cues),
                pax=_union(first.pax, issue.pax),
                examples=_union(first.examples, issue.examples),
            )
        merged[issue.id] = issue
    return tuple(merged.values())


def _merge_lexicons(lexicons: Iterable[Mapping[str, Lexicon]]) -> dict[str, Lexicon]:
    merged: dict[str, dict[str, tuple[str, ...]]] = {}
    for named in lexicons:
        for name, lexicon in named.items():
            mine = merged.setdefault(name, {})
            for key, words in lexicon.items():
                mine[key] = _union(mine.get(key, ()), words)
    return {name: {key: WordList(words) for key, words in lexicon.items()} for name, lexicon in merged.items()}


def _union(first: tuple[Item, ...], second: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _unknown(what: str, name: str, known: Iterable[str]) -> UnknownName:
    near = difflib.get_close_matches(name, list(known), n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(sorted(known))}"
    return UnknownName(f"no {what} is called '{name}'", hint=hint)
