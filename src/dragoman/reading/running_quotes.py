"""Quotations without a cue of their own, which go on from an earlier report: ``"A," he said. "B."``"""

from __future__ import annotations

from collections.abc import Sequence

from .page import Page
from .reports import Report

SHORTEST = 5  # tokens, marks included, of a quotation that can stand alone
WHOLE = 8  # tokens of one that does so with other sentences between it and the report
NEAR = 60  # tokens that may stand between
FULL_STOPS = frozenset((".", "!", "?", "…", "..."))
BREAKS = frozenset((",", ":", "—", "–", "-"))


def with_running_quotes(page: Page, reports: Sequence[Report]) -> list[Report]:
    """The reports and the quotations that go on from them, in the order of their cues."""
    taken = [False] * len(page.spoken)
    for report in reports:
        for i in range(*report.content):
            if page.quoted[i] >= 0:
                taken[page.quoted[i]] = True
    waiting = sorted((r for r in reports if r.frame in ("clause", "according")), key=_end)
    running: list[Report] = []
    last: Report | None = None  # the report that ends nearest before the quotation
    position = 0
    for number, (first, stop) in enumerate(page.spoken):
        while position < len(waiting) and _end(waiting[position]) <= first:
            if last is None or _end(waiting[position]) >= _end(last):
                last = waiting[position]
            position += 1
        if last is None or taken[number] or stop - first < SHORTEST:
            continue
        goes_on = _goes_on(page, last, first, stop)
        if not goes_on and (first - _end(last) > NEAR or not _stands_alone(page, first, stop)):
            continue
        follows = last.verb if last.follows is None else last.follows
        found = Report(verb=first, frame="clause", cue=None, content=(first, stop), source=last.source, follows=follows)
        running.append(found)
        last = found if goes_on else last
    return sorted((*reports, *running), key=lambda report: (report.verb, report.content))


def _stands_alone(page: Page, first: int, stop: int) -> bool:
    """Whether the quotation is one or more whole sentences."""
    return page.starts[first] == first and page.doc[stop - 2].text in FULL_STOPS and stop - first >= WHOLE


def _end(report: Report) -> int:
    return max(report.content[1], report.verb + 1)


def _goes_on(page: Page, report: Report, first: int, stop: int) -> bool:
    """Whether the quotation follows that report in the same sentence behind a comma, or opens the next sentence."""
    doc = page.doc
    before = first - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    if before < 0:
        return False
    if page.starts[before] == page.starts[first] and page.starts[first] != first:
        broken = doc[before].text in BREAKS and page.quoted[report.content[1] - 1] >= 0
        return broken and page.starts[report.verb] == page.starts[first]
    if doc[stop - 2].text not in FULL_STOPS | {","} and doc[stop - 1].text not in FULL_STOPS:
        return False
    place = _end(report) - 1
    return page.starts[place] == page.starts[before] or (page.quoted[before] >= 0 and place == before)
