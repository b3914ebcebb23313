"""Time expressions of a text, and the interval that each means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.when import UNKNOWN_TIME, When
from .calendar_words import CalendarWords, Table, calendar_words
from .intervals import span_of_days
from .time_rules import Rule, time_rules
from .time_values import Clues, Kind, Value

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """``text[start:end] == words`` and what it means; ``amount`` and ``unit`` are those of a duration."""

    start: int
    end: int
    words: str
    when: When = UNKNOWN_TIME
    kind: Kind = "date"
    amount: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    rule: Rule
    match: re.Match[str]


def find_times(reading: Reading) -> tuple[TimeExpression, ...]:
    """Every time expression, in order; where two rules overlap the earlier and longer one holds."""
    lexicon = reading.lexicon("times")
    if not lexicon:
        return ()
    words = calendar_words(lexicon)
    found: list[TimeExpression] = []
    anchor: When | None = None
    last: When | None = None
    end = 0
    for hit in _matches(reading, words):
        if hit.start < end:
            continue
        ahead = direction(reading, hit.start, hit.end)
        clues = Clues(day=reading.article.day, direction=ahead, anchor=anchor, last=last)
        value = hit.rule.resolve(hit.match, words, clues)
        if value is None:
            continue
        end = hit.end
        if value.when.known and value.when.precision in ("day", "range", "month", "week"):
            anchor = value.when
        last = value.when if value.when.known and value.kind == "date" else last
        found.append(_expression(reading, hit, value))
    return tuple(found)


TRIGGER = re.compile(r"\w+")
REACH = 64


def _windows(text: str, words: CalendarWords) -> dict[str, list[tuple[int, int]]]:
    """For each group of rules the stretches of text around the words that set it off."""
    windows: dict[str, list[tuple[int, int]]] = {}
    for match in TRIGGER.finditer(text):
        word = match.group().lower()
        groups: Iterable[str] = words.triggers.get(word, ())
        if word[0] in "12" and len(word) in (4, 5):
            groups = ("decade",) if word.endswith("0s") else ("year",) if word.isdigit() else ()
        if len(word) == 3 and word.endswith("0s"):
            groups = ("decade",)
        for name in groups:
            stretches = windows.setdefault(name, [])
            start, end = max(0, match.start() - REACH), match.end() + REACH
            if stretches and start <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((start, end))
    return windows


def _matches(reading: Reading, words: CalendarWords) -> list[_Match]:
    """All that any rule matches, from left to right, longer ones first."""
    text, rules = reading.text, time_rules(words)
    hits = [
        _Match(match.start(), match.end(), rule, match)
        for group, stretches in _windows(text, words).items()
        for start, end in stretches
        for rule in rules.get(group, ())
        for match in rule.pattern.finditer(text, start, min(end, len(text)))
        if (not rule.unsure or _means_time(reading.doc, match))
        and (not rule.alone or _stands_alone(reading.doc, match))
    ]
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.rule.rank))
    return hits


BEFORE_TIME = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|before|after|during|through|for|and|or|as\s+of|late|early|mid)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
LOOK_BACK = 16


def _means_time(doc: Doc, match: re.Match[str]) -> bool:
    """Whether a bare month or year is one: the parser says so, or a preposition of time stands before it."""
    token = _token_at(doc, match.start())
    year = _token_at(doc, match.start("year")) if match.groupdict().get("year") else None
    if year is not None and year.ent_type_ in ("DATE", "TIME"):
        return True
    if token is None or token.ent_type_ in ("DATE", "TIME"):
        return token is not None
    if token.ent_type_ in ("MONEY", "QUANTITY", "PERCENT", "CARDINAL", "PERSON"):
        return False
    before = match.string[max(0, match.start() - LOOK_BACK) : match.start()]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if match.group().isdigit() and after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ"):
        return False
    return BEFORE_TIME.search(before) is not None


GOES_ON = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "SCONJ", "DET", "NUM"})
LINKED = frozenset({"of", "when", "that", "before", "after", "since", "ahead", "leading", "in"})


def _stands_alone(doc: Doc, match: re.Match[str]) -> bool:
    """Whether "the year" is the one that runs: the parser sees a time, and nothing after it says which year."""
    first, last = _token_at(doc, match.start()), _token_at(doc, match.end() - 1)
    if first is None or last is None or last.ent_type_ not in ("DATE", "TIME"):
        return False
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    return after is None or not (after.pos_ in GOES_ON or after.lower_ in LINKED)


def _expression(reading: Reading, hit: _Match, value: Value) -> TimeExpression:
    start, end, when = hit.start, hit.end, value.when
    text, day = reading.text, reading.article.day
    before = SINCE.search(text, max(0, start - 8), start)
    if value.kind == "date" and before is not None:
        start = before.start()
        open_end = when.start is not None and day is not None and when.start <= day
        when = span_of_days(when.start, day, "range", when.basis) if open_end and when.start and day else when
    return TimeExpression(
        start=start, end=end, words=text[start:end], when=when, kind=value.kind, amount=value.amount, unit=value.unit
    )


SINCE = re.compile(r"\b[Ss]ince\s+(?:the\s+)?$")


def direction(reading: Reading, start: int, end: int) -> str | None:
    """Whether what happens at that time lies behind or ahead: "past", "future", None if the verb does not tell."""
    token = _token_at(reading.doc, start)
    lexicon = reading.lexicon("times")
    if token is None:
        return None
    looks_ahead = _nouns_ahead(token, lexicon)
    if looks_ahead is not None:
        return looks_ahead
    verb: Token | None = _verb_above(token)
    for _ in range(4):
        if verb is None:
            return None
        told = _tense(verb, lexicon, headline=reading.block_of(start).kind in ("headline", "heading"))
        if told is not None:
            return told
        verb = _verb_above(verb.head) if verb.head.i != verb.i else None
    return None


def _token_at(doc: Doc, position: int) -> Token | None:
    span = doc.char_span(position, position + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _verb_above(token: Token) -> Token | None:
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _nouns_ahead(token: Token, lexicon: Table) -> str | None:
    """ "the upcoming meeting on Friday", "a meeting scheduled for Friday" lie ahead whatever the main verb says."""
    ahead = lexicon.get("ahead", ())
    for _ in range(4):
        if token.pos_ in ("VERB", "AUX"):
            return "future" if token.lower_ in ahead and token.tag_ == "VBN" and token.dep_ in ("acl", "amod") else None
        if token.pos_ in ("NOUN", "PROPN") and any(c.lower_ in ahead for c in token.lefts):
            return "future"
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _tense(verb: Token, lexicon: Table, *, headline: bool) -> str | None:
    """What a verb and its auxiliaries say; None where its governing verb decides."""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    modal = any(word in lexicon.get("future_modals", ()) for word in aux)
    if modal:
        return "past" if "have" in aux else "future"
    if "to" in aux:
        if verb.head.lemma_.lower() in lexicon.get("future_verbs", ()) or verb.head.lemma_ in ("be", "have"):
            return "future"
        return "future" if verb.dep_ in ("acl", "relcl") else None
    if verb.tag_ == "VBG":
        if not aux & {"is", "are", "am", "'s", "’s", "was", "were"}:
            return None
        going = verb.lemma_ == "go" and any(c.dep_ == "xcomp" for c in verb.children)
        return "future" if going or aux & {"is", "are", "am", "'s", "’s"} else "past"
    if verb.tag_ == "VBN" and not aux:
        ahead = verb.lemma_.lower() in lexicon.get("future_verbs", ())
        return "future" if ahead else None if verb.dep_ in ("acl", "advcl") else "past"
    if verb.tag_ in ("VBN", "VBD"):
        ahead = verb.lemma_.lower() in lexicon.get("future_verbs", ()) and verb.tag_ == "VBN" and "had" not in aux
        return "future" if ahead else "past"
    if verb.tag_ in ("VBZ", "VBP"):
        if headline:
            return "past"
        return "future" if verb.lemma_.lower() in lexicon.get("timetable_verbs", ()) else None
    return None


@lru_cache(maxsize=4)
def _dateline(rows: tuple[str, ...]) -> re.Pattern[str]:
    from .calendar_words import any_of

    month = any_of((form for row in rows for form in row.split("|")), fold=False)
    place = r"(?P<place>(?:[^\W\d_][\w.'’-]*[,/]?[ \t]+){1,6})"
    return re.compile(
        rf"^[ \t]*{place}[,(]?\s*(?:(?P<d1>\d{{1,2}})\s+(?P<m1>{month})|(?P<m2>{month})\s+(?P<d2>\d{{1,2}})),?\s+"
        rf"(?P<year>(?:19|20)\d\d)\)?\s*(?:\([^)\n]{{1,60}}\)\s*)?[-–—:]",
        re.MULTILINE,
    )


def dateline_day(text: str, lexicon: Table) -> date | None:
    """The day that a dateline gives, year included.

    >>> lexicon = {"months": ("January",) * 2 + ("March|Mar.",)}
    >>> dateline_day("VIENNA, 12 March 2025 — Negotiators met.", lexicon)
    datetime.date(2025, 3, 12)
    """
    rows = tuple(lexicon.get("months", ()))
    if not rows:
        return None
    found = _dateline(rows).finditer(text, 0, min(len(text), 4000))
    match = next((m for m in found if all(word[0].isupper() for word in m["place"].split())), None)
    if match is None:
        return None
    months = {form: number for number, row in enumerate(rows, 1) for form in row.split("|")}
    try:
        return date(int(match["year"]), months[match["m1"] or match["m2"]], int(match["d1"] or match["d2"]))
    except ValueError:
        return None
