"""What is kept of a record, worked out once so that the screens of any day can be drawn from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from ..analysis.changes import Stances
from ..analysis.citation import title_of
from ..analysis.contacts import contacts
from ..model.article import Article
from ..model.record import Record
from .arrivals import Tellers, arrivals, bounds_of, spans_of, tellers
from .contested import contested_in
from .lasting import Lasting, lasting, place_tellers, rounds, span, unsteady, voices
from .lines import in_order
from .sayings import PROGRESS, excerpt
from .screens.actors import actor_lines
from .screens.dossier import usual_period
from .screens.overview import usual_day
from .screens.sources import outlet_lines
from .shelf import bound
from .shelved import BUCKETS, FURNITURE, TOGETHER, bucket
from .snapshot import Snapshot

SCREENS: Mapping[str, Callable[[Snapshot], object]] = {"actor_lines": actor_lines, "outlet_lines": outlet_lines}


def parts(whole: Snapshot, then: Callable[[date], Stances]) -> Iterator[tuple[str, object]]:
    """All that is kept of a snapshot; ``then``: the stances of an earlier day."""
    yield "articles", {i: _light(article) for i, article in whole.articles.items()}
    yield "origins", dict(whole.origins)
    yield "corrections", dict(whole.corrections)
    yield "copies", tuple(j for j in whole.scoped.judgements if j.subject in whole.articles)
    yield "places", whole.course.places
    yield "matrix", whole.matrix
    yield "lines", whole.lines
    yield "sorts", whole.sorts
    yield from _bound("entries", in_order(whole.timeline))
    yield "summary", whole.summary
    yield "differences", whole.differences
    day = usual_day(whole)
    yield "usual day", day
    yield "changes", whole.changes(day, lambda: then(day) if day else None)
    held = sorted(whole.held)
    yield "held", {key: number for number, key in enumerate(held)}
    yield "heads", {(party, issue): whole.head(issue, party) for party, issue in held}
    for number, (party, issue) in enumerate(held):
        made = whole.thread(issue, party)
        yield f"threads/{number}", excerpt(made, 0, 0)
        yield from _bound(f"steps/{number}", made.steps)
    yield from _records(whole)
    yield from _progress(whole)
    yield "names", dict(whole.names)
    yield "sources", whole.sources
    for name, make in SCREENS.items():
        yield f"screens/{name}", make(whole)
    for key, name in whole.names.items():
        yield f"sayings/{key}", whole.sayings(name)
    yield "dossier", whole.dossier(*usual_period(whole))
    yield from _for_other_days(whole)


def _light(article: Article) -> Article:
    """What lists say of an article: with the title that it is cited by, without its text."""
    return replace(article, title=title_of(article), text="", raw="", pieces=(), blocks=(), furniture=(), references=())


def _bound(name: str, values: Sequence[object]) -> Iterator[tuple[str, object]]:
    """Values that are read one by one, many of them in each part."""
    for number in range(0, len(values), TOGETHER):
        yield f"{name}/{number // TOGETHER}", bound(values[number : number + TOGETHER])


def _everything(whole: Snapshot) -> tuple[Record, ...]:
    """The records of the timeline's kinds, then those of assessments."""
    return (*whole.course.records, *(record for record in whole.judged.records if record.kind == "assessment"))


def _records(whole: Snapshot) -> Iterator[tuple[str, object]]:
    """The records, where the one lies that has an id or holds a claim, and which of them an article tells."""
    found: list[dict[str, int]] = [{} for _ in range(BUCKETS)]
    everything = _everything(whole)
    within: dict[str, dict[str, int]] = {}
    for number, record in enumerate(everything):
        for item in (record.id, *record.claims):
            found[bucket(item)][item] = number
    for number, kept in enumerate(found):
        yield f"index/{number}", kept
    for corpus in (whole.course, whole.judged):
        for claim, told in corpus.claims.items():
            if (at := found[bucket(claim)].get(claim)) is not None:
                within.setdefault(told.evidence.article, {})[claim] = at
    yield from _bound("within", [within.get(article, {}) for article in whole.articles])
    yield from _bound("records", everything)
    yield "kinds", tuple(record.kind for record in everything)


