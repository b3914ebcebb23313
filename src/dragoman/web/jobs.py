"""Adding and reading reports from the browser: one job at a time, each with a page of its own."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Thread
from typing import Literal

from ..errors import DragomanError, InputError
from ..model.record import Failure
from ..workspace import Workspace, open_workspace

logger = logging.getLogger(__name__)
UPLOADS = "uploads"
State = Literal["waiting", "adding", "reading", "done", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Reports on their way into the record."""

    id: str
    files: tuple[str, ...]
    state: State = "waiting"
    done: int = 0
    total: int = 0
    new: int = 0
    known: int = 0
    claims: int = 0
    failures: tuple[Failure, ...] = field(default=())
    message: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class Jobs:
    """Runs jobs one after another in a thread of its own."""

    def __init__(self, workspace: Workspace) -> None:
        self.path = workspace.path
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._turn = Lock()

    def start(self, files: Iterable[tuple[str, bytes]]) -> Job:
        """Take the files and begin; with none, only what waits is read."""
        named = [(safe_name(name), data) for name, data in files]
        with self._lock:
            job = Job(id=str(len(self._jobs) + 1), files=tuple(name for name, _ in named))
            self._jobs[job.id] = job
        Thread(target=self._run, args=(job.id, named), daemon=True, name=f"job-{job.id}").start()
        return job

    def get(self, job: str) -> Job | None:
        """A job by its id."""
        with self._lock:
            return self._jobs.get(job)

    def _set(self, job: str, **values: object) -> None:
        with self._lock:
            self._jobs[job] = replace(self._jobs[job], **values)  # type: ignore[arg-type]

    def _run(self, job: str, files: list[tuple[str, bytes]]) -> None:
        with self._turn:
            try:
                paths = [self._keep(name, data) for name, data in files]
                with open_workspace(self.path, create=False) as ws:
                    self._work(ws, job, paths)
            except DragomanError as error:
                self._set(job, state="failed", message=f"{error.message}. {error.hint or ''}".strip())
            except Exception as error:
                logger.exception("job %s failed", job)
                self._set(job, state="failed", message=type(error).__name__)

    def _keep(self, name: str, data: bytes) -> Path:
        """Write an upload into the workspace; a name that is taken gets a number."""
        folder = self.path / UPLOADS
        folder.mkdir(exist_ok=True)
        path, number = folder / name, 2
        while path.exists() and path.read_bytes() != data:
            path, number = folder / f"{Path(name).stem}-{number}{Path(name).suffix}", number + 1
        path.write_bytes(data)
        return path

    def _work(self, ws: Workspace, job: str, paths: list[Path]) -> None:
        def progress(what: str, done: int, total: int) -> None:
            self._set(job, done=done, total=total)

        if paths:
            self._set(job, state="adding", total=len(paths))
            added = ws.add(*paths, progress=progress)
            failures = tuple(replace(f, article=Path(f.article).name) for f in added.failures)
            self._set(job, new=added.new, known=added.known, failures=failures)
        self._set(job, state="reading", done=0, total=0)
        run = ws.run(progress=progress)
        self._set(job, state="done", claims=run.claims)


def safe_name(name: str) -> str:
    """The last part of a file's name with plain characters only.

    >>> safe_name("..\\\\secret/My report?.HTML")
    'My-report.HTML'
    """
    last = re.split(r"[\\/]", name)[-1]
    stem, dot, ending = last.rpartition(".")
    plain = re.sub(r"[^\w.-]+", "-", stem or last).strip(".-")[:80] or "report"
    kind = re.sub(r"\W", "", ending)[:8] if dot and stem else ""
    if not kind:
        raise InputError(f"'{last[:60]}' has no ending that says what it is", hint="text, HTML and JSONL are read")
    return f"{plain}.{kind}"
