"""The moments of the talks that the reports are about: rounds, consultations, calls, in order."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.claim import Claim, Measure, Meeting, MeetingFormat, MeetingStatus
from ..model.evidence import evidence_of
from ..model.when import When
from ..store.base import View
from .citation import Citation, cite_words
from .contacts import PAST, Contact, contacts, status_of, title_of
from .corpus import Corpus, ready
from .words import listing, spoken

WEIGHT: Mapping[MeetingStatus, float] = {
    "held": 2.0,
    "ongoing": 2.0,
    "postponed": 2.0,
    "cancelled": 2.0,
    "planned": 1.0,
    "denied": 0.5,
}


FORMATS: Mapping[MeetingFormat, str] = {
    "bilateral": "reported as between two sides",
    "trilateral": "reported as between three parties",
    "multilateral": "reported as between several sides",
    "indirect": "reported as through mediators",
    "allied_consultation": "reported as consultations among allies",
    "phone": "reported as by phone or video",
    "unknown": "format not told",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A stage of the talks and the articles that are about it.

    ``title``: in plain words ("Trilateral talks in Geneva: Russia, Ukraine, United States"); ``why``: how we know
    that it is this one and no other; ``after``: titles of moments that the reports place before it;
    ``articles``: ids of the articles mainly about it; ``entries``: records (ids) that belong to it.
    """

    title: str
    format: MeetingFormat
    place: str | None
    parties: tuple[str, ...]
    when: When
    why: str
    after: tuple[str, ...]
    articles: tuple[str, ...]
    records: tuple[str, ...]
    citations: tuple[Citation, ...]


def moments(view: View | Corpus) -> tuple[Moment, ...]:
    """The contacts that articles are mainly about, in order of time; undated ones by publication, after dated ones.

    An undated moment comes after another undated one if its reports say that it follows talks in that one's place.
    """
    corpus = ready(view)
    found = {contact.record.id: contact for contact in contacts(corpus)}
    record_of = {claim: record for record, contact in found.items() for claim, _ in contact.claims}
    about: dict[str, list[str]] = {}
    for article in corpus.articles:
        main = _main(corpus, article, found, record_of)
        if main is not None:
            about.setdefault(main, []).append(article)
    allied = [contact for contact in found.values() if contact.allied]
    made = [_moment(corpus, found[record], tuple(articles), allied) for record, articles in about.items()]
    dated = sorted((m for m in made if m.when.known), key=lambda m: (m.when.start, m.when.end, m.title))
    return (*dated, *_in_order([m for m in made if not m.when.known]))


def _main(corpus: Corpus, article: str, found: Mapping[str, Contact], record_of: Mapping[str, str]) -> str | None:
    """The record of the contact that the article is mainly about: told early, told often, and not as past history."""
    text = corpus.articles[article].text
    weights: dict[str, float] = {}
    for claim, told in _meetings(corpus, article):
        weight = WEIGHT[status_of(corpus, told)] + 2.0 * (1 - told.evidence.start / max(1, len(text)))
        weight -= 2.0 if _sequence(corpus, told) else 0.0
        record = record_of[claim]
        contact = found[record]
        weight += 0.5 * (contact.talks + (contact.place is not None) + (len(contact.parties) > 1))
        weight -= 1.0 if not contact.place and not contact.parties else 0.0
        weights[record] = max(weights.get(record, weight), weight) + (0.3 if record in weights else 0.0)
    return max(weights, key=lambda record: (weights[record], record)) if weights else None


def _meetings(corpus: Corpus, article: str) -> Iterator[tuple[str, Claim[Meeting]]]:
    for claim, told in corpus.by_article.get(article, ()):
        if isinstance(told.payload, Meeting):
            yield claim, told  # type: ignore[misc]


def _moment(corpus: Corpus, contact: Contact, articles: tuple[str, ...], allied: Sequence[Contact]) -> Moment:
    about = set(articles)
    own = [(i, c) for i, c in contact.claims if c.evidence.article in about] or list(contact.claims)
    before = _before(corpus, contact, articles)
    friends = _among_friends(corpus, contact, articles)
    if friends is not None:
        parties = contact.parties if contact.allied else _friends(allied, articles) or contact.parties
        contact = dataclasses.replace(contact, format="allied_consultation", parties=parties)
    if len(contact.parties) < 2:
        contact = dataclasses.replace(contact, parties=_most_named(corpus, articles))
    parties = tuple(sorted({*contact.parties, *contact.mediating}))
    return Moment(
        title=title_of(contact) + (f", after {listing(name for name, _ in before)}" if before else ""),
        format=contact.format,
        place=contact.place,
        parties=parties,
        when=contact.when,
        why=_why(contact, parties, before),
        after=tuple(name for name, _ in before),
        articles=articles,
        records=(contact.record.id,),
        citations=(
            *(corpus.cite(i) for i, _ in own),
            *(citation for _, citation in before),
            *((friends,) if friends else ()),
        ),
    )


