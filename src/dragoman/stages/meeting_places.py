"""Where an encounter takes place, by what its clause says."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from ..reading.place_uses import PlaceMention
from ..reading.reading import Reading
from .meeting_candidates import SUBJECTS, Candidate, Words
from .meeting_details import Surroundings

if TYPE_CHECKING:
    from spacy.tokens import Token

KINDS = {"city": 0.4, "venue": 0.2, "country": 0.0, "region": -0.2}
NEAR, HALL = 0.6, 0.1
BESIDE = ("near", "outside", "off")
ASIDE = ("before", "after", "ahead", "following", "until", "since")
MODIFIES = ("compound", "nmod", "amod", "poss", "npadvmod", "appos", "nummod", "dep")
ABOUT = ("mediation", "mediate")
TOPICAL = ("talk", "tell", "engage", "convey")  # sorts of encounter behind which stands what is said
TOWN_FOLLOWS = re.compile(r"(?:\s+of\s+(?:the\s+)?\w+)?(?:,|,?\s+in)\s+(?:the\s+(?:\w+\s+){0,2}(?:city|town)\s+of\s+)?")


class Whereabouts:
    """Places of one text by the token at which they start."""

    def __init__(self, reading: Reading, words: Words, around: Surroundings) -> None:
        self.reading = reading
        self.words = words
        self.around = around
        self.places = [(around.token_at(p.start), p) for p in reading.places]

    def place(self, candidate: Candidate) -> PlaceMention | None:
        """The place that hangs on the word, its verb, or on something said of it within the clause."""
        sentence = candidate.token.sent
        fits = [
            (self._fit(token, candidate, place) + KINDS[place.kind] - self._aside(token), place)
            for token, place in self.places
            if sentence.start <= token.i < sentence.end
        ]
        fitting = sorted((fit for fit in fits if fit[0] > 0), key=lambda fit: -fit[0])
        best = fitting[0][1] if fitting else None
        if best is not None and best.kind == "venue" and best.city is None:
            return next((place for _, place in self.places if self._stands_in(best, place)), best)
        if best is None or best.kind != "country":
            return best
        within = [place for _, place in fitting if place.kind != "country" and place.country == best.country]
        return next((place for place in within if place.city), next(iter(within), best))

    def _aside(self, token: Token) -> float:
        """ "in Montreux, near Geneva", "at Gimhae air base in Busan": the other place of the two is where."""
        if token.dep_ == "compound" and token.head.lower_ in self.around.lists.get("venue_nouns", ()):
            return HALL
        return NEAR if token.i > 0 and token.nbor(-1).lower_ in BESIDE else 0.0

    def _stands_in(self, venue: PlaceMention, place: PlaceMention) -> bool:
        """ "the Great Hall of the People in Beijing": the city that follows a hall which no list has."""
        between = place.city is not None and place.start > venue.end
        return between and TOWN_FOLLOWS.fullmatch(self.reading.text, venue.end, place.start) is not None

    def beside(self, candidate: Candidate) -> PlaceMention | None:
        """A place that the clause names, even one where it is not held: clauses of events name places."""
        elsewhere = self.words.sets.get("context.elsewhere", frozenset())
        found = (
            place
            for token, place in self.places
            if candidate.start <= token.i < candidate.end and place.use not in ("modifier", "dateline")
            for holder in [self.around.holder(token)]
            if holder is not None and holder.lemma_.lower() not in elsewhere
            if not self.around.said(token, candidate) and not self._topic(token, place)
        )
        return next(found, None)

    def _fit(self, token: Token, candidate: Candidate, place: PlaceMention) -> float:
        """How closely a place belongs to the encounter; below zero where it belongs to something else."""
        word = candidate.token
        if place.use == "modifier":
            return 3.0 if token.head.i == word.i or self._heads(token, word) else self._on_occasion(token, candidate)
        if self._where(candidate, place):
            return 2.45
        holder = self.around.holder(token)
        if token.dep_ == "pobj" and token.head.lower_ == "from":
            return 2.0 if self._came_from(token.head, candidate) else -1.0
        if place.use == "dateline" or holder is None or self.around.said(token, candidate) or self._topic(token, place):
            return -1.0
        wide = place.kind in ("country", "region")
        if wide and self._about(holder, candidate):
            return -1.0
        if self._follows(token, word):
            return 2.5
        inside = candidate.start <= token.i < candidate.end or (not wide and self._closes(token, candidate))
        if self.around.happens(holder, candidate):
            return 2.4
        if self.around.apart(token, candidate, wide=wide) or self._another(holder, candidate):
            return -1.0
        if holder.pos_ == "ADJ" and holder.dep_ == "acomp":  # "was present in Geneva"
            holder = holder.head
        if holder.i == word.i or (candidate.verb is not None and holder.i == candidate.verb.i):
            return 3.0
        if holder.pos_ in ("NOUN", "PROPN"):
            if not inside and self._anew(holder, candidate):
                return -1.0
            return self._fit_noun(holder, inside, place, after=token.i > word.i)
        if holder.pos_ in ("VERB", "AUX"):
            if holder.dep_ == "relcl" and self.around.guest(holder):
                return 1.0
            if self._tells(holder, candidate):
                return -1.0
            governs = holder.i == getattr(candidate.top, "i", -1) or (word.i == holder.i or holder.is_ancestor(word))
            return (1.8 if inside else 0.8) if governs else 1.0 if inside else -0.2
        return 0.3 if inside and not wide else -1.0

    def _came_from(self, preposition: Token, candidate: Candidate) -> bool:
        """ "returned from Doha after talks with A": where the talks were that are over."""
        above = list(candidate.token.ancestors)[:4] if candidate.noun else []
        over = any(t.lower_ in ("after", "following") and t.head.i == preposition.head.i for t in above)
        return over and preposition.head.lemma_.lower() in ("return", "come", "depart", "back")

    def _on_occasion(self, token: Token, candidate: Candidate) -> float:
        """ "met A on the sidelines of the Munich Security Conference", "during the Doha Forum"."""
        path = [token, *token.ancestors]
        event = next((n for n, above in enumerate(path[:4]) if above.i in self.around.events), None)
        if event is None or not candidate.start <= token.i < candidate.end:
            return -1.0
        preposition = path[event].head
        beside = preposition.lower_ == "of" and preposition.head.lemma_.lower() in self.around.lists.get("stays", ())
        own = preposition.head.i in (candidate.token.i, getattr(candidate.verb, "i", -1))
        return 1.6 if beside or (own and preposition.lower_ in ("at", "during")) else -1.0

    def _where(self, candidate: Candidate, place: PlaceMention) -> bool:
        """ "in Amman, where I also met A": the clause hangs on the place."""
        verb = candidate.verb or candidate.top
        for above in (verb, *verb.ancestors) if verb is not None else ():
            if above.dep_ == "relcl":
                where = any(child.lower_ == "where" for child in above.lefts)
                return where and place.start <= above.head.idx < place.end
            if above.dep_ in ("ccomp", "advcl") or above.dep_ == "ROOT":
                return False
        return False

    def _tells(self, verb: Token, candidate: Candidate) -> bool:
        """ "they held talks, he told reporters in Warsaw": where it is told."""
        own = candidate.verb or candidate.top or candidate.token
        path = [own, *own.ancestors]
        if verb not in path or self.around.goes(verb):
            return False
        below = path[: path.index(verb)]
        return any(t.dep_ in ("ccomp", "parataxis") for t in below)

    def _another(self, holder: Token, candidate: Candidate) -> bool:
        """ "agreed to hold a summit in Sirte", "met before talks in Juba": the place is that of another encounter."""
        own = {t.i for t in (candidate.token, candidate.verb, candidate.top) if t is not None}
        known = holder.i in self.around.events or holder.pos_ == "VERB"
        for above in (holder, *holder.ancestors):
            if above.i in own:
                return False
            if known and above.dep_ == "prep" and above.lower_ in ASIDE and above.head.pos_ in ("VERB", "AUX"):
                return True
            if not any(child.dep_ == "aux" and child.lower_ == "to" for child in above.children):
                continue
            wished = above.head.i not in own and self.words.has("context.wishing", above.head.lemma_.lower())
            if (known and wished) or self.words.has("context.arranging", above.lemma_.lower()):
                return True
        return False

    def _anew(self, holder: Token, candidate: Candidate) -> bool:
        """ "they ended talks in Tunis, and the ministers will meet": told of others, beside another encounter."""
        verb = candidate.verb or candidate.token
        own = any(child.dep_ in SUBJECTS for child in verb.lefts)
        return own and verb.dep_ == "conj" and holder.i < candidate.start and holder.i in self.around.events

    def _follows(self, token: Token, word: Token) -> bool:
        """ "a meeting held, on Friday, in Tunis": nothing but a time between the word and the place."""
        between = self.reading.doc[word.i + 1 : max(token.i - 1, word.i + 1)]
        known = (t.ent_type_ in ("DATE", "TIME") or t.is_punct or t.lower_ in ("held", "on", "the") for t in between)
        return token.i > word.i and token.nbor(-1).lower_ in ("in", "at") and all(known)

    def _fit_noun(self, holder: Token, inside: bool, place: PlaceMention, *, after: bool) -> float:
        lemma = holder.lemma_.lower()
        if inside and after and self._met_there(holder, place):
            return 1.2
        if lemma in self.words.nouns or self.words.has("context.venues", lemma):
            return 2.0 if inside else 1.0
        if lemma in self.around.lists.get("unplaced", ()) and place.kind in ("city", "venue"):
            return 0.8
        if holder.text.islower() and lemma in self.words.sets.get("context.elsewhere", ()):
            return -2.0
        if place.kind in ("country", "region") and holder.is_title and after:
            matter = lemma in self.words.sets.get("context.elsewhere", ())  # "the Document for Peace in Darfur"
            return 1.0 if inside and not matter and self._of_event(holder) else -1.0
        if self.words.has("actor_nouns", lemma, holder.lower_):
            plain = holder.text.islower()
            office = plain and holder.tag_ != "NNS" and holder.head.lower_ == "of"  # "the head of the mission in Libya"
            if inside and after and plain and not office:
                return 1.2
            after &= not office
            return 0.3 if inside and (after or place.kind in ("city", "venue")) else -1.0
        if place.kind in ("country", "region") and lemma not in self.around.lists.get("stays", ()):
            return -1.0
        return 0.6 if inside else -0.5

    def _met_there(self, holder: Token, place: PlaceMention) -> bool:
        """ "met Crown Prince Mohammed bin Salman in Saudi Arabia": nobody is called a person "in" a country."""
        span = self.reading.doc.char_span(place.start, place.end, alignment_mode="expand")
        before = span[0].nbor(-1).lower_ if span is not None and len(span) and span[0].i else ""
        return before == "in" and holder.idx in self.persons

    @cached_property
    def persons(self) -> frozenset[int]:
        """Where the words of persons' names start."""
        named = (name for name in self.reading.names if name.actor.kind == "person")
        return frozenset(position for name in named for position in range(name.start, name.end))

    def _of_event(self, name: Token) -> bool:
        """ "the summit of the Economic Community in Ghana": the name says whose encounter it is."""
        path = list(name.ancestors)[:6]
        first = next((n for n, t in enumerate(path) if t.i in self.around.events), None)
        return first is not None and all(t.lower_ in ("of", "for", "the") or t.is_title for t in path[:first])

    def _about(self, holder: Token, candidate: Candidate) -> bool:
        """ "mediation in Yemen", "discussed the talks in Libya": a country or region is what it is about."""
        told = not candidate.noun and candidate.sort == "talk" and holder.dep_ == "dobj"
        return holder.i == candidate.token.i if candidate.sort in ABOUT else told and holder.head.i == candidate.token.i

    def _topic(self, token: Token, place: PlaceMention) -> bool:
        """ "discuss peace in Yemen": what stands right before the preposition, whatever the parser hangs it on."""
        before = token.i - 1
        while before > 0 and self.reading.doc[before].pos_ in ("DET", "ADJ"):
            before -= 1
        if before < 1 or self.reading.doc[before].pos_ != "ADP" or self.reading.doc[before - 1].is_title:
            return False
        lemma = self.reading.doc[before - 1].lemma_.lower()
        nowhere = lemma in self.around.lists.get("unplaced", ()) and place.kind in ("city", "venue")
        return self.words.has("context.elsewhere", lemma) and not nowhere

    def _closes(self, token: Token, candidate: Candidate) -> bool:
        """ "met the envoy, the mediators and the ambassador in Tunis": names alone between its clause and the place."""
        if token.i < candidate.end or (not candidate.noun and candidate.sort in TOPICAL):
            return False
        between = self.reading.doc[candidate.end : token.i]
        if any(t.pos_ in ("VERB", "AUX", "SCONJ") or t.i in self.around.events for t in between):
            return False
        above = next((a for a in token.ancestors if a.i < candidate.end or a.pos_ in ("VERB", "AUX")), token)
        return candidate.start <= above.i < candidate.end

    def _heads(self, token: Token, word: Token) -> bool:
        """Whether the name stands before the word: "Geneva peace talks", not "talks on the Geneva track"."""
        modifier = token
        for ancestor in list(token.ancestors)[:3]:
            if modifier.dep_ not in MODIFIES or ancestor.i == word.i:
                return ancestor.i == word.i and modifier.dep_ in MODIFIES
            modifier = ancestor
        return False
