"""From positions in the clean text to positions in the raw input."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ..model.article import Piece


def to_raw(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """Raw offsets of the clean span ``start:end``; pieces are sorted and cover the clean text.

    A cut inside a piece that is not a plain copy takes the whole of it; inserted text at either end takes
    nothing from the raw input.

    >>> pieces = [Piece(start=0, end=2, raw_start=0, raw_end=2), Piece(start=2, end=3, raw_start=2, raw_end=7)]
    >>> to_raw(pieces, 1, 3)
    (1, 7)
    """
    if not 0 <= start < end:
        raise ValueError(f"{start}-{end} is not a span")
    starts = [piece.start for piece in pieces]
    first = _piece_at(pieces, starts, start)
    last = _piece_at(pieces, starts, end - 1)
    raw_start = first.raw_start + (start - first.start if _is_copy(first) else 0)
    raw_end = last.raw_start + (end - last.start) if _is_copy(last) else last.raw_end
    return raw_start, max(raw_start, raw_end)


def _piece_at(pieces: Sequence[Piece], starts: Sequence[int], position: int) -> Piece:
    index = bisect_right(starts, position) - 1
    if index < 0 or not pieces[index].start <= position < pieces[index].end:
        raise ValueError(f"position {position} is in no piece")
    return pieces[index]


def _is_copy(piece: Piece) -> bool:
    return piece.end - piece.start == piece.raw_end - piece.raw_start
