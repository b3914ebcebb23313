"""The stage that adds what only the trained tagger sees."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from dragoman.reading.attribution import Attribution, TaggedSpan
from dragoman.reading.reading import Reading
from dragoman.stages.statements import Statements
from dragoman.stages.tagged import Tagged, features, open_blocks, unclaimed

TEXT = "Halvoria said the truce holds. Observers of the Inner Sea council have their doubts about the whole exchange."


@dataclasses.dataclass(frozen=True)
class Fixed:
    """A tagger that gives the same attributions for every text."""

    given: tuple[Attribution, ...]

    def tag(self, text: str, *, start: int = 0, end: int | None = None) -> tuple[Attribution, ...]:
        return tuple(one for one in self.given if start <= one.content[0].start < (end or len(text)))


def span(words: str) -> TaggedSpan:
    start = TEXT.index(words)
    return TaggedSpan(start=start, end=start + len(words))


def attribution(source: str, cue: str, content: str) -> Attribution:
    return Attribution(source=(span(source),), cue=(span(cue),), content=(span(content),), certainty=0.95)


KNOWN = attribution("Halvoria", "said", "the truce holds")
NEW = attribution("Observers of the Inner Sea council", "doubts", "about the whole exchange")


def tagged(read: Callable[..., Reading], *given: Attribution) -> Reading:
    reading = read(TEXT)
    return Reading(
        reading.article,
        nlp=reading.nlp,
        actors=reading.actors,
        lexicons=reading.lexicons,
        tagger=Fixed(given),  # type: ignore[arg-type]
    )


def test_without_a_tagger_the_statements_stay_as_they_are(read: Callable[..., Reading]) -> None:
    found = tuple(Statements()(read(TEXT), ()))
    assert tuple(Tagged()(read(TEXT), found)) == found


def test_what_has_no_cue_is_no_statement(read: Callable[..., Reading]) -> None:
    """The answer to "why is this a statement?" is its cue."""
    reading = tagged(read, dataclasses.replace(NEW, cue=()))
    assert not list(unclaimed(reading, ()))


def test_the_tagger_sees_only_blocks_that_may_hold_more(read: Callable[..., Reading]) -> None:
    """A block without a cue's word or a quotation is left out, and so is one whose sentences are all taken."""
    cued, bare, quoted = "Halvoria said the truce holds.", "The bridge reopened on Monday.", "“We are done here.”"
    reading = read("\n\n".join((cued, bare, quoted)))
    shown = {reading.text[block.start : block.end]: is_open for block, is_open in open_blocks(reading, ())}
    assert shown == {cued: True, bare: False, quoted: True}
    assert not any(is_open for _, is_open in open_blocks(reading, [(0, len(reading.text))]))


def test_what_the_rules_found_is_not_claimed_again(read: Callable[..., Reading]) -> None:
    reading = tagged(read, KNOWN, NEW)
    found = list(Statements()(reading, ()))
    assert [s.words for _, s in unclaimed(reading, found)] == ["about the whole exchange"]


def test_features_name_cue_source_and_length(read: Callable[..., Reading]) -> None:
    reading = tagged(read, NEW)
    made = features(reading, NEW, reading.span(NEW.content[0].start, NEW.content[0].end))
    assert {"cue=doubt", "first=about", "length=few", "certain=sure", "quoted=False"} <= made


def test_an_attribution_that_passes_becomes_a_statement(read: Callable[..., Reading]) -> None:
    stage = Tagged()
    weights = {"cue=doubt": (0.0, 9.0)}
    stage.__dict__["head"] = dataclasses.replace(stage.head, bias=(0.0, -4.0), weights=weights)
    reading = tagged(read, NEW)
    (claim,) = stage(reading, ())
    assert claim.evidence.quote == "about the whole exchange"
    assert claim.payload.cue is not None
    assert claim.payload.cue.words == "doubts"
    assert claim.payload.speaker is not None
    assert claim.payload.speaker.span.words == "Observers of the Inner Sea council"
