"""Who is who in one text: whom each noun phrase stands for, pronouns and titles included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model.claim import Mention, SourceClass
from .clauses import SUBJECTS, VERBAL, noun_phrase
from .introductions import Phrase, introduction, read_phrase
from .names import WORD, plain
from .personal_names import words_of

if TYPE_CHECKING:
    from .reading import Reading

OWNERS = frozenset(("his", "her", "its", "their", "my", "our"))
MEMORY = 8  # sentences that a pronoun looks back
SURE = 3  # sentences within which a figure of known sex goes before one of unknown sex


@dataclass(slots=True)
class Figure:
    """Somebody who can speak, as known so far; grows while the text is read from front to back."""

    kind: str  # person, body, people, text
    name: str | None
    words: frozenset[str] = frozenset()
    titles: set[str] = field(default_factory=set)
    party: str | None = None
    gender: str | None = None
    plural: bool = False
    source_class: SourceClass | None = None
    candidates: tuple[str, ...] = ()
    outsider: bool = False  # an expert, say: speaks for no side


@dataclass(frozen=True, slots=True)
class Entrance:
    """A figure at a place: sentence, character, whether it leads its sentence."""

    sentence: int
    start: int
    leads: bool
    figure: Figure


def cast_speakers(
    reading: Reading, places: Mapping[tuple[int, int], tuple[int, int]]
) -> dict[tuple[int, int], Mention]:
    """Who stands at each of the places (speakers of statements, each with the place of what is said).

    Figures grow while the text is read to its end, so that what it says late of a person counts from the beginning.
    """
    stage = _Stage(reading)
    starts = {start for start, _ in places}
    entries = [(start, end, True) for start, end in places]
    entries.extend(subject for subject in _subjects(reading) if subject[0] not in starts)
    answer: dict[tuple[int, int], Figure] = {}
    for start, end, leads in sorted(entries):
        phrase = read_phrase(reading, start, end, stage.surnames)
        if phrase is not None:
            said = places.get((start, end), (end, end))
            answer[start, end] = stage.enter(phrase, leads=leads, said=said)
    return {place: _mention(reading, place, answer[place]) for place in places if place in answer}


def _subjects(reading: Reading) -> Iterable[tuple[int, int, bool]]:
    doc = reading.doc
    quotes = reading.quotes
    opens = [quote.start for quote in quotes]
    for token in doc:
        if token.dep_ not in SUBJECTS or token.head.pos_ not in VERBAL or token.pos_ not in ("NOUN", "PROPN", "PRON"):
            continue
        at = bisect_right(opens, token.idx) - 1
        if at >= 0 and token.idx < quotes[at].end:
            continue
        start, end = noun_phrase(token, token.head)
        if start < end:
            last = doc[end - 1]
            leads = token.head.dep_ == "ROOT" or (token.head.dep_ == "conj" and token.head.head.dep_ == "ROOT")
            yield doc[start].idx, last.idx + len(last), leads


def _mention(reading: Reading, place: tuple[int, int], figure: Figure) -> Mention:
    return Mention(
        span=reading.span(*place),
        name=figure.name,
        party=None if figure.outsider else figure.party,
        source_class=figure.source_class,
        candidates=figure.candidates,
    )


class _Stage:
    """The figures met so far, and who came on last."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words: Mapping[str, tuple[str, ...]] = reading.lexicon("speakers")
        self.offices = frozenset((*self.words.get("titles", ()), *reading.lexicon("actors").get("role_nouns", ())))
        self.sentences = [sentence.start_char for sentence in reading.sentences]
        self.entrances: list[Entrance] = []
        self.said = (0, 0)
        self.bodies: dict[str, Figure] = {}
        self.surnames: set[str] = set()
        self.persons: list[Figure] = []
        for person in reading.people.persons.values():
            party = person.party if person.listed or person.party in reading.actors.by_name else None
            self._add_person(person.name, titles=set(person.titles), party=party, gender=person.gender)
        self._introduce()

    def _add_person(
        self, name: str, *, titles: set[str] | None = None, party: str | None = None, gender: str | None = None
    ) -> Figure:
        words = words_of(name)
        figure = Figure(
            kind="person", name=name, words=words, titles=titles or set(), party=party, gender=gender,
            source_class="named",
        )
        self.persons.append(figure)
        if found := WORD.findall(name):
            self.surnames.add(plain(found[-1]).lower())
        return figure

    def _introduce(self) -> None:
        """Learn titles and parties from every naming of a person, wherever it stands."""
        by_name = {figure.name: figure for figure in self.persons}
        for name in self.reading.names:
            figure = by_name.get(self.reading.people.at.get(name.start, "")) if name.actor.kind == "person" else None
            if figure is None:
                continue
            start, end = introduction(self.reading.doc, name, self.words)
            if (start, end) != (name.start, name.end):
                phrase = read_phrase(self.reading, start, end, self.surnames)
                if phrase is not None and phrase.kind == "person" and words_of(phrase.name or "") <= figure.words:
                    self._learn(figure, phrase)

    def _learn(self, figure: Figure, phrase: Phrase) -> None:
        """What the text says of a person outranks what is known from elsewhere."""
        figure.titles |= phrase.titles
        figure.gender = figure.gender or phrase.gender
        in_office = bool(phrase.titles & self.offices) and phrase.party in self.reading.actors.by_name
        if phrase.party is not None and not phrase.several and (figure.party is None or in_office):
            figure.party = phrase.party

    def enter(self, phrase: Phrase, *, leads: bool, said: tuple[int, int]) -> Figure:
        """The figure that the phrase stands for; new if the text has not spoken of it.

        ``said``: the words it speaks; whom those are about is not whom a pronoun before or behind them means.
        """
        self.said = said
        figure = self._find(phrase)
        sentence = bisect_right(self.sentences, phrase.start) - 1
        self.entrances.append(Entrance(sentence, phrase.start, leads, figure))
        return figure

    def _find(self, phrase: Phrase) -> Figure:
        match phrase.kind:
            case "pronoun":
                return self._pronoun(phrase)
            case "person":
                return self._person(phrase)
            case "role":
                return self._role(phrase)
            case "text":
                return self._text(phrase)
            case "body" | "outlet":
                return self._body(phrase)
            case "people":
                return self._people(phrase)
        source: SourceClass = "anonymous" if phrase.plural or phrase.indefinite or phrase.first in OWNERS else "institution"
        return Figure(
            kind="people" if phrase.plural else "body",
            name=None,
            party=phrase.party,
            plural=phrase.plural,
            source_class=source,
        )

    def _person(self, phrase: Phrase) -> Figure:
        words = words_of(phrase.name or "")
        fits = [p for p in self.persons if p.name == phrase.person] if phrase.person is not None else []
        fits = fits or [p for p in self.persons if words <= p.words]
        longer = [p for p in fits if len(p.words) > 1]
        fits = longer if len(words) == 1 and longer else [p for p in fits if words == p.words] or fits
        if len(fits) > 1:
            fits = self._narrow(phrase, fits)
        if len(fits) > 1:
            return self._one_of(fits)
        figure = fits[0] if fits else self._add_person(phrase.name or "")
        self._learn(figure, phrase)
        if phrase.several:
            party = phrase.party if phrase.party == figure.party else None
            return Figure(kind="people", name=None, party=party, plural=True, source_class="named")
        return figure

    def _one_of(self, fits: Sequence[Figure]) -> Figure:
        """Persons of one name whom nothing tells apart: the one who alone has acted so far, the others noted."""
        acted = [p for p in fits if any(e.leads and e.figure is p for e in self.entrances)]
        parties = {p.party for p in fits}
        return Figure(
            kind="person",
            name=acted[0].name if len(acted) == 1 else None,
            words=fits[0].words,
            party=acted[0].party if len(acted) == 1 else parties.pop() if len(parties) == 1 else None,
            gender=acted[0].gender if len(acted) == 1 else None,
            source_class="named",
            candidates=tuple(sorted(p.name or "" for p in fits)),
        )

    def _narrow(self, phrase: Phrase, fits: list[Figure]) -> list[Figure]:
        """Among persons of one name: those of the phrase's sex, party and title."""
        own = phrase.titles & self.offices
        tests: tuple[Callable[[Figure], bool], ...] = (
            lambda p: phrase.gender is None or p.gender in (None, phrase.gender),
            lambda p: phrase.party is None or p.party == phrase.party,
            lambda p: not own or bool(own & p.titles),
        )
        for test in tests:
            fits = [p for p in fits if test(p)] or fits
        return fits

    def _role(self, phrase: Phrase) -> Figure:
        """ "the envoy": the person whom the text has given that title, else whoever holds that party's office.

        An office of a party that nobody tells ("the ambassador") says no more than "an official".
        """
        if not phrase.indefinite:
            best = self._holders(phrase)
            last = self._last_person()
            if len(best) == 1 or (best and best[0] is last):
                self._learn(best[0], phrase)
                best[0].outsider = best[0].outsider or phrase.outsider
                return best[0]
            if best and phrase.definite:
                return Figure(
                    kind="person",
                    name=None,
                    party=phrase.party,
                    source_class="named",
                    gender=phrase.gender,
                    candidates=tuple(sorted(p.name or "" for p in best)),
                )
            untitled = last is not None and last.name is not None and not last.titles & self.offices
            if last is not None and untitled and phrase.definite and phrase.party in (None, last.party):
                self._learn(last, phrase)
                last.outsider = last.outsider or phrase.outsider
                return last
        party = None if phrase.outsider else phrase.party or self._owner_party(phrase)
        return Figure(
            kind="person",
            name=None,
            titles=set(phrase.titles),
            party=party,
            gender=phrase.gender if phrase.first not in ("his", "her") else None,
            source_class="anonymous" if phrase.indefinite or party is None else "role",
        )

    def _holders(self, phrase: Phrase) -> list[Figure]:
        """Persons with that title, of that party, sharing most of the phrase's words; the latest first."""
        kin = {phrase.head, phrase.lemma, *self.words.get(f"kin.{phrase.head}", ())}
        fits = [p for p in self._seen_persons() if kin & p.titles]
        if phrase.party is not None:
            fits = [p for p in fits if p.party == phrase.party] or [p for p in fits if p.party is None]
        if phrase.gender is not None:
            fits = [p for p in fits if p.gender in (None, phrase.gender)]
        shared = [len(phrase.titles & person.titles) for person in fits]
        return [p for p, n in zip(fits, shared, strict=True) if n == max(shared)]

    def _seen_persons(self) -> list[Figure]:
        """Persons, latest entrance first, then those the text names without having them act yet."""
        seen: dict[int, Figure] = {}
        for entrance in reversed(self.entrances):
            if entrance.figure.kind == "person":
                seen.setdefault(id(entrance.figure), entrance.figure)
        for person in self.persons:
            seen.setdefault(id(person), person)
        return list(seen.values())

    def _last_person(self) -> Figure | None:
        return next((e.figure for e in reversed(self.entrances) if e.figure.kind == "person"), None)

    def _pronoun(self, phrase: Phrase) -> Figure:
        sex = phrase.gender
        if phrase.first in self.words.get("words.i", ()):
            single = phrase.first in ("i", "my", "me")
            return Figure(kind="people", name=None, source_class="named" if single else "institution")
        if sex is not None:
            sure = self._look_back(phrase.start, lambda f: f.kind == "person" and f.gender == sex, sentences=SURE)
            found = sure or self._look_back(phrase.start, lambda f: f.kind == "person" and f.gender in (None, sex))
            if found is not None:
                found.gender = found.gender or sex
                return found
            return Figure(kind="person", name=None, gender=sex, source_class="named")
        if phrase.first in self.words.get("words.it", ()):
            found = self._look_back(phrase.start, lambda f: f.kind in ("body", "text") and not f.plural)
            return found or Figure(kind="body", name=None, source_class="institution")
        found = self._look_back(phrase.start, lambda f: f.plural or f.kind == "body")
        return found or Figure(kind="people", name=None, plural=True, source_class="anonymous")

    def _look_back(
        self, start: int, fits: Callable[[Figure], bool], *, sentences: int = MEMORY
    ) -> Figure | None:
        """The figure that last led a sentence, or else the one that last came on; nearest sentence first."""
        now = bisect_right(self.sentences, start) - 1
        for sentence in range(now, max(-1, now - sentences), -1):
            here = [
                e
                for e in self.entrances
                if e.sentence == sentence
                and e.start < start
                and not self.said[0] <= e.start < self.said[1]
                and fits(e.figure)
            ]
            leading = [e for e in here if e.leads]
            if leading or here:
                return (leading or here)[-1].figure
        return None

    def _body(self, phrase: Phrase) -> Figure:
        if phrase.name is None and phrase.definite and phrase.party is None:
            named = self._several_named(phrase) if phrase.plural else None
            found = named or self._known_body(phrase)
            if found is not None:
                return found
        words = self.reading.text[phrase.start : phrase.end]
        key = (phrase.name or words).lower()
        if key not in self.bodies:
            self.bodies[key] = Figure(
                kind="body",
                name=None if phrase.several else phrase.name,
                words=words_of(words),
                titles=set(phrase.titles),
                party=phrase.party or self._owner_party(phrase),
                plural=phrase.plural,
                source_class="institution",
            )
        return self.bodies[key]

    def _owner_party(self, phrase: Phrase) -> str | None:
        """ "her office", "the premier's office": the party of whose office it is."""
        if phrase.first in OWNERS:
            owner = self._look_back(phrase.start, lambda f: f.party is not None and f.gender in (None, phrase.gender))
            return owner.party if owner is not None else None
        for name in self.reading.names_in(phrase.start, phrase.end):
            if name.actor.kind == "person":
                fits = [p for p in self.persons if words_of(name.words) <= p.words]
                return fits[0].party if len(fits) == 1 else None
        return None

    def _several_named(self, phrase: Phrase) -> Figure | None:
        """ "both leaders", "the two diplomats": two persons or more whom the text has called so."""
        kin = {phrase.lemma, *self.words.get(f"kin.{phrase.lemma}", ())}
        named = [p for p in self.persons if p.titles & kin]
        if len(named) < 2 or phrase.titles & {"many", "several"}:
            return None
        return Figure(kind="people", name=None, plural=True, source_class="named")

    def _known_body(self, phrase: Phrase) -> Figure | None:
        """ "the ministry", "the group": the body that came on last and whose words or kind fit."""
        needed = {phrase.head, phrase.lemma, *self.words.get(f"bodies.{phrase.lemma}", ())}
        armed = phrase.head in self.words.get("armed", ())
        for entrance in reversed(self.entrances):
            figure = entrance.figure
            if figure.kind == "body" and (needed & figure.words or (armed and self._is_armed(figure.name))):
                return figure
        return None

    def _is_armed(self, name: str | None) -> bool:
        actor = self.reading.actors.by_name.get(name or "")
        return actor is not None and actor.kind == "armed_group"

    def _people(self, phrase: Phrase) -> Figure:
        """ "the official", "the sources": those of that kind who came on last."""
        if phrase.definite and phrase.party is None:
            named = self._several_named(phrase) if phrase.plural else None
            if named is not None:
                return named
            for entrance in reversed(self.entrances):
                if entrance.figure.kind == "people" and phrase.lemma in entrance.figure.titles:
                    return entrance.figure
        return Figure(
            kind="people",
            name=None,
            titles={phrase.lemma},
            party=None if phrase.outsider else phrase.party,
            plural=phrase.plural,
            source_class="anonymous",
        )

    def _text(self, phrase: Phrase) -> Figure:
        """ "the statement": whoever issued it."""
        if phrase.party is not None or not phrase.definite:
            party = phrase.party or self._owner_party(phrase)
            return Figure(kind="text", name=None, titles={phrase.lemma}, party=party, source_class="institution")
        for entrance in reversed(self.entrances):
            if entrance.figure.kind == "text" and phrase.lemma in entrance.figure.titles:
                return entrance.figure
        issuer = self._look_back(phrase.start, lambda f: f.kind == "body" or f.plural)
        issuer = issuer or self._look_back(phrase.start, lambda f: f.source_class is not None)
        return Figure(
            kind="text",
            name=issuer.name if issuer is not None else None,
            titles={phrase.lemma},
            party=issuer.party if issuer is not None else None,
            source_class="institution",
        )
