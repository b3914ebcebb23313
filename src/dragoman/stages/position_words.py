"""The word lists by which a text says what a party wants, as tables to look words up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model.claim import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

Lexicon = Mapping[str, tuple[str, ...]]
STANCES: tuple[Stance, ...] = ("demands", "rejects", "accepts", "offers", "open_to")
GRADES = ("sure_", "", "weak_")
DUTIES = ("duty.verbs", "duty.adjectives", "duty.nouns")
COMPLEMENTS = ("prep", "prt", "agent", "dobj", "acomp")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the lists; ``strong``: it speaks of a position in most contexts, ``sure``: in nearly any."""

    words: tuple[str, ...]
    stance: Stance
    strong: bool
    sure: bool

    @property
    def text(self) -> str:
        """The entry as it stands in the list."""
        return " ".join(self.words)


Table = Mapping[str, Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class CueWords:
    """Verbs and adjectives by their first word, nouns by their last; longest entries first; and the plain lists.

    ``conditions``: the phrases that open a condition, by their first word; ``duties``: all words of duty.
    """

    verbs: Table
    nouns: Table
    adjectives: Table
    lists: Lexicon = field(default_factory=dict)
    conditions: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    duties: frozenset[str] = frozenset()

    @classmethod
    def of(cls, lexicon: Lexicon) -> CueWords:
        """Tables made of the lexicon ``positions``."""
        conditions: dict[str, list[tuple[str, ...]]] = {}
        for phrase in lexicon.get("condition.words", ()):
            conditions.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
        return cls(
            verbs=_table(lexicon, "verbs"),
            nouns=_table(lexicon, "nouns"),
            adjectives=_table(lexicon, "adjectives"),
            lists=lexicon,
            conditions=conditions,
            duties=frozenset(word for kind in DUTIES for word in lexicon.get(kind, ())),
        )

    def has(self, name: str, word: str) -> bool:
        """Whether the plain list of that name holds the word."""
        return word in self.lists.get(name, ())

    def verb(self, token: Token) -> Entry | None:
        """The entry of the verbs that begins with this word."""
        return _match(self.verbs.get(token.lemma_.lower(), ()), token)

    def noun(self, token: Token) -> Entry | None:
        """The entry of the nouns that ends with this word: "red line"."""
        entries = self.nouns.get(token.lemma_.lower())
        if entries is None:
            return None
        before = [t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]]
        for entry in entries:
            ahead = list(entry.words[:-1])
            if before[len(before) - len(ahead) :] == ahead:
                return entry
        return None

    def adjective(self, token: Token) -> Entry | None:
        """The entry of the adjectives that begins with this word; of a participle as it stands: "determined"."""
        form = token.lower_ if token.tag_ == "VBN" and self.verb(token) is None else token.lemma_.lower()
        return _match(self.adjectives.get(form, ()), token)

    def stresses(self, token: Token) -> bool:
        """Whether the word only puts stress on a wish that its object or clause names."""
        return self.has("stress.verbs", token.lemma_.lower())


def _table(lexicon: Lexicon, kind: str) -> dict[str, list[Entry]]:
    table: dict[str, list[Entry]] = {}
    for stance in STANCES:
        for grade in GRADES:
            for line in lexicon.get(f"{kind}.{grade}{stance}", ()):
                words = tuple(line.split())
                key = words[-1] if kind == "nouns" else words[0]
                table.setdefault(key, []).append(Entry(words, stance, grade != "weak_", grade == "sure_"))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry.words))
    return table


def _match(entries: Sequence[Entry], token: Token) -> Entry | None:
    for entry in entries:
        if len(entry.words) == 1 or _followed(token, entry.words[1:]):
            return entry
    return None


def _followed(token: Token, rest: Sequence[str]) -> bool:
    """Whether the further words of an entry hang on the token, or stand behind it with one word between at most."""
    if len(rest) == 1 and any(rest[0] in (c.lower_, c.lemma_) and c.dep_ in COMPLEMENTS for c in token.children):
        return True
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3 + len(rest)]]
    return any(tuple(after[k : k + len(rest)]) == tuple(rest) for k in range(2))
