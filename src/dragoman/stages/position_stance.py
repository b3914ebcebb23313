"""Which stance a cue takes in its clause, and on whose word a position rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.claim import Mention, PositionBasis, Stance
from ..reading.clauses import SUBJECTS
from .position_antecedents import Holder
from .position_cues import Cue
from .position_holders import Holders
from .position_words import CueWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from ..reading.reading import Reading

YIELDING = ("accepts", "offers", "open_to")
HELP_NEAR = 7  # tokens around efforts in which they are called those of a mediator


def stance_of(doc: Doc, cue: Cue, holder: Holder, words: CueWords) -> Stance:
    """The cue's stance, turned by what it governs and by a condition.

    What the speaker says will happen to a third thing is wanted ("the city will stay under our control"), and so is
    that without which there will be no peace; readiness to help is an offer; a yes with a condition is conditional,
    and so is a no until something.
    """
    stance = cue.stance
    if cue.kind in ("intent", "refusal") and holder.how == "speaker" and cue.condition is not None:
        return "demands"
    if cue.kind == "intent" and holder.how == "aside":
        stance = "demands"
    elif _helps(doc[cue.token], cue, words):
        stance = "offers"
    elif _maybe(doc[cue.token], cue, words):
        stance = "open_to"
    elif _is_planned(doc, cue, words):
        stance = "offers"
    if cue.condition is None:
        return stance
    first = doc[cue.condition[0]].lower_
    if stance in YIELDING and not words.has("condition.only_no", first):
        return "conditional"
    if (cue.negated or stance == "rejects") and words.has("condition.after_no", first):
        return "conditional"
    return "conditional" if words.has("condition.threats", cue.word) else stance


def _maybe(verb: Token, cue: Cue, words: CueWords) -> bool:
    """Whether a yes is only possible: "could accept", "might send"; who could propose something does so."""
    if cue.kind != "verb" or cue.stance not in ("accepts", "offers") or (cue.sure and cue.stance == "offers"):
        return False
    return any(c.tag_ == "MD" and words.has("duty.maybe", c.lower_) for c in verb.children)


def _is_planned(doc: Doc, cue: Cue, words: CueWords) -> bool:
    """Whether a plan is what calls for something: it is what its author offers."""
    if cue.kind != "verb" or cue.stance != "demands" or cue.subject is None:
        return False
    plan = words.noun(doc[cue.subject])
    return plan is not None and plan.stance == "offers"


def added_stance(doc: Doc, cue: Cue, places: Sequence[int], words: CueWords) -> Stance | None:
    """The stance of a participle that adds a wish, for what it alone names: "dismissed it, *demanding* a vote"."""
    for verb in doc[cue.token].rights:
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i < cue.end and places and min(places) > verb.idx:
            entry = words.verb(verb)
            return entry.stance if entry is not None and entry.strong else None
    return None


def _helps(token: Token, cue: Cue, words: CueWords) -> bool:
    """Whether readiness, intent or efforts are to give or do something for others: "ready to host"."""
    if cue.negated:
        return False
    if cue.kind == "intent" or any(c.tag_ == "MD" and c.dep_ == "aux" for c in token.children):
        verb = token.head if token.tag_ == "MD" else token
        on = words.has("helping.going_on", cue.word)
        doing = [c.lemma_.lower() for c in verb.rights if c.dep_ in ("xcomp", "dobj")] if on else [cue.word]
        return cue.stance != "demands" and any(
            words.has("helping.verbs", word) or (on and words.has("helping.cues", word)) for word in doing
        )
    if cue.stance != "open_to" and not words.has("helping.cues", cue.word):
        return False
    near = token.doc[max(0, token.i - 2) : cue.end][:HELP_NEAR]
    if words.has("helping.cues", cue.word) and any(words.has("helping.about", t.lower_) for t in near):
        return True
    below = [c for c in token.children if c.dep_ in ("xcomp", "acl", "ccomp")]
    below += [g for c in token.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pcomp"]
    below += [c for verb in list(below) for c in verb.children if c.dep_ == "xcomp"]
    return any(words.has("helping.verbs", verb.lemma_.lower()) for verb in below)


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells of a position, for whom, in which statement.

    ``summed``: the reporter sums up what a body holds; ``cued``: the cue itself is the word of speaking.
    """

    speaker: Mention | None
    party: str | None
    statement: str | None = None
    summed: bool = False
    cued: bool = False


NOBODY = Teller(None, None)


