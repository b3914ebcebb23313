"""Which issue and which stance is taken for which: ``python quality/confusion.py [--set ...] [--write]``.

Pairs the positions found with those annotated (passages with a Dice of 0.3 or more, the same party, best first, one to
one) and counts. ``--write`` puts the tables between the marks of ``docs/explanation/confusions.md``; no text is quoted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import gold

PAGE = Path("docs/explanation/confusions.md")
BEGIN, END = "<!-- tables: written by quality/confusion.py -->", "<!-- end of tables -->"
OVERLAP = 0.3
STANCES = ("demands", "rejects", "accepts", "offers", "open_to", "conditional")
SECTIONS = (
    ("Texts never trained on", ("seeds", "mediation")),
    ("Texts that the heads learned from", ("annotations",)),
)
STAGES = ["statements", "tagged", "speakers", "positions"]
Row = dict[str, Any]
Pair = tuple[Row | None, Row | None]  # annotated, found


def pairs(shared: Path, name: str) -> Iterator[Pair]:
    """The annotated and the found positions of a set, side by side."""
    module = gold.scorer(shared)
    annotated = gold.marked(shared, name)
    with tempfile.TemporaryDirectory() as scratch:
        options = argparse.Namespace(
            packs=gold.PACKS, stages=STAGES, tagger=False, conflict=None, out=Path(scratch) / "found"
        )
        gold.evaluate(shared, name, options=options)
        for key, text, _ in gold.texts(shared, name):
            wanted = json.loads(annotated[key])["positions"]
            given = json.loads((options.out / f"{key}.json").read_text(encoding="utf-8"))["positions"]
            yield from matched(wanted, given, module.Document(text), module)


def matched(wanted: Sequence[Row], given: Sequence[Row], document: Any, module: ModuleType) -> Iterator[Pair]:
    """Positions of one text: pairs of one passage and party, then what has no partner."""
    close = []
    near: set[int] = set()
    for i, row in enumerate(wanted):
        for j, other in enumerate(given):
            places = [
                module.dice(a, b) for a in document.places(row["evidence"]) for b in document.places(other["evidence"])
            ]
            dice = max(places, default=0.0)
            if dice >= OVERLAP:
                near.add(i)
            if dice >= OVERLAP and row["party"] == other["party"]:
                agreed = (row["issue"] == other["issue"]) + (row["stance"] == other["stance"])
                close.append((-agreed, -round(dice, 2), i, j))
    left, free = set(range(len(wanted))), set(range(len(given)))
    for _, _, i, j in sorted(close):
        if i in left and j in free:
            left.remove(i)
            free.remove(j)
            yield wanted[i], given[j]
    yield from ((wanted[i] | {"near": i in near}, None) for i in sorted(left))
    yield from ((None, given[j]) for j in sorted(free))


def issue_table(found: Sequence[Pair]) -> Iterator[str]:
    """A row for each issue: how often it was told right, missed, and taken for what."""
    yield "| annotated issue | positions | right | taken for | found for other party or issue | not found |"
    yield "|---|---|---|---|---|---|"
    issues = Counter(row["issue"] for row, _ in found if row)
    for issue, count in sorted(issues.items(), key=lambda item: (-item[1], item[0])):
        others = Counter(other["issue"] if other else None for row, other in found if row and row["issue"] == issue)
        right, missed = others.pop(issue, 0), others.pop(None, 0)
        near = sum(row["near"] for row, other in found if row and other is None and row["issue"] == issue)
        taken = ", ".join(f"{name} {n}" for name, n in sorted(others.items(), key=lambda i: (-i[1], str(i[0]))))
        yield f"| {issue} | {count} | {right} | {taken} | {near or ''} | {missed - near or ''} |"


def stance_table(found: Sequence[Pair]) -> Iterator[str]:
    """Annotated stances against found ones, of passages that were found on the right issue."""
    same = [(row, other) for row, other in found if row and other and row["issue"] == other["issue"]]
    counts = Counter((row["stance"], other["stance"]) for row, other in same)
    yield "| annotated stance | " + " | ".join(STANCES) + " | right |"
    yield "|---" * (len(STANCES) + 2) + "|"
    for stance in STANCES:
        row_counts = [counts[stance, other] for other in STANCES]
        total = sum(row_counts)
        share = f"{counts[stance, stance] / total:.0%}" if total else ""
        yield f"| {stance} | " + " | ".join(str(n or "") for n in row_counts) + f" | {share} |"


def tables(found: Sequence[Pair]) -> str:
    """Both tables with a line on what they count."""
    paired = [(row, other) for row, other in found if row and other]
    wanted, given = sum(row is not None for row, _ in found), sum(other is not None for _, other in found)
    right = sum(row["issue"] == other["issue"] for row, other in paired)
    both = sum((row["issue"], row["stance"]) == (other["issue"], other["stance"]) for row, other in paired)
    lines = [
        f"{wanted} positions annotated, {given} found; {len(paired)} pairs with the same passage and party, {right} of "
        f"them on the same issue, {both} with the same stance too.",
        "",
        *issue_table(found),
        "",
        *stance_table(found),
    ]
    return "\n".join(lines)


def main() -> int:
    """Count, print or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--set", nargs="+", choices=gold.SETS)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        print(f"no annotated texts in {args.shared}: nothing counted (set DRAGOMAN_SHARED)")
        return 0
    made = "\n\n".join(sections(args.shared, args.set))
    if not args.write:
        print(made)
        return 0
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{made}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


def sections(shared: Path, chosen: Sequence[str] | None) -> Iterator[str]:
    """The tables of the sets asked for, or of all, those never trained on first."""
    for title, sets in SECTIONS:
        names = [name for name in sets if chosen is None or name in chosen]
        if names:
            yield f"### {title}"
            yield tables([pair for name in names for pair in pairs(shared, name)])


if __name__ == "__main__":
    sys.exit(main())
