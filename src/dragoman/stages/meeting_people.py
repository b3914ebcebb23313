"""Who takes part in an encounter: noun phrases around its word, apart from those who only mediate or host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ..reading.names import Name
from ..reading.reading import Reading
from .meeting_candidates import SUBJECTS, Candidate, Words, governing, subject, verb_above

if TYPE_CHECKING:
    from spacy.tokens import Token

WITH = {
    "talk": ("with", "to", "between", "among"),
    "phone": ("with", "to", "between"),
    "tell": (),
    "visit": ("with",),
    "convey": ("to", "with"),
    "engage": ("with", "between"),
    "mediate": ("between", "with", "among"),
}
JOINED = ("with", "between", "among")
SINGULAR, PLURAL = ("he", "she", "him", "her", "his"), ("they", "them", "their", "we", "our", "us", "both")
SPEAKERS = ("i", "we", "my", "our", "me", "us")


@dataclass(slots=True)
class Cast:
    """Spans (characters) of those who take part, mediate and host, in the order of the text."""

    participants: list[tuple[int, int]] = field(default_factory=list)
    mediators: list[tuple[int, int]] = field(default_factory=list)
    hosts: list[tuple[int, int]] = field(default_factory=list)


class People:
    """Finds the cast of candidates in one text."""

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

    def cast(self, candidate: Candidate) -> Cast:
        """Who takes part in the encounter that this word would report."""
        cast = Cast()
        heads = list(self._noun_heads(candidate) if candidate.noun else self._verb_heads(candidate))
        third = {token.i for token in self._mediating(candidate)}
        hosts = {token.i for token in self._hosting(candidate)}
        seen: set[int] = set()
        for token in sorted(heads, key=lambda token: token.i):
            for member in self._row(token):
                if member.i in seen:
                    continue
                seen.add(member.i)
                span = self.span(member, candidate)
                if span is None or span in cast.participants:
                    continue
                if member.i in third or self._is_mediator(member):
                    cast.mediators.append(span)
                else:
                    cast.participants.append(span)
        for found, tokens in ((cast.mediators, third), (cast.hosts, hosts)):
            for i in sorted(tokens):
                span = self.span(self.reading.doc[i], candidate)
                if span is not None and span not in found:
                    found.append(span)
        return cast

    def _verb_heads(self, candidate: Candidate) -> Iterator[Token]:
        verb = candidate.token
        doer = subject(verb)
        passive = any(child.dep_ == "nsubjpass" for child in governing(verb).children)
        if doer is not None:
            yield doer
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and candidate.sort not in ("visit",):
                yield child
            elif child.dep_ == "agent" and passive:
                yield from (c for c in child.children if c.dep_ == "pobj")
            elif child.dep_ == "prep" and child.lower_ in WITH.get(candidate.sort, JOINED):
                yield from (c for c in child.children if c.dep_ == "pobj")
                if child.lower_ in ("with", "to") and candidate.sort == "talk":
                    yield from self._further(child)
        if candidate.sort == "talk":
            yield from self._with_below(verb)

    def _further(self, preposition: Token) -> Iterator[Token]:
        """ "with A and with B"."""
        for child in preposition.conjuncts:
            if child.dep_ == "conj" and child.pos_ == "ADP":
                yield from (c for c in child.children if c.dep_ == "pobj")

    def _with_below(self, verb: Token) -> Iterator[Token]:
        """ "discussed the situation with his counterpart": the parser hangs "with" on the object."""
        for child in verb.children:
            if child.dep_ == "dobj":
                for token in child.subtree:
                    if token.dep_ == "prep" and token.lower_ == "with" and token.i > child.i:
                        yield from (c for c in token.children if c.dep_ == "pobj")

    def _noun_heads(self, candidate: Candidate) -> Iterator[Token]:
        noun = candidate.token
        yield from self._complements(noun, candidate.sort)
        chain = [noun]
        while chain[-1].head.i != chain[-1].i and (chain[-1].dep_ in ("pobj", "conj") or chain[-1].dep_ == "prep"):
            chain.append(chain[-1].head)
            if chain[-1].pos_ not in ("NOUN", "ADP", "PROPN"):
                break
            if chain[-1].pos_ == "NOUN":
                yield from self._complements(chain[-1], candidate.sort)
        verb = candidate.verb or verb_above(noun)
        if verb is None:
            return
        if candidate.verb is not None:
            yield from self._prepositional(verb, JOINED)
        doer = subject(verb)
        if doer is None or any(token.i == doer.i for token in chain):
            return
        carried = candidate.verb is not None and verb.lemma_.lower() in self.words.light
        if carried or not self._two(noun, candidate.sort):
            yield doer

    def _two(self, noun: Token, sort: str) -> bool:
        heads = {m.i for token in self._complements(noun, sort) for m in self._row(token)}
        return len(heads) > 1

    def _complements(self, noun: Token, sort: str) -> Iterator[Token]:
        """With whom, between whom, whose."""
        yield from self._prepositional(noun, JOINED)
        for child in noun.children:
            if child.dep_ == "poss" and child.pos_ == "PRON" and self._has_doer(noun):
                continue
            if child.dep_ == "poss" or (child.dep_ in ("compound", "amod", "nmod") and self._party(child)):
                yield child
            elif child.dep_ == "prep" and child.lower_ in ("of", "by", "from"):
                yield from (c for c in child.children if c.dep_ == "pobj" and self.acts(c))
            elif child.dep_ == "prep" and child.lower_ == "to" and sort == "visit":
                yield from self._visited(child)
            elif child.dep_ in ("acl", "relcl") and child.lemma_.lower() in (
                "attend",
                "involve",
                "include",
                "gather",
                "bring",
            ):
                yield from (c for c in child.children if c.dep_ == "dobj")
                for agent in child.children:
                    if agent.dep_ == "agent":
                        yield from (c for c in agent.children if c.dep_ == "pobj")

    def _prepositional(self, head: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in prepositions:
                yield from (c for c in child.children if c.dep_ == "pobj")
                yield from self._further(child)

    def _has_doer(self, noun: Token) -> bool:
        """Whether the clause names who acts, so that "their" in "held their first meeting" adds nobody."""
        verb = verb_above(noun)
        doer = subject(verb) if verb is not None else None
        return doer is not None and doer.i < noun.i and self.acts(doer)

    def _visited(self, preposition: Token) -> Iterator[Token]:
        """The country (no city) that a visit is paid to; "by" may hang on it."""
        for place in preposition.children:
            if place.dep_ != "pobj":
                continue
            for child in place.children:
                if child.dep_ == "prep" and child.lower_ == "by":
                    yield from (c for c in child.children if c.dep_ == "pobj")
            name = self.names.get(place.i)
            if name is not None and name.how == "name" and name.actor.kind == "state":
                yield place

    def _party(self, token: Token) -> bool:
        name = self.names.get(token.i)
        return name is not None and name.actor.kind != "outlet"

    def acts(self, token: Token) -> bool:
        """Whether the word can be somebody who meets."""
        if self._party(token):
            return True
        if token.pos_ == "PRON":
            return token.lower_ in (*SINGULAR, *PLURAL, *SPEAKERS, "who", "it", "each")
        if self.words.has("people.papers", token.lemma_.lower()):
            return False
        if self.words.has("actor_nouns", token.lower_, token.lemma_.lower()):
            return True
        return token.pos_ == "PROPN" and token.ent_type_ in ("", "PERSON", "GPE", "NORP", "ORG")

    def _row(self, token: Token) -> Iterator[Token]:
        """The word and those joined to it by "and", where they can act; "including" opens a list of its own."""
        if self.media(token):
            return
        listed = [
            member
            for child in token.children
            if child.dep_ == "prep" and child.lower_ in ("including", "like")
            for member in child.children
            if member.dep_ == "pobj"
        ]
        for member in [m for start in listed for m in self._row(start)] or [token, *self._joined(token)]:
            if self.acts(member) and not self.media(member):
                yield member

    def _own(self, child: Token, head: Token) -> bool:
        """ "Trump and President Putin": the parser may hang the first name on the second."""
        name, other = self.names.get(child.i), self.names.get(head.i)
        apart = name is not None and other is not None and name.start != other.start and name.how != "adjective"
        return apart and any(c.dep_ in ("cc", "conj") for c in child.children)

    def _joined(self, token: Token) -> Iterator[Token]:
        for child in token.lefts:
            if child.dep_ in ("compound", "nmod", "amod") and self._own(child, token):
                yield child
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
                yield child
                yield from self._joined(child)
            elif child.dep_ == "appos" and child.i > token.i:
                yield from self._joined(child)

    def media(self, token: Token) -> bool:
        """Whether the word names or means an outlet or its people."""
        name = self.names.get(token.i)
        if name is not None and name.actor.kind == "outlet":
            return True
        return self.words.has("people.media", token.lower_) and name is None

    def _mediating(self, candidate: Candidate) -> Iterator[Token]:
        """Those "mediated by" whom, under whose auspices, and who mediate."""
        doc = self.reading.doc
        if not candidate.noun and candidate.sort == "mediate" and (doer := subject(candidate.token)) is not None:
            yield from self._row(doer)
        for token in doc[candidate.start : candidate.end]:
            lemma = token.lemma_.lower()
            if token.dep_ == "agent" and token.head.lemma_.lower() in self.words.sets.get("people.by_mediator", ()):
                for child in token.children:
                    if child.dep_ == "pobj":
                        yield from self._row(child)
            elif lemma in self.words.sets.get("people.auspices", ()) and token.head.lower_ in (
                "under",
                "through",
                "with",
                "by",
            ):
                for child in token.children:
                    if child.dep_ in ("poss", "compound", "amod") and self._party(child):
                        yield child
                    elif child.dep_ == "prep" and child.lower_ in ("of", "by", "from"):
                        yield from (m for c in child.children if c.dep_ == "pobj" for m in self._row(c))
            elif token.text.startswith("-") or token.text == "-":
                after = doc[token.i + 1] if token.i + 1 < len(doc) else None
                if after is not None and after.lemma_.lower() in ("broker", "mediate", "sponsor", "facilitate", "led"):
                    if token.i and self._party(doc[token.i - 1]):
                        yield doc[token.i - 1]
        if candidate.sort == "mediation":
            for child in candidate.token.children:
                if child.dep_ in ("poss", "compound", "amod", "nmod") and self._party(child):
                    yield from self._row(child)
                elif child.dep_ == "prep" and child.lower_ in ("of", "by", "from"):
                    yield from (m for c in child.children if c.dep_ == "pobj" for m in self._row(c))

    def _hosting(self, candidate: Candidate) -> Iterator[Token]:
        """Those who host, and those "hosted by" whom."""
        for token in self.reading.doc[candidate.start : candidate.end]:
            if token.pos_ == "VERB" and token.lemma_.lower() in ("host", "co-host", "receive", "welcome"):
                doer = (
                    None
                    if token.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in token.children)
                    else subject(token)
                )
                if doer is not None:
                    yield from self._row(doer)
                for child in token.children:
                    if child.dep_ == "agent":
                        yield from (m for c in child.children if c.dep_ == "pobj" for m in self._row(c))

    def _is_mediator(self, token: Token) -> bool:
        """ "Qatari mediators", "the AU mediation team", "the UN special envoy"."""
        near = [token, *(c for c in token.children if c.dep_ in ("compound", "amod", "nmod", "appos"))]
        return any(self.words.has("people.mediators", t.lower_) for t in near)

    def span(self, token: Token, candidate: Candidate | None = None) -> tuple[int, int] | None:
        """Characters of the noun phrase with that head, as one would name somebody; a pronoun's antecedent."""
        if token.pos_ == "PRON" and token.lower_ in SINGULAR:
            name = self.antecedent(token)
            if name is not None:
                return self.around(name)
        if token.tag_ in ("WP", "WDT"):
            return None
        return self._phrase(token)

    def _phrase(self, token: Token) -> tuple[int, int]:
        start = token.i
        for child in reversed(list(token.lefts)):
            if child.dep_ not in (
                "det",
                "compound",
                "amod",
                "poss",
                "nmod",
                "nummod",
                "predet",
                "case",
                "punct",
                "quantmod",
            ):
                break
            if child.dep_ == "punct" and child.text not in ("-", "[", '"', "“"):
                break
            if self._own(child, token):
                break
            start = child.left_edge.i
        end = token.i + 1
        while (
            end + 1 < len(self.reading.doc)
            and self.reading.doc[end].text == "-"
            and not self.reading.doc[end].whitespace_
        ):
            end += 2
        for child in token.rights:
            if child.dep_ == "case" or (
                child.dep_ == "prep" and child.lower_ in ("of", "for", "from", "to") and child.i == end
            ):
                if child.dep_ == "prep" and child.lower_ != "of" and not self._role(token):
                    break
                end = self._short_edge(child) if child.dep_ == "prep" else end
            elif (
                child.dep_ == "appos"
                and self._names_person(child)
                and self._role(token)
                and child.left_edge.i - end < 3
            ):
                end = child.i + 1
                break
            elif child.dep_ not in ("punct", "prep"):
                break
        return self._with_names(start, end)

    def _short_edge(self, preposition: Token) -> int:
        edge = preposition.i + 1
        last = min(preposition.right_edge.i + 1, preposition.i + 24)
        for token in self.reading.doc[preposition.i + 1 : last]:
            listed = token.text == "," and token.i + 1 < last and self._lists(token.i + 1)
            if token.text in (";", "(", "—", "–") or (token.text == "," and not listed):
                break
            if token.tag_ in ("WP", "WDT") or token.pos_ in ("VERB", "AUX"):
                break
            edge = token.i + 1
        return edge

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

    def _names_person(self, token: Token) -> bool:
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
        return (min(start, name.start), max(end, name.end)) if end - start < 90 else (name.start, name.end)

    def antecedent(self, pronoun: Token) -> Name | None:
        """The person that a pronoun most likely means: subjects first, nearest first, gender agreeing."""
        gender = "f" if pronoun.lower_ in ("she", "her") else "m"
        people = self.reading.people
        persons = [n for n in self.reading.names if n.actor.kind == "person" and n.end <= pronoun.idx]
        best: tuple[float, Name] | None = None
        for name in persons[-12:]:
            person = people.persons.get(people.at.get(name.start, ""))
            if person is not None and person.gender not in (None, gender):
                continue
            between = self.reading.text.count(".", name.end, pronoun.idx) + self.reading.text.count(
                "\n", name.end, pronoun.idx
            )
            token = self.reading.doc.char_span(name.start, name.end, alignment_mode="expand")
            role = token.root.dep_ if token is not None else ""
            score = -float(between) + (0.8 if role in SUBJECTS else 0.0) + name.start / 1e6
            if best is None or score >= best[0]:
                best = (score, name)
        if best is not None and best[0] > -4:
            return best[1]
        later = [n for n in self.reading.names if n.actor.kind == "person" and 0 < n.start - pronoun.idx < 160]
        sentence = pronoun.sent
        return next((n for n in later if n.end <= sentence.end_char and pronoun.i - sentence.start < 6), None)
