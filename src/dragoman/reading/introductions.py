"""What a noun phrase says of whom it names: name, titles, party, number, whether it comes back to somebody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from .names import Name, plain
from .personal_names import is_title, personal_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

    from .reading import Reading

Lexicon = Mapping[str, tuple[str, ...]]
PhraseKind = Literal["pronoun", "person", "body", "role", "people", "text", "outlet", "unknown"]
OWNED = ("role_nouns", "institution_nouns", "anonymous_nouns", "mediator_nouns")  # word lists of who can belong to one
PARTIES = frozenset(("state", "bloc", "armed_group", "organisation", "organ"))
ALSO = re.compile(r"\s*(,|,?\s*and|,?\s*as\s+well\s+as)\s+(the\s+)?")  # between two names of one list
ARTICLE = len("the ")
LONGEST_TITLE = 14  # tokens of titles before a name
LONGEST_APPOSITION = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One noun phrase.

    ``name``: the person or listed body that it names; ``person``: the full name of that person where the text or
    a pack tells it, ``listed`` if a pack; ``outsider``: speaks for no side.
    """

    start: int
    end: int
    kind: PhraseKind
    head: str
    lemma: str
    first: str
    name: str | None = None
    person: str | None = None
    listed: bool = False
    titles: frozenset[str] = frozenset()
    party: str | None = None
    gender: str | None = None
    definite: bool = False
    indefinite: bool = False
    plural: bool = False
    several: bool = False
    outsider: bool = False


def read_phrase(reading: Reading, start: int, end: int, surnames: Iterable[str] = ()) -> Phrase | None:
    """The phrase at that place; ``surnames``: of persons known so far. None where there is no word."""
    tokens = reading.doc.char_span(start, end, alignment_mode="expand")
    if tokens is None or not any(t.is_alpha for t in tokens):
        return None
    head = _head(tokens, reading.lexicon("speakers"))
    place = (start, end, plain(head.lower_) in surnames)  # of the surnames, all that matters to this phrase
    if place not in reading.phrases:
        reading.phrases[place] = _read(reading, tokens, head, surnames)
    return reading.phrases[place]


def _read(reading: Reading, tokens: SpacySpan, head: Token, surnames: Iterable[str]) -> Phrase:
    speakers, actors = reading.lexicon("speakers"), reading.lexicon("actors")
    lexicon = {**actors, **speakers}
    first = next(t.lower_ for t in tokens if not t.is_punct)
    pronoun = _is_pronoun(tokens, first, speakers)
    names = reading.names_in(tokens.start_char, tokens.end_char)
    person = None if pronoun else personal_name(tokens, names, head, lexicon, surnames)
    kind, named = _kind(names, head, tokens, speakers, actors)
    kind = "pronoun" if pronoun else "person" if person is not None and kind != "text" else kind
    title_words = (t for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or is_title(t, speakers))
    titles = frozenset(t.lower_ for t in title_words if person is None or t.text not in person)
    return Phrase(
        start=tokens.start_char,
        end=tokens.end_char,
        kind=kind,
        head=head.lower_,
        lemma=_lemma(head),
        first=first,
        name=person or (named.actor.name if named is not None and kind in ("body", "outlet") else None),
        person=next((reading.people.at.get(n.start) for n in names if n.words == person), None),
        listed=any(n.how != "local" for n in names if n.words == person),
        titles=titles,
        party=None if kind == "outlet" else _party(reading, tokens, names, head, person),
        gender=_gender(titles, first, speakers),
        definite=first in speakers.get("definite", ()),
        indefinite=first in speakers.get("indefinite", ()),
        plural=head.tag_ in ("NNS", "NNPS") or _several(head) or first in ("they", "both", "we"),
        several=_several(head) or (person is None and _listed_together(reading, tokens, names, head)),
        outsider=_is_outsider(tokens, head, titles if person is not None else (), lexicon),
    )


