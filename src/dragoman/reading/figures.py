"""The persons of one text and what it lets us know of them: titles, party, sex."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model.claim import Mention, SourceClass
from .introductions import Phrase, introduction, read_phrase
from .names import WORD, plain
from .parties import party_led
from .personal_names import is_body_name, words_of

if TYPE_CHECKING:
    from .reading import Reading


LATER = 4  # sentences within which a text names whom it has told of by their office


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody who can speak, as known so far; grows while the text is read from front to back.

    ``kind``: person, body, people or text; ``outsider``: an expert, say, who speaks for no side.
    """

    kind: str
    name: str | None
    words: frozenset[str] = frozenset()
    titles: set[str] = field(default_factory=set)
    party: str | None = None
    gender: str | None = None
    plural: bool = False
    source_class: SourceClass | None = None
    candidates: tuple[str, ...] = ()
    outsider: bool = False


def one_person(figure: Figure) -> bool:
    """Whether "he" can mean the figure: a person, or one of whom no name is told ("an official")."""
    return figure.kind == "person" or (figure.kind == "people" and not figure.plural)


def mention_of(reading: Reading, place: tuple[int, int], figure: Figure) -> Mention:
    """The figure as it stands at that place."""
    return Mention(
        span=reading.span(*place),
        name=figure.name,
        party=None if figure.outsider else figure.party,
        source_class=figure.source_class,
        candidates=figure.candidates,
    )