def _among_friends(corpus: Corpus, contact: Contact, articles: Sequence[str]) -> Citation | None:
    """The words in which a report calls it consultations among allies, where no meeting of the sides is told."""
    forms = "|".join(re.escape(phrase) for phrase in corpus.lexicon.get("sequence.allies", ())) or "(?!)"
    if contact.format in ("trilateral", "indirect", "phone", "allied_consultation"):
        return None
    for article in articles:
        found = corpus.articles[article]
        match = re.search(rf"\b(?:{forms})\b", found.text, re.IGNORECASE)
        if match:
            return cite_words(found, evidence_of(article, found.text, match.start(), match.end()))
    return None


def _friends(allied: Sequence[Contact], articles: Sequence[str]) -> tuple[str, ...]:
    """The parties of the first contact between allies that these articles tell of."""
    about = set(articles)
    told = (contact for contact in allied if any(claim.evidence.article in about for _, claim in contact.claims))
    return next((contact.parties for contact in told), ())


def _most_named(corpus: Corpus, articles: Sequence[str]) -> tuple[str, ...]:
    """The two parties that the articles speak of most, where no telling of the meeting names two."""
    counts: Counter[str] = Counter()
    for article in articles:
        for _, told in corpus.by_article.get(article, ()):
            payload = told.payload
            named = payload.parties if isinstance(payload, Meeting | Measure) else (payload.party,)
            counts.update(party for party in named if party)
    return tuple(sorted(sorted(counts, key=lambda party: (-counts[party], party))[:2]))


def _why(contact: Contact, parties: tuple[str, ...], before: Sequence[tuple[str, Citation]]) -> str:
    """What tells this moment from the others, as far as the reports give it."""
    reasons = ["between parties that stand together" if contact.allied else FORMATS[contact.format]]
    reasons.append(f"in {contact.place}" if contact.place else "place not told")
    reasons.append(f"with {listing(parties)}" if parties else "parties not told")
    reasons.append(f"on {spoken(contact.when)}" if contact.when.known else "day not told")
    reasons += [f'follows {name}: "{citation.quote}"' for name, citation in before]
    return "; ".join(reasons)


def _before(corpus: Corpus, contact: Contact, articles: Sequence[str]) -> list[tuple[str, Citation]]:
    """Earlier talks at another place that the moment's articles mention, with their words."""
    members = set(contact.record.claims)
    found: dict[str, Citation] = {}
    for claim, told in (c for article in articles for c in _meetings(corpus, article)):
        place = told.payload.place
        apart = claim not in members and place != contact.place and not _later(told.payload.when, contact.when)
        if apart and place and _sequence(corpus, told):
            found.setdefault(place, corpus.cite(claim))
    for article in articles:
        for place, start, end in _told_before(corpus, article):
            if place != contact.place:
                text = corpus.articles[article]
                found.setdefault(place, cite_words(text, evidence_of(article, text.text, start, end)))
    return [(f"earlier talks in {place}", citation) for place, citation in found.items()]


def _told_before(corpus: Corpus, article: str) -> Iterator[tuple[str, int, int]]:
    """Places of talks that the text sets before its own ("follows earlier negotiations in X"), with the words."""
    either = {
        key: "|".join(re.escape(word) for word in corpus.lexicon.get(f"sequence.{key}", ())) or "(?!)"
        for key in ("follows", "before", "talks")
    }
    pattern = (
        rf"\b(?:{either['follows']})\s+(?:[\w'’-]+\s+){{0,3}}?(?:(?:{either['before']})\s+)"
        rf"(?:[\w'’-]+\s+){{0,2}}?(?:{either['talks']})\s+(?i:in|at)\s+(?P<place>(?-i:[A-Z])[\w-]+(?:\s(?-i:[A-Z])[\w-]+)*)"
    )
    for match in re.finditer(pattern, corpus.articles[article].text, re.IGNORECASE):
        yield match["place"], match.start(), match.end()


def _later(one: When, two: When) -> bool:
    return one.start is not None and two.start is not None and one.start >= two.start


def _sequence(corpus: Corpus, told: Claim[Meeting]) -> bool:
    """Whether the words place the contact before the one that the article is about."""
    if status_of(corpus, told) not in PAST:
        return False
    forms = "|".join(re.escape(word) for word in corpus.lexicon.get("sequence.before", ())) or "(?!)"
    talks = "|".join(re.escape(word) for word in corpus.lexicon.get("sequence.talks", ())) or "(?!)"
    return bool(re.search(rf"\b(?:{forms})\s+(?:[\w'’-]+\s+){{0,2}}?(?:{talks})\b", told.evidence.quote, re.IGNORECASE))


def _in_order(undated: list[Moment]) -> list[Moment]:
    """As published, but none before the talks that it follows."""
    ordered: list[Moment] = []
    waiting = list(undated)
    while waiting:
        places = {moment.place for moment in waiting}
        free = [m for m in waiting if not any(f"earlier talks in {p}" in m.after for p in places if p and p != m.place)]
        chosen = (free or waiting)[0]
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered
