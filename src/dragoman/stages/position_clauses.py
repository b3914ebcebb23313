"""How far the clause of a cue reaches, who its subject is, what negates it and on what it depends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..reading.clauses import SUBJECTS, is_infinitive, own_subject
from .position_words import CueWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

REACH = 25  # tokens between a cue and the subject that still stands in one passage with it
LEVELS = 4  # clauses up to the one whose subject a participle or infinitive shares
LINKED = 7  # words up to the verb whose object a noun is or stands within
VERBAL = ("VERB", "AUX")
INDICATIVE = ("VBD", "VBZ", "VBP")
RELATIVE = ("which", "who", "that")
STOPS = (";", "—", "–", ".", "?", "!")
STRAY = (",", ";", ":", ".", "—", "–", "-", "(", "“", "‘")
OBJECTS = ("dobj", "attr", "oprd", "nsubjpass", "nsubj", "dative")
OWNING = {"of": "owned.of", "for": "owned.for", "between": "owned.between", "among": "owned.between"}
LINKS = ("pobj", "conj", "appos", "prep", "pcomp")


def is_negated(token: Token, words: CueWords) -> bool:
    """Whether a negation hangs on the token or on its subject, or a verb of denial governs it."""
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children)):
            return True
        ahead = child.i < token.i and child.dep_ in ("advmod", "det", "preconj")
        if ahead and words.has("negation.words", child.lower_):
            return True
        if child.dep_ in SUBJECTS and _is_nobody(child, words):
            return True
    if token.i > 1 and words.has("negation.prefixes", token.doc[token.i - 2].lower_):
        return token.doc[token.i - 1].text == "-"
    return token.dep_ == "xcomp" and words.has("negation.verbs", token.head.lemma_.lower())


def is_denied(verb: Token, words: CueWords) -> bool:
    """Whether a verb is negated, or what there will be or somebody will have is none: "there will be *no* talks"."""
    things = (c for c in verb.rights if c.dep_ in ("attr", "dobj") and verb.lemma_ in ("be", "have"))
    return is_negated(verb, words) or any(
        c.i < thing.i and words.has("negation.nothing", c.lower_) for thing in things for c in thing.children
    )


def _is_nobody(subject: Token, words: CueWords) -> bool:
    """ "nobody"; "no side"; "neither side", "neither Norland nor Sudria"."""
    ahead = (child for child in subject.children if child.i < subject.i)
    return words.has("negation.subjects", subject.lower_) or any(words.has("negation.nobody", c.lower_) for c in ahead)


def is_claim(verb: Token, words: CueWords) -> bool:
    """Whether a verb of proposing tells what is, not what to do: "suggested that the talks *were* at an end"."""
    if not words.has("claiming.verbs", verb.lemma_.lower()):
        return False
    clauses = (c for c in verb.rights if c.dep_ == "ccomp")
    told = ({c, *(g for g in c.children if g.dep_ in ("aux", "auxpass"))} for c in clauses)
    return any(t.tag_ in INDICATIVE for clause in told for t in clause)


def is_question(sentence: SpacySpan) -> bool:
    """Whether a sentence asks: "Did Norland demand a truce?"; what it asks is no news."""
    words = [t for t in sentence if not t.is_space and not t.is_quote]
    return bool(words) and words[-1].text == "?"


def is_agenda(noun: Token, words: CueWords) -> bool:
    """Whether a proposal or plan is talked about, nobody's: "discussions *about a proposal* to end the war"."""
    above = noun.head
    if noun.dep_ != "pobj" or above.dep_ != "prep" or not words.has("claiming.about", above.lower_):
        return False
    if any(c.dep_ == "poss" for c in noun.children):
        return False
    return words.has("encounters.talks", above.head.lemma_.lower())


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Who does it: the verb's own subject, else that of the clause it belongs to."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.dep_ != "expl":
            return verb.head if child.lower_ in RELATIVE and verb.dep_ == "relcl" else child
    head = verb.head
    if depth > LEVELS or head.i == verb.i:
        return None
    match verb.dep_:
        case "conj":
            return subject_of(head, depth + 1) if head.pos_ in (*VERBAL, "ADJ") else None
        case "xcomp":
            own = [c for c in head.children if c.dep_ == "dobj"]
            return own[0] if own else subject_of(head, depth + 1)
        case "pcomp" if (beside := _object_of(head)) is not None and beside.i < verb.i:
            return beside
        case "advcl" | "pcomp":
            while head.dep_ in ("prep", "pobj") and head.head.i != head.i:
                head = head.head
            return subject_of(head, depth + 1)
        case "acl":
            return head if head.pos_ in ("NOUN", "PROPN", "PRON") else None
        case "acomp" | "attr" | "oprd":
            return subject_of(head, depth + 1)
        case _:
            return None


