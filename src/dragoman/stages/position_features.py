"""What speaks for and against a cue being a position, and for the issue it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..reading.issues import IssueHit
from .position_antecedents import Holder
from .position_cues import Cue
from .position_wording import issue_wording, wording

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FALLBACK = "process"
IN_A_ROW = "in a row"
FAR_UP = 6  # steps of the parse beyond which a word counts as far from its cue
MARKS = ("and", ",", "to", "for", "of", "on", "in", "with")


@dataclass(frozen=True, slots=True)
class Around:
    """Issues named around a passage: ahead of it and behind it in its sentence, and in the sentence before."""

    ahead: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A cue with its holders and the issues that its passage ``start:end`` (characters) speaks of.

    ``told``: features of how it is told.
    """

    cue: Cue
    holders: tuple[Holder, ...]
    start: int
    end: int
    hits: tuple[IssueHit, ...]
    said: bool
    cued: bool
    quoted: bool
    told: tuple[str, ...] = ()
    around: Around = Around()

    @property
    def issues(self) -> tuple[str, ...]:
        """Issues of the passage in order of their first cue."""
        return tuple(dict.fromkeys(hit.issue for hit in self.hits))


class Topics:
    """How much of an article each issue takes up."""

    def __init__(self, hits: Sequence[IssueHit]) -> None:
        self.counts = Counter(hit.issue for hit in hits)
        self.total = max(1, len(hits))

    def share(self, issue: str) -> float:
        """Share of all cues of the article."""
        return self.counts[issue] / self.total

    def leading(self) -> tuple[str, ...]:
        """The two issues with most cues, the fallback left out."""
        return tuple(i for i, _ in self.counts.most_common(3) if i != FALLBACK)[:2]


def issues_around(doc: Doc, cue: Cue, start: int, end: int, hits: Sequence[IssueHit]) -> Around:
    """The issues named around the passage ``start:end`` (characters) of a cue."""
    sentence = doc[cue.token].sent
    before = doc[sentence.start - 1].sent.start_char if sentence.start else sentence.start_char

    def named(first: int, last: int) -> frozenset[str]:
        return frozenset(hit.issue for hit in hits if first <= hit.start < last)

    return Around(
        ahead=named(sentence.start_char, start),
        behind=named(end, sentence.end_char),
        before=named(before, sentence.start_char),
    )


def candidate_issues(wish: Wish, topics: Topics) -> tuple[str, ...]:
    """What a wish may be about: issues its passage names, the fallback, the article's own where it names no other."""
    named = wish.issues
    own = topics.leading() if set(named) <= {FALLBACK} else ()
    return tuple(dict.fromkeys((*named, FALLBACK, *own)))


def position_features(doc: Doc, wish: Wish) -> frozenset[str]:
    """Names of the features that tell whether a wish is a position."""
    form = (*_cue(doc, wish), *_clause(doc[wish.cue.token]), *_holder(wish), *_about(wish))
    return frozenset((*form, *wording(doc, wish.cue), *_names(doc, wish), *wish.told))


def _cue(doc: Doc, wish: Wish) -> Iterator[str]:
    cue = wish.cue
    token = doc[cue.token]
    grade = "strong" if cue.strong else "weak"
    yield f"kind={cue.kind}"
    yield f"word={cue.word}"
    yield f"stance={cue.stance}"
    yield f"kind+stance={cue.kind}+{cue.stance}"
    yield f"grade={cue.kind}+{grade}"
    yield f"grade+stance={cue.kind}+{grade}+{cue.stance}"
    yield f"tag={token.tag_}"
    yield f"dep={token.dep_}"
    if cue.carrier:
        yield f"carrier={cue.carrier}"
        yield "carried"
    for name, holds in (
        ("negated", cue.negated),
        ("passive", cue.passive),
        ("explicit", cue.explicit),
        ("condition", cue.condition is not None),
        ("said", wish.said),
        ("cued", wish.cued),
        ("quoted", wish.quoted),
    ):
        if holds:
            yield name
            yield f"{name}+{cue.kind}"
    yield f"length={bucket(cue.end - cue.start, (4, 8, 14, 24, 40))}"
    yield f"focus={bucket(cue.focus[1] - cue.focus[0], (1, 3, 6, 12, 24))}"


def _clause(token: Token) -> Iterator[str]:
    for child in token.children:
        if child.dep_ in ("aux", "auxpass"):
            yield f"aux={child.lower_}"
        if child.dep_ in ("xcomp", "ccomp", "dobj", "prep") and child.i > token.i:
            yield f"right={child.dep_}"
            yield f"word+right={token.lemma_.lower()}+{child.dep_}"
            if child.dep_ == "prep":
                yield f"prep={child.lower_}"
    if token.head.i != token.i and token.head.pos_ in ("VERB", "AUX", "NOUN"):
        yield f"governor={token.head.lemma_.lower()}"


def _holder(wish: Wish) -> Iterator[str]:
    yield f"holders={min(3, len(wish.holders))}"
    for holder in wish.holders[:1]:
        yield f"how={holder.how}"
        yield f"how+kind={holder.how}+{wish.cue.kind}"
        yield f"class={source_class(holder)}"


