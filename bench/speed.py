"""Speed and memory of the whole chain as ratios to the bare parse, all in one run on one core.

``python bench/speed.py [--articles 60]`` makes articles of about 600 words from the sample articles' own sentences,
parses them, then reads them with all stages, without and with the tagger, in turn, and prints medians and ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.model.article import Article

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).parents[1]
CHAIN, TAGGED = "chain", "chain with tagger"
SETTINGS = {CHAIN: False, TAGGED: True}
FLOORS = {CHAIN: 0.6, TAGGED: 0.5}


def sample_texts(count: int, words: int = 600) -> list[str]:
    """Texts of about ``words`` words, built from the shipped samples in rotation."""
    sources = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]
    paragraphs = [p for text in sources for p in text.split("\n\n") if len(p.split()) > 20]
    texts = []
    for number in range(count):
        chosen: list[str] = []
        at = number * 7
        while sum(len(p.split()) for p in chosen) < words:
            chosen.append(paragraphs[at % len(paragraphs)])
            at += 1
        texts.append("\n\n".join(chosen))
    return texts


def start_up() -> float:
    """Seconds that a new process takes until it can read."""
    code = "from dragoman import pipeline; pipeline.build_reader()"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own interpreter
    return time.perf_counter() - began


def measure(count: int, rounds: int) -> dict[str, float]:
    """Articles a second of the bare parse and of the chain, without and with the tagger, their ratios and memory."""
    from dragoman import pipeline
    from dragoman.packs import load_packs
    from dragoman.readers.text import article_from_text
    from dragoman.reading.parse import parse

    packs = load_packs(("english", "world", "samples"))
    readers = {name: pipeline.build_reader(packs, tagger=tagger) for name, tagger in SETTINGS.items()}
    nlp = readers[CHAIN].nlp
    articles = [article_from_text(t, key=str(i), lexicon={}) for i, t in enumerate(sample_texts(count))]
    for reader in readers.values():
        pipeline.read_article(articles[0], reader)
    speeds: dict[str, list[float]] = {name: [] for name in ("bare parse", *readers)}
    for _ in range(rounds):
        speeds["bare parse"].append(rate(articles, lambda article: parse(nlp, article.text, article.blocks)))
        for name, reader in readers.items():
            speeds[name].append(rate(articles, lambda article, reader=reader: pipeline.read_article(article, reader)))
    figures = {f"{name}, articles a second": statistics.median(values) for name, values in speeds.items()}
    for name in readers:
        ratios = [chain / bare for chain, bare in zip(speeds[name], speeds["bare parse"], strict=True)]
        figures[share_of(name)] = statistics.median(ratios)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**figures, "memory, MB": memory, "start, seconds": start_up()}


def rate(articles: Sequence[Article], read: Callable[[Article], object]) -> float:
    """Articles a second."""
    began = time.perf_counter()
    for article in articles:
        read(article)
    return len(articles) / (time.perf_counter() - began)


def share_of(name: str) -> str:
    """Name of the figure that compares a setting with the bare parse."""
    return f"{name} as share of the bare parse"


def workspace_growth() -> float:
    """Seconds for 400 articles over seconds for 100, divided by 4: 1 is linear."""
    import dragoman

    seconds = []
    for count in (100, 400):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "in.jsonl"
            rows = [
                json.dumps({"id": str(i), "outlet": f"Outlet {i % 9}", "published": "2025-03-12", "text": f"{i}. {t}"})
                for i, t in enumerate(sample_texts(count, words=120))
            ]
            path.write_text("\n".join(rows), encoding="utf-8")
            with dragoman.open(Path(folder) / "ws") as ws:
                began = time.perf_counter()
                ws.add(path)
                ws.run()
                ws.dossier()
                seconds.append(time.perf_counter() - began)
    return seconds[1] / seconds[0] / 4


def main() -> int:
    """Print the figures; exit 1 when the chain falls below a floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", action="store_true", help="also measure how the cost grows with the corpus")
    args = parser.parse_args()
    figures = measure(args.articles, args.rounds)
    if args.growth:
        figures["cost of 400 articles over 4 x 100"] = workspace_growth()
    for name, value in figures.items():
        print(f"{name:44} {value:8.2f}")
    return 0 if all(figures[share_of(name)] >= floor for name, floor in FLOORS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
