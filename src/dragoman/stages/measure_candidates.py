"""Which phrases of a text may name a concrete step: heads and what must stand with them, from the word lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ..reading.clauses import SUBJECTS
from ..reading.entries import Entries, Entry, fitting, read_entries
from ..reading.phrases import Bounds, begins_compound, clause_bounds, first_of_row, noun_bounds, verb_bounds

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.reading import Lexicon, Reading

Shape = Literal["noun", "verb", "clause"]
OTHER = "other"
UNNAMED = "unnamed"  # words of steps that have no kind of their own
VESSELS = frozenset(("framework_text", OTHER))
TEXTS = frozenset(("framework_text", "governance_step"))
ABOUT = frozenset(("for", "on", "of", "to", "about", "over"))
TAKEN = frozenset(("dobj", "obj", "xcomp", "ccomp", "dative"))
PREFIX = "de"
NEAR = 4  # words after the head within which a step of another kind says what it is about
BEYOND = frozenset(("relcl", "advcl"))  # clauses in which the words that name a kind are looked for last
PLURAL = frozenset(("NNS", "NNPS"))
MODIFIERS = frozenset(("compound", "amod", "nmod"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase ``doc[start:end]`` that may name a step; ``kinds``: those whose entries fit, likeliest first.

    ``bare``: the entry that gave the kind needed no other word; ``content``: lemmas of the telling words.
    """

    head: Token
    start: int
    end: int
    shape: Shape
    kinds: tuple[str, ...]
    bare: bool
    content: frozenset[str]

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return self.kinds[0]

    @property
    def lemma(self) -> str:
        """The head's lemma in lower case."""
        return str(self.head.lemma_.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """The word lists of steps, made ready for look-up by lemma."""

    nouns: Entries
    verbs: Entries
    agreeing: frozenset[str]
    proposals: frozenset[str]
    maps: frozenset[str]
    bodies: frozenset[str]
    several: frozenset[str]
    grounds: frozenset[str]
    idioms: frozenset[str]
    texts_left: frozenset[str]


def step_words(lexicon: Lexicon) -> StepWords:
    """``nouns.*``, ``verbs.*`` and ``governing`` of the word lists."""
    return _step_words(tuple(lexicon.items()))


@lru_cache(maxsize=4)
def _step_words(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> StepWords:
    tables: dict[str, list[tuple[str, str]]] = {"nouns": [], "verbs": []}
    for key, lines in lists:
        table, _, kind = key.partition(".")
        if table in tables:
            tables[table].extend((OTHER if kind == UNNAMED else kind, line) for line in lines)
    names = (field.name for field in fields(StepWords) if field.name not in tables)
    return StepWords(
        nouns=read_entries(tables["nouns"]),
        verbs=read_entries(tables["verbs"]),
        **{name: frozenset(dict(lists).get(f"governing.{name}", ())) for name in names},
    )


def find_candidates(reading: Reading) -> tuple[Candidate, ...]:
    """All phrases that fit an entry, in text order; a text or plan about a step is a step of that kind."""
    named = {position for name in reading.names for position in range(name.start, name.end)}
    words = step_words(reading.lexicon("measures"))
    others = (_is_body, _is_ground, _is_idiom)  # what the words of a step name besides
    found = tuple(
        c
        for c in _fitting_phrases(reading, words)
        if not _names_an_actor(c, named) and not any(other(c, words) for other in others)
    )
    found = _apart(found)
    found = tuple(_of_kind(candidate, _several(candidate, words)) for candidate in found)
    found = tuple(_of_kind(candidate, _told_in_front(candidate, words)) for candidate in found)
    kinds = {candidate.head.i: candidate.kind for candidate in found}
    found = tuple(_of_kind(candidate, _told_behind(candidate, kinds, words)) for candidate in found)
    kinds = {candidate.head.i: candidate.kind for candidate in found}
    return tuple(_of_kind(candidate, _told_by_object(candidate, kinds)) for candidate in found)


def _apart(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, each without a step that is only joined to what it is about.

    "the release of detainees" ends before "and the lifting of the blockade".
    """
    joined = [c for c in found if c.head.dep_ == "conj" and c.shape == "noun" and c.kind != OTHER and _full(c)]
    return tuple(
        _cut(candidate, [c for c in joined if candidate.head.i < c.start and c.end <= candidate.end])
        for candidate in found
    )


def _full(candidate: Candidate) -> bool:
    """Whether the noun says by itself what is to be done: ``a truce``, ``the lifting of``."""
    return candidate.bare or any(child.lower_ == "of" for child in candidate.head.rights)


def _cut(candidate: Candidate, joined: Iterable[Candidate]) -> Candidate:
    """The candidate up to the first word of the row that one of those belongs to."""
    for inner in joined:
        first = first_of_row(inner.head)
        marks = [child.i for child in first.rights if child.dep_ in ("cc", "punct")]
        if candidate.head.i < first.i and marks:
            words = candidate.head.doc[candidate.start : marks[0]]
            return replace(candidate, end=marks[0], content=_telling(words))
    return candidate


def _names_an_actor(candidate: Candidate, named: Set[int]) -> bool:
    """``the Transitional Council``, ``Forces for Change``; agreements may bear names of their own."""
    return candidate.kind != "framework_text" and candidate.head.pos_ == "PROPN" and candidate.head.idx in named


def _is_body(candidate: Candidate, words: StepWords) -> bool:
    """``the transitional government``, ``Sudan's sovereign council``: who acts; ``a unity government`` is a step."""
    if candidate.shape != "noun" or candidate.lemma not in words.bodies:
        return False
    return any(child.dep_ == "poss" or child.lower_ in ("the", "this") for child in candidate.head.lefts)


def _is_ground(candidate: Candidate, words: StepWords) -> bool:
    """A text that something rests on or goes by: ``based on the resolution``, ``as defined in the charter``."""
    above = candidate.head.head
    if candidate.shape != "noun" or candidate.kind not in TEXTS or above.dep_ != "prep":
        return False
    return any(word.lemma_.lower() in words.grounds for word in (above, above.head))


def _is_idiom(candidate: Candidate, words: StepWords) -> bool:
    """``in exchange for``, ``in order to``; ``withdrew from the accord``, which moves nobody."""
    head = candidate.head
    if candidate.kind == "withdrawal":
        behind = [c for c in head.rights if c.dep_ == "dobj" or c.lower_ in ("from", "of", "out")]
        below = [c for part in behind for c in (part, *part.children, *(d for e in part.children for d in e.children))]
        return any(c.lemma_.lower() in words.texts_left and c.dep_ in ("dobj", "pobj") for c in below)
    return candidate.lemma in words.idioms and head.i > 0 and head.nbor(-1).lower_ == "in"


def _of_kind(candidate: Candidate, kind: str | None) -> Candidate:
    """The candidate with that kind as its likeliest one."""
    return candidate if kind is None else replace(candidate, kinds=(kind, *candidate.kinds))


def _several(candidate: Candidate, words: StepWords) -> str | None:
    """``initiatives``, ``plans`` are no one text: what somebody does or is about to do."""
    plural = candidate.head.tag_ in PLURAL and candidate.lemma in words.several
    return OTHER if plural and candidate.kind == "framework_text" else None


def _told_in_front(candidate: Candidate, words: StepWords) -> str | None:
    """The kind of a modifier: ``truce deal``, ``prisoner exchange agreement``."""
    if candidate.kind not in VESSELS or candidate.shape != "noun":
        return None
    modifiers = [child for child in candidate.head.lefts if child.dep_ == "compound"]
    near = frozenset(word.lemma_.lower() for child in modifiers for word in child.subtree)
    for child in modifiers:
        for entry in fitting(words.nouns.get(child.lemma_.lower(), ()), near):
            if entry.kind not in VESSELS:
                return entry.kind
    return None


def _told_behind(candidate: Candidate, kinds: Mapping[int, str], words: StepWords) -> str | None:
    """The kind of what follows: ``a plan for the withdrawal of troops``, ``efforts to reach a truce``.

    What names no kind itself, and a plan, proposal or call, is of the kind told right after it.
    """
    if (candidate.kind not in VESSELS and candidate.lemma not in words.proposals) or candidate.lemma in words.maps:
        return None
    for child in candidate.head.rights if candidate.shape == "noun" else ():
        if child.i >= candidate.end:
            break
        inner = [child] if child.dep_ == "acl" else list(child.children) if child.lower_ in ABOUT else []
        for word in inner:
            kind = kinds.get(word.i)
            text = child.dep_ == "acl" and candidate.kind != OTHER and kind == "ceasefire"  # "a deal to end the war"
            if kind is not None and kind not in VESSELS and not text:
                return kind
    if candidate.kind != OTHER and candidate.lemma not in words.proposals:
        return None
    following = (kinds.get(i) for i in range(candidate.head.i + 1, min(candidate.end, candidate.head.i + NEAR + 1)))
    spoken = VESSELS if candidate.kind == OTHER else VESSELS | {"ceasefire"}
    return next((kind for kind in following if kind is not None and kind not in spoken), None)


def _told_by_object(candidate: Candidate, kinds: Mapping[int, str]) -> str | None:
    """The kind of the object of a verb that says no more: ``sign a power-sharing agreement``."""
    if candidate.kind != "framework_text" or candidate.shape != "verb":
        return None
    objects = (kinds.get(child.i) for child in candidate.head.rights if child.dep_ in ("dobj", "obj"))
    return next((kind for kind in objects if kind is not None and kind not in VESSELS), None)


def _fitting_phrases(reading: Reading, words: StepWords) -> Iterator[Candidate]:
    for token in reading.doc:
        found: Candidate | None = None
        part = token.pos_
        lemma, start = _whole_word(token)
        if part in ("NOUN", "PROPN"):
            found = _noun(token, words.nouns.get(lemma, ()))
        elif part == "VERB":
            found = _verb(token, words.verbs.get(lemma, ()))
        else:
            continue
        found = found or _governed(token, words.agreeing)
        if found is not None:
            yield found if found.start <= start else replace(found, start=start)


def _whole_word(token: Token) -> tuple[str, int]:
    """Lemma and first token of a word, with the prefix that the parse takes for a word: ``de-escalation``."""
    lemma, at = token.lemma_.lower(), token.i
    if at >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == PREFIX:
        return f"{PREFIX}{lemma}", at - 2
    return lemma, at


def _noun(head: Token, entries: Sequence[Entry]) -> Candidate | None:
    if not entries or head.dep_ in MODIFIERS or begins_compound(head):
        return None
    return _fitted(head, noun_bounds(head), "noun", entries)


def _verb(head: Token, entries: Sequence[Entry]) -> Candidate | None:
    if not entries:
        return None
    passive = any(child.dep_ == "nsubjpass" for child in head.children)
    found = None if passive else _fitted(head, verb_bounds(head), "verb", entries)
    taking = any(child.dep_ in TAKEN for child in head.children)
    if found is None and (passive or not taking) and any(child.dep_ in SUBJECTS for child in head.children):
        return _fitted(head, clause_bounds(head), "clause", entries)
    return found


def _governed(token: Token, governing: frozenset[str]) -> Candidate | None:
    """What is agreed, proposed or demanded, whatever it is."""
    above = token.head
    if above.dep_ == "prep":
        above = above.head
    if above.i == token.i or above.pos_ != "VERB" or above.lemma_.lower() not in governing:
        return None
    free = (Entry(kind=OTHER, needed=frozenset()),)
    if token.pos_ == "VERB" and token.dep_ in ("xcomp", "ccomp", "pcomp"):
        return _fitted(token, verb_bounds(token), "verb", free)
    behind = token.i > above.i or token.dep_ == "nsubjpass"  # not "*for citizens*, the talks offer hope"
    if token.pos_ == "NOUN" and token.dep_ in ("dobj", "obj", "pobj", "nsubjpass") and behind:
        return _fitted(token, noun_bounds(token), "noun", free)
    return None


def _forms(words: Iterable[Token]) -> frozenset[str]:
    """Lemmas and forms of words."""
    return frozenset(form for word in words for form in (word.lemma_.lower(), word.lower_))


def _fitted(head: Token, bounds: Bounds, shape: Shape, entries: Sequence[Entry]) -> Candidate | None:
    start, end = bounds
    phrase = head.doc[start:end]
    aside = {word.i for child in phrase if child.dep_ == "appos" and child.i != head.i for word in child.subtree}
    others = [word for word in phrase if word.i != head.i and (shape == "noun" or word.i not in aside)]
    fits = fitting(entries, _forms(others))
    if not fits:
        return None
    beyond = {i for word in others if word.dep_ in BEYOND for i in range(word.left_edge.i, word.right_edge.i + 1)}
    nearer = fitting(entries, _forms(word for word in others if word.i not in beyond)) if beyond else fits
    return Candidate(
        head=head,
        start=start,
        end=end,
        shape=shape,
        kinds=tuple(dict.fromkeys(entry.kind for entry in (*nearer, *fits))),
        bare=not fits[0].needed,
        content=_telling(phrase),
    )


def _telling(words: Iterable[Token]) -> frozenset[str]:
    """Lemmas of the words that tell something."""
    return frozenset(word.lemma_.lower() for word in words if not (word.is_stop or word.is_punct or word.is_space))
