"""Where the reading of articles runs: in this process or in several; results come in order either way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Protocol, TypeVar

C = TypeVar("C")
R = TypeVar("R")


class Executor(Protocol):
    """Maps a picklable function over chunks; results in the order of the chunks."""

    def map(self, function: Callable[[C], R], chunks: Iterable[C]) -> Iterator[R]:
        """One result a chunk, lazily."""
        ...


class LocalExecutor:
    """In this process, one chunk after the other."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers

    def map(self, function: Callable[[C], R], chunks: Iterable[C]) -> Iterator[R]:
        """One result a chunk, lazily."""
        return map(function, chunks)


class ProcessExecutor:
    """In ``workers`` processes; at most two chunks a worker are under way, so that memory stays flat."""

    def __init__(self, workers: int = 2) -> None:
        self.workers = max(1, workers)

    def map(self, function: Callable[[C], R], chunks: Iterable[C]) -> Iterator[R]:
        """One result a chunk, lazily."""
        source = iter(chunks)
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            waiting: list[Future[R]] = [pool.submit(function, c) for c in islice(source, 2 * self.workers)]
            while waiting:
                yield waiting.pop(0).result()
                waiting.extend(pool.submit(function, c) for c in islice(source, 1))
