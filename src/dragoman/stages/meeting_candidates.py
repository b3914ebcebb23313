"""Words that may report an encounter, and the clause each stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..reading.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
DASHES = ("-", "--", "–", "—")
LINE = 12  # words in which a dateline ends
CARRIED = ("dobj", "nsubj", "nsubjpass", "pobj", "attr", "conj", "oprd")


@dataclass(frozen=True, slots=True)
class Words:
    """The stage's word lists as sets; ``sorts``: lemma to sort for verbs, nouns and light verbs."""

    sets: Mapping[str, frozenset[str]]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    light: Mapping[str, str]

    def has(self, key: str, *words: str) -> bool:
        """Whether any of the words is on that list."""
        listed = self.sets.get(key)
        return listed is not None and not listed.isdisjoint(words)


def words_of(reading: Reading) -> Words:
    """Word lists of the stage from the reading's lexicon."""
    lexicon = reading.lexicon("meetings")
    tables: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}, "light": {}}
    for key, forms in lexicon.items():
        table, _, sort = key.partition(".")
        if table in tables:
            for form in forms:
                tables[table].setdefault(form, sort)
    actors = reading.lexicon("actors")
    sets = {key: frozenset(forms) for key, forms in lexicon.items()}
    sets["actor_nouns"] = frozenset(
        word
        for key in ("anonymous_nouns", "role_nouns", "institution_nouns", "mediator_nouns")
        for word in actors.get(key, ())
    ) | sets.get("people.also", frozenset())
    sets["ranks"] = frozenset((*actors.get("ranks", ()), *actors.get("courtesy", ())))
    return Words(sets=sets, verbs=tables["verbs"], nouns=tables["nouns"], light=tables["light"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may report an encounter.

    ``sort``: which list it is on; ``verb``: itself or the verb that carries it, if any; ``start`` and ``end``: the
    clause (or noun phrase) around it, in tokens; ``top``: the verb whose subject takes part ("plans" in "plans to
    meet").
    """

    token: Token
    sort: str
    noun: bool
    verb: Token | None
    top: Token | None
    start: int
    end: int


def candidates(reading: Reading, words: Words) -> Iterator[Candidate]:
    """Every word of the lists, left to right; a verb that merely carries an event noun gives way to the noun."""
    for token in reading.doc:
        lemma = token.lemma_.lower()
        if (lemma not in words.verbs and lemma not in words.nouns) or not (token.is_alpha or "-" in token.text):
            continue
        if token.pos_ in ("VERB", "AUX") and lemma in words.verbs and not _carries(token, words):
            yield _of_verb(token, words.verbs[lemma])
        elif token.pos_ in ("NOUN", "PROPN") and lemma in words.nouns and not _modifies(token) and not _not(token):
            yield _of_noun(token, words.nouns[lemma], words)


def _carries(verb: Token, words: Words) -> bool:
    """Whether an event noun is the verb's object: the noun is the candidate then ("attended the talks")."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass") and child.lemma_.lower() in words.nouns:
            return words.verbs.get(verb.lemma_.lower()) in ("attend", "receive", "mediate")
    return False


def _not(noun: Token) -> bool:
    """ "consultations and not negotiations"."""
    start = noun.left_edge.i
    return any(t.lower_ == "not" for t in noun.doc[max(start - 1, 0) : noun.i])


def _modifies(noun: Token) -> bool:
    """ "talks" in "talks process", "meeting" in "meeting room": only the head counts."""
    return noun.dep_ == "compound" and noun.head.i > noun.i and noun.head.pos_ in ("NOUN", "PROPN")


def _of_verb(verb: Token, sort: str) -> Candidate:
    top = governing(verb)
    start, end = clause(verb, top)
    return Candidate(token=verb, sort=sort, noun=False, verb=verb, top=top, start=start, end=end)


def _of_noun(noun: Token, sort: str, words: Words) -> Candidate:
    verb = carrier(noun)
    if verb is not None:
        top = governing(verb)
        start, end = clause(verb, top)
        if start <= noun.i < end:
            return Candidate(token=noun, sort=sort, noun=True, verb=verb, top=top, start=start, end=end)
    start, end = phrase(noun)
    verb = verb_above(noun)
    if end - start <= SHORT and verb is not None:
        wide = clause(verb, governing(verb))
        if wide[0] <= start and end <= wide[1] and wide[1] - wide[0] <= CLAUSE:
            start, end = wide
    return Candidate(token=noun, sort=sort, noun=True, verb=None, top=verb, start=start, end=end)


def verb_above(token: Token) -> Token | None:
    """The verb in whose clause the word stands; "following talks" and "including talks" have none of their own."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") and ancestor.dep_ != "prep":
            return ancestor
    return None


def carrier(noun: Token) -> Token | None:
    """The verb of which the noun is subject or object, straight or through "round of", "part in", "phase of"."""
    token = noun
    for _ in range(6):
        head = token.head
        if head.i == token.i:
            return None
        if head.pos_ in ("VERB", "AUX"):
            straight = token.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "oprd", "ccomp")
            return head if straight or (token.dep_ == "prep" and token.lower_ in ("in", "into")) else None
        through = token.dep_ == "pobj" and head.lower_ in ("of", "in", "into")
        if through or token.dep_ == "conj" or (token.dep_ == "prep" and head.lemma_ in PARTS):
            token = head
            continue
        return None
    return None


PARTS = frozenset(
    {"round", "series", "day", "hour", "part", "phase", "set", "number", "session", "kind", "week", "couple", "stage"}
)
SHORT, CLAUSE = 6, 36


def governing(verb: Token) -> Token:
    """Up from an infinitive or coordinated verb without a subject to the verb whose subject it shares."""
    token = verb
    for _ in range(4):
        if any(child.dep_ in SUBJECTS and not _dated(child) for child in token.children):
            return token
        head = token.head
        before = _clause_before(token)
        if before is not None:
            return before
        if head.i == token.i or head.pos_ not in ("VERB", "AUX", "ADJ"):
            return token
        joined = token.dep_ in ("xcomp", "conj", "advcl", "pcomp") or (token.pos_ == "ADJ" and token.dep_ == "acomp")
        if joined or (token.dep_ == "ccomp" and token.tag_ in ("VB", "VBG")):
            token = head
            continue
        return token
    return token


def _clause_before(verb: Token) -> Token | None:
    """The verb of "A visited B; next day met C", whose subject is not told again."""
    if verb.tag_ != "VBD" or verb.dep_ != "ROOT":
        return None
    clauses = (child for child in verb.lefts if child.dep_ == "ccomp" and child.tag_ == "VBD")
    return next((c for c in clauses if any(t.dep_ in SUBJECTS for t in c.children)), None)


def subject(verb: Token) -> Token | None:
    """The subject of the verb, or of the one that governs it; for a relative pronoun, what it stands for."""
    top = governing(verb)
    found = [child for child in top.children if child.dep_ in SUBJECTS and not _dated(child)]
    if found:
        doer = next((child for child in found if _dash(child) is None), None) or _behind_dateline(found[0])
        return top.head if doer.tag_ in ("WP", "WDT") and top.dep_ == "relcl" else doer
    if top.dep_ in ("acl", "relcl") and top.tag_ in ("VBG", "VB"):
        return _became(top.head) or top.head
    return None


def _dated(token: Token) -> bool:
    """ "31 May" in "met A, and 31 May met B": a day does nothing."""
    return token.ent_type_ == "DATE" and token.head.dep_ == "conj" and not any(c.dep_ == "nmod" for c in token.lefts)


def _became(noun: Token) -> Token | None:
    """Who "became the latest leader" to do something."""
    if noun.dep_ != "attr":
        return None
    return next((child for child in noun.head.lefts if child.dep_ in SUBJECTS and child.pos_ != "PRON"), None)


def _dash(token: Token) -> int | None:
    """The dash behind "MOSCOW" in "MOSCOW, May 2 (Agency) -- President A met B"; the parser makes it a subject."""
    if token.i + 1 < len(token.doc) and token.nbor(1).text in (*DASHES, ":"):
        return token.i + 1
    if token.left_edge.i != token.sent.start or token.pos_ != "PROPN":
        return None
    for behind in token.doc[token.i + 1 : token.i + LINE]:
        if behind.text in DASHES and behind.nbor(-1).whitespace_:
            return behind.i
        if behind.pos_ not in ("PROPN", "NUM", "PUNCT") or not behind.text.strip():
            return None
    return None


def _behind_dateline(town: Token) -> Token:
    """ "MOSCOW - *Egypt* and Sudan began talks", where the parser takes the first for another name of the town."""
    dash = _dash(town) or town.i
    return next((c for c in town.children if c.dep_ == "appos" and c.i > dash and _dash(c) is None), town)


def joined_at(verb: Token, top: Token) -> Token:
    """The verb at which the clause of its own opens: after "and" the subject is not told again."""
    token = verb
    while token.i != top.i and token.head.i != token.i:
        if token.dep_ == "conj":
            return token
        token = token.head
    return top if token.i == top.i else verb


def clause(verb: Token, top: Token) -> tuple[int, int]:
    """From the subject to the end of the verb's own complements: clauses joined by comma or "and" stay out."""
    opener = joined_at(verb, top)
    start = min((c.left_edge.i for c in opener.lefts if c.dep_ in (*SUBJECTS, "aux", "neg")), default=opener.i)
    if top.i > verb.i:
        start = min(start, verb.left_edge.i)
    first = next((c for c in top.lefts if c.dep_ in SUBJECTS), None)
    if first is not None and first.tag_ in ("WP", "WDT") and top.dep_ == "relcl":
        start = min(start, top.head.left_edge.i) if top.i - top.head.i < 12 else start
    end = verb.i + 1
    for child in verb.rights:
        if child.dep_ in ("conj", "parataxis", "cc") and child.pos_ in ("VERB", "AUX", "CCONJ"):
            break
        if child.dep_ == "punct" and child.text not in ('"', "“", "”", "-", "(", ")", ","):
            break
        if child.dep_ == "punct":
            continue
        if child.dep_ in ("advcl", "ccomp") and verb.doc[child.left_edge.i - 1].text == ",":
            break
        end = max(end, right_edge(child))
    sentence = verb.sent
    return max(start, sentence.start), min(max(end, start + 1), sentence.end)


def right_edge(token: Token) -> int:
    """Right end of a phrase, cut before a clause set off by comma, dash or semicolon."""
    end = int(token.right_edge.i) + 1
    doc = token.doc
    for i in range(token.i + 1, end):
        word = doc[i]
        if word.text in (";", "—", "–") or (
            word.text == "," and i + 1 < end and doc[i + 1].tag_ in ("WDT", "WP", "WRB", "VBG") and i > token.i + 6
        ):
            return i
    return end


def phrase(noun: Token) -> tuple[int, int]:
    """The noun phrase with its modifiers and complements."""
    start = int(noun.left_edge.i)
    end = noun.i + 1
    for child in noun.rights:
        if child.dep_ in ("conj", "cc", "appos"):
            break
        if child.dep_ == "punct":
            continue
        if child.dep_ == "relcl" and noun.doc[child.left_edge.i - 1].text == ",":
            break
        end = max(end, right_edge(child))
    while start < noun.i and noun.doc[start].is_punct:
        start += 1
    return max(start, noun.sent.start), min(end, noun.sent.end)
