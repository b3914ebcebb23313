"""Model objects to plain JSON values and back, by their type hints; standard library only."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

Json: typing.TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"


def to_json(value: object) -> Json:
    """Plain JSON value of a dataclass, tuple, date or scalar; fields at their default are kept."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): to_json(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(v) for v in value]
    if isinstance(value, set | frozenset):
        return sorted((to_json(v) for v in value), key=str)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"cannot write {type(value).__name__} as JSON")


def canonical_json(value: object) -> str:
    """One line of JSON, keys sorted: equal objects give equal strings."""
    return json.dumps(to_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return typing.get_type_hints(kind)


def from_json(kind: type[typing.Any], value: Json) -> typing.Any:  # noqa: ANN401 - a decoder is generic by nature
    """Build ``kind`` from what :func:`to_json` wrote; raises TypeError or ValueError on anything else."""
    return _build(kind, value)


def _build(hint: typing.Any, value: Json) -> typing.Any:  # noqa: ANN401
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _build_union(typing.get_args(hint), value)
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError(f"expected a list, found {value!r}")
        return tuple(_build(typing.get_args(hint)[0], item) for item in value)
    if origin is typing.Literal:
        if value not in typing.get_args(hint):
            raise ValueError(f"{value!r} is not one of {typing.get_args(hint)}")
        return value
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        if not isinstance(value, dict):
            raise TypeError(f"expected an object for {hint.__name__}, found {value!r}")
        hints = _hints(hint)
        return hint(**{name: _build(hints[name], item) for name, item in value.items()})
    if hint in (datetime, date) and isinstance(value, str):
        return hint.fromisoformat(value)
    if hint is float and isinstance(value, int | float):
        return float(value)
    if isinstance(hint, type) and isinstance(value, hint):
        return value
    raise TypeError(f"cannot read {value!r} as {hint}")


def _build_union(options: tuple[object, ...], value: Json) -> typing.Any:  # noqa: ANN401
    if value is None and type(None) in options:
        return None
    errors: list[str] = []
    for option in options:
        if option is type(None):
            continue
        try:
            return _build(option, value)
        except (TypeError, ValueError) as error:
            errors.append(str(error))
    raise TypeError("; ".join(errors) or f"cannot read {value!r}")
