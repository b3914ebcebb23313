"""Who may ask: loopback by default, a token elsewhere, no writes from other sites; what no page may do."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from dragoman import cli
from dragoman.cli_serve import is_loopback
from dragoman.server import application
from dragoman.web.jobs import safe_name
from dragoman.workspace import Workspace


def test_every_answer_carries_the_policy(talks: Workspace) -> None:
    client = TestClient(application(talks))
    for path in ("/", "/nowhere", "/static/pages.css", "/api/v1/summary", "/matrix.csv"):
        policy = client.get(path).headers["content-security-policy"]
        assert policy.startswith("default-src 'self'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy


def test_another_host_name_is_refused(talks: Workspace) -> None:
    client = TestClient(application(talks), base_url="http://evil.example")
    assert client.get("/").status_code == 421


def test_a_token_is_demanded_once_and_then_kept_in_a_cookie(talks: Workspace) -> None:
    client = TestClient(application(talks, token="secret"), base_url="http://records.example")
    assert client.get("/").status_code == 401
    assert client.get("/?token=wrong").status_code == 401
    assert client.get("/", headers={"Authorization": "Bearer secret"}).status_code == 200
    answer = client.get("/matrix?token=secret&at=2025-03-12", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/matrix?at=2025-03-12")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert client.get("/matrix").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver"}, 422),
        ({"Sec-Fetch-Site": "same-origin"}, 422),
    ],
)
def test_forms_of_other_sites_are_refused(talks: Workspace, headers: dict[str, str], status: int) -> None:
    client = TestClient(application(talks))
    answer = client.post("/sources", files={"files": ("no-ending", b"x")}, headers=headers)
    assert answer.status_code == status


def test_serving_others_needs_a_token(talks: Workspace) -> None:
    result = CliRunner().invoke(cli.app, ["serve", "-w", str(talks.path), "--host", "0.0.0.0", "--check"])
    assert "can be reached by others" in str(result.exception)
    result = CliRunner().invoke(cli.app, ["serve", "-w", str(talks.path), "--check"])
    assert result.exit_code == 0
    assert "http://127.0.0.1:8765/" in result.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_loopback_hosts(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example"])
def test_other_hosts(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd.txt", "passwd.txt"), ("a b/..\\c?.html", "c.html"), ("…….jsonl", "report.jsonl")],
)
def test_names_of_uploads_lead_nowhere_else(given: str, kept: str) -> None:
    assert safe_name(given) == kept
