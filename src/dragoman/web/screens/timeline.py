"""What happened in order of time, as a list and as a chart of the days asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from ...analysis.timeline import KINDS, Entry
from ..ask import Ask, Part
from ..lines import Line, Sort, Sorts
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
    sifted = snapshot.keep(key, lambda s: _sifted(s.lines, s.sorts, (start, end), chosen))
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
        selected=snapshot.entry(selected) if (selected := ask.text("selected")) else None,
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


def _sifted(
    lines: Sequence[Line], made: Sorts, days: tuple[date | None, date | None], chosen: Mapping[str, str | None]
) -> _Sifted:
    dated = [n for n, line in enumerate(lines) if line.start is not None and line.end is not None]
    within = dated if days == (None, None) else [n for n in dated if lines[n].within(*days)]
    undated = [n for n, line in enumerate(lines) if line.start is None] if days == (None, None) else []
    number_of, kinds = made.numbers, made.sorts
    sorts = {kinds[n]: many for n, many in Counter(map(number_of.__getitem__, chain(within, undated))).items()}

    def facets(name: str) -> tuple[Facet, ...]:
        others = {k: v for k, v in chosen.items() if k != name and v is not None}
        counts: Counter[str] = Counter()
        for sort, number in sorts.items():
            if _passes(sort, others):
                counts.update(dict.fromkeys(_values(sort, name), number))
        if (value := chosen[name]) is not None:
            counts.setdefault(value, 0)
        ordered = sorted(counts, key=lambda v: (KINDS.index(v) if v in KINDS else 0, -counts[v], v))
        return tuple(Facet(value=v, count=counts[v], chosen=v == chosen[name]) for v in ordered)

    wanted = {name: value for name, value in chosen.items() if value is not None}
    fits = {number for number, sort in enumerate(kinds) if _passes(sort, wanted)}
    passed, loose = ([n for n in part if number_of[n] in fits] if wanted else part for part in (within, undated))
    whole = window([lines[n] for n in dated], None, None)
    period = whole if passed is dated else window([lines[n] for n in passed], *days)
    return _Sifted(
        passed=tuple(passed),
        period=period,
        inside=tuple(_between(lines, passed, period)) if period else (),
        undated=tuple(loose),
        facets={name: facets(name) for name in chosen},
        unfiltered=len(lines),
        days=whole,
    )


def _between(lines: Sequence[Line], dated: Sequence[int], period: Period) -> Iterator[int]:
    """Those of the lines with a day that lie between those days, at least in part."""
    first, last = period
    for number in dated:
        start, end = lines[number].start, lines[number].end
        if start is not None and end is not None and end >= first and start <= last:
            yield number


def _values(sort: Sort, name: str) -> tuple[str, ...]:
    """What is sifted by under that name."""
    kind, parties, issue = sort
    return parties if name == "party" else (kind,) if name == "kind" else (issue,) if issue else ()


def _passes(sort: Sort, chosen: Mapping[str, str]) -> bool:
    return all(value in _values(sort, name) for name, value in chosen.items())
