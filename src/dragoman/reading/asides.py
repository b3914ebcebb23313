"""A sentence without its asides: parties found, names in capitals made plain, each group of parties only its first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .alliances import Group, Named

if TYPE_CHECKING:
    from .names import ActorIndex

CAPITALS = re.compile(r"\b[A-Z]{2,}(?:[ ][A-Z]{2,})+\b | \b[A-Z]{4,}\b", re.VERBOSE)
SLASHED = re.compile(r"(?<=[\w)])/(?=[A-Z])")
PARTIES = ("state", "bloc", "organisation", "organ", "armed_group")
NAMING = ("name", "metonym")


def party_names(text: str, actors: ActorIndex) -> tuple[Named, ...]:
    """Parties that the text names, in capitals too; none alone in brackets (whose delegate somebody is)."""
    found: list[Named] = []
    for version in (text, CAPITALS.sub(lambda m: m.group().title(), text)):
        for start, end, how, listed in actors.find(SLASHED.sub(" ", version)):
            party = listed[0].party_on(None) if listed[0].kind in PARTIES else None
            taken = any(n.start < end and start < n.end for n in found)
            aside = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
            if party and how in NAMING and not taken and not aside:
                found.append(Named(start, end, party))
    return tuple(sorted(found, key=lambda n: n.start))


def lowered(text: str, names: Sequence[Named], actors: ActorIndex) -> str:
    """Names in capitals as ordinary names, so that the parser knows them; abbreviations stay.

    ``RUSSIAN FEDERATION`` becomes ``Russian Federation``, of the same length.
    """

    def change(match: re.Match[str]) -> str:
        inside = any(n.start <= match.start() < n.end for n in names)
        abbreviation = any(True for _ in actors.find(match.group()))
        return match.group().title() if inside and not abbreviation else match.group()

    return CAPITALS.sub(change, text)


class Core:
    """The sentence without its asides: each group is only the first of its names, and knows where it stands."""

    def __init__(self, text: str, found: Sequence[Group]) -> None:
        pieces: list[str] = []
        self.places: list[int] = []  # for each character of the core its place in the sentence
        self.groups: list[tuple[int, int, Group]] = []
        last = 0
        for group in found:
            if not group.holders and not group.against:
                continue
            self._keep(text, last, group.start, pieces)
            start = len(self.places)
            self._keep(text, group.start, group.first_end, pieces)
            self.groups.append((start, len(self.places), group))
            last = group.end
        self._keep(text, last, len(text), pieces)
        self.text = "".join(pieces)

    def _keep(self, text: str, start: int, end: int, pieces: list[str]) -> None:
        pieces.append(text[start:end])
        self.places.extend(range(start, end))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the core in the sentence."""
        return self.places[start], self.places[end - 1] + 1
