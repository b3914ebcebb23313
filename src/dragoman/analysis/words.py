"""Coded values, days and lists as a reader would say them."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.when import When

ISSUES = (
    "territory",
    "security_guarantees",
    "ceasefire",
    "humanitarian_access",
    "prisoners_and_detainees",
    "sanctions",
    "reconstruction_and_economy",
    "monitoring_and_verification",
    "governance_and_elections",
    "accountability_and_justice",
    "nuclear",
    "alignment_and_membership",
    "troop_withdrawal_and_disarmament",
    "refugees_and_displaced",
    "recognition_and_status",
    "process",
    "other",
)
"""The order of issues in tables, that of the taxonomy; issues that a pack adds come between the last two."""


def issue_order(issue: str) -> tuple[int, str]:
    """Sorts issues as the taxonomy does."""
    return (ISSUES.index(issue) if issue in ISSUES else len(ISSUES) - 2, issue)


def label(coded: str) -> str:
    """A coded value as words.

    >>> label("security_guarantees")
    'Security guarantees'
    """
    words = coded.replace("_", " ")
    return words[:1].upper() + words[1:]


def listing(items: Iterable[str]) -> str:
    """Joined for reading: "A", "A and B", "A, B and C", in the order given."""
    ordered = list(items)
    return " and ".join((", ".join(ordered[:-1]), ordered[-1])) if len(ordered) > 1 else "".join(ordered)


def spoken(when: When) -> str:
    """A time as words; empty if unknown.

    >>> from datetime import date
    >>> spoken(When(start=date(2025, 4, 1), end=date(2025, 4, 2), precision="range", basis="stated"))
    '1-2 April 2025'
    """
    if when.start is None or when.end is None:
        return ""
    if when.precision == "month" and when.start.month == when.end.month:
        return f"{when.start:%B %Y}"
    if when.precision == "year" and when.start.year == when.end.year:
        return str(when.start.year)
    last = f"{when.end.day} {when.end:%B %Y}"
    if when.start == when.end:
        return last
    if (when.start.year, when.start.month) == (when.end.year, when.end.month):
        return f"{when.start.day}-{last}"
    return f"{when.start.day} {when.start:%B %Y} to {last}"
