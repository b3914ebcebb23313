"""How far the words of a report reach: before the reporting clause, and up to the next cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import DASHES, VERBAL, Tokens, has_clause, is_comma, is_finite, own_subject, trim
from .page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_DATELINE = 16  # tokens
SHORT = 8  # tokens of a reporting clause that says no more than who spoke, where, to whom
OPEN_ENDS = frozenset((",", "!", "?", "…", "...", "-", "–", "—"))


def _front(page: Page, verb: Token, source: Tokens | None) -> int:
    """Where the reporting clause itself begins: at its subject, its auxiliary or the verb."""
    front = verb.i
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass", "neg", "advmod", "mark") and verb.i - child.i <= 4:
            front = min(front, child.left_edge.i)
    if source is not None and source[0] < verb.i and page.starts[source[0]] == page.starts[verb.i]:
        front = min(front, source[0])
    return front


def quote_before(page: Page, verb: Token, source: Tokens | None, floor: int) -> Tokens | None:
    """The quotation that ends right before the reporting clause, with what leads up to it in its sentence."""
    doc = page.doc
    front = _front(page, verb, source)
    i = front - 1
    comma = False
    while i >= 0 and page.quoted[i] < 0 and (doc[i].is_space or doc[i].text == ","):
        comma = comma or doc[i].text == ","
        i -= 1
    if i < 0 or page.quoted[i] < 0:
        return None
    first, last = page.spoken[page.quoted[i]]
    if last - first < 3 or not (comma or doc[last - 2].text in OPEN_ENDS or _goes_on(page, verb, front, last)):
        return None
    start = max(page.starts[first], floor)
    lead = trim(doc, start, first)
    if lead[0] < lead[1] and doc[lead[1] - 1].text != ":" and doc[first - 1].text != ":":
        return shorn(page, lead[0], last)
    return first, last


def _goes_on(page: Page, verb: Token, front: int, last: int) -> bool:
    """Whether behind a full stop the reporting clause goes on in small letters, or says no more than who spoke.

    ``"It is over." he said``; ``"It is over." He said on the radio.``
    """
    doc, end = page.doc, page.ends[verb.i]
    if doc[last - 2].text != ".":
        return False
    if doc[front].text[:1].islower():
        return True
    bare = page.words.has("plain", verb.lemma_.lower()) and end - verb.i < SHORT and doc[end - 1].text == "."
    return bare and not any(page.quoted[i] >= 0 or doc[i].pos_ in VERBAL for i in range(verb.i + 1, end))


def clause_before(page: Page, verb: Token, source: Tokens | None, floor: int) -> Tokens | None:
    """The clause before a comma and the reporting clause; or, where that is none, the rest behind both."""
    doc = page.doc
    front = _front(page, verb, source)
    i = front - 1
    while i >= 0 and doc[i].is_space:
        i -= 1
    if i <= floor or not is_comma(doc[i]) or page.quoted[i] >= 0:
        return None
    start = max(page.starts[front], floor)
    clauses = (c for c in verb.lefts if c.dep_ == "ccomp" and c.right_edge.i == i - 1)
    whole = any(c.pos_ in VERBAL or own_subject(c) is not None for c in clauses)
    closing = verb.tag_ == "VBZ" and end_of_line(page, verb)  # "Deal possible by summer, Halvoria says"
    if i - start > 2 and (whole or closing or has_clause(doc, start, i)):
        return shorn(page, start, i)
    if source is not None and source[0] > verb.i:
        return None
    end = page.ends[verb.i]
    j = verb.i + 1
    while j < end and not is_comma(doc[j]):
        j += 1
    if j + 3 < end and any(doc[k].pos_ in VERBAL for k in range(j, end)) and not tells_source(page, j + 1, end):
        return trim(doc, j + 1, cut(page, verb, j + 1, end))
    return None


def end_of_line(page: Page, verb: Token) -> bool:
    """Whether the verb ends a line that has no full stop, as headlines do."""
    behind = page.doc[verb.i + 1] if verb.i + 1 < len(page.doc) else None
    return behind is None or (behind.is_space and "\n" in behind.text)


def tells_source(page: Page, start: int, end: int) -> bool:
    """Whether no more stands there than who reports it: "according to the envoy", "the agency reported on Monday"."""
    doc = page.doc
    if doc[start].lower_ == "according":
        return True
    first = next((t for t in doc[start:end] if t.pos_ in VERBAL and is_finite(t)), None)
    if first is None or not page.words.has("behind", page.words.forms.get(first.lower_, "")):
        return False
    return not any(c.dep_ in ("ccomp", "dobj") for c in first.rights)


def shorn(page: Page, start: int, end: int) -> Tokens:
    """Without dateline and joining word before it: "But talks went on" -> "talks went on"."""
    start, end = trim(page.doc, past_dateline(page, start, end), end)
    word = page.doc[start] if start < end else None
    if word is not None and word.dep_ == "cc" and page.quoted[start] < 0 and page.words.has("joining", word.lower_):
        start += 1
    return trim(page.doc, start, end)


def past_dateline(page: Page, start: int, end: int) -> int:
    """Behind "ORREL, 3 May (CPS) -" or "Orrel:", where the sentence opens with such a thing."""
    doc = page.doc
    if start >= end or page.quoted[start] >= 0:
        return start
    capitals = doc[start].text.isupper() and len(doc[start]) > 1
    bracket = False
    for i in range(start + 1, min(start + LONGEST_DATELINE, end)):
        bracket = bracket or doc[i].text == "("
        if doc[i].text in DASHES and is_comma(doc[i]) and (capitals or bracket):
            return i + 1
        if doc[i].text == ":" and (capitals or i == start + 1):
            return i + 1
        if doc[i].pos_ in VERBAL:
            break
    return start


def cut(page: Page, verb: Token, start: int, end: int) -> int:
    """Where the next cue takes over: ", adding that ...", "and warned that ...", ", while others say ..."."""
    doc = page.doc
    for i in range(start + 1, end):
        token = doc[i]
        if page.quoted[i] >= 0:
            continue
        if token.lower_ == "according" and is_comma(doc[i - 1]):
            return i - 1
        if token.pos_ not in VERBAL or token.lower_ not in page.words.forms:
            continue
        beside = _beside(token)
        if beside is not None and beside.i > start + 1 and is_comma(doc[beside.i - 1]):
            return beside.i - 1
        j = i - 1
        while j > start and (doc[j].pos_ == "ADV" or page.words.has("joining", doc[j].lower_)):
            j -= 1
        joined = j < i - 1 and any(doc[k].dep_ == "cc" for k in range(j + 1, i))
        if token.tag_ == "VBG" and (is_comma(doc[j]) or (joined and verb.tag_ == "VBG")):
            page.shared[i] = verb.i
            return j if is_comma(doc[j]) else j + 1
        own = own_subject(token)
        if own is None and j < i - 1 and token.tag_ in ("VBD", "VBZ", "VBP") and token.tag_ == verb.tag_:
            page.shared[i] = _passed_on(page, verb, token) or verb.i
            return j + 1
        left = token.left_edge.i
        if own is None or token.dep_ not in ("advcl", "conj") or left <= start or not is_finite(token):
            continue
        if is_comma(doc[left - 1]) or (token.dep_ == "conj" and doc[left - 1].dep_ == "cc"):
            return left - 1
    return end


def _beside(participle: Token) -> Token | None:
    """The "with" that sets what somebody else says beside: "rejected the plan, *with* the envoy calling it a trap"."""
    if participle.tag_ != "VBG" or participle.dep_ not in ("pcomp", "acl"):
        return None
    above = participle.head if participle.dep_ == "pcomp" else participle.head.head
    return above if above.lower_ == "with" and above.i < participle.i - 1 else None


def _passed_on(page: Page, verb: Token, joined: Token) -> int | None:
    """The reporting verb within the report that a joined one goes on: "said the envoy *praised* A and stressed B".

    One that only goes on speaking ("and added B") belongs to the outer verb.
    """
    if page.words.has("going_on", page.words.forms[joined.lower_]):
        return None
    between = (page.doc[i] for i in range(joined.i - 1, verb.i, -1) if page.quoted[i] < 0)
    told = (t for t in between if t.tag_ == joined.tag_ and t.lower_ in page.words.forms and t.pos_ in VERBAL)
    found = next(told, None)
    return found.i if found is not None and own_subject(found) is not None else None
