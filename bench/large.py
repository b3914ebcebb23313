"""A large workspace for measuring: the sample articles, read once, told again under other names and days."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

import dragoman
from dragoman.model import Article, Block, Judgement, Piece, Relation, When, article_id, canonical_json, content_id
from dragoman.model.codec import to_json
from dragoman.store import tables
from dragoman.store.rows import article_row

ROOT = Path(__file__).parents[1]
FIRST = date(2022, 1, 1)
LATE = 50
"""One article of so many is added three weeks after it was published, all others on the next morning."""
WINDOW = 30
"""Days within which the same claim of the same sample counts as the same."""
BATCH = 500


def make(folder: Path, articles: int) -> Path:
    """A workspace of so many articles over three years, a quarter of them copies; about forty claims an article."""
    flags = {"packs": ("english", "world", "samples")}
    with dragoman.open(folder / "samples", flags=flags) as small:
        small.add(ROOT / "samples")
        small.run()
        pairs = [(article, list(claims)) for article, claims in small.pairs()]
        runs = small.view().runs()
    with dragoman.open(folder / "large", flags=flags) as large:
        judgements: list[Judgement] = []
        relations: list[Relation] = []
        last: dict[tuple[int, int, int], str] = {}
        original, signature = "", large.signature()
        for begin in range(0, articles, BATCH):
            with large.store.engine.begin() as connection:
                for number in range(begin, min(begin + BATCH, articles)):
                    template, claims = pairs[number % len(pairs)]
                    day = FIRST + timedelta(days=number * 1095 // articles)
                    made = _again(template, number, day)
                    learned = f"{day + timedelta(days=21 if number % LATE == 7 else 1)}T06:00:00+00:00"
                    connection.execute(insert(tables.articles).values(**article_row(made), learned=learned))
                    index = [("article", made.id, made.title or "", made.text)]
                    rows = []
                    for place, claim in enumerate(claims):
                        row = _claim(claim, made, day - (template.day or day)) | {"learned": learned}
                        rows.append(row)
                        index.append((claim.kind, row["id"], "", claim.evidence.quote))
                        key = (number % len(pairs), place, (day - FIRST).days // WINDOW)
                        repeated = claim.kind in ("meeting", "measure", "position") or number % 4 == 3
                        if key in last and repeated:
                            judgements.append(_same(last[key], row["id"], "rule:identity"))
                        if key in last and claim.kind == "measure" and number % 97 == 0:
                            relations.append(
                                Relation(kind="contradicts", subject=row["id"], object=last[key], aspect="number",
                                         reason="one says sixty, the other ninety-six")
                            )  # fmt: skip
                        last[key] = row["id"]
                    connection.execute(insert(tables.claims), rows)
                    links = [{"article": made.id, "settings": signature, "claim": row["id"]} for row in rows]
                    connection.execute(insert(tables.reading_claims), links)
                    reading = {"article": made.id, "settings": signature, "learned": learned}
                    connection.execute(insert(tables.readings).values(**reading))
                    query = text(
                        "INSERT INTO search_index(kind, id, article, title, words) VALUES (:a, :b, :c, :d, :e)"
                    )
                    connection.execute(
                        query, [dict(zip("abcde", (k, i, made.id, t, w), strict=True)) for k, i, t, w in index]
                    )
                    if number % 4 == 3:
                        judgements.append(_same(original, made.id, "rule:duplicates"))
                    original = made.id
        large.store.set_derived(judgements, relations)
        for run in runs:
            large.store.add_run(run)
    return folder / "large"


def _again(article: Article, number: int, day: date) -> Article:
    """The article once more, with another last line, outlet and day."""
    ending = f"\n\nReport {number}."
    clean = article.text + ending
    end = len(article.text)
    start = end + 2
    return dataclasses.replace(
        article,
        id=article_id(url=None, outlet=f"Outlet {number % 40}", key=f"r{number}", text=clean),
        key=f"r{number}",
        url=None,
        outlet=f"Outlet {number % 40}",
        published=dragoman_day(day),
        text=clean,
        raw=clean,
        pieces=(Piece(start=0, end=len(clean), raw_start=0, raw_end=len(clean)),),
        furniture=(),
        references=(),
        blocks=(*article.blocks, Block(start=start, end=len(clean), kind="paragraph")),
    )


def dragoman_day(day: date) -> Any:  # noqa: ANN401 - a datetime
    """Noon of a day."""
    from datetime import UTC, datetime

    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _claim(claim: Any, article: Article, shift: timedelta) -> dict[str, Any]:  # noqa: ANN401
    payload = claim.payload
    when = getattr(payload, "when", None)
    if isinstance(when, When) and when.start and when.end:
        payload = dataclasses.replace(
            payload, when=dataclasses.replace(when, start=when.start + shift, end=when.end + shift)
        )
    evidence = dataclasses.replace(claim.evidence, article=article.id)
    place = f"{article.id}:{evidence.start}:{evidence.end}"
    body = {"kind": claim.kind, "payload": to_json(payload), "evidence": to_json(evidence), "stage": claim.stage,
            "version": claim.version, "cues": to_json(claim.cues)}  # fmt: skip
    return {
        "id": content_id(claim.kind, canonical_json(payload), place),
        "article": article.id,
        "kind": claim.kind,
        "start": evidence.start,
        "body": json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    }


def _same(first: str, second: str, by: str) -> Judgement:
    return Judgement(subject=first, other=second, verdict="same", by=by, reason="told again")
