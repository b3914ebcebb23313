"""Figures that articles give beside the claims: the dead of a war or of one attack, the length of a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from ..model.article import Article
from ..model.claim import Meeting
from ..model.evidence import Evidence
from ..model.record import Relation
from .told import Corpus, Told, names, parties_of_articles, quote_of, sentence_around, words

Lexicon = Mapping[str, tuple[str, ...]]
WHOLE_WAR = 5000.0
"""A number of dead from here on is the toll of a war, whatever else its sentence says."""
ROUND_ABOUT = 0.1
AT_ONCE = timedelta(days=14)
TOLL_GROWS = timedelta(days=60)
FOLLOW = 500
"""How far behind the report of a meeting its length may be told."""
NO_LENGTH = re.compile(r"\b(?:first|last|next|past|within|after|every|later|than)\W*(?:few\W*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Between ``low`` and ``high`` dead of one group (civilians, fighters, people; of which nation), as told."""

    low: float
    high: float
    scope: Literal["war", "attack"]
    who: str
    nation: frozenset[str]
    article: Article
    evidence: Evidence
    names: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    number: re.Pattern[str]
    passive: re.Pattern[str]
    active: re.Pattern[str]


def casualties(corpus: Corpus, lexicon: Lexicon) -> Iterator[Relation]:
    """Contradictions between what articles say about the dead of the same war, or of the same attack."""
    patterns = _patterns(lexicon)
    figures = [
        figure
        for article in corpus.articles
        if article.id not in corpus.origins
        for figure in figures_of(article, lexicon, patterns)
    ]
    about = parties_of_articles(corpus)
    yield from _tolls([f for f in figures if f.scope == "war"], about)
    yield from _attacks([f for f in figures if f.scope == "attack"])


def _tolls(figures: list[Figure], about: Mapping[str, frozenset[str]]) -> Iterator[Relation]:
    first: list[Figure] = []
    for figure in figures:
        same = [other for other in first if _one_toll(figure, other, about)]
        for other in same:
            if _apart(figure, other) and not _may_have_grown(other, figure):
                yield _relation(figure, other, "the dead of the war")
        if not any((other.low, other.high) == (figure.low, figure.high) for other in same):
            first.append(figure)


def _one_toll(one: Figure, two: Figure, about: Mapping[str, frozenset[str]]) -> bool:
    shared = about[one.article.id] & about[two.article.id]
    alike = one.who == two.who and one.nation == two.nation
    return alike and len(shared) > 1 and one.article.id != two.article.id


def _may_have_grown(earlier: Figure, later: Figure) -> bool:
    if earlier.article.day is None or later.article.day is None or later.low < earlier.high:
        return False
    return later.article.day - earlier.article.day > TOLL_GROWS


def _attacks(figures: list[Figure]) -> Iterator[Relation]:
    first: list[Figure] = []
    for figure in figures:
        for other in first:
            if _one_attack(other, figure) and _apart(other, figure):
                places = " and ".join(sorted(name.title() for name in figure.names & other.names))
                yield _relation(figure, other, f"the dead of one attack ({places})")
                break
        first.append(figure)


def _one_attack(earlier: Figure, later: Figure) -> bool:
    if earlier.article.id == later.article.id or earlier.who != later.who or earlier.nation != later.nation:
        return False
    if earlier.article.day is None or later.article.day is None or later.article.day - earlier.article.day > AT_ONCE:
        return False
    return bool(earlier.names & later.names) and bool((earlier.words & later.words) - earlier.names)


def _relation(later: Figure, earlier: Figure, what: str) -> Relation:
    reason = f'{what}: "{earlier.evidence.quote}" against "{later.evidence.quote}"'
    return Relation(
        kind="contradicts",
        subject=later.article.id,
        object=earlier.article.id,
        aspect="number",
        reason=reason,
        evidence=(later.evidence, earlier.evidence),
    )


def _apart(one: Figure, two: Figure) -> bool:
    return one.high < two.low or two.high < one.low


def figures_of(article: Article, lexicon: Lexicon, patterns: _Patterns | None = None) -> Iterator[Figure]:
    """The numbers of dead that an article gives, in text order."""
    made = patterns or _patterns(lexicon)
    hurt = re.compile(rf"\W*(?:or|and)\s+(?:{_either(lexicon.get('dead.or_hurt', ()))})", re.IGNORECASE)
    found = [f for pattern in (made.passive, made.active) for f in _matching(article, pattern, hurt, lexicon)]
    end = 0
    for figure in sorted(found, key=lambda f: (f.evidence.start, -f.evidence.end)):
        if figure.evidence.start >= end:
            end = figure.evidence.end
            yield figure


def _matching(article: Article, pattern: re.Pattern[str], hurt: re.Pattern[str], lexicon: Lexicon) -> Iterator[Figure]:
    """Figures by one pattern; where a match gives none the search goes on behind its number."""
    position = 0
    while match := pattern.search(article.text, position):
        figure = None if hurt.match(article.text, match.end()) else _figure(article, match, lexicon)
        position = match.end() if figure else match.end("number")
        if figure:
            yield figure


def _figure(article: Article, match: re.Match[str], lexicon: Lexicon) -> Figure | None:
    value = amount(match["number"], lexicon)
    who = _who(match["who"], lexicon)
    if value is None or who is None:
        return None
    start, end = sentence_around(article.text, match.start(), match.end())
    sentence = article.text[start:end]
    of_war = value[0] >= WHOLE_WAR or (value[1] >= WHOLE_WAR and _holds(sentence, lexicon.get("dead.war", ())))
    called = names(sentence) - frozenset(lexicon.get("ordinary", ()))
    return Figure(
        low=value[0],
        high=value[1],
        scope="war" if of_war else "attack",
        who=who,
        nation=frozenset(re.findall(r"[A-Z]\w+", match["who"])),
        article=article,
        evidence=quote_of(article, match.start(), match.end()),
        names=called,
        words=words(sentence, frozenset(lexicon.get("ordinary", ()))),
    )


