"""What kind of holder a noun is: somebody at all, an envoy by title, several who speak with one voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..reading.personal_names import is_title
from .position_clauses import agent_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.names import Name
    from ..reading.reading import Reading

Words = Mapping[str, Sequence[str]]
SOMEBODY = ("joint", "bodies", "state_bodies", "gatherings", "people", "doings")
TELLING = ("of", "from", "to")  # behind a noun: say which ones they are
PLURAL = ("NNS", "NNPS")
WHO = ("anonymous_nouns", "role_nouns", "institution_nouns", "spokes_nouns", "mediator_nouns")


def can_want(token: Token, names: Sequence[Name], words: Words, actors: Words) -> bool:
    """Whether a noun is somebody: a name, a person, a body; "the Israeli solution" wants nothing."""
    if token.pos_ in ("PROPN", "ADJ") or token.ent_type_ or any(n.start <= token.idx < n.end for n in names):
        return True
    word, lemma = token.lower_, token.lemma_.lower()
    if any(w in words.get(f"holders.{name}", ()) for name in SOMEBODY for w in (word, lemma)):
        return True
    return any(word in actors.get(key, ()) or lemma in actors.get(key, ()) for key in WHO)


def is_office(reading: Reading, name: Name, words: Words) -> bool:
    """Whether a local name is no party: somebody's ministry or committee, or part of a title.

    "Halvoria's *Election Committee*", "the *Special Representative*", "*Defence* Minister".
    """
    parts = [word.lower() for word in name.words.split()]
    owned = reading.text[: name.start].rstrip().endswith(("'s", "’s"))
    if parts[-1] in words.get("holders.offices", ()):
        return True
    if owned and any(part in words.get("holders.committees", ()) for part in parts):
        return True
    span = reading.doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return False
    last = span[-1]
    beside = last.nbor() if last.i + 1 < len(last.doc) else last
    return any(is_title(t, reading.lexicon("speakers")) for t in (last, beside))


def is_envoy(token: Token, words: Words) -> bool:
    """Whether a word ends a title in capitals that an organisation gives: "the Special Envoy"."""
    title = token.doc[max(0, token.i - 2) : token.i + 1].text.lower()
    return token.text[0].isupper() and title.endswith(tuple(words.get("holders.envoys", ("\0",))))


def is_joint(speaker: Token, words: Words) -> bool:
    """Whether several speak with one voice: "a joint statement"; "in a joint statement, the ministers"."""
    several = speaker.lower_ in words.get("holders.joint", ()) and speaker.tag_ == "NNS"
    return any(t.lower_ == "joint" for t in (speaker.sent if several else speaker.children))


def are_sides(noun: Token, words: Words) -> bool:
    """Whether a noun is several parties named elsewhere: "the three ministers", "both sides", "the two"."""
    if noun.tag_ not in (*PLURAL, "CD", "DT"):
        return False
    before = {c.lower_ for c in noun.children}
    if any(word in words.get("holders.apart", ()) for word in before) or any(c.dep_ == "poss" for c in noun.children):
        return False
    if any(c.dep_ == "relcl" or (c.dep_ == "prep" and c.lower_ in TELLING and not _is_rank(c)) for c in noun.rights):
        return False
    counted = not before.isdisjoint(words.get("holders.counting", ()))
    known = counted or not before.isdisjoint(("the", "these", "all"))
    if noun.lower_ in words.get("holders.joint", ()):
        return known or noun.lower_ not in words.get("holders.anybody", ())
    return counted and noun.lower_ in words.get("holders.sorts", ())


def _is_rank(of: Token) -> bool:
    """ "heads *of state*": what they are, not whose."""
    return any(c.dep_ == "pobj" and c.lower_ in ("state", "government", "delegation") for c in of.children)


def is_pair(noun: Token, words: Words) -> bool:
    """Whether a noun is parties at odds or counted, so that it is no body's people: "the parties", "both ministers"."""
    counted = any(c.lower_ in words.get("holders.counting", ()) for c in noun.children)
    return counted or noun.lower_ in (*words.get("holders.at_odds", ()), "two", "both")


def sides_of(noun: Token, words: Words) -> Token | None:
    """The sides whose people these are: "the leaders of *the two countries*"."""
    whose = (p for c in noun.rights if c.dep_ == "prep" and c.lower_ in TELLING for p in c.children)
    return next((p for p in whose if p.dep_ == "pobj" and are_sides(p, words)), None)


def may_list(noun: Token, words: Words) -> bool:
    """Whether a noun can open a list of parties: "key factions, including Halvoria and Tessavia"."""
    return noun.tag_ in PLURAL and any(noun.lower_ in words.get(f"holders.{key}", ()) for key in ("joint", "sorts"))


def maker(noun: Token, words: Words) -> Token | None:
    """Who made a plan or text: "the proposal drafted by *Halvoria*"."""
    verbs = words.get("holders.making", ())
    made = (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in verbs)
    return next(filter(None, map(agent_of, made)), None)
