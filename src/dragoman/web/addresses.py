"""Addresses of screens and of words: the two clocks stay in them, quotes become text fragments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import quote, urlencode

from ..analysis.citation import Citation
from ..errors import InputError
from ..model.evidence import Evidence
from ..model.identity import content_id, slug
from ..store.base import Scope

WHOLE = 12
"""A quote of more words is named by its first and last words alone."""
ENDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The two clocks of an address: ``at`` (true on) and ``known`` (known on), None for today.

    ``lang``: the language that the address asks for, which stays in it as the clocks do.
    """

    at: date | None = None
    known: date | None = None
    lang: str | None = None

    @property
    def scope(self) -> Scope:
        """The same for the store: known until the end of that day."""
        last = (
            datetime(self.known.year, self.known.month, self.known.day, 23, 59, 59, tzinfo=UTC) if self.known else None
        )
        return Scope(at=self.at, known=last)

    def to(self, path: str, **query: object) -> str:
        """The address of a screen with these clocks; values that are None or empty are left out.

        >>> Clocks(at=date(2025, 3, 12)).to("/matrix", compare="2025-03-01")
        '/matrix?compare=2025-03-01&at=2025-03-12'
        """
        path, _, fragment = path.partition("#")
        own = {"at": self.at, "known": self.known, "lang": self.lang}
        values = {**query, **{name: query.get(name, value) for name, value in own.items()}}
        kept = [(name, str(value)) for name, value in values.items() if value not in (None, "", ())]
        path = quote(path, safe="/")
        return path + (f"?{urlencode(kept)}" if kept else "") + (f"#{fragment}" if fragment else "")

    def evidence(self, citation: Citation) -> str:
        """The address of a citation's words in the reader: marked by the server, found again by a text fragment."""
        evidence = citation.evidence
        named = f"claim={citation.claim}" if citation.claim else f"words={evidence.start}-{evidence.end}"
        path = f"/articles/{quote(citation.article)}?{named}{_tail(self)}"
        return f"{path}#{anchor_of(citation)}:~:text={fragment(evidence)}"


@lru_cache(maxsize=64)
def _tail(clocks: Clocks) -> str:
    """What the clocks add to an address that has a question already."""
    return clocks.to("").replace("?", "&", 1)


def anchor_of(citation: Citation) -> str:
    """Id of the mark that a citation leads to."""
    start, end = citation.evidence.start, citation.evidence.end
    return f"c-{citation.claim}" if citation.claim else f"w-{start}-{end}"


def day_of(name: str, value: str | None) -> date | None:
    """A day from an address; InputError if it is none."""
    if not value or not value.strip():
        return None
    try:
        found = date.fromisoformat(value.strip())
    except ValueError:
        raise InputError(f"'{name}' is no day: {value[:40]!r}", hint="write it as 2025-03-12") from None
    if found.year < 1000:
        raise InputError(f"'{name}' lies too far back: {value[:40]!r}", hint="write it as 2025-03-12")
    return found


def actor_id(name: str) -> str:
    """What stands for an actor in an address.

    >>> actor_id("United States")
    'united-states'
    """
    return slug(name) or content_id("actor", name)


def issue_id(issue: str) -> str:
    """What stands for an issue in an address: its id, unless that would not fit into one.

    >>> issue_id("security_guarantees")
    'security_guarantees'
    """
    return issue if re.fullmatch(r"[\w-]+", issue) else actor_id(issue)


def fragment(evidence: Evidence) -> str:
    """The words as a text fragment (without ``:~:text=``), with whole words of context around a short quote.

    >>> from dragoman.model.evidence import evidence_of
    >>> fragment(evidence_of("a", "They said: no cease-fire, none.", 11, 24))
    'They%20said%3A-,no%20cease%2Dfire'
    """
    lines = [" ".join(line.split()) for line in evidence.quote.split("\n") if line.strip()]
    words = [word for line in lines for word in line.split(" ")]
    if len(words) <= WHOLE and len(lines) == 1:
        middle = _encode(lines[0])
    else:
        first, last = lines[0].split(" ")[:ENDS], lines[-1].split(" ")[-ENDS:]
        middle = f"{_encode(' '.join(first))},{_encode(' '.join(last))}"
    before, after = _before(evidence.before), _after(evidence.after)
    return (f"{_encode(before)}-," if before else "") + middle + (f",-{_encode(after)}" if after else "")


def _before(text: str) -> str:
    """The last whole words before a quote within its line; none where the quote starts within a word."""
    line = text.rsplit("\n", 1)[-1]
    if not line or not line[-1].isspace():
        return ""
    words = line.split()
    whole = words if "\n" in text or len(text) < 32 else words[1:]
    return " ".join(whole[-3:])


def _after(text: str) -> str:
    """The first whole words after a quote within its line."""
    line = text.split("\n", 1)[0]
    if not line or not line[0].isspace():
        return ""
    words = line.split()
    whole = words if "\n" in text or len(text) < 32 else words[:-1]
    return " ".join(whole[:3])


def _encode(text: str) -> str:
    """Percent-encoded, hyphens too, since a hyphen next to a comma has a meaning there."""
    return quote(text, safe="").replace("-", "%2D")


def at_outlet(url: str | None, evidence: Evidence) -> str | None:
    """The words at the outlet's own address; None where there is none or it is no web address."""
    if not url or not re.match(r"https?://", url):
        return None
    return f"{url.split('#', 1)[0]}#:~:text={fragment(evidence)}"
