"""Charts as SVG text: pure functions, the same drawing on screen, on paper and in tests.

No styles are in it: classes say what a mark is, the style sheet how it looks. Every mark links and has a title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from textwrap import wrap
from typing import Literal

from ..export.labels import day_short, month_short

WIDTH, LEFT, RIGHT = 1000, 150, 20
ROW, PAD, HEAD = 22, 10, 30
LETTER, BOLD = 6.4, 7.2
MOST_ROWS = 7
"""So many marks stand above one another in a lane; the rest of that time are counted."""
MOST_LETTERS = 34
LANE_LETTERS = 19
"""Of each of the two lines that the name of a lane may take."""
Days = Callable[[date, date], str]
KNOWN = ("meeting", "measure", "position", "statement")
LABELLED = 60
"""With more marks than that, or where they do not fit, only their titles name them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that happened: ``kind`` gives the shape; ``hollow``: date assumed; ``flagged``: reports differ."""

    lane: str
    kind: str
    start: date
    end: date
    title: str
    label: str
    href: str
    hollow: bool = False
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """From days to places across."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days are shown."""
        return max(1, (self.last - self.first).days)

    def x(self, day: date) -> float:
        """Where a day stands."""
        inside = min(max(day, self.first), self.last)
        return round(LEFT + 12 + (inside - self.first).days / self.days * (WIDTH - LEFT - RIGHT - 12), 1)

    def ticks(self) -> list[tuple[date, str]]:
        """Days with their words: days, weeks, months or years, so that about ten fit."""
        if self.days <= 10:
            return [(d, day_short(d)) for d in self._every(1)]
        if self.days <= 80:
            return [(d, day_short(d)) for d in self._every(7 if self.days > 20 else 2)]
        months = self._months()
        step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240) if len(months) / s <= 12), 480)
        return [
            (d, month_short(d) if step < 12 else str(d.year)) for d in months if (d.month - 1 + 12 * d.year) % step == 0
        ]

    def _every(self, step: int) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(0, self.days + 1, step)]

    def _months(self) -> list[date]:
        year, month, found = self.first.year, self.first.month, []
        while (day := date(year, month, 1)) <= self.last:
            if day >= self.first:
                found.append(day)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
            if year > 9998:
                break
        return found


def timeline(
    marks: Sequence[Mark],
    lanes: Sequence[tuple[str, str]],
    period: tuple[date, date],
    days: Days,
    *,
    title: str,
    describe: str,
) -> str:
    """Marks in lanes over the days of a period; ``lanes``: keys with their names, from top to bottom.

    ``days``: the address of the same for some days, to which the names of the axis lead. Empty without marks.
    """
    if not marks:
        return ""
    scale = Scale(*_wider(*period))
    parts: list[str] = []
    top = float(HEAD)
    for key, name in lanes:
        inside = [mark for mark in marks if mark.lane == key]
        labelled = len(marks) <= LABELLED
        rows, over = _packed(inside, scale, labelled=labelled)
        if labelled and over:
            labelled = False
            rows, over = _packed(inside, scale, labelled=False)
        height = max(1, len(rows)) * ROW + 2 * PAD
        parts += _lane(name, top, height)
        for number, row in enumerate(rows):
            y = top + PAD + number * ROW + ROW / 2
            parts += [_drawn(mark, scale, y, labelled=labelled) for mark in row]
        parts += [_counted(x, n, top + height - 4) for x, n in over]
        top += height
    return _svg("".join((*_axis(scale, top, days), *parts)), top + 6, title, describe)


def _lane(name: str, top: float, height: float) -> list[str]:
    lines = [name] if len(name) <= LANE_LETTERS + 1 else wrap(name, LANE_LETTERS)
    shown = [cut(words, LANE_LETTERS + 1) for words in (*lines[:1], *([" ".join(lines[1:])] if lines[1:] else []))]
    first = top + (24 if len(shown) == 1 else 17)
    spans = (f'<tspan x="8" y="{first + 15 * n:g}">{escape(words)}</tspan>' for n, words in enumerate(shown))
    return [
        f'<rect class="lane" x="0" y="{top:g}" width="{WIDTH}" height="{height:g}"/>',
        f'<text class="lane-name">{" ".join(spans)}<title>{escape(name)}</title></text>',
    ]


