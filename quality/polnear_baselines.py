"""Other ways of finding attributions, for the table that quality/polnear.py prints beside the tagger."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec

from quality.polnear_corpus import QUOTED, WORD, MarkedAttribution, Spans

PUBLISHED = (
    "Published figures, on other articles and by other scorers:",
    "  Citron on PARC3: all three spans exact F1 0.567, content overlap F1 0.833",
    "  GenderGapTracker on its own articles: quotations F1 0.837, speakers 0.865",
)

REPORTING = re.compile(
    r"\b(?:said|says?|saying|told|tells?|telling|add(?:ed|s|ing)|argu(?:ed|es|ing)|announc(?:ed|es|ing)|ask(?:ed|s|ing)|"
    r"believ(?:ed|es?|ing)|call(?:ed|s|ing)|claim(?:ed|s|ing)?|declare[ds]|declaring|den(?:ied|ies|ying)|expect(?:ed|s)?|"
    r"explain(?:ed|s|ing)|hop(?:ed|es?|ing)|insist(?:ed|s|ing)|know[ns]?|not(?:ed|es|ing)|report(?:ed|s|ing)|promise[ds]|"
    r"respond(?:ed|s|ing)|suggest(?:ed|s|ing)|stat(?:ed|es|ing)|think(?:s|ing)?|thought|tweet(?:ed|s|ing)?|urg(?:ed|es|ing)|"
    r"vow(?:ed|s|ing)|want(?:ed|s)?|warn(?:ed|s|ing)|writ(?:es|ing)|wrote|according to)\b"
)
SENTENCE = re.compile(r"[^\n]+?(?:[.!?]['\"”’)]*(?=\s)|(?=\n)|\Z)")
NAME = re.compile(r"\b(?:[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*|he|she|they|He|She|They)\b")
LEAST_GOVERNED = 12  # characters after the verb; with fewer, the content stands before it
LEAST_QUOTED = 3  # words; fewer are names and scare quotes


def two_rules(text: str) -> list[MarkedAttribution]:
    """Find attributions by two rules: what stands in quotation marks, and what a reporting verb governs."""
    found: list[MarkedAttribution] = []
    quotations = [q.span() for q in QUOTED.finditer(text) if len(WORD.findall(q.group())) >= LEAST_QUOTED]
    pending: list[tuple[int, int]] = []
    for sentence in SENTENCE.finditer(text):
        start, end = sentence.span()
        inside = [span for span in quotations if start <= span[0] < end]
        bare = [
            verb.span()
            for verb in REPORTING.finditer(text, start, end)
            if not any(a <= verb.start() < b for a, b in quotations)
        ]
        if not bare:
            pending.extend(inside)
            continue
        cue = bare[0]
        after, before = (cue[1] + 1, end - 1), (start, text.rfind(",", start, cue[0]))
        if inside and inside[0][0] < cue[0]:
            content = (*pending, *inside)
        elif after[1] - after[0] >= LEAST_GOVERNED or before[1] <= start:
            content = (*pending, after)
        else:
            content = (*pending, before)
        pending = []
        found.append(MarkedAttribution(source=nearest_name(text, cue, start, end), cue=(cue,), content=content))
    found.extend(MarkedAttribution(source=(), cue=(), content=(span,)) for span in pending)
    return found


def nearest_name(text: str, cue: tuple[int, int], start: int, end: int) -> Spans:
    """Find the name or pronoun nearest to a cue, in its sentence and outside quotation marks."""
    names = [name.span() for name in NAME.finditer(text, start, end)]
    quoted = [quotation.span() for quotation in QUOTED.finditer(text, start, end)]
    names = [name for name in names if not any(a <= name[0] < b for a, b in quoted)]
    near = min(names, key=lambda name: min(abs(name[0] - cue[1]), abs(cue[0] - name[1])), default=None)
    return (near,) if near else ()


def textacy_quotations() -> Callable[[str], list[MarkedAttribution]] | None:
    """The direct quotations of textacy over the shipped parser; None when textacy is not installed."""
    if find_spec("textacy") is None:
        return None
    from textacy.extract import direct_quotations

    from dragoman.reading.parse import load_parser

    parser = load_parser()

    def find(text: str) -> list[MarkedAttribution]:
        return [
            MarkedAttribution(
                source=tuple((token.idx, token.idx + len(token)) for token in one.speaker),
                cue=tuple((token.idx, token.idx + len(token)) for token in one.cue),
                content=((one.content.start_char, one.content.end_char),),
            )
            for one in direct_quotations(parser(text))
        ]

    return find
