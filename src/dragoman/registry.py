"""Names to factories, from entry points: the one door for what ships and for plug-ins."""

from __future__ import annotations

import difflib
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from .errors import UnknownName

GROUPS = {
    "stage": "dragoman.stages",
    "corpus stage": "dragoman.corpus_stages",
    "reader": "dragoman.readers",
    "exporter": "dragoman.exporters",
    "executor": "dragoman.executors",
    "store": "dragoman.stores",
}


def names(kind: str) -> tuple[str, ...]:
    """What is registered under that kind, sorted; nothing is imported."""
    return tuple(sorted({point.name for point in _points(kind)}))


def load(kind: str, name: str) -> Any:  # noqa: ANN401 - the registry holds factories of many kinds
    """The object registered under that name; UnknownName suggests the nearest one."""
    for point in _points(kind):
        if point.name == name:
            return point.load()
    near = difflib.get_close_matches(name, names(kind), n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(names(kind))}"
    raise UnknownName(f"no {kind} is called '{name}'", hint=hint)


def _points(kind: str) -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=GROUPS[kind]))