class Persons:
    """All persons of a text, findable by the words of their names."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words: Mapping[str, tuple[str, ...]] = reading.lexicon("speakers")
        self.offices = frozenset((*self.words.get("titles", ()), *reading.lexicon("actors").get("role_nouns", ())))
        self.bodily = {**reading.lexicon("actors"), **self.words}
        self.all: list[Figure] = []
        self.surnames: set[str] = set()
        self._by_word: dict[str, list[Figure]] = {}
        self._by_name: dict[str, Figure] = {}
        for person in reading.people.persons.values():
            figure = self.add(person.name, party=person.party if person.listed else None, gender=person.gender)
            figure.titles |= set(person.titles)
        self._introduce()

    def add(self, name: str, *, party: str | None = None, gender: str | None = None) -> Figure:
        """A person of that name, new to the text."""
        figure = Figure(
            kind="person", name=name, words=words_of(name), party=party, gender=gender, source_class="named"
        )
        self.all.append(figure)
        self._by_name.setdefault(name, figure)
        for word in figure.words:
            self._by_word.setdefault(word, []).append(figure)
        if found := WORD.findall(name):
            self.surnames.add(plain(found[-1]).lower())
        return figure

    def _introduce(self) -> None:
        """Learn titles and parties from every naming of a person, wherever it stands."""
        for name in self.reading.names:
            person = self.reading.people.at.get(name.start, "") if name.actor.kind == "person" else ""
            figure = self._by_name.get(person)
            if figure is None:
                continue
            if name.how == "local" and is_body_name(self.reading.doc, name, self.bodily):
                figure.kind, figure.source_class = "body", "institution"
                continue
            start, end = introduction(self.reading.doc, name, self.words)
            if (start, end) != (name.start, name.end):
                phrase = read_phrase(self.reading, start, end, self.surnames)
                if phrase is not None and phrase.kind == "person" and phrase.person == person:
                    self.learn(figure, phrase)

            led = party_led(self.reading, name)
            figure.party = led or figure.party

    def learn(self, figure: Figure, phrase: Phrase) -> None:
        """What the text says of a person outranks what is known from elsewhere."""
        figure.titles |= phrase.titles
        if phrase.first not in self.words.get("owners", ()):  # of "his deputy", he is a man
            figure.gender = figure.gender or phrase.gender
        figure.outsider = figure.outsider or phrase.outsider
        if phrase.titles.intersection(self.words.get("past", ())):
            return
        in_office = bool(phrase.titles & self.offices) and phrase.party in self.reading.actors.by_name
        wider = figure.party in self.words.get(f"same.{phrase.party}", ())  # "the European ambassador" of the Union
        if phrase.party is not None and not phrase.several and not wider and (figure.party is None or in_office):
            figure.party = phrase.party
        elif phrase.party is None and self.reading.article.day is None:
            figure.party = self._office_told(figure, phrase) or figure.party

    def _office_told(self, figure: Figure, phrase: Phrase) -> str | None:
        """In a text of unknown day: the party in which a listed person held the office that the text tells."""
        actor = self.reading.actors.by_name.get(figure.name or "")
        roles = actor.roles if actor is not None else ()
        told = {role.of for role in roles if role.title and set(role.title.lower().split()) <= phrase.titles}
        return told.pop() if len(told) == 1 else None

    def in_office(self, figure: Figure) -> bool:
        """Whether the text has given the person a title of office."""
        return bool(figure.titles & self.offices)

    def introduced_later(self, phrase: Phrase) -> Figure | None:
        """ "a White House spokesman" whom the text names behind: the one person of that title and that party."""
        kin = {phrase.head, phrase.lemma, *self.words.get(f"kin.{phrase.head}", ())}
        fits = [p for p in self.all if phrase.party is not None and p.party == phrase.party and kin & p.titles]
        if len(fits) != 1 or fits[0].name is None:
            return None
        starts = self.reading.people.persons[fits[0].name].starts if fits[0].name in self.reading.people.persons else ()
        near = [s.end_char for s in self.reading.sentences if s.end_char > phrase.start][:LATER]
        return fits[0] if starts and near and phrase.end <= starts[0] < near[-1] else None

    def called(self, phrase: Phrase) -> list[Figure]:
        """Persons whom the phrase's name can mean, the longer names before bare surnames."""
        known = self._by_name.get(phrase.person or "")
        fits = [] if phrase.listed and known is not None else self.named(phrase.name or "")
        fits = fits or ([known] if known is not None else [])
        longer = [p for p in fits if len(p.words) > 1]
        words = words_of(phrase.name or "")
        if len(words) == 1 and longer:
            return longer
        return [p for p in fits if p.words == words] or fits

    def named(self, name: str) -> list[Figure]:
        """Persons whose name holds all words of this one."""
        words = words_of(name)
        if not words:
            return []
        nearest = min((self._by_word.get(word, []) for word in words), key=len)
        return [p for p in nearest if words <= p.words]

    def narrow(self, phrase: Phrase, fits: Sequence[Figure]) -> list[Figure]:
        """Among persons of one name: those of the phrase's sex, party and title."""
        own = phrase.titles & self.offices
        tests: tuple[Callable[[Figure], bool], ...] = (
            lambda p: phrase.gender is None or p.gender in (None, phrase.gender),
            lambda p: phrase.party is None or p.party == phrase.party,
            lambda p: not own or bool(own & p.titles),
        )
        left = list(fits)
        for test in tests:
            left = [p for p in left if test(p)] or left
        return left

    def holders(self, phrase: Phrase, order: Iterable[Figure]) -> list[Figure]:
        """Persons with the phrase's title and party who share most of its words, in the given order."""
        kin = {phrase.head, phrase.lemma, *self.words.get(f"kin.{phrase.head}", ())}
        kin -= {*self.words.get(f"unlike.{phrase.head}", ())}
        past = set(self.words.get("past", ()))
        fits = [p for p in order if kin & p.titles]
        if phrase.party is not None:
            same = {phrase.party, *self.words.get(f"same.{phrase.party}", ())}
            fits = [p for p in fits if p.party in same] or [p for p in fits if p.party is None]
        if phrase.gender is not None:
            fits = [p for p in fits if p.gender in (None, phrase.gender)]
        if phrase.titles & past:
            fits = [p for p in fits if p.titles & past]
        fields = set(self.words.get("fields", ()))
        if own := phrase.titles & fields:
            fits = [p for p in fits if own & p.titles or not fields & p.titles]
        shared = [len(phrase.titles & person.titles) for person in fits]
        return [p for p, n in zip(fits, shared, strict=True) if n == max(shared)]
