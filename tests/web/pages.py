"""What holds for every page: one heading, sound HTML, no script or style in it, quotes that stand in their articles."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import html5lib
from starlette.testclient import TestClient


class Page(HTMLParser):
    """Links, ids, headings, quotes and whatever has no place on our pages."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.ids: list[str] = []
        self.headings = 0
        self.quotes: list[str] = []
        self.faults: list[str] = []
        self._quote: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        self.headings += tag == "h1"
        for name in ("href", "src", "action", "formaction"):
            if name in given and not (tag == "a" and given.get("rel") == "noreferrer"):
                self.links.append(given[name])
        if tag == "a":
            self.anchors.append(given.get("href", ""))
        self.faults += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag in ("style", "iframe", "object", "embed", "base") or (tag == "script" and "src" not in given):
            self.faults.append(tag)
        if (tag, given.get("class")) == ("q", "evidence"):
            self._quote = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "q" and self._quote is not None:
            self.quotes.append("".join(self._quote))
            self._quote = None

    def handle_data(self, data: str) -> None:
        if self._quote is not None:
            self._quote.append(data)


@cache
def flat(text: str) -> str:
    """White space as single spaces."""
    return " ".join(text.split())


def check(text: str, articles: Iterable[str]) -> Page:
    """AssertionError where a page breaks the rules."""
    page = Page(text)
    assert page.headings == 1, f"{page.headings} h1"
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids)), f"ids twice: {sorted({i for i in page.ids if page.ids.count(i) > 1})}"
    flattened = [flat(article) for article in articles]
    for quote in page.quotes:
        words = flat(quote).removesuffix("…")
        assert any(words in article for article in flattened), f"not in any article: {words[:80]}"
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    errors = [code for _, code, _ in parser.errors if code != "invalid-codepoint"]
    assert errors == [], errors
    return page


def walk(client: TestClient, starts: Iterable[str], articles: Iterable[str], most: int) -> Iterator[str]:
    """Follow the links from page to page, checking each; addresses with few parts first; yields what was seen."""
    known = list(articles)
    waiting, seen = deque(starts), set()
    pages: dict[str, Page] = {}
    anchors: list[tuple[str, str]] = []
    while waiting and len(seen) < most:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, f"{answer.status_code} {address}"
        if not answer.headers["content-type"].startswith("text/html") or address.startswith("/dossier.html"):
            continue
        try:
            pages[address] = page = check(answer.text, known)
        except AssertionError as error:
            raise AssertionError(f"{address}: {error}") from error
        for link in page.links:
            target, _, fragment = link.partition("#")
            assert not urlsplit(link).netloc, f"{address} leads to {link}"
            assert not urlsplit(link).scheme, f"{address} leads to {link[:60]}"
            target = target or address
            anchors.append((target, unquote(fragment.split(":~:")[0])))
            if target not in seen and len(urlsplit(target).query.split("&")) <= 2:
                waiting.append(target)
    for target, fragment in anchors:
        if fragment and target in pages:
            assert fragment in pages[target].ids, f"{target} has no #{fragment}"
    yield from seen
