"""Measure time expressions: ``python quality/timenorm.py`` (``--set timenorm|gum|both``, ``--misses N``).

``timenorm``: each expression is read by itself, with the document's date as day of publication, and counts as right
if its value is that of the set (TIMEX3 notation). A reference to no day (``PRESENT_REF`` of "now") is right where no
day is given; the share without these is printed too. ``gum``: dates in whole news texts, right if they overlap and mean
the same days. The shared folder comes from DRAGOMAN_SHARED or ``--shared``.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

from dragoman import pipeline
from dragoman.model.article import Block, Piece
from dragoman.model.when import When
from dragoman.packs import load_packs
from dragoman.readers.text import article_from_text
from dragoman.reading.dates import TimeExpression, find_times
from dragoman.reading.reading import Reading

FLOORS = {"timenorm": 0.85, "gum": 0.80}
UNITS = {"minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
         "decade": "E", "century": "C", "fortnight": "W"}  # fmt: skip
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
LIMITS = ("notBefore", "notAfter")
REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


@dataclass(frozen=True, slots=True)
class Expression:
    """One row of the set: words, kind, value, and the date of its document."""

    words: str
    kind: str
    value: str
    day: date


def rows(path: Path) -> Iterator[Expression]:
    """All rows; the first of a block only dates it."""
    day: date | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 3:
            day = None
        elif day is None:
            day = date.fromisoformat(fields[2][:10])
        else:
            yield Expression(fields[0], fields[1], fields[2], day)


def interval_of(value: str) -> tuple[date, date] | None:
    """First and last day of a calendar value; None where it names no days."""
    value = value.split("T")[0] if re.match(r"\d{4}-", value) else value
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = date(*(int(part) for part in match.groups()))
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-Q(\d)", value):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3 * int(match[2]))
    if match := re.fullmatch(r"(\d{4})-H(\d)", value):
        return _months(int(match[1]), 6 * int(match[2]) - 5, 6 * int(match[2]))
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(match[1]), *SEASONS[match[2]])
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), min(int(match[2]), 52), 1)
        return (monday + timedelta(5), monday + timedelta(6)) if match[3] else (monday, monday + timedelta(6))
    if match := re.fullmatch(r"(\d{2,4})X{0,2}", value):
        return _years(match[1]) if len(value) in (len(match[1]), 4) else None
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    after = last + 1
    end = date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1) - timedelta(1)
    return date(year, first, 1), end


def _years(value: str) -> tuple[date, date]:
    width = 10 ** (4 - len(value))
    first = int(value) * width
    return date(max(first, 1), 1, 1), date(first + width - 1, 12, 31)


def right(expected: Expression, found: Sequence[TimeExpression]) -> bool:
    """Whether one of the expressions found has the value expected; a reference to no day has none in our notation."""
    if expected.value in REFERENCES:
        return not any(time.when.known and time.when.precision == "day" for time in found)
    return any(_same(expected, time) for time in found)


def _same(expected: Expression, time: TimeExpression) -> bool:
    value = expected.value
    days = interval_of(value)
    if days is not None:
        return (time.when.start, time.when.end) == days or _part_of(days, time)
    if expected.kind == "SET" or value.startswith("XXXX"):
        return time.kind == "set"
    if value.startswith("P"):
        return _same_length(value, time) or _reaches(value, expected.day, time)
    if match := re.match(r"(\d{4})-(?:WXX|QX|XX|WX)", value):
        return time.when.start is not None and int(match[1]) in (time.when.start.year, (time.when.end or date.max).year)
    return False


SIZES = {"week": (7, 7), "month": (28, 31), "season": (89, 184), "year": (365, 366), "range": (3652, 36525)}


def _part_of(days: tuple[date, date], time: TimeExpression) -> bool:
    """TIMEX3 keeps "early" and the like out of the value: "early 1990" has the value 1990."""
    start, end = time.when.start, time.when.end
    least, most = SIZES.get(time.when.precision, (0, 0))
    size = (days[1] - days[0]).days + 1
    if start is None or end is None or not least <= size <= most:
        return False
    return days[0] <= start <= end <= days[1] and 4 * ((end - start).days + 1) >= size


def _reaches(value: str, day: date, time: TimeExpression) -> bool:
    """ "the past two months" is a length there and the days from then to now here."""
    match = re.fullmatch(r"P(\d+)([DWMQYEC])", value)
    if match is None or time.when.start is None or time.when.end is None:
        return False
    days = int(match[1]) * {"D": 1, "W": 7, "M": 30.44, "Q": 91.3, "Y": 365.25, "E": 3652.5, "C": 36525}[match[2]]
    return abs((time.when.end - time.when.start).days - days) <= 2 and day in (time.when.start, time.when.end)


EQUAL: dict[str, tuple[int, str]] = {"E": (10, "Y"), "C": (100, "Y")}


def _same_length(value: str, time: TimeExpression) -> bool:
    """Whether the length is the one named; ten years are a decade."""
    if value == "PXX":
        return time.kind == "duration" and time.amount is None and time.unit is None
    match = re.match(r"P(T?)(X+|\d+)([YMWDQEHCMS])", value)
    if match is None or time.unit is None:
        return False
    unit, expected = UNITS.get(time.unit, ""), match[1] + match[3]
    if time.amount is None or match[2].startswith("X"):
        return unit == expected and time.amount is None and match[2].startswith("X")
    amount = time.amount * (2 if time.unit == "fortnight" else 1)
    said, meant = EQUAL.get(unit, (1, unit)), EQUAL.get(expected, (1, expected))
    return said[1] == meant[1] and bool(amount * said[0] == int(match[2]) * meant[0])


class Texts:
    """Reads texts with the parts of a reader."""

    def __init__(self) -> None:
        self.reader = pipeline.build_reader(load_packs(), [])

    def read(self, text: str, day: date) -> Reading:
        """A Reading published that day."""
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return pipeline.open_reading(article_from_text(text, key="text", published=moment), self.reader)

    def read_whole(self, text: str, day: date) -> Reading:
        """The same with nothing left out of the text (a dateline, a list of sources)."""
        first = self.read("Text.", day).article
        blocks = [Block(start=m.start(), end=m.end(), kind="paragraph") for m in re.finditer(r"[^\n]+", text)]
        piece = Piece(start=0, end=len(text), raw_start=0, raw_end=len(text))
        article = replace(first, text=text, raw=text, pieces=(piece,), blocks=tuple(blocks))
        return pipeline.open_reading(article, self.reader)


def timenorm(path: Path, texts: Texts, limit: int) -> tuple[float, list[str]]:
    """Share of expressions with the right value, and those that have another one."""
    wrong: list[str] = []
    by_kind: Counter[tuple[str, bool]] = Counter()
    references = right_references = 0
    listed = list(rows(path))
    for expected in listed[:: max(1, len(listed) // limit)] if limit else listed:
        found = find_times(texts.read(framed(expected.words), expected.day))
        good = right(expected, found)
        by_kind[expected.kind, good] += 1
        references += expected.value in REFERENCES
        right_references += good and expected.value in REFERENCES
        if not good:
            shown = ", ".join(f"{t.words}={t.when or t.amount or t.kind}" for t in found) or "nothing"
            wrong.append(f"{expected.words!r} {expected.kind} {expected.value} ({expected.day}): {shown}")
    for kind in sorted({kind for kind, _ in by_kind}):
        well, bad = by_kind[kind, True], by_kind[kind, False]
        print(f"  {kind:9} {well / (well + bad):.3f} ({well} of {well + bad})")
    total = sum(by_kind.values())
    clear = (total - len(wrong) - right_references) / max(total - references, 1)
    print(f"  without the {references} references to no day (now, recently): {clear:.3f}")
    return 1 - len(wrong) / max(total, 1), wrong


def framed(words: str) -> str:
    """The words in a sentence that leaves the direction to them as news does: it tells what is past."""
    bare = re.fullmatch(r"(?:19|20)\d\d|[A-Z][a-z]+\.?", words)
    weekday = words.rstrip("s").endswith("day")
    preposition = ("on " if weekday else "in ") if bare else ""
    return f"Officials met {preposition}{words}."


def gum(folder: Path, texts: Texts) -> tuple[float, list[str]]:
    """F1 of dates in the news texts of GUM: by place and days."""
    right_ones = found_right = found_ones = expected_ones = 0
    wrong: list[str] = []
    for path in sorted(folder.glob("*.xml")):
        text, dates, day = _document(path)
        reading = texts.read_whole(text, day)
        times = [(t.start, t.end, t) for t in find_times(reading) if t.kind == "date" and t.when.known]
        used: set[tuple[int, int]] = set()
        for start, end, value, days in dates:
            near = [place for place in times if place[0] < end and start < place[1]]
            hit = next((p for p in near if days_match(days, p[2].when)), None)
            if hit is not None:
                used.add(hit[:2])
                right_ones += 1
            else:
                shown = ", ".join(f"{t.words}={t.when}" for _, _, t in near) or "nothing"
                wrong.append(f"{path.stem}: missed {text[start:end]!r} {value}: {shown}")
        wrong += [f"{path.stem}: spurious {t.words!r} {t.when}" for start, end, t in times if (start, end) not in used]
        found_ones += len(times)
        found_right += len(used)
        expected_ones += len(dates)
    precision, recall = found_right / max(found_ones, 1), right_ones / max(expected_ones, 1)
    print(f"  P {precision:.3f} R {recall:.3f} ({found_right}/{found_ones}, {right_ones} of {expected_ones})")
    return 2 * precision * recall / max(precision + recall, 1e-9), wrong


def days_match(days: tuple[date | None, date | None], when: When) -> bool:
    """Whether first and last day agree; an end that the set leaves open agrees with any.

    Of a stretch ("from 20 November to 11 December", "since 1958") the set marks the ends, each by itself.
    """
    first, last = days
    if when.precision == "range" and (first == when.start or last == when.end):
        return True
    return (first is None or when.start == first) and (last is None or when.end == last)


Dates = list[tuple[int, int, str, tuple[date | None, date | None]]]


def _document(path: Path) -> tuple[str, Dates, date]:
    """Text, dates (start, end, value) and day of one document; a date without a calendar value is left out."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    made = _Text()
    made.add(root)
    day = date.fromisoformat(root.attrib["dateCreated"][:10])
    return "".join(made.parts), made.dates, day


