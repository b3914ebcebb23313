"""What was worked out for the screens, kept in a file beside the database: named parts, each read when needed.

The file carries the state of the database it was made from; with any other state, or damaged, it is not used.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from threading import Lock
from typing import Any, cast

from ..errors import StoreError
from .holdings import uncollected

logger = logging.getLogger(__name__)
PACKAGE = Path(__file__).parents[1]
TOLD = ("dragoman.model.claim", "dragoman.model.when")
"""Modules of what claims say: much of it is said by many."""
OURS = ("dragoman.model.", "dragoman.analysis.", "dragoman.web.")
PLAIN = {("datetime", kind.__name__): kind for kind in (date, datetime, timedelta, timezone)}
KEY = "key"
FAST = 1
"""Level of compression."""


class Damaged(StoreError):
    """A part that cannot be read; what was kept has to be made anew."""


@lru_cache(maxsize=256)
def builder(kind: type) -> Callable[..., object]:
    """What makes a data class with slots, frozen or not, from its values; many times as fast as pickle's own way."""
    names = [field.name for field in fields(kind)]
    known = {f"put_{name}": getattr(kind, name).__set__ for name in names} | {"new_": object.__new__, "kind_": kind}
    lines = [f"def build_({', '.join(names)}):", " made_ = new_(kind_)", *(f" put_{n}(made_, {n})" for n in names)]
    exec("\n".join((*lines, " return made_")), known)  # noqa: S102 - names of our own fields, as dataclasses does it
    return cast("Callable[..., object]", known["build_"])


@lru_cache(maxsize=256)
def values_of(kind: type) -> Callable[[object], tuple[object, ...]]:
    """What reads the values of a data class."""
    names = [field.name for field in fields(kind)]
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


class _Writer(pickle.Pickler):
    """Writes data classes with slots as their values; equal words and equal parts of claims once, so that they are read
    once.
    """

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, protocol=5)
        self._written: dict[object, object] = {}

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - as pickle wants it
        """How to build the value again."""
        kind = type(value)
        if is_dataclass(kind) and hasattr(kind, "__slots__") and kind.__module__.startswith(OURS):
            return kind, tuple([self._same(part) for part in values_of(kind)(value)])
        return NotImplemented

    def _same(self, part: object) -> object:
        kind = type(part)
        if kind is str or kind.__module__ in TOLD:
            return self._written.setdefault(part, part)
        return tuple(map(self._same, cast("tuple[object, ...]", part))) if kind is tuple else part


class _Reader(pickle.Unpickler):
    """Builds plain values, days and our own data classes; refuses everything else, so that no file can run code."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - a class, or what builds one
        """What makes values of the class of that name, if it is one of those."""
        return _allowed(module, name)


@lru_cache(maxsize=256)
def _allowed(module: str, name: str) -> Any:  # noqa: ANN401 - a class, or what builds one
    if (module, name) in PLAIN:
        return PLAIN[module, name]
    found = getattr(import_module(module), name, None) if module.startswith(OURS) else None
    if not isinstance(found, type) or not is_dataclass(found) or found.__module__ != module:
        raise pickle.UnpicklingError(f"{module}.{name} is not read from files")
    return builder(found) if hasattr(found, "__slots__") else found


def packed(value: object) -> bytes:
    """A value as bytes."""
    made = io.BytesIO()
    _Writer(made).dump(value)
    return made.getvalue()


def unpacked(data: bytes) -> object:
    """The value again; UnpicklingError (or what the data provoke) for anything that we did not write."""
    return _Reader(io.BytesIO(data)).load()


def bound(values: Iterable[object]) -> tuple[bytes, ...]:
    """Values that can be read one by one (:meth:`Shelf.leaf`), though they lie in one part."""
    return tuple(packed(value) for value in values)


class Shelf:
    """An open file of parts."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path = path
        self._file = file
        self._names = frozenset(file.namelist())
        self._lock = Lock()
        self._reading = Lock()
        self._parts: dict[str, object] = {}

    @classmethod
    def open(cls, path: Path, key: str) -> Shelf | None:
        """The shelf in that file; None if there is none or it was made from something else."""
        try:
            file = zipfile.ZipFile(path)
            if file.read(KEY).decode() == key:
                return cls(path, file)
            file.close()
        except FileNotFoundError:
            return None
        except (OSError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
            logger.warning("%s cannot be used and is made anew: %s", path.name, error)
        return None

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def get(self, name: str) -> object:
        """The part of that name; raises Damaged."""
        try:
            with self._lock:
                data = self._file.read(name)
            return unpacked(data)
        except Exception as error:  # whatever damaged bytes provoke
            raise self._damaged(name, error) from error

    def leaf(self, name: str, data: bytes) -> object:
        """One of the values bound together in the part of that name; raises Damaged."""
        try:
            return unpacked(data)
        except Exception as error:
            raise self._damaged(name, error) from error

    def _damaged(self, name: str, error: Exception) -> Damaged:
        logger.warning("part %s of %s is damaged: %s", name, self.path.name, error)
        return Damaged("what was kept for the screens is damaged and is made anew", hint="look again soon")

    def part(self, name: str) -> object:
        """A part that stays in memory once it was read."""
        if name not in self._parts:
            with self._reading:
                if name not in self._parts:
                    with uncollected():
                        self._parts[name] = self.get(name)
        return self._parts[name]

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def write(path: Path, key: str, parts: Iterable[tuple[str, object]]) -> None:
    """Write the parts; readers see the old file or the whole new one."""
    scratch = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as file:
            for name, value in parts:
                file.writestr(name, packed(value))
            file.writestr(KEY, key)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def code_mark() -> str:
    """Changes with every file of the package, so that nothing is shown that other code has made."""
    files = (p for p in sorted(PACKAGE.rglob("*")) if p.suffix in (".py", ".toml", ".csv"))
    told = "".join(f"{p.relative_to(PACKAGE)} {(s := p.stat()).st_size} {s.st_mtime_ns}\n" for p in files)
    return sha256(told.encode()).hexdigest()[:20]
