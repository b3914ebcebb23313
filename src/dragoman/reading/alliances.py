"""Who stands with whom in a sentence: "X, for Y, supported by Z and opposed by W, proposed ...".

Works on the words alone, with the namings of parties given, so that it serves where a parse fails: in long lists of
names and in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .reading import Reading

Role = Literal["with", "against", "speaks_for"]
Words = Mapping[str, Sequence[str]]
TOKEN = re.compile(r"\w+(?:[-’'.]\w+)*\.?|[^\w\s]")
BRACKET = re.compile(r"\([^()]{1,40}\)")
ROLES: tuple[Role, ...] = ("with", "against", "speaks_for")
SIGNS: Mapping[str, str] = {"with": "w", "against": "g", "speaks_for": "f"}
ITEM = "t?(?:N|o+N?)"
LIST = rf"{ITEM}(?:(?:[,n]|,n)*{ITEM})*"
SIDE = rf"(?:[,nb]*[wgf]{LIST})"
GROUP = re.compile(rf"(?P<first>{LIST})(?P<sides>{SIDE}*)")
SIDES = re.compile(rf"[,nb]*(?P<role>[wgf])(?P<list>{LIST})")
FRONT = re.compile(rf"^[,nb]*(?P<sides>[wg]{LIST}{SIDE}*),(?={ITEM})")
LATER = re.compile(rf"{ITEM},(?={ITEM}(?:[,n]|,n)*(?:{ITEM})*x)")
ASIDE = re.compile(rf"(?<=[nb]),(?P<sides>[wg]{LIST}{SIDE}*),")


@dataclass(frozen=True, slots=True)
class Named:
    """A party named at ``start:end``."""

    start: int
    end: int
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Parties that act together, and those who stand with and against them.

    ``start:end``: all the words; ``first_end``: where the acting parties' own names end. ``speaks_for``: in whose
    name they act too. ``aside``: it has no names of its own but goes on with those of the group before
    ("... and, with Y, proposed").
    """

    start: int
    first_end: int
    end: int
    parties: tuple[str, ...]
    speaks_for: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    aside: bool = False

    @property
    def holders(self) -> tuple[str, ...]:
        """All who hold what the group says."""
        return tuple(dict.fromkeys((*self.parties, *self.speaks_for, *self.with_)))


@dataclass(frozen=True, slots=True)
class Sign:
    """A word or name as one letter: N a party, o unnamed parties, t an article, n "and", b "but", w g f sides."""

    letter: str
    start: int
    end: int
    party: str | None = None


def groups(text: str, names: Iterable[Named], words: Words) -> tuple[Group, ...]:
    """All groups of parties of one sentence, in order; ``words``: the word list ``alliances``.

    >>> words = {"side.with": ("supported by",), "side.against": ("opposed by",), "list.joins": ("and",)}
    >>> text = "Orland, supported by Tessia and opposed by Belmark, proposed a date."
    >>> places = {name: text.index(name) for name in ("Orland", "Tessia", "Belmark")}
    >>> (group,) = groups(text, [Named(at, at + len(name), name) for name, at in places.items()], words)
    >>> group.holders, group.against, text[group.end:]
    (('Orland', 'Tessia'), ('Belmark',), ' proposed a date.')
    """
    signs = read_signs(text, names, words)
    letters = "".join(sign.letter for sign in signs)
    front = FRONT.match(letters)
    place = front.end() if front else 0
    opening = _opens(text, words)
    found: list[Group] = []
    while match := GROUP.search(letters, place):
        place = match.end()
        aside = ASIDE.match(letters, max(0, match.start() - 2))
        before = next((group for group in reversed(found) if group.parties), None)
        if aside and before:
            place = aside.end()
            found.append(_aside(signs, aside, before))
            continue
        within = opening and "," not in letters[: match.start()] and letters[: match.start()].endswith("x")
        if within and (later := LATER.match(letters, match.start())):
            match = GROUP.match(letters, later.end()) or match
            place = match.end()
        leading = _sides(signs, front["sides"], front.start("sides")) if front and not found else _Sides()
        found.append(_group(signs, match, leading))
    return tuple(group for group in found if group.holders or group.against)


