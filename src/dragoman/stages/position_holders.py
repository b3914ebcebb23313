"""Whose position it is: the parties that a cue's subject, or the speaker around it, stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..model.claim import Claim, Mention, Statement
from ..reading.cast import cast_speakers
from ..reading.clauses import SUBJECTS
from .position_company import encounters, side_by_side
from .position_cues import Cue

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.names import Name
    from ..reading.reading import Reading

How = Literal["subject", "speaker", "pronoun", "group", "noun", "aside", "author"]
GROUPS = ("state", "bloc", "armed_group", "organisation", "organ")
NOUNS = ("NOUN", "PROPN", "PRON", "ADJ")
AUTHORED = re.compile(  # at the start of a line: "Joint statement by", "Remarks of the President of"
    r"""
    ^ \W* (?: \w+ \s ){0,2}
    (?: statements? | remarks | message | letter | communiqu[eé] | declaration | address | speech | readout )
    \b [^.\n]{0,40}? \b (?: by | of | from ) \b \s* (?: the \s )?
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
HEAD = 400  # characters at the head of a text in which it may say what it is
NEAR = 40  # characters between "statement by" and the name
SOMEBODY = ("joint", "bodies", "state_bodies", "gatherings", "people")
WHO = ("anonymous_nouns", "role_nouns", "institution_nouns", "spokes_nouns", "mediator_nouns")
INNER = ("compound", "conj", "poss", "appos", "amod", "nmod")
OF_WHOM = ("of", "from", "by", "and", "in", "like", "including", "as")
FAR = 600  # characters back to what a pronoun or "both sides" may stand for


@dataclass(frozen=True, slots=True)
class Holder:
    """A party with the mention that names it, and how it was found."""

    party: str
    mention: Mention | None
    how: How


