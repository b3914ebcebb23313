"""What "the agreement" and "this decision" are about: nouns by which a text comes back to what it told before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..reading.issues import IssueHit
from .position_features import FALLBACK
from .position_words import CueWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SHARE = 0.25  # of all issue words of an article, from which on one issue is what the article is about
LEAD = 1.5  # how many times as often as the next one it must be named


def with_resumed(doc: Doc, hits: Sequence[IssueHit], words: CueWords) -> list[IssueHit]:
    """The issue words of a text, with the nouns that come back to what was told; these speak of no process then."""
    resumed = list(_resumed(doc, hits, words))
    if not resumed:
        return list(hits)
    back = {hit.start for hit in resumed}
    return sorted([*(hit for hit in hits if hit.start not in back), *resumed], key=lambda h: (h.start, h.end, h.issue))


def _resumed(doc: Doc, hits: Sequence[IssueHit], words: CueWords) -> Iterator[IssueHit]:
    """ "The *agreement*" is on what the article is about, "the *decision*" on what the sentence before names."""
    telling = [hit for hit in hits if hit.issue != FALLBACK]
    main = _main(telling, len(hits))
    for token in _nouns(doc, words):
        issue = None
        if words.has("resumed.nearby", token.lemma_):
            issue = _before(token, telling) or main
        elif not _tells(token, hits, after=True):
            issue = main
        if issue is not None and not _tells(token, telling):
            yield IssueHit(start=token.idx, end=token.idx + len(token), issue=issue)


def _nouns(doc: Doc, words: CueWords) -> Iterator[Token]:
    """The nouns that may come back to something: "*the* agreement", not "an agreement"."""
    nouns = (*words.lists.get("resumed.whole", ()), *words.lists.get("resumed.nearby", ()))
    wanted = {doc.vocab.strings[noun] for noun in nouns}
    for place, lemma in enumerate(doc.to_array("LEMMA").tolist()):
        if lemma not in wanted or doc[place].pos_ != "NOUN":
            continue
        if any(words.has("resumed.known", child.lower_) for child in doc[place].lefts):
            yield doc[place]


def _tells(noun: Token, hits: Sequence[IssueHit], *, after: bool = False) -> bool:
    """Whether the phrase of a noun names an issue itself; ``after``: behind the noun."""
    first = noun.idx + len(noun) if after else noun.left_edge.idx
    last = noun.right_edge.idx + len(noun.right_edge)
    return any(first <= hit.start and hit.end <= last for hit in hits)


def _main(telling: Sequence[IssueHit], named: int) -> str | None:
    """The issue that an article is about, if there is one."""
    counts = Counter(hit.issue for hit in telling).most_common(2)
    if not counts or counts[0][1] < SHARE * named or (len(counts) > 1 and counts[0][1] < LEAD * counts[1][1]):
        return None
    return counts[0][0]


def _before(noun: Token, telling: Sequence[IssueHit]) -> str | None:
    """The issue that the sentence before names most."""
    if noun.sent.start == 0:
        return None
    last = noun.doc[noun.sent.start - 1].sent
    named = Counter(hit.issue for hit in telling if last.start_char <= hit.start < last.end_char)
    return named.most_common(1)[0][0] if named else None
