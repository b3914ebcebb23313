"""What is kept so that any day can be shown as it was: what several reports told, who spoke in which of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..analysis.contacts import Contact, contacts, is_round
from ..analysis.corpus import Corpus
from ..analysis.speakers import Key, Speaker, Speakers, by_class, key_of
from ..analysis.timeline import Entry, entries_of
from ..model.article import Article
from ..model.claim import Claim, Measure, Meeting, Payload
from ..model.fold import Groups
from ..model.record import Record
from .arrivals import Tellers, There, tellers
from .contested import tangled

Pair = tuple[int, int]
Days = tuple[int, int]
Numbers = Mapping[str, int]
"""Articles with their numbers of arrival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A record that several articles tell.

    ``links``: which of its claims were judged the same, by their places in the record; ``firm``: those of the first
    so many articles to arrive always hang together.
    """

    record: Record
    claims: Mapping[str, Claim[Payload]]
    links: tuple[Pair, ...]
    firm: bool

    def among(self, articles: Container[str], origins: Mapping[str, str], *, first: bool) -> list[Record]:
        """What the record was when there were only those articles; ``first``: the first so many to arrive."""
        kept = [c for c in self.record.claims if self.claims[c].evidence.article in articles]
        if first and self.firm:
            return [self._of(kept, origins)] if kept else []
        groups, here = Groups(), set(kept)
        for one, two in ((self.record.claims[a], self.record.claims[b]) for a, b in self.links):
            if one in here and two in here:
                groups.join(one, two)
        sets: dict[str, list[str]] = {}
        for claim in kept:
            sets.setdefault(groups.head(claim), []).append(claim)
        return [self._of(members, origins) for members in sets.values()]

    def _of(self, members: Sequence[str], origins: Mapping[str, str]) -> Record:
        told = {self.claims[claim].evidence.article for claim in members}
        return Record(
            kind=self.record.kind,
            claims=tuple(members),
            articles=tuple(article for article in self.record.articles if article in told),
            independent=len({origins.get(article, article) for article in told}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who spoke, with the article of each statement, the articles, and those that call them so."""

    key: Key
    speaker: Speaker
    said: Tellers
    reports: Tellers
    words: tuple[tuple[str, Tellers], ...]

    def among(self, there: There) -> Speaker | None:
        """The speaker as heard in the articles that are there; None if not at all."""
        statements = there.count(self.said)
        if not statements:
            return None
        words = tuple(word for word, told in self.words if there.count(told))
        return replace(self.speaker, words=words, statements=statements, independent=there.count(self.reports))


def span(told: Iterable[Article]) -> Days:
    """The first and the last of the days that articles give as their own (0: none)."""
    days = [article.day.toordinal() if article.day else 0 for article in told]
    return min(days), max(days)


def lasting(whole: Corpus, numbers: Numbers, kinds: Container[str]) -> Iterator[tuple[Tellers, Lasting]]:
    """The records of those kinds that several articles tell."""
    found = [r for r in whole.records if r.kind in kinds and len(r.articles) > 1]
    members = {claim: (record.id, place) for record in found for place, claim in enumerate(record.claims)}
    links: dict[str, list[Pair]] = {}
    for judged in whole.judgements:
        one, two = members.get(judged.subject), members.get(judged.other or "")
        if judged.verdict == "same" and one and two and one[0] == two[0]:
            links.setdefault(one[0], []).append((one[1], two[1]))
    for record in found:
        told = {claim: whole.claims[claim] for claim in record.claims}
        pairs = tuple(links.get(record.id, ()))
        firm = _hang_together([numbers[c.evidence.article] for c in told.values()], pairs)
        yield tellers(record.articles, numbers), Lasting(record=record, claims=told, links=pairs, firm=firm)


def unsteady(bare: Corpus, numbers: Numbers) -> frozenset[str]:
    """Articles that may have gone back to another one, or to none, when there were only the first so many."""
    sets: dict[str, list[str]] = {}
    for copy, origin in bare.origins.items():
        sets.setdefault(origin, [origin]).append(copy)
    places = {article: (origin, at) for origin, members in sets.items() for at, article in enumerate(members)}
    pairs: dict[str, list[Pair]] = {}
    for judged in bare.judgements:
        one, two = places.get(judged.subject), places.get(judged.other or "")
        if judged.verdict == "same" and one and two and one[0] == two[0]:
            pairs.setdefault(one[0], []).append((one[1], two[1]))
    found: set[str] = set()
    for origin, members in sets.items():
        arrived = [numbers[article] for article in members]
        if min(arrived) != arrived[0] or not _hang_together(arrived, pairs.get(origin, ())):
            found.update(members)
    return frozenset(found).union(*tangled(j for j in bare.judgements if j.subject in numbers and j.other in numbers))


