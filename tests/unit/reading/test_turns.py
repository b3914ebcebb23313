"""Transcripts: whose words stand behind a name, and which texts are none."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.model.claim import Statement
from dragoman.reading.reading import Reading
from dragoman.stages.base import of_kind
from dragoman.stages.speakers import Speakers
from dragoman.stages.statements import Statements

Read = Callable[..., Reading]
BRIEFING = """Briefing by the envoy

MODERATOR: Good afternoon. The envoy, Elin Varga, is with us.

MR. VARGA: Thank you. I met both delegations in Orrel.

The road to the port is open again today.

QUESTION (CPS): Will there be another round of talks?

MR. VARGA: We hope to meet in May."""


def said(reading: Reading) -> list[tuple[str, str | None]]:
    """Contents with the resolved names of who says them."""
    found = tuple(Statements()(reading, ()))
    claims = of_kind(tuple(Speakers()(reading, found)), Statement)
    return [
        (c.evidence.quote, c.payload.speaker.name if c.payload.speaker else None) for c in claims if not c.payload.cue
    ]


def test_each_sentence_of_a_turn_is_said_by_whoever_the_name_before_it_means(read: Read) -> None:
    """A paragraph without a name goes on; questions and the moderator are nobody's statements; short ones are left."""
    assert said(read(BRIEFING)) == [
        ("I met both delegations in Orrel.", "Elin Varga"),
        ("The road to the port is open again today.", "Elin Varga"),
        ("We hope to meet in May.", "Elin Varga"),
    ]


def test_whoever_says_i_in_a_transcript_is_the_speaker(read: Read) -> None:
    reading = read(BRIEFING)
    start = reading.text.index("I met")
    assert reading.describe(start, start + 1).name == "Elin Varga"


def test_who_answers_is_the_one_person_named_before(read: Read) -> None:
    """An interview whose answers stand behind "A:"; with two persons before it, they are nobody's."""
    turns = "\n\nQ: Is the road open?\n\nA: The road is open again.\n\nQ: Since when?\n\nA: I opened it on Monday."
    one, two = "An interview with Elin Varga", "Elin Varga and Kovan Reth on the road"
    assert said(read(one + turns)) == [
        ("The road is open again.", "Elin Varga"),
        ("I opened it on Monday.", "Elin Varga"),
    ]
    assert said(read(two + turns)) == []


def test_one_label_makes_no_transcript(read: Read) -> None:
    """A note with a colon, or the steps of a list, are what the text itself says."""
    text = "Talks went on.\n\nBackground: the war began in spring.\n\nNote: the port is shut.\n\nSources: two reports."
    assert read(text).turns == ()


def test_notes_by_country_are_nobodys_words(read: Read) -> None:
    text = (
        "HALVORIA: The port is open again.\n\nTESSAVIA: A bridge was shut down.\n\nHALVORIA: The talks in Orrel go on."
    )
    assert said(read(text)) == []
