"""Who a mention of an encounter is: names that follow an office, offices that the text has given to somebody."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.claim import Mention
from ..reading.mentions import Person, holds
from ..reading.reading import Reading
from .meeting_candidates import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

BEFORE, AFTER = 1500, 200
UNITED = "United Nations"
ACCREDITED = re.compile(
    r"""\b (?: ambassador | envoy | representative | consul | adviser | coordinator ) s? \b
    [^,]* \b (?: to | for | in ) \s+ (?: the \s+ )? $""",
    re.VERBOSE | re.IGNORECASE,
)
INDEFINITE = ("a", "an", "another", "one", "some", "any", "his", "her", "their", "its")


class Roles:
    """Describes mentions of one text as :meth:`Reading.describe` does, and goes on where that leaves off."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words

    def mention(self, start: int, end: int) -> Mention:
        """The noun phrase at that place, with the person it names or means."""
        mention = self.reading.describe(start, end)
        if self._own_envoy(mention):
            return replace(mention, name=None, party=None, source_class="role")
        closing = self._introduced(mention)
        if closing is not None and closing.name != mention.name:
            return closing
        known = self.reading.actors.by_name
        if mention.name is not None and (mention.source_class == "named" or mention.name in known):
            return mention
        if mention.source_class is not None and mention.candidates:
            return mention
        mention = self._accredited(mention)
        return closing or self._meant(mention) or self._of_nations(mention) or mention

    def _accredited(self, mention: Mention) -> Mention:
        """ "the ambassador to Libya" does not speak for Libya; "the Turkish ambassador to Libya" does for Turkey."""
        span, text = mention.span, self.reading.text
        for name in self.reading.names_in(span.start, span.end):
            if name.actor.party_on(self.reading.article.day) == mention.party:
                sent = ACCREDITED.search(text[span.start : name.start])
                return replace(mention, party=None) if sent is not None else mention
        return mention

    def _introduced(self, mention: Mention) -> Mention | None:
        """ "the Turkish ambassador to Libya, Kenan Yilmaz": the name that closes the phrase."""
        span = mention.span
        names = [n for n in self.reading.names_in(span.start, span.end) if n.actor.kind == "person"]
        if not names or names[-1].end != span.end or names[-1].start == span.start:
            return None
        people = self.reading.people
        name = people.at.get(names[-1].start)
        if name is None:
            return None
        person = people.persons.get(name)
        own = person.party if person is not None else None
        return replace(mention, name=name, party=mention.party or own, source_class="named")

    def _meant(self, mention: Mention) -> Mention | None:
        """ "the envoy", "the Special Representative": whom the text has introduced by that office, nearest first."""
        head = self._office(mention)
        if head is None:
            return None
        party = mention.party if mention.party in self.reading.actors.by_name else None
        words = mention.span.words.lower().split()
        speakers = self.reading.lexicon("speakers")
        fits = [p for p in self.reading.people.with_title(head, party) if holds(p, words, speakers)]
        near = [(gap, p) for p in fits if (gap := self._gap(mention, p)) >= 0]
        if not near:
            return None
        person = min(near, key=lambda item: (item[0], item[1].name))[1]
        return replace(mention, name=person.name, party=party or person.party, source_class="role")

    def _own_envoy(self, mention: Mention) -> bool:
        """ "my Special Representative", in what the Secretary-General writes: an office, no name."""
        owner, _, office = mention.span.words.partition(" ")
        return owner.lower() in ("my", "his", "her") and self.words.has("people.un_offices", office)

    def _of_nations(self, mention: Mention) -> Mention | None:
        """ "the Special Representative" of nobody named, where the text speaks of the United Nations."""
        words = mention.span.words.removeprefix("the ").removeprefix("The ")
        if not self.words.has("people.un_offices", words) or not self._nations:
            return None
        return replace(mention, name=None, party=UNITED, source_class="role")

    def narrates(self, mention: Mention) -> bool:
        """Whether an envoy speaks of himself: "I met the parties", in no quotation of a text about talks of others."""
        words = mention.span.words.lower()
        if not self.words.has("people.narrators", words) or self.reading.quote_at(mention.span.start) is not None:
            return False
        return self._report

    @cached_property
    def _report(self) -> bool:
        """Whether the text speaks of parties as one who stands between them does."""
        text = self.reading.text.lower()
        return any(word in text for word in self.words.sets.get("people.parties_of_others", ()))

    @cached_property
    def _nations(self) -> bool:
        return any(UNITED in (n.actor.name, n.actor.of) for n in self.reading.names if n.actor.kind != "person")

    def _office(self, mention: Mention) -> str | None:
        """The office that a definite phrase of one holder names."""
        span = self.reading.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None or not len(span):
            return None
        head: Token = span.root
        offices = self.reading.lexicon("actors").get("role_nouns", ())
        definite = span[0].lower_ not in INDEFINITE and head.tag_ in ("NN", "NNP")
        return head.lower_ if definite and head.lower_ in offices and head.lower_ != "counterpart" else None

    def _gap(self, mention: Mention, person: Person) -> int:
        """How far off the person is named; below zero where too far."""
        before = [mention.span.start - start for start in person.starts if start < mention.span.start]
        if before and min(before) < BEFORE:
            return min(before)
        after = [start - mention.span.end for start in person.starts if start >= mention.span.end]
        return BEFORE + min(after) if after and min(after) < AFTER else -1
