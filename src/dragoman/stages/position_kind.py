"""What kind of position a passage puts forward: red line, demand, offer, condition, signal of flexibility and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..model.claim import PositionKind, Stance
from .position_cues import Cue

if TYPE_CHECKING:
    from spacy.tokens import Doc

Lexicon = Mapping[str, tuple[str, ...]]
BY_STANCE: Mapping[Stance, PositionKind] = {
    "demands": "demand",
    "rejects": "rejection",
    "accepts": "acceptance",
    "offers": "offer",
    "open_to": "flexibility",
    "conditional": "condition",
}
REACH = 4  # words within which something takes a firm word back: "is no longer a red line"


def kind_of(doc: Doc, cue: Cue, stance: Stance, lexicon: Lexicon) -> PositionKind:
    """The kind that goes with the stance, unless words of the cue's clause say more.

    What is called a red line or what "will never" be accepted is one; a demand that stands as a precondition is a
    condition; to accept as a concession is a signal of flexibility.
    """
    words = [token.lower_ for token in doc[cue.start : cue.end]]
    if stance in ("demands", "rejects") and (_firm(words, lexicon) or _for_good(doc, cue, lexicon)):
        return "red_line"
    if stance == "demands" and _at(words, lexicon.get("condition.words", ())) is not None:
        return "condition"
    if stance == "accepts" and _at(words, lexicon.get("flexibility.words", ())) is not None:
        return "flexibility"
    return BY_STANCE[stance]


def _firm(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the clause has words that cannot be moved, or names a red line that nothing near it takes back."""
    if _at(words, lexicon.get("red_line.words", ())) is not None:
        return True
    place = _at(words, lexicon.get("red_line.named", ()))
    if place is None:
        return False
    lifted = lexicon.get("red_line.lifted", ())
    return not any(word in lifted for word in words[max(0, place - REACH) : place])


def _for_good(doc: Doc, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether the cue itself holds for ever: "will never cede", "categorically rejects"; not "never asked"."""
    token = doc[cue.token]
    verb = token if token.pos_ in ("VERB", "AUX") else token.head
    beside = list(verb.children)
    if cue.stance != "rejects":
        return False
    if any(child.tag_ == "MD" for child in beside) and any(
        child.lower_ in lexicon.get("red_line.of_modal", ()) for child in beside
    ):
        return True
    return any(child.lower_ in lexicon.get("red_line.of_verb", ()) for child in beside)


def _at(words: Sequence[str], phrases: Sequence[str]) -> int | None:
    """Where the first of the phrases stands among the words."""
    for phrase in phrases:
        wanted = phrase.split()
        if wanted[0] not in words:
            continue
        for place in range(len(words) - len(wanted) + 1):
            if list(words[place : place + len(wanted)]) == wanted:
                return place
    return None
