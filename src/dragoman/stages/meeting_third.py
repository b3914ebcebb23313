"""Those who mediate or host an encounter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .meeting_candidates import SUBJECTS, Candidate, Words, governing, subject
from .meeting_offices import many
from .meeting_phrases import Phrases
from .meeting_presence import BETWEEN

if TYPE_CHECKING:
    from spacy.tokens import Token

OF = ("of", "by", "from")
THROUGH = ("through", "via")


def mediating(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """Heads of those "mediated by" whom, under whose auspices, "X-brokered", and of those who mediate."""
    if not candidate.noun and candidate.sort == "mediate":
        doer = None if _by_others(candidate.token) else who_works(candidate.token)
        if doer is not None:
            yield from phrases.row(doer)
    for token in _clause(candidate):
        yield from _named_by(token, phrases)
        if _leads_others(token, candidate, phrases.words):
            yield from (m for c in token.children if c.dep_ == "pobj" for m in phrases.row(c))
    if candidate.sort == "mediation":
        yield from _owners(candidate.token, phrases)


def _leads_others(agent: Token, candidate: Candidate, words: Words) -> bool:
    """ "talks between A and B, led by the envoy C", but not "B, led by D"."""
    led, whole = agent.head, agent.head.head
    if agent.dep_ != "agent" or led.dep_ != "acl" or not words.has("people.leads", led.lemma_.lower()):
        return False
    talks = whole if whole.i == candidate.token.i else whole.head.head
    added = led.i > 0 and led.nbor(-1).text == ","
    envoy = words.has("people.between", *(token.lower_ for token in agent.subtree))
    between = any(child.lower_ in BETWEEN for child in talks.children)
    return added and envoy and between and talks.i == candidate.token.i and candidate.sort in ("talks", "round")


def who_works(verb: Token) -> Token | None:
    """The subject, or who "has a role in facilitating", "steps up work towards brokering"."""
    doer = subject(verb)
    if doer is not None or verb.dep_ != "pcomp":
        return doer
    above = next((a for a in verb.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return subject(above) if above is not None and above.sent.start == verb.sent.start else None


def chairing(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """Heads of those who chair a meeting or summit that they sit in: "a summit chaired by the president"."""
    if candidate.sort not in ("meeting", "summit") or any(c.lower_ in BETWEEN for c in candidate.token.children):
        return
    for agent in _clause(candidate):
        if agent.dep_ != "agent" or agent.head.lemma_.lower() != "chair":
            continue
        for member in (m for c in agent.children if c.dep_ == "pobj" for m in phrases.row(c)):
            name = phrases.names.get(member.i)
            people = phrases.reading.people
            person = people.persons.get(people.at.get(name.start, "")) if name is not None else None
            said = {*(token.lower_ for token in member.subtree), *(person.titles if person is not None else ())}
            neutral = any(phrases.words.has(f"people.{key}", *said) for key in ("between", "mediators", "missions"))
            body = name is not None and name.actor.kind not in ("person", "state")
            if not neutral and not body and not many(member):
                yield member


def convening(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """Heads of those who bring an encounter about: "Egypt hosted talks between the sides"."""
    if candidate.noun and candidate.verb is not None and _brings_about(candidate, phrases):
        doer = subject(candidate.verb)
        if doer is not None:
            yield from phrases.row(doer)
    gatherer = gathering(candidate, phrases.words)
    doer = subject(gatherer) if gatherer is not None else None
    if doer is not None:
        yield from phrases.row(doer)
    for child in candidate.token.children if candidate.noun else ():
        if child.dep_ == "relcl" and phrases.words.has("people.by_mediator", child.lemma_.lower()):
            told = (c for c in child.lefts if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP"))
            yield from (m for doer in told for m in phrases.row(doer))  # "talks that A hosted"


def gathering(candidate: Candidate, words: Words) -> Token | None:
    """The verb of "A brought B and C together for talks", "invited B and C to a meeting"."""
    preposition = candidate.token.head
    if not candidate.noun or candidate.token.dep_ != "pobj" or preposition.lower_ not in ("for", "at", "to"):
        return None
    verb = preposition.head
    if verb.pos_ in ("NOUN", "PROPN"):  # hung on the last of those who are brought together
        verb = next((above for above in verb.ancestors if above.pos_ == "VERB"), verb)
    together = verb.lemma_ != "bring" or any(child.lower_ == "together" for child in verb.children)
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    several = any(many(c) or c.conjuncts for c in objects)
    gathers = words.has("people.gathers", verb.lemma_.lower()) and together
    return verb if verb.pos_ == "VERB" and gathers and several else None


def _clause(candidate: Candidate) -> Iterator[Token]:
    """The clause, and what stands before it at the head of the sentence: "Under the auspices of A, B and C met"."""
    verb = candidate.verb if candidate.verb is not None else candidate.top
    top = governing(verb) if verb is not None else candidate.token
    opening = (t for child in top.lefts if child.dep_ in ("prep", "advcl") for t in child.subtree)
    yield from (token for token in opening if token.i < candidate.start)
    yield from candidate.token.doc[candidate.start : candidate.end]
    yield from (token for token in candidate.token.sent if token.i >= candidate.end and _said_of(token, candidate))


def _said_of(token: Token, candidate: Candidate) -> bool:
    """What stands outside the clause and is said of the encounter."""
    beside = _with_it(token) and candidate.verb is not None and token.head.i == governing(candidate.verb).i
    return beside or _said_by(token, candidate)


def _said_by(agent: Token, candidate: Candidate) -> bool:
    """ "by" in what a clause adds of the encounter: "talks began in Geneva, co-chaired by A", "that A mediated"."""
    if agent.dep_ != "agent" or agent.head.tag_ != "VBN" or agent.head.dep_ not in ("acl", "advcl", "conj", "relcl"):
        return False
    above = {token.i for token in agent.head.ancestors}
    verb = candidate.verb
    if agent.head.dep_ == "relcl":
        return candidate.noun and candidate.token.i in {*above, *(t.i for t in agent.head.head.subtree)}
    first = agent.head.left_edge.i
    first -= 2 if first > 2 and agent.doc[first - 1].text == "-" else 0  # "co-chaired"
    added = first > 0 and agent.doc[first - 1].text in (",", "and")
    return added and (candidate.token.i in above or (verb is not None and verb.i in above))


def _brings_about(candidate: Candidate, phrases: Phrases) -> bool:
    """ "Saudi Arabia oversaw a meeting of the two sides", "Egypt is leading mediation efforts"."""
    verb, words = candidate.verb, phrases.words
    if any(child.dep_ == "poss" and child.lower_ in ("its", "their") for child in candidate.token.children):
        return False
    if verb is None or (verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children)):
        return False
    if candidate.sort == "mediation":  # the parser may take "is leading efforts" for efforts that lead
        front = [child.lemma_.lower() for child in candidate.token.children if child.dep_ in ("amod", "compound")]
        return words.has("people.mediating", verb.lemma_.lower(), *(front if verb.lemma_ == "be" else ()))
    return candidate.sort != "visit" and words.has("people.by_mediator", verb.lemma_.lower())


def _by_others(verb: Token) -> bool:
    """ "mediated by Oman": the subject does not mediate."""
    return verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in verb.children)


def _named_by(token: Token, phrases: Phrases) -> Iterator[Token]:
    words = phrases.words
    if token.dep_ == "agent" and words.has("people.by_mediator", token.head.lemma_.lower()):
        yield from (m for c in token.children if c.dep_ == "pobj" for m in phrases.row(c))
    elif auspices(token, phrases):
        yield from _owners(token, phrases)
    elif _with_it(token) and _stands_between(token, words):
        yield from (m for c in token.lefts if c.dep_ in SUBJECTS for m in phrases.row(c))
    elif token.dep_ == "pobj" and token.head.lower_ == "as" and words.has("people.mediators", token.lower_):
        beside = (c for c in token.head.head.children if c.dep_ == "prep" and c.lower_ == "with" and c.i < token.i)
        yield from (m for c in beside for o in c.children if o.dep_ == "pobj" for m in phrases.row(o))
    elif token.dep_ == "pobj" and token.head.lower_ in THROUGH and phrases.acts(token):
        yield from phrases.row(token)
    elif token.text == "-" and 0 < token.i < len(token.doc) - 1:
        before, after = token.nbor(-1), token.nbor(1)
        if words.has("people.brokered", after.lower_) and phrases.party(before) and _brokered(after, words):
            yield before
    elif ")-" in token.text and token.i > 1 and token.nbor(-1).text == "(":  # "the Gulf Council (GC)-led talks"
        before = token.nbor(-2)
        if words.has("people.brokered", token.lower_.rpartition("-")[2]) and phrases.party(before):
            yield before


def _with_it(verb: Token) -> bool:
    """ "mediating" in "with Qatar and Egypt mediating"."""
    opened = verb.head if verb.dep_ == "pcomp" else next((c for c in verb.lefts if c.dep_ == "mark"), None)
    return verb.tag_ == "VBG" and opened is not None and opened.lower_ == "with"


def _stands_between(verb: Token, words: Words) -> bool:
    """ "with Turkey *chairing the meeting*", "with Norway and Cuba *acting as guarantors*"."""
    below = [c.lower_ for child in verb.children if child.lower_ == "as" for c in child.children]
    if verb.lemma_.lower() == "play":  # "with Qatar playing host"
        below += [c.lower_ for c in verb.children if c.dep_ == "dobj"]
    told = words.has("people.hosts", *below) or words.has("people.mediators", *below)
    return told or words.has("people.by_mediator", verb.lemma_.lower())


def auspices(noun: Token, phrases: Phrases) -> bool:
    """ "under UN auspices", "with the help of Egypt", but not "met with the leadership of the front"."""
    before, words = noun.head.lower_, phrases.words
    if before not in ("under", "through", "with", "by"):
        return False
    if words.has("people.auspices", noun.lemma_.lower(), noun.lower_):
        team = before == "with" and words.has("people.mediators", noun.lower_)
        return not (team and any(child.lower_ in ("the", "a") for child in noun.children))  # "met with the mediation"
    return words.has("people.chairs", noun.lemma_.lower()) and before == "under" and not _led(noun.head, phrases)


def _led(under: Token, phrases: Phrases) -> bool:
    """ "A delegation under the leadership of A", "the front under the leadership of A": no talks are led by A."""
    whose = under.head
    above = next((a for a in under.ancestors if a.pos_ in ("NOUN", "PROPN")), None)
    if above is not None and phrases.acts(above) and not phrases.words.has("people.third", above.lower_):
        return True
    before = under.nbor(-1) if under.i else under
    leadership = any(
        child.lower_ == "leadership" for child in under.children
    )  # "talks with B under the leadership of A"
    told = phrases.words.has("people.delegations", before.lemma_.lower()) or (leadership and phrases.acts(before))
    return told or (whose.pos_ in ("NOUN", "PROPN") and whose.lemma_.lower() not in phrases.words.nouns)


def _brokered(participle: Token, words: Words) -> bool:
    """ "UN-led talks", "US-brokered deal", but not "Saudi-led coalition"."""
    head = participle.head
    lemma = head.lemma_.lower()
    return lemma in words.nouns or words.has("not_meetings.deals", lemma)


def _owners(noun: Token, phrases: Phrases) -> Iterator[Token]:
    """Whose mediation it is: "Qatari mediation", "the mediation efforts of Egypt and Qatar"."""
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and phrases.party(child):
            yield from phrases.row(child)
        elif child.dep_ == "conj" and phrases.acts(child):  # "the supervision of A and the office of B"
            yield child
        elif child.dep_ == "prep" and child.lower_ in OF:
            yield from (m for c in child.children if c.dep_ == "pobj" for m in phrases.row(c))


def hosting(candidate: Candidate, phrases: Phrases) -> Iterator[Token]:
    """Heads of those who host or receive, and of those "hosted by" whom."""
    for token in phrases.reading.doc[candidate.start : candidate.end]:
        if token.pos_ != "VERB" or not phrases.words.has("people.hosts", token.lemma_.lower()):
            continue
        passive = token.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in token.children)
        doer = None if passive else subject(token)
        if doer is not None:
            yield from phrases.row(doer)
        for child in token.children:
            if child.dep_ == "agent":
                yield from (m for c in child.children if c.dep_ == "pobj" for m in phrases.row(c))


def is_mediator(token: Token, phrases: Phrases) -> bool:
    """ "Qatari mediators", "the AU mediation team", "the chief mediator"."""
    near = [token, *(c for c in token.children if c.dep_ in ("compound", "amod", "nmod", "appos"))]
    return any(phrases.words.has("people.mediators", t.lower_) for t in near)