def _who(said: str, lexicon: Lexicon) -> str | None:
    """Of which group the dead are; None where the words name no people."""
    for group in ("civilians", "fighters", "lives"):
        if _holds(said, lexicon.get(f"dead.{group}", ())):
            return "people" if group == "lives" else group
    return None if said.strip() and not re.fullmatch(r"\s*(?:of\s+them)?\s*", said) else "people"


def amount(said: str, lexicon: Lexicon) -> tuple[float, float] | None:
    """Lowest and highest value that a number in words or figures stands for.

    >>> amount("more than 40,000", {"numbers.at_least": ("more than",)})
    (40000.0, 80000.0)
    """
    folded = " ".join(said.casefold().split())
    for row in lexicon.get("numbers.vague", ()):
        form, low, high = row.split("|")
        if form in folded:
            return float(low), float(high)
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", folded)
    value = float(digits.group().replace(",", "")) if digits else _in_words(folded, lexicon)
    if value is None:
        return None
    for row in lexicon.get("numbers.scales", ()):
        form, factor = row.split("|")
        if re.search(rf"\b{form}\b", folded):
            value *= float(factor)
    if _holds(folded, lexicon.get("numbers.at_least", ())):
        return value, 2 * value
    if _holds(folded, lexicon.get("numbers.at_most", ())):
        return 0.5 * value, value
    if _holds(folded, lexicon.get("numbers.about", ())) or (value >= 1000 and value % 1000 == 0):
        return (1 - ROUND_ABOUT) * value, (1 + ROUND_ABOUT) * value
    return value, value


def _in_words(folded: str, lexicon: Lexicon) -> float | None:
    for row in lexicon.get("numbers.words", ()):
        form, value = row.split("|")
        if re.search(rf"\b{form}\b", folded):
            return float(value)
    return None


def _patterns(lexicon: Lexicon) -> _Patterns:
    forms = {key: _either(lexicon.get(f"numbers.{key}", ())) for key in ("at_least", "at_most", "about")}
    vague = _either(row.split("|")[0] for row in lexicon.get("numbers.vague", ()))
    counted = _either(row.split("|")[0] for row in lexicon.get("numbers.words", ()))
    scales = _either(row.split("|")[0] for row in lexicon.get("numbers.scales", ()))
    number = (
        rf"(?:(?:{forms['at_least']}|{forms['at_most']}|{forms['about']})\s+)?"
        rf"(?:(?:{vague})|(?:\d[\d,]*(?:\.\d+)?|\b(?:{counted}))(?:\s+(?:{scales}))?)\b"
    )
    killed, killing = (_either(lexicon.get(f"dead.{key}", ())) for key in ("killed", "killing"))
    people = _either(w for key in ("lives", "civilians", "fighters") for w in lexicon.get(f"dead.{key}", ()))
    helping = r"(?:(?:have|has|had|was|were|is|are|be|been|being|reportedly|already|also)\s+){0,3}"
    return _Patterns(
        number=re.compile(number, re.IGNORECASE),
        passive=re.compile(
            rf"\b(?P<number>{number})(?P<who>(?:[^\S\n]+[\w'’-]+){{0,4}}?)\s+{helping}(?:{killed})\b", re.IGNORECASE
        ),
        active=re.compile(
            rf"\b(?:{killing})\s+(?:the\s+lives\s+of\s+|of\s+|the\s+)?(?P<number>{number})"
            rf"(?P<who>(?:[^\S\n]+[\w'’-]+){{0,3}}?\s+(?:{people}))\b",
            re.IGNORECASE,
        ),
    )


def lasted(told: Told[Meeting], lexicon: Lexicon) -> tuple[float, Evidence] | None:
    """How many minutes a meeting lasted, with the words: of its claim, or of what follows it in its article."""
    text, evidence, duration = told.article.text, told.claim.evidence, told.payload.duration
    start, end = sentence_around(text, evidence.start, evidence.end)
    places = [(duration.start, duration.end, True)] if duration else []
    for first, last, of_it in (*places, (start, end, True), (end, min(len(text), end + FOLLOW), False)):
        found = _minutes(text, first, last, lexicon, of_it=of_it)
        if found is not None:
            minutes, match = found
            return minutes, quote_of(told.article, *match)
    return None


def _minutes(
    text: str, first: int, last: int, lexicon: Lexicon, *, of_it: bool
) -> tuple[float, tuple[int, int]] | None:
    """Minutes in a stretch of text; where it does not tell of the meeting itself, only beside a word for a contact."""
    numbers = _patterns(lexicon).number.pattern
    contacts = _either(lexicon.get("durations.contacts", ()))
    lasting = re.compile(rf"\b(?:{contacts})\b.*\blasted\b", re.IGNORECASE | re.DOTALL)
    for row in lexicon.get("durations.units", ()):
        unit, minutes = row.split("|")
        for match in re.compile(rf"(?P<number>{numbers})[\s-]+{unit}\b", re.IGNORECASE).finditer(text, first, last):
            start, end = sentence_around(text, match.start(), match.end())
            value = amount(match["number"], lexicon)
            told = of_it or lasting.search(text, start, end)
            if value and told and not NO_LENGTH.search(text, start, match.start()):
                return value[0] * float(minutes), match.span()
    return None


def _either(forms: Iterable[str]) -> str:
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered) or "(?!)"


def _holds(said: str, forms: tuple[str, ...]) -> bool:
    return bool(forms) and re.search(rf"\b(?:{_either(forms)})\b", said, re.IGNORECASE) is not None
