"""Places of a text: names used of a place, not of a party, and the gazetteer entry of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from .gazetteer import fold, states_of_the_union
from .place_index import Place, PlaceIndex, Surroundings, place_index
from .place_uses import NAMED_PLACES, POSSESSIVE, PlaceMention, Use, Uses

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .names import Name
    from .reading import Reading

LONGEST = 5
LEADING = ("in", "near", "and", ",", "of")
UNLIKELY = ("PERSON", "NORP", "PRODUCT")  # what nobody is in or near: the parser errs


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


def _is_matter(place: Place) -> bool:
    """ "the Yemen talks", "Gaza peace talks": what they are about, where a town before them is where they are held."""
    return place.kind == "country" or (place.kind == "region" and place.country != "US")


class _Search:
    """One pass over the tokens of a text."""

    def __init__(self, reading: Reading, index: PlaceIndex) -> None:
        self.reading = reading
        self.index = index
        self.tokens: list[Token] = list(reading.doc)
        self.lower: list[str] = [token.lower_ for token in self.tokens]
        self.words = {key: frozenset(forms) for key, forms in reading.lexicon("places").items()}
        self.uses = Uses(reading, self.tokens, self.lower, self.words)
        self.ents = [(ent.start, ent.end, ent.label_, ent.text) for ent in reading.doc.ents]
        self.states = {name.start for name in reading.names if name.actor.kind == "state" and name.actor.pack}
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
        towns = self.words.get("town_nouns", frozenset())
        last: PlaceMention | None = None
        city: PlaceMention | None = None
        line: PlaceMention | None = None
        i = 0
        while i < len(self.tokens):
            found: tuple[PlaceMention | None, int] | None = None
            if self.tokens[i].text[0].isupper():
                found = self._named_at(i, last)
            elif self.lower[i] in capitals:
                found = self._capital_at(i)
            elif city is not None and self.lower[i] in towns:
                found = self._again_at(i, city)
            elif last is not None and self.lower[i] == "there":
                found = self._there(i, last)
            elif line is not None and self.lower[i] == "here":
                found = self._there(i, line)
            place, i = found or (None, i + 1)
            if place is not None:
                last = place
                city = last if last.kind == "city" and last.city else city
                line = last if last.use == "dateline" else line
                yield last

    def _named_at(self, i: int, last: PlaceMention | None) -> tuple[PlaceMention | None, int] | None:
        use = None if self._topic(i) else self.uses.use(i, last)
        nouns = self.words.get("held_there", frozenset())
        if use is None and not any(word in nouns for word in self.lower[i + 1 : i + LONGEST + 2]):
            return None
        for end in range(min(i + LONGEST, len(self.tokens)), i, -1):
            if not self._is_name(i, end):
                continue
            how = use or self.uses.modifier(end)
            place, stop = self._place(i, end) if how else (None, end)
            if place is None and how == "in":
                place = self._unlisted(i, end)
            if how and place and not (end == i + 1 and self._is_word(self.tokens[i], place, how)):
                if self._leads_on(place, end) or (how == "modifier" and _is_matter(place)):
                    return None, end
                last_token = self.tokens[end - 1]
                mention = self._mention(place, self.tokens[i].idx, last_token.idx + len(last_token), how)
                return self._its_capital(mention, i), stop
        return None

    def _unlisted_venue(self, start: int, end: int) -> Place | None:
        """ "at the Ittihadia Palace": a hall that no list has."""
        before = start - 1 - (start > 0 and self.lower[start - 1] == "the")
        words = self.tokens[start:end]
        if before < 0 or len(words) < 2 or self.lower[before] not in ("in", "at", "inside"):
            return None
        proper = all(token.text[0].isupper() or token.lower_ in ("of", "the", "-") for token in words)
        if not proper or words[-1].lower_ not in self.words["venue_nouns"]:
            return None
        name = self.reading.text[words[0].idx : words[-1].idx + len(words[-1])]
        return Place(name=name, kind="venue", country=None)

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
        if self.uses.dated_host(token):
            return False
        named = head.ent_type_ in NAMED_PLACES or head.lower_ in self.words.get("region_nouns", ())
        halls = self.words.get("venue_nouns", frozenset())  # "at his Florida residence"
        capital = head.lower_ in halls | self.words.get("capital_nouns", frozenset()) | self.words["town_nouns"]
        return token.dep_ in ("compound", "nmod") and head.i > i and head.text.islower() and not named and not capital

    def _word(self, i: int) -> str:
        return self.lower[i] if i < len(self.lower) else ""

    def _is_name(self, start: int, end: int) -> bool:
        """Whether these tokens can be a whole name: capitals at both ends, not (part of) somebody's name."""
        first, last = self.tokens[start], self.tokens[end - 1]
        if not last.text[0].isupper() or any("\n" in token.text for token in self.tokens[start:end]):
            return False
        if self._paired(start - 1) or self._paired(end):
            return False
        if end == start + 1 and first.idx in self.uses.peoples:
            return False
        if (
            last.dep_ == "compound"
            and last.head.i == last.i + 1
            and last.head.text.istitle()
            and end < len(self.tokens)
        ):
            region = self._word(end) in self.words.get("region_nouns", ())
            return self.tokens[end].i != last.head.i or region or self.uses.titled(end)
        length = last.idx + len(last) - first.idx
        somebody = max(self.taken.get(t.idx, 0) for t in (first, last)) >= length and not self.uses.called(start)
        if somebody or (self._word(end) in POSSESSIVE and not self._its_hall(end)):
            return False
        if first.ent_type_ in ("ORG", "PERSON") and self.uses.modifier(end) is None:
            ent = next((e for e in self.ents if e[0] <= start < e[1]), None)
            return ent is None or ent[1] - ent[0] <= end - start + 1 or self._word(end) in POSSESSIVE
        return True

    def _its_hall(self, i: int) -> bool:
        """ "at Juba's Pyramid Hotel": a hall of the town."""
        halls = self.words["venue_nouns"] | self.words["region_nouns"] | self.words.get("called", frozenset())
        for token in self.tokens[i + 1 : i + LONGEST + 1]:
            if token.lower_ in halls:
                return True
            if token.pos_ not in ("NOUN", "PROPN", "ADJ", "ADV", "PUNCT") or token.text == ",":
                return False
        return False

    def _leads_on(self, place: Place, end: int) -> bool:
        """ "in the Qatar capital", "the Black Sea resort of Sochi": a country or region that says where the town is."""
        if place.kind == "region":
            return any(self._word(i) in self.words.get("called", ()) for i in (end, end + 1))
        halls = self.words["venue_nouns"] | self.words.get("capital_nouns", frozenset())
        return place.kind == "country" and (self._word(end) in halls or self._word(end) in POSSESSIVE)

    def _paired(self, i: int) -> bool:
        """ "the Belgrade-Pristina dialogue": a hyphen between two names, which are parties."""
        if not 0 < i < len(self.tokens) - 1 or self.tokens[i].text not in ("-", "–"):
            return False
        tight = not self.tokens[i].whitespace_ and not self.tokens[i - 1].whitespace_
        return tight and self.tokens[i - 1].text[0].isupper() and self.tokens[i + 1].text[0].isupper()

    def _is_word(self, token: Token, place: Place, use: Use) -> bool:
        """One capitalised word that the parser holds to be no name, such as a month or the first of a sentence."""
        if token.ent_type_ in NAMED_PLACES or token.idx in self.states:
            return False
        led = self.lower[token.i - 1] if token.i else ""
        if token.ent_type_ in UNLIKELY and use == "in" and (led in LEADING or led in self.words["capital_nouns"]):
            return False
        if token.ent_type_ == "PERSON" and use == "to" and place.kind == "city" and self.uses.leads(token):
            return False
        if token.ent_type_ == "PERSON" and use == "visited" and place.kind == "city":
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
                name=f"{' '.join(name.split())} {self._word(end)}",
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
        venue = self._unlisted_venue(start, end)
        if venue is not None:
            return venue
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
        before, token = self.uses.before(i), self.tokens[i]
        places = self.words.get("locative", frozenset()) | self.words.get("directional", frozenset())
        if (before is None or before.lower_ not in places) and not self.uses.hosts(token):
            return None
        if self._name_follows(token):
            return None
        start = self.tokens[before.i + 1 if before is not None else token.sent.start].idx
        names = self.reading.names_in(start, token.idx)
        code = self.index.country_code(names[-1].actor.name) if names else None
        place = self.index.capital(code) if code else None
        if place is None:
            return None
        mention = self._mention(place, start, token.idx + len(token), "in")
        return replace(mention, name=place.name), i + 1

    def _name_follows(self, noun: Token) -> bool:
        """ "the capital Amman", "the capital, Amman", but not "in the capital, Radio Amman reported"."""
        follows = NAME_FOLLOWS.match(self.reading.text, noun.idx + len(noun))
        if follows is None or "," not in follows.group():
            return follows is not None
        first = noun.nbor(2)
        return first.ent_type_ in NAMED_PLACES or self.index.find(first.text, self.around) is not None

    def _again_at(self, i: int, city: PlaceMention) -> tuple[PlaceMention, int] | None:
        """ "visited the city", "talks in the same city", "in the Swiss city": the one named last, if it is there."""
        token, start = self.tokens[i], i
        skipped = self.words.get("before_name", frozenset()) | {"that", "same"}
        while start and (self.lower[start - 1] in skipped or self.tokens[start - 1].idx in self.uses.peoples):
            start -= 1
        before = self.tokens[start - 1]
        names = self.reading.names_in(self.tokens[start].idx, token.idx)
        if any(self.index.country_code(name.actor.name) != city.country for name in names):
            return None
        inside = before.lower_ in self.words.get("locative", ()) and before.pos_ == "ADP"
        visited = before.pos_ == "VERB" and before.lemma_ in self.words.get("visiting", ())
        if start < 1 or not (inside or visited) or NAME_FOLLOWS.match(self.reading.text, token.idx + len(token)):
            return None
        if any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children) or token.dep_ == "compound":
            return None
        first, last = self.tokens[start].idx, token.idx + len(token)
        words = self.reading.text[first:last]
        return replace(city, start=first, end=last, words=words, use="in" if inside else "visited"), i + 1

    def _there(self, i: int, last: PlaceMention) -> tuple[PlaceMention, int] | None:
        """ "flew there", "met there": the place told last; "met here": where the report comes from."""
        token = self.tokens[i]
        if token.lower_ == "here" and self.reading.quote_at(token.idx) is not None:
            return None
        if token.dep_ != "advmod" or token.tag_ != "RB" or token.head.pos_ != "VERB" or last.use == "modifier":
            return None
        went = token.head.lemma_ in self.words.get("motion", ())
        words = self.reading.text[token.idx : token.idx + len(token)]
        use: Use = "to" if went else "in"
        return replace(last, start=token.idx, end=token.idx + len(token), words=words, use=use), i + 1

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


NAME_FOLLOWS = re.compile(r"\s*(?:,\s*|of\s+)?[A-Z]")
