"""Adding reports from the browser, and how that goes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from ..errors import InputError, NotFound
from .jobs import Jobs
from .pages import answer, asked, frame
from .render import render
from .snapshots import Snapshots

LARGEST = 50_000_000
MOST = 1000


def router(jobs: Jobs, snapshots: Snapshots) -> APIRouter:
    """The upload form's target and the page of each job."""
    made = APIRouter(include_in_schema=False)

    @made.post("/sources")
    def upload(files: Annotated[list[UploadFile] | None, File()] = None) -> Response:
        given = [f for f in files or [] if f.filename]
        if len(given) > MOST:
            raise InputError(f"{len(given)} files are too many at once", hint=f"{MOST} at most; use `dragoman add`")
        taken, size = [], 0
        for file in given:
            data = file.file.read(LARGEST + 1)
            size += len(data)
            if size > LARGEST:
                raise InputError("these files are too large for the browser", hint="use `dragoman add`")
            taken.append((file.filename or "", data))
        return RedirectResponse(f"/jobs/{jobs.start(taken).id}", 303)

    @made.get("/jobs/{job}")
    def page(request: Request, job: str) -> Response:
        found = jobs.get(job)
        if found is None:
            raise NotFound("no such job", hint="jobs are forgotten when the server stops; runs are listed on Sources")
        ask = asked(request)
        values = {"job": found, "frame": frame(snapshots, None, request)}
        body = render("job.html", values, clocks=ask.clocks, ask=ask, path=request.url.path)
        return answer(request, body, "text/html; charset=utf-8")

    return made
