"""Acts that are done by saying something: the sentence of a statement, its speaker's party, and whom it speaks to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from ..model.article import Article
from ..model.claim import Claim, Mention, Payload, Statement
from ..packs import load_packs
from ..reading.acts import ActReader
from ..reading.issues import IssueIndex, issue_lexicon
from ..reading.names import ActorIndex
from ..reading.parse import load_parser
from ..text.sentences import sentence_spans

LEAST = 0.5  # chance below which an act is left out
LONGEST = 600  # characters of a sentence that is looked at
PARTIES = ("state", "bloc", "armed_group", "organisation", "organ", "person")


@dataclass(frozen=True, slots=True)
class Said:
    """Who does what to whom by saying it, in a root class; ``issue``: what the sentence is most about."""

    source: str
    target: str
    root: str
    certainty: float
    issue: str | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """A party named at ``start:end`` of a text."""

    start: int
    end: int
    party: str


class ActorWords:
    """Finds parties in a text: those of the shipped world pack, and the names that the claims themselves give."""

    def __init__(self, claims: Iterable[Claim[Payload]]) -> None:
        self.listed = ActorIndex(load_packs(("world",)).actors)
        self.given: dict[str, str] = {}
        for mention in (m for claim in claims for m in _mentions(claim.payload)):
            if mention.party:
                for words in (mention.party, mention.name):
                    if words and words[:1].isupper():
                        self.given.setdefault(words, mention.party)
        ordered = sorted(self.given, key=lambda words: (-len(words), words))
        self.pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b") if ordered else None

    def find(self, text: str, day: date | None) -> list[Naming]:
        """All namings in order; where two overlap, the longer one."""
        found = [Naming(m.start(), m.end(), self.given[m.group()]) for m in self._given(text)]
        for start, end, _, actors in self.listed.find(text):
            party = actors[0].party_on(day) if actors[0].kind in PARTIES else None
            if party:
                found.append(Naming(start, end, party))
        kept: list[Naming] = []
        for naming in sorted(found, key=lambda n: (n.start - n.end, n.start, n.party)):
            if not any(k.start < naming.end and naming.start < k.end for k in kept):
                kept.append(naming)
        return sorted(kept, key=lambda n: n.start)

    def first_other(self, text: str, party: str, day: date | None) -> Naming | None:
        """The first naming of another party."""
        return next((naming for naming in self.find(text, day) if naming.party != party), None)

    def _given(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text) if self.pattern else iter(())


def _mentions(value: object) -> Iterator[Mention]:
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _mentions(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _mentions(getattr(value, field.name))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sentence with its two actors."""

    claim: str
    text: str
    speaker: tuple[int, int]
    source: str
    target: Naming


def acts_said(
    statements: Iterable[Claim[Statement]], articles: Mapping[str, Article], words: ActorWords
) -> dict[str, Said]:
    """The acts of statements (by id) whose speaker speaks for a party and that name another one beside it."""
    asked = [a for claim in statements if (a := _asked(claim, articles[claim.evidence.article], words)) is not None]
    if not asked:
        return {}
    pack = load_packs(("english",))
    lexicon, issues = pack.lexicon("acts"), IssueIndex(issue_lexicon(pack.issues))
    reader = ActReader({key.removeprefix("verbs."): verbs for key, verbs in lexicon.items()})
    made: dict[str, Said] = {}
    for sentence, doc in zip(asked, load_parser().pipe(a.text for a in asked), strict=True):
        act = reader.read(doc, [sentence.speaker], [(sentence.target.start, sentence.target.end)])
        if act.chance >= LEAST:
            told = Counter(hit.issue for hit in issues.find(sentence.text))
            made[sentence.claim] = Said(
                source=sentence.source,
                target=sentence.target.party,
                root=act.root,
                certainty=act.chance,
                issue=min(told, key=lambda issue: (-told[issue], issue), default=None),
                words=tuple(token.lower_ for token in doc),
            )
    return made


def _asked(claim: Claim[Statement], article: Article, words: ActorWords) -> _Asked | None:
    said = claim.payload
    if said.speaker is None or not said.party or said.modality in ("conditional", "possible"):
        return None
    start, end = _sentence(article.text, said.cue.start if said.cue else said.speaker.span.start)
    text = article.text[start:end]
    first, last = said.speaker.span.start - start, said.speaker.span.end - start
    if not 0 <= first < last <= len(text) or len(text) > LONGEST:
        return None
    others = [n for n in words.find(text, article.day) if n.party != said.party and not first <= n.start < last]
    return _Asked(claim.id, text, (first, last), said.party, others[0]) if others else None


def _sentence(text: str, place: int) -> tuple[int, int]:
    """The sentence of the line that holds the place."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    line = text[start : end if end >= 0 else len(text)]
    for first, last in sentence_spans(line):
        if first <= place - start < last:
            return start + first, start + last
    return start, start + len(line)
