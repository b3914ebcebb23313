"""Settings: defaults < packs < dragoman.toml < DRAGOMAN_* < flags; each value knows where it came from."""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .errors import ConfigError
from .model.codec import canonical_json
from .model.identity import content_id

FILE = "dragoman.toml"
PREFIX = "DRAGOMAN_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run depends on. ``packs``: names of shipped packs or folders; the rest as named."""

    packs: tuple[str, ...] = ("english", "world", "ukraine")
    stages: tuple[str, ...] = ("statements", "tagged", "speakers", "meetings", "positions", "measures", "assessments")
    corpus_stages: tuple[str, ...] = ("duplicates", "identity", "relations")
    executor: str = "local"
    workers: int = 1
    tagger: bool = False
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)

    def origin(self, name: str) -> str:
        """Where that value came from: ``default``, the file, the environment variable or ``flag``."""
        return self.origins.get(name, "default")

    def signature(self, versions: tuple[str, ...] = ()) -> str:
        """Hash of everything that can change a claim: packs, stages, tagger and the versions given."""
        parts = {"packs": self.packs, "stages": self.stages, "tagger": self.tagger, "versions": versions}
        return content_id("settings", canonical_json(parts))


def load_settings(
    workspace: Path | None = None,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, object] | None = None,
) -> Settings:
    """Settings of a workspace; raises ConfigError on unknown keys (with a suggestion) and wrong types."""
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    if workspace is not None and (workspace / FILE).exists():
        for key, value in _read(workspace / FILE).items():
            values[key], origins[key] = _checked(key, value, FILE), FILE
    for key in _names():
        variable = PREFIX + key.upper()
        if environment and variable in environment:
            values[key], origins[key] = _checked(key, _parsed(key, environment[variable]), variable), variable
    for key, value in (flags or {}).items():
        if value is not None:
            values[key], origins[key] = _checked(key, value, "flag"), "flag"
    return Settings(**values, origins=origins)  # type: ignore[arg-type]


def write_settings(workspace: Path, settings: Settings) -> Path:
    """Write the values that are not defaults to the workspace's file."""
    lines = ["# Settings of this workspace; `dragoman config show --origin` explains each value."]
    for key in _names():
        value = getattr(settings, key)
        if value != getattr(Settings(), key):
            lines.append(f"{key} = {_toml(value)}")
    path = workspace / FILE
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _names() -> list[str]:
    return [f.name for f in dataclasses.fields(Settings) if f.name != "origins"]


def _read(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name} is not valid TOML: {error}", hint="mend the line named") from error


def _parsed(key: str, value: str) -> object:
    default = getattr(Settings(), key)
    if isinstance(default, bool):
        return value.strip().lower() in ("1", "true", "yes", "on")
    if isinstance(default, int):
        return int(value) if value.strip().isdigit() else value
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(default, tuple) else value


def _checked(key: str, value: object, origin: str) -> object:
    if key not in _names():
        near = difflib.get_close_matches(key, _names(), n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"known settings: {', '.join(_names())}"
        raise ConfigError(f"{origin}: there is no setting '{key}'", hint=hint)
    default = getattr(Settings(), key)
    if isinstance(default, tuple):
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise ConfigError(f"{origin}: '{key}' must be a list of names, not {value!r}")
    if type(value) is not type(default) or (isinstance(value, int) and not isinstance(value, bool) and value < 1):
        raise ConfigError(f"{origin}: '{key}' cannot be {value!r}", hint=f"the default is {default!r}")
    return value


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else f'"{value}"'
