"""Figures that a phrase brings into a text by itself, whoever else the text has told of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..model.claim import SourceClass
from .figures import Figure
from .introductions import Phrase

if TYPE_CHECKING:
    from .reading import Reading

Lexicon = Mapping[str, tuple[str, ...]]
NEAR = 2  # sentences, its own among them, in which a body can have been named whose members are meant


def unknown_figure(phrase: Phrase, words: Lexicon) -> Figure:
    """Somebody of whom no word list knows what they are."""
    if phrase.several and any(phrase.head in words.get(f"words.{sex}", ()) for sex in ("he", "she", "i")):
        return Figure(kind="people", name=None, plural=True, source_class="named")  # "he and the envoy"
    gathering = phrase.lemma in words.get("gatherings", ())
    someone = phrase.head.endswith(words.get("person_endings", ()))
    unnamed = phrase.plural or someone or phrase.indefinite or phrase.first in words.get("owners", ())
    source: SourceClass = "anonymous" if unnamed and not gathering else "institution"
    kind = "people" if phrase.plural else "body"
    return Figure(kind=kind, name=None, party=phrase.party, plural=phrase.plural, source_class=source)


def numbering_party(phrase: Phrase, words: Lexicon) -> str | None:
    """Whose text a number tells: "resolution 2672"."""
    if not any(word.isdigit() for word in phrase.titles):
        return None
    numbered = (key for key, texts in words.items() if key.startswith("numbered.") and phrase.lemma in texts)
    return next((key.partition(".")[2] for key in numbered), None)


def with_own(reading: Reading, phrase: Phrase) -> bool:
    """Whether a person is joined only with those who belong to them: "Kolo and *his team*"."""
    tokens = reading.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    owners, actors = reading.lexicon("speakers").get("owners", ()), reading.lexicon("actors")
    served = {*actors.get("institution_nouns", ()), *actors.get("anonymous_nouns", ())} - {"counterparts"}
    joined = [t for t in tokens or () if t.dep_ == "conj" and t.lower_ != phrase.head]
    return bool(joined) and all(t.lower_ in served and any(c.lower_ in owners for c in t.lefts) for t in joined)


def members_of_body(reading: Reading, phrase: Phrase) -> bool:
    """Whether "members" are those of a council: "Council members", or bare where the text names one nearby."""
    words = reading.lexicon("speakers")
    lead = reading.text[phrase.start : phrase.end].lower().split()[:-1]
    if phrase.head not in words.get("membership", ()) or phrase.indefinite:
        return False
    if lead:
        return lead[-1] in words.get("seats", ())
    before = [s for s in reading.sentences if s.start_char <= phrase.start][-NEAR:]
    return any(t.lower_ in words.get("seats", ()) for s in before for t in s if t.idx < phrase.start)


def is_office(reading: Reading, phrase: Phrase, party: str | None) -> bool:
    """Whether one person holds what is told: "the Halvorian envoy", "the army chief", "the army spokesman".

    Of a party that nobody tells "the diplomat" says no more than "an official", and so does a bare "the spokesman".
    """
    if phrase.indefinite or phrase.outsider or party is not None:
        return not (phrase.indefinite or phrase.outsider)
    words, actors = reading.lexicon("speakers"), reading.lexicon("actors")
    if phrase.head in actors.get("spokes_nouns", ()):
        single = not phrase.titles.isdisjoint((*actors.get("institution_nouns", ()), *words.get("organs", ())))
    else:
        single = phrase.head not in words.get("shared", ()) or not phrase.titles.isdisjoint(words.get("foremost", ()))
    return phrase.definite and (single or as_title(reading, phrase))


def as_title(reading: Reading, phrase: Phrase) -> bool:
    """Whether the words behind the first are written large, but for small ones: "the Chair of the Committee"."""
    small = reading.lexicon("speakers").get("small", ())
    words = reading.text[phrase.start : phrase.end].split()[1:]
    return all(word[0].isupper() or word in small for word in words)
