"""Pasted pages, one a file: lines marked ✂ are furniture and must go, all others are the report and must stay."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.model import Article
from dragoman.readers.text import article_from_text
from dragoman.text.lines import BULLET
from dragoman.text.offsets import to_raw

MARK = "✂ "
PAGES = sorted((Path(__file__).parent / "furniture").glob("*.txt"))


@dataclass(frozen=True)
class Page:
    """A page as pasted, the lines that are the report, and those that are not."""

    raw: str
    report: tuple[str, ...]
    furniture: tuple[str, ...]


def load(path: Path) -> Page:
    """The page of a file; its first lines, which begin with ``#``, say why it is there."""
    lines = path.read_text(encoding="utf-8").split("\n")
    notes = [line for line in lines if line.startswith("# ")]
    lines = lines[len(notes) :]
    raw = "\n".join(line.removeprefix(MARK) for line in lines)
    report = [line for line in lines if line and not line.startswith(MARK)]
    if "# hard-wrapped" in notes:
        report = [" ".join(paragraph.split()) for paragraph in raw.split("\n\n")]
    return Page(raw, tuple(report), tuple(line.removeprefix(MARK) for line in lines if line.startswith(MARK)))


def blocks(article: Article) -> list[str]:
    """The texts of its blocks."""
    return [article.text[block.start : block.end] for block in article.blocks]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_report_stays_and_the_furniture_goes(path: Path) -> None:
    page = load(path)
    article = article_from_text(page.raw, key=path.stem)
    left = blocks(article)
    expected = [BULLET.sub("", line, count=1) if line[0] in "-•" else line for line in page.report]
    if "glued" in path.stem:
        assert article.text.replace(" ", "") == "".join(expected).replace(" ", "")
        return
    assert [line for line in left if line not in expected] == [], "furniture that stayed, or text that was changed"
    assert [line for line in expected if line not in left] == [], "text that was lost"
    assert left == expected


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_is_left_out_is_said(path: Path) -> None:
    page = load(path)
    article = article_from_text(page.raw, key=path.stem)
    said = " ".join(article.raw[part.raw_start : part.raw_end] for part in article.furniture)
    for line in page.furniture:
        assert line in said or not bare(line)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_block_leads_back_to_its_words(path: Path) -> None:
    article = article_from_text(load(path).raw, key=path.stem)
    for block in article.blocks:
        raw_start, raw_end = to_raw(article.pieces, block.start, block.end)
        raw = article.raw[raw_start:raw_end]
        assert "".join(raw.split()) == "".join(article.text[block.start : block.end].split())


def article(name: str) -> Article:
    """The article of one of the pages."""
    path = next(path for path in PAGES if name in path.stem)
    return article_from_text(load(path).raw, key=path.stem)


def test_byline_and_day_come_from_the_page() -> None:
    first = article("newsletter")
    assert (first.byline, str(first.day), first.published_basis) == ("Mara Lindqvist", "2031-05-04", "page")
    second = article("byline-block")
    assert (second.byline, str(second.day)) == ("Jonas Whitfield", "2031-10-14"), "the update does not count"


def test_references_are_kept_apart() -> None:
    told = article("references")
    outlets = [reference.outlet for reference in told.references]
    assert outlets == ["Valley Gazette", "Northern Observer", "Karst News Agency"]
    assert told.references[1].title == "The buses of Selby"
    for reference in told.references:
        assert reference.title in told.raw[reference.raw_start : reference.raw_end]


def test_headings_are_told_from_paragraphs() -> None:
    told = article("numbered-list")
    kinds = [(block.kind, told.text[block.start : block.end]) for block in told.blocks]
    assert kinds[0] == ("headline", "Five points that the Linden conference could not settle")
    assert ("heading", "1. The capital") in kinds
    assert ("item", "The pensions of former soldiers.") in kinds


def test_glued_sentences_are_parted() -> None:
    text = article("glued").text
    assert "house. Neither" in text, "full stop, capital"
    assert "useful.” Another" in text, "full stop, closing mark, capital"
    assert "May. “We" in text, "full stop, opening mark"


PASSAGES = {
    "statements": "content",
    "meetings": "evidence",
    "positions": "evidence",
    "progress": "characterisation",
    "measures": "what",
}


def bare(text: str) -> str:
    """Letters and digits alone."""
    return "".join(char for char in text.lower() if char.isalnum())


@pytest.mark.data
def test_no_annotated_passage_is_lost_and_no_annotated_furniture_left(shared: Path) -> None:
    for path in sorted((shared / "gold" / "seeds").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        raw = (shared / "seeds" / f"{path.stem}.txt").read_text(encoding="utf-8")
        read = article_from_text(raw, key=path.stem)
        text = bare(read.text)
        lost = [row[key] for kind, key in PASSAGES.items() for row in gold[kind] if bare(row[key]) not in text]
        left = [line for line in gold["furniture"] if bare(line) in text]
        assert (path.stem, lost, left) == (path.stem, [], [])
        outlets = [reference.outlet for reference in read.references]
        assert outlets == gold.get("references", [])
