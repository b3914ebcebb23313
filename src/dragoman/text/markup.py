"""The visible text of an HTML page, with the way back to its source and what its tags say of each line."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .lines import Hint, Line
from .offsets import Edit, Mapped, edit, to_raw, unchanged

# fmt: off
UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "textarea",
     "button", "audio", "video", "canvas")
)
RAW_TEXT = frozenset(
    ("script", "style", "textarea", "title", "noscript", "iframe", "template")
)
ASIDE = frozenset(
    ("nav", "footer", "aside", "form", "dialog", "menu", "figcaption")
)
PLACES = ASIDE | {"article", "main", "header"}
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section",
     "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)
LINES = frozenset(("br", "li", "tr", "dd", "dt"))
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
     "wbr")
)
CLOSES_ITSELF = frozenset(("p", "li", "td", "th", "tr", "dd", "dt", "option"))
HINTS: dict[str, Hint] = {
    "h1": "headline", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "item", "p": "paragraph", "blockquote": "paragraph",
}
# fmt: on
TAG = re.compile(
    r"""
    < (?P<close>/)? (?P<name>[a-zA-Z][^\s/>]*+)
      (?: [^>"'=]++ | =\s*+(?: "[^"]*+" | '[^']*+' | [^\s>"']*+ ) | ["'] )*+ >
    """,
    re.VERBOSE,
)
OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
ENTITY = re.compile(r"&(?:\#[0-9]{1,8};? | \#[xX][0-9a-fA-F]{1,8};? | [a-zA-Z][a-zA-Z0-9]{1,31};)", re.VERBOSE)
GAP = re.compile(r"[ \t]*[\r\n\f\v][\s]*+ | \x00", re.VERBOSE)
HREF = re.compile(r"\shref\s*=", re.IGNORECASE)
MISNESTED = 40  # open tags through which an end tag is looked for
DEEPEST = 400  # nesting that is followed; what lies deeper is text all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of visible source text within the same tags: ``source[start:end]``.

    ``within``: the innermost enclosing tags of the kinds that matter (``article``, ``aside``, ``nav`` ...).
    """

    start: int
    end: int
    hint: Hint | None
    linked: bool
    within: frozenset[str]


def visible(source: str) -> tuple[Mapped, tuple[Stretch, ...]]:
    """The text a reader of the page sees, one line for each block, and its stretches in order."""
    scan = _Scan(source)
    scan.run()
    return edit(unchanged(source), scan.edits), tuple(scan.stretches)


def with_hints(found: Sequence[Line], whole: Mapped, stretches: Sequence[Stretch]) -> list[tuple[Line, frozenset[str]]]:
    """The lines of the page with what their tags say, and the tags around each."""
    starts = [stretch.start for stretch in stretches]
    result: list[tuple[Line, frozenset[str]]] = []
    for line in found:
        raw_start, raw_end = to_raw(whole.pieces, line.start, line.end)
        first = max(0, bisect_right(starts, raw_start) - 1)
        covered = stretches[first : bisect_right(starts, raw_end - 1)]
        length = sum(s.end - s.start for s in covered) or 1
        linked = sum(s.end - s.start for s in covered if s.linked) / length
        hint = next((s.hint for s in covered if s.hint), None)
        within = covered[0].within if covered else frozenset()
        hinted = Line(start=line.start, end=line.end, text=line.text, group=line.group, hint=hint, linked=linked)
        result.append((hinted, within))
    return result


class _Scan:
    """One pass over the source, from left to right; never goes back."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.edits: list[Edit] = []
        self.stretches: list[Stretch] = []
        self.open: list[str] = []
        self.count: Counter[str] = Counter()
        self.hints: list[Hint] = []
        self.within = frozenset[str]()
        self.never_closed: set[str] = set()

    def run(self) -> None:
        source, position = self.source, 0
        while position < len(source):
            match = OPENING.search(source, position)
            start = match.start() if match else len(source)
            self._text(position, start)
            if start == len(source):
                return
            position = self._markup(start)

    def _markup(self, start: int) -> int:
        source = self.source
        if source.startswith("<!--", start):
            return self._skip(start, source.find("-->", start + 4), 3)
        if source.startswith(("<!", "<?"), start):
            return self._skip(start, source.find(">", start), 1)
        match = TAG.match(source, start)
        if match is None:
            end = source.find(">", start)
            return self._skip(start, end, 1)
        name = match["name"].lower()
        if name in RAW_TEXT and not match["close"]:
            return self._raw_text(match, name)
        self._tag(match, name)
        return match.end()

    def _skip(self, start: int, found: int, length: int) -> int:
        end = len(self.source) if found < 0 else found + length
        self.edits.append((start, end, ""))
        return end

    def _raw_text(self, match: re.Match[str], name: str) -> int:
        """Elements whose content is no mark-up: gone to their end tag, or to the end of the page."""
        pattern = re.compile(rf"</{re.escape(name)}[\s/>]", re.IGNORECASE)
        close = None if name in self.never_closed else pattern.search(self.source, match.end())
        if close is not None:
            return self._skip(match.start(), self.source.find(">", close.start()), 1)
        self.never_closed.add(name)
        if name in ("script", "style"):
            return self._skip(match.start(), -1, 1)
        self.edits.append((match.start(), match.end(), ""))
        return match.end()

    def _tag(self, match: re.Match[str], name: str) -> None:
        separator = "\n\n" if name in BLOCKS else ""
        if name in LINES:  # the next one, or the end of the list, ends it
            separator = "" if match["close"] else "\n"
        self.edits.append((match.start(), match.end(), separator))
        if name in VOID:
            return
        if match["close"]:
            self._close(name)
        elif len(self.open) < DEEPEST:
            self._open(name, match.group())

    def _open(self, name: str, tag: str) -> None:
        if name in BLOCKS and self.count["head"]:
            self._close("head")
        if self.open and (self.open[-1] == name in CLOSES_ITSELF or (self.open[-1] == "p" and name in BLOCKS)):
            self._close(self.open[-1])
        self.open.append("a:" if name == "a" and HREF.search(tag) else name)
        self._counted(self.open[-1], 1)

    def _close(self, name: str) -> None:
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - MISNESTED), -1):
            if self.open[depth].rstrip(":") == name:
                for gone in self.open[depth:]:
                    self._counted(gone, -1)
                del self.open[depth:]
                return

    def _counted(self, name: str, change: int) -> None:
        self.count[name] += change
        if name in PLACES:
            self.within = frozenset(place for place in PLACES if self.count[place] > 0)
        elif name in UNSEEN:
            self.count["unseen"] += change
        if name in HINTS and change > 0:
            self.hints.append(HINTS[name])
        elif name in HINTS:
            self.hints.pop()

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self.count["unseen"]:
            self.edits.append((start, end, ""))
            return
        self.edits.extend(_decoded(self.source, start, end))
        if self.source[start:end].strip():
            hint = self.hints[-1] if self.hints else None
            linked = self.count["a:"] > 0
            self.stretches.append(Stretch(start=start, end=end, hint=hint, linked=linked, within=self.within))


def _decoded(source: str, start: int, end: int) -> Iterator[Edit]:
    """Entities become their characters, line ends of the source a space."""
    found = [(m.start(), m.end(), html.unescape(m.group())) for m in ENTITY.finditer(source, start, end)]
    found += [(m.start(), m.end(), " ") for m in GAP.finditer(source, start, end)]
    return iter(sorted(found))
