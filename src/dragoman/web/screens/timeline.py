"""What happened in order of time, as a list and as a chart of the days asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...analysis.timeline import KINDS, Entry
from ..ask import Ask, Part
from ..lines import Line
from ..periods import Column, Period, Zoom, columns, window, zoom
from ..snapshot import Snapshot

MOST_DRAWN = 400
"""More entries are drawn as counts, each of which leads to its days."""
MOST_UNDATED = 100
LANES = ("kind", "party", "issue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A value to filter by, with how many entries would be shown."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineScreen:
    """The entries of a period that pass the filters; ``shown``: this page of them.

    ``period``: the days of the chart, with other periods to go to in ``zoom``; ``left_out``: entries far from those
    days. ``drawn``: the entries of the chart, ``counted``: their numbers where they are too many. ``undated``: the
    first of those without a day, ``without``: how many there are.
    """

    start: date | None
    end: date | None
    lanes: str
    kinds: tuple[Facet, ...]
    parties: tuple[Facet, ...]
    issues: tuple[Facet, ...]
    shown: Part[Entry]
    period: Period | None
    zoom: Zoom
    left_out: int
    drawn: tuple[Entry, ...]
    counted: tuple[Column, ...]
    undated: tuple[Entry, ...]
    without: int
    selected: Entry | None
    unfiltered: int


def timeline_screen(snapshot: Snapshot, ask: Ask) -> TimelineScreen:
    """The timeline with its filters; newest entries last."""
    start, end = ask.day("from"), ask.day("to")
    lanes = ask.choice("lanes", LANES) or "kind"
    chosen = {name: ask.text(name) for name in ("kind", "party", "issue")}
    key = ("timeline", start, end, *chosen.values())
    sifted = snapshot.keep(key, lambda s: _sifted(s.lines, (start, end), chosen))
    part = ask.part(sifted.passed)
    many = len(sifted.inside) > MOST_DRAWN
    counted: tuple[Column, ...] = ()
    if many:
        inside = (snapshot.lines[number] for number in sifted.inside)
        counted = snapshot.keep((*key, "counted", lanes), lambda _: columns(inside, sifted.period, lanes))
    return TimelineScreen(
        start=start,
        end=end,
        lanes=lanes,
        kinds=sifted.facets["kind"],
        parties=sifted.facets["party"],
        issues=sifted.facets["issue"],
        shown=part.showing(snapshot.entries(part.items)),
        period=sifted.period,
        zoom=zoom(sifted.period, sifted.days),
        left_out=len(sifted.passed) - len(sifted.inside),
        drawn=() if many else snapshot.entries(sifted.inside),
        counted=counted,
        undated=snapshot.entries(sifted.undated[:MOST_UNDATED]),
        without=len(sifted.undated),
        selected=snapshot.entry(ask.text("selected") or ""),
        unfiltered=sifted.unfiltered,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sifted:
    """What passes the filters, as numbers of lines; ``inside``: the days of the chart; ``days``: of all entries."""

    passed: tuple[int, ...]
    period: Period | None
    inside: tuple[int, ...]
    undated: tuple[int, ...]
    facets: Mapping[str, tuple[Facet, ...]]
    unfiltered: int
    days: Period | None


def _sifted(lines: Sequence[Line], days: tuple[date | None, date | None], chosen: Mapping[str, str | None]) -> _Sifted:
    within = [(n, line) for n, line in enumerate(lines) if line.within(*days)]
    undated = [(n, line) for n, line in enumerate(lines) if line.start is None] if days == (None, None) else []
    sorts = Counter(_sort(line) for _, line in (*within, *undated))

    def facets(name: str) -> tuple[Facet, ...]:
        others = {k: v for k, v in chosen.items() if k != name and v is not None}
        counts: Counter[str] = Counter()
        for sort, number in sorts.items():
            if _passes(sort, others):
                counts.update(dict.fromkeys(sort[_place(name)], number))
        if (value := chosen[name]) is not None:
            counts.setdefault(value, 0)
        ordered = sorted(counts, key=lambda v: (KINDS.index(v) if v in KINDS else 0, -counts[v], v))
        return tuple(Facet(value=v, count=counts[v], chosen=v == chosen[name]) for v in ordered)

    wanted = {name: value for name, value in chosen.items() if value is not None}
    fits = {sort for sort in sorts if _passes(sort, wanted)}
    passed = [(n, line) for n, line in within if _sort(line) in fits]
    period = window([line for _, line in passed], *days)
    return _Sifted(
        passed=tuple(n for n, _ in passed),
        period=period,
        inside=tuple(n for n, line in passed if period and line.within(*period)),
        undated=tuple(n for n, line in undated if _sort(line) in fits),
        facets={name: facets(name) for name in chosen},
        unfiltered=len(lines),
        days=window(lines, None, None),
    )


Sort = tuple[tuple[str, ...], ...]
"""What lines are sifted by, in the order of LANES; very many lines share few of them."""


def _place(name: str) -> int:
    """Where in a sort the values of that name stand."""
    return LANES.index(name)


def _sort(line: Line) -> Sort:
    return (line.kind,), line.parties, (line.issue,) if line.issue else ()


def _passes(sort: Sort, chosen: Mapping[str, str]) -> bool:
    return all(value in sort[_place(name)] for name, value in chosen.items())
