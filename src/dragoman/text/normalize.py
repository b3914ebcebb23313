"""Characters put in order, with the map back: NFC, plain spaces and line ends, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .offsets import Edit, Mapped, edit, unchanged

MARKS_KEPT = 30  # combining marks on one base character, as in the Unicode stream-safe format

BLANK = r"\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
ODD = re.compile(
    rf"""
    (?P<line> [ {BLANK}]*+ (?: \r\n? | [\n\v\f\x1c-\x1e\x85\u2028\u2029] ) [ {BLANK}]*+ )
  | (?P<blank> [ {BLANK}]{{2,}}+ | [{BLANK}] )
  | (?P<invisible> [{INVISIBLE}] )
  | (?P<broken> [\ud800-\udfff] )
    """,
    re.VERBOSE,
)
BLANKS = re.compile(r"[ ]{2,} | [ ]+ (?=\n) | (?<=\n) [ ]+", re.VERBOSE)


def normalize(raw: str) -> Mapped:
    """The text in NFC with ``\\n`` line ends, single plain spaces and no invisible characters.

    >>> normalize("Peace\\u200b\\xa0 talks\\r\\n").text
    'Peace talks\\n'
    """
    return normalized(unchanged(raw))


def normalized(mapped: Mapped) -> Mapped:
    """The same of a text that already has a map."""
    plain = edit(mapped, _plain(mapped.text))
    if BLANKS.search(plain.text):
        plain = edit(plain, ((m.start(), m.end(), _squeezed(m)) for m in BLANKS.finditer(plain.text)))
    if unicodedata.is_normalized("NFC", plain.text):
        return plain
    return edit(plain, _composed(plain.text))


def _plain(raw: str) -> Iterator[Edit]:
    for match in ODD.finditer(raw):
        if match["line"]:
            if match["line"] != "\n":
                yield match.start(), match.end(), "\n"
        elif match["blank"]:
            yield match.start(), match.end(), " "
        elif match["invisible"]:
            yield match.start(), match.end(), ""
        else:
            yield match.start(), match.end(), "\ufffd"


def _squeezed(match: re.Match[str]) -> str:
    text = match.string
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return "" if "\n" in (before, after) else " "


def _composed(text: str) -> Iterator[Edit]:
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        if end - start > 1 or not unicodedata.is_normalized("NFC", text[start:end]):
            new = unicodedata.normalize("NFC", text[start : min(end, start + 1 + MARKS_KEPT)])
            if new != text[start:end]:
                yield start, end, new
        start = end


def _joins(char: str) -> bool:
    """Whether the character may be composed with the one before it: a mark, or a Hangul vowel or final."""
    return char > "\u02ff" and (unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff")
