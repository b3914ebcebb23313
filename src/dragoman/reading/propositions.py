"""What parties do with proposals, as bulletins of negotiations tell it: who, the predicate, the point.

"Sudan, for the African Group, supported by China and opposed by the US, preferred restating the extent" gives the
predicate "preferred" with the point "restating the extent" for Sudan, the African Group and China, and against it the
United States. Asides on who stands with whom are cut out before the parse, which then sees a plain clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .alliances import Group, Words, groups
from .asides import Core, lowered, party_names
from .clauses import VERBAL

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from .names import ActorIndex

TENSED = ("VBD", "VBZ", "VBP", "VBN")
FINITE = (*TENSED, "MD")
FILLING = ("RB", "RBR", "MD")  # what may stand between the group and its verb, auxiliaries apart
OPENING = (",", ";", "while", "whereas", "with")  # where a clause of its own begins
JOINING = ("and", "but", "or", "while")
PREDICATED = ("conj", "parataxis", "advcl", "ccomp", "dep", "acl")
COPULA = ("was", "were", "is", "are", "been", "be")
BY = ("by",)
DOWNWARD = ("ccomp", "xcomp")
CONTEXTS = ("on", "regarding", "concerning", "under")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Parties, the predicate as it stands (``negated``: without its "not"), and the point in one or more parts.

    ``opposed``: the parties are against what the others say.
    """

    parties: tuple[str, ...]
    predicate: str
    negated: bool
    opposed: bool
    points: tuple[str, ...]
    start: int
    end: int


class PropositionReader:
    """Finds the propositions of single sentences; ``words``: the word list ``alliances`` of a language pack."""

    def __init__(self, nlp: Language, actors: ActorIndex, words: Words) -> None:
        self.nlp, self.actors, self.words = nlp, actors, words

    def read(self, sentence: str) -> tuple[Proposition, ...]:
        """All propositions of named parties, in order."""
        names = party_names(sentence, self.actors)
        plain = lowered(sentence, names, self.actors)
        found = groups(plain, names, self.words)
        core = Core(plain, found)
        doc = self.nlp(core.text)
        made = list(_Clauses(doc, core, found, self.words).propositions(sentence))
        return tuple(sorted(made, key=lambda p: (p.start, p.opposed)))


@dataclass(slots=True)
class _Clause:
    """A predicate with its group; ``first``: the token its point starts at."""

    verb: Token
    group: Group
    passive: bool = False
    subject: tuple[int, int] | None = None
    first: int = 0
    begin: int = 0


