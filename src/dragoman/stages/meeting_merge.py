"""Which reports of a text tell of one encounter: same people, no conflict of place, day or sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model.claim import MeetingStatus, Mention
from ..reading.gazetteer import fold
from ..reading.place_uses import PlaceMention
from .meeting_apart import apart, dated_alike, elsewhere, gap
from .meeting_candidates import subject
from .meeting_links import FAR, briefed, came_of, on_the_way, within
from .meeting_report import Report, sort_of

STAY = 60
TWO = 2
TIMES = ("after", "before", "following")
WEEK = 7
SURE = 8.0  # how much the chance counts in choosing the fullest telling
AHEAD = ("planned", "postponed", "cancelled")


@dataclass(slots=True)
class Group:
    """Reports of one encounter; ``stay``: the place of the visit during which it is told, where it has none."""

    reports: list[Report] = field(default_factory=list)
    echoes: list[Report] = field(default_factory=list)
    stay: PlaceMention | None = None

    @property
    def tellings(self) -> list[Report]:
        """The fullest report, the others, then what merely comes back to the encounter."""
        best = self.best
        return [best, *(report for report in self.reports if report is not best), *self.echoes]

    @property
    def best(self) -> Report:
        """The fullest telling, in the body if there is one: clauses that name who, where and when, early ones first."""
        order = {id(report): place for place, report in enumerate(self.reports)}

        def fullness(report: Report) -> tuple[bool, bool, float, int]:
            named = sum(mention.source_class == "named" for mention in report.people)
            told = min(2, len(report.people)) + (report.place is not None) + report.when.known + 0.5 * min(2, named)
            clause = report.sighting.candidate.verb is not None
            score = told + clause + SURE * report.chance - 3 * report.anaphoric - 0.5 * order[id(report)]
            done = any(_came_about(report, other) for other in self.reports if other.status not in AHEAD)
            return (not report.headline, not (done and report.status in AHEAD), score, -report.start)

        return max(self.reports, key=fullness)

    @property
    def status(self) -> MeetingStatus:
        """As the fullest telling has it; who has arrived has yet to meet, unless told to have met: then it is over."""
        best = self.best
        met = any(r.status == "held" and sort_of(r) == "talks" and not _overlap(best, r) for r in self.reports)
        if best.status == "ongoing" and sort_of(best) == "visit" and met:
            return "held"
        awaited = best.status == "held" and all(r.arriving for r in self.reports)
        return "planned" if awaited else best.status


def where(tellings: Sequence[Report]) -> PlaceMention | None:
    """The first place told, or the city within it that another telling gives."""
    places = [
        report.place
        for n, report in enumerate(tellings)
        if report.place is not None and (not n or report.place.kind in ("city", "venue"))
    ]
    if not places or places[0].city:
        return places[0] if places else None
    within = (place for place in places if place.city and place.country == places[0].country is not None)
    return next(within, places[0])


def merge(reports: Sequence[Report]) -> list[Group]:
    """Groups in text order; each report joins the latest group that it fits."""
    groups: list[Group] = []
    for report in sorted(reports, key=lambda r: (r.start, r.end)):
        for group in reversed(groups):
            if _fits(group, report):
                group.reports.append(report)
                break
        else:
            groups.append(Group([report]))
    return unite(groups)


def unite(groups: Sequence[Group]) -> list[Group]:
    """Groups that tell of the same people, and nothing in the one speaks against the other."""
    united: list[Group] = []
    for group in groups:
        for other in reversed(united):
            pairs = [(first, second) for first in other.reports for second in group.reports]
            if any(_pair(*pair) for pair in pairs) and not any(_conflict(*pair) for pair in pairs):
                other.reports.extend(group.reports)
                break
        else:
            united.append(group)
    return united


def _pair(first: Report, second: Report) -> bool:
    """Whether both name the same two people, or the same sides and one place or day."""
    alike = sort_of(first) == sort_of(second) and first.status == second.status
    people = [m for m in second.known if m.source_class == "named" and any(_alike(m, other) for other in first.known)]
    shared = len(people) > 1 or (_shared(first, second) > 1 and _agree(first, second))
    return alike and shared and _all_shared(first, second)


def echo(groups: Sequence[Group], weak: Sequence[Report]) -> None:
    """Hang on the nearest encounter told before what is too weak to tell of one but points back: "the meeting"."""
    for report in weak:
        if not report.anaphoric or report.headline:
            continue
        for group in reversed(groups):
            last = max((r for r in group.reports if r.start < report.start), key=lambda r: r.start, default=None)
            if last is None or report.start - last.end > FAR:
                continue
            if not any(_conflict(other, report) for other in group.reports) and _points(last, report):
                group.echoes.append(report)
            break


def settle(groups: Sequence[Group]) -> None:
    """Where a visitor is met: "the envoy arrived in Cairo on Monday. He will meet the minister today"."""
    told = (report for group in groups for report in group.reports if sort_of(report) == "visit" and report.place)
    visits = [visit for visit in told if visit.sighting.candidate.token.dep_ != "pcomp"]  # not "after visiting Cairo"
    for group in groups:
        met = group.best
        if where(group.tellings) is not None or sort_of(met) in ("visit", "call", "word"):
            continue
        near = [visit for visit in visits if _hosts(visit, met)] or _on_the_same_day(groups, met)
        if near:
            group.stay = max(near, key=lambda report: report.start).place


def _on_the_same_day(groups: Sequence[Group], met: Report) -> list[Report]:
    """ "A met B in Aden; next day met C", "A also met C": those of a meeting just told, by the same doer."""
    verb = met.sighting.candidate.verb
    if verb is None:
        return []
    also = any(child.lower_ in ("also", "separately") for child in verb.children)
    doer, found = subject(verb), []
    for other in (report for group in groups for report in group.reports if report.place and report.place.city):
        told = other.sighting.candidate.verb
        if told is None or doer is None or not 0 <= met.start - other.end < STAY or sort_of(other) != "talks":
            continue
        shared = subject(told)
        same = shared is not None and shared.i == doer.i
        if same or (also and met.people and other.people and _alike(met.people[0], other.people[0])):
            found.append(other)
    return found


def _hosts(visit: Report, met: Report) -> bool:
    """Whether the visit is told of right before, and of the same people."""
    if not 0 <= met.start - visit.end < STAY or (visit.status in AHEAD and met.status == "held"):
        return False
    return "doer=pronoun" in met.sighting.features or _shared(visit, met) > 0 or _same_doer(visit, met)


def _same_doer(visit: Report, met: Report) -> bool:
    """ "a delegation arrived in Cairo. The delegation met A"."""
    doers = [subject(report.sighting.candidate.verb or report.sighting.candidate.token) for report in (visit, met)]
    first, second = doers
    if first is None or second is None or first.lemma_.lower() != second.lemma_.lower() or second.pos_ != "NOUN":
        return False
    return any(child.lower_ in ("the", "this") for child in second.children if child.dep_ == "det")


def _points(first: Report, second: Report) -> bool:
    """Whether a definite noun can mean the encounter: of its sort, and naming nobody who takes no part."""
    free = second.joining or not second.known
    return sort_of(first) == sort_of(second) and (free or _shared(first, second) > 0)


def _fits(group: Group, report: Report) -> bool:
    """Whether the report tells of what the group tells, and nothing in the group speaks against it."""
    for other in group.reports:
        if _conflict(other, report) and not _overlap(other, report) and not _dated_anew(other, report):
            return False
    return any(same(other, report) for other in group.reports)


def same(first: Report, second: Report) -> bool:
    """Whether two reports tell of one encounter; the second stands later in the text."""
    if _overlap(first, second):
        if _before_or_after(second) and not _all_shared(first, second):
            return False
        if (first.status in AHEAD) != (second.status in AHEAD) and not _nested(first, second):
            return False
        unknown = not (first.known and second.known)
        alike = sort_of(first) == sort_of(second) != "talks"
        told = _shared(first, second) > 0 or _nested(first, second) or on_the_way(first, second)
        return unknown or told or alike
    if within(first, second) or within(second, first):
        return True
    if _conflict(first, second) and not _dated_anew(first, second):
        return False
    if _one_event(first, second) or briefed(first, second) or on_the_way(first, second) or came_of(first, second):
        return True
    if second.during and second.start - first.end < FAR:
        return True
    shared = _shared(first, second)
    if first.general and second.general and sort_of(first) == sort_of(second):
        return shared == len(second.known) or _shared(second, first) == len(first.known)
    if second.joining and second.anaphoric:
        taken_up = not second.sighting.candidate.noun
        return (taken_up or sort_of(first) == sort_of(second)) and second.start - first.end < FAR
    if second.anaphoric:
        if second.known:
            return shared == len(second.known)
        if _there(first, second):
            return True
        return bool(first.known) and _follows_up(first, second) and second.start - first.end < FAR
    if shared >= 2:
        return shared == min(len(first.known), len(second.known))
    return shared == 1 and min(len(first.known), len(second.known)) == 1 and _agree(first, second)


def _there(first: Report, second: Report) -> bool:
    """ "talks in Geneva" and later "the Geneva meetings": told of nobody else, in one city."""
    if first.place is None or second.place is None or not second.sighting.candidate.noun:
        return False
    return bool(first.place.city and second.place.city) and sort_of(first) == sort_of(second) == "talks"


def _follows_up(first: Report, second: Report) -> bool:
    """Whether "they discussed" can go on with what was told: of its sort, or a call."""
    spoke = second.sighting.candidate.sort == "talk" and sort_of(first) == "call"
    return spoke or sort_of(first) == sort_of(second)


def _overlap(first: Report, second: Report) -> bool:
    common = min(first.end, second.end) - max(first.start, second.start)
    return common > 0.5 * min(first.end - first.start, second.end - second.start)


def _before_or_after(report: Report) -> bool:
    """ "told B after his call with C", "met B before he received C": another encounter, named for its time."""
    told = report.sighting.candidate
    marked = any(child.dep_ == "mark" and child.lower_ in TIMES for child in told.token.children)
    return marked or (told.token.dep_ in ("pobj", "pcomp") and told.token.head.lower_ in TIMES)


def _nested(first: Report, second: Report) -> bool:
    return first.sighting.candidate.verb is not None and first.sighting.candidate.verb == second.sighting.candidate.verb


def _conflict(first: Report, second: Report) -> bool:
    if _another(second):
        return True
    kinds = {sort_of(first), sort_of(second)}
    if kinds in ({"call", "visit"}, {"call", "mediation"}):
        return True
    loose = second.anaphoric and second.sighting.candidate.noun and "is=ahead" not in second.sighting.features
    over = not loose and (first.status in AHEAD) != (second.status in AHEAD)
    if over and not _one_event(first, second) and not _came_about(first, second):
        return True
    if _others(first, second):
        return True
    if first.round is not None and second.round is not None and first.round != second.round:
        return True
    return apart(first.when, second.when) or elsewhere(first.place, second.place)


def _one_event(first: Report, second: Report) -> bool:
    """ "a session in Sirte on Monday" beside "a meeting with the commission": one day and city, one names nobody."""
    nouns = first.sighting.candidate.noun and second.sighting.candidate.noun
    if not nouns or (first.known and second.known) or not sort_of(first) == sort_of(second) == "talks":
        return False
    here = first.place is not None and second.place is not None and bool(first.place.city and second.place.city)
    return dated_alike(first.when, second.when) and here and not elsewhere(first.place, second.place)


def _came_about(first: Report, second: Report) -> bool:
    """ "A and B will meet on Monday" beside "A met B on Monday": the same people on the same day."""
    day = "day" in (first.when.precision, second.when.precision) and dated_alike(first.when, second.when)
    return day and sort_of(first) == sort_of(second) and _all_shared(first, second)


def _all_shared(first: Report, second: Report) -> bool:
    """Whether all that the one names who names fewer are named by the other."""
    return 0 < min(len(first.known), len(second.known)) <= _shared(first, second)


def _others(first: Report, second: Report) -> bool:
    """ "A met B", "A met C": each of two people, one of whom is another."""
    full = all(len(report.known) == TWO and not report.general for report in (first, second))
    return full and sort_of(first) == sort_of(second) and not second.anaphoric and _shared(first, second) == 1


def _another(report: Report) -> bool:
    """ "15 January held another meeting", "he also met B": none of those told before."""
    told = report.sighting.candidate
    further = told.sort in ("meet", "receive", "phone") and any(c.lower_ == "also" for c in told.token.children)
    return further or any(child.dep_ == "det" and child.lower_ == "another" for child in told.token.children)


def _dated_anew(first: Report, second: Report) -> bool:
    """Whether nothing but days a week apart speaks against it: the same people in the same city, told by others."""
    if first.place is None or second.place is None or not apart(first.when, second.when):
        return False
    cities = first.place.city and second.place.city and not elsewhere(first.place, second.place)
    if not cities or sort_of(first) != sort_of(second) or (first.status in AHEAD) != (second.status in AHEAD):
        return False
    if first.round is not None and second.round is not None and first.round != second.round:
        return False
    return _all_shared(first, second) and gap(first.when, second.when) <= WEEK


def _agree(first: Report, second: Report) -> bool:
    """Whether they give the same day or the same place."""
    days = first.when.known and second.when.known
    places = first.place is not None and second.place is not None
    return days or places


def _shared(first: Report, second: Report) -> int:
    """How many of the second's people are among the first's."""
    return sum(any(_alike(a, b) for a in first.known) for b in second.known)


def _alike(first: Mention, second: Mention) -> bool:
    if first.name is not None and second.name is not None and _one_name(first.name, second.name):
        return True
    if first.source_class == "named" and second.source_class == "named":
        return False
    if first.party is not None and first.party == second.party:
        return True
    return fold(first.span.words) == fold(second.span.words)


def _one_name(first: str, second: str) -> bool:
    """Whether one name is the other, or the other without its first or last words."""
    short, long = sorted((fold(first).split(), fold(second).split()), key=len)
    return short in (long[: len(short)], long[-len(short) :]) and (len(short) > 1 or len(long) == 1)
