"""REST, version 1: read-only, the same data as the screens."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response

from .analysis.changes import Changes
from .analysis.corpus import Corpus
from .analysis.coverage import Coverage
from .analysis.differences import Difference
from .analysis.matrix import Matrix
from .analysis.sources import Source
from .analysis.speakers import Speakers
from .analysis.summary import Summary
from .analysis.thread import Thread
from .analysis.timeline import KINDS, Entry
from .errors import NotFound
from .model.claim import ProgressKind
from .model.codec import Json, to_json
from .model.record import Failure, Run
from .web.ask import LARGEST, SIZE, Ask, Part
from .web.pages import answer
from .web.screens.actors import ActorLine, ActorScreen, actor_list, actor_screen
from .web.screens.gone import Moved
from .web.screens.overview import overview
from .web.screens.record import claim_screen
from .web.screens.search import search_screen
from .web.screens.sources import article_list
from .web.screens.thread import thread_screen
from .web.screens.timeline import timeline_screen
from .web.snapshot import Snapshot
from .web.snapshots import Snapshots

PREFIX = "/api/v1"
Kind = Literal["statement", "meeting", "position", "measure", "assessment"]
At = Annotated[date | None, Query(description="True on: only what was published by that day.")]
Known = Annotated[date | None, Query(description="Known on: only what the workspace held by then.")]
Page = Annotated[int, Query(ge=1, le=10**6, description="Which page of the list.")]
Size = Annotated[int, Query(ge=1, le=LARGEST, description="How many items a page has.")]
Since = Annotated[date | None, Query(description="What came after this day.")]
Outlet = Annotated[str | None, Query(description="Only from this outlet.")]
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
    },
}


def _id(what: str) -> Any:  # noqa: ANN401 - a part of an annotation
    return Path(max_length=200, description=f"Id of {what}, as in the address of its page.")


IssueId = Annotated[str, _id("an issue")]
ActorId = Annotated[str, _id("an actor")]
RecordId = Annotated[str, _id("a record, or of one of its claims")]
ArticleId = Annotated[str, _id("an article")]
ClaimId = Annotated[str, _id("a claim")]


def _problem(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/problem+json": {"schema": PROBLEM}}}


ERRORS: dict[int | str, dict[str, Any]] = {
    304: {"description": "Unchanged since the ETag given in If-None-Match."},
    404: _problem("Nothing of that name in these days."),
    422: _problem("The address holds a value that cannot be used."),
    503: _problem("What is asked for is still being made; ask again after the seconds of Retry-After."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of a list: ``total`` items in all, ``next`` the address of the following page."""

    items: list[dict[str, Any]]
    page: int
    size: int
    total: int
    next: str | None


class _Rest:
    """Answers of one request."""

    def __init__(self, snapshots: Snapshots, request: Request) -> None:
        self.snapshots, self.request = snapshots, request
        query = {name: request.query_params.getlist(name) for name in request.query_params}
        self.ask = Ask({k: str(v) for k, v in request.path_params.items()}, query)

    @property
    def snapshot(self) -> Snapshot:
        return self.snapshots.need(self.ask.clocks.scope)

    def one(self, value: object, headers: dict[str, str] | None = None) -> Response:
        body = json.dumps(to_json(value), ensure_ascii=False)
        return answer(self.request, body, "application/json", **(headers or {}))

    def listed(self, part: Part[Any]) -> Response:
        body: dict[str, Json] = {
            "items": [to_json(item) for item in part.items],
            "page": part.page,
            "size": part.size,
            "total": part.total,
            "next": self._page(part.page + 1) if part.page < part.pages else None,
        }
        body_text = json.dumps(body, ensure_ascii=False)
        return answer(self.request, body_text, "application/json", **self.links(part))

    def links(self, part: Part[Any]) -> dict[str, str]:
        """The header that leads to other pages."""
        pages = {"next": part.page + 1, "prev": part.page - 1, "first": 1, "last": part.pages}
        shown = {rel: page for rel, page in pages.items() if 1 <= page <= part.pages and page != part.page}
        header = ", ".join(f'<{self._page(page)}>; rel="{rel}"' for rel, page in shown.items())
        return {"Link": header} if header else {}

    def undated(self) -> Part[Entry]:
        """The page of the entries without a day."""
        part = self.ask.part([n for n, line in enumerate(self.snapshot.lines) if line.start is None])
        return part.showing(self.snapshot.entries(part.items))

    def _page(self, page: int) -> str:
        kept = [(k, v) for k, v in self.request.query_params.multi_items() if k not in ("page", "token")]
        return f"{self.request.url.path}?{urlencode([*kept, ('page', page)])}"


def claim_json(corpus: Corpus, claim: str) -> Json:
    """A claim with its id and citation."""
    found = corpus.claims[claim]
    return {
        "id": claim,
        "kind": found.kind,
        "payload": to_json(found.payload),
        "citation": to_json(corpus.cite(claim)),
        "stage": found.stage,
        "version": found.version,
        "cues": to_json(found.cues),
    }


