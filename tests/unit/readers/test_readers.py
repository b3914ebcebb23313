"""Files of all kinds: what is read, and what is said where nothing can be."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dragoman.model import Article, Failure
from dragoman.readers.base import TEXT_LIMIT, Reader
from dragoman.readers.decode import FILE_LIMIT, decode
from dragoman.readers.folder import load_readers, read_paths
from dragoman.readers.text import article_from_text

TALKS = "Talks on the café at the border resumed in Sorn on Monday, officials of both sides said."


def read(*paths: Path) -> tuple[list[Article], list[Failure]]:
    """Articles and failures of the paths."""
    found = list(read_paths(paths))
    return [x for x in found if isinstance(x, Article)], [x for x in found if isinstance(x, Failure)]


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """A file in the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252", "latin-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    articles, failures = read(write(tmp_path, "a.txt", TALKS.encode(encoding)))
    assert failures == []
    assert articles[0].text == TALKS


def test_russian_in_windows_1251_is_read_and_noted(tmp_path: Path) -> None:
    text = "Министр иностранных дел заявил, что переговоры в Женеве продолжатся завтра утром."
    articles, failures = read(write(tmp_path, "a.txt", text.encode("windows-1251")))
    assert articles[0].text == text
    assert articles[0].language == "ru"
    assert [failure.stage for failure in failures] == ["language"]
    assert "'ru'" in failures[0].message