def source_class(holder: Holder) -> str | None:
    """The source class of the words that name a holder; ``group`` where they name several parties."""
    if holder.how == "group":
        return "group"
    return holder.mention.source_class if holder.mention is not None else "unnamed"


def _about(wish: Wish) -> Iterator[str]:
    issues = wish.issues
    yield f"issues={min(3, len(issues))}"
    yield f"hits={min(4, len(wish.hits))}"
    if not issues:
        yield "about nothing named"
    elif issues == (FALLBACK,):
        yield "about the process only"
    else:
        yield "about substance"
    for issue in issues:
        yield f"about={issue}"


def _names(doc: Doc, wish: Wish) -> Iterator[str]:
    """The words by which the passage names its issues."""
    for hit in wish.hits[:5]:
        token = _token(doc, hit)
        if token is not None:
            yield f"names={hit.issue}:{token.lemma_.lower()}"


def issue_features(doc: Doc, wish: Wish, issue: str, topics: Topics) -> frozenset[str]:
    """Names of the features that tell whether a position is one on that issue."""
    own = [token for hit in wish.hits if hit.issue == issue and (token := _token(doc, hit)) is not None]
    return frozenset((*_issue(doc, wish, issue, topics), *issue_wording(doc, wish.cue, issue, own)))


def _issue(doc: Doc, wish: Wish, issue: str, topics: Topics) -> Iterator[str]:
    issues = wish.issues
    yield f"kind={wish.cue.kind}"
    yield f"stance={wish.cue.stance}"
    yield f"issue={issue}"
    yield f"issue+stance={issue}+{wish.cue.stance}"
    yield f"share={bucket(int(topics.share(issue) * 100), (5, 10, 20, 35, 50))}"
    yield f"issues={min(4, len(issues))}"
    yield from _around(wish, issue)
    hits = [hit for hit in wish.hits if hit.issue == issue]
    if hits:
        yield from _named(doc, wish, issue, hits)
        return
    yield "unnamed"
    yield f"unnamed={issue}+{min(2, len(issues))}"
    if issues:
        yield f"unnamed beside={issues[0]}"


def _around(wish: Wish, issue: str) -> Iterator[str]:
    """Whether the issue, and how many others, are named around the passage: one not named in it may be there."""
    named, around = issue in wish.issues, wish.around
    same = around.ahead | around.behind
    for name, issues in (("ahead", around.ahead), ("behind", around.behind), ("same", same), ("before", around.before)):
        yield f"{name}={issue in issues}+{named}"
    for name, issues in (("same", same), ("before", around.before)):
        yield f"others {name}={min(3, len(issues - {issue, FALLBACK}))}+{named}"


def _named(doc: Doc, wish: Wish, issue: str, hits: Sequence[IssueHit]) -> Iterator[str]:
    issues = wish.issues
    rank = issues.index(issue)
    yield f"rank={min(3, rank)}"
    yield f"rank={min(3, rank)}of{min(4, len(issues))}"
    yield f"hits={min(3, len(hits))}"
    for other in issues:
        if other != issue:
            yield f"beside={issue}+{other}"
            yield f"{'after' if issues.index(other) < rank else 'ahead of'}={other}"
    for hit in hits[:3]:
        yield f"hit={issue}:{_words(doc, hit)}"
    yield from _place(doc, wish, hits)


def _place(doc: Doc, wish: Wish, hits: Sequence[IssueHit]) -> Iterator[str]:
    """Where the issue's cues stand: in the condition, far from the cue, one of several in a row."""
    cue = wish.cue
    tokens = [t for t in (_token(doc, hit) for hit in hits) if t is not None]
    if not tokens:
        return
    condition = cue.condition
    if condition and all(condition[0] <= t.i < condition[1] for t in tokens):
        yield "in condition"
        yield f"in condition+{cue.stance}"
    if not any(cue.focus[0] <= t.i < cue.focus[1] for t in tokens):
        yield "out of focus"
    yield f"distance={bucket(min(abs(t.i - cue.token) for t in tokens), (1, 3, 6, 10, 16))}"
    yield f"depth={min(_depth(t, cue.token) for t in tokens)}"
    if len(wish.issues) > 1 and any(t.dep_ == "conj" for t in tokens):
        yield IN_A_ROW
    first = min(t.i for t in tokens)
    before = doc[first - 1].lower_ if first else ""
    if before in MARKS:
        yield f"before={before}"


def _depth(token: Token, top: int) -> int:
    """Steps up the parse from a word to the cue; coordinated words stand on the level of the first."""
    steps = 0
    while token.i != top and steps < FAR_UP:
        if token.head.i == token.i:
            return FAR_UP
        steps += token.dep_ != "conj"
        token = token.head
    return steps


def _token(doc: Doc, hit: IssueHit) -> Token | None:
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return span.root if span is not None else None


def _words(doc: Doc, hit: IssueHit) -> str:
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    return " ".join(t.lemma_.lower() for t in span if not t.is_punct) if span is not None else ""


def bucket(value: int, steps: Sequence[int]) -> str:
    """The first step that a value does not exceed, or "more"."""
    return str(next((step for step in steps if value <= step), "more"))
