"""Where the record comes from: outlets, articles, copies, runs, failures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from ...analysis.sources import Source
from ...model.record import Failure, Run
from ..ask import Ask, Part
from ..snapshot import Snapshot

WEEKS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """An outlet (None: not given) with its articles, by week up to the newest report's."""

    outlet: str | None
    articles: int
    copies: int
    claims: int
    first: date | None
    last: date | None
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureGroup:
    """Failures of one stage with one message; ``first``: an example."""

    stage: str
    message: str
    count: int
    first: Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesScreen:
    """Outlets, groups of copies, runs and failures; ``waiting``: articles not read yet."""

    outlets: tuple[OutletLine, ...]
    groups: tuple[tuple[Source, ...], ...]
    runs: tuple[Run, ...]
    failures: tuple[FailureGroup, ...]
    articles: int
    waiting: int
    packs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleList:
    """Articles in order of publication, newest first."""

    shown: Part[Source]
    outlet: str | None
    outlets: tuple[tuple[str, int], ...]


def sources_screen(snapshot: Snapshot, ask: Ask, waiting: int = 0, packs: tuple[str, ...] = ()) -> SourcesScreen:
    """The sources of the scope."""
    by_id = {source.article: source for source in snapshot.sources}
    groups = [(s, *(by_id[c] for c in s.copies)) for s in snapshot.sources if s.copies]
    return SourcesScreen(
        outlets=snapshot.keep("outlet_lines", outlet_lines),
        groups=tuple(reversed(groups[-50:])),
        runs=tuple(reversed(snapshot.runs)),
        failures=_failures(snapshot.failures),
        articles=len(snapshot.sources),
        waiting=waiting,
        packs=packs,
    )


def outlet_lines(snapshot: Snapshot) -> tuple[OutletLine, ...]:
    """All outlets, those with most articles first."""
    last = snapshot.days[1]
    groups: dict[str | None, list[Source]] = {}
    for source in snapshot.sources:
        groups.setdefault(source.outlet, []).append(source)
    made = []
    for outlet, articles in groups.items():
        days = sorted(s.published.date() for s in articles if s.published)
        made.append(
            OutletLine(
                outlet=outlet,
                articles=len(articles),
                copies=sum(s.copy_of is not None for s in articles),
                claims=sum(n for s in articles for _, n in s.claims),
                first=days[0] if days else None,
                last=days[-1] if days else None,
                weeks=_weeks(days, last),
            )
        )
    return tuple(sorted(made, key=lambda line: (line.outlet is None, -line.articles, line.outlet or "")))


def _weeks(days: list[date], last: date | None) -> tuple[int, ...]:
    if last is None:
        return ()
    counts = Counter((last - day) // timedelta(days=7) for day in days)
    return tuple(counts[week] for week in range(WEEKS - 1, -1, -1))


def _failures(failures: tuple[Failure, ...]) -> tuple[FailureGroup, ...]:
    groups: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        groups.setdefault((failure.stage, failure.message), []).append(failure)
    return tuple(
        FailureGroup(stage=stage, message=message, count=len(found), first=found[0])
        for (stage, message), found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def article_list(snapshot: Snapshot, ask: Ask) -> ArticleList:
    """The articles, of one outlet if the address names one."""
    outlet = ask.text("outlet")
    lines = snapshot.keep("outlet_lines", outlet_lines)
    kept = [s for s in reversed(snapshot.sources) if outlet is None or s.outlet == outlet]
    counts = tuple((line.outlet, line.articles) for line in lines if line.outlet)
    return ArticleList(shown=ask.part(kept), outlet=outlet, outlets=counts)
