"""How the talks are said to go: process apart from substance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..model.claim import Assessment, ProgressKind
from ..store.base import View
from .citation import Citation
from .corpus import Corpus, ready
from .moments import Moment, moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One characterisation: whose it is (None: the reporter's own voice), when, about which moment (its title)."""

    kind: ProgressKind
    claimed_by: str | None
    party: str | None
    day: date | None
    moment: str | None
    independent: bool
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessments:
    """Characterisations by kind, in order of publication."""

    substance: tuple[Judged, ...]
    process: tuple[Judged, ...]
    none: tuple[Judged, ...]
    setback: tuple[Judged, ...]


def assessments(view: View | Corpus, found: Sequence[Moment] | None = None) -> Assessments:
    """All characterisations of the view's scope; ``found``: its moments, where they are known already."""
    corpus = ready(view)
    about = {a: moment.title for moment in (moments(corpus) if found is None else found) for a in moment.articles}
    made = []
    for claim, told in corpus.of(Assessment):
        source = told.payload.claimed_by
        made.append(
            Judged(
                kind=told.payload.kind,
                claimed_by=(source.name or source.span.words) if source else None,
                party=told.payload.party or (source.party if source else None),
                day=corpus.day(told),
                moment=about.get(told.evidence.article),
                independent=corpus.own(told),
                citation=corpus.cite(claim),
            )
        )
    kinds = {kind: tuple(j for j in made if j.kind == kind) for kind in ("substance", "process", "none", "setback")}
    return Assessments(**kinds)
