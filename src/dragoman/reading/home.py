"""The state that a report is at home in: whose "the defence minister" is of whom nobody says whose he is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .figures import Figure
from .introductions import Phrase

if TYPE_CHECKING:
    from .reading import Reading

FAR_MORE = 3  # times as often as any other


class Home:
    """Gives offices and organs of a state that nobody names the state last spoken of beside them, else the text's own.

    ``latest``: the state of the last such office or organ whose state is told, and its paragraph.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.lexicon("speakers")
        self.own = home_state(reading)
        self.latest: tuple[str, int] | None = None

    def settle(self, figure: Figure, phrase: Phrase) -> None:
        """Note the state of this office or organ, or give it one."""
        if not self._national(figure, phrase):
            return
        paragraph = self.reading.block_of(phrase.start).start
        if figure.party is None:
            beside = self.latest is not None and self.latest[1] == paragraph
            figure.party = self.latest[0] if beside and self.latest is not None else self.own
        elif (actor := self.reading.actors.by_name.get(figure.party)) is not None and actor.kind == "state":
            self.latest = (figure.party, paragraph)

    def _national(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether only a state has such an office or organ: "the defence minister", "the army"."""
        if phrase.plural or phrase.several or phrase.outsider or phrase.indefinite or figure.outsider:
            return False
        if phrase.kind == "body":
            return phrase.name is None and phrase.definite and phrase.head in self.words.get("national_organs", ())
        if phrase.kind not in ("person", "role") or phrase.titles.intersection(self.words.get("past", ())):
            return False
        others = (n for n in self.reading.names_in(phrase.start, phrase.end) if n.actor.kind != "person")
        return not any(others) and bool(phrase.titles.intersection(self.words.get("national", ())))


def home_state(reading: Reading) -> str | None:
    """The state of the dateline's town, if the text names it first or no other; else the one it names by far most."""
    named = [
        n.actor.name for n in reading.names if n.actor.kind == "state" and n.how in ("name", "adjective", "people")
    ]
    told = set(_dateline_states(reading))
    if len(told) == 1 and told >= set(named[:1]):
        return told.pop()
    first, second = (*Counter(named).most_common(2), ("", 0), ("", 0))[:2]
    return first[0] if first[1] > 1 and first[1] >= FAR_MORE * second[1] else None


def _dateline_states(reading: Reading) -> list[str]:
    """The states whose towns the datelines tell, by the lists of places and by the capitals of the packs."""
    places = [p.country_name for p in reading.places if p.use == "dateline" and p.country_name is not None]
    words = [reading.text[start:end].title() for start, end in reading.datelines]
    listed = [actors[0] for line in words for _, _, _, actors in reading.actors.find(line)]
    return [*places, *(actor.name for actor in listed if actor.kind == "state")]
