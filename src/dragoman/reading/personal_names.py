"""The personal name within a noun phrase, its titles left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from .names import WORD, Name, plain

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

Lexicon = Mapping[str, tuple[str, ...]]
IMPERSONAL = (
    "bodily",
    "institution_nouns",
    "anonymous_nouns",
    "anonymous",
    "collective",
    "outsider_nouns",
    "issued",
    "media",
)
LONGEST_NAME = 4  # words of a personal name that no title introduces
OFFICE = 6  # words before a body in which an office may stand
LOOSE = frozenset(("ADP", "CCONJ", "PART", "VERB", "SCONJ"))


def words_of(name: str) -> frozenset[str]:
    """The plain words of a name, in lower case.

    >>> sorted(words_of("Recep Tayyip Erdoğan"))
    ['erdogan', 'recep', 'tayyip']
    """
    return frozenset(plain(word).lower() for word in WORD.findall(name))


def is_title(token: Token, lexicon: Lexicon) -> bool:
    """Whether the word belongs to a title: "Minister", "Lt."."""
    return token.lower_.strip(".") in lexicon.get("titles", ())


def personal_name(
    tokens: SpacySpan, names: Sequence[Name], head: Token, lexicon: Lexicon, surnames: Iterable[str]
) -> str | None:
    """The name of the person whom the phrase is about; None if it is about no named person."""
    for name in names:
        at_head = name.start <= head.idx < name.end
        if name.how == "local" and (is_body_name(tokens.doc, name, lexicon) or _ends_as_body(name, lexicon)):
            continue
        if name.actor.kind == "person" and (at_head or _belongs(tokens, name, head, lexicon)):
            return name.words
        if at_head and name.how not in ("local", "adjective") and name.actor.kind != "person":
            return None
    taken = [n for n in names if n.how != "local" and n.actor.kind != "person"]
    if plain(head.lower_) in surnames and head.text[:1].isupper():
        first = head.i
        while first > tokens.start and _fits(tokens.doc[first - 1], taken, lexicon):
            first -= 1
        known = str(tokens.doc[first : head.i + 1].text)
        return known if _is_personal(known, lexicon) else None
    return (
        _closing_name(tokens, head, taken, lexicon)
        or _opening_name(tokens, head, taken, lexicon)
        or _bare_name(tokens, head, taken, lexicon)
    )


def is_body_name(doc: Doc, name: Name, lexicon: Lexicon) -> bool:
    """Whether the word before the name makes it a body's: "news agency *Aki*", "the group *Sunrise*".

    Behind an office a full name is a person's: "member of the negotiating team *Hussein Karshoum*".
    """
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None or span.start == 0 or doc[span.start - 1].is_punct:
        return False
    before = doc[span.start - 1]
    if before.lower_ == "based" and " " not in name.words:
        return True  # "the Halvoria-based *Aki*"
    bodies = any(before.lower_ in lexicon.get(key, ()) for key in ("institution_nouns", "media", "newsrooms"))
    if not bodies or before.pos_ != "NOUN":
        return False
    phrase = doc[max(span.sent.start, span.start - OFFICE) : span.start]
    people = lexicon.get("anonymous_nouns", ())
    office = next((t.i for t in reversed(phrase) if _is_office(t, lexicon) or t.lower_ in people), None)
    if office is None or name.actor.kind != "person" or len(span) < 2:
        return True
    return any(t.pos_ == "VERB" and t.tag_ != "VBG" for t in doc[office : span.start])


def _ends_as_body(name: Name, lexicon: Lexicon) -> bool:
    """Whether the last of several words is an outlet's: "Dalvo *Press*"."""
    words = WORD.findall(name.words)
    return len(words) > 1 and words[-1].lower() in lexicon.get("media", ())


