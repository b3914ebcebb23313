"""Kept screens: the same as fresh ones, never shown when stale or damaged, and no way to run code from a file."""

from __future__ import annotations

import dataclasses
import os
import pickle
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dragoman.model import Judgement
from dragoman.rest import router
from dragoman.store.base import Scope
from dragoman.store.sql import SqlView
from dragoman.web.app import create_app
from dragoman.web.dated import DatedSnapshot
from dragoman.web.eras import FILE
from dragoman.web.holdings import Holdings
from dragoman.web.kept import KeptSnapshot
from dragoman.web.shelf import Damaged, Shelf, packed, unpacked, write
from dragoman.web.snapshots import Snapshots
from dragoman.workspace import Workspace, open_workspace

from .pages import Page
from .worlds import NOW, contradicting

STARTS = ("/", "/timeline", "/matrix", "/actors", "/articles", "/sources", "/search?q=the", "/search?q=truce",
          "/dossier", "/dossier?from=2025-03-01&to=2025-04-30", "/api/v1/undated", "/api/v1/differences",
          "/matrix.csv", "/timeline.csv", "/overview.json", "/api/v1/speakers", "/?since=2025-03-20",
          "/api/v1/claims", "/api/v1/claims?size=3&page=2", "/api/v1/claims?kind=position&size=2", "/api/v1/assessments",
          "/api/v1/assessments?kind=process", "/api/v1/records?kind=assessment", "/api/v1/records?kind=meeting&size=2",
          "/api/v1/records", "/?party=Halvoria",
          "/timeline?from=2025-03-01&to=2025-03-31&lanes=party", "/timeline?kind=meeting")  # fmt: skip
NEVER = 10**9
MOMENTS = re.compile(r'(?<="moments": )(\d+|null)|(?<="moment": )("(?:[^"\\]|\\.)*"|null)')
"""The moments of an earlier day are neither counted nor named in lists."""


def served(workspace: Workspace, worth: int) -> tuple[TestClient, Snapshots]:
    made = Snapshots(workspace, worth=worth)
    app: FastAPI = create_app(made, routers=[router(made)])
    assert made.ready(60)
    return TestClient(app), made


def test_kept_screens_are_those_that_would_be_made(world: Workspace) -> None:
    fresh, _ = served(world, NEVER)
    kept, snapshots = served(world, 0)
    assert isinstance(snapshots.get(Scope()), KeptSnapshot)
    waiting, seen = list(STARTS), set()
    while waiting and len(seen) < 120:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        one, two = fresh.get(address), kept.get(address)
        assert (one.status_code, one.text) == (two.status_code, two.text), address
        if one.headers["content-type"].startswith("text/html"):
            waiting += [a.split("#")[0] for a in Page(one.text).anchors if a.startswith("/") and a.count("&") < 2]


def days(workspace: Workspace) -> list[date]:
    """The days of the reports, and one before and one after them."""
    told = sorted({article.day for article in workspace.view().articles() if article.day})
    return [told[0] - timedelta(days=1), *told, told[-1] + timedelta(days=40)] if told else [date(2025, 3, 20)]


def test_other_days_are_shown_from_the_shelf_as_they_would_be_made(world: Workspace) -> None:
    fresh, plain = served(world, NEVER)
    kept, snapshots = served(world, 0)
    for day in days(world):
        assert isinstance(snapshots.get(Scope(at=day)), DatedSnapshot)
        assert not isinstance(plain.get(Scope(at=day)), DatedSnapshot)
        waiting, seen = [f"{a}{'&' if '?' in a else '?'}at={day}" for a in STARTS], set()
        while waiting and len(seen) < 90:
            address = waiting.pop(0)
            if address in seen:
                continue
            seen.add(address)
            one, two = fresh.get(address), kept.get(address)
            uncounted = MOMENTS.sub("null", one.text)
            assert (one.status_code, uncounted) == (two.status_code, MOMENTS.sub("null", two.text)), address
            if one.headers["content-type"].startswith("text/html"):
                waiting += [a.split("#")[0] for a in Page(one.text).anchors if a.startswith("/") and f"at={day}" in a]


def test_what_was_known_is_shown_from_the_shelf(talks: Workspace) -> None:
    fresh, _ = served(talks, NEVER)
    kept, snapshots = served(talks, 0)
    late, early = NOW + timedelta(days=3), NOW - timedelta(days=3)
    assert isinstance(snapshots.get(Scope(known=late)), KeptSnapshot)
    assert isinstance(snapshots.get(Scope(known=early)), DatedSnapshot)
    for known in (late.date(), early.date()):
        for start in STARTS:
            address = f"{start}{'&' if '?' in start else '?'}known={known}"
            one, two = (MOMENTS.sub("null", client.get(address).text) for client in (fresh, kept))
            assert one == two, address


