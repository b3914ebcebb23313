"""What a linear head is told about a word that may report an encounter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ..model.claim import MeetingStatus, Mention
from ..reading.dates import TimeExpression
from ..reading.intervals import one_day, plus_days
from ..reading.place_uses import PlaceMention
from ..reading.reading import Reading
from .meeting_candidates import Candidate, Words, governing, subject
from .meeting_details import Surroundings
from .meeting_filters import admitted
from .meeting_people import Cast, cast_of
from .meeting_phrases import Phrases
from .meeting_places import Whereabouts
from .meeting_roles import Roles
from .meeting_status import status_of

if TYPE_CHECKING:
    from spacy.tokens import Token

LISTS = (
    "ahead",
    "behind",
    "ongoing",
    "peace",
    "direct",
    "indirect",
    "phone",
    "bilateral",
    "trilateral",
    "multilateral",
)


WEEK = 7
OWN = re.compile(r"^ (?: the | my | his | her ) \s+", re.IGNORECASE | re.VERBOSE)
NEAR = ("ongoing", "indirect", "phone", "trilateral", "bilateral", "multilateral", "direct")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A candidate with all that stands around it."""

    candidate: Candidate
    cast: Cast
    people: tuple[Mention, ...]
    mediators: tuple[Mention, ...]
    place: PlaceMention | None
    time: TimeExpression | None
    duration: TimeExpression | None
    status: MeetingStatus
    features: frozenset[str]


def sightings(reading: Reading, words: Words, found: Sequence[Candidate]) -> Iterator[Sighting]:
    """The candidates of a text with their surroundings and features."""
    day = reading.article.day
    phrases, around, roles = Phrases(reading, words), Surroundings(reading, words), Roles(reading, words)
    whereabouts = Whereabouts(reading, words, around)
    kept = [candidate for candidate in found if admitted(candidate, phrases, words)]
    view = _View(reading, words, kept)
    for candidate in kept:
        cast = cast_of(candidate, phrases)
        members = tuple(roles.mention(start, end) for start, end in cast.participants)
        third = tuple(roles.mention(start, end) for start, end in cast.mediators)
        sat = any(audience(m, words) for m in members) or _guest(candidate, words)
        third += tuple(
            m for m in members if m not in third and not sat and (_third_party(reading, m, words) or roles.narrates(m))
        )
        place, time = whereabouts.place(candidate), around.time(candidate)
        near = place or whereabouts.beside(candidate)
        duration = around.duration(candidate)
        status = status_of(candidate, time, day, words)
        told, time = time, ahead_of(time, status, day, words)
        said = told if told is time else None  # a weekday moved on is a date, but no sign of a telling
        features = {
            f"status={status}",
            *relative(said, day),
            *view.features(candidate, cast, near, said, duration),
            *fullness((*members, *third), near, said),
        }
        yield Sighting(candidate, cast, members, third, place, time, duration, status, frozenset(features))


def _guest(candidate: Candidate, words: Words) -> bool:
    """ "attended the donor conference": an envoy who is a guest at what others hold mediates nothing there."""
    return candidate.noun and candidate.verb is not None and words.has("people.joins", candidate.verb.lemma_.lower())


def audience(mention: Mention, words: Words) -> bool:
    """The Security Council or a group of states: an envoy who sits with it reports and does not mediate."""
    said = mention.span.words.lower().removeprefix("the ")
    named = any(f" {word}" in f" {said}" for word in words.sets.get("people.audiences", ()))
    return named or words.has("people.bare_audiences", said)


def ahead_of(
    time: TimeExpression | None, status: MeetingStatus, day: date | None, words: Words
) -> TimeExpression | None:
    """The time of what is yet to come: of a weekday just gone the next one, nothing of what else is past."""
    if time is None or day is None or status != "planned":
        return time
    start, end = time.when.start, time.when.end
    if start is None or end is None or end >= day:
        return time
    weekday = start == end and time.when.basis == "relative" and (day - start).days < WEEK
    if weekday and not words.has("context.gone", *time.words.lower().split()):
        return replace(time, when=one_day(plus_days(start, WEEK), "relative"))
    return None


def _third_party(reading: Reading, mention: Mention, words: Words) -> bool:
    """An envoy or office of an organisation, such as the United Nations, mediates wherever it takes part."""
    actor = reading.actors.by_name.get(mention.party or "")
    said = mention.span.words.lower().replace("-", " ").split()
    if any(set(said).issuperset(office.split()) for office in words.sets.get("people.foreign_policy", ())):
        return False
    if any(set(said).issuperset(body.split()) for body in words.sets.get("people.missions", ())):
        return True
    person = reading.actors.by_name.get(mention.name or "")
    role = person.role_on(reading.article.day) if person is not None and person.kind == "person" else None
    titles = role.title.lower().split() if role is not None else []
    told = reading.people.persons.get(mention.name or "")
    if told is not None and words.has("people.mediators", *(title for title in told.titles if title != "mediation")):
        return True  # "Marro", whom the text introduces as "chief mediator Lee Marro"
    bare = OWN.sub("", mention.span.words)
    if mention.party is None and words.has("people.un_offices", bare):
        return True  # "the Special Envoy" of nobody named
    return actor is not None and actor.kind == "organisation" and words.has("people.third", *said, *titles)


