"""What a stage is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar, runtime_checkable

from ..model.claim import Claim, Payload, T
from ..reading.reading import Reading

Found = Sequence[Claim[Payload]]


@runtime_checkable
class Stage(Protocol):
    """Reads one article and yields claims; a plain callable object without state.

    ``requires`` and ``provides`` name claim kinds. A stage that requires and provides the same kind rewrites it:
    what it yields takes the place of what was found of that kind. It mutates nothing, reads no clock, file or
    network, and yields the same claims for the same input.
    """

    name: str
    version: str
    requires: frozenset[str]
    provides: frozenset[str]

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim[Payload]]:
        """Claims that this stage sees in the article, given what earlier stages found."""
        ...


P = TypeVar("P", bound=Payload)


def of_kind(found: Found, payload: type[P]) -> list[Claim[P]]:
    """The claims whose payload is of that class, in text order."""
    chosen = [claim for claim in found if isinstance(claim.payload, payload)]
    chosen.sort(key=lambda claim: (claim.evidence.start, claim.evidence.end))
    return chosen  # type: ignore[return-value]


__all__ = ["Found", "Stage", "T", "of_kind"]
