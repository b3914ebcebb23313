"""Whom a word that names nobody stands for: parties, pairs and persons named before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..model.claim import Mention
from ..reading.clauses import SUBJECTS
from .position_company import Encounter, Run, encounters, joined, runs

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.names import Name
    from ..reading.reading import Reading

How = Literal["subject", "speaker", "pronoun", "group", "noun", "aside", "author", "named"]
INNER = ("compound", "conj", "poss", "appos", "amod", "nmod")
BETWEEN_NAME_AND_VERB = re.compile(
    r"""
    [\s,)]* (?: (?: on|late|early ) \s )? (?: \w+day [\s,]* )?
    (?: (?: also|has|have|had|is|are|was|were|then ) \s+ )*
    """,
    re.VERBOSE,
)
OPENS = re.compile(  # between a noun and the list of names that it opens: "both delegations, *namely the*"
    r"""
    \s* [,:(—–-]+ \s* (?: (?: namely | including | such \s as | both ) \s )? (?: the \s )?
    (?: (?! (?: in | at | to | on | by | of | with | from | after | before | for | as | when | who | which ) \s )
        [a-z]+ \s ){0,2}
    """,
    re.VERBOSE,
)
NEXT_WORD = re.compile(r"\s+(\w+)")
FINITE = ("VBD", "VBZ", "VBP")
STOPS = (",", ";", ":", "—", "–")
OPENING = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "SPACE")  # before the name with which a sentence opens
NUMBERS = ("three", "four", "five", "six")
FAR = 600  # characters back to what a pronoun or "both sides" may stand for


@dataclass(frozen=True, slots=True)
class Holder:
    """A party with the mention that names it, and how it was found."""

    party: str
    mention: Mention | None
    how: How


Party = Callable[["Name"], str | None]
Named = Callable[["Token"], Iterator[Holder]]  # whom a noun phrase names


class Antecedents:
    """What was named before a place of one article; ``party`` tells the party that a naming stands for."""

    def __init__(self, reading: Reading, words: Mapping[str, Sequence[str]], party: Party) -> None:
        self.reading = reading
        self.party = party
        self.parties = [n for n in reading.names if party(n)]
        self.belonging = frozenset(words.get("holders.belonging", ()))
        self.at_odds = frozenset(words.get("holders.at_odds", ()))
        self.bodies = frozenset(words.get("holders.bodies", ())) | frozenset(words.get("holders.joint", ()))
        self.encounters = tuple(encounters(reading.doc, words))
        self.company: dict[int, list[str]] = {}

    @cached_property
    def acting(self) -> list[Name]:
        """Namings of parties that are not but places: "in *Halvoria*"."""
        places = {p.start for p in self.reading.places if p.use in ("in", "to", "visited", "dateline")}
        return [n for n in self.parties if n.start not in places]

    def before(self, token: Token) -> list[Name]:
        """Namings of parties shortly before a word; adjectives only where they are subjects."""
        adjectives = ("adjective", "people")
        near = [n for n in self.acting if token.idx - FAR < n.start and n.end <= token.idx]
        return [n for n in near if n.how not in adjectives or self.is_subject(n)]

    def pair(self, token: Token, holders: Named) -> list[str]:
        """Those listed right behind the word; else who met last, or was named side by side last.

        For "both" two who met last; else the two parties named most before.
        """
        if (listed := self.listed_behind(token)) is not None:
            return list(listed.parties)
        before = [n for n in self.acting if n.end <= token.idx and (n.how != "adjective" or n.actor.kind == "state")]
        words = {token.lower_, *(c.lower_ for c in token.children)}
        met = self.met(token, holders)
        if "both" in words or "two" in words:
            counted = Counter(str(self.party(name)) for name in before)
            most = [party for party, _ in counted.most_common(2)] if len(counted) > 1 else []
            return met if len(met) == 2 else most
        groups = [*self.side_by_side(before), *([met] if met else [])]
        count = next((number for number, word in enumerate(NUMBERS, 3) if word in words), None)
        group = next((group for group in reversed(groups) if count in (None, len(group))), [])
        return self._at_odds(group) if count is None and token.lower_ in self.at_odds else group

    def _at_odds(self, group: list[str]) -> list[str]:
        """Of several who met, those who can be "the parties": no organisation that brought two others together."""
        bodies = {str(self.party(n)) for n in self.parties if n.actor.kind in ("organisation", "bloc")}
        fighting = [party for party in group if party not in bodies]
        return fighting if len(fighting) > 1 else group

    def hosts(self, token: Token, gatherings: Sequence[str]) -> list[str]:
        """Whose meeting "the meeting" is: the body named last as holding one, else the only body named before."""
        bodies = [n for n in self.before(token) if n.actor.kind in ("organisation", "bloc") and n.how != "local"]
        holding = [n for n in bodies if self._holds(n, gatherings)]
        parties = list(dict.fromkeys(str(self.party(n)) for n in bodies))
        return [str(self.party(holding[-1]))] if holding else parties if len(parties) == 1 else []

    def _holds(self, name: Name, gatherings: Sequence[str]) -> bool:
        """Whether a body is the subject or owner of a gathering: "the *League* met", "a *League* summit"."""
        token = self.token(name.start, name.end)
        above = [] if token is None else [token.head, token.head.head]
        return self.is_subject(name) or any(t.lower_ in gatherings for t in above)

    def listed_behind(self, token: Token) -> Run | None:
        """The list of parties that a noun opens: "both delegations, *Halvoria and Tessavia*, agreed"."""
        end = token.idx + len(token)
        return next((r for r in self.runs if OPENS.fullmatch(self.reading.text, end, r.start)), None)

    def met(self, token: Token, holders: Named) -> list[str]:
        """The parties of the last encounter that is told shortly before a word, if it names at least two.

        "Both" are not all three: "she met Halvoria's envoy and Tessavia's. Both agreed".
        """
        both = "both" in (token.lower_, *(c.lower_ for c in token.children))
        for encounter in reversed(self.encounters):
            near = token.idx - FAR < encounter.place < token.idx and token.i not in encounter.members
            if near and len(company := self._company(encounter, holders)) > 1:
                return company[1:] if both and len(company) == 3 else company
        return []

    def companies(self, holders: Named) -> list[list[str]]:
        """The parties of every encounter that names at least two."""
        return [company for e in self.encounters if len(company := self._company(e, holders)) > 1]

    def _company(self, encounter: Encounter, holders: Named) -> list[str]:
        if encounter.token not in self.company:
            self.company[encounter.token] = []  # whom its own members stand for is not asked of it again
            parties = [h.party for member in encounter.members for h in holders(self.reading.doc[member])]
            self.company[encounter.token] = list(dict.fromkeys(parties))
        return self.company[encounter.token]

    def side_by_side(self, names: Sequence[Name]) -> list[list[str]]:
        """Groups of parties among these namings that the text coordinates."""
        named = [(n.start, n.end, str(self.party(n))) for n in names]
        return [list(run.parties) for run in runs(self.reading.text, named, self.bodies)]

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All stretches of the article that coordinate parties."""
        named = [(n.start, n.end, "" if self._of_members(n) else str(self.party(n))) for n in self.parties]
        return tuple(runs(self.reading.text, named, self.bodies))

    def _of_members(self, name: Name) -> bool:
        """ "other *NATO* members": those who belong to a body, not all of it."""
        after = NEXT_WORD.match(self.reading.text, name.end)
        body = name.actor.kind in ("bloc", "organisation")
        return body and after is not None and after.group(1).lower() in self.belonging

    def joined(self, start: int, end: int) -> Iterator[Holder]:
        """All parties of the list of names that a subject (characters) is one of, each as the list names it."""
        run = joined(self.reading.doc, self.runs, start, end)
        if run is not None:
            yield from self._each_of(run)

    def _each_of(self, run: Run) -> Iterator[Holder]:
        for party in run.parties:
            name = next(n for n in self.parties if n.start >= run.start and self.party(n) == party)
            yield Holder(party, self.reading.describe(name.start, name.end), "subject")

    def subjects_before(self, token: Token) -> Iterator[Token]:
        """Subjects of the same sentence from near to far, then those of the two sentences before."""
        sentence = token.sent
        yield from reversed([t for t in sentence if t.i < token.i and t.dep_ in SUBJECTS and token.i > t.right_edge.i])
        for _ in range(2):
            if sentence.start == 0:
                return
            sentence = token.doc[sentence.start - 1].sent
            subjects = [t for t in sentence if t.dep_ in SUBJECTS]
            yield from sorted(subjects, key=lambda t: (t.head.dep_ != "ROOT", t.i))

    def person_before(self, token: Token) -> Iterator[Holder]:
        """The party of the last person named before a word, subjects first."""
        persons = [n for n in self.reading.names if n.actor.kind == "person" and token.idx - FAR < n.start < token.idx]
        for name in reversed([n for n in persons if self.is_subject(n)] or persons):
            mention = self.reading.describe(name.start, name.end)
            if mention.party:
                yield Holder(mention.party, mention, "pronoun")
            return

    def party_before(self, token: Token) -> Iterator[Holder]:
        """The last party named before a word, subjects first."""
        names = self.before(token)
        for name in reversed([n for n in names if self.is_subject(n)] or names):
            yield Holder(str(self.party(name)), self.reading.describe(name.start, name.end), "pronoun")
            return

    def is_subject(self, name: Name) -> bool:
        """Whether a naming is the subject of its clause or within it."""
        token = self.token(name.start, name.end)
        while token is not None and token.dep_ in INNER and token.head.i != token.i:
            token = token.head
        return token is not None and token.dep_ in ("nsubj", "nsubjpass")

    def token(self, start: int, end: int) -> Token | None:
        """The head word of a stretch of text (characters)."""
        span = self.reading.doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None else None

    def senders(self) -> list[str]:
        """Organisations of the article that send envoys, the one named most first."""
        named = Counter(
            str(self.party(n)) for n in self.parties if n.actor.kind in ("organisation", "organ") and n.how != "local"
        )
        return [party for party, _ in named.most_common()]

    def main_state(self, mediators: Collection[str]) -> list[str]:
        """The state that the article names most and that does not mediate."""
        states = Counter(str(self.party(n)) for n in self.parties if n.actor.kind == "state")
        return [party for party, _ in states.most_common() if party not in mediators][:1]

    def leaders(self, token: Token) -> Iterator[Holder]:
        """The parties with which a sentence opens, for a verb that the parse gives no subject.

        "*UNMISS* continued to", "The *Halvorian* chancellor on Monday backed".
        """
        verb = next((t for t in (token, *token.ancestors) if t.tag_ in FINITE), None)
        name = next((n for n in self.parties if token.sent.start_char <= n.start and n.end <= token.idx), None)
        first = self.token(name.start, name.end) if name is not None else None
        if verb is None or name is None or first is None or first.i > verb.i:
            return
        opening = self.reading.doc[token.sent.start : first.i]
        if any(c.dep_ in SUBJECTS for c in verb.children) or any(not _opens(t) for t in opening):
            return
        run = next((r for r in self.runs if r.start == name.start and r.end < verb.idx), None)
        yield from self._each_of(run or Run(name.start, name.end, (str(self.party(name)),)))

    def name_before(self, token: Token) -> Name | None:
        """The name right before a verb, or with a day or a comma between them: "The minister on Monday rejected"."""
        near = [n for n in self.reading.names if token.sent.start_char <= n.start and n.end <= token.idx]
        if near and BETWEEN_NAME_AND_VERB.fullmatch(self.reading.text, near[-1].end, token.idx):
            return near[-1]
        return None


def _opens(word: Token) -> bool:
    """Whether a word may stand between the start of a sentence and the name with which it opens."""
    return word.pos_ in OPENING and word.text not in STOPS
