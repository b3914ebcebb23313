"""Every page of every world: status, one heading, sound HTML, no dead link, every quote in its article."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.errors import ModelError
from dragoman.model import Judgement, evidence_of
from dragoman.packs import Packs
from dragoman.server import application
from dragoman.workspace import Workspace
from tests.corpora import met, report, wants

from .pages import check, walk
from .worlds import NOW, build, contradicting, hostile, small

STARTS = (
    "/",
    "/timeline",
    "/matrix",
    "/actors",
    "/articles",
    "/sources",
    "/search?q=truce",
    "/dossier",
    "/help",
    "/api",
)
MOST = 150


def client_of(workspace: Workspace) -> TestClient:
    app = application(workspace)
    assert app.state.warm(60)
    return TestClient(app)


def test_every_page_is_sound_and_every_link_leads_somewhere(world: Workspace) -> None:
    articles = [article.text for article in world.view().articles()]
    seen = list(walk(client_of(world), STARTS, articles, MOST))
    assert len(seen) >= len(STARTS)


@pytest.mark.parametrize(
    "query", ["at=2025-03-12", "known=2025-04-01", "at=1500-01-01", "at=2025-03-12&known=2030-01-01"]
)
def test_both_clocks_hold_on_every_screen(talks: Workspace, query: str) -> None:
    articles = [article.text for article in talks.view().articles()]
    client = client_of(talks)
    for start in STARTS[:-2]:
        address = f"{start}{'&' if '?' in start else '?'}{query}"
        page = check(client.get(address).text, articles)
        for link in page.anchors:
            own = link.startswith(("/matrix", "/timeline", "/actors/", "/issues/")) and link != start
            if own and "at=" in query:
                assert "at=" in link, f"{address} loses its day in {link}"


def test_what_is_not_there_is_said_with_the_right_status(talks: Workspace) -> None:
    client = client_of(talks)
    for address in ("/records/nothing", "/claims/nothing", "/articles/nothing", "/actors/nobody", "/issues/none", "/x"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        check(answer.text, [])
    answer = client.get("/matrix?at=tomorrow")
    assert answer.status_code == 422
    assert "no day" in answer.text


def test_a_difference_shows_both_tellings(tmp_path: Path) -> None:
    with build(tmp_path, contradicting()) as made:
        client = client_of(made)
        assert client.get("/").text.count("differs") >= 3
        record = next(r.id for r in made.records("measure"))
        page = client.get(f"/records/{record}").text
    for words in ("Sixty prisoners were freed", "Ninety-six prisoners were freed", "the number differs"):
        assert words in page


def test_the_reader_shows_what_was_left_out_and_marks_what_was_asked_for(tmp_path: Path) -> None:
    with build(tmp_path, contradicting()) as made:
        article = made.article("two")
        claim = next(c for c in made.view().claims("position") if c.evidence.article == article.id)
        page = client_of(made).get(f"/articles/{article.id}?claim={claim.id}").text
    assert "left out: menu" in page
    assert "Share this" in page
    assert f'id="c-{claim.id}"' in page
    assert 'class="k-position chosen"' in page


def test_why_names_cue_words_stage_and_version(talks: Workspace) -> None:
    claim = next(c for c in talks.view().claims("position") if c.cues)
    page = client_of(talks).get(f"/claims/{claim.id}").text
    for words in ('<b class="cue">said</b>', "stage “test”, version 1", "in its own words"):
        assert words in page


def test_data_stand_beside_every_screen(talks: Workspace) -> None:
    client = client_of(talks)
    for path in ("/overview", "/timeline", "/matrix", "/actors", "/articles", "/sources", "/search", "/dossier"):
        assert client.get(f"{path}.json").json(), path
    for path in ("/timeline", "/matrix", "/actors", "/articles", "/sources", "/search?q=truce"):
        name, _, query = path.partition("?")
        answer = client.get(f"{name}.csv?{query}")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert len(answer.text.splitlines()) > 1, path


def test_an_unchanged_page_is_not_sent_twice(talks: Workspace) -> None:
    client = client_of(talks)
    tag = client.get("/matrix").headers["etag"]
    assert client.get("/matrix", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/matrix?at=2025-03-12", headers={"If-None-Match": tag}).status_code == 200


def test_what_is_added_meanwhile_is_seen(tmp_path: Path) -> None:
    with build(tmp_path, small()) as made:
        client = client_of(made)
        assert "3 articles, newest first" in client.get("/articles").text
        made.store.add_articles(contradicting()[0])
        assert client.app.state.warm(60)  # type: ignore[attr-defined]
        assert "6 articles, newest first" in client.get("/articles").text


def test_hostile_articles_are_shown_as_what_they_are(tmp_path: Path) -> None:
    with build(tmp_path, hostile()) as made:
        client = client_of(made)
        article = made.view().articles()[0]
        for address in walk(client, STARTS, [article.text], 30):
            assert "<script>alert" not in client.get(address).text or ".json" in address or ".csv" in address
        page = client.get(f"/articles/{article.id}").text
        assert "javascript:" not in "".join(part for part in page.split("href=")[1:] if part.startswith('"javascript'))
        raw = client.get(f"/articles/{article.id}/raw")
    assert raw.headers["content-type"] == "text/plain; charset=utf-8"
    assert raw.headers["x-content-type-options"] == "nosniff"


def test_a_page_that_takes_long_says_so_and_comes_by_itself(talks: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.snapshots.Snapshots.ready", lambda self, patience, scope: False)
    answer = TestClient(application(talks)).get("/matrix?at=2025-03-12")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert '<meta http-equiv="refresh" content="2">' in answer.text
    assert "3 articles are being looked through" in answer.text
    check(answer.text, [])


def test_a_record_that_grew_together_leads_to_what_it_is_part_of(talks: Workspace) -> None:
    client = client_of(talks)
    first, second = talks.records("position")[:2]
    old = max(first, second, key=lambda r: min(r.claims))
    assert client.get(f"/records/{old.id}").status_code == 200
    talks.store.add_judgements(
        [
            Judgement(
                subject=first.claims[0], other=second.claims[0], verdict="same", by="somebody", reason="one position"
            )
        ]
    )
    client = client_of(talks)
    answer = client.get(f"/records/{old.id}?at=2025-05-01", follow_redirects=False)
    assert answer.status_code == 307
    assert "at=2025-05-01" in answer.headers["location"]
    assert f"The address named {old.id}" in client.get(answer.headers["location"]).text
    assert client.get(f"/records/{old.id}.json").status_code == 404


def test_a_claim_of_an_earlier_reading_shows_what_is_read_now(talks: Workspace) -> None:
    article = talks.view().article("geneva")
    old = next(c for c in talks.view().claims("position") if c.evidence.article == article.id)
    longer = evidence_of(article.id, article.text, old.evidence.start - 1, old.evidence.end)
    talks.store.clock = lambda: NOW + timedelta(days=1)
    talks.store.add_reading(article.id, "later", [dataclasses.replace(old, evidence=longer)], ())
    client = client_of(talks)
    page = client.get(f"/claims/{old.id}").text
    assert "This was read anew" in page
    assert old.evidence.quote in page
    check(page, [article.text])
    assert client.get("/claims/0123456789abcdef").status_code == 404


def test_what_was_read_is_shown_without_a_language_model(talks: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(self: Workspace, packs: Packs | None = None) -> str:
        raise ModelError("no English language model")

    monkeypatch.setattr(Workspace, "signature", absent)
    client = client_of(talks)
    for address in STARTS:
        assert client.get(address).status_code == 200, address


def test_entries_without_a_day_are_listed_and_it_is_said_why_nothing_is_drawn(tmp_path: Path) -> None:
    article = report("Talks\nNorland met Sudria in Lunz. Sudria wants a truce.", key="a", day=None)
    claims = [met(article, "Norland met Sudria", "Norland", "Sudria", place="Lunz")]
    claims.append(wants(article, "Sudria wants a truce", "Sudria", "ceasefire", "demands"))  # type: ignore[arg-type]
    with build(tmp_path, ((article,), claims, (), ())) as made:
        client = client_of(made)
        page = client.get("/timeline").text
        assert "None of these entries has a day" in page
        assert page.index("Meeting in Lunz") < page.index("Sudria on ceasefire")
        assert "None of these entries" not in client.get("/timeline?from=2025-01-01").text


def test_an_empty_period_says_how_much_there_is_outside_it(talks: Workspace) -> None:
    client = client_of(talks)
    everything = client.get("/api/v1/timeline").json()["total"] + client.get("/api/v1/undated").json()["total"]
    assert (
        f"Without them there would be {everything} entries."
        in client.get("/timeline?from=1999-01-01&to=1999-02-01").text
    )
