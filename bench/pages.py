"""How long screens take over a large workspace: the first look after the start, then again; search apart.

``python bench/pages.py [--articles 10000] [--workspace FOLDER]`` makes the workspace first (some minutes) unless a
folder made by an earlier call is given, and has its screens kept, as ``dragoman run`` does at its end. Every screen is
then asked for over a local port from a server that has shown nothing else since its start; where that took too long,
from another such server. Ends with 1 where the first look at a screen takes more than 200 ms in each of three rounds,
another look more than that (at a search more than 100 ms), or the server more than 3 s to start. What counts is the time
less what the process waited for a processor while others had it (as Linux tells it; on a quiet machine next to nothing),
but never less than the processor's time it took; the first look as it was, with that waiting, is printed too.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import uvicorn

import dragoman
from dragoman.server import application
from large import make

SCREENS = ("/", "/timeline", "/timeline?kind=meeting&party=Halvoria", "/matrix", "/matrix?at=2024-01-01",
           "/matrix?compare=2023-05-05", "/issues/ceasefire", "/issues/ceasefire/halvoria", "/actors", "/actors/halvoria",
           "/articles", "/articles/r5000", "/sources", "/dossier", "/timeline?from=2023-03-01&to=2023-03-14&lanes=party", "/help",
           "/api")  # fmt: skip
OTHER_DAYS = ("/?at=2023-06-01", "/timeline?at=2023-07-01", "/matrix?at=2023-08-01", "/issues/ceasefire?at=2023-09-01",
              "/issues/ceasefire/halvoria?at=2023-10-01", "/actors?at=2023-11-01", "/actors/halvoria?at=2023-12-01",
              "/articles?at=2023-01-05", "/articles/r500?at=2023-02-05", "/sources?at=2023-03-05", "/dossier?at=2023-04-05",
              "/search?q=ceasefire&at=2023-05-05", "/?since=2023-01-01", "/timeline?at=2024-11-20", "/?at=2022-03-01",
              "/dossier?at=2024-06-05", "/dossier?from=2023-05-01&to=2023-05-03")  # fmt: skip
KNOWN = ("/?known=2023-06-01", "/timeline?known=2023-07-01", "/matrix?known=2023-08-01", "/issues/ceasefire/halvoria?known=2023-10-01",
         "/actors/halvoria?known=2023-12-01", "/articles?known=2023-01-05", "/sources?known=2023-03-05",
         "/dossier?known=2023-04-05", "/search?q=ceasefire&known=2023-05-05", "/timeline?at=2023-06-20&known=2023-06-25",
         "/matrix?known=2030-01-01")  # fmt: skip
REST = tuple(f"/api/v1/{route}" for route in (
    "summary", "changes", "matrix", "speakers", "issues/ceasefire/halvoria", "assessments", "assessments?kind=process&page=50",
    "timeline?page=200", "undated", "differences", "records?page=100", "records?kind=assessment", "actors", "actors/halvoria",
    "runs", "failures", "articles?page=90", "articles/r5000", "claims", "claims?kind=statement&page=1000",
    "search?q=truce", "summary?at=2023-06-01", "assessments?at=2023-06-01&page=9", "records?at=2023-07-01&page=100",
    "records?kind=assessment&at=2023-08-01", "speakers?at=2023-09-01", "claims?at=2023-10-01&page=50",
    "timeline?at=2023-11-01&page=50", "changes?at=2023-12-01", "assessments?known=2023-06-01", "records?known=2023-07-01"))  # fmt: skip
SEARCHES = ("/search?q=prisoners", "/search?q=ceasefire+truce", "/search?q=the", "/search?q=nowhere")
AGAIN = 5
READY = 600
ROUNDS = 3
SCREEN, SEARCH, START = 200.0, 100.0, 3.0
Look = tuple[float, float, float]


def asked(address: str) -> float:
    """Milliseconds until the whole answer is there."""
    began = time.perf_counter()
    while True:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                answer.read()
            return (time.perf_counter() - began) * 1000
        except urllib.error.HTTPError as error:
            if error.code != 503:  # 503: still being made
                raise


def waited(process: int | str = "self") -> float:
    """Milliseconds that the threads of a process have waited for a processor; 0 where the system does not tell."""
    spent = 0
    for told in Path(f"/proc/{process}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):  # the thread has ended
            spent += int(told.read_text().split()[1])
    return spent / 1e6


def timed(address: str) -> tuple[float, float]:
    """Milliseconds until the whole answer is there, and less what was waited for a processor."""
    before, began = waited(), time.process_time()
    felt = asked(address)
    return felt, max(felt - (waited() - before), (time.process_time() - began) * 1000)


def serve(folder: Path) -> str:
    """The address of a server over that workspace whose start is over (:func:`started` measures it)."""
    app = application(dragoman.open(folder))
    app.state.warm(READY)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    asked(f"{base}/help")
    return base


def looked(folder: Path, paths: Sequence[str], answer: Connection) -> None:
    """In a process of its own: the first look at each of those screens of a new server and the next, and the first with
    what it waited for a processor; the memory used.
    """
    base = serve(folder)
    found = []
    for path in paths:
        felt, first = timed(base + path)
        found.append((first, statistics.median(timed(base + path)[1] for _ in range(AGAIN)), felt))
    answer.send((found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    os._exit(0)


def fresh(folder: Path, *paths: str) -> tuple[list[Look], float]:
    """What :func:`looked` finds."""
    processes = multiprocessing.get_context("fork")
    ours, theirs = processes.Pipe()
    process = processes.Process(target=looked, args=(folder, paths, theirs))
    process.start()
    found: tuple[list[Look], float] = ours.recv()
    process.join()
    return found


def started(folder: Path) -> float:
    """Seconds until ``dragoman serve`` shows the overview, less what it waited for a processor."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "dragoman", "serve", "-w", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - this interpreter
        while server.poll() is None:
            try:
                asked(f"http://127.0.0.1:{port}/")
                break
            except urllib.error.URLError:
                time.sleep(0.01)
        seconds = time.perf_counter() - began - waited(server.pid) / 1000
        server.terminate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return max(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def prepared(folder: Path) -> tuple[float, float]:
    """Seconds and megabytes that it takes another process to work the screens out."""
    began = time.perf_counter()
    code = "import sys, dragoman; from dragoman.server import prepare; prepare(dragoman.open(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True)  # noqa: S603 - this interpreter
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - began, most


def records(folder: Path) -> list[str]:
    """Addresses of a record, its claim and its article."""
    with dragoman.open(folder) as workspace:
        claim = next(hit for hit in workspace.store.view().search("prisoners", 100) if hit.kind == "measure")
    return [
        f"/claims/{claim.id}",
        f"/records/{claim.id}",
        f"/articles/{claim.article}",
        f"/claims/{claim.id}?at=2024-12-30",
    ]


def shown(folder: Path, path: str) -> bool:
    """Print how long looks at a screen take; whether that is too long."""
    most = SEARCH if "search?" in path else SCREEN
    rounds: list[Look] = []
    while len(rounds) < ROUNDS and not any(first <= SCREEN and again <= most for first, again, _ in rounds):
        rounds += fresh(folder, path)[0]
    first, again, felt = (min(one[place] for one in rounds) for place in (0, 1, 2))
    slow = first > SCREEN or again > most
    shown = f"{urllib.parse.unquote(path):56} {first:9.0f} {again:9.0f} {felt:9.0f} {len(rounds):9}"
    print(f"{shown} {'slow' * slow}", flush=True)
    return slow


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workspace", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.workspace or make(Path(scratch), args.articles)
        seconds, most = prepared(folder)
        print(f"{'making ready, seconds and MB (once kept: next to nothing)':56} {seconds:9.1f} {most:9.0f}")
        start = min(started(folder) for _ in range(ROUNDS))
        print(f"{'start, seconds':56} {start:9.2f}", flush=True)
        print(f"{'milliseconds':56} {'first':>9} {'again':>9} {'as felt':>9} {'rounds':>9}")
        paths = (*SCREENS, *SEARCHES, *records(folder), *OTHER_DAYS, *KNOWN, *REST)
        slow = [path for path in paths if shown(folder, path)]
        print(f"{'memory, MB, after all of them':56} {fresh(folder, *paths)[1]:9.0f}")
    print(f"{len(slow)} of {len(paths)} too slow")
    return int(bool(slow) or start > START)


if __name__ == "__main__":
    sys.exit(main())
