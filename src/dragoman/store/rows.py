"""Articles and claims as rows of the tables, and back."""

from __future__ import annotations

import dataclasses
from datetime import UTC
from typing import Any

from ..model.article import Article
from ..model.claim import KINDS, Claim, Payload
from ..model.codec import canonical_json, from_json
from ..model.evidence import Evidence, Span


def article_row(article: Article) -> dict[str, object]:
    """The row of an article, but for when we learned of it."""
    body = canonical_json(dataclasses.replace(article, raw=""))
    published = article.published.astimezone(UTC).isoformat() if article.published else None
    named: dict[str, object] = {"id": article.id, "key": article.key, "outlet": article.outlet, "title": article.title}
    return named | {"published": published, "body": body, "raw": article.raw}


def claim_row(claim: Claim[Payload]) -> dict[str, object]:
    """The row of a claim, but for when we learned of it."""
    place = {"article": claim.evidence.article, "start": claim.evidence.start}
    return place | {
        "id": claim.id,
        "kind": claim.kind,
        "body": canonical_json(
            {
                "kind": claim.kind,
                "payload": claim.payload,
                "evidence": claim.evidence,
                "stage": claim.stage,
                "version": claim.version,
                "cues": claim.cues,
            }
        ),
    }


def claim_of(value: dict[str, Any]) -> Claim[Payload]:
    """The claim that a row's body holds."""
    return Claim(
        payload=from_json(KINDS[value["kind"]], value["payload"]),
        evidence=from_json(Evidence, value["evidence"]),
        stage=value["stage"],
        version=value["version"],
        cues=tuple(from_json(Span, cue) for cue in value["cues"]),
    )
