"""What a noun phrase says of whom it names: name, titles, party, number, whether it comes back to somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .names import Name, plain
from .parties import is_common, listed_together, party_of, several
from .personal_names import Lexicon, is_body_name, is_title, personal_name
from .place_index import Surroundings, place_index

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

    from .reading import Reading

PhraseKind = Literal["pronoun", "person", "body", "role", "people", "text", "outlet", "unknown"]
LONGEST_TITLE = 14  # tokens of titles before a name
LONGEST_APPOSITION = 14
WITHIN_OFFICE = frozenset(
    ("pobj", "prep", "conj", "poss", "compound", "nmod", "appos")
)  # from its field up to an office


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
    styled = next((t.i + 1 for t in tokens[:1] if t.text.isupper() and t.lower_ in speakers.get("styles", ())), 0)
    first = next((t.lower_ for t in tokens if not t.is_punct and t.i >= styled), tokens[0].lower_)
    pronoun = _is_pronoun(tokens, first, speakers)
    names = reading.names_in(tokens.start_char, tokens.end_char)
    person = None if pronoun else personal_name(tokens, names, head, lexicon, surnames)
    kind, named = _kind(names, head, tokens, speakers, actors)
    if person is not None and _told_as_body(reading, person, lexicon):
        named = next((n for n in reading.names if n.how == "local" and n.words == person), None)
        person, kind = None, "body"
    if named is not None and kind == "body" and first in speakers.get("definite", ()) and is_common(named, reading):
        named = None  # "the Commission": one that the text has named more fully
    kind = "pronoun" if pronoun else "person" if person is not None and kind != "text" else kind
    title_words = (t for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or is_title(t, speakers))
    titles = frozenset(t.lower_ for t in title_words if person is None or t.text not in person)
    return Phrase(
        start=tokens.start_char,
        end=tokens.end_char,
        kind=kind,
        head=head.lower_,
        lemma=lemma_of(head),
        first=first,
        name=person or (named.actor.name if named is not None and kind in ("body", "outlet") else None),
        person=next((reading.people.at.get(n.start) for n in names if n.words == person), None),
        listed=any(n.how != "local" for n in names if n.words == person),
        titles=titles,
        party=None if kind == "outlet" else party_of(reading, tokens, names, head, person),
        gender=_gender(titles, first, speakers),
        definite=first in speakers.get("definite", ()),
        indefinite=first in speakers.get("indefinite", ()),
        plural=is_plural(head, speakers) or several(head) or first in ("they", "both", "we"),
        several=(several(head) and not _double_title(head, person, speakers))
        or (person is None and listed_together(reading, tokens, names, head)),
        outsider=_is_outsider(tokens, head, titles if person is not None else (), lexicon),
    )


def _told_as_body(reading: Reading, words: str, lexicon: Lexicon) -> bool:
    """Whether the text has the name as a body's, "the energy company *Aki*", "the *Aki*", or it is a town's."""
    found = [n for n in reading.names if n.how == "local" and n.words == words]
    if found and " " not in words and is_body_name(reading.doc, found[0], lexicon):
        return True
    if any(reading.text[: n.start].endswith((" the ", "The ")) for n in found):
        return True
    if not (" " in words or any(n.actor.kind == "state" for n in found)) or any(
        n.actor.kind == "person" for n in found
    ):
        return False
    return place_index(reading.lexicon("places")).find(words, Surroundings()) is not None


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
    first = _opening_office(span, first, speakers)
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


def _opening_office(name: SpacySpan, first: int, speakers: Lexicon) -> int:
    """Where the office begins whose holder the name is: "*the Halvorian envoy to Tessavia*, Elin Varga"."""
    if first != name.start or first == 0 or name.doc[first - 1].text != "," or name.root.dep_ != "appos":
        return first
    token = name.root.head
    while token.dep_ in WITHIN_OFFICE and not is_title(token, speakers) and token.head.i < token.i:
        token = token.head
    start: int = token.left_edge.i
    if token.i >= first or start >= first:
        return first
    between = name.doc[start:first]
    if not is_title(token, speakers) or any(t.pos_ in ("VERB", "AUX") and t.dep_ != "amod" for t in between):
        return first
    return start if name.start - start <= LONGEST_TITLE and name.sent.start <= start else first


def _head(tokens: SpacySpan, speakers: Lexicon) -> Token:
    root: Token = tokens.root
    named = root.ent_type_ == "PERSON" and root.text[:1].isupper()  # "Osama Said"
    if root.pos_ in ("ADP", "PUNCT", "CCONJ", "SPACE") or (root.tag_ in ("VBN", "VBG", "VBD") and not named):
        root = next((t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")), root)
    if root.i + 2 < tokens.end and root.nbor().text == "-" and root.lower_ in speakers.get("prefixes", ()):
        return root.nbor(2)  # "the ex-envoy", cut in three
    if root.lower_ == "elect" and root.i > tokens.start + 1 and root.nbor(-1).text == "-":
        return root.nbor(-2)
    listed = _closing_list(tokens, root)
    if listed is not None:
        return listed
    if root.text.isupper() and root.lower_ in speakers.get("styles", ()):
        root = next((c for c in root.rights if c.dep_ == "appos"), root)  # "HE the Minister"
    for child in root.rights if root.pos_ == "PROPN" else ():
        if (
            child.dep_ == "appos"
            and child.pos_ == "NOUN"
            and is_title(child, speakers)
            and root.doc[child.left_edge.i - 1].text != ","
        ):
            return child  # "the League (LH) envoy"
    if root.pos_ == "NUM" or root.lower_ in ("one", "some", "many", "both", "all", "most", "several", "part", "number"):
        for child in root.rights:
            inner = next((c for c in child.rights if c.dep_ == "pobj"), None)
            if child.lower_ == "of" and inner is not None and inner.i < tokens.end:
                return inner
    return root


def _closing_list(tokens: SpacySpan, root: Token) -> Token | None:
    """The noun that closes a list of whose they are: "Halvorian, Tessavian and UN *envoys*"."""
    last = tokens[-1]
    if last.tag_ != "NNS" or last.dep_ != "conj" or last.text[:1].isupper() or last.i - tokens.start < 4:
        return None
    joined = all(t.pos_ in ("ADJ", "PROPN", "CCONJ", "PUNCT", "DET", "NUM") for t in tokens[:-1])
    return last if joined and tokens[-2].dep_ != "cc" and root.ent_type_ in ("NORP", "GPE", "ORG") else None


def _is_pronoun(tokens: SpacySpan, first: str, speakers: Lexicon) -> bool:
    words = [t.lower_ for t in tokens if not t.is_punct]
    if len(words) > 1:
        they = speakers.get("words.they", ())
        return " ".join(words) in they or all(word in they for word in words)  # "the two", "they both"
    return any(first in speakers.get(f"words.{key}", ()) for key in ("he", "she", "it", "they", "i"))


def _double_title(head: Token, person: str | None, speakers: Lexicon) -> bool:
    """Whether what is joined are the offices of one person: "State Councilor and Foreign Minister *Kolo*"."""
    joined = [t for t in head.conjuncts if t.i > head.i]
    return person is not None and len(joined) == 1 and is_title(head, speakers) and joined[0].text == person.split()[-1]


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


def is_plural(head: Token, speakers: Lexicon) -> bool:
    """Whether the noun is a plural; "chargé d'affaires" only looks like one."""
    return head.tag_ in ("NNS", "NNPS") and head.lower_ not in speakers.get("singular", ())


def lemma_of(head: Token) -> str:
    """The dictionary form; titles in capitals ("The Presidents") lose the ending that the parser leaves to names."""
    lemma = head.lemma_.lower()
    return lemma[:-1] if head.tag_ == "NNPS" and lemma == head.lower_ and lemma.endswith("s") else lemma


def _kind(
    names: Sequence[Name], head: Token, tokens: SpacySpan, speakers: Lexicon, actors: Lexicon
) -> tuple[PhraseKind, Name | None]:
    word, lemma, plural = head.lower_, lemma_of(head), is_plural(head, speakers)
    named = next((n for n in names if n.start <= head.idx < n.end and n.how != "adjective"), None)
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
        summit = word in speakers.get("summits", ()) and any(
            n.actor.kind in ("bloc", "organisation") and n.how == "name" and n.end <= head.idx for n in names
        )  # "EU leaders", but not "European leaders"
        return ("people" if not summit and _unnamed(tokens, head, speakers) else "body"), None
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
