"""Telling a teaser for another story, put in the middle of a report, from a sub-heading of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .lines import NUMBERED, WORD, Line
from .phrases import compile_phrases, fold

DECIDED = 0.6
MOST_CANDIDATES = 200
SECTION = 3  # paragraphs after a heading in which its words are looked for
STEM = 6  # letters by which words are compared
SENTENCE_SHARE = 0.12  # articles, pronouns, auxiliaries and past tenses, which headlines leave out
DIGITS = re.compile(r"\d[\d.,]*")


class TeaserWords:
    """The word list's part on teasers, compiled."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self.verbs = frozenset(lists.get("verbs", ()))
        self.reporting = frozenset(lists.get("reporting", ()))
        self.sentence = frozenset(lists.get("sentence", ()))
        self.past = tuple(lists.get("past", ()))
        self.function = frozenset(lists.get("function", ()))
        endings = sorted(lists.get("endings", ()), key=len, reverse=True)
        self.ending = re.compile(rf"(?<=\w\w\w)(?:{'|'.join(map(re.escape, endings)) or '(?!)'})$")
        self.lists = compile_phrases({"lists": lists.get("lists", ())})

    def stems(self, text: str) -> frozenset[str]:
        """What its telling words begin with, endings cut off."""
        words = set(WORD.findall(text.lower().replace("’", "'")))
        parts = {part for word in words for part in word.replace("'s", "").split("-")}
        return frozenset(self.ending.sub("", part)[:STEM] for part in parts - self.function if len(part) > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The lines of a report so far as they are known: which are its paragraphs, which is its headline."""

    lines: Sequence[Line]
    paragraphs: Sequence[int]
    headline: int | None = None


def teaser_scores(report: Report, candidates: Sequence[int], words: TeaserWords) -> dict[int, float]:
    """For each candidate line (by index) how much it looks like a teaser; from DECIDED on it is one."""
    if len(candidates) > MOST_CANDIDATES:
        return {}
    stems = {index: words.stems(report.lines[index].text) for index in report.paragraphs}
    body = frozenset[str]().union(*stems.values())
    numbers = {n for index in report.paragraphs for n in DIGITS.findall(report.lines[index].text)}
    styles = _styles(report, candidates)
    scores: dict[int, float] = {}
    for index in candidates:
        line = report.lines[index]
        own = words.stems(line.text)
        after = [stems[i] for i in report.paragraphs if i > index][:SECTION]
        scores[index] = (
            _novelty(own, body, frozenset[str]().union(*after))
            + (0.7 if any(n not in numbers for n in DIGITS.findall(NUMBERED.sub("", line.text, count=1))) else 0.0)
            + _form(line, words)
            + styles.get(index, 0.0)
            + (0.5 if index + 1 in candidates else 0.0)
        )
    return scores


def overlap(line: Line, body: frozenset[str], words: TeaserWords) -> float:
    """The share of the line's telling words that the body has too."""
    own = words.stems(line.text)
    return len(own & body) / len(own) if own else 0.0


def _novelty(own: frozenset[str], body: frozenset[str], section: frozenset[str]) -> float:
    if not own:
        return 0.0
    new = len(own - body) / len(own)
    follows = len(own & section) / len(own)
    return 3 * (new - 0.3) - 1.5 * follows


def _form(line: Line, words: TeaserWords) -> float:
    tokens = [match.group().lower() for match in WORD.finditer(line.text)]
    score = 0.0
    if len(tokens) >= 10:
        score += 1.2 if len(tokens) >= 13 else 0.8
    elif len(tokens) <= 5:
        score -= 0.7
    if len(tokens) >= 8 and words.reporting.intersection(tokens[1:]):
        score += 1.2
    elif words.verbs.intersection(tokens[1:]):
        score += 0.5
    told = sum(token in words.sentence or token.endswith(words.past) for token in tokens[1:])
    if told > SENTENCE_SHARE * len(tokens):
        score -= 1.2
    if words.lists.fullmatch(fold(line.text)):
        score += 0.7
    if NUMBERED.match(line.text):
        score -= 3
    if line.text[0] in "“\"‘'" and line.text[-1] in "”\"’'":
        score -= 0.5
    if line.hint in ("heading", "headline"):
        score -= 2
    return score + 2.5 * (line.linked >= 0.8)


def _styles(report: Report, candidates: Sequence[int]) -> dict[int, float]:
    """Where short lines come in two styles of capitals: those in the headline's style are headlines of others."""
    if report.headline is None:
        return {}
    headline = _capitals(report.lines[report.headline].text)
    styles = {index: _capitals(report.lines[index].text) for index in candidates}
    known = {style for style in styles.values() if style}
    if len(known) < 2 or headline is None:
        return {}
    return {index: 1.0 if style == headline else -0.8 for index, style in styles.items() if style}


def _capitals(text: str) -> str | None:
    """``title`` if nearly all longer words have capitals, ``upper`` if they are all capitals, else ``sentence``."""
    long = [match.group() for match in WORD.finditer(text) if len(match.group()) > 3 and match.group()[0].isalpha()]
    if len(long) < 4:
        return None
    if all(word.isupper() for word in long):
        return "upper"
    share = sum(word[0].isupper() for word in long[1:]) / (len(long) - 1)
    return "title" if share >= 0.85 else "sentence" if share <= 0.65 else None
