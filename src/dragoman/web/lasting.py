"""What is kept so that any day can be shown as it was: what reports told on several days, who spoke when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from ..analysis.contacts import Contact, contacts, is_round
from ..analysis.corpus import Corpus
from ..analysis.speakers import Speaker, Speakers
from ..analysis.timeline import Entry, entries_of
from ..model.article import Article
from ..model.claim import Claim, Measure, Meeting, Payload
from ..model.fold import Groups
from ..model.record import Judgement, Record

Pair = tuple[str, str]
Days = tuple[int, int]
Seen = Mapping[str, int]
"""Articles with the day (ordinal) from which on they are there; 0 for those without a day, which always are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A record that was told on several days.

    ``links``: which of its claims were judged the same; None where those of any earlier day hang together.
    """

    record: Record
    claims: Mapping[str, Claim[Payload]]
    links: tuple[Pair, ...] | None

    def until(self, articles: Container[str], origins: Mapping[str, str]) -> list[Record]:
        """What the record was when there were only those articles."""
        kept = [c for c in self.record.claims if self.claims[c].evidence.article in articles]
        groups = Groups()
        for one, two in self.links if self.links is not None else [(kept[0], other) for other in kept[1:]]:
            if one in kept and two in kept:
                groups.join(one, two)
        sets: dict[str, list[str]] = {}
        for claim in kept:
            sets.setdefault(groups.head(claim), []).append(claim)
        return [self._of(members, origins) for members in sets.values()]

    def _of(self, members: Sequence[str], origins: Mapping[str, str]) -> Record:
        tellers = {self.claims[claim].evidence.article for claim in members}
        return Record(
            kind=self.record.kind,
            claims=tuple(members),
            articles=tuple(article for article in self.record.articles if article in tellers),
            independent=len({origins.get(article, article) for article in tellers}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who spoke, with the days on which that was reported, of each statement and of each article."""

    speaker: Speaker
    said: tuple[int, ...]
    reports: tuple[int, ...]
    words: tuple[tuple[str, int], ...]

    def until(self, day: int) -> Speaker | None:
        """The speaker as heard by then; None if not at all."""
        statements = bisect_right(self.said, day)
        if not statements:
            return None
        words = tuple(word for word, first in self.words if first <= day)
        reports = bisect_right(self.reports, day)
        return replace(self.speaker, words=words, statements=statements, independent=reports)


def seen(corpus: Corpus) -> dict[str, int]:
    """From which day on each article is there."""
    return {i: day_of(article) for i, article in corpus.articles.items()}


def day_of(article: Article) -> int:
    """The day (ordinal) from which on an article is there; 0 for one without a day, which always is."""
    return article.published.astimezone(UTC).date().toordinal() if article.published else 0


def span(told: Iterable[Article]) -> Days:
    """The first and the last of the days that articles give as their own (0: none)."""
    days = [article.day.toordinal() if article.day else 0 for article in told]
    return min(days), max(days)


def lasting(whole: Corpus, first: Seen, kinds: Container[str]) -> Iterator[tuple[Days, Lasting]]:
    """The records of those kinds that were told on several days."""
    found: list[tuple[Days, Record]] = []
    for record in whole.records:
        days = [first[article] for article in record.articles]
        if record.kind in kinds and min(days) < max(days):
            found.append(((min(days), max(days)), record))
    members = {claim: record.id for _, record in found for claim in record.claims}
    links: dict[str, list[Pair]] = {}
    for judged in whole.judgements:
        record_id = members.get(judged.subject)
        if judged.other and judged.verdict == "same" and record_id and members.get(judged.other) == record_id:
            links.setdefault(record_id, []).append((judged.subject, judged.other))
    for span, record in found:
        told = {claim: whole.claims[claim] for claim in record.claims}
        pairs = links.get(record.id, [])
        firm = _hang_together({c: first[t.evidence.article] for c, t in told.items()}, pairs)
        yield span, Lasting(record=record, claims=told, links=None if firm else tuple(pairs))


