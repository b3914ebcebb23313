"""Measure meetings against MEND: ``python quality/mend.py [CSV] --set eligible|all --limit N --misses N``.

Each passage is read as an article of its own, published on the last day of the event's month that it writes out, else
at the end of that month (MEND does not keep the date of a report), and coded by the exporter ``mend``; of the rows
coded, the one that fits the event best is compared. Names are folded through the actor packs: aliases, adjectives and
peoples to the name, organs to whom they belong (``--organs`` keeps these apart). The shared folder comes from
DRAGOMAN_SHARED or ``--shared``.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import os
import random
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dragoman import pipeline
from dragoman.export.mend import COLUMNS, PLACE, mend_events
from dragoman.export.mend_facts import Facts
from dragoman.packs import Packs, load_packs
from dragoman.readers.text import article_from_text

Row = Mapping[str, str]
FIGURES = ("place", "people", "third parties", "local parties")
LISTS = {"people": "individual_med_named", "third parties": "third_party", "local parties": "local_parties"}
FLOORS = {
    "eligible": {"place": 0.80, "people": 0.85, "third parties": 0.65, "local parties": 0.55, "day": 0.85},
    "all": {"place": 0.60, "third parties": 0.55},
}
ROUNDS, SEED = 1000, 7
REGIME = re.compile(r"^(?P<state>[^():;]+?) \(\s*\d{4}\s*-[^)]*\)\s*(?P<rest>.*)$")  # Libya (2021-) National Unity


class Folding:
    """Names to one spelling."""

    def __init__(self, packs: Packs, *, organs: bool = False) -> None:
        self.organs = organs
        self.names: dict[str, str] = {}
        self.of = {a.name: a.of for a in packs.actors if a.kind == "organ" and a.of}
        self.people: dict[str, str] = {}
        for actor in (a for a in packs.actors if a.kind == "person"):
            for form in (actor.name, *actor.aliases):
                self.people.setdefault(bare(form), actor.name)
        listed = [a for a in packs.actors if a.kind not in ("outlet", "person")]
        for actor in listed:
            self.names.setdefault(bare(actor.name), actor.name)
        for actor in listed:
            for form in (*actor.aliases, *actor.adjectives, *actor.people):
                self.names.setdefault(bare(form), actor.name)

    def party(self, name: str) -> str:
        """The plain name of a party."""
        for form in _forms(name):
            if bare(form) in self.names:
                found = self.names[bare(form)]
                for _ in range(3):
                    if self.organs or found not in self.of:
                        break
                    found = self.of[found]
                return found
        return bare(name)

    def person(self, name: str) -> str:
        """The plain name of a person."""
        return self.people.get(bare(name), name)


def _forms(name: str) -> Iterator[str]:
    """The name, then its parts where MEND joins two: "STC: Southern ...", "Libya (2021-) National Unity"."""
    yield name
    regime = REGIME.match(name)
    if regime:
        yield regime["rest"] or regime["state"]
        yield f"Government of {regime['rest']}"
        yield regime["state"]
    yield from (part for part in reversed(name.split(": ")) if part != name)  # the name, then its letters
    yield re.sub(r"\s*\(.*?\)\s*", " ", name).strip()


def bare(name: str) -> str:
    """Letters and digits alone, without marks and case."""
    plain = unicodedata.normalize("NFKD", name).lower()
    return "".join(c for c in plain if c.isalnum())


def same_person(first: str, second: str) -> bool:
    """The same letters, nearly, or the same names but for titles, fathers and vowels (spellings differ)."""
    one, two = bare(first), bare(second)
    if one == two or (abs(len(one) - len(two)) <= 2 and len(one) > 8 and _distance(one, two) <= 2):
        return True
    parts, others = sounds(first), sounds(second)
    fewer, more = sorted((parts, others), key=len)
    return len(fewer) > 1 and fewer <= more


def sounds(name: str) -> frozenset[str]:
    """Each part of a name without vowels, articles and doubled letters: Abdel Fattah al-Burhan -> bdlfth, brhn."""
    plain = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘`")
    plain = re.sub(r"\b(?:abdel|abdul|abd al|abd el|abdal)[\s-]*(?:al-)?", "abdal", plain)
    parts = (re.sub(r"^al(?=\w{4})", "", part) for part in re.findall(r"[a-z]+", plain))
    kept = (part for part in parts if part not in PARTICLES)
    return frozenset(re.sub(r"(.)\1+", r"\1", re.sub(r"(?<=.)[aeiouyw]|(?<=[tdgk])h", "", p)) for p in kept)


PARTICLES = {"al", "el", "bin", "ben", "ibn", "bint", "the", "de", "von", "van", "ould", "as", "ad", "ash", "abu"}


def _distance(first: str, second: str) -> int:
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        new = [i]
        for j, b in enumerate(second, 1):
            new.append(min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (a != b)))
        row = new
    return row[-1]


@dataclass
class Compared:
    """Of one event: right, coded and expected values a figure; ``day``: right or wrong, None if not in the passage."""

    event: str
    counts: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    day: bool | None = None
    wrong: list[str] = field(default_factory=list)

    @property
    def rank(self) -> tuple[float, int]:
        """Right values count, spurious ones cost half."""
        score = sum(2 * right - 0.5 * (coded - right) for right, coded, _ in self.counts.values())
        return score + (2 if self.day else 0), -len(self.wrong)


def compare(gold: Row, coded: Row, folding: Folding) -> Compared:
    """One coded row against one event."""
    made = Compared(gold["med_event_ID"])
    expected = {place(gold[PLACE], folding)} - {""}
    found = {place(coded.get(PLACE, ""), folding)} - {""}
    _count(made, "place", expected, found)
    for figure, column in LISTS.items():
        fold = folding.person if figure == "people" else folding.party
        _count(made, figure, listed(gold[column], fold), listed(coded.get(column, ""), fold))
    if gives_day(gold):
        days = [int(coded.get(name) or 0) == int(gold[name]) for name in ("Day", "Month", "Year")]
        made.day = all(days)
        if not made.day:
            shown = "-".join(coded.get(name) or "?" for name in ("Year", "Month", "Day"))
            made.wrong.append(f"day: {shown} for {gold['Year']}-{gold['Month']}-{gold['Day']}")
    return made


def _count(made: Compared, figure: str, expected: set[str], found: set[str]) -> None:
    right = {e for e in expected if any(same_person(e, f) if figure == "people" else e == f for f in found)}
    spare = {f for f in found if not any(same_person(e, f) if figure == "people" else e == f for e in expected)}
    made.counts[figure] = (len(right), len(right) + len(spare), len(expected))
    if right != expected or spare:
        missed = ", ".join(sorted(expected - right)) or "-"
        made.wrong.append(f"{figure}: missed {missed}; spurious {', '.join(sorted(spare)) or '-'}")


def listed(cell: str, fold: object) -> set[str]:
    """The folded names of a cell."""
    assert callable(fold)
    return {fold(part.strip()) for part in cell.split(";") if part.strip()}


def place(cell: str, folding: Folding) -> str:
    """The city, or the country where no city is given; empty where nothing is known."""
    if not cell or cell == "unknown":
        return ""
    first = cell.split(",")[0].strip()
    found = folding.party(first) if "," not in cell else first
    return bare(PLACES.get(bare(found), found))


PLACES = {"sanaa": "Sanaa", "sana": "Sanaa", "newyorkcity": "New York", "washingtondc": "Washington"}


def gives_day(gold: Row) -> bool:
    """Whether the passage itself gives the event's day and month."""
    return bool(gold["Day"]) and int(gold["Day"]) in days_written(gold)


