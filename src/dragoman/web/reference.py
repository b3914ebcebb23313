"""The reference of the REST interface, made from its own description; nothing is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response

from .pages import answer, asked, frame
from .render import render
from .snapshots import Snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A part of an address."""

    name: str
    place: str
    required: bool
    type: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An address with what it gives."""

    path: str
    tag: str
    summary: str
    parameters: tuple[Parameter, ...]


def operations(description: dict[str, Any]) -> Iterator[Operation]:
    """The operations of an OpenAPI description."""
    for path, methods in description["paths"].items():
        for found in methods.values():
            yield Operation(
                path=path,
                tag=(found.get("tags") or ["other"])[0],
                summary=found.get("description") or found.get("summary", ""),
                parameters=tuple(_parameter(p) for p in found.get("parameters", ())),
            )


def _parameter(found: dict[str, Any]) -> Parameter:
    return Parameter(
        name=found["name"],
        place=found["in"],
        required=found.get("required", False),
        type=_type(found.get("schema", {})),
        description=found.get("description", ""),
    )


def _type(schema: dict[str, Any]) -> str:
    kinds = [_type(s) for s in schema.get("anyOf", ()) if s.get("type") != "null"]
    if kinds:
        return " or ".join(dict.fromkeys(kinds))
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    return str(schema.get("format") or schema.get("type", "any"))


def reference(app: FastAPI, snapshots: Snapshots) -> Callable[[Request], Response]:
    """The page."""

    def page(request: Request) -> Response:
        ask = asked(request)
        values = {"operations": tuple(operations(app.openapi())), "frame": frame(snapshots, None, request)}
        body = render("api.html", values, clocks=ask.clocks, ask=ask, path="/api")
        return answer(request, body, "text/html; charset=utf-8")

    return page
