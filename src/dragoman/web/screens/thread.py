"""How a stance moved, and all parties on one issue."""

from __future__ import annotations

from dataclasses import dataclass

from ...analysis.thread import Step, Thread
from ...analysis.words import label
from ...errors import NotFound
from ..addresses import issue_id
from ..ask import Ask, Part
from ..snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadScreen:
    """A thread with the steps of this page, which are ``shown``; ``course``: the steps of the chart, oldest first;
    ``siblings``: issues on which the party has statements; ``others``: parties with statements on the issue.
    """

    thread: Thread
    shown: Part[Step]
    course: tuple[Step, ...]
    siblings: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueScreen:
    """All parties on one issue: each thread with its newest steps alone, and how many it has."""

    issue: str
    label: str
    threads: tuple[Thread, ...]
    tellings: tuple[int, ...]


def thread_screen(snapshot: Snapshot, ask: Ask) -> ThreadScreen:
    """The thread of the issue and actor in the address."""
    issue = _issue(snapshot, ask)
    party = snapshot.name(ask.path["actor"])
    made = snapshot.excerpt(issue, party, *ask.bounds)
    snapshot.fetch(step.citation.claim for step in made.thread.steps if step.citation.claim)
    held = snapshot.held
    order = [row.issue for row in snapshot.table.rows]
    return ThreadScreen(
        thread=made.thread,
        shown=ask.shown(made.thread.steps, made.total),
        course=made.course,
        siblings=tuple(i for i in order if i != issue and (party, i) in held),
        others=tuple(p for p in snapshot.table.parties if p != party and (p, issue) in held),
    )


def issue_screen(snapshot: Snapshot, ask: Ask) -> IssueScreen:
    """The threads of all parties on the issue in the address."""
    issue = _issue(snapshot, ask)
    parties = [p for p in snapshot.table.parties if (p, issue) in snapshot.held]
    heads = [snapshot.head(issue, party) for party in parties]
    snapshot.fetch(step.citation.claim for thread, _ in heads for step in thread.steps if step.citation.claim)
    return IssueScreen(
        issue=issue,
        label=label(issue),
        threads=tuple(thread for thread, _ in heads),
        tellings=tuple(number for _, number in heads),
    )


def _issue(snapshot: Snapshot, ask: Ask) -> str:
    """The issue that the address names: one of the packs, or one that a claim is filed under."""
    asked = ask.path["issue"]
    told = {issue_id(issue): issue for _, issue in snapshot.held}
    if asked not in told and asked not in snapshot.issues:
        raise NotFound(f"no issue is called '{asked[:60]}'", hint="the matrix lists the issues")
    return told.get(asked, asked)
