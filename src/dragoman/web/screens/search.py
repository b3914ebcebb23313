"""Search over articles, claims and actors, with facets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ...model.claim import KINDS
from ...store.base import Hit
from ..ask import Ask, Part
from ..snapshot import Snapshot
from .timeline import Facet

MOST = 200
"""So many hits are looked at; beyond that the search should be narrowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit with its place in the record; ``pieces``: the snippet, every second piece a match."""

    hit: Hit
    outlet: str | None
    day: str | None
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchScreen:
    """What was found, in facets; ``actors``: names that fit, with what stands for them in an address."""

    words: str | None
    shown: Part[Found]
    kinds: tuple[Facet, ...]
    outlets: tuple[Facet, ...]
    actors: tuple[tuple[str, str], ...]
    more: bool


def search_screen(snapshot: Snapshot, ask: Ask) -> SearchScreen:
    """The hits for the words in the address."""
    words, kind, outlet = ask.text("q"), ask.choice("kind", ("article", *KINDS)), ask.text("outlet")
    hits = snapshot.view.search(words, MOST) if words else ()
    found = [_found(snapshot, hit) for hit in hits if hit.article in snapshot.articles]

    def facet(values: list[str | None], chosen: str | None) -> tuple[Facet, ...]:
        counts = Counter(value for value in values if value)
        if chosen:
            counts.setdefault(chosen, 0)
        return tuple(
            Facet(value=v, count=n, chosen=v == chosen) for v, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
        )

    kept = [f for f in found if kind in (None, f.hit.kind) and outlet in (None, f.outlet)]
    part = ask.part(kept)
    snapshot.fetch(found.hit.id for found in part.items if found.hit.kind != "article")
    return SearchScreen(
        words=words,
        shown=part,
        kinds=facet([f.hit.kind for f in found if outlet in (None, f.outlet)], kind),
        outlets=facet([f.outlet for f in found if kind in (None, f.hit.kind)], outlet),
        actors=_actors(snapshot, words) if words else (),
        more=len(hits) >= MOST,
    )


def _found(snapshot: Snapshot, hit: Hit) -> Found:
    article = snapshot.articles[hit.article]
    return Found(
        hit=hit,
        outlet=article.outlet,
        day=article.day.isoformat() if article.day else None,
        pieces=tuple(re.split(r"[\[\]]", hit.snippet)),
    )


def _actors(snapshot: Snapshot, words: str) -> tuple[tuple[str, str], ...]:
    wanted = words.casefold().split()
    fitting = [(k, n) for k, n in snapshot.names.items() if all(word in n.casefold() for word in wanted)]
    return tuple(fitting[:12])
