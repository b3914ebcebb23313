"""Where sentences end, by their marks alone: enough to part what was glued and to test single sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .offsets import Edit, Mapped, edit

GLUED = re.compile(
    r"""
    (?= [A-Z“‘«(\[….] | (?<=[”»]) \w )                         # only here can one of the following be
    (?:
      (?: (?<=[a-z][a-z][.!?]) | (?<=\d[.!?]) | (?<=[)\]%][.!?]) ) (?= [A-Z][a-z’'] | [A-Z][A-Z] | [AI][ ] | [“‘«] )
    | (?<=[A-Z][A-Z][.!?]) (?= [A-Z][a-z] )                  # the UN.The
    | (?<=[.!?,…]”) (?= [A-Za-z“‘«(\[….] )                   # months.”A New Tone
    | (?<=[.!?]’) (?= [A-Z“] )
    | (?<=[.!?,]») (?= \w )
    | (?<=[a-z]”) (?= [A-Za-z“] )                            # “frank”and
    | (?<=[\w.,:;!?)\]…]) (?= “ )                            # reality.“And
    | (?<=[.!?:;…]) (?= [‘«]\w )
    | (?<!^)(?<![“"‘'(\[ ]\.\.\.)(?<=\.\.\.) (?= [A-Z“‘«] )  # vehicles....The
    | (?<=\w…) (?= [A-Z“‘«] )
    )
    """,
    re.VERBOSE,
)
STRAIGHT = re.compile(r'[\n"]')
ADDRESS = re.compile(r"://|www\.|@")
END = re.compile(r"(?: [.!?…]+ [\"”’'»)\]]* ) (?= [ ] )", re.VERBOSE)
SHORT_FORM = re.compile(
    r"(?: \b[A-Z] | \b(?:[A-Z]\.)+[A-Z] | \b[A-Z][a-z]{0,2} | \b(?:[a-z]\.)+[a-z] ) \.$", re.VERBOSE
)
LONGEST_ADDRESS = 200


def unglued(mapped: Mapped) -> Mapped:
    """The text with a space put in wherever two sentences, or a sentence and a quotation, are glued together.

    >>> from .offsets import unchanged
    >>> unglued(unchanged("in months.”A New Tone. To Damascus.Foreign Minister")).text
    'in months.” A New Tone. To Damascus. Foreign Minister'
    """
    places = sorted({*_glued(mapped.text), *_glued_straight(mapped.text)})
    return edit(mapped, [_space(place) for place in places]) if places else mapped


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Rough sentences of one line: cut after stops that are followed by a space and no short form.

    >>> list(sentence_spans("He met Mr. Olsen. All went well."))
    [(0, 17), (18, 32)]
    """
    start = 0
    for match in END.finditer(text):
        following = text[match.end() + 1 : match.end() + 2]
        if following.islower() or SHORT_FORM.search(text, max(start, match.start() - 8), match.start() + 1):
            continue
        yield start, match.end()
        start = match.end() + 1
    if start < len(text):
        yield start, len(text)


def _space(place: int) -> Edit:
    return place, place, " "


def _glued(text: str) -> Iterator[int]:
    for match in GLUED.finditer(text):
        if 0 < match.start() < len(text) and not _in_address(text, match.start()):
            yield match.start()


def _glued_straight(text: str) -> Iterator[int]:
    """Places beside straight marks; one glued on both sides closes if the one before it on the line opens."""
    opened = False
    for match in STRAIGHT.finditer(text):
        if match.group() == "\n":
            opened = False
            continue
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if before and before in ".!?," and after.isupper():
            yield match.end() if opened else match.start()
            opened = not opened
        elif not before.strip() and after.strip():
            opened = True
        else:
            opened = not opened if before.strip() and after.strip() else False


def _in_address(text: str, place: int) -> bool:
    start = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place), place - LONGEST_ADDRESS)
    return ADDRESS.search(text, max(0, start), place) is not None
