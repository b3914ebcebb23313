"""Teasers for other stories within a report, and pull quotes that repeat it."""

from __future__ import annotations

import re

from .page import LABEL, LONG, OPENERS, QUOTE_MARKS, Page
from .teasers import DECIDED, MOST_CANDIDATES, Report, teaser_scores

PULL_QUOTE = 5  # words that a pull quote has at least
SAME_GROUP, FIRST_AFTER, LATER_AFTER = 5.0, 2.5, 1.5  # how much a heading like "Related" tells of what follows it
SHOUT = re.compile(r"(?<=[.!?”\"] )(?:[A-Z][A-Z’'\-&.,:;0-9]*[ ]){5,}(?=[A-Z\"“][a-z“]|[\"“])")
SPACE = re.compile(r"[\s“”\"'’‘]+")


def mark_pull_quotes(page: Page) -> None:
    """Drop short lines that repeat words of a paragraph; cut shouted teasers out of running text."""
    body = page.body()
    if not page.known(body):
        return
    candidates = [
        index
        for index in range(len(page.lines))
        if page.kept(index) and index != page.headline and PULL_QUOTE <= page.counts[index] <= 2 * LONG
        if page.is_short(index) or page.lines[index].text[0] in QUOTE_MARKS
    ]
    if len(candidates) <= MOST_CANDIDATES:
        told = {i: SPACE.sub(" ", page.folded[i]) for i in body}
        for index in candidates:
            own = SPACE.sub(" ", page.folded[index]).strip(" .,")
            if any(own in text for i, text in told.items() if i != index and len(text) > len(own) + 10):
                page.drop(index, "repeated")
    for index in body:
        _cut_shouts(page, index)


def mark_teasers(page: Page) -> None:
    """Drop the lines under headings such as "Related", and short lines that look like headlines of other stories."""
    body = page.body()
    if not page.known(body):
        return
    first, last = body[0], body[-1]
    headline = page.headline if page.headline is not None else first
    candidates = [i for i in range(headline + 1, last) if i > first and page.is_short(i) and _is_candidate(page, i)]
    report = Report(lines=page.lines, paragraphs=body, headline=page.headline)
    scores = teaser_scores(report, candidates, page.words.teasers)
    for index, score in scores.items():
        if score + _announced(page, index) >= DECIDED:
            page.drop(index, "teaser")


def _is_candidate(page: Page, index: int) -> bool:
    line = page.lines[index]
    if index in page.times or index - 1 in page.times:
        return False
    if line.text.endswith(":") or (line.bullet and not line.text[0].isdigit() and not page.reasons[index - 1]):
        return False
    return page.counts[index] > 2 * LABEL or _announced(page, index) > 0 or line.linked >= 0.8


def _announced(page: Page, index: int) -> float:
    """How much a heading such as "Related" above tells: most about the lines of its own group."""
    for between, other in enumerate(range(index - 1, max(index - 8, -1), -1)):
        if page.reasons[other] in OPENERS and not page.running[other] and page.counts[other] <= 2 * LABEL:
            if page.lines[other].group == page.lines[index].group:
                return SAME_GROUP
            return FIRST_AFTER if between == 0 else LATER_AFTER
        if page.is_paragraph(other):
            return 0.0
    return 0.0


def _cut_shouts(page: Page, index: int) -> None:
    """Cut headlines in capitals, glued between two sentences of a report that is not in capitals."""
    text = page.lines[index].text
    if text.isupper() or len(page.cuts.get(index, ())) > MOST_CANDIDATES:
        return
    taken = page.cuts.get(index, [])
    found = [
        (match.start(), match.end() - 1, "teaser")
        for match in SHOUT.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end, _ in taken)
    ]
    if found:
        page.cuts[index] = sorted([*taken, *found])