def router(snapshots: Snapshots) -> APIRouter:
    """All resources over a workspace."""
    made = APIRouter(prefix=PREFIX, responses=ERRORS)
    _views(made, snapshots)
    _lists(made, snapshots)
    _articles(made, snapshots)
    return made


def _views(api: APIRouter, snapshots: Snapshots) -> None:
    @api.get("/summary", response_model=Summary, tags=["views"])
    def summary(request: Request, at: At = None, known: Known = None) -> Response:
        """The record in numbers."""
        rest = _Rest(snapshots, request)
        return rest.one(rest.snapshot.summary)

    @api.get("/changes", response_model=Changes, tags=["views"])
    def changes(request: Request, since: Since = None, at: At = None, known: Known = None) -> Response:
        """What reports published after a day brought (by default, a week before the newest report)."""
        rest = _Rest(snapshots, request)
        return rest.one(overview(snapshots, rest.snapshot, rest.ask).changes)

    @api.get("/matrix", response_model=Matrix, tags=["views"])
    def matrix(request: Request, at: At = None, known: Known = None) -> Response:
        """Issues by parties: the stance last reported."""
        rest = _Rest(snapshots, request)
        return rest.one(rest.snapshot.matrix)

    @api.get("/issues/{issue}/{actor}", response_model=Thread, tags=["views"])
    def thread(
        request: Request,
        issue: IssueId,
        actor: ActorId,
        at: At = None,
        known: Known = None,
        page: Page = 1,
        size: Size = SIZE,
    ) -> Response:
        """How a party's position on an issue moved: the steps of a page, newest telling first."""
        rest = _Rest(snapshots, request)
        made = thread_screen(rest.snapshot, rest.ask)
        return rest.one(replace(made.thread, steps=made.shown.items), rest.links(made.shown))

    @api.get("/speakers", response_model=Speakers, tags=["views"])
    def speakers(request: Request, at: At = None, known: Known = None) -> Response:
        """Who spoke: by name, by office, for an institution, unnamed; their words are at /actors and /claims."""
        rest = _Rest(snapshots, request)
        return rest.one(rest.snapshot.voices)


def _lists(api: APIRouter, snapshots: Snapshots) -> None:
    @api.get("/timeline", response_model=Listed, tags=["lists"])
    def timeline(
        request: Request,
        kind: Annotated[str | None, Query(description=", ".join(KINDS))] = None,
        party: Annotated[str | None, Query(description="Only what names this party.")] = None,
        issue: Annotated[str | None, Query(description="Only positions on this issue.")] = None,
        start: Annotated[date | None, Query(alias="from", description="Not before this day.")] = None,
        end: Annotated[date | None, Query(alias="to", description="Not after this day.")] = None,
        at: At = None,
        known: Known = None,
        page: Page = 1,
        size: Size = SIZE,
    ) -> Response:
        """Meetings, measures, positions and widely carried statements that have a day, in order of time."""
        rest = _Rest(snapshots, request)
        shown: Part[Entry] = timeline_screen(rest.snapshot, rest.ask).shown
        return rest.listed(shown)

    @api.get("/undated", response_model=Listed, tags=["lists"])
    def undated(request: Request, at: At = None, known: Known = None, page: Page = 1, size: Size = SIZE) -> Response:
        """The same without a day, in order of publication."""
        rest = _Rest(snapshots, request)
        return rest.listed(rest.undated())

    @api.get("/assessments", response_model=Listed, tags=["lists"])
    def assessments(
        request: Request,
        kind: Annotated[ProgressKind | None, Query(description="Only of this kind.")] = None,
        at: At = None,
        known: Known = None,
        page: Page = 1,
        size: Size = SIZE,
    ) -> Response:
        """How the talks are said to go: substance, process, no progress, setbacks, each in order of publication."""
        rest = _Rest(snapshots, request)
        first, last = rest.ask.bounds
        found = rest.snapshot.progress(kind, first, last)
        return rest.listed(rest.ask.shown(found.items, found.total))

    @api.get("/differences", response_model=Listed, tags=["lists"])
    def differing(request: Request, at: At = None, known: Known = None, page: Page = 1, size: Size = SIZE) -> Response:
        """Where reports contradict one another, with the words of both."""
        rest = _Rest(snapshots, request)
        found: tuple[Difference, ...] = rest.snapshot.differences
        return rest.listed(rest.ask.part(found))

    @api.get("/records", response_model=Listed, tags=["lists"])
    def records(
        request: Request,
        kind: Annotated[Kind | None, Query(description="Only of this kind.")] = None,
        at: At = None,
        known: Known = None,
        page: Page = 1,
        size: Size = SIZE,
    ) -> Response:
        """Claims about the same thing, folded together; statements only where several articles may carry them."""
        rest = _Rest(snapshots, request)
        found = rest.snapshot.folded(kind, *rest.ask.bounds)
        part = rest.ask.shown(found.items, found.total)
        return rest.listed(part.showing({"id": r.id, **_object(to_json(r))} for r in part.items))

    @api.get("/records/{record}", response_model=Coverage, tags=["lists"])
    def record(request: Request, record: RecordId, at: At = None, known: Known = None) -> Response:
        """One record, all its tellings side by side."""
        rest = _Rest(snapshots, request)
        return rest.one(rest.snapshot.coverage(record))

    @api.get("/actors", response_model=Listed, tags=["lists"])
    def actors(
        request: Request,
        kind: Annotated[str | None, Query(description="person, state, organ, armed_group, organisation, bloc")] = None,
        at: At = None,
        known: Known = None,
        page: Page = 1,
        size: Size = SIZE,
    ) -> Response:
        """Everybody whom a claim names, those named most first."""
        rest = _Rest(snapshots, request)
        shown: Part[ActorLine] = actor_list(rest.snapshot, rest.ask).shown
        return rest.listed(shown)

    @api.get("/actors/{actor}", tags=["lists"])
    def actor(
        request: Request, actor: ActorId, at: At = None, known: Known = None, page: Page = 1, size: Size = SIZE
    ) -> Response:
        """One actor: roles, positions, words, meetings, measures."""
        rest = _Rest(snapshots, request)
        found: ActorScreen = actor_screen(rest.snapshot, rest.ask)
        return rest.one(found)

    @api.get("/runs", response_model=list[Run], tags=["lists"])
    def runs(request: Request) -> Response:
        """What ran, oldest first."""
        rest = _Rest(snapshots, request)
        return rest.one(rest.snapshot.runs)

    @api.get("/failures", response_model=list[Failure], tags=["lists"])
    def failures(request: Request) -> Response:
        """What could not be read or done."""
        rest = _Rest(snapshots, request)
        return rest.one(rest.snapshot.failures)


