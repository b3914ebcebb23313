"""Whose position it is: the parties that a cue's subject, or the speaker around it, stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.claim import Claim, Mention, Statement
from ..reading.cast import cast_speakers
from .position_antecedents import FINITE, Antecedents, Holder, How
from .position_authors import author
from .position_collectives import Collectives
from .position_company import addressed, teller_above
from .position_cues import Cue
from .position_nouns import (
    PLURAL,
    are_sides,
    can_want,
    is_envoy,
    is_joint,
    is_office,
    is_pair,
    maker,
    may_list,
    sides_of,
)
from .position_unnamed import unnamed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.names import Name
    from ..reading.reading import Reading

GROUPS = ("state", "bloc", "armed_group", "organisation", "organ")
STATELY = ("state", "organ")
NOUNS = ("NOUN", "PROPN", "PRON", "ADJ")


def is_turn(saying: Claim[Statement]) -> bool:
    """Whether it is what a transcript sets behind a name: speech without marks or a word of saying."""
    said = saying.payload
    return said.direct and said.cue is None and not any(mark in saying.evidence.quote for mark in "\"“”'‘’")


class Holders:
    """Finds the holders of the cues of one article."""

    def __init__(self, reading: Reading, statements: Sequence[Claim[Statement]]) -> None:
        self.reading = reading
        self.day = reading.article.day
        self.words = reading.lexicon("positions")
        self.statements = sorted(statements, key=lambda c: c.evidence.end - c.evidence.start)
        self.ahead = Antecedents(reading, self.words, self.party)
        self.parties = self.ahead.parties
        self.cast: dict[tuple[int, int], Mention] = {}
        self.unnamed: dict[str, list[tuple[int, int]]] = {}  # people without a name who hold something, and where

    def meet(self, cues: Iterable[Cue]) -> None:
        """Find out whom the subjects of these cues stand for, pronouns and titles included."""
        places: dict[tuple[int, int], tuple[int, int]] = {}
        for cue in cues:
            for member in self._members(self.reading.doc[cue.subject]) if cue.subject is not None else ():
                start, end = self._bounds(member)
                focus = self.reading.doc[cue.focus[0] : cue.focus[1]]
                places.setdefault((start, end), (focus.start_char, focus.end_char) if len(focus) else (end, end))
        self.cast = cast_speakers(self.reading, places)

    def saying(self, position: int) -> Claim[Statement] | None:
        """The innermost statement whose content holds the position."""
        return next((c for c in self.statements if c.evidence.start <= position < c.evidence.end), None)

    def cued(self, position: int) -> Claim[Statement] | None:
        """The statement whose reporting words hold the position."""
        for claim in self.statements:
            cue = claim.payload.cue
            if cue and cue.start <= position < cue.end:
                return claim
        return None

    def of(self, cue: Cue) -> tuple[Holder, ...]:
        """All holders of a cue, none twice."""
        found: dict[str, Holder] = {}
        for holder in self._holders(cue):
            members = self.collectives.of(holder.party)
            for one in (replace(holder, party=party, how="group") for party in members) if members else (holder,):
                found.setdefault(one.party, one)
        return tuple(found.values())

    @cached_property
    def collectives(self) -> Collectives:
        """The bodies whose members the text tells."""
        return Collectives(self.reading.text, self.parties, self.ahead.runs, self.words.get("holders.collectives", ()))

    @cached_property
    def mediators(self) -> frozenset[str]:
        """Parties that the text says mediate: named right before or behind a word of mediation."""
        found: set[str] = set()
        words = frozenset(self.words.get("holders.mediating", ()))
        for token in self.reading.doc:
            if token.lemma_.lower() in words:
                start, end = token.idx - 40, token.idx + len(token) + 30
                start, end = max(start, token.sent.start_char), min(end, token.sent.end_char)
                found.update(str(self.party(n)) for n in self.parties if start <= n.start and n.end <= end)
        return frozenset(found)

    def _holders(self, cue: Cue) -> Iterator[Holder]:
        doc = self.reading.doc
        token = doc[cue.token]
        saying, cued = self.saying(token.idx), self.cued(token.idx)
        subject = doc[cue.subject] if cue.subject is not None else None
        own = subject is not None and (subject.head.i == token.i or cue.kind != "verb")
        found: list[Holder] = []
        if cue.kind != "duty" and cued is not None and not own:
            found = list(self._speakers(cued))
        if cue.kind != "duty" and not found and subject is not None:
            found = list(self._subject(subject))
        if cue.kind == "verb" and subject is None and token.tag_ in FINITE and not cue.passive:
            found = list(self._name_before(token))
        if not found and subject is None and saying is None and not cue.passive and cue.kind != "duty":
            found = list(self.ahead.leaders(token))
        if not found and (claim := cued or saying):
            how: How = "speaker" if cue.kind == "duty" or subject is None else "aside"
            found = [replace(holder, how=how) for holder in self._speakers(claim)]
        yield from found

    def _name_before(self, verb: Token) -> Iterator[Holder]:
        """Whose name stands right before a verb for which the parse has no subject."""
        name = self.ahead.name_before(verb)
        if name is not None and name.how not in ("adjective", "people"):
            mention = self.reading.describe(name.start, name.end)
            if mention.party and (name.actor.kind == "person" or self.party(name)):
                yield Holder(mention.party, mention, "subject")

    def _speakers(self, claim: Claim[Statement]) -> Iterator[Holder]:
        """Whom a statement speaks for: all parties that its speaker names side by side, else its party."""
        said = claim.payload
        speaker = said.speaker
        token = self.ahead.token(speaker.span.start, speaker.span.end) if speaker is not None else None
        if speaker is not None:
            within = [n for n in self.parties if speaker.span.start <= n.start and n.end <= speaker.span.end]
            groups = self.side_by_side(within)
            single = speaker.source_class == "named" and said.party is not None
            people = self._unnamed(token, *self._bounds(token)) if token is not None and not single else None
            if people is not None:
                yield replace(people, how="speaker")
                return
            if groups and (not single or said.party in groups[0]):
                yield from (Holder(party, speaker, "group") for party in groups[0])
                return
            joint = (
                token is not None
                and not within
                and (is_joint(token, self.words) or (not single and are_sides(token, self.words)))
            )
            if joint and token is not None and (pair := self.ahead.pair(token, self._subject)):
                yield from (Holder(party, speaker, "group") for party in pair)
                return
        if said.party:
            yield Holder(said.party, speaker, "speaker")
        elif token is not None and speaker is not None and speaker.source_class != "named":
            outside = not claim.evidence.start <= token.idx < claim.evidence.end
            if outside and token.pos_ in ("NOUN", "PROPN"):
                yield from self._noun(token)
            elif outside and self._listed("plural", token.lower_):
                yield from self._pronoun(token)

    def _listed(self, name: str, word: str) -> bool:
        return word in self.words.get(f"holders.{name}", ())

    def _is_first_person(self, token: Token) -> bool:
        return token.text != "US" and self._listed("first_person", token.lower_.lstrip("“\"'‘"))

    def party(self, name: Name) -> str | None:
        """The party a naming stands for; a place that no pack lists is none, nor is a lone word taken for a body."""
        office = name.how == "local" and is_office(self.reading, name, self.words)
        if name.actor.kind not in GROUPS or name.doubtful or office:
            return None
        return name.actor.party_on(self.day)

    def _subject(self, subject: Token) -> Iterator[Holder]:
        members = self._members(subject)
        found = [holder for member in members for holder in self._member(member, alone=len(members) == 1)]
        yield from found
        if found and found[0].how == "subject":
            yield from self.ahead.joined(*self._bounds(subject))

    @staticmethod
    def _members(subject: Token) -> list[Token]:
        """The subject and the nouns coordinated with it."""
        members = [subject]
        for token in members:
            members.extend(c for c in token.children if c.dep_ == "conj" and c.pos_ in NOUNS)
        return members

    def _member(self, token: Token, *, alone: bool = True) -> Iterator[Holder]:
        if self._is_first_person(token):
            saying = self.saying(token.idx)
            yield from self._speakers(saying) if saying else author(self.ahead, token, self._subject)
            return
        several = self._listed("plural", token.lower_)
        if several and (found := list(self._pronoun(token))):
            yield from found
            return
        spoken = self._spoken(token) if alone else None
        if spoken is not None:
            yield from (replace(holder, how="subject") for holder in self._speakers(spoken))
            return
        if token.pos_ == "PRON" or self._listed("pronouns", token.lower_):
            yield from self._pronoun(token)
            return
        yield from self._noun(token)

    def _spoken(self, token: Token) -> Claim[Statement] | None:
        """The statement whose speaker this word is, if that speaks for somebody."""
        for claim in self.statements:
            speaker = claim.payload.speaker
            if speaker and claim.payload.party and speaker.span.start <= token.idx < speaker.span.end:
                return claim
        return None

    def _noun(self, token: Token) -> Iterator[Holder]:
        start, end = self._bounds(token)
        names = [n for n in self.parties if start <= n.start and n.end <= end]
        behind = self.ahead.listed_behind(token) if may_list(token, self.words) else None
        sides = list(behind.parties) if behind is not None else []
        if not names and not sides and are_sides(token, self.words):
            sides = self.ahead.pair(token, self._subject)
            if not sides and not is_pair(token, self.words):
                sides = self.ahead.hosts(token, self.words.get("holders.gatherings", ()))
        if sides:
            yield from (Holder(party, Mention(span=self.reading.span(start, end)), "group") for party in sides)
            return
        if (people := self._unnamed(token, start, end)) is not None:
            yield people
            return
        if token.tag_ in ("NNS", "NNPS") and len(names) > 1 and not (names[0].start <= token.idx < names[0].end):
            mention = Mention(span=self.reading.span(start, end))
            for name in names:
                if self._belongs(name, token):
                    yield Holder(str(self.party(name)), mention, "group")
            return
        mention = self.reading.describe(start, end)
        listed = {self.party(name) for name in names}
        if not can_want(token, names, self.words, self.reading.lexicon("actors")):
            return
        if mention.party and (mention.party in listed or mention.source_class == "named"):
            yield Holder(mention.party, mention, "subject")
        elif names and self._belongs(names[0], token):
            yield Holder(str(self.party(names[0])), mention, "subject")
        elif mention.party and not any(n.start >= start and n.end <= end for n in self.reading.names):
            yield Holder(mention.party, mention, "subject")
        elif (known := self.cast.get((start, end))) is not None and known.party:
            yield Holder(known.party, known, "noun")
        elif is_envoy(token, self.words):
            yield from (Holder(party, mention, "noun") for party in self.ahead.senders()[:1])
        elif mention.source_class != "named":
            yield from self._anaphor(token, mention)

    def _unnamed(self, token: Token, start: int, end: int) -> Holder | None:
        """People who have no name of their own; their phrase is from ``start`` to ``end``."""
        told = unnamed(token, self.words)
        if told is None:
            return None
        people = self.reading.span(*told)
        self.unnamed.setdefault(people.words, []).append((start, end))
        return Holder(people.words, Mention(span=people, source_class="anonymous"), "subject")

    def _belongs(self, name: Name, head: Token) -> bool:
        """Whether a name within a noun phrase says whose it is: before the head, or behind "of", "from"."""
        if name.start <= head.idx:
            return True
        token = self.ahead.token(name.start, name.end)
        while token is not None and token.head.i not in (head.i, token.i):
            token = token.head
        if token is not None and token.lower_ == "at":  # "an official at the Halvorian ministry"
            return head.tag_ not in PLURAL
        return token is None or self._listed("of_whom", token.lower_) or token.dep_ in ("conj", "appos")

    def _anaphor(self, token: Token, mention: Mention) -> Iterator[Holder]:
        """Whom "both sides", "the representatives", "the group", "his government" stands for."""
        word = token.lower_
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is not None:
            yield from self._member(owner)
        elif (sides := sides_of(token, self.words)) is not None:
            yield from self._noun(sides)
        elif (made_by := maker(token, self.words)) is not None and (makers := list(self._subject(made_by))):
            yield from (replace(holder, how="noun") for holder in makers)
        elif members := self.collectives.of(word):
            yield from (Holder(party, mention, "group") for party in members)
        elif self._listed("gatherings", word):
            company = self.ahead.met(token, self._subject)
            for party in company or self.ahead.hosts(token, self.words.get("holders.gatherings", ())):
                yield Holder(party, mention, "group" if company else "noun")
        elif self._listed("doings", token.lemma_.lower()):
            doers = (list(self._subject(s)) for s in self.ahead.subjects_before(token) if s.pos_ != "PRON")
            yield from (replace(holder, how="noun") for holder in next(filter(None, doers), []))
        elif any(c.lower_ in ("the", "this") for c in token.children):
            yield from self._body(token, mention)

    def _body(self, token: Token, mention: Mention) -> Iterator[Holder]:
        """Whom "the coalition", "the government" stands for: a name with that word, the speaker, the last that fits."""
        word = token.lower_
        before = self.ahead.before(token)
        leading = [n for n in before if token.sent.start_char <= n.start and self.ahead.is_subject(n)]
        same = [n for n in before if word in f"{n.words} {n.actor.name}".lower().split()]
        saying = self.saying(token.idx)
        speaker = self.reading.actors.by_name.get(saying.payload.party or "") if saying else None
        stately, band = self._listed("state_bodies", word), self._listed("bands", word)
        fitting = [n for n in before if (n.actor.kind in STATELY) == stately]
        either = not band and (not stately or self._listed("either", word))
        if same:
            yield Holder(str(self.party(same[-1])), mention, "noun")
        elif not stately and not self._listed("bodies", word):
            return
        elif leading := [n for n in leading if either or n in fitting]:
            yield Holder(str(self.party(leading[-1])), mention, "noun")
        elif speaker is not None and stately and (either or speaker.kind in STATELY):
            yield Holder(speaker.name, mention, "noun")
        elif fitting:
            yield Holder(str(self.party(fitting[-1])), mention, "noun")
        elif self._listed("ruling", word):
            yield from (Holder(party, mention, "noun") for party in self.ahead.main_state(self.mediators))

    def speaking(self, claim: Claim[Statement]) -> frozenset[str]:
        """The parties that a statement speaks for."""
        return frozenset(holder.party for holder in self._speakers(claim))

    def companies(self) -> list[list[str]]:
        """Groups of parties that the article tells to have met."""
        return self.ahead.companies(self._subject)

    def side_by_side(self, names: Sequence[Name]) -> list[list[str]]:
        """Groups of parties among these namings that the text coordinates."""
        return self.ahead.side_by_side(names)

    def _bounds(self, token: Token) -> tuple[int, int]:
        """The noun phrase without its coordinated members and relative clauses."""
        doc = token.doc
        start, end = token.left_edge.i, token.right_edge.i + 1
        for child in token.children:
            if child.i > token.i and child.dep_ in ("conj", "cc", "relcl", "acl", "punct") and child.text != "-":
                end = min(end, child.left_edge.i)
        end = max(end, token.i + 1)
        return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])

    def _pronoun(self, token: Token) -> Iterator[Holder]:
        """He: the nearest person before; they, it: the nearest subject before that fits, else the nearest party."""
        word = token.lower_
        asked = addressed(token, self.words) if token.dep_ == "poss" else None
        if asked is not None and (owners := list(self._subject(asked))):
            yield from (replace(holder, how="pronoun") for holder in owners)
            return
        saying = self.saying(token.idx)
        single = self._listed("singular", word)
        # the "he" of a quotation is not its speaker, nor is anybody but "I" in a transcript
        outside = (single and self.reading.quote_at(token.idx) is not None) or (saying is not None and is_turn(saying))
        inside = [t for t in self.ahead.subjects_before(token) if saying and t.idx >= saying.evidence.start]
        holders = list(self._speakers(saying)) if saying and not inside and not outside else []
        if holders and not (single and len(holders) > 1):
            yield from (replace(holder, how="pronoun") for holder in holders)
            return
        teller = teller_above(token)
        if teller is not None and teller.pos_ != "PRON" and not (single and teller.tag_ in ("NNS", "NNPS")):
            told = list(self._subject(teller))
            if told:
                yield from (replace(holder, how="pronoun") for holder in told)
                return
        known = self.cast.get(self._bounds(token))
        if known is not None and known.party and single:
            yield Holder(known.party, known, "pronoun")
            return
        if single:
            yield from self.ahead.person_before(token)
            return
        plural = self._listed("plural", word)
        if not plural and not self._listed("neuter", word):
            return
        unknown: bool | None = None  # whether those right before are several that the text does not name
        for subject in self.ahead.subjects_before(token):
            several = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
            if subject.pos_ != "PRON" and plural == several:
                found = list(self._subject(subject))
                if found:
                    yield from (replace(h, how="group" if plural else "pronoun") for h in found)
                    return
                unknown = (plural and not are_sides(subject, self.words)) if unknown is None else unknown
            elif subject.pos_ != "PRON":
                unknown = unknown or False
        company = self.ahead.met(token, self._subject) if plural else []
        groups = self.side_by_side(self.ahead.before(token)) if plural and not company else []
        if company or groups:
            yield from (Holder(party, None, "group") for party in company or groups[-1])
        elif not unknown:
            yield from self.ahead.party_before(token)
