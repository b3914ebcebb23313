"""Third parties that a report names beside a meeting whose participants it leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .mend_facts import PARTIES, Facts
from .mend_parties import Named, distinct
from .mend_tellings import Telling


def thirds_beside(tellings: Sequence[Telling], conflicts: Sequence[str], facts: Facts) -> list[Named]:
    """Those that a sentence names which reports the meeting: "talks between the two sides, brokered by Chad".

    An office without a name is that of the mission to the conflict: "the Special Representative met General Haftar".
    """
    named = distinct(found for found in _named(tellings, facts) if facts.is_third(found.name, conflicts))
    return named or distinct(_offices(tellings, conflicts, facts))


def _named(tellings: Sequence[Telling], facts: Facts) -> Iterator[Named]:
    for telling in tellings:
        start, end = telling.sentence
        for first, last, how, actors in facts.actors.find(telling.article.text[start:end]):
            if how != "metonym" and len(actors) == 1 and actors[0].kind in PARTIES:
                yield Named(actors[0].name, telling, telling.span(start + first, start + last))


def _offices(tellings: Sequence[Telling], conflicts: Sequence[str], facts: Facts) -> Iterator[Named]:
    for telling in tellings:
        start, end = telling.sentence
        for office in facts.offices.finditer(telling.article.text, start, end):
            title = " ".join(office.group().lower().split())
            missions = (facts.mission_to.get((title, country)) for country in conflicts)
            yield from (Named(mission, telling, telling.span(*office.span())) for mission in missions if mission)
