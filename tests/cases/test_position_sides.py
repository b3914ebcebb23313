"""Which parties may hold a wish, and what the heads are told of each: where it stands, who speaks, who met whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Statement
from dragoman.reading.issues import IssueIndex
from dragoman.reading.reading import Reading
from dragoman.stages.base import of_kind
from dragoman.stages.position_features import Wish
from dragoman.stages.position_holders import Holders
from dragoman.stages.position_side_features import side_features
from dragoman.stages.position_sides import Sides
from dragoman.stages.positions import find_wishes
from dragoman.stages.speakers import Speakers
from dragoman.stages.statements import Statements

Read = Callable[..., Reading]
H, T, M = "Halvoria", "Tessavia", "Meridon"


def sides_and_wish(reading: Reading, word: str) -> tuple[Sides, Wish]:
    """The parties of a text and its wish with that cue word."""
    said = tuple(Statements()(reading, ()))
    statements = of_kind(tuple(Speakers()(reading, said)), Statement)
    holders = Holders(reading, statements)
    hits = IssueIndex(reading.lexicon("issues")).find(reading.text)
    wish = next(w for w in find_wishes(reading, holders, hits) if w.cue.word == word)
    return Sides(reading, holders), wish


CANDIDATES: tuple[tuple[str, str, str, list[str]], ...] = (
    ("the rules' holder first", "Tessavia said Halvoria rejected the truce.", "reject", [H, T]),
    ("named shortly before", "Meridon met Halvoria. A ceasefire was demanded.", "demand", [M, H]),
    ("named in a later sentence only", "Halvoria rejected the truce. Tessavia regretted that.", "reject", [H]),
    ("nobody is named", "A truce was demanded.", "demand", []),
    (
        "a body whose members are told stands for them alone",
        "The Quad countries (Halvoria and Tessavia) met. The Quad demanded a ceasefire.",
        "demand",
        [H, T],
    ),
)


@pytest.mark.parametrize(("text", "word", "parties"), [c[1:] for c in CANDIDATES], ids=[c[0] for c in CANDIDATES])
def test_candidates(read: Read, text: str, word: str, parties: list[str]) -> None:
    sides, wish = sides_and_wish(read(text), word)
    assert [holder.party for holder in sides.candidates(wish)] == parties


def test_a_party_named_far_before_is_no_candidate(read: Read) -> None:
    far = "The delegations sat in the old customs house by the harbour all day. " * 12
    sides, wish = sides_and_wish(read(f"Meridon opened the talks. {far}Halvoria rejected the truce."), "reject")
    assert [holder.party for holder in sides.candidates(wish)] == [H]


FEATURES: tuple[tuple[str, str, str, str, set[str]], ...] = (
    (
        "the subject that the rules see",
        "Halvoria rejected the truce.",
        "reject",
        H,
        {"rule", "rule=subject", "path=0^nsubj", "place=passage left", "first of sentence"},
    ),
    (
        "of whom it is wanted stands in the focus",
        "Halvoria urged Tessavia to accept the truce.",
        "urge",
        T,
        {"others", "place=focus right", "in sentence=1+others"},
    ),
    (
        "who met the holder",
        "Halvoria met Meridon in Doha. Halvoria demanded a ceasefire.",
        "demand",
        M,
        {"others", "met a holder", "back=1"},
    ),
    (
        "who stands beside the holder elsewhere",
        "Halvoria and Meridon sent envoys. Halvoria demanded a ceasefire.",
        "demand",
        M,
        {"beside a holder", "back=1"},
    ),
    (
        "somebody else says it",
        '"Halvoria rejects the truce," Tessavia\'s president said.',
        "reject",
        H,
        {"another says it", "rule=subject"},
    ),
)


@pytest.mark.parametrize(("text", "word", "party", "features"), [c[1:] for c in FEATURES], ids=[c[0] for c in FEATURES])
def test_features(read: Read, text: str, word: str, party: str, features: set[str]) -> None:
    reading = read(text)
    sides, wish = sides_and_wish(reading, word)
    assert features <= side_features(reading.doc, wish, party, sides)
