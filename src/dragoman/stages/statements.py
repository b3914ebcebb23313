"""Statements: what the text attributes to someone, with its cue, its content and the noun phrase that speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..model.article import Block
from ..model.claim import Claim, Mention, Modality, SourceClass, Statement
from ..model.evidence import Span
from ..reading.clauses import VERBAL, Tokens, is_finite, mood, trim
from ..reading.page import Page, open_page, reporting_words
from ..reading.reading import Reading
from ..reading.reported import find_reports, passed_on
from ..reading.reports import Report
from ..reading.running_quotes import with_running_quotes
from .base import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

TITLED = re.compile(
    r"""
    ^ (?P<left> .{2,90}? )
    \s* (?P<mark> : | \s[-–—] ) \s+      # "Minister: talks go on", "Talks go on - minister"
    (?P<right> .{2,} ) $
    """,
    re.VERBOSE | re.DOTALL,
)
LONGEST_NAME = 6  # words that a headline spends on its speaker
SHORTEST_SPEECH = 4
BEHIND_CUE = 24  # tokens after the cue in which outlet or channel may be named


@dataclass(frozen=True, slots=True)
class Statements:
    """Finds direct, mixed and indirect speech, reported thought, and headlines of the form "X: ..."."""

    name: str = "statements"
    version: str = "1"
    requires: frozenset[str] = frozenset()
    provides: frozenset[str] = frozenset(("statement",))

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim[Statement]]:
        """Statements in text order."""
        days = ((time.start, time.end) for time in reading.times if time.kind == "date")
        page = open_page(reading.doc, reading.quotes, reporting_words(reading.lexicon("statements")), days)
        direct = [_told_within(reading, page, r) for r in find_reports(page, partial(_credible, reading, page))]
        reports = with_running_quotes(page, direct)
        claims = [self._claim(reading, page, report) for report in reports]
        claims.extend(self._headlines(reading, page, reports))
        claims.extend(self._turns(reading))
        return sorted(claims, key=lambda claim: (claim.evidence.start, claim.evidence.end))

    def _claim(self, reading: Reading, page: Page, report: Report) -> Claim[Statement]:
        speaker = _mention(reading, page, report.source)
        start, end = _chars(page, report.content)
        cue = _span(reading, page, report.cue)
        said = Statement(
            speaker=speaker,
            cue=cue,
            direct=any(page.quoted[i] >= 0 for i in range(*report.content)),
            source_class=speaker.source_class if speaker else _nobody(report),
            party=speaker.party if speaker else None,
            via=_via(reading, page, report),
            modality=_modality(page, report.content),
            attribution=_attribution(page, report.verb if report.follows is None else report.follows),
        )
        return self._make(reading, said, start, end)

    def _make(self, reading: Reading, said: Statement, start: int, end: int) -> Claim[Statement]:
        return Claim(
            payload=said,
            evidence=reading.evidence(start, end),
            stage=self.name,
            version=self.version,
            cues=(said.cue,) if said.cue else (),
        )

    def _turns(self, reading: Reading) -> Iterator[Claim[Statement]]:
        """What a transcript sets behind a person's name, by sentences; behind a country's stands what is told of it."""
        for turn in reading.turns:
            speaker = reading.describe(*turn.label)
            for sentence in reading.sentences if speaker.source_class in ("named", "role") else ():
                start, end = max(turn.start, sentence.start_char), min(turn.end, sentence.end_char)
                if len(reading.text[start:end].split()) < SHORTEST_SPEECH:
                    continue
                said = Statement(
                    speaker=speaker,
                    direct=True,
                    source_class=speaker.source_class,
                    party=speaker.party,
                    attribution=f"s{turn.label[0]}",
                )
                yield self._make(reading, said, start, start + len(reading.text[start:end].rstrip()))

    def _headlines(self, reading: Reading, page: Page, reports: Iterable[Report]) -> Iterator[Claim[Statement]]:
        """ "Minister: talks will go on" and "Talks will go on: minister"."""
        for block in reading.article.blocks:
            if block.kind not in ("headline", "heading"):
                continue
            match = TITLED.match(reading.text[block.start : block.end])
            if match is None or any(block.start <= page.doc[r.verb].idx < block.end for r in reports):
                continue
            for who, what in (("left", "right"), ("right", "left")):
                if who == "left" and match["mark"] != ":":
                    continue
                speaker = _named_in_title(reading, block, match.span(who))
                if speaker is not None and len(match[what].split()) >= SHORTEST_SPEECH:
                    start, end = (block.start + i for i in match.span(what))
                    said = Statement(
                        speaker=speaker,
                        direct=any(reading.quote_at(i) is not None for i in range(start, end)),
                        source_class=speaker.source_class,
                        party=speaker.party,
                        attribution=f"s{block.start}",
                    )
                    yield self._make(reading, said, start, end)
                    break


def _named_in_title(reading: Reading, block: Block, place: tuple[int, int]) -> Mention | None:
    start, end = (block.start + i for i in place)
    words = reading.text[start:end].split()
    if not 0 < len(words) <= LONGEST_NAME or not reading.names_in(start, end):
        return None
    mention = reading.describe(start, end)
    return mention if mention.source_class is not None else None


def _chars(page: Page, place: Tokens) -> tuple[int, int]:
    last = page.doc[place[1] - 1]
    return page.doc[place[0]].idx, last.idx + len(last)


def _span(reading: Reading, page: Page, place: Tokens | None) -> Span | None:
    return reading.span(*_chars(page, place)) if place is not None else None


def _mention(reading: Reading, page: Page, place: Tokens | None) -> Mention | None:
    return reading.describe(*_chars(page, place)) if place is not None else None


def _nobody(report: Report) -> SourceClass | None:
    """ "It was announced": by somebody whom the text keeps to itself."""
    return "anonymous" if report.frame == "passive" else None


def _attribution(page: Page, verb: int) -> str:
    return f"s{page.doc[verb].idx}"


def _credible(reading: Reading, page: Page, report: Report) -> bool:
    """Whether such a source can say such a thing: texts do not condemn, strikes and optimism do not stress."""
    quoted = any(page.quoted[i] >= 0 for i in range(*report.content))
    speaker = _mention(reading, page, report.source)
    if speaker is None or report.source is None:
        return report.frame == "passive" or (quoted and report.frame == "clause")
    if report.frame == "according":
        return True
    head = _head(page, report.source)
    if page.words.forms.get(page.doc[report.verb].lower_) in page.words.frames.get("mutual", ()):
        return not speaker.span.words.lower().startswith(tuple(page.words.frames.get("together", ())))
    if head.lemma_.lower() in page.words.frames.get("texts", ()):
        return report.frame == "clause"
    if not quoted and (head.ent_type_ == "LOC" or _is_mute(page, head)):
        return False
    if speaker.source_class is not None or quoted or head.lower_ in page.words.frames.get("pronouns", ()):
        return True
    if head.lemma_.lower() in page.words.frames.get("gatherings", ()):
        return True
    if head.pos_ == "PROPN" or head.ent_type_ or reading.names_in(speaker.span.start, speaker.span.end):
        return True
    return page.words.forms.get(page.doc[report.verb].lower_) not in page.words.frames.get("weak", ())


def _is_mute(page: Page, head: Token) -> bool:
    """Whether it is a thing that happens or is felt; what is written large is a body's name: "the *Serb List*"."""
    return head.pos_ != "PROPN" and head.lemma_.lower() in page.words.frames.get("mute", ())


