"""Golden files: what the sample articles give, as JSON; shows what a change gained and lost, then accepts it.

``python tests/golden/compare.py`` prints the difference, ``--accept`` writes the files anew.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import dragoman
from dragoman.export.annotations import KIND_LISTS, annotate

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "samples"
PASSAGE = {
    "statements": "content",
    "meetings": "evidence",
    "positions": "evidence",
    "progress": "characterisation",
    "measures": "what",
}
FIELDS = {
    "statements": ("speaker_resolved", "source_class", "party", "cue", "direct", "via"),
    "meetings": ("date", "place", "status", "format", "participants", "mediators"),
    "positions": ("party", "issue", "stance", "basis"),
    "progress": ("speaker_resolved", "kind"),
    "measures": ("kind", "status", "quantity", "unit"),
}
Lines = dict[str, list[str]]


def current() -> dict[str, Lines]:
    """What the sample articles give now: a line a claim, by article and kind."""
    flags = {"packs": ("english", "world", "samples")}
    with tempfile.TemporaryDirectory() as folder, dragoman.open(folder, flags=flags) as ws:
        ws.add(ROOT / "samples")
        ws.run()
        return {article.key: lines(annotate(article, claims)) for article, claims in ws.pairs()}


def lines(lists: dict[str, list[dict[str, object]]]) -> Lines:
    """One line a claim: passage, then the coded fields."""
    made: Lines = {}
    for kind in KIND_LISTS:
        made[kind] = [
            " | ".join([str(row[PASSAGE[kind]]), *(f"{name}={row.get(name)}" for name in FIELDS[kind])])
            for row in lists[kind]
        ]
    return made


def stored() -> dict[str, Lines]:
    """What was accepted last."""
    return {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(GOLDEN.glob("*.json"))}


def differences(old: dict[str, Lines], new: dict[str, Lines]) -> list[str]:
    """Claims lost (-) and gained (+), by article and kind."""
    found = []
    for key in sorted({*old, *new}):
        for kind in KIND_LISTS:
            before, after = old.get(key, {}).get(kind, []), new.get(key, {}).get(kind, [])
            found += [f"- {key} {kind}: {line}" for line in before if line not in after]
            found += [f"+ {key} {kind}: {line}" for line in after if line not in before]
    return found


def accept(new: dict[str, Lines]) -> None:
    """Write the golden files anew."""
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.json"):
        path.unlink()
    for key, made in new.items():
        text = json.dumps(made, ensure_ascii=False, indent=1)
        (GOLDEN / f"{key}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    now = current()
    changed = differences(stored(), now)
    print("\n".join(changed) or "nothing changed")
    print(f"{sum(c[0] == '+' for c in changed)} gained, {sum(c[0] == '-' for c in changed)} lost")
    if "--accept" in sys.argv:
        accept(now)
    elif changed:
        sys.exit(1)