def _hang_together(arrived: Sequence[int], pairs: Sequence[Pair]) -> bool:
    """Whether the claims of the first so many articles are always linked among themselves."""

    def later(linked: Pair) -> int:
        return max(arrived[linked[0]], arrived[linked[1]])

    groups, sets = Groups(), 0
    waiting = sorted(pairs, key=later, reverse=True)
    for number, many in sorted(Counter(arrived).items()):
        sets += many
        while waiting and later(waiting[-1]) <= number:
            one, two = (str(place) for place in waiting.pop())
            sets -= groups.head(one) != groups.head(two)
            groups.join(one, two)
        if sets > 1:
            return False
    return True


def voices(said: Corpus, found: Speakers, numbers: Numbers) -> tuple[Voice, ...]:
    """All who spoke, in the order of the list of speakers."""
    made = []
    for speaker in (*found.named, *found.role, *found.institution, *found.anonymous, *found.unknown):
        told = [(numbers[c.article], said.claims[c.claim]) for c in speaker.citations if c.claim]
        words: dict[str, set[int]] = {}
        for number, claim in told:
            mention = claim.payload.speaker if claim.kind == "statement" else None  # type: ignore[union-attr]
            if mention is not None:
                words.setdefault(mention.span.words, set()).add(number)
        made.append(
            Voice(
                key=key_of(told[0][1].payload),  # type: ignore[arg-type]
                speaker=replace(speaker, citations=()),
                said=tuple(sorted(number for number, _ in told)),
                reports=tellers((c.article for c in speaker.citations), numbers),
                words=tuple((word, tuple(sorted(places))) for word, places in sorted(words.items())),
            )
        )
    return tuple(made)


def speakers_among(kept: Iterable[Voice], there: There) -> Speakers:
    """Who spoke in the articles that are there, without the words."""
    return by_class(speaker for voice in kept if (speaker := voice.among(there)) is not None)


def place_tellers(course: Corpus, numbers: Numbers) -> dict[str, tuple[Tellers, Tellers, tuple[str, ...]]]:
    """Names given as places: by which articles, by which as somebody too, and which records may mean them so."""
    named: dict[str, set[int]] = {}
    other: dict[str, set[int]] = {}
    for claim in course.claims.values():
        number, payload = numbers[claim.evidence.article], claim.payload
        for names, found in ((_as_place(payload), named), (_as_somebody(payload), other)):
            for name in names:
                found.setdefault(name, set()).add(number)
    records: dict[str, list[str]] = {name: [] for name in named}
    for record in course.records:
        if record.kind in ("meeting", "measure"):
            for name in {n for claim in record.claims for n in _parties(course.claims[claim].payload)} & named.keys():
                records[name].append(record.id)
    return {
        name: (tuple(sorted(told)), tuple(sorted(other.get(name, ()))), tuple(records[name]))
        for name, told in named.items()
    }


def _as_place(payload: Payload) -> set[str]:
    return {payload.place} if isinstance(payload, Meeting | Measure) and payload.place else set()


def _as_somebody(payload: Payload) -> set[str]:
    if isinstance(payload, Meeting):
        return {name for name in (payload.country, *(m.party for m in payload.mediators)) if name}
    return {payload.party} if not isinstance(payload, Measure) and payload.party else set()


def _parties(payload: Payload) -> set[str]:
    if isinstance(payload, Meeting):
        return {*payload.parties, *(m.party for m in payload.participants if m.party)}
    return set(payload.parties) if isinstance(payload, Measure) else set()


def rounds(found: Iterable[Contact]) -> tuple[Contact, ...]:
    """The contacts that are rounds of talks, without their words."""
    return tuple(replace(contact, claims=()) for contact in found if is_round(contact))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anew:
    """Records that were another thing on an earlier day than they are today, with their entries and rounds.

    ``by_id``: by their ids and those of their claims; ``former`` and ``numbers``: ids and numbers of today's records
    that they stand for.
    """

    records: tuple[Record, ...]
    by_id: Mapping[str, Record]
    entries: tuple[Entry, ...]
    rounds: tuple[Contact, ...]
    former: frozenset[str]
    numbers: frozenset[int]


def anew(corpus: Corpus, former: Iterable[str], numbers: Iterable[int]) -> Anew:
    """The records of a corpus with all that the timeline says of them."""
    found = {contact.record.id: contact for contact in contacts(corpus)}
    return Anew(
        records=corpus.records,
        by_id={item: record for record in corpus.records for item in (record.id, *record.claims)},
        entries=tuple(entries_of(corpus, found, {})),
        rounds=rounds(found.values()),
        former=frozenset(former),
        numbers=frozenset(numbers),
    )
