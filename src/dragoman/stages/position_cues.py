"""Where a text says that somebody wants, refuses, accepts or offers something: cue words and the clause they govern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..model.claim import Stance
from .position_clauses import (
    VERBAL,
    agent_of,
    called_so,
    carrier_of,
    clause_of,
    cleft_end,
    condition_in,
    hung_beside,
    is_agenda,
    is_claim,
    is_denied,
    is_negated,
    is_passive,
    is_question,
    is_topic,
    list_end,
    owner_of,
    right_limit,
    subject_of,
    told_of,
)
from .position_words import CueWords, Entry

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CueKind = Literal["verb", "noun", "adjective", "duty", "refusal", "intent"]
OPPOSITE: dict[Stance, Stance] = {
    "demands": "rejects",
    "rejects": "open_to",
    "accepts": "rejects",
    "offers": "rejects",
    "open_to": "rejects",
}
PREDICATES = ("acomp", "ROOT", "conj", "advcl", "acl", "oprd", "relcl", "ccomp", "xcomp")
BE = ("be", "is", "are", "was", "were", "been", "'re", "’re", "'s", "’s", "'m", "’m")
NEAR = 8  # tokens between a noun and the verb that carries it: "stressed the pressing need"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue word with its clause: token numbers, ends half-open.

    ``focus`` is what the cue speaks of; ``explicit``: a noun names its owner; ``carrier``: the verb a noun belongs to.
    """

    kind: CueKind
    word: str
    stance: Stance
    token: int
    start: int
    end: int
    focus: tuple[int, int]
    strong: bool = True
    sure: bool = False
    subject: int | None = None
    carrier: str | None = None
    negated: bool = False
    passive: bool = False
    explicit: bool = False
    condition: tuple[int, int] | None = None


def find_cues(doc: Doc, words: CueWords) -> Iterator[Cue]:
    """All cue words in text order, those included that another one governs."""
    asked = {token.i for sentence in doc.sents if is_question(sentence) for token in sentence}
    for token in doc:
        if token.is_punct or token.is_space or token.i in asked:
            continue
        part, tag = token.pos_, token.tag_
        if (part in VERBAL or tag.startswith("VB")) and (entry := words.verb(token)) and not is_claim(token, words):
            yield _verb_cue(token, entry, words)
        if part in ("NOUN", "PROPN") and (entry := words.noun(token)) and not is_agenda(token, words):
            yield from _noun_cue(token, entry, words)
        if part in ("ADJ", "VERB", "ADV", "ADP") and (entry := words.adjective(token)) and _is_predicate(token):
            yield _adjective_cue(token, entry, words)
        if tag == "MD" or token.lower_ == "going":
            yield from _modal_cue(token, words)
        if token.lemma_.lower() in words.duties:
            yield from _duty_cue(token, words)


def _is_predicate(token: Token) -> bool:
    """Whether an adjective, or a word used like one, is said of somebody: "is open to", "are determined"."""
    if token.pos_ == "ADP":
        return token.dep_ == "prep" and token.head.lemma_ == "be"
    if token.pos_ == "VERB":
        be = token.dep_ in ("acomp", "oprd") or any(c.dep_ == "auxpass" or c.lower_ in BE for c in token.children)
        return token.tag_ == "VBN" and be
    return token.dep_ in PREDICATES


def _turned(entry: Entry, negated: bool, words: CueWords) -> Stance:
    """The stance of an entry; "will not relinquish" rejects as "relinquish" would."""
    return OPPOSITE[entry.stance] if negated and not words.has("negation.of_loss", entry.text) else entry.stance


def _verb_cue(verb: Token, entry: Entry, words: CueWords) -> Cue:
    passive = is_passive(verb) and not (verb.tag_ == "VBN" and words.has("participles.stative", verb.lower_))
    subject = agent_of(verb) if passive else subject_of(verb)
    negated = is_negated(verb, words)
    start, end = clause_of(verb, subject)
    end = max(end, cleft_end(verb))
    return Cue(
        kind="verb",
        word=entry.text,
        strong=entry.strong,
        sure=entry.sure,
        stance=_turned(entry, negated, words),
        token=verb.i,
        start=start,
        end=end,
        subject=None if subject is None else subject.i,
        focus=(start, end) if passive else (verb.i + 1, end),
        negated=negated,
        passive=passive,
        condition=condition_in(verb.doc, start, end, words),
    )


