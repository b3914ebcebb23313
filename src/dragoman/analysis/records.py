"""Records: claims of the corpus that are about the same thing, folded together."""

from __future__ import annotations

from ..model.fold import fold
from ..model.record import Record
from ..store.base import View
from .corpus import Corpus, ready

__all__ = ["fold", "records"]


def records(view: View | Corpus, kind: str | None = None) -> tuple[Record, ...]:
    """The records of that kind (all by default), in order of publication of their earliest telling."""
    return tuple(record for record in ready(view).records if kind is None or record.kind == kind)
