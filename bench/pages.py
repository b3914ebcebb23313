"""How long screens take over a large workspace: first after the start, then again; search apart.

``python bench/pages.py [--articles 10000] [--workspace FOLDER]`` makes the workspace first (some minutes) unless a
folder made by an earlier call is given, and has its screens kept, as ``dragoman run`` does at its end. Then every
screen is asked for over a local port. Ends with 1 where a screen takes more than 200 ms or a search more than 100 ms
the second time, or the server more than 3 s to start.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
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
              "/search?q=ceasefire&at=2023-05-05", "/matrix?known=2030-01-01", "/?since=2023-01-01")  # fmt: skip
REST = tuple(f"/api/v1/{route}" for route in (
    "summary", "changes", "matrix", "speakers", "issues/ceasefire/halvoria", "assessments", "assessments?kind=process&page=50",
    "timeline?page=200", "undated", "differences", "records?page=100", "records?kind=assessment", "actors", "actors/halvoria",
    "runs", "failures", "articles?page=90", "articles/r5000", "claims", "claims?kind=statement&page=1000",
    "search?q=truce"))  # fmt: skip
SEARCHES = ("/search?q=prisoners", "/search?q=ceasefire+truce", "/search?q=the", "/search?q=nowhere")
ROUNDS = 5
SCREEN, SEARCH, START = 200.0, 100.0, 3.0


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


def serve(folder: Path) -> tuple[str, float]:
    """The address of a server over that workspace, and the seconds until it answered."""
    began = time.perf_counter()
    server = uvicorn.Server(uvicorn.Config(application(dragoman.open(folder)), port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    asked(f"{base}/help")
    return base, time.perf_counter() - began


def prepared(folder: Path) -> tuple[float, float]:
    """Seconds and megabytes that it takes another process to work the screens out."""
    began = time.perf_counter()
    code = "import sys, dragoman; from dragoman.server import prepare; prepare(dragoman.open(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True)  # noqa: S603 - this interpreter
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return time.perf_counter() - began, most


def records(base: str) -> list[str]:
    """Addresses of a record, its claim and its article."""
    with urllib.request.urlopen(f"{base}/api/v1/records?kind=meeting&size=1&page=50") as answer:  # noqa: S310
        import json

        found = json.load(answer)["items"][0]
    return [f"/records/{found['id']}", f"/claims/{found['claims'][0]}", f"/articles/{found['articles'][0]}"]


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
        base, start = serve(folder)
        print(f"{'start, seconds':56} {start:9.2f}", flush=True)
        slow = start > START
        print(f"{'milliseconds':56} {'first':>9} {'again':>9}")
        for path in (*SCREENS, *SEARCHES, *OTHER_DAYS, *REST):
            first = asked(base + path)
            again = statistics.median(asked(base + path) for _ in range(ROUNDS))
            print(f"{urllib.parse.unquote(path):56} {first:9.0f} {again:9.0f}", flush=True)
            slow = slow or again > (SEARCH if "search?" in path else SCREEN)
        for path in records(base):
            print(f"{path:56} {asked(base + path):9.0f} {statistics.median(asked(base + path) for _ in range(3)):9.0f}")
        print(f"{'memory, MB':56} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f}")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
