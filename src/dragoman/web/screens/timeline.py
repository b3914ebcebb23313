"""What happened in order of time, as a list and as a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...analysis.timeline import KINDS, Entry
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
    course = snapshot.timeline
    within = [e for e in course.entries if _within(e, start, end)]
    undated = list(course.undated) if start is None and end is None else []
    everything = [*within, *undated]

    def facets(name: str) -> tuple[Facet, ...]:
        others = {k: v for k, v in chosen.items() if k != name}
        counts = Counter(v for e in everything if _passes(e, others) for v in _values(e, name))
        if (value := chosen[name]) is not None:
            counts.setdefault(value, 0)
        ordered = sorted(counts, key=lambda v: (KINDS.index(v) if v in KINDS else 0, -counts[v], v))
        return tuple(Facet(value=v, count=counts[v], chosen=v == chosen[name]) for v in ordered)

    passed = [e for e in within if _passes(e, chosen)]
    part = ask.part(passed)
    return TimelineScreen(
        start=start,
        end=end,
        lanes=ask.choice("lanes", LANES) or "kind",
        kinds=facets("kind"),
        parties=facets("party"),
        issues=facets("issue"),
        shown=part,
        drawn=tuple(passed) if len(passed) <= MOST_DRAWN else part.items,
        undated=tuple(e for e in undated if _passes(e, chosen)),
        selected=snapshot.entries.get(ask.text("selected") or ""),
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


def _passes(entry: Entry, chosen: dict[str, str | None]) -> bool:
    return all(value is None or value in _values(entry, name) for name, value in chosen.items())
