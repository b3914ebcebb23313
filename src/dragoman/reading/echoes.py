"""Whom a bare noun comes back to where the text named it otherwise: in an object, by an office, by a listed name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .figures import Figure
from .introductions import Phrase, lemma_of, read_phrase
from .parties import PARTIES
from .personal_names import Lexicon, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .names import Name
    from .reading import Reading

NEAR = 2  # sentences, its own among them, whose persons "both officials" can be
REACH = 6  # tokens behind a noun that can say whose it is: "officials of the Halvorian League"
ENDS = frozenset(("PUNCT", "VERB", "AUX", "SCONJ"))


def earlier_party(reading: Reading, lemma: str, before: int, *, plural: bool) -> str | None:
    """The party of the last such noun: "met Halvorian officials. The officials said".

    A new one of whom no side is told ("an official") ends the search.
    """
    for token in reversed(_before(reading, before)):
        if token.pos_ not in ("NOUN", "PROPN") or lemma_of(token) != lemma:
            continue
        if (token.tag_ in ("NNS", "NNPS")) != plural:
            continue
        other = read_phrase(reading, *_extent(token))
        if other is None or other.lemma != lemma:
            continue
        if other.party is not None or other.indefinite:
            return other.party
    return None


def introduced(reading: Reading, phrase: Phrase) -> bool:
    """Whether the text has spoken of such people before, and said more of them: "the ministers of the League"."""
    for token in _before(reading, phrase.start):
        if token.lower_ == phrase.head and token.tag_ in ("NNS", "NNPS"):
            told = [t for t in token.lefts if t.pos_ in ("ADJ", "NOUN", "PROPN")]
            if told or any(child.lower_ == "of" for child in token.rights):
                return True
    return False


def several_persons(reading: Reading, phrase: Phrase, persons: Iterable[Figure]) -> bool:
    """ "both leaders" (not "both Norran and Selk leaders"): whether the text has called two persons or more so."""
    words = reading.lexicon("speakers")
    kin = {phrase.lemma, *words.get(f"kin.{phrase.lemma}", ())}
    counted = phrase.first == "both" or any(word in phrase.titles for word in words.get("numbers", ()))
    of_sides = phrase.party is None and reading.names_in(phrase.start, phrase.end)
    if of_sides or (not counted and introduced(reading, phrase)):
        return False
    if counted and f"kin.{phrase.lemma}" in words:
        near = [s for s in reading.sentences if s.start_char <= phrase.start][-NEAR:]
        if len(persons_named(reading, near[0].start_char, phrase.start)) > 1:
            return True
    fits = [person for person in persons if phrase.party in (None, person.party)]
    return sum(1 for person in fits if person.titles & kin) > 1


def persons_named(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """The persons whom the text names there, each once, in the order of their first naming."""
    names = (n for n in reading.names_in(start, end) if n.actor.kind == "person")
    return tuple(dict.fromkeys(reading.people.at.get(n.start, n.words) for n in names))


def named_body(reading: Reading, phrase: Phrase) -> Name | None:
    """ "the mission", "the regional bloc": the listed body whose name holds the noun or that is of that kind.

    The one named last before it; if none was, the only one of the text.
    """
    kinds = reading.lexicon("speakers").get(f"kinds.{phrase.head}", ())
    lead, _, behind = reading.text[phrase.start : phrase.end].lower().partition(phrase.head)
    told = set(lead.split()[1:]) - set(reading.lexicon("speakers").get("wider", ()))
    if told or behind.startswith(" of "):  # "the working group", "the group of states"
        kinds = ()
    armed = phrase.head in reading.lexicon("speakers").get("armed", ()) and "regional" not in phrase.titles
    if armed and any(n.actor.kind == "armed_group" for n in reading.names):
        kinds = ()
    fits = [n for n in reading.names if n.how in ("name", "metonym") and _is_such(n, phrase, kinds)]
    before = [n for n in fits if n.end <= phrase.start]
    if before:
        return before[-1]
    return fits[0] if len({n.actor.name for n in fits}) == 1 else None


def office_party(phrase: Phrase, persons: Iterable[Figure], words: Lexicon) -> str | None:
    """ "the foreign ministry": the party of the only foreign minister the text tells."""
    field = phrase.titles - {*words.get("organs", ()), *words.get("issued", ())}
    field |= phrase.titles.intersection(words.get("fields", ()))
    means = [{word, *words.get(f"kin.{word}", ())} for word in field]
    parties = {p.party for p in persons if p.party and all(meant & p.titles for meant in means)} if field else set()
    return parties.pop() if len(parties) == 1 else None


def author(reading: Reading, phrase: Phrase, surnames: Iterable[str]) -> Phrase | None:
    """The person whom a text is by: "a statement by *Elin Varga*", "*Varga*'s letter"; None if it is a body's."""
    for maker in makers(reading, phrase):
        last = reading.doc[maker.right_edge.i]
        own = last.i - 1 if last.tag_ == "POS" else last.i
        whole = reading.doc[maker.left_edge.i : own + 1]
        if not phrase.start <= whole.start_char < phrase.end:
            continue
        told = read_phrase(reading, whole.start_char, min(whole.end_char, phrase.end), surnames)
        if told is not None and told.kind == "person":
            return told
    return None


def makers(reading: Reading, phrase: Phrase) -> list[Token]:
    """The nouns that say whose a text is: behind "by", "from", or before "'s"."""
    tokens = reading.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    head = next((t for t in tokens or () if t.lower_ == phrase.head), None)
    if head is None:
        return []
    found = [t for t in head.lefts if t.dep_ == "poss" and t.tag_ != "PRP$"]
    for child in head.subtree:
        if child.lower_ in ("by", "from") and child.head.i in {head.i, *(c.i for c in head.rights if c.tag_ == "VBN")}:
            found.extend(t for t in child.rights if t.dep_ == "pobj")
    return found


def _is_such(name: Name, phrase: Phrase, kinds: Iterable[str]) -> bool:
    actor = name.actor
    if actor.kind not in PARTIES or actor.kind == "state":
        return False
    if actor.kind in kinds:
        return True
    return any(phrase.head in words_of(alias) for alias in (name.words, actor.name, *actor.aliases))


def _before(reading: Reading, place: int) -> tuple[Token, ...]:
    span = reading.doc.char_span(0, place, alignment_mode="contract") if place else None
    return tuple(span) if span is not None else ()


def _extent(token: Token) -> tuple[int, int]:
    """The noun with what stands before it and a short phrase behind it, as characters."""
    doc, last = token.doc, token
    for i in range(token.i + 1, min(token.right_edge.i, token.i + REACH) + 1):
        if doc[i].pos_ in ENDS:
            break
        last = doc[i]
    return doc[token.left_edge.i].idx, last.idx + len(last)
