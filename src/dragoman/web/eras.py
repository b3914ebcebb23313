"""Eras: stretches of time in which reports only came; each ends when one is read again or people decide something.

What was known by any moment of an era is a choice of the reports that had come by its end. So what is kept of its end
tells all of it, as what is kept of today tells what was known since then.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from ..store.state import Learned, by, told
from .holdings import Holdings, Recent
from .shelf import Shelf
from .then import Come

FILE = "screens.zip"
NAME = "screens-%Y%m%dT%H%M%S%f"
MOMENTS = 8
"""So many moments are remembered."""
MOST = 4
"""So many files of eras that ended are kept."""


class Era:
    """An era that ended at that moment (None: it goes on), with all that was held then and what is kept of it."""

    def __init__(self, end: datetime | None, holdings: Holdings, shelf: Shelf | None) -> None:
        self.end = end
        self.holdings = holdings
        self.shelf = shelf
        self._come: Recent[Come] = Recent(MOMENTS)

    def come(self, moment: datetime | None) -> Come | None:
        """The reports that had come, and those that had been read, by a moment of the era; None: all of it."""
        if moment is None:
            return None
        learned, last = self.holdings.learned, self.end or datetime.max.replace(tzinfo=UTC)
        made, whole = (self._come(told(when), lambda last: came_by(last, learned)) for when in (moment, last))
        return None if made == whole else made


def came_by(last: str, learned: Learned) -> Come:
    """The reports that had come, and those that had been read, by that moment."""
    return by(last, learned.articles), by(last, learned.read)


def file_of(folder: Path, end: datetime | None) -> Path:
    """Where the screens of an era are kept."""
    return folder / (FILE if end is None else f"{end.astimezone(UTC).strftime(NAME)}.zip")


def end_of(path: Path) -> datetime | None:
    """The end of the era whose screens a file has; None where the name tells none."""
    try:
        return datetime.strptime(path.stem, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def ended(folder: Path) -> list[Path]:
    """The files of eras that ended, the newest file first."""
    return sorted(folder.glob("screens-*.zip"), key=lambda path: -path.stat().st_mtime_ns)
