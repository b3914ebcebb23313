"""Time as reports give it: an interval that says how exact it is and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "range", "week", "month", "season", "year", "unknown"]
Basis = Literal["stated", "relative", "assumed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """First and last day (inclusive) of something, with ``precision`` and ``basis``.

    ``stated``: the text gives the date itself; ``relative``: worked out from the publication date or another
    date of the text; ``assumed``: taken from the publication date because the text gives none; ``unknown``:
    the text does not settle it, and then both days are None.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    basis: Basis = "unknown"

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("a When has both days or none")
        if self.start is None and self.precision != "unknown":
            raise ValueError("a When without days has unknown precision")
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"a When cannot end ({self.end}) before it starts ({self.start})")

    def __str__(self) -> str:
        """ISO day, month, year, or ``start/end``; empty when unknown.

        >>> str(When(start=date(2026, 2, 17), end=date(2026, 2, 18), precision="range", basis="stated"))
        '2026-02-17/2026-02-18'
        """
        if self.start is None or self.end is None:
            return ""
        if self.precision == "month" and self.start.replace(day=1) == self.end.replace(day=1):
            return f"{self.start:%Y-%m}"
        if self.precision == "year" and self.start.year == self.end.year:
            return f"{self.start:%Y}"
        if self.start == self.end:
            return self.start.isoformat()
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def known(self) -> bool:
        """Whether there is any date at all."""
        return self.start is not None


UNKNOWN_TIME = When()
