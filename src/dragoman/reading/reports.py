"""One report: the words of its cue, its source and its content."""

from __future__ import annotations

from dataclasses import dataclass

from .clauses import Tokens
from .page import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report: words of cue, source and content as stretches of tokens; ``verb``: the cue's main token.

    ``told``: who is told; ``within``: the source that passed this report on; ``follows``: for a quotation without a
    cue of its own, the cue's token of the report that it goes on.
    """

    verb: int
    frame: Frame
    cue: Tokens | None
    content: Tokens
    source: Tokens | None = None
    told: Tokens | None = None
    within: Tokens | None = None
    follows: int | None = None
