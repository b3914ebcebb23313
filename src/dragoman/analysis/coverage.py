"""One record, all tellings: what each article says about it, and who does not report it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from ..model.claim import Claim, Measure, Meeting, Mention, Payload, Position, Statement
from ..model.record import Record
from ..model.when import When
from ..store.base import View
from .citation import Citation
from .contacts import contact_of, status_of
from .contacts import title_of as meeting_title
from .corpus import Corpus, ready
from .differences import Difference, difference
from .words import label, listing, spoken

AROUND = timedelta(days=3)
"""An outlet counts as silent if it published so close to the tellings and does not tell it."""

Standing = Literal["first", "independent", "copy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an article says on one field; ``differs``: another article says otherwise."""

    field: str
    words: str
    differs: bool
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One article's telling; a field that is not among ``values`` is not mentioned by it."""

    article: str
    key: str
    outlet: str | None
    title: str
    published: datetime | None
    standing: Standing
    copy_of: str | None
    values: tuple[Value, ...]

    def value(self, field: str) -> Value | None:
        """The value of that field; None if the article does not mention it."""
        return next((value for value in self.values if value.field == field), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """An outlet that does not report the record, and how many of its articles we have from those days."""

    outlet: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A record as a table: fields by articles, where they differ, and who is silent."""

    record: str
    kind: str
    title: str
    independent: int
    fields: tuple[str, ...]
    columns: tuple[Column, ...]
    differences: tuple[Difference, ...]
    silent: tuple[Silent, ...]


def coverage(view: View | Corpus, record: Record) -> Coverage:
    """The record's tellings side by side."""
    corpus = ready(view)
    told = {claim: corpus.claims[claim] for claim in record.claims if claim in corpus.claims}
    relations = [r for r in corpus.relations if r.subject in told or r.object in told]
    differs = {
        (end, _FIELD_OF.get(r.aspect, r.aspect))
        for r in relations
        if r.kind == "contradicts"
        for end in (r.subject, r.object)
    }
    columns = []
    for number, article in enumerate(record.articles):
        claims = [(i, c) for i, c in told.items() if c.evidence.article == article]
        values = _values(corpus, claims, differs)
        columns.append(_column(corpus, article, values, first=number == 0))
    fields = [f for f in _FIELDS[record.kind] if any(column.value(f) for column in columns)]
    return Coverage(
        record=record.id,
        kind=record.kind,
        title=_title(corpus, record),
        independent=record.independent,
        fields=tuple(fields),
        columns=tuple(columns),
        differences=tuple(difference(corpus, r) for r in relations if r.kind in ("contradicts", "supersedes")),
        silent=_silent(corpus, record),
    )


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("date", "place", "parties", "participants", "mediators", "delegations", "format", "status", "level",
                "round", "duration", "words"),
    "measure": ("kind", "status", "number", "parties", "place", "date", "conditions", "words"),
    "position": ("stance", "kind", "basis", "attributed to", "condition", "words"),
    "statement": ("speaker", "party", "source", "manner", "via", "words"),
    "assessment": ("kind", "claimed by", "words"),
}  # fmt: skip
_FIELD_OF = {"number": "number", "administration": "parties"}


def _column(corpus: Corpus, article: str, values: tuple[Value, ...], *, first: bool) -> Column:
    found = corpus.articles[article]
    copy_of = corpus.origins.get(article)
    return Column(
        article=article,
        key=found.key,
        outlet=found.outlet,
        title=corpus.title(article),
        published=found.published,
        standing="copy" if copy_of else "first" if first else "independent",
        copy_of=copy_of,
        values=values,
    )


def _values(
    corpus: Corpus, claims: Sequence[tuple[str, Claim[Payload]]], differs: set[tuple[str, str]]
) -> tuple[Value, ...]:
    """The fields that the article's claims give; where two give one, the fuller claim (the first) wins."""
    values: dict[str, Value] = {}
    for claim, told in claims:
        for field, words in _fields(corpus, told):
            differing = (claim, field) in differs or (field == "duration" and (claim, "number") in differs)
            if words and field not in values:
                values[field] = Value(field=field, words=words, differs=differing, citation=corpus.cite(claim))
    return tuple(values.values())


