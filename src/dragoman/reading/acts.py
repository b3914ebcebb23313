"""Event acts: what one actor does to another in a sentence, in the fifteen root classes of PLOVER.

A linear head over named features of the sentence in which both actors are blanked out: words, pairs of words,
the verbs from the source's clause down, what hangs on them, the path between the actors, and the classes in which
verb lists of event coders put those verbs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .clauses import VERBAL, ancestors
from .linear import NormedHead, load_normed_head

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Spans = Sequence[tuple[int, int]]  # half-open stretches of characters
Verbs = Mapping[str, Sequence[str]]  # root class -> verbs that event coders list for it
SOURCE, TARGET = "@S", "@T"
BLANKED = ("PERSON", "GPE", "ORG", "NORP", "LOC", "FAC", "DATE", "TIME", "MONEY")  # kinds of names, not the names
NAMING = ("PROPN", "NUM", "ADJ")
EMPTY = ("PUNCT", "SPACE")
HANGING = ("dobj", "attr", "prep", "prt", "nsubjpass", "oprd", "agent", "advcl", "conj", "acomp", "dative")
DOWNWARD = ("xcomp", "ccomp")
WIDER = ("xcomp", "ccomp", "dobj", "prep", "pobj", "conj")
MODIFYING = ("amod", "compound", "prep", "poss")
COMING = ("will", "would", "shall", "to")
DEEPEST = 4  # clauses below the first that are looked at
STEM = 5  # letters


@dataclass(frozen=True, slots=True)
class Act:
    """A root class and how likely it is."""

    root: str
    chance: float


class ActReader:
    """Tells the act of a parsed sentence; ``verbs``: the ``acts`` word list of a language pack."""

    def __init__(self, verbs: Verbs, head: NormedHead | None = None) -> None:
        self.head = head or shipped_head()
        self.listed = verb_classes(verbs)

    def read(self, doc: Doc, source: Spans, target: Spans) -> Act:
        """The likeliest act of ``source`` towards ``target``."""
        chances = self.head.probabilities(features(doc, source, target, self.listed))
        root = max(self.head.labels, key=lambda label: chances[label])
        return Act(root, chances[root])


@lru_cache(maxsize=1)
def shipped_head() -> NormedHead:
    """The head that comes with the package."""
    return load_normed_head("dragoman.reading", "acts.json")


def verb_classes(verbs: Verbs) -> dict[str, tuple[str, ...]]:
    """The root classes of each listed verb."""
    found: dict[str, list[str]] = {}
    for root in sorted(verbs):
        for verb in verbs[root]:
            found.setdefault(verb, []).append(root)
    return {verb: tuple(roots) for verb, roots in found.items()}


def features(doc: Doc, source: Spans, target: Spans, listed: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """What the head counts, by name."""
    return frozenset(_features(_View(doc, source, target), listed))


class _View:
    """The sentence with its two actors."""

    def __init__(self, doc: Doc, source: Spans, target: Spans) -> None:
        self.doc = doc
        self.source = [t for t in doc if any(a <= t.idx < b for a, b in source)]
        self.target = [t for t in doc if any(a <= t.idx < b for a, b in target)]
        self.sources, self.targets = ({t.i for t in tokens} for tokens in (self.source, self.target))
        self.verb = self._first_verb()
        self.chain = self._down(DOWNWARD, ("VERB", "AUX", "NOUN", "ADJ"))
        self.wider = {token.i for token in self._down(WIDER, ())}

    def word(self, token: Token) -> str:
        """The lemma, or which actor it belongs to."""
        if token.i in self.sources:
            return SOURCE
        return TARGET if token.i in self.targets else lemma(token)

    def is_actor(self, token: Token) -> bool:
        """Whether the token belongs to either actor."""
        return token.i in self.sources or token.i in self.targets

    def _first_verb(self) -> Token:
        head = top(self.source)
        found = next((a for a in ancestors(head) if a.pos_ in VERBAL), None) if head is not None else None
        return found if found is not None else next((t for t in self.doc if t.head.i == t.i), self.doc[0])

    def _down(self, roles: Sequence[str], classes: Sequence[str]) -> list[Token]:
        chain = [self.verb]
        for _ in range(DEEPEST):
            below = (c for c in chain[-1].children if c.dep_ in roles and (not classes or c.pos_ in classes))
            following = next(below, None)
            if following is None:
                break
            chain.append(following)
        return chain


def lemma(token: Token) -> str:
    """The lemma in small letters; a figure is ``#``."""
    return "#" if token.pos_ == "NUM" else token.lemma_.lower()


def top(tokens: Sequence[Token]) -> Token | None:
    """The first token whose head lies outside."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)


def _features(view: _View, listed: Mapping[str, Sequence[str]]) -> Iterator[str]:
    words = list(_words(view))
    for word in words:
        yield f"w={word}"
        if len(word) >= STEM and word.isalpha():
            yield f"st={word[:STEM]}"
    for one, other in itertools.pairwise(words):
        yield f"b={one}_{other}"
    yield from _clause(view)
    yield from _path(view)
    yield from _between(view)
    yield from _classes(view, listed)
    yield from _moods(view, listed)


def _words(view: _View) -> Iterator[str]:
    shown: set[str] = set()
    for token in view.doc:
        if view.is_actor(token):
            mark = view.word(token)
            if mark not in shown:
                yield mark
            shown.add(mark)
        elif token.pos_ in EMPTY:
            continue
        elif token.pos_ == "NUM":
            yield "#"
        elif token.ent_type_ in BLANKED and token.pos_ in NAMING:
            yield f"<{token.ent_type_}>"
        else:
            yield token.lemma_.lower()


def _clause(view: _View) -> Iterator[str]:
    chain = view.chain
    yield f"v={lemma(view.verb)}"
    yield f"vtag={view.verb.tag_}"
    yield "chain=" + ">".join(lemma(t) for t in chain[:3])
    yield f"last={lemma(chain[-1])}"
    yield f"len={len(chain)}"
    for depth, verb in enumerate(chain):
        yield f"c{min(depth, 1)}={lemma(verb)}"
        for child in verb.children:
            yield from _child(view, verb, child)
    source, target = top(view.source), top(view.target)
    if source is not None:
        yield f"srole={source.dep_}"
    if target is not None:
        yield f"trole={target.dep_}"
        yield f"thead={lemma(target.head)}"


def _child(view: _View, verb: Token, child: Token) -> Iterator[str]:
    role = child.dep_
    if role == "neg":
        yield "neg"
        yield f"neg>{lemma(verb)}"
    elif role == "aux":
        yield f"aux={lemma(child)}"
    elif role == "auxpass":
        yield "passive"
    elif role in HANGING:
        yield f"{role}={view.word(child)}"
        yield f"{lemma(verb)}-{role}={view.word(child)}"
    if role == "dobj":
        yield from (f"dobjmod={view.word(g)}" for g in child.children if g.dep_ in MODIFYING)
    if role in ("prep", "agent"):
        for noun in (g for g in child.children if g.dep_ == "pobj"):
            yield f"p:{lemma(child)}={view.word(noun)}"
            yield f"{lemma(verb)}-{lemma(child)}={view.word(noun)}"


def _path(view: _View) -> Iterator[str]:
    source, target = top(view.source), top(view.target)
    if source is None or target is None:
        return
    up, down = [source, *ancestors(source)], [target, *ancestors(target)]
    below = [t.i for t in down]
    meeting = next((t for t in up if t.i in below), None)
    if meeting is None:
        return
    up, down = up[: up.index(meeting)], down[: below.index(meeting.i)]
    between = [*up[1:], meeting, *reversed(down[1:])]
    words = [t for t in between if not view.is_actor(t)]
    yield from (f"path={lemma(t)}" for t in words)
    yield f"lca={lemma(meeting)}"
    yield "pd=" + "^".join(t.dep_ for t in up) + "|" + "v".join(t.dep_ for t in reversed(down))
    yield "pp=" + ">".join(lemma(t) for t in words if t.pos_ in ("VERB", "ADP", "NOUN"))[:60]


def _between(view: _View) -> Iterator[str]:
    if not view.source or not view.target:
        return
    first, second = view.source, view.target
    if first[0].i > second[0].i:
        first, second = second, first
        yield "order=TS"
    yield from (f"in={lemma(t)}" for t in view.doc[first[-1].i + 1 : second[0].i] if t.pos_ not in EMPTY)


def _classes(view: _View, listed: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for token in view.doc:
        if view.is_actor(token) or token.pos_ not in ("VERB", "NOUN", "ADJ"):
            continue
        for root in listed.get(token.lemma_.lower(), ()):
            yield f"ca={root}"
            if token.pos_ == "VERB":
                yield f"cv={root}"
            if token.i == view.verb.i:
                yield f"c0={root}"
            elif token.i in view.wider:
                yield f"c1={root}"


def _moods(view: _View, listed: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What is to come or is denied, with the verb and its classes: "will meet" agrees, "will not release" refuses."""
    marks = {child.lemma_.lower() for verb in view.chain for child in verb.children if child.dep_ == "aux"}
    denied = any(child.dep_ == "neg" for verb in view.chain for child in verb.children)
    mood = ("not " if denied else "") + ("to come" if marks & set(COMING) else "")
    if not mood:
        return
    for verb in view.chain:
        yield f"{mood}+{lemma(verb)}"
        yield from (f"{mood}+{root}" for root in listed.get(lemma(verb), ()))
