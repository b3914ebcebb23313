"""What kind of position a passage puts forward, in sentences about invented talks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.model.claim import Position
from dragoman.model.codec import from_json, to_json
from dragoman.reading.reading import Reading
from dragoman.stages.base import of_kind
from dragoman.stages.positions import Positions
from dragoman.stages.speakers import Speakers
from dragoman.stages.statements import Statements

Read = Callable[..., Reading]

CASES: tuple[tuple[str, str, str], ...] = (
    ("a demand is one", "Halvoria demanded an immediate ceasefire.", "demand"),
    ("a refusal is a rejection", "Tessavia rejected the ceasefire.", "rejection"),
    ("a yes is an acceptance", "Tessavia has accepted the ceasefire.", "acceptance"),
    ("an offer is one", "Halvoria offered a ceasefire of ten days.", "offer"),
    ("readiness signals flexibility", "Halvoria is ready to discuss a ceasefire.", "flexibility"),
    ("openness signals flexibility", "Tessavia is open to a ceasefire.", "flexibility"),
    ("a yes only if is a condition", "Tessavia will accept a ceasefire only if Halvoria pulls back.", "condition"),
    ("what is refused for ever", "Halvoria will never accept a ceasefire on these terms.", "red_line"),
    ("what was never sought is no red line", "Halvoria has never rejected a ceasefire.", "flexibility"),
    ("a refusal without any if", "Tessavia categorically rejects the ceasefire.", "red_line"),
    ("what is not for sale", "Halvoria refuses to give up the territory at any price.", "red_line"),
    ("a demand that nothing moves", "Tessavia insists that a ceasefire is non-negotiable.", "red_line"),
    ("a red line that is none any more", "Tessavia demands a ceasefire that is no longer a red line.", "demand"),
    ("a demand that comes first", "Halvoria demands a ceasefire as a precondition for talks.", "condition"),
    ("a yes that yields", "As a concession, Tessavia has accepted the ceasefire.", "acceptance"),
    ("a yes that is called a compromise", "Tessavia has accepted a ceasefire as a compromise.", "flexibility"),
)


def kinds(reading: Reading) -> set[str | None]:
    """The kinds of the positions on a ceasefire or on territory."""
    said = tuple(Speakers()(reading, tuple(Statements()(reading, ()))))
    return {claim.payload.kind for claim in of_kind(tuple(Positions()(reading, said)), Position)}


@pytest.mark.parametrize(("text", "kind"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_names_the_kind(read: Read, text: str, kind: str) -> None:
    assert kinds(read(text)) == {kind}


def test_positions_written_before_there_were_kinds_are_read() -> None:
    """A workspace of an older version has no kinds: its claims are read as they are."""
    position = Position(party="Halvoria", issue="territory", stance="rejects", kind="red_line")
    old = {name: value for name, value in to_json(position).items() if name != "kind"}  # type: ignore[union-attr]
    assert from_json(Position, old) == replace(position, kind=None)
