"""Whom a noun phrase speaks for: the party that it names, and where in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from .names import Name
from .personal_names import Lexicon, is_title

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

    from .reading import Reading

OWNED = ("role_nouns", "institution_nouns", "anonymous_nouns", "mediator_nouns")  # word lists of who can belong to one
PARTIES = frozenset(("state", "bloc", "armed_group", "organisation", "organ"))
ALSO = re.compile(r"\s*(,|,?\s*and|,?\s*as\s+well\s+as)\s+(the\s+)?")  # between two names of one list
ARTICLE = len("the ")


def several(head: Token) -> bool:
    """Whether others are joined with the head by "and"."""
    return any(c.dep_ == "conj" for c in head.rights) and any(c.dep_ == "cc" and c.lower_ == "and" for c in head.rights)


def listed_together(reading: Reading, tokens: SpacySpan, names: Sequence[Name], head: Token) -> bool:
    """Whether a party's name at the head goes on as a list: "Halvoria, Tessavia and the League"."""
    parties = [n for n in names if n.actor.kind in PARTIES and n.how != "local"]
    joined = any(ALSO.fullmatch(reading.text, one.end, two.start) for one, two in pairwise(parties))
    return joined and parties[0].start <= head.idx < parties[-1].end and parties[0].start - tokens.start_char <= ARTICLE


def party_of(reading: Reading, tokens: SpacySpan, names: Sequence[Name], head: Token, person: str | None) -> str | None:
    """Whom the phrase says it speaks for: a party named before its head, its head, or one behind "of", "from", ..."""
    day = reading.article.day
    able = [n for n in names if n.actor.kind in PARTIES and not (person is not None and n.words in person)]
    listed = [n for n in able if n.how != "local"]
    if several(head) or listed_together(reading, tokens, names, head):
        parties = {n.actor.party_on(day) for n in listed}
        return parties.pop() if len(parties) == 1 else None
    leading = (n for n in listed if n.start < head.idx and not _behind_place(tokens, n))
    named = [n.actor.party_on(day) for n in leading if not _is_field(tokens, n, reading.lexicon("speakers"))]
    before = [party for party in named if party is not None]
    at_head = next((n for n in able if n.start <= head.idx < n.end), None)
    speakers = reading.lexicon("speakers")
    if at_head is not None and at_head.how != "local":
        return at_head.actor.party_on(day)
    if before:
        joined = any(t.dep_ == "cc" and t.i < head.i for t in tokens)
        return None if joined and len(set(before)) > 1 else before[0]
    patron = _patron(reading, tokens, names, head, person)
    if patron is not None:
        return patron
    behind = next((n for n in listed if n.start > head.idx and _owns(tokens, n, reading)), None)
    if behind is not None:
        owners = {n.actor.party_on(day) for n in (behind, *_beside(tokens, behind, listed))}
        return owners.pop() if len(owners) == 1 else None
    if at_head is not None:
        owner = next((actors[0] for _, _, _, actors in reading.actors.find(at_head.words)), None)
        words = {word.lower() for word in at_head.words.split()}
        partisan = not words.isdisjoint(reading.lexicon("actors").get("partisan", ()))
        if owner is not None and owner.kind in PARTIES and not partisan:
            return owner.party_on(day)
        plain = partisan or not words & {*speakers.get("organs", ()), *speakers.get("titles", ())}
        bare = plain and not is_common(at_head, reading)
        return at_head.actor.party_on(day) if bare else None
    told = (
        n for n in able if n.start < head.idx and ((n.words.isupper() and len(n.words) < 8) or _led(tokens, n, reading))
    )
    body = next(told, None)
    return body.actor.party_on(day) if body is not None else None


def _led(tokens: SpacySpan, name: Name, reading: Reading) -> bool:
    """Whether an unlisted body stands right before its leader's title: "*Kanvos* leader Elin Varga"."""
    behind = next((t for t in tokens if t.idx >= name.end), None)
    if name.actor.kind not in ("organisation", "armed_group", "state") or behind is None or is_common(name, reading):
        return False
    return behind.lower_ in reading.lexicon("speakers").get("led", ()) and behind.idx - name.end == 1


def party_led(reading: Reading, person: Name) -> str | None:
    """The party that the text says the person leads: "Kolo, *who heads the League*" (or its delegation)."""
    span = reading.doc.char_span(person.start, person.end, alignment_mode="expand")
    speakers, actors = reading.lexicon("speakers"), reading.lexicon("actors")
    clauses = (c for t in span or () for c in t.rights if c.dep_ == "relcl" and c.lemma_ in speakers.get("leading", ()))
    verb = next(clauses, None)
    body = next((c for c in verb.rights if c.dep_ == "dobj"), None) if verb is not None else None
    if verb is None or body is None or not any(c.lower_ == "who" for c in verb.lefts):
        return None
    start, last = reading.doc[body.left_edge.i].idx, body.idx + len(body)
    names = [n for n in reading.names_in(start, last) if n.actor.kind in PARTIES and not n.doubtful]
    named = [n for n in names if n.start <= body.idx < n.end]
    own = named or (names if body.lower_ in actors.get("institution_nouns", ()) else [])
    parties = {n.actor.party_on(reading.article.day) for n in own}
    return parties.pop() if len(parties) == 1 else None