def test_an_encoding_that_a_page_declares(tmp_path: Path) -> None:
    page = (
        f'<html><head><meta charset="iso-8859-2"></head><body><article><p>{"Rozmowy w Łodzi, said officials. " * 9}</p>'
    )
    articles, _ = read(write(tmp_path, "a.html", page.encode("iso-8859-2")))
    assert "Łodzi" in articles[0].text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "empty file"),
        ("blank.txt", b" \n\t\n", "empty file"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        ("noise.txt", bytes(range(128, 256)) * 50 + bytes(range(32)) * 60, "binary"),
        ("marks.txt", b'"' * 5000, "no words"),
        ("long.txt", b"Talks resumed. " * (TEXT_LIMIT // 14), "too large"),
        ("huge.txt", b"x" * (FILE_LIMIT + 1), "too large"),
        ("share.txt", b"Share\nTweet\n", "no words"),
        ("report.pdf", b"%PDF-1.7", "no reader"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    articles, failures = read(write(tmp_path, name, data))
    assert articles == []
    assert len(failures) == 1
    assert message in failures[0].message
    assert failures[0].stage == "read"
    assert failures[0].article.endswith(name)


def test_a_path_that_is_not_there() -> None:
    assert "no such file" in read(Path("/nowhere/at/all.txt"))[1][0].message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TALKS)
    path.chmod(0)
    assert "cannot be opened" in read(path)[1][0].message


def test_hostile_texts_are_read_or_refused(tmp_path: Path) -> None:
    for number, text in enumerate(HOSTILE):
        articles, failures = read(write(tmp_path, f"{number}.txt", text.encode("utf-8", "surrogatepass")))
        assert len(articles) + len(failures) >= 1
        for article in articles:
            article.text.encode("utf-8")


HOSTILE = (
    "Talks\x00 resumed\x00 in Sorn, he said." * 3,
    "Talks \ud800 resumed in Sorn, he said.",
    "x" * 200_000,
    ("\u202e" + TALKS) * 20,
    "e" + "\u0301" * 100_000 + TALKS,
    "ab cd\n" * 20_000,
    "Talks resume\n\n" * 5_000,
    "[a](b) **c** " * 5_000,
    "“" * 30_000 + TALKS,
    "By Ann Orr | 3 May 2031 | " * 3_000,
    " " * 100_000 + TALKS,
)


def test_folders_are_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.html", ".hidden/x.txt", "README.md", "c.jsonl"):
        write(tmp_path, name, TALKS if not name.endswith("jsonl") else json.dumps({"id": "row", "text": TALKS}))
    write(tmp_path, "b/1.html", f"<html><body><article><p>{TALKS * 3}</p></article></body></html>")
    articles, failures = read(tmp_path)
    assert [article.key for article in articles] == ["a", "1", "2", "row"]
    assert failures == []
    again, _ = read(tmp_path)
    assert [article.id for article in again] == [article.id for article in articles]


def rows(folder: Path, lines: Sequence[object]) -> tuple[list[Article], list[Failure]]:
    """A JSONL file of those lines, read."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return read(write(folder, "rows.jsonl", text))


def test_rows_with_all_that_is_known(tmp_path: Path) -> None:
    row = {
        "id": "r1",
        "url": "https://a.example/x",
        "outlet": "Courier",
        "title": "Talks resume",
        "published": "2031-05-04",
        "text": TALKS,
    }
    (article,), failures = rows(tmp_path, [row])
    assert failures == []
    assert (article.key, article.outlet, article.title, article.url) == (
        "r1",
        "Courier",
        "Talks resume",
        "https://a.example/x",
    )
    assert article.published == datetime(2031, 5, 4, tzinfo=UTC)
    assert article.published_basis == "given"
    assert article.raw == TALKS, "the title is not put before the text: places count in the text"


def test_bad_rows_cost_themselves_alone(tmp_path: Path) -> None:
    articles, failures = rows(
        tmp_path,
        [
            {"id": "a", "text": TALKS},
            "{broken",
            "[1]",
            {"id": "b"},
            {"id": "a", "text": TALKS},
            {"id": "c", "text": TALKS, "published": "soon"},
            {"id": "d", "text": 5},
            "",
            "[" * 100_000,
            {"id": "e", "text": "Talks \ud800 resumed in Sorn, he said."},
            {"id": "f", "html": f"<p>{TALKS * 3}</p>", "published": "2031-05-04T10:00:00Z"},
            {"text": TALKS},
        ],
    )
    assert [article.key for article in articles] == ["a", "e", "f", "rows-12"]
    numbers = [failure.message.split(":")[0] for failure in failures]
    assert numbers == ["line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 9"]
    assert all(failure.article.endswith(f":{n.split()[1]}") for failure, n in zip(failures, numbers, strict=True))


@pytest.mark.parametrize("written", ["2031", "2031-05", "2031-05-00", "2031-00-00"])
def test_a_month_or_year_leaves_the_day_unknown(tmp_path: Path, written: str) -> None:
    [article], failures = rows(tmp_path, [{"id": "a", "text": TALKS, "published": written}])
    assert (article.published, failures) == (None, [])


@pytest.mark.parametrize("written", ["2031-13-00", "2031-05-32", "May 2031", "203105"])
def test_what_is_no_date_is_refused(tmp_path: Path, written: str) -> None:
    articles, [failure] = rows(tmp_path, [{"id": "a", "text": TALKS, "published": written}])
    assert articles == []
    assert "no ISO date" in failure.message


def test_json_of_one_or_many_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "many.json", json.dumps([{"id": "x", "text": TALKS}, {"id": "y", "text": TALKS}], indent=1))
    assert [article.key for article in read(path)[0]] == ["x", "y"]
    path = write(tmp_path, "one.json", json.dumps({"id": "z", "text": TALKS}, indent=1))
    assert [article.key for article in read(path)[0]] == ["z"]


def test_a_long_file_of_rows_is_read_in_time(tmp_path: Path) -> None:
    articles, _ = rows(tmp_path, [{"id": str(n), "text": TALKS} for n in range(300)])
    assert len(articles) == 300


def test_readers_keep_the_protocol() -> None:
    readers = load_readers()
    assert [type(reader).__name__ for reader in readers] == ["JsonlReader", "HtmlReader", "TextReader"]
    assert all(isinstance(reader, Reader) for reader in readers)


def test_a_page_under_a_name_without_ending_is_known_by_its_tags(tmp_path: Path) -> None:
    path = write(tmp_path, "saved", f"<!DOCTYPE html><html><body><article><p>{TALKS * 3}</p></article></body></html>")
    assert "<p>" not in read(path)[0][0].text


def test_decode_keeps_a_byte_order_mark_of_utf8() -> None:
    """Offsets count in what other programs see when they decode the file as UTF-8."""
    assert decode(b"\xef\xbb\xbfa") == "\ufeffa"
    assert article_from_text("\ufeffTalks resumed.", key="a").pieces[0].raw_start == 1


def test_ids_hang_on_the_text_alone() -> None:
    first = article_from_text(TALKS, key="a")
    assert article_from_text(TALKS, key="a").id == first.id
    assert article_from_text(TALKS + " More.", key="a").id != first.id


def test_a_dateline_gives_the_day() -> None:
    article = article_from_text("SORN, 4 May 2031 (CN) — Talks resumed, officials said.", key="a")
    assert (str(article.day), article.published_basis) == ("2031-05-04", "dateline")
    assert article_from_text("SORN, 4 May (CN) — Talks resumed, officials said.", key="a").published is None


def test_a_passage_without_a_stop_is_a_paragraph() -> None:
    article = article_from_text("the talks will go on", key="a")
    assert [block.kind for block in article.blocks] == ["paragraph"]
