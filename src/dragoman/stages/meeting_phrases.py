"""Noun phrases that can name somebody who meets: which words, how far they reach, whom a pronoun means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from ..reading.names import Name
from ..reading.reading import Reading
from .meeting_candidates import SUBJECTS, Words
from .meeting_offices import WHOSE, adjectives, is_office, last_office, list_end, many
from .meeting_titles import posted, title

if TYPE_CHECKING:
    from spacy.tokens import Token

SINGULAR, PLURAL = ("he", "she", "him", "her", "his"), ("they", "them", "their", "we", "our", "us", "both")
SPEAKERS = ("i", "we", "my", "our", "me", "us")
THINGS = ("it", "its", "they", "them", "their")
LEFT = ("det", "compound", "amod", "poss", "nmod", "nummod", "predet", "case", "punct", "quantmod")
LONG = 90
FARTHEST = 150

OPENS = re.compile(r"\s*[,:–—-]\s*")
GOES_ON = re.compile(
    r"""(?: \s+ (?: for | of | from ) \s+ (?: the \s+ )? [A-Z][\w’'-]+ (?: \s+ [A-Z][\w’'-]+ )? )?   # whose
    (?: \s* , \s* (?: and \s+ )? | \s+ and \s+ )""",
    re.VERBOSE,
)


def _dash(mark: Token) -> bool:
    """ "MOSCOW - Diplomats met": a dash, no hyphen."""
    return mark.text == "-" and bool(mark.whitespace_)


class Phrases:
    """Noun phrases of one text."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words

    @cached_property
    def names(self) -> dict[int, Name]:
        """The name that covers each token."""
        found: dict[int, Name] = {}
        for name in self.reading.names:
            span = self.reading.doc.char_span(name.start, name.end, alignment_mode="expand")
            for token in span or ():
                found[token.i] = name
        return found

    @cached_property
    def towns(self) -> set[int]:
        """Where the names of towns, venues and regions used as places start."""
        return {place.start for place in self.reading.places if place.kind != "country"}

    def party(self, token: Token) -> bool:
        """Whether the word belongs to the name of an actor that is no outlet and not used as a place."""
        name = self.names.get(token.i)
        return name is not None and name.actor.kind != "outlet" and name.start not in self.towns

    def acts(self, token: Token) -> bool:
        """Whether the word can be somebody who meets."""
        if self._letters(token):
            return False
        if self.party(token):
            return True
        if token.idx in self.towns or token.i in self.names or self._town(token):
            return False
        if token.pos_ == "PRON":
            return token.lower_ in (*SINGULAR, *PLURAL, *SPEAKERS, "who", "it", "each")
        if self.words.has("people.papers", token.lemma_.lower()) or token.tag_ in ("VBN", "VBD"):
            return False  # "headed", "chaired"
        if self.words.has("actor_nouns", token.lower_, token.lemma_.lower()):
            return True
        if token.lemma_.lower() in self.words.nouns:
            return False
        return token.pos_ == "PROPN" and token.ent_type_ in ("", "PERSON", "GPE", "NORP", "ORG")

    def _letters(self, token: Token) -> bool:
        """ "JMC" in "the Joint Military Commission (JMC)": the letters of who is named before them."""
        doc, i = self.reading.doc, token.i
        enclosed = 0 < i < len(doc) - 1 and doc[i - 1].text == "(" and doc[i + 1].text == ")"
        return enclosed and token.text.isupper() and len(token) > 1

    def _town(self, token: Token) -> bool:
        """ "the Egyptian capital of Cairo", and one of a row of towns: "in Tripoli, Benghazi and Sebha"."""
        if self.words.has("people.towns", token.lower_):
            return any(below.idx in self.towns for below in token.subtree)
        return token.dep_ == "conj" and token.head.idx in self.towns and token.ent_type_ in ("GPE", "LOC")

    def media(self, token: Token) -> bool:
        """Whether the word names or means an outlet or its people."""
        name = self.names.get(token.i)
        if name is not None and name.actor.kind == "outlet":
            return True
        return self.words.has("people.media", token.lower_) and (name is None or name.doubtful)

    def row(self, token: Token) -> Iterator[Token]:
        """The word and those joined to it by "and", where they can act; "including" opens the list of those meant."""
        if self.media(token):
            return
        listed = [
            member
            for child in token.children
            if child.dep_ == "prep" and child.lower_ in ("including", "like")
            for member in child.children
            if member.dep_ == "pobj"
        ]
        named = [m for start in listed for m in self.row(start)]
        members = named or self._members(token) or [token, *self._joined(token)]
        shared = {word.i for member in members for word in adjectives(member, self)}
        for member in members:
            if member.i not in shared and self.acts(member) and not self.media(member):
                yield member

    def _members(self, token: Token) -> list[Token]:
        """ "the foreign ministers, A for X and B for Y": who those of an office are; parties named stay as well."""
        if token.tag_ not in ("NNS", "NNPS") or not self._role(token):
            return []
        start, end = self._phrase(token)
        found: list[Token] = []
        gap = OPENS.match(self.reading.text, end)
        while gap is not None and (name := self.persons.get(gap.end())) is not None:
            span = self.reading.doc.char_span(name.start, name.end, alignment_mode="expand")
            found += [span.root] if span is not None else []
            gap = GOES_ON.match(self.reading.text, name.end)
        sides = [name for name in self.reading.names_in(start, end) if name.actor.kind != "person"]
        return [*([token] if len(sides) > 1 else []), *found] if len(found) > 1 else []

    def _joined(self, token: Token) -> Iterator[Token]:
        yield from self._hung(token)
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
                yield child
                yield from self._joined(child)
            elif child.dep_ == "prep" and child.lower_ == "of" and token.tag_ in ("NN", "NNP"):
                yield from (m for c in child.children if c.dep_ == "pobj" for m in self._joined(c) if self._holds(m))
            elif child.dep_ == "appos" and child.i > token.i:
                further = list(self._joined(child))
                if further and self._role(child) and self._role(token):
                    yield child
                yield from further

    def _holds(self, token: Token) -> bool:
        """One office holder or person."""
        return token.tag_ in ("NN", "NNP") and (self._role(token) or self.names_person(token))

    def _hung(self, token: Token) -> Iterator[Token]:
        """ "Adan" of "Minister Adan and envoy Belo", which the parser may hang on the second name or on its title."""
        for child in token.lefts:
            if child.dep_ in ("compound", "nmod", "amod"):
                below = (c for c in child.lefts if c.dep_ in ("compound", "nmod"))
                yield from (c for c in (child, *below) if self._apart(c, token))

    def _apart(self, child: Token, head: Token) -> bool:
        """ "Trump and President Putin": the parser may hang the first name on the second."""
        name, other = self.names.get(child.i), self.names.get(head.i)
        differ = name is not None and other is not None and name.start != other.start and name.how != "adjective"
        if many(head) and name is not None and name.actor.kind != "person":
            return False  # "African Union and United Nations officials"
        return differ and any(c.dep_ in ("cc", "conj") for c in child.children)

    def span(self, token: Token) -> tuple[int, int] | None:
        """Characters of the noun phrase with that head, as one would name somebody; a pronoun's antecedent."""
        if token.tag_ in ("WP", "WDT"):
            return None
        if token.pos_ == "PRON" and token.lower_ in SINGULAR:
            name = self.person_meant(token)
            if name is not None:
                return self.around(name)
            holder = self.office_meant(token)
            if holder is not None:
                return self._phrase(holder)
        elif token.pos_ == "PRON" and token.lower_ in THINGS:
            meant = self.party_meant(token)
            if meant is not None:
                return self._phrase(meant)
        return self._phrase(token)

    def _phrase(self, token: Token) -> tuple[int, int]:
        doc = self.reading.doc
        start = token.i
        for child in reversed(list(token.lefts)):
            mark = child.dep_ == "punct" and (child.text not in ("-", "[", '"', "“") or _dash(child))
            if child.dep_ not in LEFT or mark or self._apart(child, token):
                break
            start = int(child.left_edge.i)
        hung = [c.i for first in self._hung(token) for c in first.rights if c.dep_ == "cc"]
        start = max(start, *(i + 1 for i in hung)) if hung else start
        start = min((start, *(int(word.left_edge.i) for word in adjectives(token, self))))
        start = self._listed_before(start, token)
        last = last_office(token, self)
        end = last.i + 1
        while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not self._brokered(end + 1):
            end += 2
        for child in sorted({*token.rights, *last.rights}, key=lambda child: child.i):
            if child.i < end:
                continue
            if child.dep_ == "prep" and child.lower_ in WHOSE and child.i == end:
                if child.lower_ != "of" and (not self._role(token) or self._for_event(child)):
                    break
                edge = self.edge(child)
                listed, closed = list_end(child.i, self) if many(token) and is_office(last, self) else (edge, False)
                end = listed if closed else max(listed, edge)
            elif child.dep_ == "appos" and self.names_person(child) and self._role(token):
                end = child.i + 1 if child.left_edge.i - end < 3 else end
                break
            elif child.dep_ not in ("punct", "prep", "case"):
                break
        return self._introduced(self._office(end) or token, *self._with_names(start, self._abbreviated(end)))

    def _listed_before(self, start: int, token: Token) -> int:
        """ "Turkish" in "Turkish, Syrian and Russian ministers meet", which the parser may hang on the verb."""
        doc = self.reading.doc
        while many(token) and start > 1 and doc[start - 1].text == ",":
            name = self.names.get(start - 2)
            if name is None or name.how != "adjective" or doc[start - 2].head.i < token.i or not self._adjective(start):
                break
            start -= 2
        return start

    def _adjective(self, i: int) -> bool:
        """Whether the word is the adjective of a state."""
        name = self.names.get(i)
        return name is not None and name.how == "adjective"

    def _for_event(self, preposition: Token) -> bool:
        """ "a delegation for a meeting with A": what they came for, no part of who they are."""
        return any(c.dep_ == "pobj" and c.lemma_.lower() in self.words.nouns for c in preposition.children)

    def _office(self, end: int) -> Token | None:
        """The office that follows letters in brackets: "the United Nations (UN) envoy to Libya, A"."""
        doc = self.reading.doc
        lettered = (
            end + 3 < len(doc) and doc[end].text == "(" and doc[end + 1].text.isupper() and doc[end + 2].text == ")"
        )
        return doc[end + 3] if lettered and self._role(doc[end + 3]) else None

    def _abbreviated(self, end: int) -> int:
        """Where a phrase ends that goes on behind letters in brackets."""
        office = self._office(end)
        if office is None:
            return end
        following = next((c for c in office.children if c.dep_ == "prep" and c.i == office.i + 1), None)
        return self.edge(following) if following is not None else office.i + 1

    def _brokered(self, i: int) -> bool:
        """ "UN" of "UN-brokered"."""
        return self.words.has("people.brokered", self.reading.doc[i].lower_)

    def _introduced(self, token: Token, start: int, end: int) -> tuple[int, int]:
        """With the name that follows an office: "the Turkish ambassador to Libya, Kenan Yilmaz"."""
        if not self._role(token) or token.tag_ not in ("NN", "NNP"):
            return start, end
        if any(name.actor.kind == "person" for name in self.reading.names_in(start, end)):
            return start, end
        between = title(self.words.sets.get("ranks", frozenset())).match(self.reading.text, end)
        name = self.persons.get(between.end()) if between is not None else None
        name = name or self._posted(end)
        return (start, name.end) if name is not None else (start, end)

    def _posted(self, end: int) -> Name | None:
        """The name behind where an office is held: "Permanent Secretary at the Ministry of Trade A"."""
        text = self.reading.text
        for name in self.reading.names_in(end, min(end + FARTHEST, len(text))):
            if name.actor.kind == "person":
                small = posted(self.words.sets.get("people.posts", frozenset()))
                return name if small.fullmatch(text, end, name.start) else None
        return None

    @cached_property
    def persons(self) -> dict[int, Name]:
        """Names of persons by where they start."""
        return {name.start: name for name in self.reading.names if name.actor.kind == "person"}

    def edge(self, preposition: Token) -> int:
        """Where a phrase such as "from Russia, Turkey and Iran" ends."""
        edge = preposition.i + 1
        last = min(preposition.right_edge.i + 1, preposition.i + 24)
        for token in self.reading.doc[preposition.i + 1 : last]:
            listed = token.text == "," and token.i + 1 < last and self._lists(token.i + 1)
            if token.text in (";", "(", "—", "–") or (token.text == "," and not listed):
                break
            verb = token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")  # "of the ruling council"
            if token.tag_ in ("WP", "WDT") or verb or self._next_person(token, last):
                break
            if token.lower_ in ("for", "at") and self._for_event(token):
                break
            edge = token.i + 1
        return edge - 1 if edge > preposition.i + 2 and self.reading.doc[edge - 1].dep_ == "cc" else edge

    def _next_person(self, conjunction: Token, last: int) -> bool:
        """ "the president of A and the prime minister of B": after "and" another office holder follows."""
        if conjunction.dep_ != "cc":
            return False
        following = self.reading.doc[conjunction.i + 1 : min(last, conjunction.i + 6)]
        if len(following) and following[0].idx in self.persons:
            return True
        return any(self._role(token) and token.tag_ in ("NN", "NNP") for token in following)

    def _lists(self, i: int) -> bool:
        """Whether a list of states goes on here: "from Russia, Turkey, Syria and Iran"."""
        for token in self.reading.doc[i : i + 3]:
            name = self.names.get(token.i)
            if name is not None:
                return name.actor.kind in ("state", "bloc") and name.how != "adjective"
            if token.lower_ not in ("the", "and"):
                return False
        return False

    def _role(self, token: Token) -> bool:
        return self.words.has("actor_nouns", token.lower_) and token.i not in self.names

    def names_person(self, token: Token) -> bool:
        """Whether the word belongs to the name of a person."""
        name = self.names.get(token.i)
        return name is not None and name.actor.kind == "person"

    def _with_names(self, start: int, end: int) -> tuple[int, int]:
        doc = self.reading.doc
        a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        for i in (start, end - 1):
            name = self.names.get(i)
            if name is not None:
                a, b = min(a, name.start), max(b, name.end)
        return a, b

    def around(self, name: Name) -> tuple[int, int]:
        """A name with its title."""
        span = self.reading.doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is None:
            return name.start, name.end
        start, end = self._phrase(span.root)
        return (min(start, name.start), max(end, name.end)) if end - start < LONG else (name.start, name.end)

    def person_meant(self, pronoun: Token) -> Name | None:
        """The person that a pronoun most likely means: subjects first, nearest first, gender agreeing."""
        gender = "f" if pronoun.lower_ in ("she", "her") else "m"
        people, text = self.reading.people, self.reading.text
        persons = [n for n in self.reading.names if n.actor.kind == "person"]
        best: tuple[float, Name] | None = None
        for name in [n for n in persons if n.end <= pronoun.idx][-12:]:
            person = people.persons.get(people.at.get(name.start, ""))
            if person is not None and person.gender not in (None, gender):
                continue
            between = text.count(".", name.end, pronoun.idx) + text.count("\n", name.end, pronoun.idx)
            span = self.reading.doc.char_span(name.start, name.end, alignment_mode="expand")
            first = 0.8 if span is not None and span.root.dep_ in SUBJECTS else 0.0
            score = first - between + name.start / 1e6
            if best is None or score >= best[0]:
                best = (score, name)
        if best is not None and best[0] > -4:
            return best[1]
        sentence = pronoun.sent
        later = [n for n in persons if 0 < n.start - pronoun.idx < 160 and n.end <= sentence.end_char]
        return later[0] if later and pronoun.i - sentence.start < 6 else None

    def office_meant(self, pronoun: Token) -> Token | None:
        """Who "he" is where no person is named: the subject nearest before that holds an office, "the envoy"."""
        doc = self.reading.doc
        for i in range(pronoun.i - 1, max(0, pronoun.sent.start - 60) - 1, -1):
            token = doc[i]
            if token.dep_ in SUBJECTS and token.pos_ != "PRON" and not many(token) and self._role(token):
                return token if any(child.lower_ == "the" for child in token.lefts) else None
        return None

    def party_meant(self, pronoun: Token) -> Token | None:
        """The acting subject nearest before "it" or "they", within this sentence and the one before."""
        doc = self.reading.doc
        plural = pronoun.lower_ not in ("it", "its")
        first = max(0, pronoun.sent.start - 60)
        for i in range(pronoun.i - 1, first - 1, -1):
            token = doc[i]
            if token.dep_ not in SUBJECTS or token.pos_ == "PRON" or not self.acts(token) or self.media(token):
                continue
            person = self.names_person(token)
            many = token.tag_ in ("NNS", "NNPS") or any(True for _ in token.conjuncts)
            if (plural and (many or (not person and token.i in self.names))) or (
                not plural and not person and not many
            ):
                return token
        return None