def days_written(gold: Row) -> set[int]:
    """Days of the event's month that the passage writes out ("7 April", "April 7th", "29 to 30 October")."""
    month = calendar.month_name[int(gold["Month"])]
    name = rf"(?:{month}|{month[:3]}\.?|{month[:4]}\.)"
    day = r"(\d{1,2})(?:st|nd|rd|th)?"
    span = rf"{day}(?:\s*(?:-|–|to|and)\s*{day})?"
    pattern = rf"\b(?:{span}\s+(?:of\s+)?{name}|{name}\s+{span})\b"
    found = re.finditer(pattern, gold["Summary"], re.IGNORECASE)
    return {int(number) for match in found for number in match.groups() if number}


def published(gold: Row) -> datetime:
    """A day of publication: the last one of the month that the passage writes out, else the end of the month."""
    year, month = int(gold["Year"]), int(gold["Month"])
    end = calendar.monthrange(year, month)[1]
    return datetime(year, month, max((d for d in days_written(gold) if 0 < d <= end), default=end), tzinfo=UTC)


def read(rows: Iterable[Row], packs: Packs) -> Iterator[tuple[Row, list[Row]]]:
    """Each event with the rows coded from its passage."""
    reader = pipeline.build_reader(packs, ["meetings"])
    facts = Facts(packs)
    for row in rows:
        lexicon = reader.lexicons.get("furniture", {})
        article = article_from_text(row["Summary"], key=row["med_event_ID"], published=published(row), lexicon=lexicon)
        claims, failures = pipeline.read_article(article, reader)
        for failure in failures:
            print("FAILURE", failure, file=sys.stderr)
        yield row, [event.values for event in mend_events([(article, claims)], facts=facts)]


