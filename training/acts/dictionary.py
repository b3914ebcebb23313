"""The verb dictionary of PETRARCH 2 (CAMEO codes, MIT licence) in the root classes of PLOVER.

``python -m training.acts.dictionary --petrarch FILE --codes FILE`` writes the word list ``acts.toml`` of the English
pack: the verbs whose bare use has a class. The patterns around the verbs teach the head (``pattern_samples``).
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .sentences import ROOTS

PACK = Path("src/dragoman/data/packs/english/acts.toml")
CODE = re.compile(r"(?P<code>\d{3,4}):\s*(?P<root>[A-Z]+)")
BLOCK = re.compile(r"---\s*\S+\s*\[(?P<code>[^\]]*)\]")
PATTERN = re.compile(r"[-~]\s*(?P<words>.*?)\s*\[(?P<code>[^\]]*)\]")
WORD = re.compile(r"[^\s(){}]+")
SANCTIONS = "163"  # embargoes and sanctions: the table says COERCE, the annotated sentences SANCTION
PLACEHOLDERS = ("+", "$", "%")
VERBS_A_PATTERN, WORDS_A_SET = 3, 4
HEADER = """\
# Verbs by the root class of PLOVER that event coders give their bare use. Made by training/acts/dictionary.py from
# the CAMEO verb dictionary of PETRARCH 2 (MIT licence; C. Norris, P. Schrodt and J. Beieler) and the table that
# converts CAMEO codes to PLOVER.
"""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Verbs of one block, what must stand around them (``*``: the verb), and the class."""

    verbs: tuple[str, ...]
    words: tuple[str, ...]
    root: str


@dataclass(slots=True)
class Dictionary:
    """Classes of bare verbs, patterns, and sets of words that patterns name."""

    verbs: dict[str, set[str]] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)
    sets: dict[str, list[str]] = field(default_factory=dict)

    def expand(self, word: str) -> list[str]:
        """The words that a word of a pattern stands for."""
        if not word.startswith("&"):
            return [word.replace("_", " ").strip().lower()]
        members = self.sets.get(word, self.sets.get(f"{word}_", []))
        return [w for member in members for w in (self.expand(member) if member != word else [])]


def read_codes(path: Path) -> dict[str, str]:
    """The root class of every CAMEO code."""
    codes: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := CODE.match(line):
            codes.setdefault(found["code"], ROOTS.get(found["root"], found["root"]))
    codes[SANCTIONS] = "SANCTION"
    return codes


def read_dictionary(path: Path, codes: Mapping[str, str]) -> Dictionary:
    """The verb dictionary with root classes in the place of codes."""
    made = Dictionary()
    block: list[str] = []
    default: str | None = None
    named: str | None = None
    for raw in path.read_text(encoding="latin-1").splitlines():
        line = raw.split("#")[0].rstrip()
        if found := BLOCK.match(line):
            default, block, named = _root(found["code"], codes), [], None
        elif line.startswith("&"):
            named = line.strip()
            made.sets[named] = []
        elif line.startswith("+") and named:
            made.sets[named].append(line[1:].strip())
        elif not line.strip():
            named = None
        elif line[0] in "-~":
            found = PATTERN.match(line)
            root = _root(found["code"], codes) if found else None
            if found and root:
                made.patterns.append(Pattern(tuple(block), tuple(WORD.findall(found["words"])), root))
        elif word := line.split("{")[0].strip().split(" ")[0].strip("_").lstrip("+").replace("_", " ").lower():
            block.append(word)
            if default:
                made.verbs.setdefault(word, set()).add(default)
    return made


def _root(code: str, codes: Mapping[str, str]) -> str | None:
    return codes.get(code.split(":")[0].strip())


def pattern_features(dictionary: Dictionary) -> Iterator[tuple[frozenset[str], str]]:
    """Each pattern as a short clause "@S verb words", with the features that a parse of it would have."""
    chance = random.Random(0)
    for pattern in dictionary.patterns:
        words = [word for word in pattern.words if word not in PLACEHOLDERS]
        if "*" not in words:
            continue
        place = words.index("*")
        choices = [dictionary.expand(word)[:WORDS_A_SET] for word in words]
        for verb in chance.sample(pattern.verbs, min(VERBS_A_PATTERN, len(pattern.verbs))):
            picked = [verb if i == place else chance.choice(c) if c else "" for i, c in enumerate(choices)]
            before, after = (" ".join(part).split() for part in (picked[:place], picked[place + 1 :]))
            yield frozenset(_clause(before, verb, after, sorted(dictionary.verbs.get(verb, ())))), pattern.root


def _clause(before: Sequence[str], verb: str, after: Sequence[str], roots: Sequence[str]) -> Iterator[str]:
    words = ["@S", *before, *verb.split(), *after]
    yield from (f"b={one}_{other}" for one, other in itertools.pairwise(words))
    for word in words[1:]:
        yield f"w={word}"
        yield f"in={word}"
        if len(word) >= 5 and word.isalpha():
            yield f"st={word[:5]}"
    yield from (f"v={verb}", f"c0={verb}", f"path={verb}")
    if after:
        yield from (f"dobj={after[-1]}", f"{verb}-dobj={after[-1]}")
    for root in roots:
        yield from (f"cv={root}", f"ca={root}", f"c0={root}")


def main() -> None:
    """Write the word list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--petrarch", type=Path, required=True, help="CAMEO.2.0.txt")
    parser.add_argument("--codes", type=Path, required=True, help="CAMEO2PLOVER-2021.txt")
    parser.add_argument("--output", type=Path, default=PACK)
    args = parser.parse_args()
    dictionary = read_dictionary(args.petrarch, read_codes(args.codes))
    roots = sorted({root for found in dictionary.verbs.values() for root in found})
    lines = [HEADER, "[verbs]"]
    for root in roots:
        verbs = sorted(verb for verb, found in dictionary.verbs.items() if root in found)
        lines.append(f"{root} = [\n" + "".join(_rows(verbs)) + "]")
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(verbs: Sequence[str], width: int = 110) -> Iterator[str]:
    row = " "
    for verb in verbs:
        item = f" {json.dumps(verb)},"
        if len(row) + len(item) > width:
            yield row + "\n"
            row = " "
        row += item
    yield row + "\n"


if __name__ == "__main__":
    main()
