"""Parties that have no name, by the words the text has for them: "youth activists", "Halvorian stakeholders"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

TELLING = ("compound", "amod", "nmod", "poss", "case", "conj", "cc", "punct")  # what before a head says who they are
LOOSE = ("DT", "CD", "PDT", "WDT", "PRP$", "-LRB-", "``", "''")  # "the", "15", "all": they do not


def unnamed(head: Token, words: Mapping[str, Sequence[str]]) -> tuple[int, int] | None:
    """Where the text says who they are (characters), if the head of a noun phrase is people who are no state.

    "*protest leaders*", "many *Halvorian stakeholders*", "*signatories of the accord*"; people told by their head
    alone ("these figures") are those that the text told of more fully before.
    """
    if not _is_people(head, words):
        return None
    start, end = _told(head, words)
    if start == head.i and any(child.lower_ in ("the", "these", "those", "such") for child in head.children):
        before = (t for t in reversed(head.doc[: head.i]) if t.lower_ == head.lower_)
        start, end = next((told for t in before if (told := _told(t, words))[0] < t.i), (start, end))
    last = head.doc[end - 1]
    return head.doc[start].idx, last.idx + len(last)


def _is_people(head: Token, words: Mapping[str, Sequence[str]]) -> bool:
    if head.tag_ not in ("NNS", "NNPS"):
        return False
    if head.lower_ in words.get("holders.unnamed", ()):
        return True
    apart = words.get("holders.apart", ())
    return head.lower_ in words.get("holders.joint", ()) and any(c.lower_ in apart for c in head.lefts)


def _told(head: Token, words: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    """First and last but one word of what tells who they are."""
    vague = words.get("holders.vague", ())
    start = head.i
    while start > head.left_edge.i:
        before = head.doc[start - 1]
        if before.tag_ in LOOSE or before.lower_ in vague or before.dep_ not in TELLING:
            break
        start -= 1
    while start < head.i and (head.doc[start].is_punct or head.doc[start].dep_ == "cc"):
        start += 1
    of = next((c for c in head.rights if c.lower_ == "of" and c.i == head.i + 1), None)
    whose = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return start, whose.i + 1 if whose is not None and whose.i - head.i < 6 else head.i + 1
