"""The docs stay true: links lead somewhere, the reference is current, examples run."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dragoman.cli import app

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\((?!\w+:|#)([^)#\s]+)")
FORBIDDEN = re.compile(r"https?://(?!\S*\.example\b)\S+")


def generator() -> object:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    missing = [t for t in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / t).exists()]
    assert missing == []


def test_reference_is_what_the_code_says() -> None:
    assert generator().stale() == [], "run `python docs/generate.py`"  # type: ignore[attr-defined]


def commands() -> list[tuple[str, object]]:
    return list(generator()._walk(typer.main.get_command(app), ""))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "command"), commands(), ids=lambda v: v if isinstance(v, str) else "")
def test_every_command_has_help_that_ends_with_an_example(name: str, command: typer.core.TyperCommand) -> None:
    assert command.help
    assert (command.epilog or "").startswith(f"Example: dragoman {name}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples and a workspace ``talks`` that has read them."""
    home = tmp_path_factory.mktemp("docs")
    (home / "samples").symlink_to(ROOT / "samples")
    runner = CliRunner()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        for line in ("init talks --pack samples", "add samples -w talks", "run -w talks"):
            assert runner.invoke(app, shlex.split(line)).exit_code == 0
    return home


NEEDS_NETWORK = {"models fetch"}


@pytest.mark.parametrize(
    ("name", "command"),
    [c for c in commands() if c[0] not in NEEDS_NETWORK],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_every_example_works(
    name: str, command: typer.core.TyperCommand, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    line = (command.epilog or "").removeprefix("Example: dragoman ")
    if name == "record":
        listed = CliRunner().invoke(app, ["timeline", "-w", "talks", "--json"]).stdout
        line = line.replace("0123456789abcdef", re.findall(r'"record": "(\w+)"', listed)[0])
    result = CliRunner().invoke(app, shlex.split(line))
    assert result.exit_code == 0, result.output


def test_docs_name_no_foreign_address() -> None:
    found = [
        (page.name, address)
        for page in PAGES
        for address in FORBIDDEN.findall(page.read_text(encoding="utf-8"))
        if "doi.org" not in address
    ]
    assert found == []