def test_what_is_kept_is_enough_for_every_screen(talks: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a large workspace all claims and judgements of a kind take seconds to read."""
    client, _ = served(talks, 0)

    def refuse(*_: object) -> None:
        raise AssertionError("everything is read")

    monkeypatch.setattr(Holdings, "claims", refuse)
    monkeypatch.setattr(Holdings, "heard", refuse)
    monkeypatch.setattr(Holdings, "judgements", property(refuse))
    monkeypatch.setattr(SqlView, "articles", refuse)
    record = client.get("/api/v1/records").json()["items"][0]
    own = (f"/records/{record['id']}", f"/claims/{record['claims'][0]}", f"/articles/{record['articles'][0]}")
    for address in (*STARTS, *own, "/actors/halvoria", "/issues/territory", "/issues/territory/halvoria"):
        for day in (None, date(2025, 3, 13)):
            asked = f"{address}{'&' if '?' in address else '?'}at={day}" if day else address
            assert client.get(asked).status_code == 200, asked


def test_what_is_kept_serves_a_restart_and_not_another_state(talks: Workspace) -> None:
    served(talks, 0)
    before = (talks.path / FILE).stat().st_mtime_ns
    _, again = served(talks, 0)
    assert (talks.path / FILE).stat().st_mtime_ns == before
    claim = talks.view().claims("position")[0]
    with open_workspace(talks.path) as other:
        other.store.add_judgements([Judgement(subject=claim.id, verdict="reject", by="somebody", reason="not said")])
    assert Shelf.open(talks.path / FILE, again.key) is None
    client, _ = served(talks, 0)
    fresh, _ = served(talks, NEVER)
    assert client.get(f"/claims/{claim.id}").status_code == 404
    for address in ("claims", "claims?kind=position", "claims?size=2&page=2", "claims?kind=statement"):
        assert client.get(f"/api/v1/{address}").text == fresh.get(f"/api/v1/{address}").text
    assert (talks.path / FILE).stat().st_mtime_ns != before


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9, 0.999])
def test_a_damaged_file_is_made_anew_and_never_shown(talks: Workspace, place: float) -> None:
    fresh, _ = served(talks, NEVER)
    served(talks, 0)
    path = talks.path / FILE
    data = bytearray(path.read_bytes())
    at = int(len(data) * place)
    data[at : at + 40] = os.urandom(40)
    path.write_bytes(bytes(data))
    client, snapshots = served(talks, 0)
    for address in STARTS[:10]:
        answer = client.get(address)
        if answer.status_code == 503:
            assert snapshots.ready(60)
            answer = client.get(address)
        assert answer.text == fresh.get(address).text, address


def test_a_cut_file_is_made_anew(talks: Workspace) -> None:
    served(talks, 0)
    path = talks.path / FILE
    path.write_bytes(path.read_bytes()[:1000])
    client, _ = served(talks, 0)
    assert client.get("/matrix").status_code == 200
    assert zipfile.is_zipfile(path)


class Harm:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, ("echo harm",))


@pytest.mark.parametrize("value", [Harm(), os.getcwd, Path("x"), Workspace])
def test_nothing_but_plain_values_is_read_from_a_file(value: object, tmp_path: Path) -> None:
    write(tmp_path / "x.zip", "key", [("good", {"day": date(2025, 3, 12)})])
    with zipfile.ZipFile(tmp_path / "x.zip", "a") as file:
        file.writestr("bad", pickle.dumps(value))
    shelf = Shelf.open(tmp_path / "x.zip", "key")
    assert shelf is not None
    assert shelf.get("good") == {"day": date(2025, 3, 12)}
    with pytest.raises(Damaged):
        shelf.get("bad")


def test_values_come_back_as_they_were(talks: Workspace) -> None:
    made = (talks.matrix(), talks.timeline(), talks.dossier())
    assert unpacked(packed(made)) == made


def test_the_end_of_a_run_is_seen_at_once_however_long_the_screens_took(talks: Workspace) -> None:
    client, snapshots = served(talks, NEVER)
    snapshots._cost, snapshots._when = 1000.0, monotonic()
    talks.store.add_articles(contradicting()[0])
    assert "3 articles, newest first" in client.get("/articles").text
    talks.store.add_run(dataclasses.replace(talks.view().runs()[0], started=NOW + timedelta(days=1)))
    assert snapshots.ready(60)
    assert "6 articles, newest first" in client.get("/articles").text
