"""How a name is used in a text: of a place where something is, of one that somebody goes to, or of neither."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .datelines import LONGEST, OPENING
from .place_index import PlaceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .reading import Reading

Use = Literal["in", "to", "visited", "modifier", "dateline"]
SHORT = 3  # "US - "
NAMED_PLACES = ("GPE", "LOC", "FAC")
LONGEST_TITLE = 4
POSSESSIVE = ("'s", "’s", "'", "’")

JOINT = re.compile(r"\s*(?:,|/|-|–|,?\s+(?:and|or|then|and then))\s+(?:the\s+|in\s+|then\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """``text[start:end] == words``, used of a place (``use`` says how), and its entry.

    ``name``: as the text spells it, unless the place has another name in English by now (Kiev -> Kyiv);
    ``country``: two letters; ``city``: the city itself, or the one a venue stands in.
    """

    start: int
    end: int
    words: str
    name: str
    kind: PlaceKind
    country: str | None = None
    country_name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    city: str | None = None
    use: Use = "in"


class Uses:
    """The words around names of one text."""

    def __init__(
        self, reading: Reading, tokens: Sequence[Token], lower: Sequence[str], words: Mapping[str, frozenset[str]]
    ) -> None:
        self.reading = reading
        self.tokens = tokens
        self.lower = lower
        self.words = words
        self.peoples = {name.start for name in reading.names if name.how in ("adjective", "people")}

    def word(self, i: int) -> str:
        """The word at that place, in small letters; empty past the end."""
        return self.lower[i] if i < len(self.lower) else ""

    def use(self, i: int, last: PlaceMention | None) -> Use | None:
        """How a name at this place would be used; None if not as a place."""
        token = self.tokens[i]
        if self._in_dateline(token):
            return "dateline"
        near = last is not None and token.idx - last.end < 16
        if last is not None and near and JOINT.fullmatch(self.reading.text, last.end, token.idx):
            return None if self._acts(token, last) else last.use
        if self.hosts(token):
            return "in"
        before = self.before(i)
        if before is None:
            return None
        word = before.lower_
        if word in self.words.get("locative", ()) and before.pos_ in ("ADP", "SCONJ", "ADV", "PART"):
            return "in"
        if word == "on" and self.called(i):  # "on the Greek island of Crete"
            return "in"
        if word in self.words.get("directional", ()) and self._moves(before):
            return "to"
        visiting = before.pos_ == "VERB" and before.lemma_ in self.words.get("visiting", ())
        return "visited" if visiting else None

    def _in_dateline(self, token: Token) -> bool:
        if any(start <= token.idx < end for start, end in self.reading.datelines):
            return True
        capitals = token.is_upper and len(token) > SHORT  # behind a caption: "A photo of the hall ORREL – 3 May:"
        return capitals and OPENING.match(self.reading.text, token.idx, token.idx + LONGEST) is not None

    def _acts(self, token: Token, last: PlaceMention) -> bool:
        """ "In Cairo, Turkey and Libya agreed": what follows the place at the head of a sentence is who acts."""
        head = token.head if token.dep_ in ("compound", "conj") else token
        opens = any(t.idx == last.start and t.i - t.sent.start <= 1 for t in token.sent[:3])
        return opens and head.dep_ in ("nsubj", "nsubjpass") and head.i >= token.i

    def hosts(self, token: Token) -> bool:
        """ "Cairo hosted", "hosted by Cairo", "Cairo is set to witness", "Cairo is the venue": where people meet."""
        if self.dated_host(token):
            return True
        if token.dep_ == "pobj" and token.head.dep_ == "agent":
            return token.head.head.lemma_ in self.words.get("hosting", ())
        for _ in range(4):
            if token.dep_ == "compound" and 0 < token.head.i - token.i < 3:
                token = token.head
            if token.dep_ in ("nsubj", "nsubjpass"):
                verbs = (token.head, *(child for child in token.head.children if child.dep_ == "xcomp"))
                told = (child.lower_ for child in token.head.children if child.dep_ == "attr")
                hosts = any(verb.lemma_ in self.words.get("hosting", ()) for verb in verbs)
                return hosts or (token.head.lemma_ == "be" and any(w in self.words.get("hosts", ()) for w in told))
            towns = self.words.get("called", frozenset())
            if token.head.lower_ != "of" and not {token.head.lower_, token.head.head.lower_} & towns:
                return False
            token = token.head
        return False

    def dated_host(self, token: Token) -> bool:
        """ "Cairo 11 Jan hosted talks": the day stands before the verb."""
        after = token.i + 1
        while after < len(self.tokens) and self.tokens[after].ent_type_ == "DATE":
            after += 1
        verb = self.tokens[after] if token.i + 1 < after < len(self.tokens) else token
        return verb.tag_ in ("VBD", "VBN") and verb.lemma_ in self.words.get("hosting", ())

    def before(self, i: int) -> Token | None:
        """The first word to the left that does not merely lead up to a name ("the Swiss city of")."""
        skipped = self.words.get("before_name", frozenset())
        capitals = self.words.get("capital_nouns", frozenset())
        venue = self.word(i - 1) == "," and i > 1 and self.lower[i - 2] in self.words.get("venue_nouns", ())
        for j in range(i - 1, max(-1, i - 10), -1):
            token, after = self.tokens[j], self.word(j + 1)
            if venue and (token.text == "," or token.is_title):  # "at the Grand Hotel, Doha"
                continue
            if (
                self.lower[j] in skipped
                or token.pos_ == "ADJ"
                or token.ent_type_ == "NORP"
                or "-" in (token.text, after)
            ):
                continue
            if token.idx in self.peoples:
                continue
            if self.lower[j] in POSSESSIVE and j > 0 and self.tokens[j - 1].ent_type_ in NAMED_PLACES:
                continue
            if token.ent_type_ in NAMED_PLACES and (after in POSSESSIVE or after in capitals or j + 1 < i):
                continue
            if token.text == "," and j > 0 and self.lower[j - 1] in capitals:
                continue
            return token
        return None

    def _moves(self, preposition: Token) -> bool:
        """Whether "to" or "from" follows a word of moving ("flew to", "a trip to"), not of saying or giving."""
        motion = self.words.get("motion", frozenset())
        near = self.tokens[max(0, preposition.i - 3) : preposition.i]
        if preposition.head.lemma_.lower() in motion or any(t.lemma_.lower() in motion for t in near):
            return True
        return preposition.lower_ == "to" and self._moved_above(preposition, motion)

    def _moved_above(self, preposition: Token, motion: frozenset[str]) -> bool:
        """ "travel with a delegation of rebels to Juba", "the visit of A and B to Juba": past those who go."""
        for above in list(preposition.ancestors)[:6]:
            if above.i > preposition.i or above.pos_ in ("ADJ", "AUX"):
                return False
            if above.lemma_.lower() in motion:
                return True
            somebody = (
                above.pos_ == "PROPN" or above.dep_ in ("pobj", "dobj", "conj", "appos") or above.pos_ in ("ADP", "ADV")
            )
            office = above.lower_ in self.words.get("offices", ())
            if office or not somebody:
                return False
        return False

    def leads(self, token: Token) -> bool:
        """ "travelled to Mekelle", "a visit to": nobody travels to a person."""
        before = self.tokens[max(0, token.i - 1)]
        near = (before.head, *self.tokens[max(0, token.i - 2) : token.i])
        return before.pos_ == "ADP" and any(t.lemma_.lower() in self.words.get("travelling", ()) for t in near)

    def called(self, i: int) -> bool:
        """ "the border town of Mae Sot": the words before it say that it is a town."""
        return i > 1 and self.lower[i - (2 if self.lower[i - 1] == "of" else 1)] in self.words.get("called", ())

    def modifier(self, end: int) -> Use | None:
        """A name right before "talks", "peace summit": where they are held."""
        nouns = self.words.get("held_there", frozenset())
        if self.word(end) in nouns:
            return "modifier"
        adjective = end < len(self.tokens) and self.tokens[end].pos_ in ("NOUN", "ADJ")
        return "modifier" if (adjective and self.word(end + 1) in nouns) or self.titled(end) else None

    def titled(self, end: int) -> bool:
        """ "the Munich Security Conference": a title that ends in what is held."""
        for token in self.tokens[end : end + LONGEST_TITLE]:
            if not token.text[0].isupper():
                return False
            if token.lower_ in self.words.get("held_titles", ()):
                return True
        return False
