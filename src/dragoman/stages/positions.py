"""Positions: what a party wants on an issue, in its own words or as reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.claim import Claim, Payload, Position, Stance, Statement
from ..reading.issues import IssueHit, IssueIndex
from ..reading.linear import LinearHead, load_heads
from ..reading.reading import Reading
from .base import Found, of_kind
from .position_antecedents import Holder
from .position_cues import Cue, find_cues
from .position_features import Topics, Wish, candidate_issues, issue_features, issues_around, position_features
from .position_governing import governing
from .position_holders import Holders
from .position_kind import kind_of
from .position_resumed import with_resumed
from .position_side_features import side_features
from .position_sides import Sides
from .position_stance import added_stance, basis_of, stance_of, teller_of
from .position_wording import telling
from .position_words import CueWords

if TYPE_CHECKING:
    from spacy.tokens import Doc

THRESHOLD = 0.36  # chance from which a passage settles an issue for a party
AGAIN = 0.54  # chance from which it does so when another one has settled that issue for that party
CHANGED = 0.42  # the same where the other one takes another stance: "has long insisted ... is now open to"
CERTAIN = 0.75  # chance of being its holder from which a party counts as that for sure
YES = "yes"


@dataclass(frozen=True, slots=True)
class Reached:
    """A wish read as a party's position on an issue, and how likely it is one."""

    wish: Wish
    holder: Holder
    issue: str
    chance: float


@lru_cache(maxsize=1)
def heads() -> Mapping[str, LinearHead]:
    """The trained heads: is it a position, is it that party's, is it on that issue."""
    return load_heads("dragoman.stages", "positions.json")


@lru_cache(maxsize=8)
def _index(cues: tuple[tuple[str, tuple[str, ...]], ...]) -> IssueIndex:
    return IssueIndex(dict(cues))


@lru_cache(maxsize=8)
def _words(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> CueWords:
    return CueWords.of(dict(lists))


def cue_words(reading: Reading) -> CueWords:
    """The word lists of ``positions`` as tables."""
    return _words(tuple(reading.lexicon("positions").items()))


class Positions:
    """Finds who wants, refuses, accepts or offers what: cue words, their holder, the issue, the stance."""

    name = "positions"
    version = "1"
    requires = frozenset({"statement"})
    provides = frozenset({"position"})

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim[Payload]]:
        """One claim for each party and issue that a passage settles."""
        statements = of_kind(found, Statement)
        holders = Holders(reading, statements)
        hits = _index(tuple(reading.lexicon("issues").items())).find(reading.text)
        wishes = find_wishes(reading, holders, hits)
        reached = judge(Sides(reading, holders), wishes, Topics(hits), heads())
        yield from _settle(reading, holders, reached)


def find_wishes(reading: Reading, holders: Holders, hits: Sequence[IssueHit]) -> list[Wish]:
    """Every governing cue of the article with its holders and the issues of its passage."""
    doc = reading.doc
    words = cue_words(reading)
    hits = with_resumed(doc, hits, words)
    wishes = []
    cues = governing(doc, [cue for cue in find_cues(doc, words) if not _is_named(cue, doc, holders)], words)
    holders.meet(cues)
    for cue in cues:
        start, end = doc[cue.start].idx, doc[cue.end - 1].idx + len(doc[cue.end - 1])
        place = doc[cue.token].idx
        who, around, cued = holders.of(cue), holders.saying(place), holders.cued(place)
        wishes.append(
            Wish(
                cue=cue,
                holders=who,
                start=start,
                end=end,
                hits=tuple(hit for hit in hits if start <= hit.start and hit.end <= end),
                said=around is not None,
                cued=cued is not None,
                quoted=reading.quote_at(place) is not None,
                told=tuple(telling(doc, cue, who, around, cued)),
                around=issues_around(doc, cue, start, end, hits),
            )
        )
    return wishes


def _is_named(cue: Cue, doc: Doc, holders: Holders) -> bool:
    """Whether a noun is but part of a party's name: "the Norland Call"."""
    start = doc[cue.token].idx
    return cue.kind == "noun" and any(n.start <= start < n.end for n in holders.parties)


def judge(sides: Sides, wishes: Iterable[Wish], topics: Topics, weights: Mapping[str, LinearHead]) -> Iterator[Reached]:
    """How likely each wish is a position, of each party that may hold it, on each issue that it may be about.

    The three chances are multiplied; what cannot reach the threshold any more is left out.
    """
    doc, words = sides.reading.doc, cue_words(sides.reading)
    for wish in wishes:
        chance = weights["position"].probabilities(position_features(doc, wish))[YES]
        issues: dict[str, float] = {}
        for issue in candidate_issues(wish, topics) if chance >= THRESHOLD else ():
            if is_awaited(doc, wish, issue, words):
                continue
            features = issue_features(doc, wish, issue, topics)
            issues[issue] = chance * weights["issue"].probabilities(features)[YES]
        likely = {issue: c for issue, c in issues.items() if c >= THRESHOLD}
        for holder, owned in _owners(sides, wish, weights["holder"]) if likely else ():
            for issue, on_it in likely.items():
                if on_it * owned >= THRESHOLD:
                    yield Reached(wish, _known(sides, wish, holder), issue, on_it * owned)


