"""Claims and judgements folded into records: what the corpus as a whole says.

The order in which claims, judgements and articles come makes no difference, nor does giving one twice. A person's
judgement beats a rule's, and a later one of the same sort an earlier one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from .article import Article
from .claim import Claim, MeasureStatus, Meeting, MeetingStatus, Payload
from .record import Judgement, Record
from .when import UNKNOWN_TIME

RULE = "rule:"
OLDEST = datetime.min.replace(tzinfo=UTC)

COURSE: Mapping[MeasureStatus, tuple[MeasureStatus, ...]] = {
    "proposed": ("agreed", "implemented", "rejected", "violated", "suspended"),
    "agreed": ("implemented", "rejected", "violated", "suspended"),
    "implemented": ("violated", "suspended"),
    "rejected": ("agreed", "implemented"),
    "suspended": ("agreed", "implemented", "violated"),
    "violated": ("agreed", "implemented", "suspended"),
}
"""Which later status of a step replaces an earlier one; a step that was taken is often still mentioned as agreed."""


class Groups:
    """Disjoint sets of ids: ``join`` two, ask for the ``head`` of one; the head is the smallest id joined."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def head(self, item: str) -> str:
        """The smallest id of the item's set."""
        path = []
        while (parent := self._parent.get(item, item)) != item:
            path.append(item)
            item = parent
        for passed in path:
            self._parent[passed] = item
        return item

    def join(self, first: str, second: str) -> None:
        """Make one set of the sets of both."""
        low, high = sorted((self.head(first), self.head(second)))
        self._parent[high] = low


def by_rule(judgement: Judgement) -> bool:
    """Whether a rule made it and no person."""
    return judgement.by.startswith(RULE)


def moment(value: datetime | None) -> datetime:
    """The time with a zone (UTC where it has none), so that any two can be compared; unknown counts as oldest."""
    if value is None:
        return OLDEST
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def standing(judgements: Iterable[Judgement]) -> dict[tuple[str, ...], Judgement]:
    """The judgement that holds for each claim and each pair (ids sorted)."""
    held: dict[tuple[str, ...], Judgement] = {}
    for judgement in judgements:
        target = (judgement.subject,) if judgement.other is None else pair(judgement.subject, judgement.other)
        if target not in held or _rank(judgement) > _rank(held[target]):
            held[target] = judgement
    return held


def _rank(judgement: Judgement) -> tuple[bool, datetime, str]:
    return not by_rule(judgement), moment(judgement.at), judgement.id


def pair(first: str, second: str) -> tuple[str, str]:
    """Both ids, the smaller one first."""
    return (first, second) if first <= second else (second, first)


def publication(article: Article) -> tuple[bool, datetime, str, str]:
    """Sorts articles by publication (undated ones last), then key and id."""
    return article.published is None, moment(article.published), article.key, article.id


def status_on(meeting: Meeting, day: date | None) -> MeetingStatus:
    """The status as far as a report of that day can know it: what lies ahead of the report is only planned.

    >>> from .when import When
    >>> later = When(start=date(2031, 5, 9), end=date(2031, 5, 9), precision="day", basis="stated")
    >>> status_on(Meeting(status="held", when=later), date(2031, 5, 6))
    'planned'
    """
    told = meeting.status in ("held", "ongoing") and meeting.when.precision in ("day", "range")
    ahead = told and day is not None and meeting.when.start is not None and meeting.when.start > day
    return "planned" if ahead else meeting.status


def copies(articles: Iterable[Article], judgements: Iterable[Judgement]) -> dict[str, str]:
    """For every article that is a copy (id) the article it goes back to: the earliest of its group."""
    ordered = sorted(articles, key=publication)
    ids = {article.id for article in ordered}
    groups = joined(ids, judgements)
    first: dict[str, str] = {}
    for article in ordered:
        first.setdefault(groups.head(article.id), article.id)
    return {a.id: first[groups.head(a.id)] for a in ordered if first[groups.head(a.id)] != a.id}


def joined(ids: Iterable[str], judgements: Iterable[Judgement]) -> Groups:
    """The ids, those judged the same in one set; a person's "different" keeps two sets apart."""
    known = set(ids)
    pairs = [
        (by_rule(judged), target, judged.verdict)
        for target, judged in standing(judgements).items()
        if len(target) == 2 and known.issuperset(target)
    ]
    groups = Groups()
    apart: dict[str, set[str]] = {}
    for rule, (first, second), verdict in pairs:
        if verdict == "different" and not rule:
            apart.setdefault(first, set()).add(second)
            apart.setdefault(second, set()).add(first)
    for _, (first, second), verdict in sorted(pairs, key=lambda p: (p[0], p[1])):
        if verdict == "same" and not _kept_apart(groups, apart, first, second):
            low, high = pair(groups.head(first), groups.head(second))
            groups.join(first, second)
            if high in apart:
                apart.setdefault(low, set()).update(apart[high])
    return groups


def _kept_apart(groups: Groups, apart: Mapping[str, set[str]], first: str, second: str) -> bool:
    one, two = groups.head(first), groups.head(second)
    return any(groups.head(other) == two for other in apart.get(one, ())) or any(
        groups.head(other) == one for other in apart.get(two, ())
    )


def fold(
    claims: Iterable[Claim[Payload]], judgements: Iterable[Judgement], articles: Iterable[Article]
) -> tuple[Record, ...]:
    """Records of all claims that nobody rejected, in order of publication of their earliest telling."""
    return fold_known({claim.id: claim for claim in claims}, judgements, articles)


def fold_known(
    claims: Mapping[str, Claim[Payload]], judgements: Iterable[Judgement], articles: Iterable[Article]
) -> tuple[Record, ...]:
    """The same for claims whose ids are known already."""
    reports = {article.id: article for article in articles}
    decided = tuple(judgements)
    rejected = {t[0] for t, j in standing(decided).items() if len(t) == 1 and j.verdict == "reject"}
    told = {claim: told for claim, told in claims.items() if told.evidence.article in reports}
    kept = {claim: told[claim] for claim in sorted(told) if claim not in rejected}
    groups = joined(kept, decided)
    sets: dict[tuple[str, str], list[str]] = {}
    for claim in kept:
        sets.setdefault((kept[claim].kind, groups.head(claim)), []).append(claim)
    origin = copies(reports.values(), decided)
    records = [record_of(kind, members, kept, reports, origin) for (kind, _), members in sets.items()]
    return tuple(sorted(records, key=lambda r: (publication(reports[r.articles[0]]), r.kind, r.claims[0])))


def record_of(
    kind: str,
    members: list[str],
    claims: Mapping[str, Claim[Payload]],
    reports: Mapping[str, Article],
    origin: Mapping[str, str],
) -> Record:
    """The record that those claims make; ``origin``: copies to their originals."""

    def rank(claim: str) -> tuple[bool, int, object, int, str]:
        told = claims[claim]
        article = reports[told.evidence.article]
        return article.id in origin, -fullness(told), publication(article), told.evidence.start, claim

    ordered = tuple(sorted(members, key=rank))
    tellers = {claims[claim].evidence.article for claim in ordered}
    told_by = tuple(article.id for article in sorted((reports[t] for t in tellers), key=publication))
    independent = len({origin.get(article, article) for article in told_by})
    return Record(kind=kind, claims=ordered, articles=told_by, independent=independent)


def fullness(claim: Claim[Payload]) -> int:
    """How many fields of the payload are known."""
    values = (getattr(claim.payload, f.name) for f in dataclasses.fields(claim.payload))
    return sum(value not in (None, (), "unknown", UNKNOWN_TIME) for value in values)
