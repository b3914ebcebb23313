"""What speaks for and against a party holding a wish: where it is named, how that stands to the cue, who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .position_features import Wish, bucket, source_class
from .position_sides import Naming, Sides

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WITHIN = ("compound", "poss", "appos", "amod", "nmod", "conj")  # from a name up to the head of its noun phrase
NAMES = ("NOUN", "PROPN", "PRON", "ADJ")
HIGHEST = 12  # steps up the parse that are looked at


def side_features(doc: Doc, wish: Wish, party: str, sides: Sides) -> frozenset[str]:
    """Names of the features that tell whether a wish is that party's.

    Many come twice: alone, and with what the rules say of the wish: they name this party (``rule``), only others
    (``others``), or nobody (``nobody``).
    """
    rule = _verdict(wish, party)
    features = {rule, *_by_rule(wish, party)}
    sentence = doc[wish.cue.token].sent
    here, last = sides.around(party, sentence.start_char, sentence.end_char)
    features.update(_twice(rule, (f"in sentence={min(2, len(here))}",)))
    if here:
        features.update(_in_sentence(doc, wish, here, rule))
        features.update(_twice(rule, _order(doc[wish.cue.token], party, sides)))
    elif last is not None:
        features.update(_twice(rule, _earlier(doc, wish, party, sides, last)))
    else:
        features.add("only later")
    features.update(_twice(rule, _voice(doc, wish, party, sides)))
    features.update(_company(wish, party, sides, rule))
    features.update(_twice(rule, _weight(party, sides)))
    return frozenset(features)


def _verdict(wish: Wish, party: str) -> str:
    if any(holder.party == party for holder in wish.holders):
        return "rule"
    return "others" if wish.holders else "nobody"


def _twice(rule: str, features: Iterator[str] | Sequence[str]) -> Iterator[str]:
    for feature in features:
        yield feature
        yield f"{feature}+{rule}"


def _by_rule(wish: Wish, party: str) -> Iterator[str]:
    """How the rules came upon the party, or upon the first of the others."""
    several = min(3, len(wish.holders))
    for rank, holder in enumerate(wish.holders):
        if holder.party == party:
            yield f"rule={holder.how}"
            yield f"rule={holder.how}+{wish.cue.kind}"
            yield f"rule={holder.how}+{wish.cue.stance}"
            yield f"rule={holder.how}+{several}"
            yield f"rule rank={min(3, rank)}of{several}"
            yield f"rule class={source_class(holder)}"
            return
    yield f"others={wish.holders[0].how if wish.holders else None}+{wish.cue.kind}"


def _in_sentence(doc: Doc, wish: Wish, namings: Sequence[Naming], rule: str) -> Iterator[str]:
    """How each naming in the wish's own sentence stands to its cue: by the parse, and by place."""
    cue = doc[wish.cue.token]
    focus = doc[wish.cue.focus[0] : wish.cue.focus[1]]
    for naming in namings:
        span = doc.char_span(naming.start, naming.end, alignment_mode="expand")
        if span is None:
            continue
        path, way = _path(cue, span.root)
        yield f"path={path}"
        yield f"path={path}+{way}"
        yield f"path={path}+{rule}"
        yield f"path={path}+{wish.cue.kind}"
        yield f"named={naming.how}"
        yield f"named={naming.how}+{way}"
        place = "outside"
        if len(focus) and focus.start_char <= naming.start and naming.end <= focus.end_char:
            place = "focus"
        elif wish.start <= naming.start and naming.end <= wish.end:
            place = "passage"
        side = "left" if naming.start < cue.idx else "right"
        yield f"place={place} {side}"
        yield f"place={place} {side}+{wish.cue.kind}+{rule}"


