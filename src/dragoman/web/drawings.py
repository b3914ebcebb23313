"""The charts of the screens: entries and steps as marks of :mod:`.svg`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from markupsafe import Markup

from ..analysis.movement import YIELDING
from ..analysis.thread import Step
from ..analysis.timeline import KINDS, Entry
from ..analysis.words import issue_order
from ..export.labels import day_words, issue_words, label, when_words
from ..export.texts import gettext
from ..export.titles import subject
from ..export.titles import title as title_of
from . import svg
from .addresses import Clocks
from .periods import MOST_LANES, NO_LANE
from .screens.timeline import TimelineScreen
from .words import days as days_words

LEVELS = sorted(YIELDING, key=lambda stance: YIELDING[stance])
Link = Callable[[Entry], str]
Days = Callable[[date, date], str]
Say = Callable[[str], str]


def timeline(screen: TimelineScreen, link: Link, days: Days, title: str, describe: str) -> Markup:
    """The entries of a screen as a chart, each linked; an entry of two parties stands in the lanes of both."""
    if screen.period is None:
        return Markup()
    if screen.counted:
        return _counted(screen, days, title, describe)
    marks = [mark for entry in screen.drawn for mark in _marks(entry, screen.lanes, link(entry))]
    counts = Counter(mark.lane for mark in marks)
    names = sorted(counts, key=lambda lane: _place(lane, screen.lanes, counts))[:MOST_LANES]
    shown = [mark for mark in marks if mark.lane in names]
    words = [(lane, _lane_words(lane, screen.lanes)) for lane in names]
    made = svg.timeline(shown, words, screen.period, days, title=title, describe=describe)
    return Markup(made)  # noqa: S704 - escaped in svg


def _counted(screen: TimelineScreen, days: Days, title: str, describe: str) -> Markup:
    """Numbers of entries as bars, each of which leads to its days."""
    assert screen.period is not None
    sums = Counter(dict.fromkeys((c.lane for c in screen.counted), 0))
    for column in screen.counted:
        sums[column.lane] += column.count
    names = [
        (lane, _lane_words(lane, screen.lanes)) for lane in sorted(sums, key=lambda n: _place(n, screen.lanes, sums))
    ]
    bars = [
        svg.Bar(
            lane=c.lane,
            start=c.start,
            end=c.end,
            count=c.count,
            title=f"{days_words(c.start, c.end)}: {c.count}",
            href=days(c.start, c.end),
        )
        for c in screen.counted
    ]
    made = svg.density(bars, names, screen.period, days, title=title, describe=describe)
    return Markup(made)  # noqa: S704 - escaped in svg


def _marks(entry: Entry, lanes: str, href: str) -> list[svg.Mark]:
    if entry.when.start is None or entry.when.end is None:
        return []
    inside = [entry.kind]
    if lanes == "party":
        inside = list(entry.parties) or [NO_LANE]
    elif lanes == "issue":
        inside = [entry.detail if entry.kind == "position" and entry.detail else NO_LANE]
    words = " ".join((subject(entry) if entry.kind == "position" else title_of(entry)).split())
    status = label("stance" if entry.kind == "position" else "status", entry.status)
    return [
        svg.Mark(
            lane=lane,
            kind=entry.kind,
            start=entry.when.start,
            end=entry.when.end,
            title=f"{when_words(entry.when)}: {words} ({status})",
            label=words,
            href=href,
            hollow=entry.when.basis == "assumed",
            flagged=entry.contradicted,
        )
        for lane in inside
    ]


def _place(lane: str, lanes: str, counts: Counter[str]) -> tuple[object, ...]:
    if lanes == "kind":
        return (KINDS.index(lane) if lane in KINDS else len(KINDS),)
    if lanes == "issue":
        return (lane == NO_LANE, *issue_order(lane))
    return (lane == NO_LANE, -counts[lane], lane)


def _lane_words(lane: str, lanes: str) -> str:
    if lane == NO_LANE:
        return {"party": gettext("No party named"), "issue": gettext("Contacts and steps")}.get(lanes, lane)
    return label("kind", lane).capitalize() if lanes == "kind" else issue_words(lane) if lanes == "issue" else lane


def thread(made: Iterable[Step], clocks: Clocks, title: str, describe: str) -> Markup:
    """The course of a stance: the steps that matter, oldest first, each with a day."""
    points = [_point(step, clocks) for step in made]
    names = [label("stance", stance) for stance in LEVELS]
    return Markup(svg.steps(points, names, title=title, describe=describe))  # noqa: S704 - escaped in svg


def _point(step: Step, clocks: Clocks) -> svg.Point:
    assert step.day is not None
    return svg.Point(
        day=step.day,
        level=LEVELS.index(step.stance),
        title=f"{day_words(step.day)}: {label('stance', step.stance)}, {step.citation.outlet or step.citation.key}",
        href=clocks.evidence(step.citation),
        kind=step.stance,
        flagged=step.contradicted,
    )


def weeks(counts: Sequence[int], title: str) -> Markup:
    """Small bars, one a week."""
    return Markup(svg.bars(counts, title=title))  # noqa: S704 - escaped in svg