def is_awaited(doc: Doc, wish: Wish, issue: str, words: CueWords) -> bool:
    """Whether a refusal names an issue only as what it waits for: "refused to talk of returns before a truce"."""
    hits = [hit for hit in wish.hits if hit.issue == issue]
    if wish.cue.stance != "rejects" or not hits:
        return False
    spans = [doc.char_span(hit.start, hit.end, alignment_mode="expand") for hit in hits]
    return all(
        span is not None
        and any(wish.cue.token < t.i and words.has("condition.awaited", t.lower_) for t in span.root.ancestors)
        for span in spans
    )


def _owners(sides: Sides, wish: Wish, weights: LinearHead) -> Iterator[tuple[Holder, float]]:
    """Each party that may hold a wish, and how likely it does; parties named as one stand or fall together."""
    doc = sides.reading.doc
    chances = [
        (holder, weights.probabilities(side_features(doc, wish, holder.party, sides))[YES])
        for holder in sides.candidates(wish)
    ]
    together = max((chance for holder, chance in chances if holder.how == "group"), default=0.0)
    for holder, chance in chances:
        yield holder, min(1.0, (together if holder.how == "group" else chance) / CERTAIN)


def _known(sides: Sides, wish: Wish, holder: Holder) -> Holder:
    """A holder with the mention that names it."""
    if holder.how != "named":
        return holder
    return replace(holder, mention=sides.nearest(holder.party, sides.reading.doc[wish.cue.token]))


def _settle(reading: Reading, holders: Holders, reached: Iterable[Reached]) -> Iterator[Claim[Position]]:
    """Likeliest first; what a party wants on an issue is not told again by passages that overlap or are less sure."""
    words = cue_words(reading)
    taken: dict[tuple[str, str], list[tuple[Wish, Stance]]] = {}
    for r in sorted(reached, key=lambda r: (-r.chance, r.wish.start, r.issue, r.holder.party)):
        before = taken.setdefault((r.holder.party, r.issue), [])
        stance = _stance(reading.doc, words, r)
        if before and r.chance < (AGAIN if any(stance == told for _, told in before) else CHANGED):
            continue
        if any(w.start < r.wish.end and r.wish.start < w.end for w, _ in before):
            continue
        claim = _claim(reading, holders, r, stance)
        if claim.payload.basis != "analyst":  # the wishes of analysts are no positions
            before.append((r.wish, stance))
            yield claim


def _stance(doc: Doc, words: CueWords, reached: Reached) -> Stance:
    """What is asked for as a condition is demanded; else the stance of the cue, or of a participle that adds a wish."""
    if _is_condition(doc, reached):
        return "demands"
    own = [hit.start for hit in reached.wish.hits if hit.issue == reached.issue]
    return added_stance(doc, reached.wish.cue, own, words) or stance_of(doc, reached.wish.cue, reached.holder, words)


def _claim(reading: Reading, holders: Holders, reached: Reached, stance: Stance) -> Claim[Position]:
    doc, cue, holder = reading.doc, reached.wish.cue, reached.holder
    token = doc[cue.token]
    teller = teller_of(reading, cue, holders)
    basis, speaker = basis_of(reading, cue, holder, teller, holders.mediators)
    condition = None
    if cue.condition is not None:
        first, last = doc[cue.condition[0]], doc[cue.condition[1] - 1]
        condition = reading.span(first.idx, last.idx + len(last))
    asked = _is_condition(doc, reached)
    return Claim(
        payload=Position(
            party=holder.party,
            issue=reached.issue,
            stance=stance,
            basis=basis,
            attributed_to=speaker,
            statement=teller.statement,
            condition=condition,
            kind="condition" if asked else kind_of(doc, cue, stance, reading.lexicon("position_kinds")),
        ),
        evidence=reading.evidence(reached.wish.start, reached.wish.end),
        stage=Positions.name,
        version=Positions.version,
        cues=(reading.span(token.idx, token.idx + len(token)),),
    )


def _is_condition(doc: Doc, reached: Reached) -> bool:
    """Whether the issue is named in the condition only: what somebody makes a condition of is demanded."""
    condition = reached.wish.cue.condition
    hits = [hit for hit in reached.wish.hits if hit.issue == reached.issue]
    if condition is None or not hits:
        return False
    first, last = doc[condition[0]], doc[condition[1] - 1]
    return all(first.idx <= hit.start and hit.end <= last.idx + len(last) for hit in hits)