def is_common(name: Name, reading: Reading) -> bool:
    """Whether an unlisted name is no more than a noun in capitals: "Commission", "Joint Committee"."""
    actors, speakers = reading.lexicon("actors"), reading.lexicon("speakers")
    common = {*actors.get("institution_nouns", ()), *speakers.get("bodily", ()), *speakers.get("organs", ())}
    common.update(actors.get("role_nouns", ()), actors.get("mediator_nouns", ()), speakers.get("titles", ()))
    return name.how == "local" and all(word.lower() in common for word in name.words.split())


def _is_field(tokens: SpacySpan, name: Name, speakers: Lexicon) -> bool:
    """Whether a state is what an envoy deals with: "the UN *Halvoria* envoy", "the *Halvoria* peace envoy"."""
    token = next((t for t in tokens if name.end <= t.idx), None)
    if name.actor.kind != "state" or name.how == "adjective" or token is None:
        return False
    if token.lower_ in speakers.get("matters", ()):
        return True
    while token.lower_ in speakers.get("before_fielded", ()) and token.i + 1 < tokens.end:
        token = token.nbor()
    return token.lower_ in speakers.get("fielded", ()) and not name.words.replace(".", "").isupper()


def _patron(reading: Reading, tokens: SpacySpan, names: Sequence[Name], head: Token, person: str | None) -> str | None:
    """The party of whoever the head works for: "*Kolo*'s office", "an aide to President *Kolo*"."""
    actors, speakers = reading.lexicon("actors"), reading.lexicon("speakers")
    words = [actors.get(key, ()) for key in OWNED] + [speakers.get(key, ()) for key in ("roles", "issued")]
    if not any(head.lower_ in listed for listed in words):
        return None
    issued = head.lower_ in speakers.get("issued", ())  # "a letter to Kolo" is not his
    serving = speakers.get("from_maker" if issued else "serving", ())
    for name in names:
        if name.actor.kind != "person" or name.words == person:
            continue
        behind = next((t for t in tokens if t.idx >= name.end), None)
        first = next(t.i for t in tokens if t.idx >= name.start)
        while first > tokens.start and _leads_to(tokens.doc[first - 1], speakers):
            first -= 1
        works_for = first > head.i and tokens.doc[first - 1].lower_ in serving
        if works_for or (behind is not None and behind.tag_ == "POS" and behind.i < head.i):
            known = reading.people.persons.get(reading.people.at.get(name.start, ""))
            return known.party if known is not None else None
    return None


def _leads_to(token: Token, speakers: Lexicon) -> bool:
    return token.pos_ == "ADJ" or is_title(token, speakers)


def _behind_place(tokens: SpacySpan, name: Name) -> bool:
    """Whether the name stands behind "to", "in" and the like: "the envoy to Libya"."""
    token = next((t for t in tokens if name.start <= t.idx < name.end), None)
    before = tokens.doc[token.i - 1] if token is not None and token.i > tokens.start else None
    while before is not None and before.i > tokens.start and before.pos_ in ("DET", "ADJ"):
        before = tokens.doc[before.i - 1]
    return before is not None and before.pos_ == "ADP" and before.lower_ not in ("of", "from", "by", "at")


def _beside(tokens: SpacySpan, name: Name, names: Iterable[Name]) -> list[Name]:
    """The names joined with this one: "the envoys of *Halvoria* and Tessavia"."""
    token = next((t for t in tokens if name.start <= t.idx < name.end), None)
    joined = {t.idx for t in token.conjuncts} if token is not None else set()
    text, end = tokens.doc.text, name.end
    for other in sorted(names, key=lambda n: n.start):
        if other.start >= end and ALSO.fullmatch(text, end, other.start):
            joined.add(other.start)
            end = other.end
    return [n for n in names if any(n.start <= place < n.end for place in joined)]


def _made(noun: Token, speakers: Lexicon) -> Token:
    """What somebody made: "a statement issued by the Front", "*a readout* of the call published by the Front"."""
    above = noun.head.head
    about = noun.dep_ == "pobj" and noun.head.lower_ in ("of", "on")
    return above if about and noun.lower_ not in speakers.get("issued", ()) else noun


def _owns(tokens: SpacySpan, name: Name, reading: Reading) -> bool:
    """Whether an office or a body is that party's: "a member *of* the Front", "spokesman *for* the army"."""
    token = next((t for t in tokens if name.start <= t.idx < name.end), None)
    actors, speakers = reading.lexicon("actors"), reading.lexicon("speakers")
    for _ in range(5):
        if token is None or token.head.i == token.i:
            return False
        if token.dep_ == "pobj" and token.head.pos_ == "ADP":
            office, word = token.head.head, token.head.lower_
            if word == "by" and office.dep_ == "acl":
                office = _made(office.head, speakers)
            if office.lower_ in speakers.get("aides", ()) and word in speakers.get("serving", ()):
                return is_title(token, speakers)
            if word == "to" and office.lower_ == "close":
                return True
            if office.lower_ in speakers.get("leaning", ()):
                return False
            if word == "for":
                return office.lower_ in actors.get("spokes_nouns", ()) or office.pos_ in ("VERB", "AUX")
            if word == "in" and name.how == "metonym":
                return office.lower_ in actors.get("institution_nouns", ())
            lists = [actors.get(key, ()) for key in OWNED]
            lists.append(speakers.get("issued", ()))
            return word in speakers.get("owning", ()) and (
                office.pos_ == "PROPN" or any(office.lower_ in words for words in lists)
            )
        if token.dep_ == "appos" and token.head.i == tokens.root.i:
            return True
        token = token.head
    return False
