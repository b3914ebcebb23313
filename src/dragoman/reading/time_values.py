"""What a time expression can mean, and what decides it besides its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..model.when import UNKNOWN_TIME, When
from .calendar_words import CalendarWords, squeeze

Kind = Literal["date", "duration", "set"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What decides a value besides the words: publication day, tense, and what the text dated last.

    ``anchor``: the last date from which days can be counted; ``last``: the last one of any precision ("in 1988").
    """

    day: date | None = None
    direction: str | None = None
    anchor: When | None = None
    last: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an expression means; ``amount`` and ``unit`` for lengths, the unit alone for "recent weeks"."""

    when: When = UNKNOWN_TIME
    kind: Kind = "date"
    amount: float | None = None
    unit: str | None = None


Resolve = Callable[[re.Match[str], CalendarWords, Clues], Value | None]


def relation_of(match: re.Match[str], words: CalendarWords) -> str | None:
    """The relation that a match names: "previous", "current", "following", or None."""
    return relation_said(match.groupdict().get("relation") or "", words)


def relation_said(said: str, words: CalendarWords) -> str | None:
    """ "previous" of "last", "current" of "this", "following" of "next"; None where the words say no relation."""
    said = squeeze(said)
    if said in words.previous:
        return "previous"
    if said in words.current:
        return "current"
    return "following" if said in words.following else None


SHIFTS = {"previous": -1, "current": 0, "following": 1}


def shift_of(relation: str | None) -> int:
    """How many units back or ahead a relation lies."""
    return SHIFTS.get(relation or "current", 0)


def part_said(match: re.Match[str], words: CalendarWords) -> str | None:
    """ "early", "middle" or "late"; None where the words name no part."""
    said = squeeze(match.groupdict().get("part") or "").strip("-")
    if said in words.early:
        return "early"
    if said in words.middle:
        return "middle"
    return "late" if said in words.late else None
