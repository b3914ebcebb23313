"""What a paragraph tells of an encounter beside the clause that reports it: who joined, who mediates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..model.claim import Mention
from ..reading.reading import Reading
from .meeting_candidates import SUBJECTS, Candidate, Words
from .meeting_features import audience
from .meeting_merge import Group
from .meeting_phrases import Phrases
from .meeting_roles import Roles
from .meeting_third import convening, who_works

if TYPE_CHECKING:
    from spacy.tokens import Token

MEDIATED = ("talks", "round", "mediation", "mediate", "summit")
BETWEEN_SIDES = ("talks", "round")
MET = ("meet", "meeting")
HOSTED = ("meeting", "summit")
SOON = 2  # sentences after a telling in which it may be told who led the encounter


def joins(candidate: Candidate, words: Words) -> bool:
    """Whether the clause tells who was at an encounter: "also attended the meeting", "took part in the talks"."""
    verb = candidate.verb
    if verb is None or not candidate.noun:
        return verb is not None and taken_up(candidate, words)
    part = verb.lemma_ == "take" and any(child.lower_ == "part" for child in verb.children)
    return part or words.has("people.joins", verb.lemma_.lower())


def taken_up(candidate: Candidate, words: Words) -> bool:
    """ "It was attended by A", "They were joined by B": whom a pronoun takes up from the sentence before."""
    verb, lemma = candidate.token, candidate.token.lemma_.lower()
    if candidate.noun or not (words.has("people.joins", lemma) or words.has("people.accompanies", lemma)):
        return False
    whole = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    return whole is not None and whole.tag_ == "PRP"


def of_same_sides(group: Group, groups: Sequence[Group]) -> tuple[Mention, ...]:
    """Who mediates the nearest other encounter of the same sides: "talks between A and B" of which C was the host."""
    if group.best.sighting.candidate.sort not in BETWEEN_SIDES:
        return ()
    sides = _sides(group)
    for other in sorted(groups, key=lambda other: abs(other.best.start - group.best.start)):
        third = tuple(m for m in other.best.mediators if m not in other.best.people and _key(m) not in sides)
        if other is not group and third and len(sides & _sides(other)) > 1:
            return third
    return ()


def _sides(group: Group) -> set[str]:
    third = {_key(mention) for mention in group.best.mediators}
    return {_key(mention) for mention in group.best.known} - third


def _key(mention: Mention) -> str:
    return mention.party or mention.name or mention.span.words.lower()


def during(candidate: Candidate, words: Words) -> bool:
    """ "During the call, the two discussed the war": done in an encounter told before."""
    within = (c for c in candidate.token.children if c.dep_ == "prep" and c.lower_ in ("during", "in", "at"))
    nouns = [noun for prep in within for noun in prep.children if noun.lemma_.lower() in words.nouns]
    spoken = not candidate.noun and candidate.sort in ("talk", "tell", "engage", "convey")
    beside = {child.lower_ for noun in nouns for child in noun.lefts}
    another = words.has("context.ahead", *beside) or words.has("context.behind", *beside)
    return spoken and bool(beside & {"the", "this", "their"}) and not another


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

    def conveners(self, group: Group) -> Iterator[Mention]:
        """Those who convene or host others: "Egypt hosted a meeting of the factions"; a body of its own members not."""
        for report in group.reports:
            candidate = report.sighting.candidate
            if candidate.sort not in HOSTED or candidate.verb is None:
                continue
            sat = any(audience(mention, self.words) for mention in report.people)
            if sat or not self.words.has("people.conveners", candidate.verb.lemma_.lower()):
                continue
            for head in convening(candidate, self.phrases):
                span = self.phrases.span(head)
                mention = self.roles.mention(*span) if span is not None else None
                if mention is not None and mention.party and mention.source_class == "institution":
                    yield mention

    def chairs(self, group: Group) -> Iterator[Mention]:
        """Who is told right after to have led it: "The meeting was chaired by A", "The talks, led by B, went on"."""
        candidate = group.best.sighting.candidate
        another = {"is=behind", "det=poss"} & group.best.sighting.features
        if candidate.sort not in (*MEDIATED, *HOSTED) or another:
            return
        sentences = self.reading.sentences
        own = next((n for n, s in enumerate(sentences) if s.start <= candidate.token.i < s.end), len(sentences))
        for sentence in sentences[own + 1 : own + 1 + SOON]:
            for head in (head for token in sentence for head in self._leading(token)):
                span = self.phrases.span(head)
                mention = self.roles.mention(*span) if span is not None else None
                if mention is not None and self._stands_between(mention):
                    yield mention

    def _leading(self, token: Token) -> Iterator[Token]:
        """Heads of those "by" whom the meeting was chaired, the talks led."""
        verb, lemma = token.head, token.head.lemma_.lower()
        leads = self.words.has("people.leads", lemma) or self.words.has("people.by_mediator", lemma)
        if token.dep_ != "agent" or verb.tag_ != "VBN" or not leads:
            return
        above = (verb, *verb.ancestors)  # "was chaired by A and hosted by B"; "co-chaired" is read as three words
        whole = (
            verb.head if verb.dep_ == "acl" else next((c for a in above for c in a.lefts if c.dep_ in SUBJECTS), None)
        )
        if self._told(whole):
            yield from (m for c in token.children if c.dep_ == "pobj" for m in self.phrases.row(c))

    def _told(self, whole: Token | None) -> bool:
        """ "the meeting", "these talks": an encounter that the text has told."""
        noun = whole is not None and whole.lemma_.lower() in self.words.nouns
        return noun and whole is not None and any(c.lower_ in ("the", "this", "these") for c in whole.lefts)

    def _stands_between(self, mention: Mention) -> bool:
        """A state or an organisation, or an envoy of one."""
        person = self.reading.people.persons.get(mention.name or "")
        titles = person.titles if person is not None else ()
        offices = (*mention.span.words.lower().replace("-", " ").split(), *titles)
        return mention.source_class == "institution" or self.words.has("people.between", *offices)

    def mediators(self, group: Group) -> Iterator[Mention]:
        """Of talks of which no mediator is told: "Mediator A said", "B is brokering a deal" in the same paragraph."""
        candidate = group.best.sighting.candidate
        if candidate.sort not in (*MEDIATED, *MET):
            return
        block = self.reading.block_of(candidate.token.idx)
        span = self.reading.doc.char_span(block.start, block.end, alignment_mode="contract")
        near = sorted(span or (), key=lambda token: (abs(token.i - candidate.token.i), token.i))
        unnamed: list[Mention] = []
        for token in near:
            heads = list(self._mediating(token) if candidate.sort in MEDIATED else self._bringing(token))
            found = [self.phrases.span(head) for head in heads]
            mentions = [self.roles.mention(*place) for place in found if place is not None]
            known = [mention for mention in mentions if mention.name or mention.party]
            if known:
                yield from known
                return
            unnamed = unnamed or (mentions if all(map(self._team, heads)) else [])
        if candidate.sort in BETWEEN_SIDES and len(group.best.people) > 1:
            yield from unnamed

    def _team(self, head: Token) -> bool:
        """ "the mediation team", "the mediators": those whom a text on these talks means, named or not."""
        return self.phrases.acts(head) and any(child.lower_ == "the" for child in head.lefts)

    def _bringing(self, token: Token) -> Iterable[Token]:
        """ "A facilitated the meeting", "A had a role in brokering the talks"."""
        things = [c for c in token.children if c.dep_ == "dobj"]
        meant = any(
            c.lemma_.lower() in self.words.nouns and any(d.lower_ in ("the", "this", "these") for d in c.lefts)
            for c in things
        )
        return self._mediating(token) if meant else ()

    def _mediating(self, token: Token) -> Iterable[Token]:
        if self.words.has("people.mediators", token.lower_):
            whole = token.head if token.dep_ in ("compound", "amod", "nmod") else token
            if whole.pos_ not in ("NOUN", "PROPN"):
                return ()
            several = whole is not token and token.lower_.endswith("s")  # "mediators A and B"
            return self.phrases.row(whole) if several else (whole,)
        if token.pos_ != "VERB" or not self.words.has("people.mediates", token.lemma_.lower()):
            return ()
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        if agent is not None:
            return [m for c in agent.children if c.dep_ == "pobj" for m in self.phrases.row(c)]
        doer = None if token.tag_ == "VBN" and token.dep_ == "acl" else who_works(token)
        objects = [c for c in token.children if c.dep_ == "dobj"]
        dealt = any(
            self.words.has("not_meetings.deals", c.lemma_.lower()) or c.lemma_.lower() in self.words.nouns
            for c in objects
        )
        between = any(c.lower_ == "between" for c in token.children)
        return list(self.phrases.row(doer)) if doer is not None and (dealt or between) else ()