def agent_of(verb: Token) -> Token | None:
    """Who does it in the passive: "rejected by both"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return _object_of(child)
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject, said or not, is what it is done to."""
    bare = verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl") and not any(c.dep_ == "aux" for c in verb.children)
    return bare or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def owner_of(noun: Token, words: CueWords) -> Token | None:
    """Whose demand it is: possessor, who put it forward, "by", "from" or "of" behind it, adjective or name before."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and (maker := agent_of(child)) is not None:
            return maker
    for child in noun.children:
        word = child.lower_
        owned = word in OWNING and words.has(OWNING[word], noun.lemma_.lower())
        if child.dep_ == "prep" and (owned or word in ("by", "from")):
            found = _object_of(child)
            if found is not None:
                return found
    for child in noun.children:
        named = child.pos_ in ("PROPN", "ADJ") and child.text[0].isupper()
        if child.i < noun.i and child.dep_ in ("amod", "compound", "nmod") and named:
            return child
    return None


def _object_of(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def carrier_of(noun: Token, words: CueWords) -> Token | None:
    """The verb whose object (or other complement) the noun is; that of the sentence for "with the aim of"."""
    carrier = _carrier(noun)
    if carrier is not None or noun.dep_ != "pobj" or not words.has("owned.purpose", noun.lemma_.lower()):
        return carrier
    root = noun.sent.root
    return root if root.pos_ in VERBAL and root.i < noun.i else None


def _carrier(noun: Token) -> Token | None:
    token = noun
    for _ in range(LINKED):
        if token.dep_ in OBJECTS:
            return token.head if token.head.pos_ in VERBAL else None
        if token.dep_ not in LINKS:
            return None
        token = token.head
        if token.pos_ in VERBAL and token.dep_ != "prep":  # "according to", "including" are no verbs
            return token
    return None


def is_topic(noun: Token, words: CueWords) -> bool:
    """Whether a clause says what a noun is: "its demands include a truce", "among its demands is a truce"."""
    if noun.dep_ == "nsubj":
        return True
    above = noun.head
    return noun.dep_ == "pobj" and words.has("owned.among", above.lower_) and above.head.lemma_ == "be"


def called_so(noun: Token, entry: str, carrier: Token | None, words: CueWords) -> Token | None:
    """What is called a demand or condition: "*the release* is a demand", "made *it* a condition", "set *it* as one"."""
    if carrier is None or not words.has("owned.named", entry):
        return None
    if noun.dep_ == "attr" or (noun.dep_ == "pobj" and carrier.lemma_ == "be" and noun.head.dep_ == "prep"):
        return next((c for c in carrier.lefts if c.dep_ in ("nsubj", "csubj")), None)
    so = noun.dep_ in ("dobj", "oprd") or (noun.dep_ == "pobj" and noun.head.lower_ == "as")
    if not so or not words.has("owned.calling", carrier.lemma_.lower()):
        return None
    below = [*carrier.children, *(g for c in carrier.children if c.dep_ == "ccomp" for g in c.lefts)]
    return next((c for c in below if c.dep_ in ("dobj", "nsubj", "nsubjpass") and carrier.i < c.i < noun.i), None)


def cleft_end(verb: Token) -> int:
    """End of what somebody is said to want: "*what* we want *is the withdrawal* of all forces"."""
    what = verb.dep_ == "csubj" and any(c.lower_ == "what" for c in verb.children)
    all_of_it = verb.dep_ == "relcl" and verb.head.dep_ == "nsubj" and verb.head.lower_ in ("all", "thing")
    above = verb.head.head if all_of_it else verb.head
    return right_limit(above) + 1 if (what or all_of_it) and above.lemma_ == "be" else 0


def hung_beside(noun: Token, carrier: Token | None, words: CueWords) -> int:
    """Last word of a complement right behind a noun that the parse hangs on its verb.

    "put its support *behind a truce*", "renewed their call *to end it*".
    """
    if carrier is None or noun.dep_ not in ("dobj", "conj"):
        return 0
    for child in carrier.rights:
        gap = noun.doc[noun.i + 1 : child.left_edge.i]
        wanted = child.dep_ in ("xcomp", "advcl") and is_infinitive(child) and own_subject(child) is None
        opens = wanted or (child.dep_ == "prep" and words.has("owned.beside", child.lower_))
        if opens and child.i > noun.i and all(t.is_punct for t in gap):
            return int(right_limit(child))
    return 0


def told_of(noun: Token) -> int:
    """Last word of what somebody should do, if a participle tells it: "the importance of Norland *halting* it"."""
    last = right_limit(noun)
    after = noun.doc[last + 1 : last + 2]
    named = any(c.lower_ == "of" and _object_of(c) is not None for c in noun.children)
    if not named or not len(after) or after[0].tag_ != "VBG" or after[0].sent.start != noun.sent.start:
        return 0
    return int(right_limit(after[0]))


def clause_of(verb: Token, subject: Token | None) -> tuple[int, int]:
    """The passage of a verb: from its subject, where that is near, to the end of what hangs on it."""
    start = verb.i
    for child in verb.children:
        if child.i < verb.i and child.dep_ in ("aux", "auxpass", "neg", "advmod", "prt"):
            start = min(start, child.left_edge.i)
    if subject is not None and subject.head.i == verb.i and subject.i < verb.i:
        left = subject.left_edge.i
        if verb.i - left <= REACH:
            start = min(start, left)
        elif verb.i - subject.i <= REACH:
            start = min(start, subject.i)
    return start, right_limit(verb) + 1


def right_limit(token: Token) -> int:
    """Last token of what hangs on the token, without clauses that stand beside it."""
    last = token.i
    for child in token.rights:
        if _stands_beside(child, token):
            break
        if child.dep_ not in ("punct", "cc"):
            last = max(last, child.right_edge.i)
    doc = token.doc
    while last > token.i and (doc[last].is_space or doc[last].text in STRAY):
        last -= 1
    while (verb := _listed_behind(doc, last)) is not None and token.i <= verb.i <= last:
        last = right_limit(_after_joint(doc, last))
    return int(last)


def _listed_behind(doc: Doc, last: int) -> Token | None:
    """The infinitive in a passage with which a list begins that goes on right behind it."""
    verb = _after_joint(doc, last)
    return None if verb.sent.start != doc[last].sent.start else listed_with(verb)


def _after_joint(doc: Doc, last: int) -> Token:
    """The first word behind a passage and a comma or "and"."""
    place = last + 1
    while place < len(doc) - 1 and (
        doc[place].text == "," or doc[place].is_space or doc[place].dep_ in ("cc", "advmod")
    ):
        place += 1
    return doc[min(place, len(doc) - 1)]


def listed_with(verb: Token) -> Token | None:
    """The first infinitive of a list that a verb goes on with, wherever the parse hangs it.

    "called on them *to stop* the strikes, *release* the captives and *open* the road".
    """
    before = verb.i - 1
    while before >= verb.sent.start and (verb.doc[before].is_space or verb.doc[before].dep_ == "advmod"):
        before -= 1
    joint = verb.doc[before] if before >= verb.sent.start else verb
    if verb.tag_ != "VB" or not (joint.dep_ == "cc" or joint.text == ","):
        return None
    for token in reversed(verb.doc[verb.sent.start : before]):
        if token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children):
            return token
    return None


def list_end(token: Token, end: int) -> int:
    """Where a list that a colon opens right behind a phrase ends: with its sentence."""
    doc = token.doc
    if end >= len(doc) or doc[end].text != ":" or doc[end].sent.start != token.sent.start:
        return end
    last = token.sent.end
    while last > end and (doc[last - 1].is_space or doc[last - 1].text in STRAY):
        last -= 1
    return int(last)


def _stands_beside(child: Token, token: Token) -> bool:
    if child.dep_ == "conj":
        return child.pos_ in VERBAL and token.pos_ in VERBAL
    if child.dep_ == "advcl":
        marks = [c for c in child.children if c.lower_ in CONCESSIVE and c.dep_ in ("mark", "advmod")]
        return bool(marks) and token.doc[marks[0].i - 1].lower_ != "only"
    return child.dep_ == "parataxis" or (child.dep_ == "punct" and child.text in STOPS)


CONCESSIVE = ("while", "although", "though", "whereas", "even", "despite", "as", "after", "when", "because", "since")


def condition_in(doc: Doc, start: int, end: int, words: CueWords) -> tuple[int, int] | None:
    """The part of a passage that says on what it depends: "if", "unless", "in exchange for" and what follows."""
    lowered = [t.lower_ for t in doc[start:end]]
    for i, word in enumerate(lowered):
        if any(tuple(lowered[i : i + len(phrase)]) == phrase for phrase in words.conditions.get(word, ())):
            if _is_day(doc[start + i]):
                continue
            return start + i, _condition_end(doc[start + i], end)
    return None


def _is_day(mark: Token) -> bool:
    """Whether what follows is a day and no condition: "until 30 November"."""
    return any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in mark.children)


def _condition_end(mark: Token, end: int) -> int:
    if mark.dep_ not in ("mark", "prep", "advmod") or mark.head.i == mark.i:
        return end
    root = mark.head if mark.dep_ == "mark" else mark
    return min(end, max(root.right_edge.i + 1, mark.i + 2))