def _belongs(tokens: SpacySpan, name: Name, head: Token, lexicon: Lexicon) -> bool:
    """Whether a personal name is one with the head: its apposition, or the end of a phrase that opens with titles."""
    inside = tokens.doc.char_span(name.start, name.end, alignment_mode="expand")
    if inside is None or head.tag_ in ("NNS", "NNPS"):
        return False
    if inside.root.dep_ == "appos" and inside.root.head.i == head.i:
        return True
    before = tokens.doc[inside.start - 1] if inside.start > tokens.start else None
    if before is None or name.end < tokens.end_char - 1 or before.tag_ == "POS" or head.i >= inside.end:
        return False
    member = _is_member(tokens, head, inside.start, lexicon)
    if head.i < inside.start and not _is_office(head, lexicon) and not member:
        return False
    if _acts(tokens, inside.start, lexicon) or _of_another(tokens, inside.start, lexicon):
        return False
    if before.text == ",":
        return _is_office(head, lexicon) and not any(t.dep_ == "cc" for t in tokens)
    titled = member or any(_is_office(t, lexicon) for t in tokens)
    return before.pos_ not in LOOSE and before.pos_ != "PUNCT" and titled


def _acts(tokens: SpacySpan, end: int, lexicon: Lexicon) -> bool:
    """Whether a verb stands before the name: "shown by President Kolo" is not about him; "the ruling council" is."""
    before = tokens.doc[tokens.start : end]
    return any(t.pos_ == "VERB" and t.dep_ not in ("amod", "compound") and not is_title(t, lexicon) for t in before)


def _of_another(tokens: SpacySpan, start: int, lexicon: Lexicon) -> bool:
    """Whether the name with its titles stands behind a preposition: "an aide *to President Kolo*" is somebody else."""
    first = start
    while first > tokens.start and is_title(tokens.doc[first - 1], lexicon):
        first -= 1
    before = tokens.doc[first - 1] if first > tokens.start else None
    if before is None or before.pos_ != "ADP":
        return False
    title = tokens.doc[first].lower_.strip(".")
    ranked = any(title in lexicon.get(key, ()) for key in ("role_nouns", "courtesy", "men", "women"))
    return before.lower_ != "of" or ranked or first == start


def _is_office(token: Token, lexicon: Lexicon) -> bool:
    return is_title(token, lexicon) or any(
        token.lower_ in lexicon.get(key, ()) for key in ("role_nouns", "roles", "outsider_nouns")
    )


def _is_member(tokens: SpacySpan, head: Token, start: int, lexicon: Lexicon) -> bool:
    """Whether one of a body is told before the name: "a *member of the team* Osman Andu"."""
    before = tokens.doc[start - 1]
    return head.lower_ in lexicon.get("anonymous_nouns", ()) and _is_body(before, lexicon) and start - head.i > 2


def _is_body(token: Token, lexicon: Lexicon) -> bool:
    lists = (lexicon.get(key, ()) for key in ("institution_nouns", "bodily"))
    return token.pos_ in ("NOUN", "PROPN") and any(token.lower_ in words for words in lists)


def _closing_name(tokens: SpacySpan, head: Token, taken: Sequence[Name], lexicon: Lexicon) -> str | None:
    """Capitalised words at the end, behind titles: "Deputy Envoy for Syria *Najat Rochdi*", "President *Kolo*"."""
    start = tokens.end
    while start > tokens.start and _fits(tokens.doc[start - 1], taken, lexicon):
        if _is_body(tokens.doc[start - 1], lexicon) and tokens.end - start > 1:
            break  # "member of the Transitional Council *Odan Tarbe*"
        start -= 1
    while (
        start < tokens.end
        and tokens.doc[start].lower_ in lexicon.get("links", ())
        and not tokens.doc[start].text[0].isalpha()
    ):
        start += 1
    start = _behind_field(tokens, head, start, lexicon)
    if start in (tokens.start, tokens.end) or _acts(tokens, start, lexicon) or _of_another(tokens, start, lexicon):
        return None
    member = start < tokens.end and _is_member(tokens, head, start, lexicon)
    if head.i < start and not _is_office(head, lexicon) and not member:
        return None
    before = tokens.doc[start - 1]
    if before.text == "," and start - 2 >= tokens.start:
        before = tokens.doc[start - 2]
    if before.pos_ in LOOSE or before.tag_ == "POS" or before.pos_ == "DET" or tokens.doc[start].pos_ == "ADJ":
        return None
    titled = member or any(_is_office(t, lexicon) for t in tokens.doc[tokens.start : start])
    name = tokens.doc[start : tokens.end].text
    return name if titled and not name.isupper() and _is_personal(name, lexicon) else None