def _fields(corpus: Corpus, claim: Claim[Payload]) -> Iterator[tuple[str, str]]:
    payload = claim.payload
    if isinstance(payload, Meeting):
        yield from _meeting_fields(payload, status_of(corpus, claim))  # type: ignore[arg-type]
    elif isinstance(payload, Measure):
        yield from _measure_fields(payload)
    elif isinstance(payload, Position):
        yield "stance", _coded(payload.stance)
        yield "kind", _coded(payload.kind) if payload.kind else ""
        yield "basis", _coded(payload.basis)
        yield "attributed to", payload.attributed_to or ""
        yield "condition", payload.condition.words if payload.condition else ""
    elif isinstance(payload, Statement):
        yield "speaker", _who([payload.speaker] if payload.speaker else [])
        yield "party", payload.party or ""
        yield "source", payload.source_class or ""
        yield "manner", "direct" if payload.direct else "indirect"
        yield "via", payload.via or ""
    else:
        yield "kind", _coded(payload.kind)
        yield "claimed by", _who([payload.claimed_by] if payload.claimed_by else [])
    yield "words", claim.evidence.quote


def _meeting_fields(meeting: Meeting, status: str) -> Iterator[tuple[str, str]]:
    yield "date", _when(meeting.when)
    yield "place", meeting.place or ""
    yield "parties", listing(sorted(meeting.parties))
    yield "participants", _who(meeting.participants)
    yield "mediators", _who(meeting.mediators)
    yield "delegations", "; ".join(f"{d.party}: {d.lead}" for d in meeting.delegations if d.lead)
    yield "format", _coded(meeting.format) if meeting.format != "unknown" else ""
    yield "status", status
    yield "level", meeting.level or ""
    yield "round", str(meeting.round) if meeting.round else ""
    yield "duration", meeting.duration.words if meeting.duration else ""


def _measure_fields(measure: Measure) -> Iterator[tuple[str, str]]:
    yield "kind", _coded(measure.kind)
    yield "status", measure.status
    number = f"{measure.quantity:,.0f}" if measure.quantity is not None else ""
    yield "number", f"{number} {measure.unit}" if number and measure.unit else number
    yield "parties", listing(measure.parties)
    yield "place", measure.place or ""
    yield "date", _when(measure.when)
    yield "conditions", measure.conditions.words if measure.conditions else ""


def _coded(value: str) -> str:
    return value.replace("_", " ")


def _when(when: When) -> str:
    return f"{spoken(when)} ({when.basis})" if when.known else ""


def _who(mentions: Sequence[Mention]) -> str:
    return listing(dict.fromkeys(mention.name or mention.span.words for mention in mentions))


def _title(corpus: Corpus, record: Record) -> str:
    if record.kind == "meeting":
        return meeting_title(contact_of(corpus, record))
    quote = corpus.claims[record.claims[0]].evidence.quote
    payload = corpus.claims[record.claims[0]].payload
    if isinstance(payload, Position):
        return f"{payload.party} on {_coded(payload.issue)}: {_coded(payload.stance)}"
    return f"{label(payload.kind)}: {quote}" if isinstance(payload, Measure) else quote


def _silent(corpus: Corpus, record: Record) -> tuple[Silent, ...]:
    """Outlets with articles from the days of the tellings (or any, where nothing is dated) that do not tell it."""
    days = [day for article in record.articles if (day := corpus.articles[article].day)]
    first, last = (min(days) - AROUND, max(days) + AROUND) if days else (None, None)
    telling = {corpus.articles[article].outlet for article in record.articles}
    counts: Counter[str] = Counter()
    for article in corpus.articles.values():
        near = first is None or last is None or (article.day is not None and first <= article.day <= last)
        if article.outlet and article.outlet not in telling and near:
            counts[article.outlet] += 1
    return tuple(Silent(outlet=outlet, articles=counts[outlet]) for outlet in sorted(counts))
