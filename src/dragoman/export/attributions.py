"""Every attribution that the trained tagger finds, as offsets into the raw input."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..model.article import Article
from ..model.claim import Claim, Payload, Statement
from ..model.codec import Json
from ..model.record import Judgement
from ..reading.attribution import Attribution, AttributionTagger, TaggedSpan
from ..text.offsets import to_raw

SHARED = 0.5
"""Share of characters (Dice) from which a statement of the record is the attribution's own."""


def export_attributions(
    pairs: Iterable[tuple[Article, Sequence[Claim[Payload]]]],
    folder: Path,
    judgements: Sequence[Judgement] = (),
) -> tuple[Path, ...]:
    """Write one ``<key>.json`` an article into the folder; returns the files written.

    ``{"attributions": [{"source": [[start, end], ...], "cue": ..., "content": ..., "statement": bool}]}``, code points
    into the raw input; ``statement`` says whether it became a statement of the record.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tagger = AttributionTagger.load()
    written = []
    for article, claims in pairs:
        said = [(c.evidence.start, c.evidence.end) for c in claims if isinstance(c.payload, Statement)]
        rows: list[Json] = [_row(article, found, said) for found in tagger.tag(article.text)]
        path = folder / f"{article.key.replace('/', '_')}.json"
        path.write_text(json.dumps({"attributions": rows}, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _row(article: Article, found: Attribution, said: Sequence[tuple[int, int]]) -> dict[str, Json]:
    row: dict[str, Json] = {
        "source": _raw(article, found.source),
        "cue": _raw(article, found.cue),
        "content": _raw(article, found.content),
    }
    row["statement"] = any(_same(found.content, start, end) for start, end in said)
    return row


def _raw(article: Article, spans: Sequence[TaggedSpan]) -> list[Json]:
    return [list(to_raw(article.pieces, span.start, span.end)) for span in spans]


def _same(content: Sequence[TaggedSpan], start: int, end: int) -> bool:
    """Whether the statement shares enough with the whole content, or with one part of a broken one."""
    whole = sum(span.end - span.start for span in content)
    shared = sum(max(0, min(span.end, end) - max(span.start, start)) for span in content)
    if 2 * shared >= SHARED * (whole + end - start) and shared:
        return True
    return any(
        2 * max(0, min(span.end, end) - max(span.start, start)) >= SHARED * (span.end - span.start + end - start)
        for span in content
    )
