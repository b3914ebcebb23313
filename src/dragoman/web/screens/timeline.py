"""What happened in order of time, as a list and as a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ...analysis.timeline import KINDS, Entry, Timeline
from ..ask import Ask, Part
from ..snapshot import Snapshot

MOST_DRAWN = 400
LANES = ("kind", "party", "issue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A value to filter by, with how many entries would be shown."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineScreen:
    """The entries of a period that pass the filters; ``shown``: this page of them; ``drawn``: those
    of the chart, all if they are not too many; ``undated``: those without a day."""

    start: date | None
    end: date | None
    lanes: str
    kinds: tuple[Facet, ...]
    parties: tuple[Facet, ...]
    issues: tuple[Facet, ...]
    shown: Part[Entry]
    drawn: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    selected: Entry | None
    unfiltered: int


def timeline_screen(snapshot: Snapshot, ask: Ask) -> TimelineScreen:
    """The timeline with its filters; newest entries last."""
    start, end = ask.day("from"), ask.day("to")
    chosen = {name: ask.text(name) for name in ("kind", "party", "issue")}
    key = ("timeline", start, end, *chosen.values())
    sifted = snapshot.keep(key, lambda s: _sifted(s.timeline, (start, end), chosen))
    part = ask.part(sifted.passed)
    return TimelineScreen(
        start=start,
        end=end,
        lanes=ask.choice("lanes", LANES) or "kind",
        kinds=sifted.facets["kind"],
        parties=sifted.facets["party"],
        issues=sifted.facets["issue"],
        shown=part,
        drawn=sifted.passed if len(sifted.passed) <= MOST_DRAWN else part.items,
        undated=sifted.undated,
        selected=snapshot.entries.get(ask.text("selected") or ""),
        unfiltered=sifted.unfiltered,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sifted:
    """What passes the filters."""

    passed: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    facets: Mapping[str, tuple[Facet, ...]]
    unfiltered: int


def _sifted(course: Timeline, days: tuple[date | None, date | None], chosen: Mapping[str, str | None]) -> _Sifted:
    within = [e for e in course.entries if _within(e, *days)]
    undated = list(course.undated) if days == (None, None) else []
    everything = [*within, *undated]

    def facets(name: str) -> tuple[Facet, ...]:
        others = {k: v for k, v in chosen.items() if k != name}
        counts = Counter(v for e in everything if _passes(e, others) for v in _values(e, name))
        if (value := chosen[name]) is not None:
            counts.setdefault(value, 0)
        ordered = sorted(counts, key=lambda v: (KINDS.index(v) if v in KINDS else 0, -counts[v], v))
        return tuple(Facet(value=v, count=counts[v], chosen=v == chosen[name]) for v in ordered)

    return _Sifted(
        passed=tuple(e for e in within if _passes(e, chosen)),
        undated=tuple(e for e in undated if _passes(e, chosen)),
        facets={name: facets(name) for name in chosen},
        unfiltered=len(everything),
    )


def _within(entry: Entry, start: date | None, end: date | None) -> bool:
    first, last = entry.when.start, entry.when.end
    return first is not None and last is not None and (start is None or last >= start) and (end is None or first <= end)


def _values(entry: Entry, name: str) -> Iterable[str]:
    if name == "kind":
        return (entry.kind,)
    if name == "party":
        return entry.parties
    return (entry.detail,) if entry.kind == "position" and entry.detail else ()


def _passes(entry: Entry, chosen: Mapping[str, str | None]) -> bool:
    return all(value is None or value in _values(entry, name) for name, value in chosen.items())