class _Clauses:
    """The clauses of one parsed core."""

    def __init__(self, doc: Doc, core: Core, found: Sequence[Group], words: Words) -> None:
        self.doc, self.core, self.words = doc, core, words
        self.acts = frozenset(words.get("verbs.acts", ()))
        self.found = found

    def propositions(self, sentence: str) -> Iterator[Proposition]:
        """Each predicate for those who hold it, and for those who are against."""
        clauses = sorted(self._all(), key=lambda c: c.begin)
        context = self._context(clauses)
        told = [self._points(clause, self._limit(clause, clauses), sentence) for clause in clauses]
        for place, clause in enumerate(clauses):
            points = told[place]
            if not points and place + 1 < len(clauses):
                points = told[place + 1]  # "X proposed, and Y opposed, setting a date"
            if context and not clause.passive and clause.verb.tag_ != "VBG":
                points = (*points, self._words(*context, sentence))
            yield from self._said(clause, points)

    def _limit(self, clause: _Clause, clauses: Sequence[_Clause]) -> int:
        return min((c.begin for c in clauses if c.begin > clause.verb.i), default=len(self.doc))

    def _said(self, clause: _Clause, points: tuple[str, ...]) -> Iterator[Proposition]:
        verb = clause.verb
        start, end = self.core.span(verb.idx, verb.idx + len(verb))
        for parties, predicate, opposed in self._sides(clause):
            if parties:
                yield Proposition(
                    parties=tuple(dict.fromkeys(parties)),
                    predicate=predicate,
                    negated=self._negated(verb),
                    opposed=opposed,
                    points=points,
                    start=start,
                    end=end,
                )

    def _sides(self, clause: _Clause) -> Iterator[tuple[tuple[str, ...], str, bool]]:
        """Parties with what they do; in "was opposed by X and supported by Y" each does what the words say."""
        group, word = clause.group, clause.verb.text.lower()
        if not clause.passive:
            yield group.holders, word, False
            yield group.against, word, True
        elif word in self.words.get("verbs.passive_against", ()):
            yield (*group.parties, *group.speaks_for, *group.against), word, False
            yield group.with_, self._plainest("with"), False
        else:
            yield group.holders, word, False
            yield group.against, self._plainest("against"), False

    def _plainest(self, role: str) -> str:
        """The first word of the list for a side."""
        return next((phrase.split()[0] for phrase in self.words.get(f"side.{role}", ())), "")

    def _negated(self, verb: Token) -> bool:
        before = self.doc[max(0, verb.i - 4) : verb.i]
        return any(c.dep_ == "neg" and c.i < verb.i for c in verb.children) or any(
            t.lower_ in ("not", "cannot", "n't")
            and all(u.tag_ in FILLING or u.pos_ == "AUX" for u in before if u.i > t.i)
            for t in before
        )

    def _all(self) -> Iterator[_Clause]:
        seen: set[int] = set()
        governed: set[int] = set()
        for start, end, group in self.core.groups:
            if group.aside:
                continue
            for clause in (*self._led(start, end, group), *self._by(start, group), *self._absolute(start, end, group)):
                if clause.verb.i in seen or self._embedded(clause, governed):
                    continue
                seen.add(clause.verb.i)
                yield clause
                if clause.passive:
                    continue
                governed.add(clause.verb.i)
                for more in self._joined(clause):
                    if more.verb.i not in seen:
                        seen.add(more.verb.i)
                        governed.add(more.verb.i)
                        yield more

    def _embedded(self, clause: _Clause, governed: set[int]) -> bool:
        """Whether it is only part of what a named party says."""
        if clause.begin < clause.verb.i and self.doc[clause.begin].lower_ in OPENING:
            return False
        token = clause.verb
        while token.head.i != token.i:
            if token.dep_ in ("ccomp", "relcl", "acl", "advcl") and token.head.i in governed:
                return True
            token = token.head
        return False

    def _led(self, start: int, end: int, group: Group) -> Iterator[_Clause]:
        """The verb right behind the group."""
        i = next((t.i for t in self.doc if t.idx >= end), len(self.doc))
        begin = next((t.i for t in self.doc if t.idx + len(t) > start), 0)
        relative = i < len(self.doc) and self.doc[i].tag_ == "WP"
        while i < len(self.doc) and (self.doc[i].tag_ in (*FILLING, "WP") or self.doc[i].text in (",", ")")):
            if self.doc[i].tag_ == "MD" or self.doc[i].lower_ == "not":
                break
            i += 1
        verb = self._finite(i)
        if verb is not None and (relative or self._leads(begin)):
            yield _Clause(verb, group, first=verb.i + 1, begin=verb.i - 1 if relative else self._beginning(begin))

    def _leads(self, begin: int) -> bool:
        """Whether a clause can start there: not within a phrase ("the proposal by X")."""
        before = self.doc[begin - 1] if begin else None
        return before is None or before.pos_ not in ("ADP", "NOUN", "ADJ") or before.lower_ in (*JOINING, "with")

    def _beginning(self, begin: int) -> int:
        start = begin
        while start and self.doc[start - 1].lower_ in (*JOINING, *OPENING, "the"):
            start -= 1
        joined = any(t.lower_ in (*JOINING, "whereas", "with") for t in self.doc[start:begin])
        return start if joined else begin

    def _finite(self, i: int) -> Token | None:
        """The main verb of the verb group that starts there."""
        if i >= len(self.doc):
            return None
        first = self.doc[i]
        lemma = first.lemma_.lower()
        if first.tag_ == "JJ" and first.lower_.endswith("ed") and first.lower_.startswith(tuple(self.acts)):
            return first  # "Japan preferred language", taken for a noun phrase
        if first.tag_ not in FINITE and not (first.pos_ in VERBAL or lemma in self.acts):
            return None
        if first.tag_ in ("VBG", "NN", "NNS") and lemma not in self.acts:
            return None
        while i < len(self.doc) and (
            self.doc[i].dep_ in ("aux", "auxpass", "neg", "advmod")
            or self.doc[i].tag_ in ("MD", "RB")
            or self._helps(i)
        ):
            i += 1
        verb = self.doc[i] if i < len(self.doc) else first
        return verb if verb.pos_ in VERBAL or verb.tag_.startswith("V") or verb.lemma_.lower() in self.acts else first

    def _helps(self, i: int) -> bool:
        following = self.doc[i + 1] if i + 1 < len(self.doc) else None
        return (
            self.doc[i].lemma_ in ("have", "do", "be")
            and following is not None
            and following.tag_ in ("VBN", "VB", "RB")
        )

    def _by(self, start: int, group: Group) -> Iterator[_Clause]:
        """ "... was opposed by X": what X does to the subject."""
        i = next((t.i for t in self.doc if t.idx + len(t) > start), 0)
        while i and self.doc[i - 1].lower_ in ("the", "both"):
            i -= 1
        if i < 2 or self.doc[i - 1].lower_ not in BY:
            return
        verb = self.doc[i - 2]
        for_, against = self.words.get("verbs.passive_with", ()), self.words.get("verbs.passive_against", ())
        if verb.lower_ not in (*for_, *against):
            return
        top = verb
        while top.dep_ == "conj" and top.head.i != top.i:
            top = top.head
        subject = next((c for c in top.children if c.dep_ in ("nsubjpass", "nsubj")), None)
        if subject is not None and any(t.lower_ in COPULA for t in self.doc[subject.i : top.i]):
            span = (subject.left_edge.i, subject.right_edge.i + 1)
            yield _Clause(verb, group, passive=True, subject=span, first=verb.i + 1, begin=span[0])

    def _absolute(self, start: int, end: int, group: Group) -> Iterator[_Clause]:
        """ ", with X opposed to ...", ", with X preferring ...", ", X opposing ..."."""
        i = next((t.i for t in self.doc if t.idx >= end), len(self.doc))
        while i < len(self.doc) and self.doc[i].tag_ == "RB":
            i += 1
        if i < len(self.doc) and self.doc[i].tag_ == "VBG" and self.doc[i].lemma_.lower() in self.acts:
            begin = next((t.i for t in self.doc if t.idx + len(t) > start), 0)
            yield _Clause(self.doc[i], group, first=i + 1, begin=self._beginning(begin))

    def _joined(self, clause: _Clause) -> Iterator[_Clause]:
        """Further predicates of the same group: "and proposed ...", "Noting ...", ", preferring ..."."""
        for child in (*clause.verb.children, *self._strayed(clause.verb)):
            if has_subject(child):
                continue
            participle = child.tag_ == "VBG" and child.lemma_.lower() in self.acts and self._loose(child)
            finite = child.dep_ == "conj" and child.tag_ in TENSED and clause.verb.tag_ != "VBG"
            bare = child.dep_ == "conj" and child.tag_ == "VB" and self._negated(child)
            if (participle and child.dep_ in PREDICATED) or finite or bare:
                left = child.i
                while left > clause.verb.i + 1 and self._before(left - 1):
                    left -= 1
                group = self._aside(clause, child)
                if participle and child.i < clause.verb.i:
                    group, left = _holding(clause.group), child.i
                more = _Clause(child, group, first=child.i + 1, begin=left)
                yield more
                yield from self._joined(more)

    def _strayed(self, verb: Token) -> Iterator[Token]:
        """Predicates that the parse joins to a clause within the point: "argued that it needed time, and proposed"."""
        for token in self.doc[verb.i + 1 :]:
            if token.dep_ != "conj" or token.tag_ not in ("VBD", "VBN") or token.lemma_.lower() not in self.acts:
                continue
            comma = any(self.doc[i].text == "," for i in (token.i - 2, token.i - 3) if i > verb.i)
            told = comma or (token.tag_ == "VBD" and token.head.tag_ != "VBD")
            if told and self._before(token.i - 1) and self._below(token.head, verb, comma=comma):
                yield token

    def _below(self, token: Token, verb: Token, *, comma: bool) -> bool:
        """Whether the token is in what the verb's parties say; without a comma it must be its verb."""
        while token.head.i != token.i:
            if token.head.i == verb.i and token.i > verb.i and (comma or token.dep_ in DOWNWARD):
                return True
            token = token.head
        return False

    def _aside(self, clause: _Clause, child: Token) -> Group:
        """The group of a further predicate: with an aside of its own on who stands with it."""
        own = [group for start, _, group in self.core.groups if group.aside and clause.verb.idx < start <= child.idx]
        return own[-1] if own else clause.group

    def _before(self, i: int) -> bool:
        return (
            self.doc[i].lower_ in (*JOINING, ",", ";")
            or self.doc[i].tag_ in ("RB", "MD")
            or self.doc[i].dep_ in ("aux", "neg")
        )

    def _loose(self, token: Token) -> bool:
        return token.i == 0 or self.doc[token.i - 1].text in (",", ";", ":") or self.doc[token.i - 1].lower_ in JOINING

    def _points(self, clause: _Clause, limit: int, sentence: str) -> tuple[str, ...]:
        if clause.subject is not None:
            return (self._words(*clause.subject, sentence),)
        stop = min(limit, self._other(clause.verb))
        front = clause.verb.tag_ == "VBG" and clause.begin == clause.verb.i
        if front:
            comma = next((t.i for t in self.doc[clause.first : limit] if t.text == ","), limit)
            stop = max((t.i for t in self.doc[clause.first : stop] if t.text == ","), default=comma)
        split = self._addressee(clause.verb, stop)
        if split is not None:
            return tuple(
                p for p in (self._words(clause.first, split, sentence), self._words(split, stop, sentence)) if p
            )
        words = self._words(clause.first, stop, sentence)
        return (words,) if words else ()

    def _other(self, verb: Token) -> int:
        """Where a clause of somebody else begins: "voiced objections, but the Chair noted ..."."""
        for child in verb.children:
            left = child.left_edge.i
            parted = left > 1 and self.doc[left - 1].lower_ in JOINING and self.doc[left - 2].text == ","
            if child.dep_ == "conj" and parted and has_subject(child) and child.lemma_.lower() in self.acts:
                return left - 1
        return len(self.doc)

    def _addressee(self, verb: Token, stop: int) -> int | None:
        """Where what is asked starts behind who is asked."""
        following = self.doc[verb.i + 1] if verb.i + 1 < len(self.doc) else None
        if (
            verb.lemma_.lower() not in self.words.get("verbs.addressing", ())
            or following is None
            or following.tag_ == "VBG"
        ):
            return None
        for child in verb.children:
            asked = child.dep_ in ("xcomp", "ccomp", "advcl") and any(c.lower_ == "to" for c in child.children)
            left = child.left_edge.i
            if asked and verb.i + 1 < left < stop and self.doc[left].lower_ in ("to", "not"):
                return left
        for token in self.doc[verb.i + 1 : stop]:
            if token.pos_ in VERBAL:
                return None
            if (
                token.i > verb.i + 1
                and token.lower_ in ("to", "not")
                and token.head.pos_ == "VERB"
                and token.head.i > token.i
            ):
                return token.i
        return None

    def _context(self, clauses: Sequence[_Clause]) -> tuple[int, int] | None:
        """ "On the budget, X said ...": what the sentence is about."""
        if not clauses or not len(self.doc) or self.doc[0].lower_ not in CONTEXTS:
            return None
        begin = next((c.begin for c in clauses if not c.passive), 0)
        while begin and self.doc[begin - 1].text in (",",):
            begin -= 1
        spoken = any(t.pos_ in VERBAL and t.tag_ in TENSED[:3] for t in self.doc[:begin])
        dated = any(t.ent_type_ == "DATE" for t in self.doc[1:2])
        return (0, begin) if begin > 1 and not spoken and not dated else None

    def _words(self, first: int, stop: int, sentence: str) -> str:
        while first < stop and self.doc[first].text == ",":
            first += 1
        while stop > first and (self.doc[stop - 1].text in (",", ";", "and", "but") or self.doc[stop - 1].is_space):
            stop -= 1
        if stop <= first:
            return ""
        last = self.doc[stop - 1]
        start, end = self.core.span(self.doc[first].idx, last.idx + len(last))
        words = sentence[start:end].strip()
        return words if any(c.isalnum() for c in words) else ""


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def _holding(group: Group) -> Group:
    """The group's own parties, without those who stand beside them."""
    return Group(
        start=group.start, first_end=group.first_end, end=group.end, parties=group.parties, speaks_for=group.speaks_for
    )
