"""The facade: open a workspace, add reports, run, ask, export."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from . import registry
from .analysis.corpus import Corpus, corpus_of
from .analysis.coverage import Coverage, coverage
from .analysis.dossier import Dossier, dossier_of
from .analysis.matrix import Matrix, matrix
from .analysis.records import records
from .analysis.thread import Thread, thread
from .analysis.timeline import Timeline, timeline
from .config import FILE, Settings, load_settings, write_settings
from .errors import ConfigError, NotFound
from .executors import Executor
from .model.article import Article
from .model.claim import Claim, Payload
from .model.record import Failure, Record, Run
from .packs import Packs, load_packs
from .pipeline import ReadChunk, judge_corpus, split_packs, versions
from .readers.folder import read_paths
from .store.base import Hit, Scope, View
from .store.sql import SqlStore

DATABASE = "record.sqlite"
CHUNK = 8
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What ``add`` did: new articles, those that were there already, and failures."""

    new: int
    known: int
    failures: tuple[Failure, ...]


class Workspace:
    """A folder with a database of articles and claims; all that can be done with it."""

    def __init__(
        self,
        path: Path,
        *,
        settings: Settings | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.path = path
        self.settings = settings or load_settings(path, os.environ)
        self.clock = clock or (lambda: datetime.now(UTC))
        self.store = SqlStore(path / DATABASE, clock=self.clock)

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def add(self, *paths: Path | str, progress: Progress | None = None) -> Added:
        """Read files, folders, pages or JSONL into the workspace; nothing raises for a bad input."""
        lexicon = load_packs(*split_packs(self.settings.packs)).lexicons.get("furniture", {})
        new = known = 0
        failures: list[Failure] = []
        for number, item in enumerate(read_paths([Path(path) for path in paths], lexicon), start=1):
            if isinstance(item, Failure):
                failures.append(item)
            elif self.store.add_articles([item]):
                new += 1
            else:
                known += 1
            if progress:
                progress("reading files", number, 0)
        self.store.add_failures(failures)
        return Added(new=new, known=known, failures=tuple(failures))

    def run(self, *, progress: Progress | None = None) -> Run:
        """Read what has not been read with these settings, then judge the corpus; a killed run resumes here."""
        started, clock = self.clock(), perf_counter()
        signature = self.signature()
        waiting = self.store.unread(signature)
        counts = {"articles": 0, "claims": 0, "failures": 0}
        view = self.store.view()
        executor: Executor = registry.load("executor", self.settings.executor)(self.settings.workers)
        chunks = _chunks(waiting, view)
        for results in executor.map(ReadChunk(settings=self.settings), chunks):
            for result in results:
                counts["claims"] += self.store.add_reading(result.article, signature, result.claims, result.failures)
                counts["articles"] += 1
                counts["failures"] += len(result.failures)
            if progress:
                progress("reading articles", counts["articles"], len(waiting))
        if waiting or not view.runs():
            self.store.set_derived(*judge_corpus(self.store.view(), self.settings))
        run = Run(
            started=started,
            finished=self.clock(),
            versions=versions(self.settings),
            settings=signature,
            seconds=round(perf_counter() - clock, 3),
            **counts,
        )
        if waiting or not view.runs():
            self.store.add_run(run)
        return run

    def signature(self, packs: Packs | None = None) -> str:
        """Hash of all that a claim depends on: settings, packs (its own, if they are loaded already), stages, language
        model.
        """
        return self.settings.signature(versions(self.settings, packs))

    def view(self, *, at: date | None = None, known: datetime | None = None, outlet: str | None = None) -> View:
        """A view: published by ``at``, learned by ``known``, from ``outlet``."""
        return self.store.view(Scope(at=at, known=known, outlet=outlet))

    def corpus(self, *, at: date | None = None, known: datetime | None = None) -> Corpus:
        """A view made ready for all analyses, which is worth while where several are wanted."""
        return corpus_of(self.view(at=at, known=known), load_packs(*split_packs(self.settings.packs)).relations())

    def timeline(self, *, at: date | None = None, known: datetime | None = None) -> Timeline:
        """Meetings, measures and positions in order of time."""
        return timeline(self.corpus(at=at, known=known))

    def matrix(self, *, at: date | None = None, known: datetime | None = None) -> Matrix:
        """Issues by parties as of a day."""
        return matrix(self.corpus(at=at, known=known))

    def thread(self, issue: str, party: str, *, at: date | None = None, known: datetime | None = None) -> Thread:
        """How a party's position on an issue moved, newest first."""
        return thread(self.corpus(at=at, known=known), issue, party)

    def records(self, kind: str | None = None) -> tuple[Record, ...]:
        """Claims folded into records."""
        return records(self.view(), kind)

    def record(self, record: str) -> Coverage:
        """All tellings of one record (by its id or the id of one of its claims), side by side."""
        corpus = self.corpus()
        for candidate in corpus.records:
            if candidate.id == record or record in candidate.claims:
                return coverage(corpus, candidate)
        raise NotFound(f"no record '{record}'", hint="`dragoman timeline` lists record ids")

    def claim(self, claim: str) -> Claim[Payload]:
        """One claim by id."""
        for found in self.view().claims():
            if found.id == claim:
                return found
        raise NotFound(f"no claim '{claim}'")

    def article(self, article: str) -> Article:
        """One article by id or key, raw input included."""
        return self.view().article(article)

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Articles and claims that hold all the words, best first."""
        return self.view().search(words, limit)

    def dossier(self, *, at: date | None = None, known: datetime | None = None) -> Dossier:
        """The whole record as one tree, ready to be written as a document."""
        view = self.view(at=at, known=known)
        return dossier_of(self.corpus(at=at, known=known), view.failures(), view.runs())

    def export(self, kind: str, out: Path) -> tuple[Path, ...]:
        """Write the record in a format (``annotations``, ``jsonl``, ``csv``...); returns the files written."""
        exporter = registry.load("exporter", kind)
        written: tuple[Path, ...] = exporter(self.pairs(), out, self.view().judgements())
        return written

    def pairs(self) -> Iterator[tuple[Article, Sequence[Claim[Payload]]]]:
        """Each article (raw input included) with its claims."""
        view = self.view()
        by_article: dict[str, list[Claim[Payload]]] = {}
        for claim in view.claims():
            by_article.setdefault(claim.evidence.article, []).append(claim)
        for article in view.articles():
            yield view.article(article.id), by_article.get(article.id, [])


def _chunks(ids: Iterable[str], view: View) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    for article in ids:
        chunk.append(view.article(article))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def init(path: Path | str, flags: Mapping[str, object] | None = None) -> Workspace:
    """Make a workspace (or take one that is there) and open it."""
    folder = Path(path)
    settings = load_settings(folder, os.environ, flags)
    load_packs(*split_packs(settings.packs))
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / FILE).exists():
        write_settings(folder, settings)
    workspace = Workspace(folder, settings=settings)
    workspace.store.create()
    return workspace


def open_workspace(path: Path | str, *, create: bool = True, flags: Mapping[str, object] | None = None) -> Workspace:
    """Open the workspace in that folder; makes it first unless ``create`` is False."""
    folder = Path(path)
    if not (folder / DATABASE).exists():
        if not create:
            raise ConfigError(f"there is no workspace in {folder}", hint=f"run `dragoman init {folder}`")
        return init(folder, flags)
    workspace = Workspace(folder, settings=load_settings(folder, os.environ, flags))
    workspace.store.check()
    return workspace
