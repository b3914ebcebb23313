"""Stage: statements that the trained tagger finds and the rules miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from ..model.article import Block
from ..model.claim import Claim, Mention, Statement
from ..model.evidence import Span
from ..reading.attribution import Attribution, TaggedSpan
from ..reading.linear import LinearHead, load_heads
from ..reading.reading import Reading
from .base import Found, of_kind

LEAST = 0.5
"""Probability from which an attribution of the tagger counts as a statement by the guidelines."""
SHARED = 0.3
"""Share of its characters that an attribution or a sentence may have in common with statements already there."""
FEW, SOME = 5, 12
SURE, FAIRLY = 0.9, 0.75
THAT = "that "


@dataclass(frozen=True)
class Tagged:
    """Adds to the statements of the rules what only the trained tagger sees; without the tagger, adds nothing."""

    name: str = "tagged"
    version: str = "2"
    requires: frozenset[str] = frozenset({"statement"})
    provides: frozenset[str] = frozenset({"statement"})

    @cached_property
    def head(self) -> LinearHead:
        """Tells the attributions that the guidelines count from those that only the tagger's corpus marks."""
        return load_heads("dragoman.stages", "tagged.json")["statement"]

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim[Statement]]:
        """The statements found so far, and those of the tagger that pass."""
        statements = of_kind(found, Statement)
        yield from statements
        for attribution, span in unclaimed(reading, statements):
            if self.head.probabilities(features(reading, attribution, span))["yes"] >= LEAST:
                yield self._claim(reading, attribution, span)

    def _claim(self, reading: Reading, attribution: Attribution, span: Span) -> Claim[Statement]:
        cue = _words(reading, attribution.cue)
        speaker = _source(reading, attribution)
        said = Statement(
            speaker=speaker,
            cue=cue,
            direct=_quoted(reading, span.start, span.end),
            source_class=speaker.source_class if speaker else None,
            party=speaker.party if speaker else None,
            attribution=f"s{cue.start if cue else span.start}",
        )
        return Claim(
            payload=said,
            evidence=reading.evidence(span.start, span.end),
            stage=self.name,
            version=self.version,
            cues=(cue,) if cue else (),
        )


def unclaimed(reading: Reading, statements: Iterable[Claim[Statement]]) -> Iterator[tuple[Attribution, Span]]:
    """Attributions whose content no statement shares, each with its longest stretch of content."""
    taken = [(claim.evidence.start, claim.evidence.end) for claim in statements]
    for attribution in attributions(reading, taken):
        if not attribution.content or not attribution.cue:  # nothing would say why it is a statement
            continue
        longest = max(attribution.content, key=lambda s: (s.end - s.start, -s.start))
        start, end = _trim(reading.text, longest)
        if start < end and _shared(taken, start, end) < SHARED:
            yield attribution, reading.span(start, end)


def attributions(reading: Reading, taken: Sequence[tuple[int, int]]) -> Iterator[Attribution]:
    """What the tagger finds in the blocks that may hold more statements than the ones taken."""
    if reading.tagger is None:
        return
    for is_open, blocks in groupby(open_blocks(reading, taken), key=itemgetter(1)):
        if is_open:
            run = [block for block, _ in blocks]
            yield from reading.attributions(run[0].start, run[-1].end)


def open_blocks(reading: Reading, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[Block, bool]]:
    """Say of each block if a word of a cue, or a quotation, stands in a sentence that no statement covers."""
    words = frozenset(reading.lexicon("tagged").get("cues", ()))
    begins = {
        reading.block_of(sentence.start_char).start
        for sentence in reading.sentences
        if _shared(taken, sentence.start_char, sentence.end_char) < SHARED
        and (
            any(token.lower_ in words for token in sentence) or _quoted(reading, sentence.start_char, sentence.end_char)
        )
    }
    for block in reading.article.blocks:
        yield block, block.start in begins


def features(reading: Reading, attribution: Attribution, span: Span) -> frozenset[str]:
    """Named yes-or-no features of an attribution, for the head."""
    speaker = _source(reading, attribution)
    cue = " ".join(reading.text[s.start : s.end] for s in attribution.cue).lower()
    words = span.words.split()
    certain = attribution.certainty
    return frozenset(
        {
            f"class={speaker.source_class if speaker else 'nobody'}",
            *(f"cue={lemma}" for lemma in _lemmas(reading, attribution.cue)),
            f"cue words={min(3, len(cue.split()))}",
            f"first={words[0].lower()}",
            f"length={'few' if len(words) < FEW else 'some' if len(words) < SOME else 'many'}",
            f"certain={'sure' if certain >= SURE else 'fairly' if certain >= FAIRLY else 'little'}",
            f"quoted={_quoted(reading, span.start, span.end)}",
            f"parts={min(2, len(attribution.content))}",
            f"clause={_has_verb(reading, span)}",
            f"block={reading.block_of(span.start).kind}",
        }
    )


def _trim(text: str, span: TaggedSpan) -> tuple[int, int]:
    start, end = span.start, span.end
    while start < end and text[start] in " ,.;:—–-\n":
        start += 1
    while end > start and text[end - 1] in " ,;:—–-\n":
        end -= 1
    if text[start:end].lower().startswith(THAT):
        start += len(THAT)
    return start, end


def _source(reading: Reading, attribution: Attribution) -> Mention | None:
    words = _words(reading, attribution.source)
    return reading.describe(words.start, words.end) if words else None


def _words(reading: Reading, spans: tuple[TaggedSpan, ...]) -> Span | None:
    if not spans:
        return None
    start, end = _trim(reading.text, spans[0])
    return reading.span(start, end) if start < end else None


def _lemmas(reading: Reading, spans: tuple[TaggedSpan, ...]) -> Iterator[str]:
    for span in spans:
        tokens = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
        yield from (token.lemma_.lower() for token in tokens or () if token.is_alpha)


def _has_verb(reading: Reading, span: Span) -> bool:
    tokens = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in tokens or ())


def _quoted(reading: Reading, start: int, end: int) -> bool:
    return any(quote.start < end and start < quote.end for quote in reading.quotes)


def _shared(taken: Sequence[tuple[int, int]], start: int, end: int) -> float:
    """Share of a stretch that is taken."""
    return sum(max(0, min(end, b) - max(start, a)) for a, b in taken) / max(1, end - start)