def relative(time: TimeExpression | None, day: date | None) -> Iterator[str]:
    """Whether the time said lies ahead of publication, behind it, or around it."""
    if time is None or day is None or time.when.start is None or time.when.end is None:
        return
    yield f"when={'ahead' if time.when.start > day else 'behind' if time.when.end < day else 'now'}"


def fullness(people: Sequence[Mention], place: PlaceMention | None, time: TimeExpression | None) -> Iterator[str]:
    """How much of who, where and when is told, and whether two sides are."""
    parties = {mention.party for mention in people if mention.party}
    named = {mention.name for mention in people if mention.name}
    two = len(parties) > 1 or len(named) > 1
    yield f"parties={min(3, len(parties))}"
    yield f"two sides={two}"
    yield f"known={two + (place is not None) + (time is not None)}"
    yield f"sides={min(5, len(parties | {m.span.words for m in people if m.party is None}))}"
    yield f"two sides={two}&place={place is not None}&time={time is not None}"
    yield f"unknown people={sum(m.party is None and m.name is None for m in people) > 0}"


class _View:
    def __init__(self, reading: Reading, words: Words, found: Sequence[Candidate]) -> None:
        self.reading = reading
        self.words = words
        self.found = [(candidate, candidate.token.sent.start) for candidate in found]
        self.sentence = {s.start: i for i, s in enumerate(reading.sentences)}
        self.persons = {p for n in reading.names if n.actor.kind == "person" for p in range(n.start, n.end)}

    def features(
        self,
        candidate: Candidate,
        cast: Cast,
        place: PlaceMention | None,
        time: TimeExpression | None,
        duration: TimeExpression | None,
    ) -> Iterator[str]:
        """Named yes-or-no features."""
        yield from self._word(candidate)
        yield from self._people(candidate, cast)
        yield from self._grammar(candidate)
        yield from self._wished(candidate)
        yield from self._modifiers(candidate)
        yield from self._context(candidate)
        yield f"place={place.kind if place else None}"
        yield f"time={time is not None}"
        yield f"precision={time.when.precision if time else None}"
        yield f"duration={duration is not None}"

    def _word(self, candidate: Candidate) -> Iterator[str]:
        yield f"sort={candidate.sort}"
        yield f"noun={candidate.noun}"
        if candidate.noun:
            verb = candidate.verb
            yield f"carrier={self._verb_class(verb)}" if verb is not None else "carrier=None"
            if verb is not None and verb.lemma_.lower() in self.words.light:
                yield f"carried={verb.lemma_.lower()}"
            yield f"plural={candidate.token.tag_ in ('NNS', 'NNPS')}"
            yield f"proper={candidate.token.pos_ == 'PROPN'}"

    def _verb_class(self, verb: Token) -> str:
        lemma = verb.lemma_.lower()
        return self.words.light.get(lemma) or ("be" if lemma == "be" else self.words.verbs.get(lemma, "other"))

    def _people(self, candidate: Candidate, cast: Cast) -> Iterator[str]:
        spans = [*cast.participants, *cast.mediators]
        yield f"people={min(3, len(spans))}"
        yield f"mediators={bool(cast.mediators)}"
        named = sum(any(p in self.persons for p in range(a, b)) for a, b in spans)
        yield f"persons={min(2, named)}"
        parties = sum(bool(self.reading.names_in(a, b)) for a, b in spans)
        yield f"named={min(2, parties)}"
        if not candidate.noun:
            doer = subject(candidate.token)
            yield f"doer={self._class(doer)}"
            for child in candidate.token.children:
                if child.dep_ == "dobj":
                    yield f"object={self._class(child)}"
                elif child.dep_ == "prep" and child.lower_ in ("with", "to", "in", "by", "over", "on", "for", "at"):
                    pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
                    yield f"{child.lower_}={self._class(pobj)}"

    def _class(self, token: Token | None) -> str:
        if token is None:
            return "none"
        if token.idx in self.persons:
            return "person"
        if self.words.has("people.media", token.lower_):
            return "media"
        name = next((n for n in self.reading.names if n.start <= token.idx < n.end), None)
        if name is not None:
            return name.actor.kind
        if token.pos_ == "PRON":
            return "pronoun"
        if self.words.has("actor_nouns", token.lower_, token.lemma_.lower()):
            return "actor"
        if self.words.has("not_meetings.met_things", token.lemma_.lower()):
            return "thing-met"
        if token.lemma_.lower() in self.words.nouns:
            return "event"
        return "place" if token.ent_type_ in ("GPE", "LOC", "FAC") else "other"

    def _grammar(self, candidate: Candidate) -> Iterator[str]:
        token = candidate.token
        yield f"dep={token.dep_}"
        yield f"lemma={token.lemma_.lower()}"
        verb = candidate.verb if candidate.verb is not None else candidate.top
        if verb is not None:
            top = governing(verb)
            yield from (f"tense={t}" for t in tense(top))
            if top.i != verb.i:
                yield f"top={top.lemma_.lower() if self._known(top) else 'other'}"
                yield f"form={verb.tag_}"
            else:
                yield f"form={verb.tag_}"
            if any(c.dep_ == "neg" for t in (top, verb) for c in t.children):
                yield "negated"
            yield f"verbdep={verb.dep_}"

    def _wished(self, candidate: Candidate) -> Iterator[str]:
        """Verbs and nouns above that only want, plan or expect it."""
        future = self.reading.lexicon("times").get("future_verbs", ())
        for above in list(candidate.token.ancestors)[:5]:
            lemma = above.lemma_.lower()
            if lemma in future or self.words.light.get(lemma) == "planned":
                yield "wished"
            if above.pos_ in ("VERB", "AUX"):
                yield from (f"above={t}" for t in tense(above) if t in ("will", "would", "could", "to", "may", "might"))
                if above.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "conj", "pcomp"):
                    break

    def _known(self, verb: Token) -> bool:
        lemma = verb.lemma_.lower()
        return lemma in self.words.light or lemma in self.words.verbs

    def _modifiers(self, candidate: Candidate) -> Iterator[str]:
        token = candidate.token
        if not candidate.noun:
            for child in token.children:
                if child.dep_ == "advmod":
                    yield from self._listed(child)
            return
        determiner = "none"
        modifiers = 0
        for child in token.children:
            if child.dep_ == "det":
                determiner = (
                    child.lower_
                    if child.lower_ in ("the", "a", "an", "this", "these", "any", "no", "such", "those")
                    else "other"
                )
            elif child.dep_ == "poss":
                determiner = "poss"
            elif child.dep_ == "nummod":
                determiner = "number"
            elif child.dep_ in ("amod", "compound", "nmod"):
                modifiers += 1
                yield from self._listed(child)
                if child.lower_ in self.words.sets.get("not_meetings.other_gatherings", ()):
                    yield f"other={child.lower_}"
            elif child.dep_ == "prep":
                yield f"prep={child.lower_}"
        yield f"det={determiner}"
        yield f"bare={determiner}{min(1, modifiers)}"

    def _listed(self, token: Token) -> Iterator[str]:
        for name in LISTS:
            if self.words.has(f"context.{name}", token.lower_):
                yield f"is={name}"

    def _context(self, candidate: Candidate) -> Iterator[str]:
        token = candidate.token
        near = {t.lower_ for t in self.reading.doc[candidate.start : candidate.end] if t.i != token.i}
        for name in NEAR:
            if self.words.has(f"context.{name}", *near):
                yield f"near={name}"
        block = self.reading.block_of(token.idx)
        yield f"block={block.kind}"
        yield f"quoted={self.reading.quote_at(token.idx) is not None}"
        sentence = token.sent.start
        number = self.sentence.get(sentence, 9)
        yield f"sentence={min(3, number)}"
        lemma = token.lemma_.lower()
        earlier = [c for c, _ in self.found if c.token.i < token.i]
        yield f"seen={any(c.token.lemma_.lower() == lemma for c in earlier)}"
        yield f"seensort={any(c.sort == candidate.sort for c in earlier)}"
        same = [c for c, start in self.found if start == sentence and c.token.i != token.i]
        yield f"others={min(3, len(same))}"
        within = {c.sort for c in same if candidate.start <= c.token.i < candidate.end}
        yield f"within={bool(within)}"
        yield f"under={any(c.start <= token.i < c.end for c in same)}"


def tense(verb: Token) -> Iterator[str]:
    """Coarse tense and mood of a verb with its auxiliaries."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    for modal in ("will", "would", "could", "may", "might", "can", "should", "must"):
        if modal in helpers:
            yield modal
    if helpers & {"have", "has", "had"}:
        yield "perfect"
    if helpers & {"is", "are", "was", "were", "been", "be"}:
        yield "progressive" if verb.tag_ == "VBG" else "passive"
    if not helpers:
        yield verb.tag_
    if "to" in helpers:
        yield "to"