def groups_of(reading: Reading) -> tuple[Group, ...]:
    """The groups of an article that have somebody beside or against them, with places in its text."""
    words, day = reading.lexicon("alliances"), reading.article.day
    named = [
        Named(name.start, name.end, party)
        for name in reading.names
        if name.how in ("name", "metonym") and (party := name.actor.party_on(day)) is not None
    ]
    found: list[Group] = []
    for sentence in reading.sentences:
        first, last = sentence.start_char, sentence.end_char
        inside = [Named(n.start - first, n.end - first, n.party) for n in named if first <= n.start and n.end <= last]
        if len(inside) > 1:
            found.extend(_moved(group, first) for group in groups(reading.text[first:last], inside, words))
    return tuple(group for group in found if group.with_ or group.against or group.speaks_for)


def _moved(group: Group, by: int) -> Group:
    return replace(group, start=group.start + by, first_end=group.first_end + by, end=group.end + by)


def _opens(text: str, words: Words) -> bool:
    """Whether the sentence opens with a phrase that ends at a comma: "Responding to X, Y said"."""
    first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    return first.endswith("ing") or first in words.get("list.opening", ())


@dataclass(slots=True)
class _Sides:
    speaks_for: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def _sides(signs: Sequence[Sign], letters: str, offset: int) -> _Sides:
    """Who is on which side; in whose name somebody on a side speaks is on that side too."""
    sides, last = _Sides(), "f"
    for side in SIDES.finditer(letters):
        parties = _parties(signs, offset + side.start("list"), offset + side.end("list"))
        last = side["role"] if side["role"] != "f" else last
        if last == "w":
            sides.with_ += parties
        elif last == "g":
            sides.against += parties
        else:
            sides.speaks_for += parties
    return sides


def _group(signs: Sequence[Sign], match: re.Match[str], leading: _Sides) -> Group:
    start, end = match.start("first"), match.end()
    sides = _sides(signs, match["sides"], match.start("sides"))
    closed = match["sides"] and end < len(signs) and signs[end].letter == ","
    return Group(
        start=signs[start].start,
        first_end=signs[match.end("first") - 1].end,
        end=signs[end].end if closed else signs[end - 1].end,
        parties=_parties(signs, start, match.end("first")),
        speaks_for=sides.speaks_for,
        with_=(*leading.with_, *sides.with_),
        against=(*leading.against, *sides.against),
    )


def _aside(signs: Sequence[Sign], match: re.Match[str], before: Group) -> Group:
    sides = _sides(signs, match["sides"], match.start("sides"))
    start = signs[match.start()].start
    return Group(
        start=start,
        first_end=start,
        end=signs[match.end() - 1].end,
        parties=before.parties,
        speaks_for=(*before.speaks_for, *sides.speaks_for),
        with_=sides.with_,
        against=sides.against,
        aside=True,
    )


def _parties(signs: Sequence[Sign], start: int, end: int) -> tuple[str, ...]:
    return tuple(sign.party for sign in signs[start:end] if sign.party is not None)


def read_signs(text: str, names: Iterable[Named], words: Words) -> list[Sign]:
    """The sentence as signs; brackets behind a name belong to it."""
    ordered = sorted(names, key=lambda n: n.start)
    tokens = [(m.start(), m.end()) for m in TOKEN.finditer(text)]
    phrases = _phrases(words)
    signs: list[Sign] = []
    i = 0
    while i < len(tokens):
        start = tokens[i][0]
        name = next((n for n in ordered if n.start <= start < n.end), None)
        if name is not None:
            bracket = BRACKET.match(text, name.end + 1) if text[name.end : name.end + 1] == " " else None
            stop = bracket.end() if bracket else name.end
            signs.append(Sign("N", name.start, stop, name.party))
            while i < len(tokens) and tokens[i][0] < stop:
                i += 1
            continue
        letter, count = _letter(text, tokens, i, phrases)
        signs.append(Sign(letter, start, tokens[i + count - 1][1]))
        i += count
    return signs


def _phrases(words: Words) -> list[tuple[tuple[str, ...], str]]:
    letters = {f"side.{role}": SIGNS[role] for role in ROLES}
    letters |= {"list.joins": "n", "list.turns": "b", "list.unnamed": "o", "list.articles": "t"}
    found = [(tuple(phrase.split()), sign) for key, sign in letters.items() for phrase in words.get(key, ())]
    return sorted(found, key=lambda item: (-len(item[0]), item[0]))


def _letter(
    text: str, tokens: Sequence[tuple[int, int]], i: int, phrases: Sequence[tuple[tuple[str, ...], str]]
) -> tuple[str, int]:
    for phrase, sign in phrases:
        spoken = [text[a:b].lower() for a, b in tokens[i : i + len(phrase)]]
        if tuple(spoken) == phrase:
            return sign, len(phrase)
    return (",", 1) if text[tokens[i][0] : tokens[i][1]] == "," else ("x", 1)
