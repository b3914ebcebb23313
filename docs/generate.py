"""Writes the reference pages from the code itself: ``python docs/generate.py`` (``--check`` only compares)."""

from __future__ import annotations

import dataclasses
import sys
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

import typer

from dragoman import errors, registry
from dragoman.cli import app
from dragoman.config import Settings
from dragoman.model import KINDS, claim
from dragoman.packs import shipped_packs

HERE = Path(__file__).parent / "reference"
NOTE = "<!-- written by docs/generate.py; edit the code instead -->\n\n"


def commands() -> str:
    """Every command with its help, arguments, options and example."""
    lines = ["# Commands", "", "Data goes to stdout, talk to stderr; exit codes are those of [errors](errors.md)."]
    for name, command in _walk(typer.main.get_command(app), ""):
        lines += ["", f"## dragoman {name}", "", (command.help or "").strip(), ""]
        for param in command.params:
            if param.name == "help":
                continue
            names = ", ".join(f"`{option}`" for option in param.opts) if param.param_type_name == "option" else ""
            shown = names or f"`{getattr(param, 'metavar', None) or param.name.upper()}`"
            lines.append(f"- {shown} {getattr(param, 'help', '') or ''}".rstrip())
        lines += ["", f"{command.epilog}" if command.epilog else ""]
    return "\n".join(lines)


def _walk(group: typing.Any, prefix: str) -> Iterator[tuple[str, typing.Any]]:
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _walk(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def settings() -> str:
    """Every setting with type and default."""
    lines = [
        "# Settings",
        "",
        "In `dragoman.toml` of the workspace, as `DRAGOMAN_<NAME>`, or as a flag; later ones win.",
        "",
        "| setting | default |",
        "|---|---|",
    ]
    for field in dataclasses.fields(Settings):
        if field.name != "origins":
            lines.append(f"| `{field.name}` | `{getattr(Settings(), field.name)}` |")
    return "\n".join(lines)


def stages() -> str:
    """Every stage with what it requires and provides."""
    lines = ["# Stages", "", "| stage | requires | provides | what |", "|---|---|---|---|"]
    for name in registry.names("stage"):
        stage = registry.load("stage", name)()
        doc = (stage.__doc__ or "").strip().split("\n")[0]
        requires, provides = (", ".join(sorted(s)) or "–" for s in (stage.requires, stage.provides))
        lines.append(f"| `{name}` | {requires} | {provides} | {doc} |")
    lines += ["", "## Over the corpus", "", "| stage | what |", "|---|---|"]
    for name in registry.names("corpus stage"):
        doc = (registry.load("corpus stage", name).__doc__ or "").strip().split("\n")[0]
        lines.append(f"| `{name}` | {doc} |")
    return "\n".join(lines)


def claims() -> str:
    """Every claim kind with its fields."""
    lines = ["# Claims", "", "What one article says. Every claim has evidence: article, start, end, quote, context."]
    for kind, payload in KINDS.items():
        lines += ["", f"## {kind}", "", (payload.__doc__ or "").strip(), "", "| field | type |", "|---|---|"]
        for field in dataclasses.fields(payload):
            lines.append(f"| `{field.name}` | {_type_words(field.type)} |")
    lines += ["", "## Coded values", ""]
    for name, values in sorted(vars(claim).items()):
        if typing.get_origin(values) is typing.Literal:
            lines.append(f"- **{name}**: {', '.join(typing.get_args(values))}")
    return "\n".join(lines)


def _type_words(hint: object) -> str:
    return f"`{hint}`".replace("|", "\\|")


def error_tree() -> str:
    """The tree of errors with exit codes and HTTP statuses."""
    lines = ["# Errors", "", "```", (errors.__doc__ or "").split("::\n", 1)[1].strip("\n"), "```", ""]
    lines += ["| error | exit code | HTTP status | meaning |", "|---|---|---|---|"]
    for name in errors.__all__:
        error = getattr(errors, name)
        lines.append(f"| `{name}` | {error.exit_code} | {error.status} | {(error.__doc__ or '').strip()} |")
    return "\n".join(lines)


def packs() -> str:
    """The shipped packs."""
    import tomllib

    from dragoman.packs import SHIPPED

    lines = ["# Packs", "", "| pack | version | what |", "|---|---|---|"]
    for name in sorted(shipped_packs()):
        about = tomllib.loads((SHIPPED / name / "pack.toml").read_text(encoding="utf-8"))
        lines.append(f"| `{name}` | {about['version']} | {about['description']} |")
    return "\n".join(lines)


PAGES: dict[str, Callable[[], str]] = {
    "commands": commands,
    "settings": settings,
    "stages": stages,
    "claims": claims,
    "errors": error_tree,
    "packs": packs,
}


def stale() -> list[str]:
    """Pages that are not what the code says now."""
    return [n for n, make in PAGES.items() if not (HERE / f"{n}.md").exists() or _page(make) != _stored(n)]


def _page(make: Callable[[], str]) -> str:
    return NOTE + make().rstrip() + "\n"


def _stored(name: str) -> str:
    return (HERE / f"{name}.md").read_text(encoding="utf-8")


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(f"stale: {', '.join(stale())}" if stale() else 0)
    HERE.mkdir(exist_ok=True)
    for page, maker in PAGES.items():
        (HERE / f"{page}.md").write_text(_page(maker), encoding="utf-8")
