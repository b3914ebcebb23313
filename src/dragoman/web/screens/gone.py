"""Where a record or claim went that an address still names: into another record, or into a later reading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...analysis.citation import Citation
from ...errors import NotFound
from ...model.claim import Claim, Payload
from ...model.identity import content_id
from ...store.base import Scope
from ...store.history import claim_ever
from ..snapshot import Snapshot


class Moved(Exception):  # noqa: N818 - it is no error
    """What was asked for stands at another address now."""

    def __init__(self, path: str, was: str) -> None:
        super().__init__(path)
        self.path, self.was = path, was


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneScreen:
    """A record that is no more: the words of its first claim, and what the article is read to say there now."""

    item: str
    kind: str
    article: str
    title: str
    quote: str
    now: tuple[Citation, ...]


def gone(snapshot: Snapshot, item: str) -> GoneScreen:
    """What became of a record or claim; raises Moved where another record holds it, NotFound where nobody knows it."""
    found = _former(snapshot, item)
    if found is None or found[1].evidence.article not in snapshot.articles:
        whole = snapshot.view.scope == Scope()
        hint = "the timeline lists all records" if whole else "it may lie outside the days chosen above"
        raise NotFound(f"no record '{item[:40]}'", hint=hint)
    claim, told = found
    if snapshot.claim(claim) is not None:
        raise Moved(f"/records/{snapshot.coverage(claim).record}", item)
    evidence = told.evidence
    corpus = snapshot.within(evidence.article)
    now = [
        i
        for i, c in corpus.claims.items()
        if c.kind == told.kind and c.evidence.start < evidence.end and evidence.start < c.evidence.end
    ]
    if len(now) == 1 and corpus.claims[now[0]].evidence.quote == evidence.quote:
        raise Moved(f"/records/{snapshot.coverage(now[0]).record}", item)
    return GoneScreen(
        item=item,
        kind=told.kind,
        article=evidence.article,
        title=corpus.title(evidence.article),
        quote=evidence.quote,
        now=tuple(corpus.cite(i) for i in now),
    )


def _former(snapshot: Snapshot, item: str) -> tuple[str, Claim[Payload]] | None:
    """The claim that had this id, or the first of a record that had it."""
    if not re.fullmatch(r"[0-9a-f]{16}", item):
        return None
    fits = lambda claim, kind: item in (claim, content_id("record", kind, claim))  # noqa: E731
    return snapshot.keep(("former", item), lambda s: claim_ever(s.view.engine, fits))
