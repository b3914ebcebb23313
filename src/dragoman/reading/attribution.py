"""Who said what: a trained tagger that finds source, cue and content of every attribution in a text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import ModelError
from .attribution_links import WindowScores, link_runs
from .attribution_pieces import Pieces, cut_sections, cut_windows, split_pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FIRST_MARK, LAST_MARK = 101, 102
REPAIR = "install dragoman again, or make the weights as docs/models/attribution.md says"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedSpan:
    """A half-open stretch of the text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution: the spans of its source, cue and content, and how sure the model is of their tags."""

    source: tuple[TaggedSpan, ...]
    cue: tuple[TaggedSpan, ...]
    content: tuple[TaggedSpan, ...]
    certainty: float


class AttributionTagger:
    """Finds the attributions of texts with the trained network.

    `load` checks the weights against the hashes of their card, and loads the network at the first text.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: tuple[Tokenizer, InferenceSession] | None = None

    def __reduce__(self) -> tuple[type[AttributionTagger], tuple[Path]]:
        return type(self), (self._folder,)  # another process opens the network anew

    @classmethod
    def load(cls, folder: Path | None = None) -> AttributionTagger:
        """Take the shipped weights, or those of another folder."""
        folder = folder or Path(__file__).parent / "models" / "attribution"
        check_files(folder)
        return cls(folder)

    def tag(self, text: str, *, start: int = 0, end: int | None = None) -> tuple[Attribution, ...]:
        """Find the attributions of a text or of a part of it, in the order of their content."""
        tokenizer, session = self._parts = self._parts or open_model(self._folder)
        found: list[Attribution] = []
        for place, section in cut_sections(text[start:end]):
            pieces = split_pieces(tokenizer, section)
            found.extend(read_out(pieces, score_windows(session, pieces), start=start + place))
        return tuple(found)

    def tag_many(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        """Find the attributions of many texts; each comes out as it would alone."""
        return [self.tag(text) for text in texts]


def check_files(folder: Path) -> None:
    """Compare the files of a model with the hashes of its card."""
    try:
        card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        for name, expected in card["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
                raise ModelError(f"{folder / name} is not the file that its card names", hint=REPAIR)
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ModelError(f"the attribution model in {folder} is incomplete: {error}", hint=REPAIR) from error


def open_model(folder: Path) -> tuple[Tokenizer, InferenceSession]:
    """Load tokenizer and network, to run on one thread."""
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # the higher levels join operations into ones that are slower on a CPU
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    return tokenizer, session


def score_windows(session: InferenceSession, pieces: Pieces) -> list[WindowScores]:
    """Run the network over each window of a text.

    Windows go one by one: the network rounds its values to 8 bits over all that it is given together, so that in a
    batch a text's attributions would depend on its neighbours; and a batch is no faster.
    """
    scores = []
    for start, end in cut_windows(pieces):
        ids = np.concatenate(([FIRST_MARK], pieces.ids[start:end], [LAST_MARK]))
        features = np.pad(pieces.features[:, start:end], ((0, 0), (1, 1)))
        found = session.run(["tags", "cues", "sources"], {"ids": ids[None], "features": features[None]})
        tags, cues, sources = (part[0, 1:-1] for part in found)
        scores.append(WindowScores(start=start, end=end, tags=tags, cues=cues, sources=sources))
    return scores


def read_out(pieces: Pieces, windows: Sequence[WindowScores], *, start: int = 0) -> list[Attribution]:
    """Turn the network's scores into attributions with places in the text, of which `start` was cut away before."""
    if not windows:
        return []
    begins = np.diff(pieces.words, prepend=-1) != 0
    starts, ends = pieces.starts[begins] + start, pieces.ends[np.roll(begins, -1)] + start
    found = []
    for members, certainty in link_runs(pieces, windows):
        source, cue, content = (
            tuple(
                TaggedSpan(start=int(starts[run.first]), end=int(ends[run.last - 1]))
                for run in sorted(runs, key=lambda run: run.first)
            )
            for runs in members
        )
        found.append(Attribution(source=source, cue=cue, content=content, certainty=certainty))
    return sorted(found, key=lambda one: [(span.start, span.end) for span in one.content + one.cue])
