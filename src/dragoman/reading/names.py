"""Which stretches of a text name an actor: listed ones by their aliases, others as local actors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from ..model.actor import Actor, ActorKind
from ..model.article import Block
from .datelines import find_datelines

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

How = Literal["name", "metonym", "adjective", "people", "local", "organ"]
WORD = re.compile(r"\w+", re.UNICODE)
ARTICLE = re.compile(r"\b(?:al|Al|el|El)(?=[\s\-‑])")  # the article of Arabic names, spelled as one likes
MIN_GIVEN = 3
GAP = re.compile(r"[\s.'’\-–/+]{0,3}", re.UNICODE)
ORDER: Mapping[How, int] = {"name": 0, "metonym": 1, "people": 2, "adjective": 3, "organ": 4, "local": 5}
BODIES = frozenset(("organisation", "armed_group", "bloc", "organ", "person", "state"))  # for which letters are taken
LOCAL_KINDS: Mapping[str, ActorKind] = {"PERSON": "person", "ORG": "organisation", "GPE": "state", "NORP": "bloc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One naming of an actor; ``others``: further actors that the same words could mean."""

    start: int
    end: int
    words: str
    actor: Actor
    how: How
    others: tuple[Actor, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether no pack lists it and it is a place or a lone word, which may be no actor at all."""
        alone = " " not in self.words and not self.words.isupper()
        return self.how == "local" and (self.actor.kind == "state" or alone)


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    how: How
    actors: tuple[Actor, ...]


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """The word without marks, its case kept: ``Erdoğan`` -> ``Erdogan``."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


class ActorIndex:
    """Aliases of listed actors, findable word by word."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors: tuple[Actor, ...] = tuple(actors)
        self.by_name: Mapping[str, Actor] = {actor.name: actor for actor in self.actors}
        table: dict[tuple[str, ...], dict[How, list[Actor]]] = {}
        for actor in self.actors:
            for how, alias in _aliases(actor):
                words = tuple(plain(word) for word in WORD.findall(alias))
                if words and actor not in (same := table.setdefault(words, {}).setdefault(how, [])):
                    same.append(actor)
        self.given = frozenset(_given_names(self.actors))
        self._first: dict[str, list[_Entry]] = {}
        for words, ways in table.items():
            how = min(ways, key=ORDER.__getitem__)
            self._first.setdefault(words[0], []).append(_Entry(words, how, tuple(ways[how])))
        for entries in self._first.values():
            entries.sort(key=lambda entry: -len(entry.words))

    def find(self, text: str) -> Iterator[tuple[int, int, How, tuple[Actor, ...]]]:
        """Longest aliases from left to right: start, end, how, the actors they could mean."""
        words = [(m.start(), m.end(), plain(m.group())) for m in WORD.finditer(text)]
        i = 0
        while i < len(words):
            entry = self._match(text, words, i)
            if entry is None:
                i += 1
                continue
            n = len(entry.words)
            end = words[i + n - 1][1]
            if len(entry.words[-1]) == 1 and n > 1 and text[end : end + 1] == ".":
                end += 1
            yield words[i][0], end, entry.how, entry.actors
            i += n

    def _match(self, text: str, words: Sequence[tuple[int, int, str]], i: int) -> _Entry | None:
        for entry in self._first.get(words[i][2], ()):
            n = len(entry.words)
            if i + n > len(words) or any(words[i + k][2] != entry.words[k] for k in range(1, n)):
                continue
            gaps = [text[words[i + k][1] : words[i + k + 1][0]] for k in range(n - 1)]
            if all(GAP.fullmatch(gap) for gap in gaps) and not _mistaken(entry.words, gaps):
                return entry
        return None


def _mistaken(alias: Sequence[str], gaps: Sequence[str]) -> bool:
    """Whether letters are those of no acronym: "*A U*.S. envoy" is not of the A.U."""
    letters = all(len(word) == 1 for word in alias) and len(alias) > 1
    return letters and " " in "".join(gaps) and "." not in "".join(gaps)


def _given_names(actors: Iterable[Actor]) -> Iterator[str]:
    """First words of the full names of listed persons: what a full name can begin with."""
    for actor in actors:
        words = WORD.findall(actor.name)
        if actor.kind == "person" and len(words) > 1 and len(words[0]) > MIN_GIVEN:
            yield plain(words[0])


def _aliases(actor: Actor) -> Iterator[tuple[How, str]]:
    yield "name", actor.name
    for alias in actor.aliases:
        yield "name", alias
    if actor.kind == "person":
        for spelled in (actor.name, *actor.aliases):
            if ARTICLE.search(spelled):
                yield from (("name", ARTICLE.sub(article, spelled)) for article in ("al", "Al", "el", "El"))
    for metonym in actor.metonyms:
        yield "metonym", metonym
    for adjective in actor.adjectives:
        yield "adjective", adjective
    for people in actor.people:
        yield "people", people


def find_names(
    doc: Doc,
    index: ActorIndex,
    blocks: Sequence[Block],
    lexicon: Mapping[str, tuple[str, ...]],
    opening: Collection[str] = (),
) -> tuple[Name, ...]:
    """Listed actors by alias, then what the parser takes for persons, organisations and places; none overlap.

    ``opening``: participles that are no part of a name when they open a sentence: "Echoing Varga, the envoy said".
    """
    text = doc.text
    listed = [
        Name(start=a, end=b, words=text[a:b], actor=actors[0], how=how, others=actors[1:])
        for a, b, how, actors in index.find(text)
    ]
    words = {
        key: frozenset(lexicon.get(key, ()))
        for key in (
            "institution_nouns",
            "role_nouns",
            "ranks",
            "given_names",
            "armies",
            "departments",
            "partisan",
            "outlet_openers",
            "outlet_closers",
        )
    }
    words["given_names"] |= index.given
    words["opening"] = frozenset(opening)
    datelines = find_datelines(text, blocks)
    found = [name for name in listed if not _in_dateline(name, datelines)]
    for ent in doc.ents:
        local = _local_name(ent, text, words, index)
        if local is None or _in_heading(local, blocks) or _in_dateline(local, datelines):
            continue
        clash = [name for name in found if name.start < local.end and local.start < name.end]
        if all(_yields(name, local) for name in clash):
            found = [name for name in found if name not in clash]
            found.append(local)
    found = _with_surnames(text, _abbreviated(text, found))
    found.sort(key=lambda name: name.start)
    return tuple(found)


def _abbreviated(text: str, found: Sequence[Name]) -> list[Name]:
    """Letters mean in a text what it says they mean: "the Orrel River Alliance (*ORA*)"."""
    meant: dict[str, Name] = {}
    for full, short in pairwise(sorted(found, key=lambda name: name.start)):
        between, behind = text[full.end : short.start], text[short.end : short.end + 1]
        body = full.actor.kind in ("organisation", "armed_group", "bloc") and full.how in ("name", "local")
        if body and (between, behind) == (" (", ")") and short.words.isupper() and short.actor.kind in BODIES:
            meant.setdefault(short.words, full)
    told = ((name, meant.get(name.words)) for name in found)
    return [replace(n, actor=full.actor, how=full.how, others=()) if full is not None else n for n, full in told]


def _in_dateline(name: Name, datelines: Sequence[tuple[int, int]]) -> bool:
    """Whether it is the place where a report was written, which does nothing in it: "ORREL, Halvoria (CPS) -"."""
    if name.actor.kind not in ("state", "organisation", "person"):
        return False
    return any(start <= name.start and name.end <= end for start, end in datelines)


def _with_surnames(text: str, found: Sequence[Name]) -> list[Name]:
    """Once a text names Elin Varga, every lone Varga is a person, whatever the parser takes it for."""
    full = [WORD.findall(name.words) for name in found if name.actor.kind == "person"]
    surnames = {plain(words[-1]) for words in full if len(words) > 1 and len(words[-1]) > 2}
    taken = {name.start: name for name in found}
    ends = sorted((name.start, name.end) for name in found)
    kept = dict(taken)
    at = 0
    for m in WORD.finditer(text) if surnames else ():
        if plain(m.group()) not in surnames:
            continue
        while at < len(ends) and ends[at][1] <= m.start():
            at += 1
        over = taken.get(ends[at][0]) if at < len(ends) and ends[at][0] <= m.start() else None
        if over is None or (over.how == "local" and over.words == m.group() and over.actor.kind != "person"):
            actor = Actor(name=m.group(), kind="person")
            kept[m.start()] = Name(start=m.start(), end=m.end(), words=m.group(), actor=actor, how="local")
    return list(kept.values())


def _yields(listed: Name, local: Name) -> bool:
    """Whether a listed name within a longer local one gives way to it ("Syrian" in "Syrian Writers Union")."""
    if listed.how == "local" or not (local.start <= listed.start and listed.end <= local.end):
        return False
    if listed.words == local.words:
        return False
    if local.actor.kind == "person":
        if listed.actor.kind != "person" or listed.words == local.words:
            return False
        own = {plain(w) for alias in (listed.actor.name, *listed.actor.aliases) for w in WORD.findall(alias)}
        return not all(plain(w) in own for w in WORD.findall(local.words))
    if local.how == "organ":
        return listed.how in ("adjective", "metonym", "name") and listed.actor.kind in ("state", "bloc")
    return local.actor.kind == "organisation" and listed.how == "adjective"


def _local_name(ent: SpacySpan, text: str, lists: Mapping[str, frozenset[str]], index: ActorIndex) -> Name | None:
    kind = LOCAL_KINDS.get(ent.label_)
    tokens = _untorn([token for token in ent if not token.is_space])
    while tokens and (tokens[0].lower_ in ("the", "a", "an") or tokens[0].is_punct):
        tokens = tokens[1:]
    while tokens and (tokens[-1].lower_ in ("'s", "’s", "'", "’") or tokens[-1].is_punct):
        tokens = tokens[:-1]
    while kind == "person" and len(tokens) > 1 and tokens[-1].is_digit:
        tokens = tokens[:-1]  # "Lind 4" before "May said"
    while kind == "person" and len(tokens) > 2 and _is_rank(tokens[0], lists["ranks"]):
        tokens = tokens[1:] if tokens[1].text != "." else tokens[2:]  # "Gen Elin Varga"
    if kind == "person" and len(tokens) > 1 and tokens[0].lower_ in lists["opening"] and tokens[0].is_sent_start:
        tokens = tokens[1:]  # "Echoing Varga, the envoy said"
    if kind in ("person", "state") and len(tokens) > 1 and tokens[0].lower_ in lists["armies"]:
        kind = "armed_group"
    if kind == "person" and len(tokens) > 2 and _accredited(tokens[0], index):
        tokens = tokens[1:]
    if kind is None or kind == "bloc" or not tokens:
        return None
    if kind == "organisation" and len(tokens) == 1 and _is_field(tokens[0], lists["departments"]):
        return None
    if kind == "organisation" and _is_full_name(tokens, lists["given_names"], lists["institution_nouns"]):
        kind = "person"
    if kind == "person" and len(tokens) == 1 and tokens[0].lower_ in lists["role_nouns"] and _is_office(tokens[0]):
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    words = text[start:end]
    if "\n" in words or not any(c.isupper() for c in words) or not words[0].isalnum():
        return None
    if kind == "person" and len(words) < 2:
        return None
    if kind == "organisation" and _is_organ(tokens, lists):
        owner = _owner(words, index)
        if owner is not None:
            organ = Actor(name=f"{owner.name} {words[words.index(' ') + 1 :]}", kind="organ", of=owner.name)
            return Name(start=start, end=end, words=words, actor=organ, how="organ")
    outlet = (
        kind == "organisation"
        and len(tokens) > 1
        and (tokens[0].lower_ in lists["outlet_openers"] or tokens[-1].lower_ in lists["outlet_closers"])
    )
    return Name(
        start=start, end=end, words=words, actor=Actor(name=words, kind="outlet" if outlet else kind), how="local"
    )


def _is_full_name(tokens: Sequence[Token], given: frozenset[str], bodies: frozenset[str]) -> bool:
    """Whether what the parser takes for a body begins as a person's name does: "*Hanne* Mizrani"."""
    first = tokens[0]
    if not 1 < len(tokens) < 4 or plain(first.text) not in given or not all(t.text.istitle() for t in tokens):
        return False
    the = first.i > 0 and first.doc[first.i - 1].lower_ == "the"
    return not the and not any(t.lower_ in bodies for t in tokens)


def _untorn(tokens: list[Token]) -> list[Token]:
    """What stands before words left out: "Hadi" of "Hadi….Griffiths"."""
    torn = (i for i, token in enumerate(tokens) if ".." in token.text or "…" in token.text)
    return tokens[: next(torn, len(tokens))]


def _accredited(token: Token, index: ActorIndex) -> bool:
    """Whether a state to which one is sent stands before a name: "the envoy to Libya Elin Varga"."""
    if token.i == 0 or token.nbor(-1).lower_ not in ("to", "for", "of"):
        return False
    return any(how == "name" and actors[0].kind == "state" for _, _, how, actors in index.find(token.text))


def _is_office(token: Token) -> bool:
    """Whether a word that is no name but an office stands alone: "the *Emir*", "*Councillor* and Minister Kolo"."""
    doc = token.doc
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    return (token.i > 0 and doc[token.i - 1].lower_ == "the") or after in ("and", "of", "for")


def _is_field(token: Token, departments: frozenset[str]) -> bool:
    """Whether a word says what a minister is for: "*Defence* Minister Kolo"."""
    return token.i + 1 < len(token.doc) and token.nbor().lower_ in departments and not token.is_upper


def _is_organ(tokens: Sequence[Token], lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether a body can be a state's own ("Halvorian Defence Ministry"), not a party ("Halvorian Unity Front")."""
    partisan = any(token.lower_ in lists["partisan"] for token in tokens)
    return tokens[-1].lower_ in lists["institution_nouns"] and not partisan


def _is_rank(token: Token, ranks: frozenset[str]) -> bool:
    """Whether the word before a full name is a rank or an office: "Gen", "HE"."""
    return token.lower_.strip(".") in ranks


def _owner(words: str, index: ActorIndex) -> Actor | None:
    """The state whose adjective or name opens "Russian Foreign Ministry"."""
    for start, end, how, actors in index.find(words):
        if start == 0 and end < len(words) and how in ("adjective", "name", "metonym"):
            return actors[0] if actors[0].kind in ("state", "bloc") else None
        return None
    return None


def _in_heading(name: Name, blocks: Sequence[Block]) -> bool:
    """Headings in title case are taken for organisations by the parser: half a heading is no name."""
    if name.actor.kind != "organisation":
        return False
    for block in blocks:
        if block.start <= name.start < block.end:
            return block.kind in ("headline", "heading") and (name.end - name.start) * 2 > block.end - block.start
    return False