def introduction(doc: Doc, name: Name, speakers: Lexicon) -> tuple[int, int]:
    """The name with the titles before it and the apposition behind it, as characters."""
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return name.start, name.end
    start, end = span.start, span.end
    sentence = doc[start].sent
    first = start
    for i in range(start - 1, max(sentence.start, start - LONGEST_TITLE) - 1, -1):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "PRON") and token.text not in ("-", "(", ")", "."):
            break
        if is_title(token, speakers) or (token.pos_ in ("PROPN", "ADJ") and first == i + 1):
            first = i
    body = end + 1 + (end + 1 < sentence.end and doc[end + 1].lower_ == "the")
    if end < sentence.end and doc[end].lower_ == "of" and doc[body : body + 1].text[:1].isupper():
        inner = next((c for c in doc[end].rights if c.dep_ == "pobj"), doc[body])
        end = max(inner.right_edge.i, body) + 1
    elif end < sentence.end and doc[end].text == ",":
        stop = end + 1
        while stop < min(sentence.end, end + LONGEST_APPOSITION) and doc[stop].pos_ not in ("PUNCT", "VERB", "AUX"):
            stop += 1
        words = {doc[i].lower_ for i in range(end + 1, stop)}
        if any(is_title(doc[i], speakers) for i in range(end + 1, stop)) and "and" not in words and "who" not in words:
            end = stop
    last = doc[end - 1]
    return doc[first].idx, last.idx + len(last)


