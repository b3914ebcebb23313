"""Bytes to text: byte order marks, declared encodings, UTF-8, then the most likely of the others."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ..model.record import Failure

FILE_LIMIT = 20_000_000  # bytes of one file
SAMPLE = 200_000  # bytes from which an unknown encoding is guessed
HEAD = 4096  # bytes shown to readers, and searched for a declared encoding
NUL_SHARE = 0.1  # a larger share of NUL bytes is no text, or UTF-16
BROKEN_SHARE = 0.1
MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(rb"""<meta\s[^<>]{0,200}?charset\s*=\s*["']?\s*([\w\-]{2,40})""", re.IGNORECASE)
XML_DECLARED = re.compile(rb"""^\s*<\?xml[^<>]{0,100}?encoding\s*=\s*["']([\w\-]{2,40})""", re.IGNORECASE)
LIKELY = ["windows-1252", "windows-1251", "iso-8859-1", "iso-8859-2", "windows-1250", "koi8-r", "iso-8859-5", "cp866"]
HIGH_BYTES = bytes(range(0x80, 0x100))
WESTERN_SHARE = 0.15  # letters beyond ASCII that a Western text has at most
SOUND = 4  # sound characters beyond ASCII for each broken one, in damaged UTF-8
HALVES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text, its line ends as they are, and the SHA-256 of its bytes."""

    text: str
    hash: str


def read_file(path: Path) -> Decoded | Failure:
    """The text of a file, or why it is none."""
    try:
        size = path.stat().st_size
        if size > FILE_LIMIT:
            message = f"too large: {size:,} bytes, and a file may have {FILE_LIMIT:,}"
            return _failure(path, message, hint="split the file, or give only the part with the article")
        data = path.read_bytes()
    except OSError as error:
        return _failure(path, f"cannot be opened: {error.strerror or error}", hint="check the name and the rights")
    if not data.strip(b"\0\t\r\n "):
        return _failure(path, "empty file", hint="nothing to read; leave it out")
    text = decode(data)
    if text is None:
        return _failure(path, "not a text: binary data", hint="text, HTML and JSONL files are read")
    return Decoded(text=text, hash=hashlib.sha256(data).hexdigest())


def decode(data: bytes) -> str | None:
    """The text in some bytes; None if they are no text.

    >>> decode("Мир".encode("utf-16")), decode(b"\\x00\\x01\\x02\\x03")
    ('Мир', None)
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return whole_characters(data.decode(name, "replace"))
    if data.count(0) > NUL_SHARE * len(data):
        return _unmarked_utf16(data)
    declared = XML_DECLARED.match(data) or DECLARED.search(data, 0, HEAD)
    for encoding in ("utf-8", declared[1].decode("ascii").lower() if declared else ""):
        exact = _exactly(data, encoding)
        if exact is not None:
            return exact if _is_text(exact) else None
    return _guessed(data)


def whole_characters(text: str) -> str:
    """The text with halves of characters replaced, one for one: what no file and no database can hold."""
    return HALVES.sub("\ufffd", text)


def _exactly(data: bytes, name: str) -> str | None:
    if not name:
        return None
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None
    return whole_characters(text) if isinstance(text, str) else None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark has its NUL bytes all on one side."""
    if len(data) % 2 == 0:
        for name, nul in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
            if nul.count(0) > 0.4 * len(nul):
                text = data.decode(name, "replace")
                return whole_characters(text) if _is_text(text) else None
    return None


def _guessed(data: bytes) -> str | None:
    """Damaged UTF-8 if most of it is sound; Western if nearly all is ASCII; else what the letters look like."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) - broken <= SOUND * broken:
        text = data.decode(_encoding(data), "replace")
    return whole_characters(text) if _is_text(text) else None


def _encoding(data: bytes) -> str:
    high = len(data) - len(data.translate(None, HIGH_BYTES))
    if high < WESTERN_SHARE * len(data):
        return "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], cp_isolation=LIKELY).best()
    return best.encoding if best else "windows-1252"


def _is_text(text: str) -> bool:
    sample = text[:SAMPLE]
    odd = sum(1 for char in sample if char == "\ufffd" or (char < " " and char not in "\t\n\r\f\v\x1b"))
    return odd <= BROKEN_SHARE * max(1, len(sample))


def _failure(path: Path, message: str, *, hint: str) -> Failure:
    return Failure(article=str(path), stage="read", message=message, hint=hint)
