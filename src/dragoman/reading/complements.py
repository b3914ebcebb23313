"""How far the objects of a reporting verb reach: with which parts behind them they still belong to what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import is_comma, is_infinitive, list_goes_on
from .page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

TIMES = frozenset(("DATE", "TIME"))


def end_of_complements(page: Page, verb: Token, first: Token, *, asks: bool = False) -> int:
    """Behind the last right-hand part of the verb that still belongs to what is said."""
    end = first.right_edge.i + 1
    for child in verb.rights:
        mark = child.dep_ == "punct" and (child.text in (",", ")") or page.quoted[child.i] >= 0)
        if child.i <= first.i or child.i < end or mark:
            continue
        left = child.left_edge.i
        if child.text == "(":
            end = _behind_bracket(page, child)
            continue
        if child.dep_ == "cc" and any(list_goes_on(verb, c) for c in verb.rights if c.i > child.i):
            continue
        if list_goes_on(verb, child):
            end = max(end, child.right_edge.i + 1)
            continue
        if child.dep_ in ("punct", "cc", "conj", "npadvmod", "parataxis") or _is_aside(page, child):
            break
        own = page.words.has("belonging", child.lower_) if child.dep_ == "prep" else asks and is_infinitive(child)
        if is_comma(page.doc[left - 1]) and not own:
            break
        end = max(end, child.right_edge.i + 1)
    return end


def _behind_bracket(page: Page, bracket: Token) -> int:
    """Behind the bracket that closes; the one that opens where none does."""
    stop = page.ends[bracket.i]
    return next((i + 1 for i in range(bracket.i, stop) if page.doc[i].text == ")"), bracket.i)


def _is_aside(page: Page, part: Token) -> bool:
    if part.dep_ == "prep":
        inner = next(iter(part.rights), None)
        return page.words.has("aside", part.lower_) or (inner is not None and inner.ent_type_ in TIMES)
    return part.dep_ == "advcl" and not is_infinitive(part)


def without_day(page: Page, start: int, end: int) -> int:
    """ "an immediate ceasefire on Tuesday": when it was said is not said."""
    doc = page.doc
    first = end
    while first - 1 > start and doc[first - 1].ent_type_ in TIMES and page.quoted[first - 1] < 0:
        first -= 1
    on = doc[first - 1] if first < end else None
    if on is None or on.pos_ != "ADP" or on.i <= start + 1 or not page.words.has("days", on.lower_):
        return end
    return on.i


def without_channel(page: Page, start: int, end: int) -> int:
    """ "the declaration in a post on X": where it was said is not said."""
    doc = page.doc
    for i in range(end - 1, start + 1, -1):
        if page.quoted[i] >= 0 or (doc[i].pos_ in ("VERB", "AUX", "PUNCT") and doc[i].tag_ != "VBN"):
            return end
        if doc[i].lower_ in ("in", "on") and doc[i].pos_ == "ADP" and i + 1 < end:
            return without_channel(page, start, i) if _is_channel(page, i + 1, end) else end
    return end


def _is_channel(page: Page, first: int, end: int) -> bool:
    """Whether the words are a channel ("X", "his Telegram page") or a text or speech just made ("a statement")."""
    doc, words = page.doc, page.words
    head = next((t.lower_ for t in doc[first:end] if t.pos_ == "NOUN" and t.dep_ != "compound"), "")
    if words.has("one_of_own", doc[first].lower_) and words.has("utterances", head):
        return True
    named = any(words.has("channels", doc[i:j].text) for i in range(first, end) for j in (i + 1, i + 2) if j <= end)
    return named and end - first < 5