def _told_within(reading: Reading, page: Page, report: Report) -> Report:
    """What an outlet gives in marks as the word of somebody else: the agency noted that "the envoy says ..."."""
    if report.source is None or _outlet(reading, *_chars(page, report.source)) is None:
        return report
    inner = passed_on(page, report)
    return inner if inner is not None and _credible(reading, page, inner) else report


def _head(page: Page, place: Tokens) -> Token:
    return page.doc[place[0] : place[1]].root


def _via(reading: Reading, page: Page, report: Report) -> str | None:
    """The outlet told, the channel used, or the source that passed it on."""
    if report.within is not None:
        return reading.text[slice(*_chars(page, report.within))]
    if report.told is not None:
        outlet = _outlet(reading, *_chars(page, report.told))
        if outlet is not None:
            return outlet
    if report.cue is None:
        return None
    words = page.words.frames
    stop = min(page.ends[report.verb], report.cue[1] + BEHIND_CUE, len(page.doc) - 1)
    first = report.content[1] if report.content[0] <= report.cue[1] < stop else report.cue[1]
    stop = max(stop, min(page.ends[report.verb], first + BEHIND_CUE, len(page.doc) - 1))
    for i in range(first, stop):
        if report.content[0] <= i < report.content[1]:
            break
        if page.doc[i].lower_ in words.get("channel_openers", ()):
            place = trim(page.doc, i + 1, min(i + 5, stop + 1))
            if place[0] < place[1]:
                named = _outlet(reading, *_chars(page, place)) or _channel(page, i + 1)
                if named is not None:
                    return named
    return None


def _outlet(reading: Reading, start: int, end: int) -> str | None:
    return next((n.words for n in reading.names_in(start, end) if n.actor.kind == "outlet"), None)


def _channel(page: Page, i: int) -> str | None:
    channels = page.words.frames.get("channels", ())
    two = page.doc[i : i + 2].text
    return two if two in channels else page.doc[i].text if page.doc[i].text in channels else None


def _modality(page: Page, place: Tokens) -> Modality:
    """Of the content's first main verb; a noun phrase is told as fact."""
    for token in page.doc[place[0] : place[1]]:
        if token.pos_ in VERBAL and token.dep_ not in ("aux", "auxpass", "advcl", "relcl", "acl") and is_finite(token):
            return mood(token, page.words.frames)
    return "factual"
