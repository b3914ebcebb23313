"""The workspace: runs are repeatable, resumable and idempotent; bad inputs are rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import ConfigError, NotFound, OldSchema
from dragoman.export.html import render_dossier
from dragoman.pipeline import ReadChunk
from dragoman.workspace import Workspace

FLAGS = {"packs": ("english", "world", "samples")}
SAMPLES = Path(__file__).parents[2] / "samples"
FEW = ("01-cps-vienna-round.txt", "04-brenmoor-courier-phone-call.txt")


def page(ws: Workspace) -> str:
    return render_dossier(ws.dossier(), ws.view().articles())


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace that has read two samples and met three bad inputs."""
    folder = tmp_path_factory.mktemp("ws")
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    with dragoman.open(folder / "ws", flags=FLAGS) as ws:
        ws.add(*(SAMPLES / name for name in FEW), folder / "empty.txt", folder / "binary.txt", folder / "absent.txt")
        ws.run()
        yield ws


def test_bad_inputs_are_failures_with_a_message(read: Workspace) -> None:
    failures = {Path(f.article).stem: f.message for f in read.view().failures()}
    assert set(failures) == {"empty", "binary", "absent"}
    assert all(failures.values())


def test_a_second_run_adds_nothing_and_gives_the_same_bytes(read: Workspace) -> None:
    before = page(read)
    again = read.add(*(SAMPLES / name for name in FEW))
    assert (again.new, again.known) == (0, 2)
    run = read.run()
    assert (run.articles, run.claims) == (0, 0)
    assert page(read) == before


def test_another_workspace_gives_the_same_bytes(read: Workspace, tmp_path: Path) -> None:
    with dragoman.open(tmp_path / "other", flags=FLAGS) as ws:
        ws.add(*(SAMPLES / name for name in reversed(FEW)))
        ws.run()
        ids = [claim.id for claim in ws.view().claims()]
    assert ids == [claim.id for claim in read.view().claims()]


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ReadChunk.__call__
    monkeypatch.setattr("dragoman.workspace.CHUNK", 1)

    def killed(self: ReadChunk, chunk: list[dragoman.Workspace]) -> object:
        if "phone-call" in chunk[0].key:  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        return whole(self, chunk)  # type: ignore[arg-type]

    with dragoman.open(tmp_path, flags=FLAGS) as ws:
        ws.add(*(SAMPLES / name for name in FEW))
        monkeypatch.setattr(ReadChunk, "__call__", killed)
        with pytest.raises(KeyboardInterrupt):
            ws.run()
        assert len(ws.store.unread(ws.signature())) == 1
        monkeypatch.setattr(ReadChunk, "__call__", whole)
        assert ws.run().articles == 1
        assert ws.dossier().summary.articles == 2


@pytest.mark.slow
def test_processes_give_the_same_claims(read: Workspace, tmp_path: Path) -> None:
    flags = FLAGS | {"executor": "processes", "workers": 2}
    with dragoman.open(tmp_path / "many", flags=flags) as ws:
        ws.add(*(SAMPLES / name for name in FEW))
        ws.run()
        assert [c.id for c in ws.view().claims()] == [c.id for c in read.view().claims()]


def test_as_of_a_day_leaves_later_articles_out(read: Workspace) -> None:
    days = sorted(a.day for a in read.view().articles() if a.day)
    assert len(read.view(at=days[0]).articles()) < len(days) or days[0] == days[-1]


def test_a_record_is_found_by_the_id_of_its_claim(read: Workspace) -> None:
    claim = next(c for c in read.view().claims("meeting"))
    assert claim.id in {v.citation.claim for column in read.record(claim.id).columns for v in column.values}


@pytest.mark.parametrize("ask", [lambda ws: ws.record("none"), lambda ws: ws.claim("none"), lambda ws: ws.article("x")])
def test_what_is_not_there_is_not_found(read: Workspace, ask: Callable[[Workspace], object]) -> None:
    with pytest.raises(NotFound):
        ask(read)


def test_opening_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    from dragoman.workspace import open_workspace

    with pytest.raises(ConfigError) as caught:
        open_workspace(tmp_path, create=False)
    assert "dragoman init" in (caught.value.hint or "")


def test_a_workspace_of_a_later_version_is_refused(tmp_path: Path) -> None:
    from sqlalchemy import update

    from dragoman.store.tables import meta

    with dragoman.open(tmp_path) as ws, ws.store.engine.begin() as connection:
        connection.execute(update(meta).values(value="99"))
    with pytest.raises(OldSchema):
        dragoman.open(tmp_path)


def test_every_export_writes_something(read: Workspace, tmp_path: Path) -> None:
    from dragoman import registry

    for name in registry.names("exporter"):
        written = read.export(name, tmp_path / name)
        assert any(path.stat().st_size for path in written)
        assert written


def test_settings_are_frozen_into_the_run(read: Workspace) -> None:
    run = read.view().runs()[0]
    assert run.articles == 2
    assert any(version.startswith("model ") for version in run.versions)
    assert dataclasses.replace(read.settings, tagger=True).signature() != read.settings.signature()
