"""Wishes of annotated texts with what the annotators made of them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from training import labels
from training.own import own

from dragoman import pipeline
from dragoman.model.claim import Statement
from dragoman.readers.text import article_from_text
from dragoman.reading.issues import IssueIndex
from dragoman.reading.reading import Reading
from dragoman.stages.base import Found, of_kind
from dragoman.stages.position_features import Topics, candidate_issues, issue_features, position_features
from dragoman.stages.position_holders import Holders
from dragoman.stages.position_side_features import side_features
from dragoman.stages.position_sides import Sides
from dragoman.stages.positions import find_wishes

FIRST = " (first reading)"  # behind the id of a text that two have read
HALF = 0.5  # what each of two readings counts
OVERLAP = 0.3  # Dice of word positions from which two passages speak of one thing
LABELS = Path(__file__).with_name("labels.jsonl")


@dataclass(frozen=True, kw_only=True)
class Text:
    """An annotated text: the passages of its positions, with issue and party of each.

    ``share``: how much this reading counts; of a text that two have read each counts half.
    """

    id: str
    published: datetime | None
    text: str
    positions: tuple[tuple[str, str, str], ...]
    share: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Example:
    """A wish: its features, its overlap with marked passages (by their words), what is asked of it and the truth.

    ``share``: how much it counts.
    """

    text: str
    share: float
    features: frozenset[str]
    passages: Mapping[str, float]
    issues: Mapping[str, tuple[frozenset[str], bool]]
    sides: Mapping[str, tuple[frozenset[str], bool]]

    @property
    def true(self) -> bool:
        """Whether it overlaps a passage that is marked as a position."""
        return bool(self.passages)


def annotated(shared: Path) -> Iterator[Text]:
    """The texts of ``annotations`` with their labels, in the order of the file."""
    for line in (shared / "annotations" / "texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        label = (shared / "annotations" / "labels" / f"{row['id']}.json").read_text(encoding="utf-8")
        positions = tuple((p["evidence"], p["issue"], p["party"]) for p in json.loads(label)["positions"])
        yield Text(id=row["id"], published=_day(row["published"]), text=row["text"], positions=positions)


def labelled(shared: Path) -> Iterator[Text]:
    """Passages of MEND with the labels of ``labels.jsonl``: ids and offsets, checked against the text's words.

    Those that another reader has read for all kinds (``labels.MORE``) go by a name of their own and count half.
    Raises ValueError where a text is not the one that was annotated.
    """
    again = {path.stem for path in labels.MORE.glob("*.json")}
    with (shared / "data" / "mend" / "mend_2018-2023.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["med_event_ID"]: row for row in csv.DictReader(stream)}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        row = rows[label["id"]]
        text = row["Summary"]
        passages = []
        for position in label["positions"]:
            passage = text[position["start"] : position["end"]]
            if hashlib.sha256(passage.encode()).hexdigest()[:12] != position["hash"]:
                raise ValueError(f"{label['id']}: not the annotated words at {position['start']}")
            passages.append((passage, position["issue"], position["party"]))
        day = _day("-".join((row["Year"], row["Month"].zfill(2), row["Day"].zfill(2))))
        twice = label["id"] in again
        name, share = (f"{label['id']}{FIRST}", HALF) if twice else (label["id"], 1.0)
        yield Text(id=name, published=day, text=text, positions=tuple(passages), share=share)


def also_labelled(shared: Path) -> Iterator[Text]:
    """The texts of ``training/labels``, all three readings; of the first two those of ``labels.jsonl`` are left out.

    What ``labels.jsonl`` holds as well counts half.
    """
    known = {json.loads(line)["id"] for line in LABELS.read_text(encoding="utf-8").splitlines()}
    for folder, left_out in ((labels.HERE, known), (labels.LATER, known), (labels.MORE, frozenset[str]())):
        for text, records in labels.labelled(shared, folder):
            if text.id not in left_out:
                yield _text(text, records, HALF if text.id in known else 1.0)


def invented() -> Iterator[Text]:
    """Our own passages on invented talks."""
    for text, records in own():
        yield _text(text, records)


def _text(text: labels.Text, records: labels.Records, share: float = 1.0) -> Text:
    positions = tuple((p["evidence"], p["issue"], p["party"]) for p in records["positions"])
    return Text(id=text.id, published=_day(text.published), text=text.text, positions=positions, share=share)


def _day(written: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(written).replace(tzinfo=UTC) if written else None
    except ValueError:
        return None


class _Marked(NamedTuple):
    """A position of an annotator, and where its passage stands (words)."""

    passage: str
    issue: str
    party: str
    places: Sequence[range]


def read_examples(text: Text, reader: pipeline.Reader, scorer: ModuleType) -> Iterator[Example]:
    """The wishes of a text, those without a known holder included."""
    lexicon = reader.lexicons.get("furniture", {})
    article = article_from_text(text.text, key=text.id, published=text.published, lexicon=lexicon)
    reading = pipeline.open_reading(article, reader)
    holders = Holders(reading, of_kind(_found(reading, reader), Statement))
    hits = IssueIndex(reading.lexicon("issues")).find(reading.text)
    topics = Topics(hits)
    document = scorer.Document(reading.text)
    sides = Sides(reading, holders)
    marked = [_Marked(*position, document.places(position[0])) for position in text.positions]
    for wish in find_wishes(reading, holders, hits):
        words = _words(document, wish.start, wish.end)
        shares = [max((scorer.dice(place, words) for place in p.places), default=0.0) for p in marked]
        near = [(p, share) for p, share in zip(marked, shares, strict=True) if share >= OVERLAP]
        issues, parties = {p.issue for p, _ in near}, {p.party for p, _ in near}
        yield Example(
            text=text.id,
            share=text.share,
            features=position_features(reading.doc, wish),
            passages={p.passage: share for p, share in near},
            issues={
                issue: (issue_features(reading.doc, wish, issue, topics), issue in issues)
                for issue in candidate_issues(wish, topics)
            },
            sides={
                holder.party: (
                    side_features(reading.doc, wish, holder.party, sides),
                    any(scorer.same_name(party, holder.party) for party in parties),
                )
                for holder in sides.candidates(wish)
            },
        )


def _found(reading: Reading, reader: pipeline.Reader) -> Found:
    """What the stages before find."""
    found: list[Any] = []
    for stage in reader.stages:
        new = list(stage(reading, tuple(found)))
        rewritten = stage.requires & stage.provides
        found = [claim for claim in found if claim.kind not in rewritten] + new
    return tuple(found)


def _words(document: Any, start: int, end: int) -> range:
    inside = [i for i, (a, b, _) in enumerate(document.words) if a < end and b > start]
    return range(inside[0], inside[-1] + 1) if inside else range(0)
