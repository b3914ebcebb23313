"""Scores of the tagger on PolNeAR, beside two rules and the direct quotations of textacy: one table."""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.reading.attribution import AttributionTagger
from dragoman.reading.attribution_links import ROLES

sys.path.append(str(Path(__file__).parents[1]))  # as a script, too, this file is one of a package

from quality.polnear_baselines import PUBLISHED, textacy_quotations, two_rules  # noqa: E402
from quality.polnear_corpus import QUOTED, WORD, MarkedAttribution, read_split  # noqa: E402

LEAST_SHARE = 0.5  # of words, for two spans to count as one
FLOORS: dict[str, float | int] = {
    "content words, F1": 0.91,
    "content, F1": 0.84,
    "content and source, F1": 0.76,
    "quoted, precision": 0.95,
    "quoted, recall": 0.92,
    "source hit, given the content": 0.91,
    "articles that raise an error": 0,
}


@dataclass(slots=True)
class Tally:
    """Counts of what was marked, found and right."""

    marked: int = 0
    found: int = 0
    right_found: int = 0
    right_marked: int = 0

    def add(self, marked: int, found: int, right: int, right_marked: int | None = None) -> None:
        """Add the counts of one article."""
        self.marked += marked
        self.found += found
        self.right_found += right
        self.right_marked += right if right_marked is None else right_marked

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the marked that was found."""
        return self.right_marked / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class WordPlaces:
    """The words of a text, and which of them stand in given spans."""

    def __init__(self, text: str) -> None:
        self.bounds = [match.span() for match in WORD.finditer(text)]
        self.ends = [end for _, end in self.bounds]
        self.quoted = self.inside([match.span() for match in QUOTED.finditer(text)])

    def inside(self, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        """Numbers of the words that overlap the spans."""
        found = set()
        for start, end in spans:
            place = bisect_right(self.ends, start)
            while place < len(self.bounds) and self.bounds[place][0] < end:
                found.add(place)
                place += 1
        return frozenset(found)

    def is_quoted(self, words: frozenset[int]) -> bool:
        """Say whether half of the words or more stand inside quotation marks."""
        return bool(words) and 2 * len(words & self.quoted) >= len(words)


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Dice coefficient of two sets; two empty sets are the same."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


ROW_NAMES = ("source words", "cue words", "content words", "content", "content and source", "content and source exact")


class Scores:
    """All rows of the table, summed over articles."""

    def __init__(self) -> None:
        self.rows = {name: Tally() for name in ROW_NAMES}
        self.quoted = Tally()
        self.sources = Tally()

    def add(self, text: str, marked: Sequence[MarkedAttribution], found: Sequence[MarkedAttribution]) -> None:
        """Compare what was found in one article with what was marked in it."""
        places = WordPlaces(text)
        for role in ("source", "cue", "content"):
            ours, theirs = (
                places.inside(span for one in many for span in getattr(one, role)) for many in (found, marked)
            )
            self.rows[f"{role} words"].add(len(theirs), len(ours), len(ours & theirs))
        gold = [(places.inside(one.content), places.inside(one.source)) for one in marked]
        mine = [(places.inside(one.content), places.inside(one.source)) for one in found]
        pairs = match_contents([content for content, _ in gold], [content for content, _ in mine])
        near = sum(share(gold[i][1], mine[j][1]) >= LEAST_SHARE for i, j in pairs)
        exact = sum(gold[i][1] == mine[j][1] for i, j in pairs)
        for name, right in (("content", len(pairs)), ("content and source", near), ("content and source exact", exact)):
            self.rows[name].add(len(gold), len(mine), right)
        gold_quoted = {i for i, (content, _) in enumerate(gold) if places.is_quoted(content)}
        mine_quoted = {j for j, (content, _) in enumerate(mine) if places.is_quoted(content)}
        self.quoted.add(
            len(gold_quoted),
            len(mine_quoted),
            sum(j in mine_quoted for _, j in pairs),
            sum(i in gold_quoted for i, _ in pairs),
        )
        with_source = [(i, j) for i, j in pairs if gold[i][1]]
        hits = sum(bool(gold[i][1] & mine[j][1]) for i, j in with_source)
        self.sources.add(len(with_source), len(with_source), hits)

    def table(self) -> dict[str, float | int]:
        """Name every row and its value."""
        rows: dict[str, float | int] = {}
        for name, tally in [*self.rows.items(), ("quoted", self.quoted)]:
            rows[f"{name}, precision"] = tally.precision
            rows[f"{name}, recall"] = tally.recall
            rows[f"{name}, F1"] = tally.f1
        return {**rows, "source hit, given the content": self.sources.recall}


def match_contents(marked: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Pair marked and found contents that share enough words, best first, one to one."""
    candidates = sorted(
        (-share(one, other), i, j) for i, one in enumerate(marked) for j, other in enumerate(found) if one & other
    )
    pairs: list[tuple[int, int]] = []
    taken_marked: set[int] = set()
    taken_found: set[int] = set()
    for negative, i, j in candidates:
        if -negative >= LEAST_SHARE and i not in taken_marked and j not in taken_found:
            pairs.append((i, j))
            taken_marked.add(i)
            taken_found.add(j)
    return pairs