def _articles(api: APIRouter, snapshots: Snapshots) -> None:
    @api.get("/articles", response_model=Listed, tags=["articles"])
    def articles(
        request: Request,
        outlet: Outlet = None,
        at: At = None,
        known: Known = None,
        page: Page = 1,
        size: Size = SIZE,
    ) -> Response:
        """Articles as sources, newest first."""
        rest = _Rest(snapshots, request)
        shown: Part[Source] = article_list(rest.snapshot, rest.ask).shown
        return rest.listed(shown)

    @api.get("/articles/{article}", tags=["articles"])
    def article(request: Request, article: ArticleId, at: At = None, known: Known = None) -> Response:
        """One article: clean text, blocks, what was left out, and its claims in order of the text."""
        rest = _Rest(snapshots, request)
        found = rest.snapshot.view.article(article)
        if found.id not in rest.snapshot.articles:
            raise NotFound("the article lies outside these days")
        corpus = rest.snapshot.within(found.id)
        claims = [claim_json(corpus, claim) for claim in corpus.claims]
        whole = {k: v for k, v in _object(to_json(found)).items() if k != "raw"}
        return rest.one({**whole, "claims": claims})

    @api.get("/claims", response_model=Listed, tags=["articles"])
    def claims(
        request: Request,
        kind: Annotated[Kind | None, Query(description="Only of this kind.")] = None,
        at: At = None,
        known: Known = None,
        page: Page = 1,
        size: Size = SIZE,
    ) -> Response:
        """Claims in order of publication and text."""
        rest = _Rest(snapshots, request)
        first, last = rest.ask.bounds
        corpus, found = rest.snapshot.told(kind, first, last)
        return rest.listed(rest.ask.shown([claim_json(corpus, claim) for claim in found.items], found.total))

    @api.get("/claims/{claim}", tags=["articles"])
    def claim(request: Request, claim: ClaimId, at: At = None, known: Known = None) -> Response:
        """One claim: what it says, its words in their paragraph, cue words, stage and version, other tellings."""
        rest = _Rest(snapshots, request)
        try:
            return rest.one(claim_screen(rest.snapshot, rest.ask))
        except Moved as moved:
            raise NotFound(f"'{moved.was}' is no claim of its own any more", hint=f"see {moved.path}") from moved

    @api.get("/search", response_model=Listed, tags=["articles"])
    def search(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=200, description="Words that must all occur.")],
        kind: Annotated[Literal["article"] | Kind | None, Query()] = None,
        outlet: Outlet = None,
        at: At = None,
        known: Known = None,
        page: Page = 1,
        size: Size = SIZE,
    ) -> Response:
        """Articles and claims by their words, best first."""
        rest = _Rest(snapshots, request)
        return rest.listed(search_screen(rest.snapshot, rest.ask).shown)


def _object(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)
    return value
