"""Files and folders to articles: each file goes to the reader that takes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from .. import registry
from ..model.article import Article
from ..model.record import Failure
from .base import Lexicon, Reader, english_words
from .decode import HEAD

ABOUT = ("README", "LICENSE", "LICENCE", "COPYING", "NOTICE")
ORDER = ("jsonl", "html", "text")  # the most particular first; readers of plug-ins come before them


def read_paths(paths: Sequence[Path], lexicon: Lexicon | None = None) -> Iterator[Article | Failure]:
    """The articles in those files and folders, in the order given, folders by name; nothing is raised."""
    words = english_words() if lexicon is None else lexicon
    readers = load_readers()
    for path in paths:
        for file in _files(Path(path)):
            yield from _read_file(file, readers, words)


def load_readers() -> tuple[Reader, ...]:
    """One reader of each registered kind, in the order in which they are asked."""
    names = registry.names("reader")
    others = [name for name in names if name not in ORDER]
    return tuple(registry.load("reader", name)() for name in (*others, *(name for name in ORDER if name in names)))


def _files(path: Path) -> Iterator[Path]:
    """The path itself, or the files below a folder, sorted, but hidden ones and those that describe the folder."""
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.is_file() and not hidden and file.stem.upper() not in ABOUT:
            yield file


def _read_file(path: Path, readers: Sequence[Reader], lexicon: Lexicon) -> Iterator[Article | Failure]:
    try:
        if not path.exists():
            yield Failure(article=str(path), stage="read", message="no such file or folder", hint="check the name")
            return
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        yield Failure(article=str(path), stage="read", message=f"cannot be opened: {error.strerror or error}")
        return
    reader = next((reader for reader in readers if reader.reads(path, head)), None)
    if reader is None:
        message = f"no reader takes files that end in '{path.suffix}'"
        yield Failure(article=str(path), stage="read", message=message, hint="text, HTML and JSONL files are read")
        return
    yield from _safely(path, reader, lexicon)


def _safely(path: Path, reader: Reader, lexicon: Lexicon) -> Iterator[Article | Failure]:
    """What the reader yields; a reader that breaks costs its file and no other."""
    try:
        yield from reader.read(path, lexicon)
    except Exception as error:  # noqa: BLE001 - a reader of a plug-in may raise anything
        message = f"{type(reader).__name__} failed: {type(error).__name__}: {error}"
        yield Failure(article=str(path), stage="read", message=message, hint="please report this with the file")