def tagged(tagger: AttributionTagger, text: str) -> list[MarkedAttribution]:
    """Put the tagger's attributions in the shape of the marked ones."""
    return [
        MarkedAttribution(**{role: tuple((span.start, span.end) for span in getattr(one, role)) for role in ROLES})
        for one in tagger.tag(text)
    ]


def measure(folder: Path, find: Callable[[str], list[MarkedAttribution]]) -> dict[str, float | int]:
    """Score a way of finding attributions on every annotator's reading; an error is counted and passed over."""
    scores, failed = Scores(), set()
    answers: dict[str, list[MarkedAttribution]] = {}
    articles = list(read_split(folder))
    for article in articles:
        if article.name not in answers:
            try:
                answers[article.name] = find(article.text)
            except Exception as error:  # an article that raises is what this row counts
                failed.add(article.name)
                answers[article.name] = []
                print(f"{article.name}: {type(error).__name__}", file=sys.stderr)
        scores.add(article.text, article.attributions, answers[article.name])
    return {**scores.table(), "articles that raise an error": len(failed), "articles": len(answers)}


def columns(model: Path | None) -> dict[str, Callable[[str], list[MarkedAttribution]]]:
    """Name the ways of finding attributions that are compared."""
    tagger = AttributionTagger.load(model)
    found: dict[str, Callable[[str], list[MarkedAttribution]]] = {
        "model": lambda text: tagged(tagger, text),
        "two rules": two_rules,
    }
    if quotations := textacy_quotations():
        found["textacy"] = quotations
    else:
        print("textacy is left out: it is not installed (pip install textacy)", file=sys.stderr)
    return found


def main() -> int:
    """Print the table for one split, or write it as JSON; 1 when the model misses a floor on it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder that holds the splits")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--model", type=Path, help="folder of other weights than the shipped ones")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folder = options.corpus / options.split
    if not (folder / "attributions").is_dir():
        parser.error(f"{folder} holds no folder 'attributions'")
    tables = {name: measure(folder, find) for name, find in columns(options.model).items()}
    missed = any(not holds(name, tables["model"][name]) for name in FLOORS)
    if options.json:
        print(json.dumps({"split": options.split, **tables}, indent=2))
        return int(missed)
    print(f"PolNeAR {options.split}: {tables['model']['articles']} articles")
    print(f"{'':44}{'floor':>8}" + "".join(f"{name:>11}" for name in tables))
    for row in tables["model"]:
        if row != "articles":
            floor = shown(FLOORS[row]) if row in FLOORS else ""
            print(f"{row:44}{floor:>8}" + "".join(f"{shown(table[row]):>11}" for table in tables.values()))
    print(*PUBLISHED, sep="\n")
    return int(missed)


def holds(name: str, value: float) -> bool:
    """Say whether a figure reaches its floor; of errors there may be none."""
    return value <= FLOORS[name] if name.startswith("articles") else value >= FLOORS[name]


def shown(value: float) -> str:
    """Write a count as it is and a share with three decimals."""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
