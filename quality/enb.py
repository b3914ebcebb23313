"""Bulletins of negotiations: ``python quality/enb.py [--shared DIR] [--file FILE] [--misses N]``.

Compares who supports and opposes what in sentences of the Earth Negotiations Bulletin with their annotations (Ruiz
Fabo, Plancq and Poibeau 2016): one item for each party. Actor and predicate; relaxed triple (the words of the point
have a Dice of 0.5 or more with those annotated); exact triple, whatever the case and outer punctuation.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.packs import load_packs
from dragoman.reading.names import ActorIndex
from dragoman.reading.parse import load_parser
from dragoman.reading.propositions import PropositionReader

FLOORS = {"actor+predicate": 0.88, "relaxed triple": 0.72}
AUTHORS = {"actor+predicate": 0.890, "exact triple": 0.690}
ITEM = re.compile(r"^(\d+)>>>\s*(.*)$")
PACKS = ("english", "world", "climate")
PUNCTUATION = " \t.,;:!?\"'“”‘’`"
SAME = {"least developed country": "least developed countries"}  # names that the annotators write otherwise
CLOSE = 0.5


@dataclass(frozen=True, slots=True)
class Triple:
    """One party, its predicate ("not" before it where it is against), the point."""

    actor: str
    predicate: str
    point: str


def annotated(path: Path) -> Iterator[tuple[str, list[Triple]]]:
    """The sentences of a file with their triples."""
    sentence = ""
    triples: list[Triple] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := ITEM.match(line):
            if sentence:
                yield sentence, triples
            sentence, triples = found[2], []
        elif line.count("\t") >= 2 and sentence:
            actors, predicate, point = line.split("\t")[:3]
            triples += [Triple(plain_actor(a), plain(predicate), plain_point(point)) for a in actors.split("§")]
    if sentence:
        yield sentence, triples


def plain(words: str) -> str:
    """Small letters, no punctuation at the ends."""
    return " ".join(words.lower().replace("``", '"').replace("''", '"').split()).strip(PUNCTUATION)


def plain_actor(name: str) -> str:
    """A party's name as both sides write it."""
    name = plain(name.replace("_", " "))
    return SAME.get(name, name)


def plain_point(words: str) -> str:
    """The parts of a point, each plain."""
    return " § ".join(plain(part) for part in words.split("§"))


def found(sentence: str, reader: PropositionReader) -> list[Triple]:
    """What the reader finds in the sentence, in the annotators' form."""
    triples = []
    for made in reader.read(sentence.replace("``", '"').replace("''", '"')):
        predicate = f"not {made.predicate}" if made.negated != made.opposed else made.predicate
        point = plain_point("§".join(made.points))
        triples += [Triple(plain_actor(party), plain(predicate), point) for party in made.parties]
    return list(dict.fromkeys(triples))


def dice(one: str, other: str) -> float:
    """How many words two points share."""
    first, second = Counter(re.findall(r"\w+", one)), Counter(re.findall(r"\w+", other))
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 1.0


MEASURES: dict[str, Callable[[Triple, Triple], bool]] = {
    "actor+predicate": lambda g, f: (g.actor, g.predicate) == (f.actor, f.predicate),
    "relaxed triple": lambda g, f: (g.actor, g.predicate) == (f.actor, f.predicate) and dice(g.point, f.point) >= CLOSE,
    "exact triple": lambda g, f: g == f,
}


def matches(gold: list[Triple], given: list[Triple], same: Callable[[Triple, Triple], bool]) -> int:
    """How many annotated triples have a partner of their own."""
    left, count = list(given), 0
    for triple in gold:
        partner = next((other for other in left if same(triple, other)), None)
        if partner is not None:
            left.remove(partner)
            count += 1
    return count


def main() -> int:
    """Measure and print; exit 1 below a floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--file", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    path = args.file or args.shared / "data" / "enb" / "gold_1-40.txt"
    if not path.is_file():
        print(f"no sentences in {path}: nothing measured (set DRAGOMAN_SHARED)")
        return 0
    packs = load_packs(PACKS)
    reader = PropositionReader(load_parser(), ActorIndex(packs.actors), packs.lexicon("alliances"))
    pairs = [(gold, found(sentence, reader)) for sentence, gold in annotated(path)]
    wanted, given = (sum(len(pair[side]) for pair in pairs) for side in (0, 1))
    low = 0
    for name, same in MEASURES.items():
        right = sum(matches(gold, made, same) for gold, made in pairs)
        f1 = 2 * right / (wanted + given)
        floor, authors = FLOORS.get(name), AUTHORS.get(name)
        beside = (f"  floor {floor:.3f}" if floor else "") + (f"  the authors' system {authors:.3f}" if authors else "")
        low += bool(floor and f1 < floor)
        print(f"{name:16} P {right / max(1, given):.3f} R {right / wanted:.3f} F1 {f1:.3f}{beside}")
    for number, (gold, made) in list(enumerate(pairs, start=1))[: args.misses]:
        for sign, triples in (("-", [t for t in gold if t not in made]), ("+", [t for t in made if t not in gold])):
            for triple in triples:
                print(f"{number:3} {sign} {triple.actor} | {triple.predicate} | {triple.point}")
    return int(low > 0)


if __name__ == "__main__":
    sys.exit(main())
