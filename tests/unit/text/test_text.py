"""Characters, lines, sentences, phrases, credits and references."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.readers.base import furniture_words
from dragoman.text.credits import is_name, is_office, read_credit
from dragoman.text.lines import lines, unwrapped, without_markdown
from dragoman.text.normalize import normalize
from dragoman.text.offsets import to_raw, unchanged
from dragoman.text.phrases import compile_phrases, fold
from dragoman.text.references import is_entry, read_entry
from dragoman.text.sentences import sentence_spans, unglued

CREDITS = furniture_words(None).credits


@pytest.mark.parametrize(
    ("raw", "clean", "reason"),
    [
        ("a\xa0\u2003b", "a b", "spaces of all kinds become one"),
        ("a \r\n\t b\rc\u2028d", "a\nb\nc\nd", "line ends of all kinds, without spaces around them"),
        ("pea\u00adce\u200b\u202etalks\ufeff", "peacetalks", "what cannot be seen goes"),
        ("cafe\u0301 \u212b", "caf\u00e9 \u00c5", "composed characters"),
        ("\u1112\u1161\u11ab", "\ud55c", "a Hangul syllable of three letters"),
        ("x\x00y\x07", "xy", "control characters go"),
        ("a\ud800b", "a\ufffdb", "half a character is replaced"),
        ("“It’s” – 1/2", "“It’s” – 1/2", "quotation marks and dashes stay as they are"),
    ],
)
def test_normalize(raw: str, clean: str, reason: str) -> None:
    assert normalize(raw).text == clean, reason


def test_long_runs_of_marks_are_cut_short() -> None:
    assert len(normalize("e" + "\u0301\u0323" * 5000).text) < 40


def test_a_span_over_something_removed_leads_to_all_of_it() -> None:
    mapped = normalize("The cease\u00adfire\xa0 holds")
    start = mapped.text.index("ceasefire")
    assert to_raw(mapped.pieces, start, start + len("ceasefire holds")) == (4, 21)


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("met in Sorn.The envoy left", "met in Sorn. The envoy left"),
        ("for months.”A new tone", "for months.” A new tone"),
        ("vehicles....The head", "vehicles.... The head"),
        ("is real.“And it is", "is real. “And it is"),
        ('not so," he said."We will', 'not so," he said. "We will'),
        ("they “will come.”She left", "they “will come.” She left"),
        ("signed by the UN.The text", "signed by the UN. The text"),
        ("in May 2031.Both sides", "in May 2031. Both sides"),
        ("is it war?Nobody knows", "is it war? Nobody knows"),
    ],
)
def test_glued_sentences_are_parted(glued: str, parted: str) -> None:
    assert unglued(unchanged(glued)).text == parted


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. envoy",
        "a 3.5 per cent rise",
        "see www.Example.com/A.Html",
        "write to ann@Sorn.Org",
        "“...The rest is silence”",
        "J.K. Orr",
        "Nov.7",
        "he said, “no”, and left",
        "it’s the parties’ wish",
    ],
)
def test_what_only_looks_glued_stays(text: str) -> None:
    assert unglued(unchanged(text)).text == text


def test_hard_wraps_are_joined_and_short_lines_are_not() -> None:
    wrapped = (
        "The two delegations met for the third time in the customs house at\n"
        "Tessel and agreed to let the barges pass twice a week, on Mondays and\n"
        "on Thursdays, until the end of the harvest.\n"
    )
    assert unwrapped(unchanged(wrapped * 2)).text.count("\n") == 2
    verse = "One road\nOne river\nOne table\nNo border\n"
    assert unwrapped(unchanged(verse)).text == verse


def test_a_word_broken_at_the_line_end_is_mended_if_the_text_has_it_whole() -> None:
    text = "The negotiations on the long-term future of the valley went on, and the negotia-\ntions will resume"
    assert "the negotiations will" in unwrapped(unchanged(text)).text
    assert "a long-term plan" in unwrapped(unchanged("They want, all of them together, a long-\nterm plan")).text


def test_markdown_signs_go() -> None:
    source = "# Talks\n\n**Both** sides [agreed](http://a.example/b) on a *first* step.\n"
    assert without_markdown(unchanged(source)).text == "Talks\n\nBoth sides agreed on a first step.\n"
    assert without_markdown(unchanged("2 * 3 * 4 #5")).text == "2 * 3 * 4 #5"


def test_groups_of_lines() -> None:
    assert [(line.text, line.group) for line in lines("A\n\n- b\n1. c\n\n\n\nD.")] == [
        ("A", 0),
        ("- b", 1),
        ("1. c", 1),
        ("D.", 2),
    ]
    assert [line.bullet for line in lines("- b\n1. c\n(a) d\nplain\n-5 degrees")] == [2, 3, 4, 0, 0]


def test_sentences_are_not_cut_after_short_forms() -> None:
    text = "Gen. Orr met the U.S. envoy at 3 p.m. on Monday. “It went well.” All agreed."
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "Gen. Orr met the U.S. envoy at 3 p.m. on Monday.",
        "“It went well.”",
        "All agreed.",
    ]


def test_phrases() -> None:
    pattern = compile_phrases({"time": ["# min(ute)?s? read"], "share": ["share (this|on)*"], "bar": ["a\\|b"]})
    kinds = {text: match.lastgroup if (match := pattern.fullmatch(fold(text))) else None for text in TEXTS}
    assert kinds == TEXTS


TEXTS = {
    "5 min read": "time",
    "• 12 Minutes read.": "time",
    "Share on X": "share",
    "Share thistle": None,
    "Shares on offer": None,
    "a|b": "bar",
}


@pytest.mark.parametrize(
    ("line", "byline", "day"),
    [
        ("By Ann Orr", "Ann Orr", None),
        ("By ANN ORR, Diplomatic Correspondent", "ANN ORR", None),
        ("By Ann Orr and Bo Lund | Updated 3 May 2031", "Ann Orr and Bo Lund", date(2031, 5, 3)),
        ("Ann Orr • May 3, 2031 • 4 min read", "Ann Orr", date(2031, 5, 3)),
        ("Published: Sat, 3 May 2031 at 3:45 p.m. GMT", None, date(2031, 5, 3)),
        ("2031-05-03 17:52", None, date(2031, 5, 3)),
        ("03.05.2031. 06:20h", None, date(2031, 5, 3)),
        ("13/05/2031", None, date(2031, 5, 13)),
        ("3/5/2031", None, None),
    ],
)
def test_credits(line: str, byline: str | None, day: date | None) -> None:
    credit = read_credit(line, CREDITS)
    assert credit is not None
    assert (credit.byline, credit.day) == (byline, day)


@pytest.mark.parametrize(
    "line",
    [
        "By the time talks resumed, Sorn had fallen",
        "Talks on 3 May 2031 in Sorn",
        "By Monday",
        "Truce holds in Sorn",
        "31 February 2031 was no day",
        "By Ann Orr, who wrote the truce, on 3 May",
    ],
)
def test_no_credits(line: str) -> None:
    assert read_credit(line, CREDITS) is None


def test_names_and_offices() -> None:
    assert is_name("Ann van der Orr", CREDITS)
    assert not is_name("Talks resume", CREDITS)
    assert not is_name("Ann", CREDITS)
    assert is_office("Chief Diplomatic Correspondent", CREDITS)
    assert not is_office("Chief of the rebels", CREDITS)


def test_reference_entries() -> None:
    entry = read_entry("3. Karst: a truce in ten pages | Valley Gazette (https://valley.example/karst)")
    assert (entry.title, entry.outlet, entry.url) == (
        "Karst: a truce in ten pages",
        "Valley Gazette",
        "https://valley.example/karst",
    )
    assert is_entry("“A truce” — Valley Gazette")
    assert not is_entry("The talks will resume in May.")