def _head(tokens: SpacySpan, speakers: Lexicon) -> Token:
    root: Token = tokens.root
    if root.pos_ in ("ADP", "PUNCT", "CCONJ", "SPACE") or root.tag_ in ("VBN", "VBG", "VBD"):
        root = next((t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")), root)
    if root.i + 2 < tokens.end and root.nbor().text == "-" and root.lower_ in speakers.get("prefixes", ()):
        return root.nbor(2)  # "the ex-envoy", cut in three
    if root.pos_ == "NUM" or root.lower_ in ("one", "some", "many", "both", "all", "most", "several", "part", "number"):
        for child in root.rights:
            inner = next((c for c in child.rights if c.dep_ == "pobj"), None)
            if child.lower_ == "of" and inner is not None and inner.i < tokens.end:
                return inner
    return root


def _is_pronoun(tokens: SpacySpan, first: str, speakers: Lexicon) -> bool:
    words = [t.lower_ for t in tokens if not t.is_punct]
    if len(words) > 1:
        they = speakers.get("words.they", ())
        return " ".join(words) in they or all(word in they for word in words)  # "the two", "they both"
    return any(first in speakers.get(f"words.{key}", ()) for key in ("he", "she", "it", "they", "i"))


def _several(head: Token) -> bool:
    return any(c.dep_ == "conj" for c in head.rights) and any(c.dep_ == "cc" and c.lower_ == "and" for c in head.rights)


def _listed_together(reading: Reading, tokens: SpacySpan, names: Sequence[Name], head: Token) -> bool:
    """Whether a party's name at the head goes on as a list: "Halvoria, Tessavia and the League"."""
    parties = [n for n in names if n.actor.kind in PARTIES and n.how != "local"]
    joined = any(ALSO.fullmatch(reading.text, one.end, two.start) for one, two in pairwise(parties))
    return joined and parties[0].start <= head.idx < parties[-1].end and parties[0].start - tokens.start_char <= ARTICLE


def _is_outsider(tokens: SpacySpan, head: Token, titles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether the phrase names somebody who studies or teaches rather than speaks for a side."""
    if head.lower_ in lexicon.get("outsider_nouns", ()):
        return True
    scholar = any(word in lexicon.get("scholars", ()) for word in titles)
    return scholar or (bool(titles) and any(t.lower_ in lexicon.get("schools", ()) for t in tokens))


def _gender(titles: Iterable[str], first: str, speakers: Lexicon) -> str | None:
    words = {*(t.strip(".") for t in titles), first}
    if first in ("she", "her") or words & set(speakers.get("women", ())):
        return "f"
    return "m" if first in ("he", "his", "him") or words & set(speakers.get("men", ())) else None


def _lemma(head: Token) -> str:
    """The dictionary form; titles in capitals ("The Presidents") lose the ending that the parser leaves to names."""
    lemma = head.lemma_.lower()
    return lemma[:-1] if head.tag_ == "NNPS" and lemma == head.lower_ and lemma.endswith("s") else lemma


def _kind(
    names: Sequence[Name], head: Token, tokens: SpacySpan, speakers: Lexicon, actors: Lexicon
) -> tuple[PhraseKind, Name | None]:
    word, lemma = head.lower_, _lemma(head)
    named = next((n for n in names if n.start <= head.idx < n.end and n.how != "adjective"), None)
    plural = head.tag_ in ("NNS", "NNPS")
    if named is not None and named.actor.kind == "outlet":
        return "outlet", named
    news = head.i > tokens.start and tokens.doc[head.i - 1].lower_ == "news"
    if (word in speakers.get("media", ()) or (news and word in speakers.get("newsrooms", ()))) and (
        named is None or named.how == "local"
    ):
        return "outlet", named
    office = word in actors.get("role_nouns", ()) or word in speakers.get("roles", ())
    unnamed = any(word in actors.get(key, ()) for key in ("anonymous_nouns", "outsider_nouns"))
    if named is not None and named.actor.kind != "person" and not (named.how == "local" and (office or unnamed)):
        some = named.how == "people" and tokens[0].lower_ not in speakers.get("definite", ())
        return ("people" if some else "body"), named
    if word in speakers.get("issued", ()) or lemma in speakers.get("issued", ()):
        return "text", None
    if word in speakers.get("collective", ()):
        return ("people" if _unnamed(tokens, head, speakers) else "body"), None
    if word in speakers.get("anonymous", ()) or (plural and word in actors.get("outsider_nouns", ())):
        return "people", None
    if office or lemma in actors.get("role_nouns", ()) or lemma in actors.get("outsider_nouns", ()):
        return ("people" if plural else "role"), None
    if word in actors.get("anonymous_nouns", ()) or lemma in actors.get("anonymous_nouns", ()):
        return "people", None
    bodies = (*actors.get("institution_nouns", ()), *speakers.get("plural_bodies", ()))
    if word in bodies or lemma in bodies:
        return "body", None
    numbered = any(t.lower_ in speakers.get("issued", ()) for t in tokens if t.head.i == head.i and t.i < head.i)
    return ("text" if numbered else "unknown"), None


def _unnamed(tokens: SpacySpan, head: Token, speakers: Lexicon) -> bool:
    """Whether people in the plural are just some of them ("envoys", "several ministers") and do not speak as a body.

    Envoys and the like do so only where the text points at them ("the envoys") or says whose they are ("of the three").
    """
    word = head.lower_
    if word not in speakers.get("pointed", ()):
        return False
    first = next(t for t in tokens if not t.is_punct)
    if first.lower_ in speakers.get("indefinite", ()) or first.tag_ == "CD":
        return True
    if any(child.lower_ == "of" for child in head.rights):
        return False
    bare = first.pos_ != "DET" and first.tag_ != "PRP$"
    return (bare and tokens[-1].i == head.i) or (word in speakers.get("envoys", ()) and head.i - first.i > (not bare))


def _party(reading: Reading, tokens: SpacySpan, names: Sequence[Name], head: Token, person: str | None) -> str | None:
    """Whom the phrase says it speaks for: a party named before its head, its head, or one behind "of", "from", ..."""
    day = reading.article.day
    able = [n for n in names if n.actor.kind in PARTIES and not (person is not None and n.words in person)]
    listed = [n for n in able if n.how != "local"]
    if _several(head) or _listed_together(reading, tokens, names, head):
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
        if owner is not None and owner.kind in PARTIES:
            return owner.party_on(day)
        words = {word.lower() for word in at_head.words.split()}
        bare = not words & {*speakers.get("organs", ()), *speakers.get("titles", ())}
        return at_head.actor.party_on(day) if bare else None
    acronym = next((n for n in able if n.words.isupper() and n.start < head.idx and len(n.words) < 8), None)
    return acronym.actor.party_on(day) if acronym is not None else None


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
    for name in names:
        if name.actor.kind != "person" or name.words == person:
            continue
        behind = next((t for t in tokens if t.idx >= name.end), None)
        first = next(t.i for t in tokens if t.idx >= name.start)
        while first > tokens.start and _leads_to(tokens.doc[first - 1], speakers):
            first -= 1
        works_for = first > head.i and tokens.doc[first - 1].lower_ in speakers.get("serving", ())
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
    return [n for n in names if any(n.start <= place < n.end for place in joined)]


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
                office = office.head  # "a statement issued by the Front"
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
        if token.dep_ == "appos":
            return True
        token = token.head
    return False