def best(gold: Row, coded: Sequence[Row], folding: Folding) -> Compared:
    """The coded row that fits best, else an empty one."""
    return max((compare(gold, row, folding) for row in (*coded, {})), key=lambda made: made.rank)


def figures(results: Sequence[Compared]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each figure; for the day the share that is right."""
    made = {}
    for name in FIGURES:
        right, coded, expected = (sum(r.counts[name][i] for r in results) for i in range(3))
        made[name] = (right / max(coded, 1), right / max(expected, 1), 2 * right / max(coded + expected, 1))
    days = [r.day for r in results if r.day is not None]
    share = sum(days) / max(len(days), 1)
    made["day"] = (share, share, share)
    return made


def interval(results: Sequence[Compared]) -> dict[str, tuple[float, float]]:
    """The middle 95 % of the figures of samples drawn from the events with replacement."""
    chance = random.Random(SEED)
    drawn = [figures(chance.choices(results, k=len(results))) for _ in range(ROUNDS)]
    low, high = int(ROUNDS * 0.025), int(ROUNDS * 0.975)
    ordered = {name: sorted(d[name][2] for d in drawn) for name in (*FIGURES, "day")}
    return {name: (values[low], values[high]) for name, values in ordered.items()}


def show(label: str, results: Sequence[Compared], floors: Mapping[str, float]) -> bool:
    """Print the figures of a set; whether all floors are reached."""
    reached = True
    spread = interval(results)
    print(f"{label}: {len(results)} events, {sum(r.day is not None for r in results)} with the day in the passage")
    for name, (precision, recall, f1) in figures(results).items():
        floor = floors.get(name)
        low = floor is not None and f1 < floor
        reached &= not low
        text = f"  floor {floor:.2f}{'  BELOW' if low else ''}" if floor is not None else ""
        within = f"[{spread[name][0]:.3f}-{spread[name][1]:.3f}]"
        print(f"{name:14} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} {within}{text}")
    return reached


def main() -> int:
    """Read, compare, print; exit 1 below a floor when the whole set was read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("csv", type=Path, nargs="?", help="another file in MEND's columns")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--set", choices=("eligible", "all", "both"), default="eligible")
    parser.add_argument("--limit", type=int, default=0, help="only so many events, spread over the file")
    parser.add_argument("--misses", type=int, default=0, help="show so many events that were got wrong")
    parser.add_argument("--passages", action="store_true", help="show their passages too")
    parser.add_argument("--organs", action="store_true", help="keep organs and missions apart from whom they belong to")
    args = parser.parse_args()
    folder = args.shared / "data" / "mend"
    with (args.csv or folder / "mend_2018-2023.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if set(COLUMNS) <= set(row)]
    listed_ids = (folder / "eligible_ids.txt").read_text(encoding="utf-8").split()
    eligible = set(listed_ids) if args.csv is None else {row["med_event_ID"] for row in rows}
    if args.set == "eligible":
        rows = [row for row in rows if row["med_event_ID"] in eligible]
    if args.limit:
        rows = rows[:: max(1, len(rows) // args.limit)][: args.limit]
    packs = load_packs()
    folding = Folding(packs, organs=args.organs)
    read_rows = [(row, best(row, coded, folding)) for row, coded in read(rows, packs)]
    reached = True
    if args.set in ("eligible", "both"):
        part = [made for row, made in read_rows if row["med_event_ID"] in eligible]
        reached &= show("eligible", part, FLOORS["eligible"])
    if args.set in ("all", "both"):
        reached &= show("all", [made for _, made in read_rows], FLOORS["all"])
    shown = [(row, made) for row, made in read_rows if made.wrong][: args.misses]
    for row, made in shown:
        print(f"{made.event} {row['conflict_country']}: {' | '.join(made.wrong)}")
        if args.passages:
            print(f"    {row['Summary'][:600]}")
    return 0 if reached or args.limit else 1


if __name__ == "__main__":
    sys.exit(main())
