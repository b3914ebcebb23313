"""Which phrases of a text may judge the talks: cue words and how far the judgement around them reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ..model.claim import ProgressKind
from ..reading.clauses import SUBJECTS
from ..reading.entries import Entries, Entry, fitting, read_entries
from ..reading.phrases import (
    VERBS,
    Bounds,
    clause_bounds,
    complements,
    governing_verb,
    noun_bounds,
    verb_bounds,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reading.reading import Lexicon, Reading

Shape = Literal["noun", "verb", "clause", "quote", "predicate"]
ORDER: tuple[ProgressKind, ...] = ("setback", "none", "process", "substance")
PARTS: Mapping[str, tuple[str, ...]] = {
    "NOUN": ("nouns",),
    "PROPN": ("nouns",),
    "VERB": ("verbs", "adjectives"),
    "AUX": ("verbs",),
    "ADJ": ("adjectives",),
    "ADV": ("adjectives",),
}
LINKS = frozenset(("ADP", "SCONJ"))
NOUNS = frozenset(("NOUN", "PROPN"))
LIGHT_ROLES = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "obj", "oprd"))
DENIED = frozenset(("nsubj", "nsubjpass", "dobj", "obj", "attr", "acomp", "aux", "oprd", "pobj"))
SHORT_QUOTE = 14
LONG_SUBJECT = 10
LONGEST = 26
MOST_INFINITIVES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase ``doc[start:end]`` that may judge the talks; ``kinds``: those whose entries fit, likeliest first.

    ``kind``: the one that it is told as, after a closer look than the entries take. ``bare``: the entry that gave
    the kind needed no other word; ``content``: lemmas of the telling words.
    """

    cue: Token
    start: int
    end: int
    shape: Shape
    kinds: tuple[ProgressKind, ...]
    kind: ProgressKind
    bare: bool
    content: frozenset[str]

    @property
    def lemma(self) -> str:
        """The cue's lemma in lower case."""
        return str(self.cue.lemma_.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """The word lists of judgements: entries by part of speech (as the parse names it) and lemma, single words."""

    entries: Mapping[str, Entries]
    topics: frozenset[str]
    light: frozenset[str]
    consents: frozenset[str]
    procedural: frozenset[str]
    voicing: frozenset[str]
    denials: frozenset[str]
    carriers: frozenset[str]
    timing: frozenset[str]
    passing: frozenset[str]
    failing: frozenset[str]
    endings: frozenset[str]


def cue_words(lexicon: Lexicon) -> CueWords:
    """The word lists, made ready for look-up."""
    return _cue_words(tuple(lexicon.items()))


@lru_cache(maxsize=4)
def _cue_words(rows: tuple[tuple[str, tuple[str, ...]], ...]) -> CueWords:
    lexicon = dict(rows)
    tables = {
        part: read_entries((kind, line) for kind in ORDER for line in lexicon.get(f"{kind}.{part}", ()))
        for part in ("nouns", "verbs", "adjectives")
    }
    entries = {
        part: {
            lemma: tuple(entry for table in names for entry in tables[table].get(lemma, ()))
            for table in names
            for lemma in tables[table]
        }
        for part, names in PARTS.items()
    }
    return CueWords(
        entries=entries,
        topics=frozenset(lexicon.get("topics", ())),
        light=frozenset(lexicon.get("light", ())),
        consents=frozenset(lexicon.get("consents", ())),
        procedural=frozenset(lexicon.get("procedural", ())),
        voicing=frozenset(lexicon.get("voicing", ())),
        denials=frozenset(lexicon.get("denials", ())),
        carriers=frozenset(lexicon.get("carriers", ())),
        timing=frozenset(lexicon.get("timing", ())),
        passing=frozenset(lexicon.get("passing", ())),
        failing=frozenset(lexicon.get("failing", ())),
        endings=frozenset(lexicon.get("endings", ())),
    )


def find_candidates(reading: Reading) -> tuple[Candidate, ...]:
    """All phrases around a cue word, in text order."""
    words = cue_words(reading.lexicon("assessments"))
    found: list[Candidate] = []
    for token in reading.doc:
        part = token.pos_
        if part == "PROPN" and token.ent_type_:
            continue  # "the Gulf" is no gulf, a "Liberation Movement" moves nothing
        table = words.entries.get(part)
        listed = table.get(token.lemma_.lower()) if table is not None else None
        if listed:
            found.extend(_around(reading, token, listed, words))
    return tuple(found)


def _around(reading: Reading, token: Token, listed: Sequence[Entry], words: CueWords) -> Iterator[Candidate]:
    start, end, shape = _bounds(reading, token, words)
    end = _within_quote(reading, token, start, end)
    near = _near(token, start, end, words)
    fits = fitting(listed, near)
    if not fits:
        return
    kinds = _kinds(token, fits, complements(token), words)
    yield Candidate(
        cue=token,
        start=start,
        end=end,
        shape=shape,
        kinds=tuple(dict.fromkeys(kinds)),
        kind=_told(token, fitting(listed, _nearer(token, start, end, near, words)) or fits, words),
        bare=not fits[0].needed,
        content=frozenset(
            word.lemma_.lower()
            for word in reading.doc[start:end]
            if not (word.is_stop or word.is_punct or word.is_space)
        ),
    )


def _kinds(token: Token, fits: Sequence[Entry], taken: frozenset[str], words: CueWords) -> list[ProgressKind]:
    """The kinds of the entries that fit, likeliest first; ``taken``: what a verb of consent agrees to."""
    fitted = {entry.kind for entry in fits}
    kinds = [kind for entry in fits for kind in ORDER if kind == entry.kind]
    if token.pos_ == "VERB" and token.lemma_.lower() in words.consents and not fitted & {"setback", "none"}:
        kinds.insert(0, "process" if taken & words.procedural else "substance")
    if not fits[0].needed & words.denials and _denied(token, words.denials):
        kinds.insert(0, "none" if kinds[0] in ("process", "substance") else "process")
    return kinds


def _told(token: Token, fits: Sequence[Entry], words: CueWords) -> ProgressKind:
    """The kind after a closer look: an agreement to meet again is process, what somebody failed to do is none."""
    kind = _kinds(token, fits, _agreed_on(token, words), words)[0]
    if kind == "substance" and token.lemma_.lower() not in words.consents and _to_go_on(token, words):
        kind = "process"
    verb = token if token.pos_ in VERBS else governing_verb(token)
    failed = verb is not None and any(w.lemma_.lower() in words.failing for w in (*verb.children, verb.head, verb))
    failed = failed or _in_vain(token, words)
    return "none" if failed and kind in ("substance", "process") else kind


def _in_vain(cue: Token, words: CueWords) -> bool:
    """Whether it is what something ended without, or that end: "ended without reaching an agreement"."""
    above = [word for _, word in zip(range(3), cue.ancestors, strict=False)]
    if any(word.pos_ in LINKS and word.lemma_.lower() in words.denials for word in above):
        return True
    denied = any(child.pos_ in LINKS and child.lemma_.lower() in words.denials for child in cue.rights)
    return denied and _ends(cue, words)


def _nearer(token: Token, start: int, end: int, near: frozenset[str], words: CueWords) -> frozenset[str]:
    """What stands near, without words that mean nothing there ("so far"), with what the cue is "of" ("lack of")."""
    doc = token.doc
    passing = {
        doc[i].lower_ for i in range(max(1, start), end) if f"{doc[i - 1].lower_} {doc[i].lower_}" in words.passing
    }
    above = {token.head.head.lemma_.lower()} if token.dep_ == "pobj" and token.head.lower_ == "of" else set()
    return (near - passing) | above


def _agreed_on(verb: Token, words: CueWords) -> frozenset[str]:
    """What a verb takes, and what its object is about where that only carries it: "accepted a proposal to meet"."""
    preps = [child for child in verb.rights if child.lower_ in words.timing]
    taken = complements(verb) - {word.lemma_.lower() for prep in preps for word in prep.children if word.dep_ == "pobj"}
    carried = [child for child in verb.rights if child.lemma_.lower() in words.carriers & taken]
    return taken | {lemma for noun in carried for lemma in _about(noun)}


def _about(noun: Token) -> Iterator[str]:
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl"):
            yield child.lemma_.lower()
        elif child.dep_ == "prep":
            yield from (word.lemma_.lower() for word in child.children if word.dep_ in ("pobj", "pcomp"))


def _to_go_on(cue: Token, words: CueWords) -> bool:
    """Whether an agreement is one on how to go on: "reached an agreement to hold a meeting"."""
    nouns = [cue] if cue.pos_ in NOUNS else [c for c in cue.children if c.dep_ in ("dobj", "obj", "nsubjpass")]
    carried = [noun for noun in nouns if noun.lemma_.lower() in words.carriers]
    below = [c for noun in carried for c in (*noun.rights, *noun.head.rights) if c.dep_ in ("acl", "xcomp", "advcl")]
    return any(verb.lemma_.lower() in words.procedural and verb.i > cue.i for verb in below)


def _bounds(reading: Reading, token: Token, words: CueWords) -> tuple[int, int, Shape]:
    link = token.head
    if link.pos_ in LINKS and link.lemma_.lower() in words.denials and _ends(link.head, words):
        return (*_trimmed(link.head, clause_bounds(link.head)), "clause")
    if token.pos_ in VERBS:
        return (*_trimmed(token, clause_bounds(token)), "verb")
    if token.pos_ in NOUNS:
        verb = token.head
        if token.dep_ in LIGHT_ROLES and verb.lemma_.lower() in words.light:
            return (*_trimmed(token, _clause(verb)), "clause")
        return (*_trimmed(token, noun_bounds(token)), "noun")
    quote = reading.quote_at(token.idx)
    if quote is not None:
        span = reading.doc.char_span(quote.start, quote.end, alignment_mode="contract")
        if span is not None and len(span) <= SHORT_QUOTE and span.start <= token.i < span.end:
            return span.start, span.end, "quote"
    if token.dep_ == "amod" and token.head.pos_ in NOUNS:
        return (*_trimmed(token, noun_bounds(token.head)), "noun")
    above = next((word for word in (token.head, token.head.head) if word.pos_ in VERBS), None)
    if above is not None:
        return (*_trimmed(token, clause_bounds(above)), "predicate")
    return token.i, token.i + 1, "predicate"


def _within_quote(reading: Reading, cue: Token, start: int, end: int) -> int:
    """Where a phrase that begins in a quotation ends: with its comma, not with who is quoted behind."""
    quote, doc = reading.quote_at(cue.idx), reading.doc
    if quote is None or not quote.closed or doc[start].idx < quote.start or doc[end - 1].idx < quote.end:
        return end
    if reading.text[quote.end - 2] not in ",.!?":
        return end
    while end > cue.i + 1 and (doc[end - 1].idx >= quote.end or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return end


def _clause(verb: Token) -> Bounds:
    """The clause of a verb; an infinitive goes with the verb that takes it: ``failed to produce``."""
    top = top_verb(verb)
    start, end = clause_bounds(top)
    return start, max(end, clause_bounds(verb)[1])


def top_verb(verb: Token) -> Token:
    """The verb that takes the infinitive, or the verb itself."""
    for _ in range(MOST_INFINITIVES):
        if verb.dep_ != "xcomp" or verb.head.pos_ != "VERB":
            break
        verb = verb.head
    return verb


def _trimmed(cue: Token, bounds: Bounds) -> Bounds:
    start, end = bounds
    start = _without_long_subject(cue, start)
    if end - start > LONGEST:
        start = max(start, cue.i - LONGEST // 2)
    return start, min(end, start + LONGEST)


def _without_long_subject(cue: Token, start: int) -> int:
    """Where the clause starts when a subject of many words is left out."""
    doc = cue.doc
    verb = cue if cue.pos_ in VERBS else governing_verb(cue) or cue
    for child in verb.lefts:
        edge = int(child.right_edge.i) + 1
        if child.dep_ in SUBJECTS and start <= child.left_edge.i and start + LONG_SUBJECT < edge <= cue.i:
            while edge < cue.i and (doc[edge].is_space or doc[edge].is_punct):
                edge += 1
            return edge
    return start


def _near(token: Token, start: int, end: int, words: CueWords) -> frozenset[str]:
    """Lemmas and forms of the phrase, of the clause right above its cue, and of what hangs on either.

    A word that denies counts only where it denies the cue: not in "agreed to meet again, without a truce".
    """
    doc, above = token.doc, token.head
    near = {*range(start, end), *(child.i for child in token.children), *_acting(token)}
    if above.pos_ in LINKS:
        near.add(above.i)
    if above.pos_ in VERBS:
        near.update(range(*verb_bounds(above)))
        near.update(child.i for child in above.children)
        top = top_verb(above)
        if top.i != above.i and token.pos_ in NOUNS:
            near.update((top.i, *(child.i for child in top.children)))
    near.discard(token.i)
    counted: set[str] = set()
    for word in (doc[i] for i in near):
        lemma = word.lemma_.lower()
        if lemma not in words.denials or _denies(word, token) or (word.head.i == token.i and _ends(token, words)):
            counted.update((lemma, word.lower_))
    return frozenset(counted)


def _acting(verb: Token) -> Iterator[int]:
    """The words of a verb's subject, or the noun that its clause tells about: "talks that were suspended"."""
    if verb.pos_ in VERBS:
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                yield from range(child.left_edge.i, child.right_edge.i + 1)
        if verb.dep_ in ("relcl", "acl"):
            yield verb.head.i


def _ends(cue: Token, words: CueWords) -> bool:
    return cue.lemma_.lower() in words.endings


def _denied(cue: Token, denials: frozenset[str]) -> bool:
    """Whether a word before the cue denies it: "nobody walked out", "no obstacle"."""
    if cue.pos_ not in VERBS:
        return any(child.lemma_.lower() in denials for child in cue.lefts)
    before = cue.doc[int(cue.left_edge.i) : cue.i]
    return any(word.lemma_.lower() in denials and _denies(word, cue) for word in before)


def _denies(word: Token, cue: Token) -> bool:
    """Whether "no", "not", "nothing", "without" reaches the cue: through its verb, a subject or an object of it."""
    if word.pos_ in LINKS:
        return any(above.i == word.i for above in cue.ancestors)
    verb = cue if cue.pos_ in VERBS else governing_verb(cue)
    reached = {cue.i, cue.head.i} if verb is None else {cue.i, cue.head.i, verb.i, top_verb(verb).i}
    head = word.head
    if head.i in reached:
        return True
    return head.head.i in reached and head.dep_ in DENIED
