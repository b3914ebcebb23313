"""Lists of those who meet, followed where the parser breaks them off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.claim import Mention
from ..reading.reading import Reading
from .meeting_offices import WHOSE
from .meeting_phrases import Phrases
from .meeting_roles import Roles
from .meeting_titles import opening

if TYPE_CHECKING:
    from spacy.tokens import Token

GOES_ON = re.compile(
    r"""\s* (?: \( [^()]{1,30} \) \s* )?                                             # letters of the one before
    (?P<mark> , )? \s*
    (?: (?P<and> and | as \s well \s as | along \s with | together \s with | alongside ) \s+ )?""",
    re.VERBOSE,
)
LONGEST = 30


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that can name somebody who meets."""

    token: Token
    start: int
    end: int
    sentence: int


class Rows:
    """The lists in which the noun phrases of one text stand."""

    def __init__(self, reading: Reading, phrases: Phrases, roles: Roles, named: Sequence[Phrase]) -> None:
        self.text = reading.text
        self.reading = reading
        self.phrases = phrases
        self.roles = roles
        self.named = named
        self.at = {phrase.start: n for n, phrase in enumerate(named)}

    def after(self, mention: Mention) -> Iterator[Phrase]:
        """The rest of the list that this one opens: "with A of B, C and D"."""
        end, bare, explained = mention.span.end, mention, False
        line = self.reading.doc.char_span(mention.span.start, end, alignment_mode="expand")
        limit = line[0].sent.end_char if line is not None and len(line) else end
        for _ in range(LONGEST):
            gap = GOES_ON.match(self.text, end)
            n = self.at.get(gap.end()) if gap is not None and gap.end() > end else None
            if n is None or gap is None or self.named[n].start >= limit or not (gap["mark"] or gap["and"]):
                return
            phrase = self.named[n]
            if not gap["and"] and self._speaks(phrase):
                return
            explains = not gap["and"] and self._explains(phrase, bare)
            if not explains:
                yield phrase
                bare = self.roles.mention(phrase.start, phrase.end)
            elif explained:
                return
            end, explained = phrase.end, explains

    def _speaks(self, phrase: Phrase) -> bool:
        """ "met A, the ministry said": who tells of it is no further member."""
        verb = phrase.token.head
        said = verb.lower_ in self.reading.lexicon("statements").get("telling", ())
        return phrase.token.dep_ == "nsubj" and said and verb.i > phrase.token.i

    def including(self, end: int) -> Iterator[Phrase]:
        """The list of some of those who are named before that place: "officials of both, including A and B"."""
        opened = opening(self.phrases.words.sets.get("people.including", frozenset())).match(self.text, end)
        n = self.at.get(opened.end()) if opened is not None else None
        if n is not None and not self._of_things(self.named[n]):
            phrase = self.named[n]
            yield from (phrase, *self.after(self.roles.mention(phrase.start, phrase.end)))

    def _of_things(self, phrase: Phrase) -> bool:
        """ "on developments, including Libya": what is listed is no case of those who meet."""
        including = phrase.token.head
        whole = including.head
        listed = including.dep_ == "prep" and including.tag_ == "VBG" and whole.pos_ == "NOUN"
        return listed and not self.phrases.acts(whole) and whole.lemma_.lower() not in self.phrases.words.nouns

    def around(self, phrase: Phrase) -> Iterator[Phrase]:
        """The phrase and its list, what stands before it only where "and" tells that it is one."""
        after = list(self.after(self.roles.mention(phrase.start, phrase.end)))
        before: list[Phrase] = []
        joined = False
        for earlier in reversed(self.named[: self.at[phrase.start]]):
            later = before[-1] if before else phrase
            gap = GOES_ON.match(self.text, earlier.end)
            apart = gap is None or gap.end() != later.start or gap.end() == earlier.end
            if gap is None or apart or earlier.sentence != phrase.sentence:
                break
            joined = joined or gap["and"] is not None
            before.append(earlier)
        yield from (*reversed(before if joined else []), phrase, *after)

    def _names_itself(self, phrase: Phrase) -> bool:
        """Whether it holds a person's name that is no part of "adviser *to President Smith*"."""
        offices = self.reading.lexicon("actors").get("role_nouns", ())
        for name in self.reading.names_in(phrase.start, phrase.end):
            before = list(self.reading.doc.char_span(phrase.start, name.start, alignment_mode="contract") or ())
            whose = any(t.i > phrase.token.i and t.lower_ in WHOSE for t in before)
            if name.actor.kind == "person" and not (whose and before[-1].lower_ in (*WHOSE, *offices)):
                return True
        return False

    def _explains(self, phrase: Phrase, before: Mention) -> bool:
        """ "Smith, head of the office": words that say who the one before is."""
        first = self.reading.doc.char_span(phrase.start, phrase.start + 1, alignment_mode="expand")
        word = first[0] if first is not None and len(first) else phrase.token
        named = self._names_itself(phrase)
        if word.tag_ == "WP$" or word.lower_ in ("a", "an") or (word.tag_ == "PRP$" and not named):
            return True
        office = word.text.islower() and self.phrases.words.has("actor_nouns", word.lower_) and word.tag_ == "NN"
        return before.source_class == "named" and not named and (office or phrase.token.i not in self.phrases.names)