def _noun_cue(noun: Token, entry: Entry, words: CueWords) -> Iterator[Cue]:
    owner, carrier = owner_of(noun, words), carrier_of(noun, words)
    beside = hung_beside(noun, carrier, words)
    complement = any(c.dep_ in ("prep", "acl", "relcl", "ccomp", "xcomp", "appos") for c in noun.rights) or bool(beside)
    named = carrier is not None and words.has("owned.naming", carrier.lemma_) and is_topic(noun, words)
    called = called_so(noun, entry.text, carrier, words)
    if not complement and not named and owner is None and called is None and noun.dep_ != "attr":
        return
    holder = owner or (subject_of(carrier) if carrier is not None else None)
    if holder is not None and holder.i == noun.i:
        holder = None
    start, end = noun.left_edge.i, max(right_limit(noun), beside, told_of(noun)) + 1
    if carrier is not None and named:
        end, complement = max(end, right_limit(carrier) + 1), True
    listed = list_end(noun, end)
    complement, end = complement or listed > end, listed
    if owner is None and carrier is not None and 0 < noun.i - carrier.i < NEAR:
        start = min(start, carrier.i)
    if called is not None:
        start, complement = min(start, called.left_edge.i), False
    denied = (owner is None or called is not None) and carrier is not None and is_negated(carrier, words)
    negated = denied or any(c.lower_ == "no" for c in noun.children)
    yield Cue(
        kind="noun",
        word=entry.text,
        strong=entry.strong,
        sure=entry.sure,
        stance=_turned(entry, negated, words),
        token=noun.i,
        start=start,
        end=end,
        subject=None if holder is None else holder.i,
        focus=(noun.i + 1, end) if complement else (start, noun.i + 1),
        carrier=None if carrier is None else carrier.lemma_.lower(),
        negated=negated,
        explicit=owner is not None,
        condition=condition_in(noun.doc, start, end, words),
    )


def _adjective_cue(adjective: Token, entry: Entry, words: CueWords) -> Cue:
    head = adjective.head if adjective.dep_ in ("acomp", "oprd", "prep") else adjective
    subject = subject_of(adjective) or subject_of(head)
    negated = is_negated(head, words) or is_negated(adjective, words)
    start, end = clause_of(head, subject)
    end = max(end, right_limit(adjective) + 1)
    return Cue(
        kind="adjective",
        word=entry.text,
        strong=entry.strong,
        sure=entry.sure,
        stance=_turned(entry, negated, words),
        token=adjective.i,
        start=start,
        end=end,
        subject=None if subject is None else subject.i,
        focus=(adjective.i + 1, max(end, adjective.i + 2)),
        negated=negated,
        condition=condition_in(adjective.doc, start, end, words),
    )


def _modal_cue(token: Token, words: CueWords) -> Iterator[Cue]:
    """ "Must" and "should"; "will", "would", "going to" and their denial."""
    if token.tag_ == "MD" and token.dep_ == "aux":
        verb = token.head
        negated = is_denied(verb, words)
        if words.has("claiming.telling", verb.lemma_.lower()) and any(c.dep_ == "ccomp" for c in verb.rights):
            return  # "I can tell you that"
        if words.has("duty.modals", token.lower_):
            yield _plain_cue("duty", token.lower_, token, verb, words)
        else:
            yield _plain_cue("refusal" if negated else "intent", verb.lemma_.lower(), token, verb, words)
    elif token.lower_ == "going" and any(c.lower_ in BE for c in token.children):
        kind: CueKind = "refusal" if is_negated(token, words) else "intent"
        for verb in token.children:
            if verb.dep_ == "xcomp" and verb.tag_ == "VB":
                yield _plain_cue(kind, verb.lemma_.lower(), token, token, words)


def _duty_cue(token: Token, words: CueWords) -> Iterator[Cue]:
    """ "Needs to", "it is essential that", "the priority is to"."""
    lemma = token.lemma_.lower()
    if token.pos_ in VERBAL and words.has("duty.verbs", lemma):
        infinitive = any(c.dep_ == "xcomp" for c in token.children)
        if infinitive or (lemma == "need" and any(c.dep_ == "dobj" for c in token.children)):
            yield _plain_cue("duty", lemma, token, token, words)
    elif words.has("duty.adjectives", lemma) and token.dep_ in ("acomp", "attr", "oprd", "ROOT", "ccomp"):
        yield _plain_cue("duty", lemma, token, token.head if token.dep_ in ("acomp", "attr", "oprd") else token, words)
    elif words.has("duty.nouns", lemma) and (token.dep_ == "attr" or _is_topic(token)):
        yield _plain_cue("duty", lemma, token, token.head, words)


def _is_topic(noun: Token) -> bool:
    """Whether a noun is what a clause says something about: "the priority is to open the road"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return False
    return any(c.dep_ in ("xcomp", "ccomp", "attr") for c in noun.head.rights)


def _plain_cue(kind: CueKind, word: str, token: Token, verb: Token, words: CueWords) -> Cue:
    subject = subject_of(verb)
    start, end = clause_of(verb, subject)
    negated = is_denied(verb, words) or words.has("duty.bad", token.lemma_.lower())
    positive: Stance = "demands" if kind == "duty" else "accepts"
    return Cue(
        kind=kind,
        word=word,
        stance="rejects" if negated else positive,
        token=token.i,
        start=min(start, token.i),
        end=max(end, token.i + 1),
        subject=None if subject is None else subject.i,
        focus=(start, end),
        negated=negated,
        condition=condition_in(token.doc, start, end, words),
    )
