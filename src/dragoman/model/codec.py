"""Model objects to plain JSON values and back, by their type hints; standard library only."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache

Json: typing.TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
PLAIN = frozenset((str, int, float, bool, type(None)))


def to_json(value: object) -> Json:
    """Plain JSON value of a dataclass, tuple, date or scalar; fields at their default are kept."""
    if type(value) in PLAIN:
        return typing.cast(Json, value)
    if (names := _field_names(typing.cast(typing.Hashable, type(value)))) is not None:
        return {name: to_json(getattr(value, name)) for name in names}
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
def _field_names(kind: typing.Any) -> tuple[str, ...] | None:  # noqa: ANN401
    """Names of the fields of a dataclass; nothing for other types."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


def from_json(kind: type[typing.Any], value: Json) -> typing.Any:  # noqa: ANN401 - a decoder is generic by nature
    """Build ``kind`` from what :func:`to_json` wrote; raises TypeError or ValueError on anything else."""
    return _decoder(typing.cast(typing.Hashable, kind))(value)


Decoder: typing.TypeAlias = Callable[[typing.Any], typing.Any]


@cache
def _decoder(hint: typing.Any) -> Decoder:  # noqa: ANN401
    """What builds values of that hint; made once, since a large record holds many of each."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _union_decoder(typing.get_args(hint))
    if origin is tuple:
        return _tuple_decoder(_decoder(typing.get_args(hint)[0]))
    if origin is typing.Literal:
        return _choice_decoder(typing.get_args(hint))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _object_decoder(hint)
    return _scalar_decoder(hint)


def _object_decoder(kind: type) -> Decoder:
    hints = typing.get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in dataclasses.fields(kind)}

    def decode(value: typing.Any) -> typing.Any:  # noqa: ANN401
        if not isinstance(value, dict):
            raise TypeError(f"expected an object for {kind.__name__}, found {value!r}")
        try:
            return kind(**{name: decoders[name](item) for name, item in value.items()})
        except KeyError as error:
            raise TypeError(f"{kind.__name__} has no field {error}") from None

    return decode


def _tuple_decoder(item: Decoder) -> Decoder:
    def decode(value: typing.Any) -> tuple[typing.Any, ...]:  # noqa: ANN401
        if not isinstance(value, list):
            raise TypeError(f"expected a list, found {value!r}")
        return tuple([item(part) for part in value])

    return decode


def _choice_decoder(allowed: tuple[object, ...]) -> Decoder:
    known = frozenset(allowed)

    def decode(value: typing.Any) -> typing.Any:  # noqa: ANN401
        if value.__hash__ is None or value not in known:
            raise ValueError(f"{value!r} is not one of {allowed}")
        return value

    return decode


def _union_decoder(options: tuple[object, ...]) -> Decoder:
    optional = type(None) in options
    decoders = [_decoder(option) for option in options if option is not type(None)]

    def decode(value: typing.Any) -> typing.Any:  # noqa: ANN401
        if value is None and optional:
            return None
        errors: list[str] = []
        for decoder in decoders:
            try:
                return decoder(value)
            except (TypeError, ValueError) as error:
                errors.append(str(error))
        raise TypeError("; ".join(errors) or f"cannot read {value!r}")

    return decode


def _scalar_decoder(hint: typing.Any) -> Decoder:  # noqa: ANN401
    def decode(value: typing.Any) -> typing.Any:  # noqa: ANN401
        if hint in (datetime, date) and isinstance(value, str):
            return hint.fromisoformat(value)
        if hint is float and isinstance(value, int | float):
            return float(value)
        if isinstance(hint, type) and isinstance(value, hint):
            return value
        raise TypeError(f"cannot read {value!r} as {hint}")

    return decode
