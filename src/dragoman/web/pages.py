"""The pages: each screen at its address, the same as JSON, and tables as CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ..errors import NotFound
from ..export import html as dossier_page
from ..export.texts import current_language
from ..model.codec import to_json
from . import tables
from .ask import Ask
from .render import render
from .screens.actors import actor_list, actor_screen
from .screens.dossier import dossier_screen
from .screens.gone import GoneScreen, Moved
from .screens.matrix import matrix_screen
from .screens.overview import overview
from .screens.reader import reader_screen
from .screens.record import claim_screen, record_screen
from .screens.search import search_screen
from .screens.sources import article_list, sources_screen
from .screens.thread import issue_screen, thread_screen
from .screens.timeline import timeline_screen
from .snapshot import Snapshot
from .snapshots import PATIENCE, Snapshots

Make = Callable[[Snapshots, Snapshot, Ask], Any]
RETRY = "2"
"""Seconds after which to ask again for what is being made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """An address with what makes its data, the template that shows them, and the rows of its table.

    ``long``: so much text that pages shown last are kept.
    """

    path: str
    template: str
    make: Make
    rows: Callable[[Any], Iterable[Mapping[str, object]]] | None = None
    data: str = field(default="")
    long: bool = False

    @property
    def data_path(self) -> str:
        """The address without ending at which the data are."""
        return self.data or self.path


def _plain(make: Callable[[Snapshot, Ask], Any]) -> Make:
    return lambda _, snapshot, ask: make(snapshot, ask)


def _sources(snapshots: Snapshots, snapshot: Snapshot, ask: Ask) -> object:
    return sources_screen(snapshot, ask, waiting=snapshots.waiting(), packs=snapshots.packs.versions)


SCREENS = (
    Screen(path="/", template="overview.html", make=overview, data="/overview"),
    Screen(path="/timeline", template="timeline.html", make=_plain(timeline_screen), rows=tables.timeline_rows),
    Screen(path="/matrix", template="matrix.html", make=matrix_screen, rows=tables.matrix_rows),
    Screen(path="/issues/{issue}/{actor}", template="thread.html", make=_plain(thread_screen), rows=tables.thread_rows),
    Screen(path="/issues/{issue}", template="issue.html", make=_plain(issue_screen)),
    Screen(path="/records/{record}", template="record.html", make=_plain(record_screen), rows=tables.record_rows),
    Screen(path="/claims/{claim}", template="claim.html", make=_plain(claim_screen)),
    Screen(path="/actors", template="actors.html", make=_plain(actor_list), rows=tables.actor_rows),
    Screen(path="/actors/{actor}", template="actor.html", make=_plain(actor_screen)),
    Screen(path="/articles", template="articles.html", make=_plain(article_list), rows=tables.article_rows),
    Screen(path="/articles/{article}", template="reader.html", make=_plain(reader_screen)),
    Screen(path="/sources", template="sources.html", make=_sources, rows=tables.source_rows),
    Screen(path="/search", template="search.html", make=_plain(search_screen), rows=tables.search_rows),
    Screen(path="/dossier", template="document.html", make=_plain(dossier_screen), long=True),
)


def asked(request: Request) -> Ask:
    """What the address of a request asks for."""
    query = {name: request.query_params.getlist(name) for name in request.query_params}
    return Ask({k: str(v) for k, v in request.path_params.items()}, query)


def answer(request: Request, body: str, media: str, **headers: str) -> Response:
    """The body with an ETag; 304 where the browser has it already."""
    data = body.encode("utf-8", "replace")
    tag = f'"{sha256(data).hexdigest()[:20]}"'
    known = [t.strip().removeprefix("W/") for t in request.headers.get("if-none-match", "").split(",")]
    kept = {"ETag": tag, "Cache-Control": "no-cache", **headers}
    if tag in known:
        return Response(status_code=304, headers=kept)
    return Response(data, media_type=media, headers=kept)


def router(snapshots: Snapshots) -> APIRouter:
    """All screens over a workspace."""
    made = APIRouter(include_in_schema=False)
    for screen in SCREENS:
        if screen.rows is not None:
            made.add_api_route(f"{screen.data_path}.csv", _csv(snapshots, screen), methods=["GET"])
        made.add_api_route(f"{screen.data_path}.json", _json(snapshots, screen), methods=["GET"])
    made.add_api_route("/dossier.html", _dossier_file(snapshots), methods=["GET"])
    made.add_api_route("/articles/{article}/raw", _raw(snapshots), methods=["GET"])
    made.add_api_route("/help", _still(snapshots, "help.html"), methods=["GET"])
    for screen in SCREENS:
        made.add_api_route(screen.path, _page(snapshots, screen), methods=["GET"])
    return made