def _path(cue: Token, token: Token) -> tuple[str, str]:
    """From a naming to the first word above it that is above the cue too, and how it stands in its noun phrase."""
    above = {word.i: steps for steps, word in enumerate(_upward(cue))}
    way = "itself"
    while token.dep_ in WITHIN and token.head.i != token.i and token.head.pos_ in NAMES:
        way = token.dep_ if way in ("itself", "compound") else way
        token = token.head
    links: list[str] = []
    while token.i not in above:
        if token.head.i == token.i or len(links) >= HIGHEST:
            return "apart", way
        link, head = token.dep_, token.head
        if link == "pobj" and head.pos_ == "ADP":
            link = f"pobj:{head.lower_}"
            head = head.head if head.dep_ == "prep" and head.i not in above else head
        links.append(link)
        token = head
    more = "+" if len(links) > 2 else ""
    return f"{min(3, above[token.i])}^{'/'.join(links[-2:])}{more}", way


def _upward(token: Token) -> list[Token]:
    words = [token]
    while token.head.i != token.i and len(words) < HIGHEST:
        token = token.head
        words.append(token)
    return words


def _order(cue: Token, party: str, sides: Sides) -> Iterator[str]:
    """Whether the party is the first of the sentence, and the last before the cue."""
    named = sides.named_in(cue.sent.start_char, cue.sent.end_char)
    if named and named[0][1] == party:
        yield "first of sentence"
    before = [other for start, other in named if start < cue.idx]
    if before and before[-1] == party:
        yield "last before cue"
    yield f"parties in sentence={min(4, len({other for _, other in named}))}"


def _earlier(doc: Doc, wish: Wish, party: str, sides: Sides, last: Naming) -> Iterator[str]:
    """How many sentences back a party was named last, and as what."""
    sentence = doc[wish.cue.token].sent
    if sides.last_named(sentence.start_char) == party:
        yield "last named"
    span = doc.char_span(last.start, last.end, alignment_mode="expand")
    back = 0
    while sentence.start > 0 and sentence.start_char > last.start and back < 5:
        sentence = doc[sentence.start - 1].sent
        back += 1
    yield f"back={back}"
    if span is not None:
        token = span.root
        while token.dep_ in WITHIN and token.head.i != token.i and token.head.pos_ in NAMES:
            token = token.head
        yield f"back as={token.dep_}"
        yield f"back={back} as={token.dep_}"


def _voice(doc: Doc, wish: Wish, party: str, sides: Sides) -> Iterator[str]:
    saying, before = sides.speaking_at(doc[wish.cue.token].idx)
    if party in saying:
        yield "says it"
    elif saying:
        yield "another says it"
    if party in before:
        yield "spoke before"
    if party in sides.speakers:
        yield "speaks"
    subject = doc[wish.cue.subject] if wish.cue.subject is not None else None
    yield f"subject={None if subject is None else subject.lower_ if subject.pos_ == 'PRON' else subject.pos_}"


def _company(wish: Wish, party: str, sides: Sides, rule: str) -> Iterator[str]:
    """Whether the party stands beside, or met, somebody whom the rules take for the holder."""
    for holder in wish.holders:
        pair = {holder.party, party}
        if len(pair) == 2 and any(pair <= group for group in sides.together):
            yield "beside a holder"
            yield f"beside a holder={holder.how}"
        if len(pair) == 2 and any(pair <= group for group in sides.met):
            yield "met a holder"
            yield f"met a holder+{wish.cue.word}"
            yield f"met a holder+{wish.cue.kind}"
    if any(party in group for group in sides.met):
        yield f"met+{rule}"


def _weight(party: str, sides: Sides) -> Iterator[str]:
    """How much of the article is about the party, and what it is."""
    count, total = sides.counts[party], max(1, len(sides.order))
    yield f"count={min(5, count)}"
    yield f"share={bucket(100 * count // total, (10, 20, 35, 50, 80))}"
    yield f"rank={min(3, sides.ranks.get(party, 3))}"
    yield f"type={sides.kinds.get(party)}"
    yield f"parties={min(6, len(sides.namings))}"
