"""What the language models see in one article: computed once, shared by all stages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.article import Article, Block
from ..model.claim import Mention
from ..model.evidence import Evidence, Span, evidence_of, span_of
from .datelines import find_datelines
from .mentions import People, describe, gather_people
from .names import ActorIndex, Name, find_names
from .parse import parse
from .quotes import ExcerptWords, Quote, find_quotes, without_excerpts
from .turns import Turn, find_turns

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

    from .attribution import Attribution, AttributionTagger
    from .dates import TimeExpression
    from .introductions import Phrase
    from .place_uses import PlaceMention

Lexicon = Mapping[str, tuple[str, ...]]


class Reading:
    """Lazy view of one article: parse, quotations, names, people, times, places.

    All offsets are code points into ``article.text``. Nothing here changes once computed.
    """

    def __init__(
        self,
        article: Article,
        *,
        nlp: Language,
        actors: ActorIndex,
        lexicons: Mapping[str, Lexicon],
        tagger: AttributionTagger | None = None,
    ) -> None:
        self.article = article
        self.nlp = nlp
        self.actors = actors
        self.lexicons = lexicons
        self.tagger = tagger
        self.phrases: dict[tuple[int, int, bool], Phrase] = {}  # those read so far, by place and known surname
        self._described: dict[tuple[int, int], Mention] = {}

    @property
    def text(self) -> str:
        """The clean text."""
        return self.article.text

    def lexicon(self, name: str) -> Lexicon:
        """The word lists of that name; empty if no pack has it."""
        return self.lexicons.get(name, {})

    @cached_property
    def doc(self) -> Doc:
        """spaCy's parse; ``doc.text == text``."""
        return parse(self.nlp, self.text, self.article.blocks)

    @cached_property
    def datelines(self) -> tuple[tuple[int, int], ...]:
        """Where reports open with town, day and agency, as characters."""
        return find_datelines(self.text, self.article.blocks)

    @cached_property
    def sentences(self) -> tuple[SpacySpan, ...]:
        """Sentences that hold more than white space, in order."""
        return tuple(s for s in self.doc.sents if not self.text[s.start_char : s.end_char].isspace())

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Outermost quotations, in order; pieces of other reports in marks are none."""
        found, words = find_quotes(self.text, self.article.blocks), self.lexicon("statements")
        own, telling = frozenset(words.get("speaking", ())), frozenset(words.get("telling", ()))
        return without_excerpts(self.text, found, ExcerptWords(own=own, telling=telling))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every naming of an actor (from the packs or local), in order, none overlapping."""
        opening = self.lexicon("statements").get("opening", ())
        return find_names(self.doc, self.actors, self.article.blocks, self.lexicon("actors"), opening)

    @cached_property
    def people(self) -> People:
        """The persons of this text: full name, title, party, all their mentions."""
        return gather_people(self)

    @cached_property
    def subjects(self) -> tuple[tuple[int, int, bool], ...]:
        """Subjects outside quotations: start, end, whether they lead their sentence."""
        from .entrances import find_subjects

        return tuple(find_subjects(self))

    @cached_property
    def messages(self) -> tuple[tuple[int, int, bool], ...]:
        """Letters, statements and the like outside quotations that are no subjects, but in which somebody speaks."""
        from .entrances import find_messages

        return tuple(find_messages(self))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """What is said in a transcript, paragraph by paragraph, with the names set before it; else nothing."""
        return find_turns(self.text, self.article.blocks, self.lexicon("statements"), self._only_person)

    def _only_person(self, end: int) -> tuple[int, int] | None:
        """Where the one person is named whom the text names before that place."""
        names = [name for name in self.names_in(0, end) if name.actor.kind == "person"]
        persons = {self.people.at.get(name.start, name.words) for name in names}
        return (names[0].start, names[0].end) if len(persons) == 1 else None

    def turn_at(self, position: int) -> Turn | None:
        """The turn of a transcript that holds the position."""
        return next((turn for turn in self.turns if turn.start <= position < turn.end), None)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """Time expressions with their values, in order."""
        from .dates import find_times

        return find_times(self)

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """Places with their gazetteer entries, in order."""
        from .places import find_places

        return find_places(self)

    def attributions(self, start: int, end: int) -> tuple[Attribution, ...]:
        """What the trained tagger finds in a part of the text; nothing when it is switched off."""
        return self.tagger.tag(self.text, start=start, end=end) if self.tagger else ()

    def names_in(self, start: int, end: int) -> Sequence[Name]:
        """Names that lie within the span."""
        first = bisect_left(self._name_starts, start)
        last = bisect_left(self._name_starts, end, first)
        return [name for name in self.names[first:last] if name.end <= end]

    def block_of(self, position: int) -> Block:
        """The block that holds the position (or the one before it)."""
        return self.article.blocks[max(0, bisect_right(self._block_starts, position) - 1)]

    def quote_at(self, position: int) -> Quote | None:
        """The quotation that holds the position."""
        index = bisect_right(self._quote_starts, position) - 1
        return self.quotes[index] if index >= 0 and position < self.quotes[index].end else None

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.names]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.article.blocks]

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.start for quote in self.quotes]

    def describe(self, start: int, end: int) -> Mention:
        """Who the noun phrase at that place is: name, party, source class (see mentions.py)."""
        if (start, end) not in self._described:
            self._described[start, end] = describe(self, start, end)
        return self._described[start, end]

    def span(self, start: int, end: int) -> Span:
        """The words at that place."""
        return span_of(self.text, start, end)

    def evidence(self, start: int, end: int) -> Evidence:
        """Evidence at that place of this article."""
        return evidence_of(self.article.id, self.text, start, end)
