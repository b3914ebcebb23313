"""Which stance a cue takes in its clause, and on whose word a position rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.claim import Claim, PositionBasis, Stance, Statement
from .position_cues import Cue
from .position_holders import Holder
from .position_words import CueWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ..reading.reading import Reading

YIELDING = ("accepts", "offers", "open_to")


def stance_of(doc: Doc, cue: Cue, holder: Holder, words: CueWords) -> Stance:
    """The cue's stance, turned by what it governs and by a condition.

    What the speaker says will happen to a third thing is wanted ("the city will stay under our control"); readiness to
    help is an offer; a yes with a condition is conditional, and so is a no until something.
    """
    stance = cue.stance
    if cue.kind == "intent" and holder.how == "aside":
        stance = "demands"
    elif _helps(doc[cue.token], cue, words):
        stance = "offers"
    if cue.condition is None:
        return stance
    first = doc[cue.condition[0]].lower_
    if stance in YIELDING or (cue.negated and words.has("condition.after_no", first)):
        return "conditional"
    return "conditional" if words.has("condition.threats", cue.word) else stance


def _helps(token: Token, cue: Cue, words: CueWords) -> bool:
    """Whether readiness, intent or efforts are to give or do something for others: "ready to host"."""
    if cue.negated:
        return False
    if cue.kind == "intent":
        return words.has("helping.verbs", cue.word)
    if cue.stance != "open_to" and not words.has("helping.cues", cue.word):
        return False
    below = [c for c in token.children if c.dep_ in ("xcomp", "acl", "ccomp")]
    below += [g for c in token.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pcomp"]
    below += [c for verb in list(below) for c in verb.children if c.dep_ == "xcomp"]
    return any(words.has("helping.verbs", verb.lemma_.lower()) for verb in below)


def basis_of(
    reading: Reading, holder: Holder, told: Claim[Statement] | None, mediators: frozenset[str]
) -> tuple[PositionBasis, str | None]:
    """On whose word it rests, and that speaker's name or words; what nobody is said to have said is the reporter's."""
    if told is None:
        return "reporter", None
    said = told.payload
    speaker = said.speaker
    name = (speaker.name or speaker.span.words) if speaker else None
    if speaker is None:
        return ("own_words" if said.party == holder.party else "reporter"), None
    lexicon = reading.lexicon("actors")
    spoken = {word.strip(".,'’").lower() for word in speaker.span.words.split()}
    if spoken & set(lexicon.get("outsider_nouns", ())):
        return "analyst", name
    if said.party == holder.party:
        if said.source_class == "anonymous":
            return "anonymous", name
        return ("spokesperson" if spoken & set(lexicon.get("spokes_nouns", ())) else "own_words"), name
    if spoken & set(lexicon.get("mediator_nouns", ())) or said.party in mediators:
        return "mediator", name
    if said.party is not None:
        return "other_side", name
    return ("anonymous" if said.source_class == "anonymous" else "reporter"), name
