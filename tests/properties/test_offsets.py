"""Whatever the text: the map covers it, leads back in order, and no word of the report is changed or lost."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import texts

from dragoman.model import Article
from dragoman.readers.text import article_from_text
from dragoman.text.markup import visible
from dragoman.text.normalize import normalize
from dragoman.text.offsets import Mapped, cut, edit, to_raw, unchanged
from dragoman.text.sentences import sentence_spans, unglued

LEXICON: dict[str, tuple[str, ...]] = {}
PARTS = [
    *(
        "Talks",
        "resumed.",
        "“No”",
        "said\xa0the",
        "e\u0301",
        "\u200b",
        "\r\n",
        "\n\n",
        "- ",
        "…",
        "The",
        "1.",
        "a.B",
        ".”A",
    ),
    *(
        "[x](y)",
        "**",
        "By Ann Orr",
        "3 May 2030",
        "Share",
        "\u202e",
        "\t",
        "<",
        "&amp;",
        "</p>",
        "<p>",
        "Photo: AP",
        "\ud800",
    ),
    *("Russia says 5 more", "agreed on a truce after long talks in the old town.", "\x00", "\uac01", "\u1100\u1161"),
]
some = st.lists(st.sampled_from(PARTS), max_size=40)
pages = st.one_of(texts, st.text(max_size=150), some.map(" ".join), some.map("".join))


def check(mapped: Mapped, raw: str) -> None:
    """The pieces cover the text without a gap; their places in the raw text never go back."""
    end, raw_end = 0, 0
    for piece in mapped.pieces:
        assert piece.start == end < piece.end
        assert raw_end <= piece.raw_start <= piece.raw_end <= len(raw)
        end, raw_end = piece.end, piece.raw_end
        copied, source = mapped.text[piece.start : piece.end], raw[piece.raw_start : piece.raw_end]
        if len(copied) == len(source) > 1:
            assert _plain(copied) == _plain(source)
    assert end == len(mapped.text)


def _plain(text: str) -> str:
    blanked = "".join(" " if char.isspace() else "\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return unicodedata.normalize("NFC", blanked)


def _bare(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None)
@given(pages)
def test_normalizing_keeps_the_map(raw: str) -> None:
    mapped = normalize(raw)
    check(mapped, raw)
    assert unicodedata.is_normalized("NFC", mapped.text)
    assert "  " not in mapped.text
    assert normalize(mapped.text).text == mapped.text


@settings(deadline=None)
@given(pages)
def test_parting_sentences_adds_spaces_alone(raw: str) -> None:
    before = normalize(raw)
    after = unglued(before)
    check(after, raw)
    assert _bare(after.text) == _bare(before.text)


@settings(deadline=None)
@given(pages)
def test_visible_text_of_any_source_keeps_the_map(raw: str) -> None:
    mapped, stretches = visible(raw)
    end = 0
    for piece in mapped.pieces:
        assert piece.start == end < piece.end
        assert piece.raw_start <= piece.raw_end <= len(raw)
        end = piece.end
    assert all(a.end <= b.start for a, b in pairwise(stretches))


@settings(deadline=None)
@given(pages)
def test_an_article_of_any_text_holds_together(raw: str) -> None:
    article = article_from_text(raw, key="any")
    check(Mapped(text=article.text, pieces=article.pieces), article.raw)
    _check_blocks(article)
    for part in article.furniture:
        assert 0 <= part.raw_start <= part.raw_end <= len(article.raw)
    article.text.encode("utf-8")
    article.raw.encode("utf-8")


def _check_blocks(article: Article) -> None:
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end
        assert not article.text[end : block.start].strip(), "text between blocks"
        assert article.text[block.start : block.end].strip()
        raw_start, raw_end = to_raw(article.pieces, block.start, block.end)
        assert raw_start < raw_end
        end = block.end
    assert not article.text[end:].strip(), "text after the last block"


@settings(deadline=None)
@given(pages)
def test_without_a_word_list_nothing_with_words_is_lost(raw: str) -> None:
    """A short text, with no phrases known, keeps all its lines but those that are repeated or hold no words."""
    article = article_from_text(raw, key="any", lexicon=LEXICON)
    if not article.furniture and "*" not in raw and "](" not in raw and "#" not in raw:
        letters = [char for char in normalize(raw).text if char.isalpha()]
        assert [char for char in article.text if char.isalpha()] == letters


@settings(deadline=None)
@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.text(max_size=3)), max_size=8)
)
def test_edits_do_what_they_say(raw: str, wanted: list[tuple[int, int, str]]) -> None:
    edits, position, expected = [], 0, ""
    for start, length, new in sorted(wanted):
        if position <= start and start + length <= len(raw):
            edits.append((start, start + length, new))
            expected += raw[position:start] + new
            position = start + length
    result = edit(unchanged(raw), edits)
    assert result.text == expected + raw[position:]
    end = 0
    for piece in result.pieces:
        assert piece.start == end < piece.end
        end = piece.end


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60), st.integers(0, 59), st.integers(1, 60))
def test_a_cut_keeps_its_place(raw: str, start: int, length: int) -> None:
    start, end = min(start, len(raw) - 1), min(start + length, len(raw))
    if start < end:
        part = cut(unchanged(raw), [(start, end)], [""])
        assert part.text == raw[start:end]
        assert to_raw(part.pieces, 0, end - start) == (start, end)


@settings(deadline=None)
@given(pages)
def test_sentences_cover_a_line(raw: str) -> None:
    line = " ".join(raw.split())
    spans = list(sentence_spans(line))
    assert _bare("".join(line[a:b] for a, b in spans)) == _bare(line)
    assert all(a < b for a, b in spans)
