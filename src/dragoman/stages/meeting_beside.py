"""What a paragraph tells of an encounter beside the clause that reports it: who joined, who mediates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..model.claim import Mention
from ..reading.reading import Reading
from .meeting_candidates import Candidate, Words, subject
from .meeting_merge import Group
from .meeting_phrases import Phrases
from .meeting_roles import Roles

if TYPE_CHECKING:
    from spacy.tokens import Token

MEDIATED = ("talks", "round", "mediation", "mediate", "summit")


def joins(candidate: Candidate, words: Words) -> bool:
    """Whether the clause tells who was at an encounter: "also attended the meeting", "took part in the talks"."""
    verb = candidate.verb
    if verb is None or not candidate.noun:
        return False
    part = verb.lemma_ == "take" and any(child.lower_ == "part" for child in verb.children)
    return part or words.has("people.joins", verb.lemma_.lower())


class Paragraphs:
    """Looks around the encounters of one text."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words
        self.phrases = Phrases(reading, words)
        self.roles = Roles(reading, words)

    def joined(self, group: Group) -> Iterator[Mention]:
        """Those who "also attended the meeting", "took part in the talks"."""
        for report in group.tellings:
            if report.joining:
                yield from (m for m in report.people if m.name or m.party)

    def mediators(self, group: Group) -> Iterator[Mention]:
        """Of talks of which no mediator is told: "Mediator A said", "B is brokering a deal" in the same paragraph."""
        candidate = group.best.sighting.candidate
        if candidate.sort not in MEDIATED:
            return
        block = self.reading.block_of(candidate.token.idx)
        span = self.reading.doc.char_span(block.start, block.end, alignment_mode="contract")
        near = sorted(span or (), key=lambda token: (abs(token.i - candidate.token.i), token.i))
        for token in near:
            found = [self.phrases.span(head) for head in self._mediating(token)]
            mentions = [self.roles.mention(*place) for place in found if place is not None]
            known = [mention for mention in mentions if mention.name or mention.party]
            if known:
                yield from known
                return

    def _mediating(self, token: Token) -> Iterable[Token]:
        if self.words.has("people.mediators", token.lower_):
            whole = token.head if token.dep_ in ("compound", "amod", "nmod") else token
            return (whole,) if whole.pos_ in ("NOUN", "PROPN") else ()
        if token.pos_ != "VERB" or not self.words.has("people.mediates", token.lemma_.lower()):
            return ()
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        if agent is not None:
            return [m for c in agent.children if c.dep_ == "pobj" for m in self.phrases.row(c)]
        doer = None if token.tag_ == "VBN" and token.dep_ == "acl" else subject(token)
        objects = [c for c in token.children if c.dep_ == "dobj"]
        dealt = any(
            self.words.has("not_meetings.deals", c.lemma_.lower()) or c.lemma_.lower() in self.words.nouns
            for c in objects
        )
        between = any(c.lower_ == "between" for c in token.children)
        return list(self.phrases.row(doer)) if doer is not None and (dealt or between) else ()