def _behind_field(tokens: SpacySpan, head: Token, start: int, lexicon: Lexicon) -> int:
    """Where the person begins whose office names its field: "Minister of Irrigation *Seleshi Bekele*"."""
    before = tokens.doc[start - 1]
    if start == tokens.start or before.pos_ != "ADP" or tokens.end - start < 3:
        return start
    office = before.head
    person = tokens.doc[tokens.end - 1].ent_type_ == "PERSON"
    return tokens.end - 2 if person or (_is_office(office, lexicon) and office.head.i == head.i >= start) else start


def _opening_name(tokens: SpacySpan, head: Token, taken: Sequence[Name], lexicon: Lexicon) -> str | None:
    """Capitalised words at the beginning, before titles: "*Tut Gatluak*, the president's adviser"."""
    end = tokens.start
    while end < tokens.end and _fits(tokens.doc[end], taken, lexicon):
        end += 1
    if end - tokens.start < 2 or end == tokens.end or (head.i >= end and not _is_office(head, lexicon)):
        return None
    people = (*lexicon.get("anonymous", ()), *lexicon.get("anonymous_nouns", ()))
    titled = any(_is_office(t, lexicon) or t.lower_ in people for t in tokens.doc[end : tokens.end])
    name = tokens.doc[tokens.start : end].text
    return name if titled and not name.isupper() and _is_personal(name, lexicon) else None


def _bare_name(tokens: SpacySpan, head: Token, taken: Sequence[Name], lexicon: Lexicon) -> str | None:
    """Capitalised words without article or title: "Kirby", "Odan Tarbe"; an acronym is none, nor part of a heading."""
    first = tokens.start
    while first < tokens.end and tokens.doc[first].is_punct:
        first += 1
    end = first
    while end < tokens.end and _fits(tokens.doc[end], taken, lexicon):
        end += 1
    words = [t for t in tokens.doc[first:end] if t.lower_ not in lexicon.get("links", ())]
    if not first <= head.i < end or not 0 < len(words) <= LONGEST_NAME or not all(map(_is_name_word, words)):
        return None
    rest = tokens.doc[end : tokens.end]
    described = {t.lower_ for t in rest}
    bodies = {*lexicon.get("bodily", ()), *lexicon.get("institution_nouns", ())}
    if described & bodies and not any(_is_office(t, lexicon) for t in rest):
        return None
    if len(rest) and not rest[0].is_punct:
        return None
    name = str(tokens.doc[first:end].text)
    verb = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else head
    if len(words) > 1 and verb.is_title and verb.i != head.i:
        return None  # "Truce Efforts Face Doubts"
    return name if _is_personal(name, lexicon) else None


def _is_name_word(token: Token) -> bool:
    """Whether it can be a personal name by itself; at the start of a sentence a common noun, too, is written large."""
    plural = token.tag_ in ("NNS", "NNPS") and token.lower_.endswith("s")  # "Charities"
    if plural or token.text.isupper() or token.ent_type_ == "DATE":
        return False
    if token.ent_type_ in ("PERSON", "ORG") or token.tag_ == "NNP":
        return True
    return token.tag_ == "NN" and not (token.is_sent_start and not token.ent_type_)


def _fits(token: Token, taken: Sequence[Name], lexicon: Lexicon) -> bool:
    """Whether the word may be part of a personal name: written large, no title, no name of a state or body."""
    if token.lower_ in lexicon.get("links", ()):
        return True
    if not token.text[:1].isupper() or token.pos_ in ("DET", "PRON", "ADP", "NUM", "CCONJ", "SCONJ", "AUX"):
        return False
    return not is_title(token, lexicon) and not any(n.start <= token.idx < n.end for n in taken)


def _is_personal(name: str, lexicon: Lexicon) -> bool:
    """Whether none of the words makes it a body or people in general: "Participants", "News"."""
    words = [word.lower() for word in WORD.findall(name)]
    if not words or words[0] in lexicon.get("armies", ()):
        return False
    return not any(word in lexicon.get(key, ()) for key in IMPERSONAL for word in words)