def _page(snapshots: Snapshots, screen: Screen) -> Callable[[Request], Response]:
    def page(request: Request) -> Response:
        ask = asked(request)
        if not snapshots.ready(PATIENCE, ask.clocks.scope):
            return waiting(snapshots, request)
        snapshot = snapshots.get(ask.clocks.scope)

        def body(_: str = "") -> str:
            made = screen.make(snapshots, snapshot, ask)
            values = {"screen": made, "snapshot": snapshot, "frame": frame(snapshots, screen, request)}
            template = "gone.html" if isinstance(made, GoneScreen) else screen.template
            return render(template, values, clocks=ask.clocks, ask=ask, path=request.url.path)

        try:
            key = f"{current_language()} {request.url.path}?{request.url.query}"
            shown = snapshot.shown(key, body) if screen.long else body()
        except Moved as moved:
            return RedirectResponse(ask.clocks.to(moved.path, was=moved.was), 307)
        return answer(request, shown, "text/html; charset=utf-8")

    return page


def _made(screen: Screen, snapshots: Snapshots, ask: Ask) -> Any:  # noqa: ANN401 - each screen its own data
    """The data of a screen; NotFound where they stand at another address now."""
    try:
        return screen.make(snapshots, snapshots.need(ask.clocks.scope), ask)
    except Moved as moved:
        raise NotFound(f"'{moved.was}' is no record of its own any more", hint=f"see {moved.path}") from moved


def waiting(snapshots: Snapshots, request: Request) -> Response:
    """A page that says that the screens are being made, and comes again."""
    ask = asked(request)
    values = {"frame": frame(snapshots, None, request), "articles": snapshots.workspace.store.size()}
    body = render("wait.html", values, clocks=ask.clocks, ask=ask, path=request.url.path)
    return Response(body, 503, {"Retry-After": RETRY}, media_type="text/html; charset=utf-8")


def _json(snapshots: Snapshots, screen: Screen) -> Callable[[Request], Response]:
    def data(request: Request) -> Response:
        ask = asked(request)
        made = _made(screen, snapshots, ask)
        return answer(request, json.dumps(to_json(made), ensure_ascii=False), "application/json")

    return data


def _csv(snapshots: Snapshots, screen: Screen) -> Callable[[Request], Response]:
    def table(request: Request) -> Response:
        ask = asked(request)
        made = _made(screen, snapshots, ask)
        assert screen.rows is not None
        body = tables.written(list(screen.rows(made)))
        name = screen.data_path.split("/")[1] + ".csv"
        return answer(
            request, body, "text/csv; charset=utf-8", **{"Content-Disposition": f'attachment; filename="{name}"'}
        )

    return table


def _dossier_file(snapshots: Snapshots) -> Callable[[Request], Response]:
    def file(request: Request) -> Response:
        ask = asked(request)
        snapshot = snapshots.need(ask.clocks.scope)
        screen = dossier_screen(snapshot, ask)
        chosen = snapshot.published(screen.first, screen.last) if screen.first or screen.last else snapshot.articles
        articles = [snapshot.article(article) for article in chosen]
        body = dossier_page.render_dossier(screen.dossier, articles, screen.sections)
        headers = {"Content-Disposition": 'attachment; filename="dossier.html"'}
        return answer(request, body, "text/html; charset=utf-8", **headers)

    return file


def _raw(snapshots: Snapshots) -> Callable[[Request], Response]:
    def raw(request: Request) -> Response:
        """The decoded input as plain text, never as a page."""
        ask = asked(request)
        found = snapshots.need(ask.clocks.scope).view.article(ask.path["article"])
        return answer(request, found.raw, "text/plain; charset=utf-8")

    return raw


def _still(snapshots: Snapshots, template: str) -> Callable[[Request], Response]:
    """A page that shows no data."""

    def page(request: Request) -> Response:
        ask = asked(request)
        shown = replace(frame(snapshots, None, request), template=template)
        body = render(template, {"frame": shown}, clocks=ask.clocks, ask=ask, path=request.url.path)
        return answer(request, body, "text/html; charset=utf-8")

    return page


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds every screen: the workspace's name, the data behind the page."""

    workspace: str
    template: str
    json: str | None
    csv: str | None


def frame(snapshots: Snapshots, screen: Screen | None, request: Request) -> Frame:
    """The frame of a screen; of an error page without one."""
    path = "/overview" if request.url.path == "/" else request.url.path
    return Frame(
        workspace=snapshots.workspace.path.resolve().name,
        template=screen.template if screen else "error.html",
        json=f"{path}.json" if screen else None,
        csv=f"{path}.csv" if screen and screen.rows else None,
    )
