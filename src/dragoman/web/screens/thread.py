"""How a stance moved, and all parties on one issue."""

from __future__ import annotations

from dataclasses import dataclass

from ...analysis.thread import Step, Thread
from ...analysis.words import label
from ...errors import NotFound
from ..ask import Ask, Part
from ..snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadScreen:
    """A thread; ``shown``: this page of its steps; ``siblings``: issues on which the party has statements;
    ``others``: parties with statements on the issue.
    """

    thread: Thread
    shown: Part[Step]
    siblings: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueScreen:
    """All parties on one issue."""

    issue: str
    label: str
    threads: tuple[Thread, ...]


def thread_screen(snapshot: Snapshot, ask: Ask) -> ThreadScreen:
    """The thread of the issue and actor in the address."""
    issue = ask.path["issue"]
    party = snapshot.name(ask.path["actor"])
    made = snapshot.thread(issue, party)
    held = snapshot.positions
    if not made.steps and not any(issue == i for _, i in held) and issue not in snapshot.issues:
        raise NotFound(f"no issue is called '{issue[:60]}'", hint="the matrix lists the issues")
    order = [row.issue for row in snapshot.matrix.rows]
    return ThreadScreen(
        thread=made,
        shown=ask.part(made.steps),
        siblings=tuple(i for i in order if i != issue and (party, i) in held),
        others=tuple(p for p in snapshot.matrix.parties if p != party and (p, issue) in held),
    )


def issue_screen(snapshot: Snapshot, ask: Ask) -> IssueScreen:
    """The threads of all parties on the issue in the address."""
    issue = ask.path["issue"]
    parties = [p for p in snapshot.matrix.parties if (p, issue) in snapshot.positions]
    if not parties and issue not in snapshot.issues:
        raise NotFound(f"no issue is called '{issue[:60]}'", hint="the matrix lists the issues")
    return IssueScreen(issue=issue, label=label(issue), threads=tuple(snapshot.thread(issue, p) for p in parties))
