"""Data packs: actor lists, issue taxonomy and lexicons, read from folders of TOML and CSV and checked on the way.

A pack is a folder::

    pack.toml           name, version, description, licence, sources; [[sides]] and [[accepted]] if wanted
    states.csv          name, aliases, adjectives, people, capital, metonyms, iso2
    organisations.csv   name, aliases, kind, of, adjectives, metonyms
    people.csv          name, aliases, title, of, start, end, gender; one row per role
    issues.toml         [[issues]] id, label, definition, parent, cues, pax
    <any>.toml          the lexicon <any>: lists of strings; nested tables become dotted keys

Lists within a CSV cell are separated by ``|``. Every file but ``pack.toml``, and every column but ``name``, may be
absent.
"""

from __future__ import annotations

import csv
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from .errors import BadPack, UnknownName
from .model import Actor, Issue, Role

__all__ = ["PackWarning", "Packs", "Side", "check_packs", "load_packs", "shipped_packs"]

Lexicon: TypeAlias = Mapping[str, tuple[str, ...]]
Row: TypeAlias = dict[str, str]
Item = TypeVar("Item")

SHIPPED = Path(__file__).parent / "data" / "packs"
ORGANISATION_KINDS = ("organisation", "bloc", "armed_group", "organ", "outlet")
GENDERS = ("", "f", "m")
STATE_COLUMNS = ("name", "aliases", "adjectives", "people", "capital", "metonyms", "iso2")
ORGANISATION_COLUMNS = ("name", "aliases", "kind", "of", "adjectives", "metonyms")
PEOPLE_COLUMNS = ("name", "aliases", "title", "of", "start", "end", "gender")
PACK_KEYS = ("name", "version", "description", "licence", "sources", "sides", "accepted")
ISSUE_KEYS = tuple(item.name for item in fields(Issue))
ISO_DATE = re.compile(r"(?P<year>\d{4}) (?:-(?P<month>\d\d))? (?:-(?P<day>\d\d))?", re.VERBOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of a negotiation and the names of its members."""

    name: str
    members: tuple[str, ...]


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
    loaded = [_load(folder) for folder in (*(SHIPPED / name for name in names), *folders)]
    sides = tuple(side for pack in loaded for side in pack.sides)
    actors = _merge_actors(actor for pack in loaded for actor in pack.actors)
    return Packs(
        actors=_with_sides(actors, sides),
        issues=_merge_issues(issue for pack in loaded for issue in pack.issues),
        lexicons=_merge_lexicons(pack.lexicons for pack in loaded),
        versions=tuple(version for pack in loaded for version in pack.versions),
        sides=sides,
        accepted={name: why for pack in loaded for name, why in pack.accepted.items()},
    )


def check_packs(packs: Packs) -> tuple[PackWarning, ...]:
    """Warnings: ambiguous and ordinary names, unknown parties and side members, undated roles, unused issues."""
    names = {actor.name for actor in packs.actors}
    warnings = [*_ambiguous_names(packs), *_ordinary_names(packs), *_unknown_names(packs, names)]
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


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *actor.aliases, *actor.metonyms, *actor.adjectives, *actor.people)


# --- reading one folder


def _load(folder: Path) -> Packs:
    path = folder / "pack.toml"
    if not path.is_file():
        raise BadPack(f"{folder} holds no pack.toml", hint="a pack is a folder with a pack.toml and data files")
    head = _toml(path)
    for key in head:
        if key not in PACK_KEYS:
            raise _bad(path, _line_of(path, key), f"'{key}' is not a key of a pack", PACK_KEYS)
    pack = {key: _string(path, head, key) for key in ("name", "version", "description", "licence")}
    _strings(path, "sources", head.get("sources", []))
    sides = tuple(_side(path, table) for table in _tables(path, head, "sides"))
    accepted = {_string(path, t, "alias"): _string(path, t, "reason") for t in _tables(path, head, "accepted")}
    actors = (*_states(folder), *_organisations(folder), *_people(folder))
    issues = folder / "issues.toml"
    lexicons = sorted(p for p in folder.glob("*.toml") if p.name not in ("pack.toml", "issues.toml"))
    return Packs(
        actors=tuple(replace(actor, pack=pack["name"]) for actor in actors),
        issues=_issues(issues) if issues.is_file() else (),
        lexicons={path.stem: dict(_flat(path, _toml(path))) for path in lexicons},
        versions=(f"{pack['name']} {pack['version']}",),
        sides=sides,
        accepted=accepted,
    )


def _side(path: Path, table: Mapping[str, Any]) -> Side:
    return Side(name=_string(path, table, "name"), members=_strings(path, "members", table.get("members", [])))


def _states(folder: Path) -> Iterator[Actor]:
    for _, row in _rows(folder / "states.csv", STATE_COLUMNS):
        yield Actor(
            name=row["name"],
            kind="state",
            aliases=_list(row["aliases"]),
            adjectives=_list(row["adjectives"]),
            people=_list(row["people"]),
            capital=row["capital"] or None,
            metonyms=_list(row["metonyms"]),
            code=row["iso2"] or None,
        )


def _organisations(folder: Path) -> Iterator[Actor]:
    path = folder / "organisations.csv"
    for line, row in _rows(path, ORGANISATION_COLUMNS):
        kind = row["kind"]
        if kind not in ORGANISATION_KINDS:
            raise _bad(path, line, f"kind is '{kind}'", ORGANISATION_KINDS)
        if kind == "organ" and not row["of"]:
            raise _bad(path, line, f"the organ {row['name']} is of nobody", ("the name of a party in 'of'",))
        yield Actor(
            name=row["name"],
            kind=kind,  # type: ignore[arg-type]
            aliases=_list(row["aliases"]),
            of=row["of"] or None,
            adjectives=_list(row["adjectives"]),
            metonyms=_list(row["metonyms"]),
        )


def _people(folder: Path) -> Iterator[Actor]:
    path = folder / "people.csv"
    for line, row in _rows(path, PEOPLE_COLUMNS):
        if row["gender"] not in GENDERS:
            raise _bad(path, line, f"gender is '{row['gender']}'", GENDERS)
        role = Role(
            title=row["title"],
            of=row["of"] or None,
            start=_day(path, line, row["start"], last=False),
            end=_day(path, line, row["end"], last=True),
        )
        if role.start and role.end and role.end < role.start:
            raise _bad(path, line, f"the role ends ({role.end}) before it starts", (f"a day after {role.start}",))
        yield Actor(
            name=row["name"],
            kind="person",
            aliases=_list(row["aliases"]),
            roles=(role,) if role.title else (),
            of=row["of"] or None if not role.title else None,
            gender=row["gender"] or None,  # type: ignore[arg-type]
        )


def _issues(path: Path) -> tuple[Issue, ...]:
    return tuple(_issue(path, table) for table in _tables(path, _toml(path), "issues"))


def _issue(path: Path, table: Mapping[str, Any]) -> Issue:
    for key in table:
        if key not in ISSUE_KEYS:
            raise _bad(path, _line_of(path, key), f"'{key}' is not a key of an issue", ISSUE_KEYS)
    return Issue(
        id=_string(path, table, "id"),
        label=_string(path, table, "label"),
        definition=_string(path, table, "definition") if "definition" in table else "",
        parent=(_string(path, table, "parent") or None) if "parent" in table else None,
        cues=_strings(path, "cues", table.get("cues", [])),
        pax=_strings(path, "pax", table.get("pax", [])),
    )


# --- merging packs


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
            issue = replace(first, cues=_union(first.cues, issue.cues), pax=_union(first.pax, issue.pax))
        merged[issue.id] = issue
    return tuple(merged.values())


def _merge_lexicons(lexicons: Iterable[Mapping[str, Lexicon]]) -> dict[str, Lexicon]:
    merged: dict[str, dict[str, tuple[str, ...]]] = {}
    for named in lexicons:
        for name, lexicon in named.items():
            mine = merged.setdefault(name, {})
            for key, words in lexicon.items():
                mine[key] = _union(mine.get(key, ()), words)
    return dict(merged)


def _union(first: tuple[Item, ...], second: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys((*first, *second)))


# --- cells, keys and what can be wrong with them


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        header = reader.fieldnames or ()
        if "name" not in header or not set(header) <= set(columns):
            raise _bad(path, 1, f"the columns are {', '.join(header)}", columns)
        try:
            for cells in reader:
                if None in cells or None in cells.values():
                    raise _bad(path, reader.line_num, "the row is too long or too short", (f"{len(header)} cells",))
                row = dict.fromkeys(columns, "") | {key: value.strip() for key, value in cells.items()}
                if not row["name"]:
                    raise _bad(path, reader.line_num, "name is empty", ("a name",))
                yield reader.line_num, row
        except (csv.Error, UnicodeDecodeError) as error:
            raise _bad(path, reader.line_num, str(error), ("UTF-8 comma-separated values",)) from error


def _list(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def _day(path: Path, line: int, cell: str, *, last: bool) -> date | None:
    if not cell:
        return None
    match = ISO_DATE.fullmatch(cell)
    try:
        if match is None:
            raise ValueError(cell)
        year, month, day = (int(part) if part else None for part in match.groups())
        if day is not None or not last:
            return date(year or 0, month or 1, day or 1)
        following = date(year or 0, month + 1, 1) if month and month < 12 else date((year or 0) + 1, 1, 1)
        return following - timedelta(days=1)
    except ValueError as error:
        raise _bad(path, line, f"'{cell}' is not a day", ("YYYY-MM-DD", "YYYY-MM", "YYYY", "empty")) from error


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadPack(f"{path}: {error}", hint="the file has to be UTF-8 encoded TOML") from error


def _flat(path: Path, table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(path, value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", _strings(path, key, value)


def _tables(path: Path, table: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _bad(path, _line_of(path, key), f"'{key}' is not a list of tables", (f"[[{key}]]",))
    return value


def _string(path: Path, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str):
        raise _bad(path, _line_of(path, key), f"'{key}' is {'absent' if value is None else repr(value)}", ("a string",))
    return value


def _strings(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _bad(path, _line_of(path, key), f"'{key}' is {value!r:.60}", ("a list of strings",))
    return tuple(dict.fromkeys(value))


def _line_of(path: Path, key: str) -> int | None:
    pattern = re.compile(rf"^\s*(?:\[+[^\]]*\b)?[\"']?{re.escape(key)}\b")
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), None)


def _bad(path: Path, line: int | None, message: str, allowed: Iterable[str]) -> BadPack:
    place = f"{path}:{line}" if line else str(path)
    return BadPack(f"{place}: {message}", hint=f"allowed: {', '.join(value or 'empty' for value in allowed)}")


def _unknown(what: str, name: str, known: Iterable[str]) -> UnknownName:
    near = difflib.get_close_matches(name, list(known), n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(sorted(known))}"
    return UnknownName(f"no {what} is called '{name}'", hint=hint)
