"""Training examples: word pieces, tags and links made from marked articles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from quality.polnear_corpus import MarkedArticle, Spans, read_split
from tokenizers import Tokenizer

from dragoman.reading.attribution_links import ROLES
from dragoman.reading.attribution_pieces import Ints, Pieces, split_pieces

UNLINKED, ABSENT = -1, -2


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One article in word pieces: for each a tag, and for those of contents and cues the place they point to."""

    pieces: Pieces
    tags: Ints
    cues: Ints  # of contents and cues: the first piece of their cue
    sources: Ints  # of cues: the first piece of their source, which several cues may share; ABSENT without one


def load_tokenizer(folder: Path) -> Tokenizer:
    """Load the encoder's tokenizer without its cut-off and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_examples(corpus: Path, encoder: Path) -> list[list[Example]]:
    """Read the train split: for each article the examples of all its annotators."""
    tokenizer = load_tokenizer(encoder)
    readings: dict[str, list[Example]] = {}
    for article in read_split(corpus / "train"):
        readings.setdefault(article.name, []).append(make_example(tokenizer, article))
    return list(readings.values())


def make_example(tokenizer: Tokenizer, article: MarkedArticle) -> Example:
    """Turn marked spans into tags and links."""
    pieces = split_pieces(tokenizer, article.text)
    tags = np.zeros(len(pieces.ids), dtype=np.int64)
    cues, sources = (np.full(len(pieces.ids), UNLINKED, dtype=np.int64) for _ in range(2))
    for attribution in article.attributions:
        source, cue, content = (pieces_inside(pieces, getattr(attribution, role)) for role in ROLES)
        for number, inside in enumerate((source, cue, content)):
            tags[inside] = 2 * number + 2
            tags[inside[np.diff(inside, prepend=-2) > 1]] = 2 * number + 1
        anchor = next((part[0] for part in (cue, source, content) if len(part)), UNLINKED)
        cues[cue] = cues[content] = anchor
        sources[cue] = source[0] if len(source) else ABSENT
    return Example(pieces=pieces, tags=tags, cues=cues, sources=sources)


def pieces_inside(pieces: Pieces, spans: Spans) -> Ints:
    """Find the pieces that overlap any of the spans."""
    inside = np.zeros(len(pieces.ids), dtype=bool)
    for start, end in spans:
        inside |= (pieces.starts < end) & (pieces.ends > start)
    return np.flatnonzero(inside)
