"""Hold the floors: score the annotated sets and fail where a figure falls below the one kept in ``floors.json``.

``--update`` raises the floors to what was measured (less a margin for noise); it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import gold

FLOORS = Path(__file__).parent / "floors.json"
MARGIN = 0.003
FIGURES = {
    "statements": ("passage", "passage+speaker", "accuracy speaker", "accuracy speaker_type", "accuracy direct"),
    "meetings": ("passage", "passage+place+status", "participants"),
    "positions": ("passage", "passage+party+issue", "passage+party+issue+stance"),
    "progress": ("passage", "passage+kind"),
    "measures": ("passage", "passage+kind+status"),
}


def measured(shared: Path, name: str) -> dict[str, float]:
    """The figures of one set, by ``kind figure``."""
    result = gold.evaluate(shared, name)
    figures: dict[str, float] = {}
    for kind, labels in FIGURES.items():
        for label in labels:
            value = result[kind][label]
            figures[f"{kind} {label}"] = value["f1"] if isinstance(value, dict) else value
        figures[f"{kind} unsupported"] = result[kind]["unsupported"]
    return figures


def main() -> int:
    """Measure, compare, print; exit 1 below a floor or with an unsupported passage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        print(f"no annotated texts in {args.shared}: nothing measured (set DRAGOMAN_SHARED)")
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    low = 0
    for name in ("seeds", "mediation", "kept"):
        kept = floors.setdefault(name, {})
        for figure, value in measured(args.shared, name).items():
            if figure.endswith("unsupported"):
                low += value > 0
                print(f"{name:10} {figure:44} {value:.0f}" + ("  NOT IN THE TEXT" if value else ""))
                continue
            floor = kept.get(figure, 0.0)
            low += value < floor
            print(f"{name:10} {figure:44} {value:.3f}  floor {floor:.3f}" + ("  BELOW" if value < floor else ""))
            if args.update:
                kept[figure] = max(floor, round(value - MARGIN, 3))
    if args.update:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
