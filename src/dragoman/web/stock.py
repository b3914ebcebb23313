"""What analyses are made from: articles and claims of one scope, each sort read when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..analysis.citation import Citation, cite
from ..analysis.corpus import Corpus, corpus_from
from ..errors import NotFound
from ..model.article import Article
from ..model.claim import Claim, Payload
from ..store.sql import SqlView
from .holdings import Once, Scoped


class Stock:
    """The articles and claims of one scope."""

    def __init__(self, scoped: Scoped) -> None:
        self.scoped = scoped
        self._once = Once()

    @property
    def view(self) -> SqlView:
        """The view of the scope."""
        return self.scoped.view

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles, in order of publication; of their texts only :meth:`article` is sure to know."""
        return self.bare.articles

    def article(self, article: str) -> Article:
        """An article of the scope with its text."""
        return self.articles[article]

    @property
    def origins(self) -> Mapping[str, str]:
        """Copies with the articles that they go back to."""
        return self.bare.origins

    @property
    def corrections(self) -> Mapping[str, str]:
        """Articles with those that correct them."""
        return self.bare.corrections

    def _corpus(self, *kinds: str, fold: bool = True) -> Corpus:
        def make() -> Corpus:
            material = self.scoped.material(self.scoped.claims(*kinds))
            return corpus_from(material, self.scoped.holdings.lexicon, fold=fold)

        return self._once(("corpus", kinds, fold), make)

    @property
    def bare(self) -> Corpus:
        """The articles with their copies and corrections, without claims."""
        return self._corpus(fold=False)

    @property
    def stances(self) -> Corpus:
        """The positions alone, not folded."""
        return self._corpus("position", fold=False)

    @property
    def said(self) -> Corpus:
        """The statements alone, not folded."""
        return self._corpus("statement", fold=False)

    @property
    def course(self) -> Corpus:
        """What the timeline shows: meetings, measures, positions, statements that several articles may carry."""
        return self._corpus("meeting", "measure", "position", "heard")

    @property
    def judged(self) -> Corpus:
        """The assessments, with the meetings that they are about."""
        return self._corpus("meeting", "assessment", fold=True)

    @property
    def corpus(self) -> Corpus:
        """Everything; costly in a large workspace."""
        return self._corpus("meeting", "measure", "position", "statement", "assessment")

    def near(self, *claims: str) -> Corpus:
        """Those claims with all that were judged the same as they: enough for their records."""
        found = self._with_ends(sorted(self.scoped.holdings.together(claims)))
        return corpus_from(self.scoped.material(found), self.scoped.holdings.lexicon)

    def _with_ends(self, claims: Sequence[str]) -> dict[str, Claim[Payload]]:
        """Those claims with the claims that a relation ties to them."""
        found = self.view.claims_by_id(ids=claims)
        linked = [r for r in self.scoped.holdings.relations if r.subject in found or r.object in found]
        ends = {e for r in linked for e in (r.subject, r.object)} - found.keys()
        return found | (self.view.claims_by_id(ids=sorted(ends)) if ends else {})

    def within(self, article: str) -> Corpus:
        """The claims of one article, not folded."""
        material = self.scoped.material(self.view.claims_by_id(articles=[article]))
        return corpus_from(material, self.scoped.holdings.lexicon, fold=False)

    def claim(self, claim: str) -> Claim[Payload] | None:
        """One claim by id; None if it is not in scope."""
        return self._once(("claim", claim), lambda: self.view.claims_by_id(ids=[claim]).get(claim))

    def fetch(self, claims: Iterable[str]) -> None:
        """Get those claims ready in one go."""
        wanted = sorted({claim for claim in claims if not self._once.has(("claim", claim))})
        for claim, told in self.view.claims_by_id(ids=wanted).items() if wanted else ():
            self._once(("claim", claim), lambda told=told: told)  # type: ignore[misc]

    def cite(self, claim: str) -> Citation:
        """The citation of a claim of the scope."""
        found = self.claim(claim)
        if found is None:
            raise NotFound(f"no claim '{claim[:40]}'", hint="it may lie outside the days chosen above")
        article = found.evidence.article
        return cite(self.articles[article], found, claim, copy_of=self.origins.get(article))
