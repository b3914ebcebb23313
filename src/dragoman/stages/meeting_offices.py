"""How far the phrase of an office reaches: "ambassadors and envoys of A, B and C", "Prime Minister and Minister"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .meeting_phrases import Phrases

WHOSE = ("of", "from", "for", "to")
WITHIN = ("of", "the", "for", "-", "(")
BEFORE_OFFICE = 3
LONGEST = 60


def many(token: Token) -> bool:
    """Whether the word stands for several."""
    return token.tag_ in ("NNS", "NNPS")


def is_office(token: Token, phrases: Phrases) -> bool:
    """Whether the word is an office or a group of people, and no part of a name."""
    word = token.lower_
    return token.i not in phrases.names and phrases.words.has("actor_nouns", word, word.removesuffix("s"))


def last_office(token: Token, phrases: Phrases) -> Token:
    """The word itself, or the last of the offices that share what follows: "ambassadors and envoys of A"."""
    doc, last = token.doc, token
    while last.i + 2 < len(doc) and doc[last.i + 1].lower_ == "and" and is_office(last, phrases):
        following = _next_office(doc[last.i + 2], phrases)
        if following is None or many(following) != many(token) or not _shares(following, phrases):
            break
        last = following
    return last


def _next_office(first: Token, phrases: Phrases) -> Token | None:
    """The office that follows, with no article before it: "senior officials", "foreign minister"."""
    for token in first.doc[first.i : first.i + BEFORE_OFFICE]:
        if is_office(token, phrases) and token.pos_ in ("NOUN", "PROPN"):
            return token
        if token.pos_ not in ("ADJ", "PROPN", "NOUN") or token.i in phrases.names or token.idx in phrases.persons:
            return None
    return None


def _shares(token: Token, phrases: Phrases) -> bool:
    """Whether what follows says whose offices both are: of several the countries, of one the person."""
    doc = token.doc
    if token.i + 2 >= len(doc):
        return False
    if many(token):
        return doc[token.i + 1].lower_ in WHOSE
    end = phrases.edge(token.nbor(1)) if doc[token.i + 1].lower_ in WHOSE else token.i + 1
    after = end + 1 if end < len(doc) and doc[end].text == "," else end
    person = after < len(doc) and doc[after].idx in phrases.persons
    return person and phrases.persons[doc[after].idx].start == doc[after].idx


def adjectives(token: Token, phrases: Phrases) -> list[Token]:
    """ "Egyptian" and "Qatari" of "Egyptian, Qatari and UN officials", where the parser joins them to the noun."""
    if token.dep_ != "conj" or not many(token) or not is_office(token, phrases):
        return []
    found: list[Token] = []
    while not found or found[-1].dep_ == "conj":
        above = found[-1].head if found else token.head
        name = phrases.names.get(above.i)
        if name is None or name.actor.kind == "person" or not (name.how == "adjective" or _letters(above)):
            return []
        found.append(above)
    return [*found, *(c for word in found for c in word.rights if c.dep_ == "conj" and c.i < token.i)]


def _letters(token: Token) -> bool:
    """ "U.S." and "UN", with nothing before them."""
    return token.text.isupper() and not any(True for _ in token.lefts)


def list_end(preposition: int, phrases: Phrases) -> tuple[int, bool]:
    """Where "of the North, West and Centre", "from A, B, and the C (D)" ends, and whether "and" closes a list."""
    doc = phrases.reading.doc
    items: list[tuple[int, str]] = []  # where each ends, and what joins it to the one before
    joint = ""
    for token in doc[preposition + 1 : preposition + LONGEST]:
        if token.is_sent_start or token.idx in phrases.persons:
            break
        if token.text == "," or token.lower_ == "and":
            joint = "and" if token.lower_ == "and" else joint or ","
        elif token.tag_ == "POS" or _next_office(token, phrases) is not None:
            items = items if joint else items[:-1]  # "of A and B leaders": the last says who the next ones are
            break
        elif token.text[0].isupper():
            before = joint if joint or not items else items.pop()[1]
            items, joint = [*items, (token.i + 1, before)], ""
        elif token.text == ")" and items:
            items[-1] = (token.i + 1, items[-1][1])
        elif token.lower_ not in WITHIN:
            break
    closed = next((end for end, before in items if before == "and"), None)
    return closed or (items[0][0] if items else preposition + 1), closed is not None
