"""Who may ask: the right host, the token where one is demanded, no writes from other sites; and what no page may do."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

Next = Callable[[Request], Awaitable[Response]]
COOKIE = "dragoman_token"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1", "testserver")
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guards:
    """Middleware: looks at every request first and puts the headers on every answer."""

    def __init__(self, token: str | None) -> None:
        self.token = token

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Answer or refuse."""
        refused = self._host(request) or self._token(request) or self._origin(request)
        response = refused or await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def _host(self, request: Request) -> Response | None:
        """Without a token only names of this machine are answered, so that no other site's name can lead here."""
        if self.token is not None or _host_name(request) in LOOPBACK:
            return None
        return PlainTextResponse("this server answers only to localhost; start it with a token for others\n", 421)

    def _token(self, request: Request) -> Response | None:
        if self.token is None:
            return None
        given = request.query_params.get("token")
        if given is not None and self._fits(given):
            clean = request.url.remove_query_params("token")
            answer = RedirectResponse(clean.path + (f"?{clean.query}" if clean.query else ""), 303)
            answer.set_cookie(COOKIE, given, httponly=True, samesite="strict", secure=request.url.scheme == "https")
            return answer
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        if (scheme.casefold() == "bearer" and self._fits(bearer)) or self._fits(request.cookies.get(COOKIE, "")):
            return None
        return PlainTextResponse(
            "a token is needed: add ?token=... once, or send it as a bearer token\n",
            401,
            headers={"WWW-Authenticate": "Bearer"},
        )

    def _fits(self, given: str) -> bool:
        return self.token is not None and hmac.compare_digest(given.encode(), self.token.encode())

    @staticmethod
    def _origin(request: Request) -> Response | None:
        """Writes must come from our own pages."""
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return None
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin")
        if site in ("same-origin", "none") or (site is None and origin is None):
            return None
        if site is None and origin is not None and urlsplit(origin).netloc == request.headers.get("host"):
            return None
        return PlainTextResponse("refused: this form was sent from another site\n", 403)


def _host_name(request: Request) -> str:
    host = request.headers.get("host", "")
    return host if host.endswith("]") else host.rsplit(":", 1)[0]
