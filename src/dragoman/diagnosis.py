"""Whether everything that is needed is there and sound."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .config import Settings
from .errors import DragomanError
from .packs import check_packs, load_packs
from .pipeline import build_stages
from .reading.fetch import locks, verify
from .reading.parse import MODEL, find_model, models_folder
from .workspace import DATABASE, open_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    what: str
    ok: bool
    detail: str
    hint: str | None = None


def diagnose(workspace: Path) -> tuple[Finding, ...]:
    """Look at Python, language model, packs, stages and the workspace; nothing is changed."""
    return (
        Finding(what="python", ok=sys.version_info >= (3, 11), detail=sys.version.split()[0]),
        _look("language model", _model),
        _look("packs", _packs),
        _look("stages", lambda: ", ".join(stage.name for stage in build_stages())),
        _workspace(workspace),
    )


def _look(what: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(what=what, ok=True, detail=check())
    except DragomanError as error:
        return Finding(what=what, ok=False, detail=error.message, hint=error.hint)


def _model() -> str:
    found = find_model()
    if found.parent == models_folder() and found.name in locks():
        wrong = verify(found.name)
        if wrong:
            raise DragomanError(f"{found.name} differs in {', '.join(wrong)}", hint="run `dragoman models fetch`")
        small = "" if found.name == MODEL else ", the small one: names are found less well"
        return f"{found.name} ({locks()[found.name].standing}{small})"
    return f"{found.name} (installed package)"


def _packs() -> str:
    packs = load_packs(Settings().packs)
    return f"{', '.join(packs.versions)}; {len(packs.actors)} actors, {len(check_packs(packs))} doubtful entries"


def _workspace(folder: Path) -> Finding:
    if not (folder / DATABASE).exists():
        return Finding(what="workspace", ok=True, detail=f"none in {folder}", hint=f"make one: dragoman init {folder}")

    def _count() -> str:
        with open_workspace(folder, create=False) as ws:
            view = ws.view()
            return f"{len(view.articles())} articles, {len(view.claims())} claims, {len(view.failures())} failures"

    return _look("workspace", _count)
