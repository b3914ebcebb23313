"""Ten thousand articles: every kind of screen answers, is sound, and has its quotes where they belong."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dragoman
from dragoman.server import application

from .pages import check, walk

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from large import make  # noqa: E402

SCREENS = ("/", "/timeline", "/matrix", "/matrix?at=2023-06-01", "/issues/ceasefire/halvoria", "/issues/ceasefire",
           "/actors", "/actors/halvoria", "/articles", "/articles?page=100", "/articles/r5000", "/sources",
           "/search?q=prisoners", "/api/v1/records?size=500&page=3", "/dossier", "/help", "/api", "/timeline.csv",
           "/matrix.json", "/?known=2023-06-01", "/dossier?known=2023-06-01")  # fmt: skip
PATIENCE = 2.0
"""Seconds that a screen may take the second time, whatever else the machine does (`make bench` measures)."""

WALKED = 60
"""So many pages are reached by their links."""


@pytest.mark.slow
def test_every_screen_over_ten_thousand_articles(tmp_path: Path) -> None:
    with dragoman.open(make(tmp_path, 10_000)) as made:
        app = application(made)
        assert app.state.warm(600)
        client = TestClient(app)
        articles = {article.text for article in made.view().articles()}
        shown = {"\n".join(text.split("\n")[:-1]) for text in articles}
        hit = next(hit for hit in made.view().search("prisoners", 100) if hit.kind == "measure")
        own = (f"/records/{hit.id}", f"/claims/{hit.id}", f"/articles/{hit.article}")
        for address in (*SCREENS, *own):
            answer = client.get(address)
            assert answer.status_code == 200, address
            if answer.headers["content-type"].startswith("text/html"):
                check(answer.text, shown)
            began = time.perf_counter()
            client.get(address)
            assert time.perf_counter() - began < PATIENCE, address
        assert len(list(walk(client, ("/?at=2024-01-01", "/"), shown, WALKED))) == WALKED
