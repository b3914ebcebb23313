"""Score the stages against annotated texts: ``python quality/gold.py --set mediation``.

Sets: ``seeds`` and ``mediation`` (to measure on), ``kept`` (76 passages of the mediation database, annotated for this
project once all rules were written; nobody develops on them), ``annotations`` (to develop on; ``--conflict`` picks id
prefixes). The shared folder comes from DRAGOMAN_SHARED or ``--shared``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from dragoman import pipeline
from dragoman.export.annotations import annotate
from dragoman.packs import load_packs
from dragoman.readers.text import article_from_text

sys.path.append(str(Path(__file__).parents[1]))  # as a script, too, this file is one of a package
from training.labels import KEPT, labelled  # noqa: E402

PACKS = ["english", "world", "ukraine"]
SETS = ("seeds", "mediation", "kept", "annotations")


def scorer(shared: Path) -> ModuleType:
    """The scorer script as a module."""
    spec = importlib.util.spec_from_file_location("score_records", shared / "eval" / "score_records.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_records"] = module
    spec.loader.exec_module(module)
    return module


def texts(shared: Path, name: str) -> Iterator[tuple[str, str, str | None]]:
    """Id, raw text and publication date of every text of a set."""
    if name == "kept":
        yield from ((text.id, text.text, text.published) for text, _ in labelled(shared, KEPT))
        return
    if name == "seeds":
        for path in sorted((shared / "seeds").glob("*.txt")):
            yield path.stem, path.read_text(encoding="utf-8"), None
        return
    lines = shared / ("gold/mediation.jsonl" if name == "mediation" else "annotations/texts.jsonl")
    for line in lines.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["id"], row["text"], row["published"]


def marked(shared: Path, name: str) -> dict[str, str]:
    """The annotations of a set by id of the text, as JSON."""
    if name == "kept":
        return {text.id: json.dumps(records, ensure_ascii=False) for text, records in labelled(shared, KEPT)}
    folder = shared / ("annotations/labels" if name == "annotations" else f"gold/{name}")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json"))}


def available_stages(wanted: list[str] | None) -> list[str]:
    """The stages asked for, or all that can be loaded."""
    chosen = []
    for name in wanted or pipeline.ARTICLE_STAGES:
        try:
            pipeline.registry.load("stage", name)
        except (ImportError, AttributeError) as error:
            print(f"(stage {name} left out: {error})", file=sys.stderr)
            continue
        chosen.append(name)
    return chosen


def evaluate(
    shared: Path,
    name: str,
    *,
    options: argparse.Namespace | None = None,
    misses: list[str] | None = None,
) -> dict[str, dict[str, object]]:
    """Run the stages over a set and score them; ``misses`` takes the missed and spurious passages."""
    picked = options or argparse.Namespace(packs=PACKS, stages=None, tagger=False, conflict=None, out=None)
    reader = pipeline.build_reader(load_packs(picked.packs), available_stages(picked.stages), tagger=picked.tagger)
    module = scorer(shared)
    annotated = marked(shared, name)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        pred = picked.out or root / "pred"
        for folder in (pred, root / "text", root / "gold"):
            folder.mkdir(parents=True, exist_ok=True)
        for key, raw, published in texts(shared, name):
            if picked.conflict and not key.startswith(picked.conflict):
                continue
            (pred / f"{key}.json").write_text(predicted(key, raw, published, reader), encoding="utf-8")
            (root / "text" / f"{key}.txt").write_text(raw, encoding="utf-8")
            (root / "gold" / f"{key}.json").write_text(annotated[key], encoding="utf-8")
        result, missed = module.score(root / "gold", pred, root / "text")
    if misses is not None:
        misses.extend(missed)
    return dict(result)


def predicted(key: str, raw: str, published: str | None, reader: pipeline.Reader) -> str:
    """The records of one text, as JSON."""
    day = published_day(published)
    article = article_from_text(raw, key=key, published=day, lexicon=reader.lexicons.get("furniture", {}))
    claims, failures = pipeline.read_article(article, reader)
    for failure in failures:
        print("FAILURE", failure, file=sys.stderr)
    return json.dumps(annotate(article, claims), ensure_ascii=False, indent=1)


def published_day(published: str | None) -> datetime | None:
    """The date of publication; None where there is none or it is no date (a 31 April)."""
    try:
        return datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
    except ValueError:
        return None


def main() -> int:
    """Run, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SETS, default="annotations")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--stages", nargs="*")
    parser.add_argument("--packs", nargs="*", default=PACKS)
    parser.add_argument("--kind", choices=("statements", "meetings", "positions", "progress", "measures"))
    parser.add_argument("--conflict", help="only ids that start so")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--tagger", action="store_true", help="switch the trained tagger on")
    parser.add_argument("--out", type=Path, help="keep the predictions in this folder")
    args = parser.parse_args()
    misses: list[str] = []
    show(evaluate(args.shared, args.set, options=args, misses=misses), args.kind)
    for line in [m for m in misses if not args.kind or f" {args.kind}: " in m][: args.misses]:
        print(line)
    return 0


def show(result: dict[str, dict[str, object]], kind: str | None) -> None:
    """Print the figures, one line a kind and field set."""
    for name, figures in result.items():
        if kind and name != kind:
            continue
        for label, value in figures.items():
            if isinstance(value, dict):
                print(
                    f"{name:10} {label:28} P {value['p']:.3f} R {value['r']:.3f} F1 {value['f1']:.3f}"
                    f"  ({value['tp']}/{value['pred']} of {value['gold']})"
                )
            else:
                print(f"{name:10} {label:28} {value}")


if __name__ == "__main__":
    sys.exit(main())
