"""Places of a text: names used of a place, not of a party, and the gazetteer entry of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .gazetteer import fold, states_of_the_union
from .place_index import Place, PlaceIndex, PlaceKind, Surroundings, place_index

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .names import Name
    from .reading import Reading

Use = Literal["in", "to", "visited", "modifier", "dateline"]
LONGEST = 5
NAMED_PLACES = ("GPE", "LOC", "FAC")
UNLIKELY = ("PERSON", "NORP", "PRODUCT")  # what nobody is in or near: the parser errs
POSSESSIVE = ("'s", "’s", "'", "’")


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


def find_places(reading: Reading) -> tuple[PlaceMention, ...]:
    """Every place named as one, in order, none overlapping."""
    lexicon = reading.lexicon("places")
    if not lexicon:
        return ()
    return tuple(_Search(reading, place_index(lexicon)).mentions())


def _is_somebody(name: Name) -> bool:
    """Whether a name cannot be a place: a person (one unlisted word may be), a listed body."""
    if name.actor.kind == "person":
        return name.actor.pack is not None or " " in name.words
    return name.actor.kind != "state" and name.actor.pack is not None and name.how != "metonym"


class _Search:
    """One pass over the tokens of a text."""

    def __init__(self, reading: Reading, index: PlaceIndex) -> None:
        self.reading = reading
        self.index = index
        self.tokens: list[Token] = list(reading.doc)
        self.lower: list[str] = [token.lower_ for token in self.tokens]
        self.words = {key: frozenset(forms) for key, forms in reading.lexicon("places").items()}
        self.ents = [(ent.start, ent.end, ent.label_, ent.text) for ent in reading.doc.ents]
        self.block_starts = {block.start for block in reading.article.blocks}
        self.states = {name.start for name in reading.names if name.actor.kind == "state" and name.actor.pack}
        self.peoples = {name.start for name in reading.names if name.how in ("adjective", "people")}
        self.taken = {
            position: name.end - name.start
            for name in reading.names
            if _is_somebody(name)
            for position in range(name.start, name.end)
        }

    @cached_property
    def around(self) -> Surroundings:
        """Countries that the text names, as parties or places, and American states."""
        countries: Counter[str] = Counter()
        for name in self.reading.names:
            if name.how == "metonym":
                continue
            party = name.actor.name if name.actor.kind == "state" else name.actor.of
            code = name.actor.code or (self.index.country_code(party) if party else None)
            if code:
                countries[code] += 1
        regions = [fold(words) for _, _, label, words in self.ents if label == "GPE"]
        states = {states_of_the_union()[form] for form in regions if form in states_of_the_union()}
        return Surroundings(countries, frozenset(states))

    def mentions(self) -> Iterator[PlaceMention]:
        """Left to right, the longest name first."""
        capitals = self.words.get("capital_nouns", frozenset())
        last: PlaceMention | None = None
        i = 0
        while i < len(self.tokens):
            found = None
            if self.tokens[i].text[0].isupper():
                found = self._named_at(i, last)
            elif self.lower[i] in capitals:
                found = self._capital_at(i)
            if found is None:
                i += 1
            else:
                last, i = found
                yield last

    def _named_at(self, i: int, last: PlaceMention | None) -> tuple[PlaceMention, int] | None:
        use = None if self._topic(i) else self._use(i, last)
        nouns = self.words.get("held_there", frozenset())
        if use is None and not any(word in nouns for word in self.lower[i + 1 : i + LONGEST + 2]):
            return None
        for end in range(min(i + LONGEST, len(self.tokens)), i, -1):
            if not self._is_name(i, end):
                continue
            how = use or self._modifier(end)
            place, stop = self._place(i, end) if how else (None, end)
            if place is None and how == "in":
                place = self._unlisted(i, end)
            if how and place and not (end == i + 1 and self._is_word(self.tokens[i], place, how)):
                led_on = self._word(end) in self.words.get("capital_nouns", ())
                if place.kind == "country" and (led_on or how == "modifier"):
                    return None
                last_token = self.tokens[end - 1]
                mention = self._mention(place, self.tokens[i].idx, last_token.idx + len(last_token), how)
                return self._its_capital(mention, i), stop
        return None

    def _its_capital(self, mention: PlaceMention, i: int) -> PlaceMention:
        """ "in the capital of Qatar" is the city, whose name the text leaves out."""
        led = [self.lower[j] for j in range(i - 1, max(-1, i - 4), -1) if self.lower[j] != "the"][:2]
        capitals = self.words.get("capital_nouns", ())
        if mention.kind != "country" or mention.country is None or led[:1] != ["of"] or led[-1] not in capitals:
            return mention
        place = self.index.capital(mention.country)
        return (
            replace(self._mention(place, mention.start, mention.end, mention.use), name=place.name)
            if place
            else mention
        )

    def _topic(self, i: int) -> bool:
        """ "in Ukraine war talks": the name says what the noun after it is about."""
        token = self.tokens[i]
        head = token.head
        named = head.ent_type_ in NAMED_PLACES or head.lower_ in self.words.get("region_nouns", ())
        capital = head.lower_ in self.words.get("capital_nouns", ()) or head.lower_ in ("city", "town", "airport")
        return token.dep_ in ("compound", "nmod") and head.i > i and head.text.islower() and not named and not capital

    def _word(self, i: int) -> str:
        return self.lower[i] if i < len(self.lower) else ""

    def _is_name(self, start: int, end: int) -> bool:
        """Whether these tokens can be a whole name: capitals at both ends, not (part of) somebody's name."""
        first, last = self.tokens[start], self.tokens[end - 1]
        if not last.text[0].isupper() or any("\n" in token.text for token in self.tokens[start:end]):
            return False
        if end == start + 1 and first.idx in self.peoples:
            return False
        if (
            last.dep_ == "compound"
            and last.head.i == last.i + 1
            and last.head.text.istitle()
            and end < len(self.tokens)
        ):
            following = self.words.get("region_nouns", frozenset()) | self.words.get("held_titles", frozenset())
            return self.tokens[end].i != last.head.i or self._word(end) in following
        length = last.idx + len(last) - first.idx
        if max(self.taken.get(t.idx, 0) for t in (first, last)) >= length or self._word(end) in POSSESSIVE:
            return False
        if first.ent_type_ in ("ORG", "PERSON") and self._modifier(end) is None:
            ent = next((e for e in self.ents if e[0] <= start < e[1]), None)
            return ent is None or ent[1] - ent[0] <= end - start + 1
        return True

    def _is_word(self, token: Token, place: Place, use: Use) -> bool:
        """One capitalised word that the parser holds to be no name, such as a month or the first of a sentence."""
        if token.ent_type_ in NAMED_PLACES or token.idx in self.states:
            return False
        if token.ent_type_ in UNLIKELY and use == "in" and self.lower[token.i - 1] in ("in", "near"):
            return False
        if use == "modifier" and token.ent_type_ == "EVENT":
            return False
        if token.ent_type_ and token.ent_type_ != "ORG":
            return place.kind != "country"
        return token.pos_ not in ("PROPN", "NOUN", "X")

    def _place(self, start: int, end: int) -> tuple[Place | None, int]:
        """The entry of a name, and where it ends together with the country that qualifies it."""
        first, last = self.tokens[start], self.tokens[end - 1]
        name = self.reading.text[first.idx : last.idx + len(last)]
        stop, within = self._qualified(end)
        place = self.index.find(name, self.around, within=within) if within else None
        if place is None:
            stop, place = end, self.index.find(name, self.around)
        if place is not None and place.kind == "city" and self._word(end) in self.words.get("region_nouns", ()):
            place = Place(
                name=f"{place.name} {self._word(end)}",
                kind="region",
                country=place.country,
                latitude=place.latitude,
                longitude=place.longitude,
            )
        return place, stop

    def _unlisted(self, start: int, end: int) -> Place | None:
        """A name in no gazetteer where something is: "in Castelune"; a pack may know whose capital it is."""
        tokens = self.tokens[start:end]
        before, after = self.tokens[start - 1], self.tokens[end] if end < len(self.tokens) else None
        if before.lower_ not in ("in", "near") or any(token.pos_ != "PROPN" for token in tokens):
            return None
        if after is not None and after.pos_ in ("PROPN", "NOUN") and after.dep_ != "npadvmod" and not after.ent_type_:
            return None
        text = self.reading.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]
        name = next((n for n in self.reading.names if n.start == tokens[0].idx and n.words == text), None)
        known = name is not None and name.how == "metonym"
        if not known and any(token.ent_type_ not in ("GPE", "LOC", "FAC") for token in tokens):
            return None
        return Place(name=text, kind="city", country=None, city=text, of=name.actor.name if name and known else None)

    def _use(self, i: int, last: PlaceMention | None) -> Use | None:
        """How a name at this place would be used; None if not as a place."""
        token = self.tokens[i]
        if token.idx in self.block_starts and DATELINE.match(self.reading.text, token.idx, token.idx + 100):
            return "dateline"
        near = last is not None and token.idx - last.end < 12
        if last is not None and near and JOINT.fullmatch(self.reading.text, last.end, token.idx):
            return last.use
        if self._hosts(token):
            return "in"
        before = self._before(i)
        if before is None:
            return None
        word = before.lower_
        if word in self.words.get("locative", ()) and before.pos_ in ("ADP", "SCONJ", "ADV", "PART"):
            return "in"
        if word in self.words.get("directional", ()) and self._moves(before):
            return "to"
        visiting = before.pos_ == "VERB" and before.lemma_ in self.words.get("visiting", ())
        return "visited" if visiting else None

    def _hosts(self, token: Token) -> bool:
        """ "Cairo hosted", "the Egyptian capital Cairo is set to witness": where an encounter takes place."""
        for _ in range(4):
            if token.dep_ == "compound" and 0 < token.head.i - token.i < 3:
                token = token.head
            if token.dep_ in ("nsubj", "nsubjpass"):
                verbs = (token.head, *(child for child in token.head.children if child.dep_ == "xcomp"))
                return any(verb.lemma_ in self.words.get("hosting", ()) for verb in verbs)
            capital = token.head.lower_ in ("of", *self.words.get("capital_nouns", ()))
            if not capital and token.head.head.lower_ not in self.words.get("capital_nouns", ()):
                return False
            token = token.head
        return False

    def _before(self, i: int) -> Token | None:
        """The first word to the left that does not merely lead up to a name ("the Swiss city of")."""
        skipped = self.words.get("before_name", frozenset())
        capitals = self.words.get("capital_nouns", frozenset())
        venue = self._word(i - 1) == "," and i > 1 and self.lower[i - 2] in self.words.get("venue_nouns", ())
        for j in range(i - 1, max(-1, i - 8), -1):
            token, after = self.tokens[j], self._word(j + 1)
            if venue and (token.text == "," or token.is_title):  # "at the Grand Hotel, Doha"
                continue
            if self.lower[j] in skipped or token.pos_ == "ADJ" or token.ent_type_ == "NORP" or token.text == "-":
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
        return preposition.head.lemma_.lower() in motion or any(t.lemma_.lower() in motion for t in near)

    def _modifier(self, end: int) -> Use | None:
        """A name right before "talks", "peace summit": where they are held."""
        nouns = self.words.get("held_there", frozenset())
        if self._word(end) in nouns:
            return "modifier"
        adjective = end < len(self.tokens) and self.tokens[end].pos_ in ("NOUN", "ADJ")
        return "modifier" if adjective and self._word(end + 1) in nouns else None

    def _qualified(self, end: int) -> tuple[int, str | None]:
        """The country or state that follows a comma ("Amman, Jordan"; "Moscow, Idaho"), and where it ends."""
        if self._word(end) != ",":
            return end, None
        for stop in range(min(end + 4, len(self.tokens)), end + 1, -1):
            first, last = self.tokens[end + 1], self.tokens[stop - 1]
            after = self.reading.text[first.idx : last.idx + len(last)]
            state = states_of_the_union().get(fold(after))
            code = self.index.country_code(after)
            if state and (code is None or state in self.around.states - {"GA"}):
                return stop, f"US {state}"
            if code:
                return stop, code
        return end, None

    def _capital_at(self, i: int) -> tuple[PlaceMention, int] | None:
        """ "in the Ethiopian capital", "in the capital of Qatar": the city meant, unless its name follows."""
        before, token = self._before(i), self.tokens[i]
        places = self.words.get("locative", frozenset()) | self.words.get("directional", frozenset())
        if before is None or before.lower_ not in places:
            return None
        follows = self.reading.text[token.idx + len(token) : token.idx + len(token) + 6]
        if NAME_FOLLOWS.match(follows):
            return None
        start = self.tokens[before.i + 1].idx
        names = self.reading.names_in(start, token.idx)
        code = self.index.country_code(names[-1].actor.name) if names else None
        place = self.index.capital(code) if code else None
        if place is None:
            return None
        mention = self._mention(place, start, token.idx + len(token), "in")
        return replace(mention, name=place.name), i + 1

    def _mention(self, place: Place, start: int, end: int, use: Use) -> PlaceMention:
        words = self.reading.text[start:end]
        as_written = place.kind != "country" and not place.renamed and words[0].isupper() and place.kind != "region"
        name = (words.title() if words.isupper() else words) if as_written else place.name
        return PlaceMention(
            start=start,
            end=end,
            words=words,
            name=" ".join(name.split()),
            kind=place.kind,
            country=place.country,
            country_name=self.index.country_name(place.country) or place.of,
            latitude=place.latitude,
            longitude=place.longitude,
            city=place.city,
            use=use,
        )


JOINT = re.compile(r"\s*(?:,|/|-|–|,?\s+(?:and|or|then|and then))\s+(?:the\s+|in\s+|then\s+)?", re.IGNORECASE)
NAME_FOLLOWS = re.compile(r"\s*(?:,\s*|of\s+)?[A-Z]")
DATELINE = re.compile(
    r"[A-Z][A-Za-z'’.\-]+(?:[ /][A-Z][A-Za-z'’.\-]+){0,3}"  # the town
    r"(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*)*)?"  # its country
    r"(?:,?\s*\(?(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?(?:,?\s*\d{4})?\)?)?"  # the day
    r"\s*(?:\([^)\n]{2,40}\)|/[A-Z]+/)?\s*[—–:-]{1,2}\s"  # the agency and the dash
)
