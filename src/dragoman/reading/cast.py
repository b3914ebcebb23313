"""Who is who in one text: whom each noun phrase stands for, pronouns and titles included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

from ..model.claim import Mention
from .echoes import author, earlier_party, makers, named_body, office_party, persons_named, several_persons
from .entrances import Entrance, only_owns, sender
from .figures import Figure, Persons, mention_of, one_person
from .home import Home
from .introductions import Phrase, read_phrase
from .newcomers import as_title, is_office, members_of_body, numbering_party, unknown_figure, with_own
from .personal_names import words_of

if TYPE_CHECKING:
    from .reading import Reading

Place = tuple[int, int]

MEMORY = 8  # sentences that a pronoun looks back
NEAR = 2  # sentences, its own among them, whose persons "they" can be, and whose subject "he" is
SURE = 3  # sentences within which a figure of known sex goes before one of unknown sex
FAR = 300  # entrances that a title or "the group" looks back


def cast_speakers(reading: Reading, places: Mapping[Place, Place]) -> dict[Place, Mention]:
    """Who stands at each of the places (speakers of statements, each with the place of what is said).

    Figures grow while the text is read to its end, so that what it says late of a person counts from the beginning.
    """
    cast = _Cast(reading)
    starts = {start for start, _ in places}
    entries = [(start, end, not only_owns(reading, start, end)) for start, end in places]
    entries.extend(subject for subject in (*reading.subjects, *reading.messages) if subject[0] not in starts)
    answer: dict[Place, Figure] = {}
    for start, end, leads in sorted(entries):
        phrase = read_phrase(reading, start, end, cast.persons.surnames)
        if phrase is not None:
            answer[start, end] = cast.enter(phrase, leads=leads, said=places.get((start, end), (end, end)))
    return {place: mention_of(reading, place, answer[place]) for place in places if place in answer}


class _Cast:
    """The figures met so far, and who came on last."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.lexicon("speakers")
        self.owners = self.words.get("owners", ())
        self.sentences = [sentence.start_char for sentence in reading.sentences]
        self.persons = Persons(reading)
        self.home = Home(reading)
        self.bodies: dict[str, Figure] = {}
        self.entrances: list[Entrance] = []
        self.said: Place = (0, 0)
        self.ways: Mapping[str, Callable[[Phrase], Figure]] = {
            "pronoun": self._pronoun,
            "person": self._person,
            "role": self._role,
            "text": self._text,
            "body": self._body,
            "outlet": self._body,
            "people": self._people,
            "unknown": self._unknown,
        }

    def enter(self, phrase: Phrase, *, leads: bool, said: Place) -> Figure:
        """The figure that the phrase stands for; new if the text has not spoken of it.

        ``said``: the words it speaks; whom those are about is not whom a pronoun before or behind them means.
        """
        self.said = said
        figure = self.ways[phrase.kind](phrase)
        self.home.settle(figure, phrase)
        sentence = bisect_right(self.sentences, phrase.start) - 1
        self.entrances.append(Entrance(sentence, phrase.start, phrase.end, leads, figure))
        return figure

    def _recent(self) -> Iterator[Figure]:
        """Figures, latest entrance first."""
        for entrance in reversed(self.entrances[-FAR:]):
            yield entrance.figure

    def _look_back(self, start: int, fits: Callable[[Figure], bool], *, sentences: int = MEMORY) -> Figure | None:
        """The figure that last led a sentence, or else the one that last came on; nearest sentence first."""
        now = bisect_right(self.sentences, start) - 1
        here: Entrance | None = None
        for entrance in reversed(self.entrances):
            if here is not None and entrance.sentence != here.sentence:
                break
            if entrance.sentence <= now - sentences:
                break
            parted = self.reading.text[entrance.end : start].strip() == ","  # "The rebels, he said, had left"
            spoken_of = parted or self.said[0] <= entrance.start < self.said[1]
            if entrance.start >= start or spoken_of or not fits(entrance.figure):
                continue
            if entrance.leads:
                return entrance.figure
            here = here or entrance
        return here.figure if here is not None else None

    def _led(self, figure: Figure | None, start: int) -> bool:
        """Whether the figure led this sentence or the one before it."""
        first = bisect_right(self.sentences, start) - NEAR
        late = takewhile(lambda e: e.sentence >= first, reversed(self.entrances))
        return any(e.leads and e.figure is figure and e.start < start for e in late)

    def _unknown(self, phrase: Phrase) -> Figure:
        return unknown_figure(phrase, self.words)

    def _person(self, phrase: Phrase) -> Figure:
        fits = self.persons.called(phrase)
        if len(fits) > 1:
            fits = self.persons.narrow(phrase, fits)
        if len(fits) > 1:
            return self._one_of(fits)
        figure = fits[0] if fits else self.persons.add(phrase.name or "")
        self.persons.learn(figure, phrase)
        for organ in phrase.titles.intersection(self.words.get("ruling", ())) if figure.party is None else ():
            figure.party = earlier_party(self.reading, organ, phrase.start, plural=False)
        if phrase.several:
            same = phrase.party == figure.party or with_own(self.reading, phrase)
            party = figure.party if same else None
            return Figure(kind="people", name=None, party=party, plural=True, source_class="named")
        return figure

    def _one_of(self, fits: list[Figure]) -> Figure:
        """Persons of one name whom nothing tells apart: the one who alone has acted so far, the others noted."""
        leading = {id(entrance.figure) for entrance in self.entrances[-FAR:] if entrance.leads}
        acted = [p for p in fits if id(p) in leading]
        sole = acted[0] if len(acted) == 1 else None
        parties = {p.party for p in fits}
        return Figure(
            kind="person",
            name=sole.name if sole else None,
            words=fits[0].words,
            party=sole.party if sole else parties.pop() if len(parties) == 1 else None,
            gender=sole.gender if sole else None,
            source_class="named",
            candidates=tuple(sorted(p.name or "" for p in fits)),
        )

    def _role(self, phrase: Phrase) -> Figure:
        """ "the envoy": the person whom the text has given that title, else whoever holds that party's office."""
        known = self.persons.introduced_later(phrase) if phrase.indefinite else self._holder(phrase)
        if known is not None:
            return known
        party = None if phrase.outsider else phrase.party or self._owner_party(phrase) or self._office(phrase)
        described = self.reading.describe(phrase.start, phrase.end)
        return Figure(
            kind="person",
            name=described.name if described.source_class == "role" and party is not None else None,
            titles=set(phrase.titles),
            party=party,
            gender=phrase.gender if phrase.first not in self.owners else None,
            source_class="role" if is_office(self.reading, phrase, party) else "anonymous",
        )

    def _office(self, phrase: Phrase) -> str | None:
        """Whose office it is that nobody else has under that name: "the Special Representative"."""
        if not (phrase.definite or phrase.first in self.owners) or not as_title(self.reading, phrase):
            return None
        said = " ".join(self.reading.text[phrase.start : phrase.end].split()[1:]).lower()
        offices = (key.partition(".")[2] for key, titles in self.words.items() if said in titles)
        return next((party for party in offices if party in self.reading.actors.by_name), None)

    def _holder(self, phrase: Phrase) -> Figure | None:
        """The person with that title; of several the last who acted; or the last person, if nobody gave them one."""
        seen = dict.fromkeys((*(f for f in self._recent() if f.kind == "person"), *self.persons.all))
        best = self.persons.holders(phrase, seen)
        last = next((f for f in self._recent() if f.kind == "person"), None)
        if len(best) == 1 or (best and best[0] is last):
            self.persons.learn(best[0], phrase)
            return best[0]
        if best and phrase.definite:
            names = tuple(sorted(p.name or "" for p in best))
            return Figure(kind="person", name=None, party=phrase.party, source_class="named", candidates=names)
        if last is None or last.name is None or not phrase.definite or self.persons.in_office(last):
            return None
        if phrase.party not in (None, last.party):
            return None
        self.persons.learn(last, phrase)
        return last

    def _pronoun(self, phrase: Phrase) -> Figure:
        sex = phrase.gender
        if phrase.first in self.words.get("words.i", ()):
            return self._narrator(phrase)
        if sex is not None:
            start, may_be = phrase.start, (None, sex)
            led = self._look_back(start, lambda f: f.kind == "person" and f.gender in may_be, sentences=NEAR)
            sure = self._look_back(start, lambda f: f.kind == "person" and f.gender == sex, sentences=SURE)
            found = led if self._led(led, start) else sure
            found = found or self._look_back(start, lambda f: one_person(f) and f.gender in may_be)
            if found is None:
                return Figure(kind="person", name=None, gender=sex, source_class="named")
            found.gender = sex
            return found
        if phrase.first in self.words.get("words.it", ()):
            found = self._look_back(phrase.start, lambda f: f.kind in ("body", "text") and not f.plural)
            return found or Figure(kind="body", name=None, source_class="institution")
        return self._they(phrase)

    def _narrator(self, phrase: Phrase) -> Figure:
        """Who says "I" outside quotations: the person who led the text so far, or the only one it has named."""
        if phrase.first not in ("i", "my", "me"):
            return Figure(kind="people", name=None, source_class="institution")
        turn = self.reading.turn_at(phrase.start)
        label = read_phrase(self.reading, *turn.label, self.persons.surnames) if turn is not None else None
        if label is not None and label.kind == "person":
            return self._person(label)
        known = self._look_back(phrase.start, lambda f: f.kind == "person" and f.name is not None)
        named = persons_named(self.reading, 0, phrase.start)
        if known is None and len(named) == 1:
            known = next(iter(self.persons.named(named[0])), None)
        return known or Figure(kind="people", name=None, source_class="named" if named else "anonymous")

    def _they(self, phrase: Phrase) -> Figure:
        """Those of the nearest sentence: people, a body, or two persons or more whom it names ("Kolo met Lind").

        "The two" are no single body, and their persons may be named further off.
        """
        start, counted = phrase.start, phrase.first in ("both", "the")
        now = bisect_right(self.sentences, start) - 1
        for back in range(1, MEMORY + 1):
            found = self._look_back(start, lambda f: f.plural or (f.kind == "body" and not counted), sentences=back)
            if found is not None:
                return found
            near = (back <= NEAR or counted) and now - back + 1 >= 0
            if near and self._persons_in(now - back + 1, start) > 1:
                return Figure(kind="people", name=None, plural=True, source_class="named")
        told = self.reading.names_in(0, start)
        return Figure(kind="people", name=None, plural=True, source_class="institution" if told else "anonymous")

    def _persons_in(self, sentence: int, end: int) -> int:
        """How many persons a sentence names before that place."""
        last = self.sentences[sentence + 1] if sentence + 1 < len(self.sentences) else len(self.reading.text)
        return len(persons_named(self.reading, self.sentences[sentence], min(last, end)))

    def _body(self, phrase: Phrase) -> Figure:
        if phrase.name is None and phrase.definite and phrase.party is None:
            named = self._several_named(phrase) if phrase.plural else None
            found = named or self._known_body(phrase) or self._listed_body(phrase)
            if found is not None:
                return found
        words = self.reading.text[phrase.start : phrase.end]
        key = (words if phrase.several else phrase.name or words).lower()
        if key not in self.bodies:
            self.bodies[key] = Figure(
                kind="body",
                name=None if phrase.several else phrase.name,
                words=words_of(words),
                titles=set(phrase.titles),
                party=phrase.party or self._owner_party(phrase) or self._earlier(phrase),
                plural=phrase.plural,
                source_class="institution",
            )
        return self.bodies[key]

    def _earlier(self, phrase: Phrase) -> str | None:
        """The party that the text gave that noun elsewhere, or the minister whose ministry it is."""
        joint = phrase.lemma in self.words.get("joint", ()) or phrase.several
        if phrase.kind == "outlet" or joint or not phrase.definite:
            return None
        party = earlier_party(self.reading, phrase.lemma, phrase.start, plural=phrase.plural)
        return party or self._minister_party(phrase)

    def _minister_party(self, phrase: Phrase) -> str | None:
        known = (p for p in self.persons.all if self.persons.in_office(p))
        return office_party(phrase, known, self.words)

    def _listed_body(self, phrase: Phrase) -> Figure | None:
        """The body of the packs that the noun stands for, where it was no subject so far."""
        name = None if phrase.plural else named_body(self.reading, phrase)
        if name is None:
            return None
        return self.bodies.setdefault(
            name.actor.name.lower(),
            Figure(
                kind="body",
                name=name.actor.name,
                words=words_of(name.words),
                party=name.actor.party_on(self.reading.article.day),
                source_class="institution",
            ),
        )

    def _owner_party(self, phrase: Phrase) -> str | None:
        """ "her office", "the premier's office": the party of whose office it is."""
        if phrase.first in self.owners:
            sex = phrase.gender
            single = phrase.first in ("his", "her", "my")
            owner = self._look_back(
                phrase.start,
                lambda f: f.party is not None and f.gender in (None, sex) and (one_person(f) or not single),
            )
            return owner.party if owner is not None else None
        for name in self.reading.names_in(phrase.start, phrase.end):
            if name.actor.kind == "person":
                fits = self.persons.named(self.reading.people.at.get(name.start, name.words))
                return fits[0].party if len(fits) == 1 else None
        return self._possessor(phrase)

    def _possessor(self, phrase: Phrase) -> str | None:
        """ "the *envoy*'s office": the party of the person of that title, or of whose office it is."""
        tokens = self.reading.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
        for token in tokens or ():
            if token.dep_ == "poss" and token.tag_ != "PRP$":
                last = token.idx + len(token)
                owner = read_phrase(self.reading, self.reading.doc[token.left_edge.i].idx, last, self.persons.surnames)
                if owner is None or owner.kind != "role":
                    return None
                known = self._holder(owner)
                return known.party if known is not None else self._office(owner)
        return None

    def _several_named(self, phrase: Phrase) -> Figure | None:
        """ "both leaders": persons whom the text has named."""
        if not several_persons(self.reading, phrase, self.persons.all):
            return None
        return Figure(kind="people", name=None, plural=True, source_class="named")

    def _known_body(self, phrase: Phrase) -> Figure | None:
        """ "the ministry", "the group": the body that came on last and whose words or kind fit."""
        needed = {phrase.head, phrase.lemma, *self.words.get(f"bodies.{phrase.lemma}", ())}
        fighting = phrase.titles <= {phrase.head, *self.words.get("militant", ())}  # no "working group on prisoners"
        armed = fighting and phrase.head in self.words.get("armed", ())
        bodies = (f for f in self._recent() if f.kind == "body")
        return next((f for f in bodies if needed & f.words or (armed and self._is_armed(f.name))), None)

    def _is_armed(self, name: str | None) -> bool:
        actor = self.reading.actors.by_name.get(name or "")
        return actor is not None and actor.kind == "armed_group"

    def _people(self, phrase: Phrase) -> Figure:
        """ "the official", "the sources": those of that kind who came on last."""
        if members_of_body(self.reading, phrase):
            return self._body(phrase)
        if phrase.definite:
            named = self._several_named(phrase) if phrase.plural else None
            people = (f for f in self._recent() if f.kind == "people" and phrase.lemma in f.titles)
            found = named or next((f for f in people if phrase.party in (None, f.party)), None)
            if found is None and phrase.party is not None and not phrase.plural:
                found = self._look_back(phrase.start, lambda f: self._is_that(f, phrase))
            if found is not None:
                return found
        return Figure(
            kind="people",
            name=None,
            titles={phrase.lemma},
            party=None if phrase.outsider else phrase.party or self._earlier(phrase),
            plural=phrase.plural,
            source_class="anonymous",
        )

    def _is_that(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether a named person can be "the Halvorian official": of that party, with a title of that kind."""
        kin = {phrase.lemma, *self.words.get(f"kin.{phrase.lemma}", ())}
        return figure.kind == "person" and figure.party == phrase.party and bool(figure.titles & kin)

    def _text(self, phrase: Phrase) -> Figure:
        """ "the statement": whoever issued it."""
        titles = {phrase.lemma}
        named = author(self.reading, phrase, self.persons.surnames)
        if named is not None:
            return self._person(named)
        if phrase.party is not None or not phrase.definite:
            sent = None if phrase.party is not None or phrase.definite else self._sender(phrase)
            party = phrase.party or self._owner_party(phrase) or self._minister_party(phrase)
            name, party = (sent.name, sent.party) if sent is not None else (None, party)
            party = party or numbering_party(phrase, self.words)
            return Figure(kind="text", name=name, titles=titles, party=party, source_class="institution")
        same = next((f for f in self._recent() if f.kind == "text" and phrase.lemma in f.titles), None)
        if same is not None:
            return same
        issuer = None if makers(self.reading, phrase) else self._issuer(phrase)
        return Figure(
            kind="text",
            name=issuer.name if issuer is not None else None,
            titles=titles,
            party=issuer.party if issuer is not None else None,
            source_class="institution",
        )

    def _sender(self, phrase: Phrase) -> Figure | None:
        """Who speaks in a text or has issued it: "in a letter, *Kolo* noted", "*the League* issued a statement"."""
        place = sender(self.reading, phrase)
        other = read_phrase(self.reading, *place, self.persons.surnames) if place is not None else None
        return self.ways[other.kind](other) if other is not None and other.kind != "text" else None

    def _issuer(self, phrase: Phrase) -> Figure | None:
        """Who can have issued a text that says nothing of it: the last body, else whoever came on last."""
        body = self._look_back(phrase.start, lambda f: f.kind == "body" or f.plural)
        return body or self._look_back(phrase.start, lambda f: f.source_class is not None)
