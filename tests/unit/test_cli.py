"""The command line: data on stdout, talk on stderr, exit codes of the error tree."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman import cli

SAMPLES = Path(__file__).parents[2] / "samples"


def run(*args: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli.app, [str(a) for a in args])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that has read one sample."""
    folder = tmp_path_factory.mktemp("cli") / "talks"
    assert run("init", folder, "--pack", "samples")[0] == 0
    assert run("add", SAMPLES / "09-cps-geneva-round.txt", "-w", folder)[0] == 0
    assert run("run", "-w", folder)[0] == 0
    return folder


def test_report_writes_a_dossier_and_a_summary(tmp_path: Path) -> None:
    out = tmp_path / "d.html"
    code, stdout, _ = run("report", SAMPLES / "09-cps-geneva-round.txt", "--pack", "samples", "-o", out)
    assert code == 0
    assert "round" in stdout
    assert str(out) in stdout
    assert "<h1>" in out.read_text(encoding="utf-8")


def test_report_of_nothing_readable_ends_with_three(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    code, _, stderr = run("report", tmp_path / "empty.txt", "-o", tmp_path / "d.html")
    assert code == 3
    assert "empty" in stderr


@pytest.mark.parametrize("command", ["timeline", "matrix", "doctor"])
def test_reading_commands_print_json(command: str, talks: Path) -> None:
    code, stdout, _ = run(command, "-w", talks, "--json")
    assert code == 0
    assert json.loads(stdout)


def test_thread_and_search_print_json(talks: Path) -> None:
    assert json.loads(run("thread", "ceasefire", "Tessavia", "-w", talks, "--json")[1])["party"] == "Tessavia"
    assert isinstance(json.loads(run("search", "Geneva", "-w", talks, "--json")[1]), list)


def test_exported_passages_stand_at_their_offsets(talks: Path, tmp_path: Path) -> None:
    run("export", "annotations", tmp_path, "-w", talks)
    raw = (SAMPLES / "09-cps-geneva-round.txt").read_text(encoding="utf-8")
    made = json.loads((tmp_path / "09-cps-geneva-round.json").read_text(encoding="utf-8"))
    assert made["statements"]
    for name, kind in [
        ("content", "statements"),
        ("evidence", "meetings"),
        ("evidence", "positions"),
        ("characterisation", "progress"),
        ("what", "measures"),
    ]:
        for row in made[kind]:
            assert raw[row[f"{name}_start"] : row[f"{name}_end"]] == row[name]


@pytest.mark.parametrize(
    ("args", "code", "hint"),
    [
        (("timeline", "-w", "nowhere"), 2, "dragoman init"),
        (("init", "x", "--pack", "sampels"), 2, "samples"),
        (("models", "fetch", "no_such_model"), 5, "en_core_web_md"),
    ],
)
def test_errors_end_with_their_code_and_a_hint(
    args: tuple[str, ...],
    code: int,
    hint: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["dragoman", *args])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == code
    assert hint in capsys.readouterr().err


def test_the_package_can_be_run_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "dragoman", "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "dossier" in done.stdout
