"""Articles and claims as JSON lines, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.codec import to_json
from ..model.record import Judgement

Pairs = Iterable[tuple[Article, Sequence[Claim[Payload]]]]


def export_jsonl(pairs: Pairs, folder: Path, judgements: Sequence[Judgement] = ()) -> tuple[Path, ...]:
    """Write ``articles.jsonl``, ``claims.jsonl`` and ``judgements.jsonl``; returns the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    files = (folder / "articles.jsonl", folder / "claims.jsonl", folder / "judgements.jsonl")
    with files[0].open("w", encoding="utf-8") as articles, files[1].open("w", encoding="utf-8") as claims:
        for article, found in pairs:
            articles.write(json.dumps(to_json(article), ensure_ascii=False) + "\n")
            for claim in found:
                row = {"id": claim.id, "kind": claim.kind, "article_key": article.key} | _fields(claim)
                claims.write(json.dumps(row, ensure_ascii=False) + "\n")
    rows = "".join(json.dumps(to_json(judged), ensure_ascii=False) + "\n" for judged in judgements)
    files[2].write_text(rows, encoding="utf-8")
    return files


def _fields(claim: Claim[Payload]) -> dict[str, object]:
    value = to_json(claim)
    assert isinstance(value, dict)
    return dict(value)
