"""Articles on the same talks that name different people as governing the same state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from ..model.actor import Actor
from ..model.article import Article
from ..model.claim import Assessment, Meeting, Mention, Payload, Statement
from ..model.evidence import Evidence
from ..model.record import Relation
from .told import Corpus, Told, listing, parties_of_articles, person_of, quote_of

Lexicon = Mapping[str, tuple[str, ...]]
CAPITALS = r"[A-Z][\w'’-]*[a-z][\w-]*"
ALIKE = 0.75
"""Surnames at least so alike are one name spelt in two ways."""
TERM = timedelta(days=60)
"""Dated reports further apart than this may well name two holders one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody whom an article names as governing a state."""

    surname: str
    party: str
    office: str
    article: Article
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Surnames to parties, and the terms of those whom a pack lists."""

    parties: Mapping[str, str]
    terms: Mapping[tuple[str, str], tuple[tuple[date | None, date | None], ...]]


def holders(corpus: Corpus, actors: Iterable[Actor]) -> Known:
    """Whom people belong to, by surname: from the packs, and from what the claims say."""
    votes: dict[str, Counter[str]] = {}
    terms: dict[tuple[str, str], list[tuple[date | None, date | None]]] = {}
    for actor in actors:
        if actor.kind == "person":
            for role in actor.roles:
                if role.of:
                    votes.setdefault(surname(actor.name), Counter())[role.of] += 100
                    terms.setdefault((surname(actor.name), role.of), []).append((role.start, role.end))
    for told in corpus.told:
        for mention in _mentions(told):
            name = person_of(mention)
            if name is not None and mention.party is not None:
                votes.setdefault(surname(name), Counter())[mention.party] += 1
    parties = {name: min(count, key=lambda p: (-count[p], p)) for name, count in votes.items()}
    return Known(parties=parties, terms={key: tuple(value) for key, value in terms.items()})


def _mentions(told: Told[Payload]) -> Iterator[Mention]:
    payload = told.payload
    if isinstance(payload, Statement) and payload.speaker:
        yield payload.speaker
    elif isinstance(payload, Assessment) and payload.claimed_by:
        yield payload.claimed_by
    elif isinstance(payload, Meeting):
        yield from (*payload.participants, *payload.mediators)


def surname(name: str) -> str:
    """The last word of a name, folded."""
    return name.split()[-1].casefold() if name.split() else ""


def offices(corpus: Corpus, lexicon: Lexicon, known: Known) -> Iterator[Relation]:
    """One relation for each article that names another holder than most of the others do."""
    named: dict[tuple[str, str], list[Holder]] = {}
    patterns = _patterns(lexicon)
    for article in corpus.articles:
        if article.id not in corpus.origins:
            for holder in _named(article, patterns, known):
                named.setdefault((holder.party, holder.office), []).append(holder)
    about = parties_of_articles(corpus)
    for _, found in sorted(named.items()):
        groups = _by_name(found)
        groups.sort(key=lambda group: -len(group))
        for number, group in enumerate(groups):
            for larger in groups[:number]:
                yield from _differ(group, larger, about, known)


def _patterns(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    def forms(key: str) -> str:
        return "|".join(re.escape(form) for form in lexicon.get(f"offices.{key}", ())) or "(?!)"

    former = "|".join(re.escape(word) for word in lexicon.get("offices.former", ())) or "(?!)"
    name = rf"(?P<name>(?:{CAPITALS}\s+){{0,2}}{CAPITALS})"
    after = rf"(?P<name>{CAPITALS})(?:['’]s)?\s+(?:{forms('administration')})\b"
    made = [("head", re.compile(rf"\b{after}"))]
    for office, kind in (("head", "president"), ("prime minister", "prime_minister"), ("chancellor", "chancellor")):
        made.append((office, re.compile(rf"(?<![\w-])(?P<former>(?i:{former})[\s-]+)?(?:{forms(kind)})\s+{name}")))
    return tuple(made)


def _named(article: Article, patterns: Iterable[tuple[str, re.Pattern[str]]], known: Known) -> Iterator[Holder]:
    """The first naming of each holder."""
    seen: set[tuple[str, str, str]] = set()
    for office, pattern in patterns:
        for match in pattern.finditer(article.text):
            if match.groupdict().get("former"):
                continue
            name = _known_name(match["name"], known)
            if name is None or (key := (name, known.parties[name], office)) in seen:
                continue
            seen.add(key)
            end = match.end() if office == "head" and match.end("name") < match.end() else match.end("name")
            evidence = quote_of(article, match.start(), end)
            yield Holder(surname=name, party=key[1], office=office, article=article, evidence=evidence)


def _known_name(words: str, known: Known) -> str | None:
    """The surname among the words that belongs to somebody known; the longest run of words is tried first."""
    parts = [re.sub(r"['’]s$", "", part) for part in words.split()]
    return next((p.casefold() for p in reversed(parts) if p.casefold() in known.parties), None)


def _by_name(found: Iterable[Holder]) -> list[list[Holder]]:
    groups: list[list[Holder]] = []
    for holder in found:
        for group in groups:
            if SequenceMatcher(None, group[0].surname, holder.surname).ratio() >= ALIKE:
                group.append(holder)
                break
        else:
            groups.append([holder])
    return groups


def _differ(
    group: list[Holder], larger: list[Holder], about: Mapping[str, frozenset[str]], known: Known
) -> Iterator[Relation]:
    for holder in group:
        for other in larger:
            shared = about[holder.article.id] & about[other.article.id]
            if holder.article.id == other.article.id or len(shared) < 2 or _one_after_the_other(holder, other, known):
                continue
            first, second = f'"{holder.evidence.quote}"', f'"{other.evidence.quote}"'
            reason = f"different holders of one office of {holder.party}: {first} against {second}"
            yield Relation(
                kind="contradicts",
                subject=holder.article.id,
                object=other.article.id,
                aspect="administration",
                reason=f"{reason}, in reports on talks of {listing(shared)}",
                evidence=(holder.evidence, other.evidence),
            )
            break


def _one_after_the_other(first: Holder, second: Holder, known: Known) -> bool:
    """Dated reports that each name the one who held the office then, or that lie far apart, do not contradict."""
    if first.article.day is None or second.article.day is None:
        return False
    if abs(first.article.day - second.article.day) > TERM:
        return True
    return all(_held(holder, known) for holder in (first, second))


def _held(holder: Holder, known: Known) -> bool:
    day = holder.article.day
    terms = known.terms.get((holder.surname, holder.party), ())
    return day is not None and any((not a or a <= day) and (not b or day <= b) for a, b in terms)
