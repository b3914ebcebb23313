"""Which issues a passage speaks of: cue phrases of the taxonomy, found word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.issue import Issue

Lexicon = Mapping[str, tuple[str, ...]]
JOINT = r"[\s\-–]+"  # what may stand between two words of a cue
ANY_WORDS = r"\w+(?:[\s\-–’'.]+\w+){0,2}"  # what a lone star stands for
PARTS = re.compile(r"[\s\-–]+")
WORD = re.compile(r"\w+")
OPENING = 4  # letters of a cue by which it is looked up


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueHit:
    """A cue of an issue at ``start:end`` of the text."""

    start: int
    end: int
    issue: str


def issue_lexicon(issues: Iterable[Issue]) -> dict[str, tuple[str, ...]]:
    """Cues of each top-level issue, those of its sub-issues included, as a word list."""
    by_id = {issue.id: issue for issue in issues}
    cues: dict[str, list[str]] = {}
    for issue in by_id.values():
        cues.setdefault(_top(issue, by_id), []).extend(issue.cues)
    return {top: tuple(dict.fromkeys(words)) for top, words in cues.items()}


def _top(issue: Issue, by_id: Mapping[str, Issue]) -> str:
    seen = {issue.id}
    while issue.parent is not None and issue.parent in by_id and issue.parent not in seen:
        seen.add(issue.parent)
        issue = by_id[issue.parent]
    return issue.id


class IssueIndex:
    """Finds the cues of all issues in a text.

    >>> index = IssueIndex({"ceasefire": ("truce", "end * war"), "sanctions": ("sanction*",)})
    >>> [(hit.issue, hit.start) for hit in index.find("Truces, an end to the war, no sanctions.")]
    [('ceasefire', 0), ('ceasefire', 11), ('sanctions', 30)]
    """

    def __init__(self, cues: Lexicon) -> None:
        self._patterns = {issue: _pattern(words) for issue, words in cues.items() if words}
        openings: dict[str, dict[str, None]] = {}
        for issue in self._patterns:
            for cue in cues[issue]:
                openings.setdefault(_opening(cue), {})[issue] = None
        self._openings = {opening: tuple(issues) for opening, issues in openings.items()}

    def find(self, text: str) -> tuple[IssueHit, ...]:
        """All cues in order; of two that overlap the longer one stays."""
        plain = text.replace("’", "'").casefold() if len(text.casefold()) == len(text) else text.lower()
        return _longest(list(self._hits(plain)))

    def _hits(self, text: str) -> Iterator[IssueHit]:
        """The cues of each issue from left to right, none of one issue overlapping; a cue opens a word."""
        free = dict.fromkeys(self._patterns, 0)
        for word in WORD.finditer(text):
            start = word.start()
            for letters in range(OPENING + 1):
                for issue in self._openings.get(text[start : start + letters], ()):
                    match = self._patterns[issue].match(text, start) if start >= free[issue] else None
                    if match is not None:
                        free[issue] = match.end()
                        yield IssueHit(start=start, end=match.end(), issue=issue)


def _pattern(cues: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(cues, key=lambda cue: (-len(cue), cue))
    return re.compile(r"\b(?:" + "|".join(_cue(cue) for cue in ordered) + r")\b")


def _opening(cue: str) -> str:
    """The first letters of what a cue matches, as far as no star stands for them."""
    first = next((word for word in PARTS.split(cue.casefold()) if word), "")
    return first.split("*")[0][:OPENING]


def _cue(cue: str) -> str:
    words = [_word(word) for word in PARTS.split(cue.casefold()) if word]
    if words and not cue.endswith("*"):
        words[-1] += "s?"
    return JOINT.join(words)


def _word(word: str) -> str:
    if word == "*":
        return ANY_WORDS
    return re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word)


def _longest(hits: Sequence[IssueHit]) -> tuple[IssueHit, ...]:
    kept: list[IssueHit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.issue)):
        if not any(k.start < hit.end and hit.start < k.end and k.end - k.start > hit.end - hit.start for k in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda h: (h.start, h.end, h.issue)))
