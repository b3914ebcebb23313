"""Errors as problem details (RFC 9457)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Response

MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong: ``title`` in plain words, ``detail`` what to do next, ``instance`` the address asked for."""

    status: int
    title: str
    detail: str | None = None
    type: str = "about:blank"
    instance: str | None = None

    @property
    def phrase(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase


def problem_response(problem: Problem, instance: str) -> Response:
    """The problem as JSON."""
    body = {"type": problem.type, "title": problem.title, "status": problem.status, "instance": instance}
    if problem.detail:
        body["detail"] = problem.detail
    return Response(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"), problem.status, media_type=MEDIA)
