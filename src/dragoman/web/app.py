"""The web application: pages, files that belong to them, uploads, errors."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from .. import __version__
from ..errors import DragomanError
from .ask import Ask
from .guards import Guards
from .jobs import Jobs
from .language import in_language
from .pages import RETRY, frame, router
from .problems import Problem, problem_response
from .reference import reference
from .render import render
from .shelf import Damaged
from .snapshots import BeingMade, Snapshots
from .uploads import router as uploads

logger = logging.getLogger(__name__)
STATIC = Path(__file__).parent / "static"


def create_app(snapshots: Snapshots, *, token: str | None = None, routers: Iterable[APIRouter] = ()) -> FastAPI:
    """The application over a workspace; ``token``: demanded of everybody; ``routers``: what else it answers."""
    app = FastAPI(
        title="Dragoman",
        version=__version__,
        description="The record of a peace negotiation, every value tied to its words. Read-only.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.middleware("http")(in_language)
    app.middleware("http")(Guards(token))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for other in routers:
        app.include_router(other)
    app.add_api_route("/api", reference(app, snapshots), methods=["GET"], include_in_schema=False)
    app.include_router(uploads(Jobs(snapshots.workspace), snapshots))
    app.include_router(router(snapshots))
    _errors(app, snapshots)
    return app


def _errors(app: FastAPI, snapshots: Snapshots) -> None:
    def answer(request: Request, problem: Problem) -> Response:
        if _wants_data(request):
            return problem_response(problem, request.url.path)
        values = {"problem": problem, "frame": frame(snapshots, None, request)}
        body = render("error.html", values, clocks=Ask().clocks, ask=Ask(), path="/")
        return Response(body.encode("utf-8", "replace"), problem.status, media_type="text/html; charset=utf-8")

    @app.exception_handler(DragomanError)
    def known(request: Request, error: DragomanError) -> Response:
        made = answer(request, Problem(status=error.status, title=error.message, detail=error.hint))
        if isinstance(error, BeingMade):
            made.headers["Retry-After"] = RETRY
        return made

    @app.exception_handler(Damaged)
    def damaged(request: Request, error: Damaged) -> Response:
        snapshots.discard()
        return answer(request, Problem(status=error.status, title=error.message, detail=error.hint))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        found = error.errors()[0]
        where = ".".join(str(part) for part in found["loc"][1:]) or "request"
        detail = f"'{where}': {found['msg']}"
        return answer(
            request, Problem(status=422, title="the address holds a value that cannot be used", detail=detail)
        )

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            problem = Problem(status=404, title="there is no such page", detail="start from the overview")
        else:
            problem = Problem(status=error.status_code, title=str(error.detail).lower())
        return answer(request, problem)

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> Response:
        logger.error("request failed: %s", request.url.path, exc_info=error)
        return answer(
            request, Problem(status=500, title="something went wrong here", detail="the server's log says more")
        )


def _wants_data(request: Request) -> bool:
    path = request.url.path
    return path.startswith("/api/") or path.endswith((".json", ".csv"))
