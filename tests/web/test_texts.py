"""Texts go through gettext: the catalogues hold what pages and labels say, whole, and are used as the reader asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from starlette.testclient import TestClient

from dragoman.export.labels import day_words, label
from dragoman.export.texts import LANGUAGES, ngettext, preferred, written_in
from dragoman.server import application
from dragoman.workspace import Workspace

from .catalogue import LOCALES, TEMPLATE, compiled, read, said, texts
from .pages import check
from .worlds import build, contradicting, small

OTHERS = [language for language in LANGUAGES if language != "en"]
CATALOGUES = [LOCALES / language / "LC_MESSAGES" / "dragoman.po" for language in OTHERS]
ENGLISH_TOO = re.compile(r"API|JSON|CSV|JSONL|ETag|OpenAPI|^[\W\d]*$")
HOLDER = re.compile(r"%\(\w+\)s")


def ready(workspace: Workspace) -> TestClient:
    app = application(workspace)
    assert app.state.warm(60)
    return TestClient(app)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with build(tmp_path, small()) as made:
        yield ready(made)


def test_the_template_holds_every_text() -> None:
    assert texts(read(TEMPLATE)) == texts(said()), "run `python -m tests.web.catalogue`"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-3])
def test_a_catalogue_is_whole_and_compiled(path: Path) -> None:
    kept = read(path)
    assert texts(kept) == texts(said()), "run `python -m tests.web.catalogue`"
    assert [m.id for m in kept if m.id and (not all(given(m)) or m.fuzzy)] == []
    assert path.with_suffix(".mo").read_bytes() == compiled(kept), "run `python -m tests.web.catalogue`"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: p.parts[-3])
def test_a_translation_keeps_what_is_filled_in(path: Path) -> None:
    for message in (m for m in read(path) if m.id):
        wanted = set(HOLDER.findall(message.id if isinstance(message.id, str) else message.id[1]))
        for words in given(message):
            assert set(HOLDER.findall(words)) == wanted, message.id


def given(message: Message) -> tuple[str, ...]:
    """The forms of a translation."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_the_address_chooses_before_the_browser(client: TestClient) -> None:
    page = client.get("/matrix", headers={"Accept-Language": "uk-UA,uk;q=0.9,en;q=0.8"})
    assert '<html lang="uk">' in page.text
    assert page.headers["content-language"] == "uk"
    assert "Accept-Language" in page.headers["vary"]
    assert '<html lang="en">' in client.get("/matrix?lang=en", headers={"Accept-Language": "uk"}).text
    assert client.get("/matrix?lang=xx").status_code == 422


def test_the_language_of_the_address_stays_in_every_link(client: TestClient) -> None:
    page = check(client.get("/matrix?lang=uk").text, [])
    own = [link for link in page.anchors if link.startswith("/") and "lang=en" not in link]
    assert own
    assert all("lang=uk" in link or link.split("?")[0].endswith((".json", ".csv")) for link in own)


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_on_a_page(language: str, tmp_path: Path) -> None:
    """Words of ours are those of the catalogue; quotes, names, titles and reasons stay as they are."""
    with build(tmp_path, contradicting()) as made:
        client = ready(made)
        for path in ("/", "/timeline", "/matrix", "/actors", "/articles", "/sources", "/search?q=truce", "/help"):
            text = re.sub(r"<[^>]*>", "\n", client.get(f"{path}{'&' if '?' in path else '?'}lang={language}").text)
            ours = {str(m.id) for m in read(TEMPLATE) if isinstance(m.id, str) and len(m.id) > 12}
            left = [line for line in map(str.strip, text.split("\n")) if line in ours and not ENGLISH_TOO.search(line)]
            assert left == [], path


def test_ukrainian_counts_in_three_ways() -> None:
    with written_in("uk"):
        forms = [ngettext("%(num)s article", "%(num)s articles", n) % {"num": n} for n in (1, 3, 5, 11, 21)]
        assert forms == ["1 стаття", "3 статті", "5 статей", "11 статей", "21 стаття"]
        assert label("stance", "rejects") == "відкидає"


def test_days_are_written_as_in_the_language() -> None:
    from datetime import date

    with written_in("uk"):
        assert day_words(date(2025, 3, 12)) == "12 березня 2025"
    assert day_words(date(2025, 3, 12)) == "12 March 2025"


@pytest.mark.parametrize("accepted", ["", ";;;", "uk;q=x", "*", "uk;q=0", "a" * 5000])
def test_any_wish_for_a_language_is_met_somehow(accepted: str) -> None:
    assert preferred(accepted) == "en"
