"""Our own annotations as ids and offsets: read them against the texts, check them, measure agreement.

The texts belong to others and are not here. A label file names its text by source and id and pins it by hash; every
passage is a pair of offsets (code points, half-open) into that text.

``python -m training.labels check SHARED``          every offset against its text
``python -m training.labels agree SHARED``          second readers against first ones, with the scorer's figures
``python -m training.labels unpack SHARED OUT``     texts and labels in the shape of the annotation guidelines
``python -m training.labels pack SHARED IN READER [FOLDER]`` guideline files to offsets, into a folder of the labels
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "labels"
SECOND, LATER, MORE = HERE / "second", HERE / "later", HERE / "more"  # second readings; two sets read afresh
KEPT = Path(__file__).parents[1] / "quality" / "kept"  # passages to measure on, which teach nothing
PASSAGE = {
    "statements": "content",
    "meetings": "evidence",
    "positions": "evidence",
    "progress": "characterisation",
    "measures": "what",
}
WORDS = ("speaker", "cue", "via", "claimed_by", "date_text")
LISTS = ("participants", "mediators")
Records = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text to annotate, with its date of publication if known."""

    id: str
    published: str | None
    text: str


def mend_texts(shared: Path) -> Mapping[str, Text]:
    """The passages of the mediation events database, by event id."""
    csv.field_size_limit(10**8)
    with (shared / "data" / "mend" / "mend_2018-2023.csv").open(encoding="utf-8", newline="") as file:
        return {row["med_event_ID"]: _mend_text(row) for row in csv.DictReader(file)}


def _mend_text(row: Mapping[str, str]) -> Text:
    try:
        day = f"{int(row['Year']):04d}-{int(row['Month']):02d}-{int(row['Day']):02d}"
    except ValueError:
        day = None
    return Text(id=row["med_event_ID"], published=day, text=row["Summary"])


def digest(text: str) -> str:
    """The hash that pins a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def pack(text: Text, records: Records, reader: str) -> dict[str, Any]:
    """Guideline records as offsets, of the kinds that were marked; raises ValueError for a passage not in the text."""
    packed = {kind: [_pack(text.text, kind, row) for row in records[kind]] for kind in PASSAGE if kind in records}
    return {"id": text.id, "source": "mend", "sha256": digest(text.text), "reader": reader, **packed}


def _pack(text: str, kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    start = text.index(row[PASSAGE[kind]])
    packed: dict[str, Any] = {}
    for name, value in row.items():
        if name == PASSAGE[kind]:
            packed[name] = [start, start + len(value)]
        elif name in WORDS:
            packed[name] = _place(text, value, start)
        elif name in LISTS:
            packed[name] = [place for item in value or () if (place := _place(text, item, start))]
        else:
            packed[name] = value
    return packed


def _place(text: str, words: str | None, near: int) -> list[int] | None:
    """Offsets of the occurrence nearest to the passage; None where the words are not in the text."""
    if not words:
        return None
    starts = []
    at = text.find(words)
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    if not starts:
        return None
    best = min(starts, key=lambda s: abs(s - near))
    return [best, best + len(words)]


def unpack(text: Text, label: Mapping[str, Any]) -> Records:
    """Offsets as guideline records; raises ValueError when the text is not the one that was annotated."""
    if digest(text.text) != label["sha256"]:
        raise ValueError(f"{text.id}: not the text that was annotated")
    return {kind: [_unpack(text.text, kind, row) for row in label[kind]] for kind in PASSAGE if kind in label}


def _unpack(text: str, kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in row.items():
        if name == PASSAGE[kind] or (name in WORDS and value):
            made[name] = text[value[0] : value[1]]
        elif name in LISTS:
            made[name] = [text[a:b] for a, b in value]
        else:
            made[name] = value
    return made


def labelled(shared: Path, folder: Path = HERE) -> Iterator[tuple[Text, Records]]:
    """Every text of ours that is there, with its records."""
    texts = mend_texts(shared)
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        if label["id"] in texts:
            yield texts[label["id"]], unpack(texts[label["id"]], label)


def annotated(shared: Path, *further: Path) -> Iterator[tuple[Text, Records]]:
    """All texts to train on: those of the shared annotations, then our own, then those of further folders."""
    folder = shared / "annotations"
    for line in (folder / "texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        records = json.loads((folder / "labels" / f"{row['id']}.json").read_text(encoding="utf-8"))
        yield Text(id=row["id"], published=row["published"], text=row["text"]), records
    for part in (HERE, *further):
        yield from labelled(shared, part)


def _scorer(shared: Path) -> Any:  # noqa: ANN401 - a script loaded by path
    spec = importlib.util.spec_from_file_location("score_records", shared / "eval" / "score_records.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_records"] = module
    spec.loader.exec_module(module)
    return module


def agreement(shared: Path) -> dict[str, dict[str, Any]]:
    """Second readers scored against first readers, on the texts that both read."""
    second = {text.id: (text, records) for text, records in labelled(shared, SECOND)}
    first = {text.id: records for text, records in labelled(shared) if text.id in second}
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for key, (text, records) in second.items():
            _write(root / "text" / f"{key}.txt", text.text)
            _write(root / "pred" / f"{key}.json", json.dumps(records, ensure_ascii=False))
            _write(root / "gold" / f"{key}.json", json.dumps(first[key], ensure_ascii=False))
        result, _ = _scorer(shared).score(root / "gold", root / "pred", root / "text")
    return dict(result)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Check, agree, unpack or pack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("check", "agree", "unpack", "pack"))
    parser.add_argument("shared", type=Path)
    parser.add_argument("rest", nargs="*")
    args = parser.parse_args(argv)
    if args.what == "pack":
        source, reader, *target = args.rest
        texts = mend_texts(args.shared)
        for path in sorted(Path(source).glob("*.json")):
            made = pack(texts[path.stem], json.loads(path.read_text(encoding="utf-8")), reader)
            out = HERE.joinpath(*target)
            _write(out / path.name, json.dumps(made, ensure_ascii=False, indent=1) + "\n")
        return 0
    if args.what == "agree":
        for kind, figures in agreement(args.shared).items():
            for name, value in figures.items():
                print(kind, name, value["f1"] if isinstance(value, dict) else value)
        return 0
    counts: dict[str, int] = dict.fromkeys(PASSAGE, 0)
    number = 0
    for folder in (HERE, SECOND, LATER, MORE, KEPT):
        for text, records in labelled(args.shared, folder):
            number += 1
            for kind, rows in records.items():
                counts[kind] += len(rows)
            if args.what == "unpack" and folder == HERE:
                out = Path(args.rest[0])
                _write(out / "labels" / f"{text.id}.json", json.dumps(records, ensure_ascii=False, indent=1))
                _write(out / "texts" / f"{text.id}.txt", text.text)
    print(f"{number} label files", counts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
