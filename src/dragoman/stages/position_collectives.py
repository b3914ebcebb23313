"""Which parties a body is made of, as the text tells it: "the Trio (Halvoria, Tessavia and Meridon)"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from .position_company import Run

if TYPE_CHECKING:
    from ..reading.names import Name

OPENS = re.compile(  # between a body and the list of its members
    r"""
    \s* (?: \( | [—–]
          | (?<=countries) , | (?<=nations) , | (?<=states) ,
          | [,—–]? \s* (?: which \s (?: is | was ) \s )?
            (?: consisting \s of | compris (?: ing | ed \s of | es ) | (?: composed | made \s up ) \s of )
        )
    \s* (?: the \s )? $
    """,
    re.VERBOSE,
)
LAST_WORD = re.compile(r"[\w-]+$")
NEAR = 25  # characters between the name of a body and the list of its members: "the Trio on the Delta ("
LOOK = 40  # characters before a list in which that list is opened


class Collectives:
    """The members of bodies, by the party a body is, or by its noun where it has no name ("the mechanism")."""

    def __init__(self, text: str, names: Iterable[Name], runs: Iterable[Run], nouns: Collection[str]) -> None:
        self.text = text
        self.nouns = nouns
        self.bodies = [name for name in names if name.actor.kind in ("bloc", "organisation")]
        self.members: dict[str, tuple[str, ...]] = {}
        for run in runs:
            body = self._body_before(run)
            if body is not None and body not in run.parties:
                self.members.setdefault(body, run.parties)

    def of(self, body: str) -> Sequence[str]:
        """The members of a body; none if the text does not tell them."""
        return self.members.get(body, ())

    def _body_before(self, run: Run) -> str | None:
        opened = OPENS.search(self.text, max(0, run.start - LOOK), run.start)
        if opened is None or ("(" in opened.group() and self.text[run.end : run.end + 1] != ")"):
            return None
        named = [n for n in self.bodies if 0 <= opened.start() - n.end <= NEAR]
        if named:
            return named[-1].actor.name
        noun = LAST_WORD.search(self.text, max(0, opened.start() - LOOK), opened.start())
        return noun.group().lower() if noun is not None and noun.group().lower() in self.nouns else None