def _progress(whole: Snapshot) -> Iterator[tuple[str, object]]:
    """How the talks are said to go."""
    told = whole.assessments
    everything = tuple(judged for kind in PROGRESS for judged in getattr(told, kind))
    numbers = arrivals(whole.articles).numbers()
    yield "progress", tuple((judged.kind, numbers[judged.citation.article]) for judged in everything)
    yield from _bound("progress", everything)


def _for_other_days(whole: Snapshot) -> Iterator[tuple[str, object]]:
    """What tells how the record stood on any earlier day, or how it was known."""
    course, arrived = whole.course, arrivals(whole.articles)
    numbers = arrived.numbers()
    yield "arrivals", arrived
    yield "days", {article: day for article, told in whole.articles.items() if (day := told.day)}
    yield "sums", _sums(whole, arrived.articles)
    yield "unsteady", unsteady(whole.bare, numbers)
    held = {claim: record.id for record in course.records for claim in record.claims}
    ends = {end for r in course.relations for end in (r.subject, r.object)} & course.claims.keys()
    tied = [(end, course.claims[end]) for end in sorted(ends)]
    yield "ends", {end: (claim.evidence.article, claim.kind, held.get(end)) for end, claim in tied}
    yield "place tellers", place_tellers(course, numbers)
    yield "rounds", rounds(contacts(course))
    yield "courses", dict(whole.positions)
    told_by = {
        key: tuple(tellers((stand.article for stand in occasion.told), numbers) for occasion in course)
        for key, course in whole.positions.items()
    }
    yield "course tellers", told_by
    yield "course bounds", {key: bounds_of(told) for key, told in told_by.items()}
    articles = {record.id: record.articles for record in course.records}
    places = {record.id: number for number, record in enumerate(course.records)}
    yield "lines records", tuple(places[line.record] for line in whole.lines)
    told = [articles[line.record] for line in whole.lines]
    yield "told", tuple(span(course.articles[a] for a in told_by) for told_by in told)
    yield "spans lines", spans_of([tellers(told_by, numbers) for told_by in told])
    everything = _everything(whole)
    yield "spans records", spans_of([tellers(record.articles, numbers) for record in everything])
    published = {article: number for number, article in enumerate(whole.articles)}
    yield "first tellers", tuple(published[record.articles[0]] for record in everything)
    yield "voices", voices(whole.said, whole.speakers, numbers)
    kinds = ("meeting", "measure", "position", "statement")
    found = list(lasting(course, numbers, kinds)), list(lasting(whole.judged, numbers, ("assessment",)))
    place = {claim: number for number, record in enumerate(everything) for claim in record.claims}
    yield "loose", frozenset(place[min(long.claims)] for part in found for _, long in part if not long.firm)
    yield "contested course", tuple(contested_in(course, place, kinds))
    yield "contested judged", tuple(contested_in(whole.judged, place, ("assessment",)))
    yield from _lasting("course", found[0], place)
    yield from _lasting("judged", found[1], place)


def _sums(whole: Snapshot, arrived: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """How many claims of each kind the first so many articles to arrive give, and what was left out of them."""
    found = {source.article: source for source in whole.sources}
    kinds = sorted({kind for source in found.values() for kind, _ in source.claims})
    counts = {article: dict(source.claims) for article, source in found.items()}
    made = {kind: [counts[article].get(kind, 0) for article in arrived] for kind in kinds}
    made[FURNITURE] = [found[article].furniture for article in arrived]
    return {name: tuple(accumulate(numbers, initial=0)) for name, numbers in made.items()}


def _lasting(name: str, found: list[tuple[Tellers, Lasting]], place: Mapping[str, int]) -> Iterator[tuple[str, object]]:
    """Records that several articles tell; those lie together that a day is likely to need together."""
    found.sort(key=lambda f: (f[0][-1], f[0][0], f[1].record.id))
    yield f"numbers lasting {name}", tuple(place[long.record.claims[0]] for _, long in found)
    yield f"spans lasting {name}", spans_of([told for told, _ in found])
    yield from _bound(f"lasting {name}", [long for _, long in found])
