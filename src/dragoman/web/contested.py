"""Claims of which somebody decided that two are not the same: which hang together is seen only by folding anew."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..analysis.corpus import Corpus
from ..model.article import Article
from ..model.claim import Claim, Payload
from ..model.fold import Groups, joined, record_of, standing
from ..model.record import Judgement, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """All claims that hang together if every link is followed, with what was decided about pairs of them.

    ``numbers``: today's records that they make.
    """

    numbers: tuple[int, ...]
    claims: Mapping[str, Claim[Payload]]
    judgements: tuple[Judgement, ...]

    def articles(self) -> frozenset[str]:
        """The articles that tell them."""
        return frozenset(claim.evidence.article for claim in self.claims.values())

    def among(
        self, here: Container[str], reports: Mapping[str, Article], origins: Mapping[str, str]
    ) -> Iterator[Record]:
        """The records that those of them make which stand in the articles that were there."""
        told = {i: claim for i, claim in self.claims.items() if claim.evidence.article in here}
        groups = joined(told, self.judgements)
        sets: dict[tuple[str, str], list[str]] = {}
        for claim in sorted(told):
            sets.setdefault((told[claim].kind, groups.head(claim)), []).append(claim)
        for (kind, _), members in sets.items():
            yield record_of(kind, members, told, reports, origins)


def contested_in(whole: Corpus, place: Mapping[str, int], kinds: Container[str]) -> Iterator[Contested]:
    """Such claims of those kinds; ``place``: the number of the record that a claim belongs to."""
    claims = {i for i, claim in whole.claims.items() if claim.kind in kinds}
    pairs = [j for j in whole.judgements if j.subject in claims and j.other in claims]
    for members in tangled(pairs):
        yield Contested(
            numbers=tuple(sorted({place[claim] for claim in members if claim in place})),
            claims={claim: whole.claims[claim] for claim in sorted(members)},
            judgements=tuple(j for j in pairs if j.subject in members and j.other in members),
        )


def tangled(pairs: Iterable[Judgement]) -> list[set[str]]:
    """The sets of ends that hang together if every judgement of a pair is a link, where one of them says no."""
    told = tuple(pairs)
    refused = {pair for pair, judged in standing(told).items() if judged.verdict != "same"}
    if not refused:
        return []
    groups = Groups()
    sets: dict[str, set[str]] = {}
    ends = {(judged.subject, judged.other or "") for judged in told}
    for one, two in ends:
        groups.join(one, two)
    for end in sorted({end for pair in ends for end in pair}):
        sets.setdefault(groups.head(end), set()).add(end)
    return [sets[head] for head in sorted({groups.head(pair[0]) for pair in refused})]
