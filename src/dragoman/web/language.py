"""Which language a page is written in: the one its address asks for, else what the browser prefers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from ..export.texts import LANGUAGES, preferred, written_in

Next = Callable[[Request], Awaitable[Response]]


async def in_language(request: Request, call_next: Next) -> Response:
    """Answer in that language."""
    asked = request.query_params.get("lang")
    language = asked if asked in LANGUAGES else preferred(request.headers.get("accept-language", ""))
    with written_in(language):
        response = await call_next(request)
    response.headers.append("Vary", "Accept-Language")
    if response.headers.get("content-type", "").startswith("text/html"):
        response.headers.setdefault("Content-Language", language)
    return response
