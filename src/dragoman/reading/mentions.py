"""Who a noun phrase is: name, party, class of source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..model.actor import Actor
from ..model.claim import Mention, SourceClass
from .names import WORD, Name, plain
from .parties import is_common

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

    from .reading import Reading

SHORTEST_SURNAME = 3  # letters in capitals up to which a word may be an acronym


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of one text: fullest name, title words in lower case, party, places where named (starts)."""

    name: str
    titles: tuple[str, ...] = ()
    party: str | None = None
    gender: str | None = None
    starts: tuple[int, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All persons of one text; ``at`` maps the start of a naming to the person's full name."""

    persons: Mapping[str, Person]
    at: Mapping[int, str]
    doubtful: Mapping[int, tuple[str, ...]]

    def with_title(self, word: str, party: str | None = None) -> tuple[Person, ...]:
        """Persons introduced with that title (of that party, if one is given)."""
        return tuple(
            p
            for p in self.persons.values()
            if word in p.titles and (party is None or p.party is None or p.party == party)
        )


def gather_people(reading: Reading) -> People:
    """Link the namings of persons: a surname to the one full name that ends in it, else left with candidates."""
    names = [name for name in reading.names if name.actor.kind == "person"]
    whole = {name.actor.name: name.actor for name in names if len(WORD.findall(name.words)) > 1}
    single = {name.actor.name: name.actor for name in names if name.how != "local" and not name.others}
    at: dict[int, str] = {}
    doubtful: dict[int, tuple[str, ...]] = {}
    for name in names:
        fits = _fits_local(name, single | whole) if name.how == "local" else _fits_listed(name, whole, reading)
        if len(fits) > 1:
            doubtful[name.start] = fits
        else:
            at[name.start] = fits[0] if fits else name.actor.name
    persons = {
        person: _introduce(reading, person, [n for n in names if at.get(n.start) == person])
        for person in dict.fromkeys(at.values())
    }
    return People(persons=persons, at=at, doubtful=doubtful)


def _fits_local(name: Name, known: Mapping[str, Actor]) -> tuple[str, ...]:
    """Longer names of the text that hold all words of this one; its own name where there are none."""
    words = {plain(_lowered(w)) for w in WORD.findall(name.words)}
    longer = [f for f, a in known.items() if words <= _words(a) and f != name.actor.name]
    if name.actor.name in known and len(words) > 1:
        listed = [f for f in longer if known[f].pack]
        return tuple(listed[:1]) or (name.actor.name,)
    return tuple(longer)


def _lowered(word: str) -> str:
    """A surname in capitals as other texts spell it: "VARGA" -> "Varga"."""
    return word.title() if word.isupper() and len(word) > SHORTEST_SURNAME else word


def _fits_listed(name: Name, whole: Mapping[str, Actor], reading: Reading) -> tuple[str, ...]:
    """Whom an alias means here: who is named in full in this text, else who holds an office that day, else all.

    A surname that the text introduces with another, unlisted, full name means that person.
    """
    options = (name.actor, *name.others)
    told = [actor for actor in options if actor.name in whole]
    if told:
        return tuple(actor.name for actor in told)
    words = {plain(w) for w in WORD.findall(name.words)}
    if len(words) == 1:
        namesakes = tuple(f for f, a in whole.items() if f not in reading.actors.by_name and words <= _words(a))
        if namesakes:
            return namesakes
    current = [actor for actor in options if actor.role_on(reading.article.day)]
    return tuple(actor.name for actor in (current if len(current) == 1 else options))


def _words(actor: Actor) -> set[str]:
    return {plain(w) for alias in (actor.name, *actor.aliases) for w in WORD.findall(alias)}


def _introduce(reading: Reading, person: str, names: Sequence[Name]) -> Person:
    """Title, party and gender of a person from the pack and from how the text introduces them."""
    actor = reading.actors.by_name.get(person) or names[0].actor
    role = actor.role_on(reading.article.day)
    titles = dict.fromkeys(w.lower() for w in WORD.findall(role.title)) if role else {}
    party = actor.party_on(reading.article.day)
    for name in names:
        phrase = _title_phrase(reading, name)
        if phrase is not None:
            inside = {w.lower() for w in _words(actor)} | {plain(w).lower() for w in WORD.findall(person)}
            words = (t.lower_ for t in phrase if t.pos_ in ("NOUN", "PROPN", "ADJ"))
            titles.update(dict.fromkeys(w for w in words if plain(w) not in inside))
            party = party or _party_in(reading, phrase.start_char, phrase.end_char, skip=name)
    return Person(
        name=person,
        titles=tuple(titles),
        party=party,
        gender=actor.gender,
        starts=tuple(n.start for n in names),
        listed=person in reading.actors.by_name,
    )


def _title_phrase(reading: Reading, name: Name) -> SpacySpan | None:
    """Words of the noun phrase before the name and of an apposition after it: the parse's subtree, kept short."""
    span = reading.doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    nodes = [root]
    if root.dep_ == "appos":
        nodes.append(root.head)
    left = min([t.left_edge.i for t in nodes] + [span.start])
    right = span.end
    opening = reading.lexicon("statements").get("opening", ())
    opened = span.start > 0 and reading.doc[span.start - 1].lower_ in opening  # "Echoing Varga, the envoy" is another
    for child in root.children:
        if child.dep_ == "appos" and child.i > root.i and not opened:
            right = max(right, child.right_edge.i + 1)
    left = max(left, root.sent.start, span.start - 12)
    right = min(right, root.sent.end, span.end + 16)
    return reading.doc[left:right]


def describe(reading: Reading, start: int, end: int) -> Mention:
    """The noun phrase at that place as a mention.

    A person named in the phrase's head (or in its apposition) makes it ``named``; a head such as "officials" or
    "source" makes it ``anonymous``, "spokesman" ``role`` (unless the text or a pack says who that is), a state,
    organ or organisation ``institution``. What fits none keeps ``source_class`` None.
    """
    span = reading.span(start, end)
    tokens = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return Mention(span=span)
    turn = reading.turn_at(span.start) if span.words in ("I", "me") else None
    if turn is not None:
        return replace(describe(reading, *turn.label), span=span)  # who speaks in a transcript
    names = reading.names_in(span.start, span.end)
    head = _head(tokens)
    person = _person_of(tokens, names, head)
    if person is not None:
        return _named(reading, span.start, span.end, person)
    return _unnamed(reading, tokens, names, head)


def _head(tokens: SpacySpan) -> Token:
    root: Token = tokens.root
    if root.pos_ in ("ADP", "PUNCT", "CCONJ") or root.tag_ == "IN":
        nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")]
        return nouns[0] if nouns else root
    return root


def _person_of(tokens: SpacySpan, names: Iterable[Name], head: Token) -> Name | None:
    persons = [n for n in names if n.actor.kind == "person"]
    for name in persons:
        if name.start <= head.idx < name.end:
            return name
    for name in persons:
        token = next((t for t in tokens if name.start <= t.idx < name.end), None)
        while token is not None and token.i != head.i and token.dep_ in ("appos", "compound", "flat", "nmod"):
            if token.head.i == token.i:
                break
            token = token.head
        if token is not None and token.i == head.i:
            return name
    return None


def _named(reading: Reading, start: int, end: int, name: Name) -> Mention:
    people = reading.people
    person = people.persons.get(people.at.get(name.start, ""))
    if person is None:
        candidates = people.doubtful.get(name.start, ())
        return Mention(span=reading.span(start, end), source_class="named", candidates=candidates)
    party = person.party or _party_in(reading, start, end, skip=name)
    return Mention(span=reading.span(start, end), name=person.name, party=party, source_class="named")


def _unnamed(reading: Reading, tokens: SpacySpan, names: Sequence[Name], head: Token) -> Mention:
    lexicon = reading.lexicon("actors")
    span = reading.span(tokens.start_char, tokens.end_char)
    word, lemma = head.lower_, head.lemma_.lower()
    at_head = next((n for n in names if n.start <= head.idx < n.end), None)
    party = _party_in(reading, span.start, span.end)
    source: SourceClass | None = None
    name: str | None = None
    if at_head is not None and at_head.actor.kind != "person" and at_head.how != "adjective":
        source, name = "institution", at_head.actor.name
        party = at_head.actor.party_on(reading.article.day)
    elif _in(lexicon, "outsider_nouns", word, lemma):
        source, party = "anonymous", None
    elif _in(lexicon, "role_nouns", word, lemma) and head.tag_ not in ("NNS", "NNPS"):
        source, name = _role_holder(reading, tokens, head, party)
    elif _in(lexicon, "anonymous_nouns", word, lemma) or _in(lexicon, "role_nouns", word, lemma):
        source = "anonymous"
    elif _in(lexicon, "institution_nouns", word, lemma):
        source = "institution"
    return Mention(span=span, name=name, party=party, source_class=source)


def _role_holder(
    reading: Reading, tokens: SpacySpan, head: Token, party: str | None
) -> tuple[SourceClass | None, str | None]:
    """Who "the Kremlin spokesman" is: the one person of the text with that title, else the pack's holder that day."""
    definite = tokens[0].lower_ in ("the", "its", "his", "her", "their") or party is not None
    word = head.lower_
    if not definite or tokens[0].lower_ in ("a", "an", "one", "another"):
        return "role", None
    persons = [p for p in reading.people.with_title(word, party) if min(p.starts) < tokens.end_char or p.listed]
    modifiers = {t.lower_ for t in tokens if t.dep_ in ("compound", "amod") and t.i != head.i and t.ent_type_ == ""}
    persons = [p for p in persons if holds(p, modifiers, reading.lexicon("speakers"))]
    close = [p for p in persons if modifiers <= set(p.titles)] or persons
    if len(close) == 1:
        return "named", close[0].name
    if party is not None and tokens[0].lower_ == "the":
        holders = _holders(reading, {word, *modifiers}, party)
        if len(holders) == 1:
            return "role", holders[0]
    return "role", None


def holds(person: Person, words: Collection[str], speakers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether words of an office fit the person: a prime minister is no foreign minister, nor a former one."""
    fields, past = set(speakers.get("fields", ())), set(speakers.get("past", ()))
    own = fields.intersection(words)
    titles = set(person.titles)
    return past.intersection(words) <= titles and (not own or bool(own & titles) or not fields & titles)


def _holders(reading: Reading, words: set[str], party: str) -> list[str]:
    day = reading.article.day
    if day is None:
        return []
    return [
        actor.name
        for actor in reading.actors.actors
        if actor.kind == "person"
        for role in actor.roles
        if role.of == party and role.start and role.held_on(day) and words <= set(role.title.lower().split())
    ]


def _party_in(reading: Reading, start: int, end: int, *, skip: Name | None = None) -> str | None:
    """The party that a phrase names: the last state, organ or group before its head, else any."""
    for name in reading.names_in(start, end):
        if (skip is not None and name.start == skip.start) or is_common(name, reading):
            continue
        if name.actor.kind in ("state", "bloc", "armed_group", "organisation", "organ"):
            return name.actor.party_on(reading.article.day)
    return None


def _in(lexicon: Mapping[str, tuple[str, ...]], key: str, *words: str) -> bool:
    return any(word in lexicon.get(key, ()) for word in words)
