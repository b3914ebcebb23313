"""PolNeAR: its articles and attributions, and scores of the tagger and of the two-rule baseline on them."""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.reading.attribution import ROLES, AttributionTagger

Spans = tuple[tuple[int, int], ...]

PASSAGE = re.compile(r"^(T\d+)\t(\S+) ([\d ;]+)(?:\t|$)")
RELATION = re.compile(r"^(E\d+)\t(.+)$")
ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedAttribution:
    """The spans one annotator gave one attribution."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """One annotator's reading of one article."""

    name: str
    annotator: str
    text: str
    attributions: tuple[MarkedAttribution, ...]


def read_split(folder: Path) -> Iterator[MarkedArticle]:
    """Read every annotator's file of a split, in the order of their names."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        name, _, annotator = path.stem.rpartition("_")
        text = read_text(folder / "text" / f"{name}.txt")
        yield MarkedArticle(
            name=name, annotator=annotator, text=text, attributions=tuple(read_attributions(read_text(path)))
        )


def read_text(path: Path) -> str:
    """Read a file without touching its line ends, on which the offsets rest."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def read_attributions(standoff: str) -> Iterator[MarkedAttribution]:
    """Read the attributions of one standoff file, in the order of their content."""
    passages: dict[str, list[tuple[int, int]]] = {}
    relations: list[str] = []
    for line in standoff.split("\n"):
        if passage := PASSAGE.match(line):
            fragments = [fragment.split() for fragment in passage[3].split(";")]
            passages[passage[1]] = [(int(start), int(end)) for start, end in fragments]
        elif relation := RELATION.match(line):
            relations.append(relation[2])
    found = []
    for relation_text in relations:
        spans: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for role, passage_id in ROLE.findall(relation_text):
            spans[role].extend(passages[passage_id])
        if spans["Content"] or spans["Cue"]:
            found.append(
                MarkedAttribution(
                    source=tuple(sorted(spans["Source"])),
                    cue=tuple(sorted(spans["Cue"])),
                    content=tuple(sorted(spans["Content"])),
                )
            )
    yield from sorted(found, key=lambda attribution: (attribution.content, attribution.cue))


WORD = re.compile(r"\w+")
QUOTED = re.compile(r"[“\"„«][^“”\"„«»\n]*[”\"»]?")
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


REPORTING = re.compile(
    r"\b(?:said|says?|saying|told|tells?|telling|add(?:ed|s|ing)|argu(?:ed|es|ing)|announc(?:ed|es|ing)|ask(?:ed|s|ing)|"
    r"believ(?:ed|es?|ing)|call(?:ed|s|ing)|claim(?:ed|s|ing)?|declare[ds]|declaring|den(?:ied|ies|ying)|expect(?:ed|s)?|"
    r"explain(?:ed|s|ing)|hop(?:ed|es?|ing)|insist(?:ed|s|ing)|know[ns]?|not(?:ed|es|ing)|report(?:ed|s|ing)|promise[ds]|"
    r"respond(?:ed|s|ing)|suggest(?:ed|s|ing)|stat(?:ed|es|ing)|think(?:s|ing)?|thought|tweet(?:ed|s|ing)?|urg(?:ed|es|ing)|"
    r"vow(?:ed|s|ing)|want(?:ed|s)?|warn(?:ed|s|ing)|writ(?:es|ing)|wrote|according to)\b"
)
SENTENCE = re.compile(r"[^\n]+?(?:[.!?]['\"”’)]*(?=\s)|(?=\n)|\Z)")
NAME = re.compile(r"\b(?:[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*|he|she|they|He|She|They)\b")
LEAST_GOVERNED = 12  # characters after the verb; with fewer, the content stands before it
LEAST_QUOTED = 3  # words; fewer are names and scare quotes


def two_rules(text: str) -> list[MarkedAttribution]:
    """Find attributions by two rules: what stands in quotation marks, and what a reporting verb governs."""
    found: list[MarkedAttribution] = []
    quotations = [q.span() for q in QUOTED.finditer(text) if len(WORD.findall(q.group())) >= LEAST_QUOTED]
    pending: list[tuple[int, int]] = []
    for sentence in SENTENCE.finditer(text):
        start, end = sentence.span()
        inside = [span for span in quotations if start <= span[0] < end]
        bare = [
            verb.span()
            for verb in REPORTING.finditer(text, start, end)
            if not any(a <= verb.start() < b for a, b in quotations)
        ]
        if not bare:
            pending.extend(inside)
            continue
        cue = bare[0]
        after, before = (cue[1] + 1, end - 1), (start, text.rfind(",", start, cue[0]))
        if inside and inside[0][0] < cue[0]:
            content = (*pending, *inside)
        elif after[1] - after[0] >= LEAST_GOVERNED or before[1] <= start:
            content = (*pending, after)
        else:
            content = (*pending, before)
        pending = []
        found.append(MarkedAttribution(source=nearest_name(text, cue, start, end), cue=(cue,), content=content))
    found.extend(MarkedAttribution(source=(), cue=(), content=(span,)) for span in pending)
    return found


def nearest_name(text: str, cue: tuple[int, int], start: int, end: int) -> Spans:
    """Find the name or pronoun nearest to a cue, in its sentence and outside quotation marks."""
    names = [name.span() for name in NAME.finditer(text, start, end)]
    quoted = [quotation.span() for quotation in QUOTED.finditer(text, start, end)]
    names = [name for name in names if not any(a <= name[0] < b for a, b in quoted)]
    near = min(names, key=lambda name: min(abs(name[0] - cue[1]), abs(cue[0] - name[1])), default=None)
    return (near,) if near else ()


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


def main() -> None:
    """Print the table for one split, or write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder that holds the splits")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--model", type=Path, help="folder of other weights than the shipped ones")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    folder = options.corpus / options.split
    if not (folder / "attributions").is_dir():
        parser.error(f"{folder} holds no folder 'attributions'")
    tagger = AttributionTagger.load(options.model)
    model, rules = measure(folder, lambda text: tagged(tagger, text)), measure(folder, two_rules)
    if options.json:
        print(json.dumps({"split": options.split, "model": model, "two rules": rules}, indent=2))
        return
    print(f"PolNeAR {options.split}: {model['articles']} articles")
    print(f"{'':44}{'floor':>8}{'model':>8}{'two rules':>11}")
    for name, value in model.items():
        if name != "articles":
            floor = FLOORS.get(name)
            cells = [shown(value), shown(rules[name])]
            print(f"{name:44}{'' if floor is None else shown(floor):>8}{cells[0]:>8}{cells[1]:>11}")


def shown(value: float) -> str:
    """Write a count as it is and a share with three decimals."""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


if __name__ == "__main__":
    main()