class _Text:
    """Running text of the tokens of a document, and where its dates stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.glued = False
        self.dates: Dates = []

    def add(self, node: ElementTree.Element) -> None:
        """The node's tokens and those below it."""
        start, first = self.length, len(self.parts)
        whole = node.tag == "w"
        self._tokens(node.text, glued=whole)
        for number, child in enumerate(node):
            self.add(child)
            self._tokens(child.tail, glued=whole and number + 1 < len(node))
        if node.tag in ("p", "head", "item", "caption"):
            self._put("\n\n")
        if node.tag == "date":
            named = ("when", "when") if "when" in node.attrib else ("from", "to") if "to" in node.attrib else LIMITS
            values = [node.attrib.get(key) for key in named]
            spans = [interval_of(value) if value else None for value in values]
            if any(spans):
                days = (spans[0][0] if spans[0] else None, spans[-1][1] if spans[-1] else None)
                start += len(self.parts[first]) - len(self.parts[first].lstrip()) if first < len(self.parts) else 0
                self.dates.append((start, self.length, "/".join(v or "" for v in values), days))

    def _tokens(self, lines: str | None, *, glued: bool) -> None:
        for number, line in enumerate(x for x in (lines or "").splitlines() if x.strip()):
            word = line.split("\t")[0]
            tight = self.glued or word[0] in ".,;:!?)’'%" or (glued and number > 0)
            self._put(word if tight or not self.parts or self.parts[-1].endswith(("\n", "(")) else " " + word)
            self.glued = False

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


def main() -> int:
    """Measure and print; exit 1 below a floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--set", choices=("timenorm", "gum", "both"), default="both")
    parser.add_argument("--limit", type=int, default=0, help="only so many expressions, spread over the set")
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    texts = Texts()
    low = 0
    for name in ("timenorm", "gum") if args.set == "both" else (args.set,):
        data = args.shared / "data" / name
        print(name)
        if name == "timenorm":
            share, wrong = timenorm(data / "train.tsv", texts, args.limit)
        else:
            share, wrong = gum(data / "xml", texts)
        low += share < FLOORS[name]
        below = "  BELOW" if share < FLOORS[name] else ""
        print(f"{name} {share:.3f}  floor {FLOORS[name]:.2f}{below}")
        for line in wrong[: args.misses]:
            print("   ", line)
    return 1 if low and not args.limit else 0


if __name__ == "__main__":
    sys.exit(main())