def teller_of(reading: Reading, cue: Cue, holders: Holders) -> Teller:
    """Who tells: the source of the sentence, else the speaker around the cue, of the verb above it, of the cue."""
    token = reading.doc[cue.token]
    around, cued = holders.saying(token.idx), holders.cued(token.idx)
    after = None if reading.quote_at(token.idx) else _told_after(reading, token)
    if after is not None:
        return Teller(after, after.party, around.id if around else cued.id if cued else None)
    if around is not None:
        return Teller(around.payload.speaker, around.payload.party, around.id)
    above = _said_by(reading, token)
    if above is not None:
        speaker = reading.describe(above.left_edge.idx, above.right_edge.idx + len(above.right_edge))
        return Teller(speaker, speaker.party, cued.id if cued else None)
    if cued is None:
        return NOBODY
    said = cued.payload
    summed = not said.direct and said.source_class not in ("named", "role", "anonymous")
    return Teller(said.speaker, said.party, cued.id, summed, cued=True)


def _told_after(reading: Reading, token: Token) -> Mention | None:
    """Whom a sentence names as its source: "..., according to people familiar with the talks"."""
    for word in token.sent:
        if word.lower_ == "according":
            for source in word.subtree:
                if source.dep_ == "pobj" and source.head.lower_ == "to" and source.head.head.i == word.i:
                    end = source.right_edge
                    return reading.describe(source.left_edge.idx, end.idx + len(end))
    return None


def _said_by(reading: Reading, token: Token) -> Token | None:
    """The subject of the verb of saying whose clause holds the token, if the clause has a subject of its own."""
    verb = token.head if token.dep_ in ("aux", "acomp", "attr", "dobj") else token
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in reading.lexicon("statements").get("clause", ()):
        return None
    if not any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    return next((child for child in verb.head.children if child.dep_ == "nsubj"), None)


def _acts_along(reading: Reading, cue: Cue, holder: Holder) -> bool:
    """Whether the holder is named among the subjects of the cue: "*Norland*, the isles and others have called for"."""
    if holder.mention is None or cue.kind != "verb" or cue.passive:
        return False
    span = reading.doc.char_span(holder.mention.span.start, holder.mention.span.end, alignment_mode="expand")
    if span is None:
        return False
    token = span.root
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    return token.dep_ == "nsubj" and token.head.i == cue.token


def _schools(reading: Reading, teller: Teller) -> Sequence[str]:
    """Words by which somebody who speaks for no side is a scholar: "Elin Varga, director of the policy *institute*"."""
    words = reading.lexicon("speakers")
    return () if teller.party is not None else (*words.get("schools", ()), *words.get("scholars", ()))


def _envoys(reading: Reading, teller: Teller) -> Sequence[str]:
    """Words for whoever an organisation sends to talks that it is no side of."""
    sender = reading.actors.by_name.get(teller.party or "")
    return ("envoy",) if sender is not None and sender.kind == "organisation" else ()


def _titles(reading: Reading, speaker: Mention) -> frozenset[str]:
    person = reading.people.persons.get(speaker.name or "")
    return frozenset(person.titles if person is not None else ())


def basis_of(
    reading: Reading, cue: Cue, holder: Holder, teller: Teller, mediators: frozenset[str]
) -> tuple[PositionBasis, str | None]:
    """On whose word a position rests, and that speaker's name or words; nobody's word is the reporter's."""
    speaker = teller.speaker
    if teller.cued and teller.party != holder.party and _acts_along(reading, cue, holder):
        return "reporter", None  # the text tells what several do, one of whom it takes for the speaker
    if speaker is None or teller.summed:
        own = teller.party == holder.party and not teller.summed
        return ("own_words" if own else "reporter"), None
    name = speaker.name or speaker.span.words
    lexicon = reading.lexicon("actors")
    spoken = {word.strip(".,'’").lower() for word in speaker.span.words.split()}
    outsiders = {*lexicon.get("outsider_nouns", ()), *_schools(reading, teller)}
    if spoken & outsiders:
        return "analyst", name
    if teller.party == holder.party:
        if speaker.source_class == "anonymous":
            return "anonymous", name
        return ("spokesperson" if spoken & set(lexicon.get("spokes_nouns", ())) else "own_words"), name
    go_between = {*lexicon.get("mediator_nouns", ()), *(_envoys(reading, teller))}
    if (spoken | _titles(reading, speaker)) & go_between or teller.party in mediators:
        return "mediator", name
    if teller.party is not None:
        return "other_side", name
    return ("anonymous" if speaker.source_class == "anonymous" else "reporter"), name
