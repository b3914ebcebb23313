"""How tellings relate: who repeats, corroborates, contradicts or supersedes whom, and in what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model.fold import fold_known
from ..model.record import Judgement, Relation
from ..packs import Packs, load_packs
from .corpus import CorpusView
from .relations_corrections import corrections
from .relations_denials import denials
from .relations_figures import casualties
from .relations_offices import holders, offices
from .relations_positions import moved_positions
from .relations_records import related
from .told import Corpus, corpus_of

Lexicon = Mapping[str, tuple[str, ...]]
PACKS = ("english", "world", "ukraine")
QUOTED = ': "'
"""Where in a reason the quotes begin; two articles need not be told twice that they differ in one thing."""


class Relations:
    """Compares the tellings of each record, and what articles say beside: the dead, who governs, corrections."""

    name = "relations"
    version = "1"

    def __init__(self, packs: Packs | None = None) -> None:
        self.packs = packs or load_packs(PACKS)

    def __call__(self, view: CorpusView, previous: Sequence[Judgement]) -> Iterable[Judgement | Relation]:
        """Relations in order of the later telling; none twice."""
        corpus = corpus_of(view, previous)
        place = {article.id: number for number, article in enumerate(corpus.articles)}
        place |= {told.id: place[told.article.id] for told in corpus.told}
        found: dict[tuple[object, ...], Relation] = {}
        for relation in self._all(corpus):
            said = relation.reason.split(QUOTED, 1)[0]
            pair = place[relation.subject], place[relation.object]
            found.setdefault((relation.kind, relation.aspect, pair, said), relation)
        return sorted(found.values(), key=lambda r: (place[r.subject], place[r.object], r.kind, r.aspect, r.id))

    def _all(self, corpus: Corpus) -> Iterable[Relation]:
        lexicon: Lexicon = self.packs.lexicons.get("relations", {})
        corrected = list(corrections(corpus, lexicon))
        yield from corrected
        pairs = frozenset((relation.subject, relation.object) for relation in corrected)
        told = {t.id: t for t in corpus.told}
        records = fold_known({t.id: t.claim for t in corpus.told}, corpus.judgements, corpus.articles)
        for record in records:
            yield from related(record, told, pairs, lexicon)
        yield from moved_positions(corpus, lexicon)
        yield from denials(corpus, lexicon)
        yield from casualties(corpus, lexicon)
        yield from offices(corpus, lexicon, holders(corpus, self.packs.actors))
