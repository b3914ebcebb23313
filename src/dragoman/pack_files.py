"""The files of one data pack: read, checked on the way, every fault named with its file and line.

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
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from .errors import BadPack
from .model import Actor, Issue, Role

__all__ = ["Lexicon", "Pack", "Side", "read_pack"]

Lexicon: TypeAlias = Mapping[str, tuple[str, ...]]
Row: TypeAlias = dict[str, str]

ORGANISATION_KINDS = ("organisation", "bloc", "armed_group", "organ", "outlet")
GENDERS = ("", "f", "m")
STATE_COLUMNS = ("name", "aliases", "adjectives", "people", "capital", "metonyms", "iso2")
ORGANISATION_COLUMNS = ("name", "aliases", "kind", "of", "adjectives", "metonyms")
PEOPLE_COLUMNS = ("name", "aliases", "title", "of", "start", "end", "gender")
PACK_KEYS = ("name", "version", "description", "licence", "sources", "sides", "accepted")
SIDE_KEYS = ("name", "members", "with", "mediates")
ACCEPTED_KEYS = ("alias", "reason")
ISSUE_KEYS = tuple(item.name for item in fields(Issue))
ISO_DATE = re.compile(r"(?P<year>\d{4}) (?:-(?P<month>\d\d))? (?:-(?P<day>\d\d))?", re.VERBOSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of a negotiation and the names of its members.

    ``with_``: the side that it stands with; ``mediates``: its members stand between the others and with nobody.
    """

    name: str
    members: tuple[str, ...]
    with_: str | None = None
    mediates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What one folder says; ``accepted``: names that it knows to be ambiguous, with the reason why that is right."""

    name: str
    version: str
    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    sides: tuple[Side, ...] = ()
    accepted: Mapping[str, str] = field(default_factory=dict)


def read_pack(folder: Path) -> Pack:
    """The pack in that folder; BadPack says where the first fault is and what is allowed there."""
    path = folder / "pack.toml"
    if not path.is_file():
        raise BadPack(f"{folder} holds no pack.toml", hint="a pack is a folder with a pack.toml and data files")
    head = _toml(path)
    _known_keys(path, head, PACK_KEYS, "a pack")
    pack = {key: _string(path, head, key) for key in ("name", "version", "description", "licence")}
    _strings(path, "sources", head.get("sources", []))
    sides = tuple(_side(path, table) for table in _tables(path, head, "sides"))
    accepted = dict(_accepted(path, table) for table in _tables(path, head, "accepted"))
    actors = (*_states(folder), *_organisations(folder), *_people(folder))
    issues = folder / "issues.toml"
    lexicons = sorted(p for p in folder.glob("*.toml") if p.name not in ("pack.toml", "issues.toml"))
    return Pack(
        name=pack["name"],
        version=pack["version"],
        actors=tuple(replace(actor, pack=pack["name"]) for actor in actors),
        issues=_issues(issues) if issues.is_file() else (),
        lexicons={path.stem: dict(_flat(path, _toml(path))) for path in lexicons},
        sides=sides,
        accepted=accepted,
    )


def _accepted(path: Path, table: Mapping[str, Any]) -> tuple[str, str]:
    _known_keys(path, table, ACCEPTED_KEYS, "an accepted name")
    return _string(path, table, "alias"), _string(path, table, "reason")


def _side(path: Path, table: Mapping[str, Any]) -> Side:
    _known_keys(path, table, SIDE_KEYS, "a side")
    mediates = table.get("mediates", False)
    if not isinstance(mediates, bool):
        raise BadPack(f"{path.name}: 'mediates' must be true or false", hint="leave it out where nobody mediates")
    return Side(
        name=_string(path, table, "name"),
        members=_strings(path, "members", table.get("members", [])),
        with_=_string(path, table, "with") if "with" in table else None,
        mediates=mediates,
    )


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
    content = _toml(path)
    _known_keys(path, content, ("issues",), "a list of issues")
    return tuple(_issue(path, table) for table in _tables(path, content, "issues"))


def _issue(path: Path, table: Mapping[str, Any]) -> Issue:
    _known_keys(path, table, ISSUE_KEYS, "an issue")
    return Issue(
        id=_string(path, table, "id"),
        label=_string(path, table, "label"),
        definition=_string(path, table, "definition") if "definition" in table else "",
        parent=(_string(path, table, "parent") or None) if "parent" in table else None,
        cues=_strings(path, "cues", table.get("cues", [])),
        pax=_strings(path, "pax", table.get("pax", [])),
        examples=_strings(path, "examples", table.get("examples", [])),
        counterexample=_string(path, table, "counterexample") if "counterexample" in table else "",
    )


# --- cells, keys and what can be wrong with them


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, strict=True)
        try:
            header = reader.fieldnames or ()
            if "name" not in header or not set(header) <= set(columns):
                raise _bad(path, 1, f"the columns are {', '.join(header) or 'absent'}", columns)
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


def _known_keys(path: Path, table: Iterable[str], known: Sequence[str], what: str) -> None:
    for key in table:
        if key not in known:
            raise _bad(path, _line_of(path, key), f"'{key}' is not a key of {what}", known)


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
