"""From positions in the clean text to positions in the raw input, and edits that keep that map."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model.article import Piece

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A text with its pieces: every position leads back to the raw input."""

    text: str
    pieces: tuple[Piece, ...]


def unchanged(raw: str) -> Mapped:
    """The raw input itself, as one copied piece."""
    whole = (Piece(start=0, end=len(raw), raw_start=0, raw_end=len(raw)),) if raw else ()
    return Mapped(text=raw, pieces=whole)


def edit(mapped: Mapped, edits: Iterable[Edit]) -> Mapped:
    """Replace ``text[start:end]`` by ``new`` for each (start, end, new); edits are sorted and do not overlap.

    A replacement maps to the whole raw stretch of what it replaces, an insertion to none of it, and what is
    deleted becomes a gap of the map. Takes time linear in text and edits.

    >>> edited = edit(unchanged("a&amp;b"), [(1, 6, "&")])
    >>> edited.text, to_raw(edited.pieces, 1, 3)
    ('a&b', (1, 7))
    """
    output = _Output(mapped)
    position = 0
    for start, end, new in edits:
        output.keep(position, start)
        output.put(new, start, end)
        position = end
    output.keep(position, len(mapped.text))
    return output.mapped()


def cut(mapped: Mapped, spans: Iterable[tuple[int, int]], separators: Iterable[str]) -> Mapped:
    """The spans alone (sorted, not overlapping), each after its separator, which is inserted text.

    >>> cut(unchanged("one, two, three"), [(0, 3), (10, 15)], ["", " "]).text
    'one three'
    """
    output = _Output(mapped)
    for (start, end), separator in zip(spans, separators, strict=True):
        output.put(separator, start, start)
        output.keep(start, end)
    return output.mapped()


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
    first = _piece_at(pieces, start)
    last = _piece_at(pieces, end - 1)
    raw_start = first.raw_start + (start - first.start if _is_copy(first) else 0)
    raw_end = last.raw_start + (end - last.start) if _is_copy(last) else last.raw_end
    return raw_start, max(raw_start, raw_end)


class _Output:
    """Collects kept and replaced stretches of a mapped text from left to right."""

    def __init__(self, source: Mapped) -> None:
        self.source = source
        self.cursor = 0
        self.length = 0
        self.parts: list[str] = []
        self.pieces: list[Piece] = []

    def keep(self, start: int, end: int) -> None:
        if start >= end:
            return
        self.parts.append(self.source.text[start:end])
        self._seek(start)
        for piece in self._pieces_to(end):
            first, last = max(piece.start, start), min(piece.end, end)
            self._append(last - first, *_part(piece, first, last))

    def put(self, new: str, start: int, end: int) -> None:
        if not new:
            return
        self.parts.append(new)
        self._seek(start)
        if start < end:
            covered = list(self._pieces_to(end))
            raw_start = _part(covered[0], max(covered[0].start, start), covered[0].end)[0]
            raw_end = _part(covered[-1], covered[-1].start, end)[1]
            self._append(len(new), raw_start, max(raw_start, raw_end))
        else:
            point = self._point(start)
            self._append(len(new), point, point)

    def mapped(self) -> Mapped:
        return Mapped(text="".join(self.parts), pieces=tuple(self.pieces))

    def _seek(self, position: int) -> None:
        pieces = self.source.pieces
        while self.cursor < len(pieces) and pieces[self.cursor].end <= position:
            self.cursor += 1

    def _pieces_to(self, end: int) -> Iterable[Piece]:
        index = self.cursor
        pieces = self.source.pieces
        while index < len(pieces) and pieces[index].start < end:
            yield pieces[index]
            index += 1

    def _point(self, position: int) -> int:
        if self.pieces:
            return self.pieces[-1].raw_end
        pieces = self.source.pieces
        if self.cursor < len(pieces):
            piece = pieces[self.cursor]
            return piece.raw_start + (position - piece.start if _is_copy(piece) else 0)
        return pieces[-1].raw_end if pieces else 0

    def _append(self, length: int, raw_start: int, raw_end: int) -> None:
        start, end = self.length, self.length + length
        self.length = end
        last = self.pieces[-1] if self.pieces else None
        joins = last is not None and last.raw_end == raw_start and _is_copy(last) and length == raw_end - raw_start
        if joins and last is not None:
            self.pieces[-1] = Piece(start=last.start, end=end, raw_start=last.raw_start, raw_end=raw_end)
        else:
            self.pieces.append(Piece(start=start, end=end, raw_start=raw_start, raw_end=raw_end))


def _part(piece: Piece, start: int, end: int) -> tuple[int, int]:
    if not _is_copy(piece):
        return piece.raw_start, piece.raw_end
    offset = piece.raw_start - piece.start
    return start + offset, end + offset


def _piece_at(pieces: Sequence[Piece], position: int) -> Piece:
    index = bisect_right(pieces, position, key=_start) - 1
    if index < 0 or not pieces[index].start <= position < pieces[index].end:
        raise ValueError(f"position {position} is in no piece")
    return pieces[index]


def _start(piece: Piece) -> int:
    return piece.start


def _is_copy(piece: Piece) -> bool:
    return piece.end - piece.start == piece.raw_end - piece.raw_start
