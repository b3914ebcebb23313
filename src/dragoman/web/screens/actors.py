"""Who is in the record: the list, and one page each."""

from __future__ import annotations

from dataclasses import dataclass

from ...analysis.citation import Citation
from ...analysis.matrix import Cell
from ...analysis.speakers import Speaker
from ...analysis.timeline import Entry
from ...model.actor import Actor
from ..addresses import actor_id
from ..ask import Ask, Part
from ..snapshot import Snapshot

NEWEST = 30
"""So many meetings and measures are listed on an actor's page; the timeline has the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """Somebody with how often the record names them."""

    id: str
    name: str
    kind: str | None
    party: str | None
    positions: int
    statements: int
    meetings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorList:
    """Everybody in the record: parties to talks, and people."""

    shown: Part[ActorLine]
    kind: str | None
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorScreen:
    """One actor: who it is by the packs, what it wants, what it said, whom it met, which steps bind it.

    ``meetings`` and ``measures``: the last ones; ``met`` and ``bound``: how many there are in all.
    """

    id: str
    name: str
    actor: Actor | None
    words: tuple[str, ...]
    cells: tuple[Cell, ...]
    quoted: Part[Citation]
    speakers: tuple[Speaker, ...]
    meetings: tuple[Entry, ...]
    measures: tuple[Entry, ...]
    met: int
    bound: int


def actor_list(snapshot: Snapshot, ask: Ask) -> ActorList:
    """Everybody, those named most first."""
    chosen = ask.text("kind")
    lines = snapshot.keep("actor_lines", actor_lines)
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.kind or "unlisted"] = counts.get(line.kind or "unlisted", 0) + 1
    kept = [line for line in lines if chosen is None or (line.kind or "unlisted") == chosen]
    return ActorList(shown=ask.part(kept), kind=chosen, kinds=tuple(sorted(counts.items(), key=lambda k: -k[1])))


def actor_lines(snapshot: Snapshot) -> tuple[ActorLine, ...]:
    """Everybody with how often they are named."""
    positions: dict[str, int] = {}
    for (party, _), held in snapshot.positions.items():
        positions[party] = positions.get(party, 0) + sum(len(occasion.told) for occasion in held)
    said: dict[str, int] = {}
    party_of: dict[str, str] = {}
    for speaker in (*snapshot.voices.named, *snapshot.voices.institution, *snapshot.voices.role):
        for name in {name for name in (speaker.name, speaker.party) if name}:
            said[name] = said.get(name, 0) + speaker.statements
        if speaker.name and speaker.party and speaker.name != speaker.party:
            party_of.setdefault(speaker.name, speaker.party)
    met: dict[str, int] = {}
    for line in snapshot.lines:
        if line.kind == "meeting":
            for name in line.people:
                met[name] = met.get(name, 0) + 1
    made = []
    for key, name in snapshot.names.items():
        known = snapshot.actors.get(name)
        counts = (positions.get(name, 0), said.get(name, 0), met.get(name, 0))
        made.append(
            ActorLine(
                id=key,
                name=name,
                kind=known.kind if known else None,
                party=party_of.get(name),
                positions=counts[0],
                statements=counts[1],
                meetings=counts[2],
            )
        )
    return tuple(sorted(made, key=lambda line: (-(line.positions + line.statements + line.meetings), line.name)))


def actor_screen(snapshot: Snapshot, ask: Ask) -> ActorScreen:
    """The actor in the address."""
    name = snapshot.name(ask.path["actor"])
    said = snapshot.sayings(name)
    part = ask.part(said.claims)
    snapshot.fetch(part.items)
    called = {word for speaker in said.speakers if speaker.name == name for word in speaker.words}
    met, bound = snapshot.naming(name, "meeting"), snapshot.naming(name, "measure")
    return ActorScreen(
        id=actor_id(name),
        name=name,
        actor=snapshot.actors.get(name),
        words=tuple(sorted(word for word in called if not _another(snapshot, name, word))),
        cells=snapshot.quoted(c for row in snapshot.table.rows for c in row.cells if c is not None and c.party == name),
        quoted=part.showing(snapshot.cite(claim) for claim in part.items),
        speakers=tuple(s for s in said.speakers if s.name != name and (s.name or any(" " in w for w in s.words))),
        meetings=snapshot.entries(met[-NEWEST:]),
        measures=snapshot.entries(bound[-NEWEST:]),
        met=len(met),
        bound=len(bound),
    )


def _another(snapshot: Snapshot, name: str, words: str) -> bool:
    """Whether words name another party as well ("neither X nor Y")."""
    return any(party != name and party not in name and party in words for party in snapshot.table.parties)
