"""REST: what the screens show, problem details, pages, ETags; nothing that fits the description ends in a 5xx."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from dragoman.server import application
from dragoman.workspace import Workspace

from .worlds import build, contradicting, hostile, small

PROBLEM = {"type", "title", "status", "instance"}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with build(tmp_path_factory.mktemp("rest"), small()) as made:
        yield made


@pytest.fixture(scope="module")
def client(talks: Workspace) -> TestClient:
    return TestClient(application(talks))


def paths(client: TestClient) -> list[str]:
    described: dict[str, Any] = client.get("/api/v1/openapi.json").json()["paths"]
    return list(described)


def test_every_list_and_view_answers(client: TestClient) -> None:
    for path in paths(client):
        if "{" not in path:
            answer = client.get(path, params={"q": "truce"} if path.endswith("search") else {})
            assert answer.status_code == 200, path
            assert answer.headers["content-type"] == "application/json"
            assert answer.headers["etag"]


def test_every_error_of_every_route_is_a_problem(client: TestClient) -> None:
    wrong = [path.replace("{", "x").replace("}", "") for path in paths(client) if "{" in path]
    wrong += [
        f"{path}?at=tomorrow"
        for path in paths(client)
        if "{" not in path and path.split("/")[-1] not in ("runs", "failures")
    ]
    wrong += ["/api/v1/nothing", "/api/v1/search", "/api/v1/claims?size=0", "/matrix.json?at=x", "/records/none.csv"]
    for address in wrong:
        answer = client.get(address)
        assert answer.status_code in (404, 422), address
        assert answer.headers["content-type"] == "application/problem+json", address
        body = answer.json()
        assert body.keys() >= PROBLEM, address
        assert body["status"] == answer.status_code
        assert body["instance"] == address.partition("?")[0]


def test_a_write_is_a_problem_too(client: TestClient) -> None:
    answer = client.post("/api/v1/claims")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


def test_pages_of_a_list_hold_everything_once(client: TestClient) -> None:
    whole = client.get("/api/v1/claims?size=500").json()
    found, address = [], "/api/v1/claims?size=3"
    while address:
        page = client.get(address)
        found += [claim["id"] for claim in page.json()["items"]]
        address = page.json()["next"]
        assert address is None or f'<{address}>; rel="next"' in page.headers["link"]
    assert found == [claim["id"] for claim in whole["items"]]
    assert len(found) == whole["total"] == 12


def test_the_same_record_by_its_id_and_by_a_claim(client: TestClient) -> None:
    record = client.get("/api/v1/records?kind=meeting").json()["items"][0]
    by_id = client.get(f"/api/v1/records/{record['id']}").json()
    assert client.get(f"/api/v1/records/{record['claims'][-1]}").json() == by_id
    statement = client.get("/api/v1/claims?kind=statement").json()["items"][0]["id"]
    assert client.get(f"/api/v1/records/{statement}").json()["kind"] == "statement"


def test_an_article_comes_with_its_claims_and_without_its_page(client: TestClient) -> None:
    article = client.get("/api/v1/articles/geneva").json()
    assert "raw" not in article
    for claim in article["claims"]:
        evidence = claim["citation"]["evidence"]
        assert article["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_the_clocks_narrow_every_answer(client: TestClient) -> None:
    assert client.get("/api/v1/summary?at=2025-03-12").json()["articles"] == 1
    assert client.get("/api/v1/summary?known=2025-04-30").json()["articles"] == 0
    assert client.get("/api/v1/summary?known=2025-05-01").json()["articles"] == 3


def test_the_reference_names_every_route(client: TestClient) -> None:
    page = client.get("/api").text
    for path in paths(client):
        assert f"GET {path}<" in page
    assert "//" not in page.replace("://", "").replace("/api/v1", "")


@pytest.mark.parametrize("world", [small, contradicting, hostile], ids=lambda w: w.__name__)
def test_nothing_that_fits_the_description_is_a_server_error(world: Any, tmp_path: Path) -> None:
    with build(tmp_path, world()) as made:
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", application(made))
        for found in schema.get_all_operations():

            @settings(
                max_examples=8, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
            )
            @given(case=found.ok().as_strategy())
            def ask(case: schemathesis.Case) -> None:
                answer = case.call()
                assert answer.status_code < 500, f"{answer.status_code} {case.formatted_path}"

            ask()


def test_json_holds_any_character(tmp_path: Path) -> None:
    with build(tmp_path, hostile()) as made:
        body = TestClient(application(made)).get("/api/v1/claims").text
    assert json.loads(body)["total"] == 4
