"""PolNeAR: its articles and the attributions marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]

WORD = re.compile(r"\w+")
QUOTED = re.compile(r"[“\"„«][^“”\"„«»\n]*[”\"»]?")
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
