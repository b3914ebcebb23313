"""Sentences with their two actors and the root class of PLOVER, from the data sets that have them."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
OWN = Path(__file__).with_name("sentences.tsv")
TAG = re.compile(r"<(?P<closing>/?)(?P<actor>[st])>")
ROOTS: Mapping[str, str] = {  # classes of earlier and later versions of PLOVER, as PLV has them
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "RETREAT": "YIELD",
    "CONCEDE": "YIELD",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, where source and target stand in it, and its class."""

    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    root: str


def unmarked(marked: str, root: str) -> Sentence:
    """``<s>The rebels</s> freed <t>nine soldiers</t>.`` as a sentence.

    >>> unmarked("<s>The rebels</s> freed <t>nine soldiers</t>.", "YIELD").target
    ((17, 30),)
    """
    text, last = "", 0
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    for tag in TAG.finditer(marked):
        text, last = text + marked[last : tag.start()], tag.end()
        actor = tag["actor"]
        if tag["closing"] and actor in opened:
            spans[actor].append((opened.pop(actor), len(text)))
        elif not tag["closing"]:
            opened[actor] = len(text)
    return Sentence(text=text + marked[last:], source=tuple(spans["s"]), target=tuple(spans["t"]), root=root)


def from_plv(path: Path) -> list[Sentence]:
    """The sentences of a file of PLV."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [unmarked(row["marked_sentence"], row["gold_root"]) for row in csv.DictReader(lines, delimiter="\t")]


def from_gold_records(path: Path) -> list[Sentence]:
    """The gold standard records that come with PLOVER."""
    records = json.loads(path.read_text(encoding="utf-8"))
    return [
        Sentence(
            text=record["text"],
            source=tuple(_named(record, "source")),
            target=tuple(_named(record, "target")),
            root=ROOTS.get(record["event"], record["event"]),
        )
        for record in records
        if record["event"] != "DOCUMENT"
    ]


def _named(record: Mapping[str, object], role: str) -> Iterator[Span]:
    actors = record.get(role) or ()
    text = str(record["text"])
    for actor in [actors] if isinstance(actors, dict) else actors if isinstance(actors, list) else ():
        words = str(actor.get("actorText") or "") if isinstance(actor, dict) else ""
        start = text.find(words) if words else -1
        if start >= 0:
            yield start, start + len(words)


def own_sentences(path: Path = OWN) -> list[Sentence]:
    """Sentences on invented actors, written for this project."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [unmarked(marked, root) for root, marked in rows]


def folds(sentences: Iterable[Sentence], count: int) -> list[int]:
    """Which of ``count`` parts each sentence belongs to: every class spread evenly, equal texts together."""
    listed = list(sentences)
    order = sorted(range(len(listed)), key=lambda i: hashlib.sha256(listed[i].text.encode()).hexdigest())
    turn: dict[str, int] = {}
    part: dict[str, int] = {}
    for i in order:
        text, root = listed[i].text, listed[i].root
        if text not in part:
            part[text] = turn.get(root, 0) % count
            turn[root] = turn.get(root, 0) + 1
    return [part[sentence.text] for sentence in listed]