def _hang_together(days: Mapping[str, int], pairs: Sequence[Pair]) -> bool:
    """Whether the claims up to any day are linked among themselves."""
    groups, there = Groups(), 0
    waiting = sorted(pairs, key=lambda p: max(days[p[0]], days[p[1]]))
    sets: set[str] = set()
    for day in sorted(set(days.values())):
        sets |= {claim for claim, at in days.items() if at == day}
        while there < len(waiting) and max(days[waiting[there][0]], days[waiting[there][1]]) <= day:
            groups.join(*waiting[there])
            there += 1
        if len({groups.head(claim) for claim in sets}) > 1:
            return False
    return True


def voices(said: Corpus, found: Speakers, first: Seen) -> tuple[Voice, ...]:
    """All who spoke, in the order of the list of speakers."""
    made = []
    for speaker in (*found.named, *found.role, *found.institution, *found.anonymous, *found.unknown):
        told = [(first[c.article], said.claims[c.claim]) for c in speaker.citations if c.claim]
        words: dict[str, int] = {}
        for day, claim in told:
            mention = claim.payload.speaker if claim.kind == "statement" else None  # type: ignore[union-attr]
            if mention is not None:
                words[mention.span.words] = min(day, words.get(mention.span.words, day))
        made.append(
            Voice(
                speaker=replace(speaker, citations=()),
                said=tuple(sorted(day for day, _ in told)),
                reports=tuple(sorted(first[article] for article in {c.article for c in speaker.citations})),
                words=tuple(sorted(words.items())),
            )
        )
    return tuple(made)


def speakers_until(kept: Iterable[Voice], day: int) -> Speakers:
    """Who had spoken by that day, without the words."""
    made = [speaker for voice in kept if (speaker := voice.until(day)) is not None]
    made.sort(key=lambda s: (-s.statements, s.name or "", s.words, s.party or ""))

    def of(sort: str | None) -> tuple[Speaker, ...]:
        return tuple(speaker for speaker in made if speaker.source_class == sort)

    return Speakers(
        named=of("named"),
        role=of("role"),
        institution=of("institution"),
        anonymous=of("anonymous"),
        unknown=of(None),
    )


def place_days(course: Corpus, first: Seen) -> dict[str, tuple[int, int | None, tuple[str, ...]]]:
    """Names given as places: from when on, from when on as somebody too, and which records may mean them so."""
    named: dict[str, int] = {}
    other: dict[str, int] = {}
    for claim in course.claims.values():
        day, payload = first[claim.evidence.article], claim.payload
        for names, found in ((_as_place(payload), named), (_as_somebody(payload), other)):
            for name in names:
                found[name] = min(day, found.get(name, day))
    records: dict[str, list[str]] = {name: [] for name in named}
    for record in course.records:
        if record.kind in ("meeting", "measure"):
            for name in {n for claim in record.claims for n in _parties(course.claims[claim].payload)} & named.keys():
                records[name].append(record.id)
    return {name: (day, other.get(name), tuple(records[name])) for name, day in named.items()}


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

    ``by_id``: by their ids and those of their claims; ``former``: ids of today's records that they stand for.
    """

    records: tuple[Record, ...]
    by_id: Mapping[str, Record]
    entries: tuple[Entry, ...]
    rounds: tuple[Contact, ...]
    former: frozenset[str]


def anew(corpus: Corpus, former: Iterable[str]) -> Anew:
    """The records of a corpus with all that the timeline says of them."""
    found = {contact.record.id: contact for contact in contacts(corpus)}
    return Anew(
        records=corpus.records,
        by_id={item: record for record in corpus.records for item in (record.id, *record.claims)},
        entries=tuple(entries_of(corpus, found, {})),
        rounds=rounds(found.values()),
        former=frozenset(former),
    )


def apart(decisions: Iterable[Judgement]) -> bool:
    """Whether people have decided about pairs: then only folding anew says what holds on another day."""
    return any(judged.other is not None for judged in decisions)