def _axis(scale: Scale, bottom: float, days: Days) -> list[str]:
    """The ticks; the name of each leads to the days until the next."""
    ticks = scale.ticks()
    ends = [day - timedelta(days=1) for day, _ in ticks[1:]] + [scale.last]
    made = []
    for (day, words), end in zip(ticks, ends, strict=True):
        if end - day >= timedelta(days=2):
            words = f'<a class="to" href="{escape(days(day, end), quote=True)}">{escape(words)}</a>'
        else:
            words = escape(words)
        made.append(_tick(scale.x(day), words, bottom))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many things happened in some days."""

    lane: str
    start: date
    end: date
    count: int
    title: str
    href: str


TALL = 44


def density(
    bars: Sequence[Bar],
    lanes: Sequence[tuple[str, str]],
    period: tuple[date, date],
    days: Days,
    *,
    title: str,
    describe: str,
) -> str:
    """Bars in lanes over the days of a period, each linked; their heights go with the root of their counts."""
    scale = Scale(*_wider(*period))
    most = max((bar.count for bar in bars), default=1)
    parts: list[str] = []
    top = float(HEAD)
    for key, name in lanes:
        parts += _lane(name, top, TALL + PAD)
        for bar in (b for b in bars if b.lane == key):
            left, right = scale.x(bar.start), scale.x(bar.end + timedelta(days=1))
            high = max(2.0, round((bar.count / most) ** 0.5 * TALL, 1))
            parts.append(
                f'<a href="{escape(bar.href, quote=True)}" class="mark m-{escape(key if key in KNOWN else "other")}">'
                f'<title>{escape(bar.title)}</title><rect x="{left:g}" y="{top + PAD / 2 + TALL - high:g}" '
                f'width="{max(2.0, right - left - 1):g}" height="{high:g}"/></a>'
            )
        top += TALL + PAD
    return _svg("".join((*_axis(scale, top, days), *parts)), top + 6, title, describe)


def _wider(first: date, last: date) -> tuple[date, date]:
    if (last - first).days >= 6:
        return first, last
    room = timedelta(days=3)
    return (first - room if first > date.min + room else first, last + room if last < date.max - room else last)


def _packed(marks: Iterable[Mark], scale: Scale, *, labelled: bool) -> tuple[list[list[Mark]], list[tuple[float, int]]]:
    """Rows of marks that do not touch, and how many did not fit at which place."""
    rows: list[list[Mark]] = []
    ends: list[float] = []
    over: dict[float, int] = {}
    for mark in sorted(marks, key=lambda m: (m.start, m.end, m.title)):
        begin, end = scale.x(mark.start) - 9, scale.x(mark.end) + 9
        if labelled:
            length, side = _length(mark), _side(mark, scale)
            begin, end = begin - length * (side == "before"), end + length * (side == "after")
        row = next((i for i, taken in enumerate(ends) if taken <= begin), None)
        if row is None and len(rows) < MOST_ROWS:
            rows.append([])
            ends.append(0.0)
            row = len(rows) - 1
        if row is None:
            place = round(scale.x(mark.start) / 40) * 40.0
            over[place] = over.get(place, 0) + 1
            continue
        rows[row].append(mark)
        ends[row] = end
    return rows, sorted(over.items())


def _length(mark: Mark) -> float:
    """How wide the label of a mark is; that of one on which reports differ is bold and has a sign behind it."""
    letters = len(cut(mark.label, MOST_LETTERS))
    return (BOLD * (letters + 2) if mark.flagged else LETTER * letters) + 8


def _side(mark: Mark, scale: Scale) -> Literal["after", "before", "above"]:
    """Where a label has room: after the mark, before it, or above the long bar of one that has neither."""
    length = _length(mark)
    if scale.x(mark.end) + 9 + length <= WIDTH:
        return "after"
    return "before" if scale.x(mark.start) - 9 - length >= LEFT else "above"


def _drawn(mark: Mark, scale: Scale, y: float, *, labelled: bool) -> str:
    left, right = scale.x(mark.start), scale.x(mark.end)
    classes = f"mark m-{mark.kind}" + (" hollow" if mark.hollow else "") + (" flagged" if mark.flagged else "")
    side = _side(mark, scale) if labelled else "after"
    above = side == "above"
    low, high = (y + 3, 4) if above else (y - 3, 6)
    bar = f'<rect class="span" x="{left:g}" y="{low:g}" width="{right - left:g}" height="{high}"/>' * (right > left)
    words = ""
    if labelled:
        label = escape(cut(mark.label, MOST_LETTERS)) + (" !" if mark.flagged else "")
        begin = (left if above else right) + 10
        place = f'x="{left - 10:g}" text-anchor="end"' if side == "before" else f'x="{begin:g}"'
        words = f'<text class="label" {place} y="{y + (0 if above else 4):g}">{label}</text>'
    shape = _shape(mark.kind, left, y)
    return (
        f'<a href="{escape(mark.href, quote=True)}" class="{classes}">'
        f"<title>{escape(mark.title)}</title>{bar}{shape}{words}</a>"
    )


def _shape(kind: str, x: float, y: float) -> str:
    """A circle for contacts, a square for steps, a diamond for positions, a stroke for anything else."""
    if kind == "meeting":
        return f'<circle cx="{x:g}" cy="{y:g}" r="6"/>'
    if kind == "measure":
        return f'<rect x="{x - 5.5:g}" y="{y - 5.5:g}" width="11" height="11"/>'
    if kind == "position":
        return f'<path d="M{x:g} {y - 7:g} l7 7 l-7 7 l-7 -7 z"/>'
    return f'<path d="M{x - 2:g} {y - 7:g} h4 v14 h-4 z"/>'


def _counted(x: float, number: int, y: float) -> str:
    return f'<text class="over" x="{x:g}" y="{y:g}" text-anchor="middle">+{number}</text>'


def _tick(x: float, words: str, bottom: float) -> str:
    anchor = "end" if x > WIDTH - 40 else "start" if x < LEFT + 30 else "middle"
    return (
        f'<line class="tick" x1="{x:g}" y1="{HEAD - 6}" x2="{x:g}" y2="{bottom:g}"/>'
        f'<text class="tick-name" x="{x:g}" y="{HEAD - 12}" text-anchor="{anchor}">{words}</text>'
    )


def cut(words: str, most: int) -> str:
    """The words, cut where they are longer."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _svg(inside: str, height: float, title: str, describe: str) -> str:
    return (
        f'<svg class="chart" role="group" viewBox="0 0 {WIDTH} {height:g}" aria-label="{escape(title, quote=True)}">'
        f"<desc>{escape(describe)}</desc>{inside}</svg>"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A stance on a day; ``level``: its place from unyielding (0) to yielding."""

    day: date
    level: int
    title: str
    href: str
    kind: str
    flagged: bool = False


def steps(points: Sequence[Point], levels: Sequence[str], *, title: str, describe: str) -> str:
    """A line that goes from level to level, the first of ``levels`` lowest; empty without points."""
    if not points:
        return ""
    scale = Scale(*_wider(points[0].day, points[-1].day))
    top, gap = HEAD + 12, 26
    bottom = top + gap * (len(levels) - 1)

    def y(level: int) -> int:
        return bottom - level * gap

    parts = [_tick(scale.x(day), escape(words), bottom + 8) for day, words in scale.ticks()]
    for level, name in enumerate(levels):
        parts.append(f'<line class="level" x1="{LEFT}" y1="{y(level)}" x2="{WIDTH - RIGHT}" y2="{y(level)}"/>')
        parts.append(f'<text class="lane-name" x="8" y="{y(level) + 4}">{escape(name)}</text>')
    path = f"M{scale.x(points[0].day):g} {y(points[0].level)}"
    for point in points[1:]:
        path += f" H{scale.x(point.day):g} V{y(point.level)}"
    parts.append(f'<path class="course" d="{path}"/>')
    for point in points:
        x, place = scale.x(point.day), y(point.level)
        classes = f"mark t-{point.kind}" + (" flagged" if point.flagged else "")
        parts.append(
            f'<a href="{escape(point.href, quote=True)}" class="{classes}"><title>{escape(point.title)}</title>'
            f'<circle cx="{x:g}" cy="{place}" r="6.5"/></a>'
        )
    return _svg("".join(parts), bottom + 16, title, describe)


def bars(counts: Sequence[int], *, title: str) -> str:
    """A row of small bars."""
    most, gap, height = max(counts, default=0), 5, 20
    if not most:
        return ""
    drawn = "".join(
        f'<rect x="{number * gap}" y="{height - max(1, round(n / most * height))}" width="{gap - 1}" '
        f'height="{max(1, round(n / most * height))}"/>'
        for number, n in enumerate(counts)
        if n
    )
    return (
        f'<svg class="bars" role="img" viewBox="0 0 {len(counts) * gap} {height}" '
        f'aria-label="{escape(title, quote=True)}">{drawn}</svg>'
    )