class Holders:
    """Finds the holders of the cues of one article."""

    def __init__(self, reading: Reading, statements: Sequence[Claim[Statement]]) -> None:
        self.reading = reading
        self.day = reading.article.day
        self.words = reading.lexicon("positions")
        self.statements = sorted(statements, key=lambda c: c.evidence.end - c.evidence.start)
        self.parties = [n for n in reading.names if self._party(n)]
        self.cast: dict[tuple[int, int], Mention] = {}
        self.encounters = tuple(encounters(reading.doc, self.words))
        self.company: dict[int, list[str]] = {}

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
            found.setdefault(holder.party, holder)
        return tuple(found.values())

    @cached_property
    def mediators(self) -> frozenset[str]:
        """Parties that the text says mediate: named right before or behind a word of mediation."""
        found: set[str] = set()
        for token in self.reading.doc:
            if self._listed("mediating", token.lemma_.lower()):
                start, end = token.idx - 40, token.idx + len(token) + 30
                start, end = max(start, token.sent.start_char), min(end, token.sent.end_char)
                found.update(str(self._party(n)) for n in self.parties if start <= n.start and n.end <= end)
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
        if not found and (claim := cued or saying):
            how: How = "speaker" if cue.kind == "duty" or subject is None else "aside"
            found = [replace(holder, how=how) for holder in self._speakers(claim)]
        yield from found

    def _speakers(self, claim: Claim[Statement]) -> Iterator[Holder]:
        """Whom a statement speaks for: all parties that its speaker names side by side, else its party."""
        said = claim.payload
        speaker = said.speaker
        token = self._token(speaker.span.start, speaker.span.end) if speaker is not None else None
        if speaker is not None:
            within = [n for n in self.parties if speaker.span.start <= n.start and n.end <= speaker.span.end]
            groups = self._side_by_side(within)
            single = speaker.source_class == "named" and said.party is not None
            if groups and (not single or said.party in groups[0]):
                yield from (Holder(party, speaker, "group") for party in groups[0])
                return
            joint = token is not None and any(c.lower_ == "joint" for c in token.children)
            if joint and token is not None and not within and (pair := self._pair(token)):
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

    def _token(self, start: int, end: int) -> Token | None:
        span = self.reading.doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None else None

    def _listed(self, name: str, word: str) -> bool:
        return word in self.words.get(f"holders.{name}", ())

    def _is_first_person(self, token: Token) -> bool:
        return not token.text.isupper() and self._listed("first_person", token.lower_.lstrip("“\"'‘"))

    def _party(self, name: Name) -> str | None:
        """The party a naming stands for; a place that no pack lists is none, nor is a lone word taken for a body."""
        if name.actor.kind not in GROUPS or (name.how == "local" and not self._is_body(name)):
            return None
        return name.actor.party_on(self.day)

    def _is_body(self, name: Name) -> bool:
        """Whether an unlisted name is a body of its own; a "Foreign Ministry" is somebody's."""
        if name.actor.kind == "state" or self._listed("offices", name.words.split()[-1].lower()):
            return False
        return " " in name.words or name.words.isupper()

    def _subject(self, subject: Token) -> Iterator[Holder]:
        members = self._members(subject)
        for member in members:
            yield from self._member(member, alone=len(members) == 1)

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
            yield from self._speakers(saying) if saying else self._author()
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

    def _author(self) -> Iterator[Holder]:
        """Who says "we" where no speaker is named: whose statement the text calls itself in its first lines."""
        text = self.reading.text
        titled = AUTHORED.search(text[:HEAD])
        names = [n for n in self.reading.names if titled and titled.end() <= n.start < titled.end() + HEAD]
        if not titled or not names or names[0].start - titled.end() > NEAR:
            return
        groups = self._side_by_side([n for n in names if self._party(n)])
        if groups and self._party(names[0]) == groups[0][0]:
            yield from (Holder(party, None, "author") for party in groups[0])
            return
        mention = self.reading.describe(names[0].start, names[0].end)
        if mention.party:
            yield Holder(mention.party, mention, "author")

    def _noun(self, token: Token) -> Iterator[Holder]:
        start, end = self._bounds(token)
        names = [n for n in self.parties if start <= n.start and n.end <= end]
        if token.tag_ in ("NNS", "NNPS") and len(names) > 1 and not (names[0].start <= token.idx < names[0].end):
            mention = Mention(span=self.reading.span(start, end))
            for name in names:
                if self._belongs(name, token):
                    yield Holder(str(self._party(name)), mention, "group")
            return
        mention = self.reading.describe(start, end)
        listed = {self._party(name) for name in names}
        if not self._can_want(token, names):
            return
        if mention.party and (mention.party in listed or mention.source_class == "named"):
            yield Holder(mention.party, mention, "subject")
        elif names and self._belongs(names[0], token):
            yield Holder(str(self._party(names[0])), mention, "subject")
        elif mention.party and not any(n.start >= start and n.end <= end for n in self.reading.names):
            yield Holder(mention.party, mention, "subject")
        elif (known := self.cast.get((start, end))) is not None and known.party:
            yield Holder(known.party, known, "noun")
        elif mention.source_class != "named":
            yield from self._anaphor(token, mention)

    def _can_want(self, token: Token, names: Sequence[Name]) -> bool:
        """Whether a noun is somebody: a name, a person, a body; "the Israeli solution" wants nothing."""
        if token.pos_ in ("PROPN", "ADJ") or token.ent_type_ or any(n.start <= token.idx < n.end for n in names):
            return True
        word, lemma = token.lower_, token.lemma_.lower()
        if any(self._listed(name, w) for name in SOMEBODY for w in (word, lemma)):
            return True
        nouns = self.reading.lexicon("actors")
        return any(word in nouns.get(key, ()) or lemma in nouns.get(key, ()) for key in WHO)

    def _belongs(self, name: Name, head: Token) -> bool:
        """Whether a name within a noun phrase says whose it is: before the head, or behind "of", "from"."""
        if name.start <= head.idx:
            return True
        token = self._token(name.start, name.end)
        while token is not None and token.head.i not in (head.i, token.i):
            token = token.head
        return token is None or token.lower_ in OF_WHOM or token.dep_ in ("conj", "appos")

    def _anaphor(self, token: Token, mention: Mention) -> Iterator[Holder]:
        """Whom "both sides", "the representatives", "the group", "his government" stands for."""
        word = token.lower_
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is not None:
            yield from self._member(owner)
        elif self._listed("joint", word):
            for party in self._pair(token):
                yield Holder(party, mention, "group")
        elif self._listed("gatherings", word):
            hosts = [n for n in self._before(token) if n.actor.kind in ("organisation", "bloc") and n.how != "local"]
            yield from (Holder(str(self._party(name)), mention, "noun") for name in hosts[-1:])
        elif any(c.lower_ in ("the", "this") for c in token.children):
            yield from self._body(token, mention)

    def _body(self, token: Token, mention: Mention) -> Iterator[Holder]:
        """Whom "the coalition", "the government" stands for: a name with that word, the speaker, the last that fits."""
        word = token.lower_
        before = self._before(token)
        leading = [n for n in before if token.sent.start_char <= n.start and self._is_subject(n)]
        same = [n for n in before if word in f"{n.words} {n.actor.name}".lower().split()]
        saying = self.saying(token.idx)
        fitting = [n for n in before if (n.actor.kind in ("state", "organ")) == self._listed("state_bodies", word)]
        if same:
            yield Holder(str(self._party(same[-1])), mention, "noun")
        elif not self._listed("state_bodies", word) and not self._listed("bodies", word):
            return
        elif leading:
            yield Holder(str(self._party(leading[-1])), mention, "noun")
        elif saying and saying.payload.party and self._listed("state_bodies", word):
            yield Holder(saying.payload.party, mention, "noun")
        elif fitting:
            yield Holder(str(self._party(fitting[-1])), mention, "noun")

    def _before(self, token: Token) -> list[Name]:
        adjectives = ("adjective", "people")
        near = [n for n in self.parties if token.idx - FAR < n.start and n.end <= token.idx]
        return [n for n in near if n.how not in adjectives or self._is_subject(n)]

    def _pair(self, token: Token) -> list[str]:
        """For "both" the two parties named most before; else those that met last, or were named side by side last."""
        before = [n for n in self.parties if n.end <= token.idx and (n.how != "adjective" or n.actor.kind == "state")]
        if token.lower_ in ("both", "two") or any(c.lower_ in ("both", "two") for c in token.children):
            counted = Counter(str(self._party(name)) for name in before)
            return [party for party, _ in counted.most_common(2)] if len(counted) > 1 else []
        groups = self._side_by_side(before)
        return self._met(token) or (groups[-1] if groups else [])

    def _met(self, token: Token) -> list[str]:
        """The parties of the last encounter that is told shortly before a word, if it names at least two."""
        for encounter in reversed(self.encounters):
            if token.idx - FAR < encounter.place < token.sent.start_char:
                if encounter.token not in self.company:
                    self.company[encounter.token] = []
                    parties = [h.party for member in encounter.members for h in self._subject(self.reading.doc[member])]
                    self.company[encounter.token] = list(dict.fromkeys(parties))
                if len(self.company[encounter.token]) > 1:
                    return self.company[encounter.token]
        return []

    def _side_by_side(self, names: Sequence[Name]) -> list[list[str]]:
        return side_by_side(self.reading.text, [(n.start, n.end, str(self._party(n))) for n in names])

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
        saying = self.saying(token.idx)
        single = self._listed("singular", word)
        outside = single and self.reading.quote_at(token.idx) is not None  # the "he" of a quotation is not its speaker
        inside = [t for t in self._subjects_before(token) if saying and t.idx >= saying.evidence.start]
        holders = list(self._speakers(saying)) if saying and not inside and not outside else []
        if holders and not (single and len(holders) > 1):
            yield from (replace(holder, how="pronoun") for holder in holders)
            return
        known = self.cast.get(self._bounds(token))
        if known is not None and known.party and single:
            yield Holder(known.party, known, "pronoun")
            return
        if single:
            yield from self._person_before(token)
            return
        plural = self._listed("plural", word)
        if not plural and not self._listed("neuter", word):
            return
        for subject in self._subjects_before(token):
            several = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
            if subject.pos_ != "PRON" and plural == several:
                found = list(self._subject(subject))
                if found:
                    yield from (replace(h, how="group" if plural else "pronoun") for h in found)
                    return
        company = self._met(token) if plural else []
        groups = self._side_by_side(self._before(token)) if plural and not company else []
        if company or groups:
            yield from (Holder(party, None, "group") for party in company or groups[-1])
        else:
            yield from self._party_before(token)

    def _subjects_before(self, token: Token) -> Iterator[Token]:
        """Subjects of the same sentence from near to far, then those of the two sentences before."""
        sentence = token.sent
        yield from reversed([t for t in sentence if t.i < token.i and t.dep_ in SUBJECTS and token.i > t.right_edge.i])
        for _ in range(2):
            if sentence.start == 0:
                return
            sentence = token.doc[sentence.start - 1].sent
            subjects = [t for t in sentence if t.dep_ in SUBJECTS]
            yield from sorted(subjects, key=lambda t: (t.head.dep_ != "ROOT", t.i))

    def _person_before(self, token: Token) -> Iterator[Holder]:
        persons = [n for n in self.reading.names if n.actor.kind == "person" and token.idx - FAR < n.start < token.idx]
        for name in reversed([n for n in persons if self._is_subject(n)] or persons):
            mention = self.reading.describe(name.start, name.end)
            if mention.party:
                yield Holder(mention.party, mention, "pronoun")
            return

    def _party_before(self, token: Token) -> Iterator[Holder]:
        names = self._before(token)
        for name in reversed([n for n in names if self._is_subject(n)] or names):
            yield Holder(str(self._party(name)), self.reading.describe(name.start, name.end), "pronoun")
            return

    def _is_subject(self, name: Name) -> bool:
        token = self._token(name.start, name.end)
        while token is not None and token.dep_ in INNER and token.head.i != token.i:
            token = token.head
        return token is not None and token.dep_ in ("nsubj", "nsubjpass")
