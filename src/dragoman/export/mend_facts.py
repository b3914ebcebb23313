"""Facts that coding an event takes: countries and organisations by their codes, and which conflict a text is about."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from ..model.actor import Actor, ActorKind
from ..packs import Packs, load_packs
from ..reading.calendar_words import calendar_words
from ..reading.gazetteer import fold
from ..reading.names import ActorIndex
from ..reading.place_index import Place, PlaceIndex, Surroundings, place_index

DATA = files("dragoman") / "data" / "mend"
CUE = 3
TALKS = 3
REACH = 60
JOINT = re.compile(r"\s*(?:,|and|or|&|,\s*and)?\s*(?:the|of|from)?\s*")
WHERE = re.compile(
    r"""\b (?: in | at | to | visit (?: ed | s | ing )? | reach (?: ed | es )? | left | capital | city \s of ) \s
    (?: the \s (?: city | capital ) \s (?: of \s )? )?
    (?P<name> [A-Z][\w’'-]+ (?: \s [A-Z][\w’'-]+ ){0,2} )""",
    re.VERBOSE,
)
PARTIES = ("state", "armed_group", "organisation", "bloc", "organ")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFacts:
    """A country's ISO letters, Gleditsch-Ward number and MEND id; empty where there is none."""

    iso3: str = ""
    gw: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdParty:
    """How MEND writes a third party, and its ids."""

    shown: str
    id: str = ""
    gw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """A place as MEND writes it: "city, country", letters, longitude and latitude."""

    words: str
    iso3: str = ""
    x: str = ""
    y: str = ""


class Facts:
    """Look-ups over the packs and the tables in ``data/mend``."""

    def __init__(self, packs: Packs) -> None:
        self.actors = ActorIndex(packs.actors)
        self.places: PlaceIndex = place_index(packs.lexicons.get("places", {}))
        self.calendar = calendar_words(packs.lexicons.get("times", {}))
        self.states = {
            row["name"]: StateFacts(iso3=row["iso3"], gw=row["gw"], id=row["mend"]) for row in _rows("states.csv")
        }
        self.organisations = {row["name"]: ThirdParty(shown=row["mend"] or row["name"], id=row["id"])
                              for row in _rows("organisations.csv")}  # fmt: skip
        self.missions = {(row["party"], row["office"]): row["mission"] for row in _rows("missions.csv")}
        self.mission_to = {(title, self.plain(country)): mission for title, country, mission in self._missions_to()}
        titles = (r"\s+".join(map(re.escape, title.title().split())) for title in {t for t, _ in self.mission_to})
        self.offices = re.compile(rf"\b(?:{'|'.join(sorted(titles, key=len, reverse=True)) or '(?!)'})\b")
        self.mission_home = {mission: country for (_, country), mission in self.mission_to.items()}
        self.groups = {row["name"]: tuple(row["country"].split("|")) for row in _rows("groups.csv")}
        self.talks = frozenset(row["name"] for row in _rows("talks.csv"))
        self.joint = [(row["first"], row["second"], row["always"] == "yes") for row in _rows("joint.csv")]
        self.spellings = {row["city"]: row["mend"] for row in _rows("cities.csv")}
        self.seats = frozenset(row["city"] for row in _rows("seats.csv"))
        self.seat_of = {body: row["city"] for row in _rows("seats.csv") for body in row["bodies"].split("|") if body}
        self.region_states = dict(self._regions(packs.lexicons.get("places", {}).get("places", ())))
        forms = sorted(self.region_states, key=len, reverse=True)
        self.regions = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms)) or '(?!)'})\b")
        self.words = _conflict_words()

    def _regions(self, rows: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Regions of countries where peace talks are known of: Gaza -> Palestine."""
        for row in rows:
            forms, _, rest = row.partition(" = ")
            kind, letters, *_ = rest.split(" ")
            state = self.plain(self.places.country_name(letters) or "") if kind == "region" else ""
            if state in self.talks:
                yield from ((form, state) for form in forms.split("|"))

    def _missions_to(self) -> Iterator[tuple[str, str, str]]:
        """Title of the head, country and name of a mission: "special representative", Libya, UNSMIL."""
        for (_, office), mission in self.missions.items():
            title, _, country = re.sub(r"\s(?:for|in)\s(?:the\s)?", "\n", office, count=1).partition("\n")
            if self.plain(country) in self.states:
                yield title, country, mission

    def state(self, name: str) -> StateFacts:
        """Codes of a country."""
        return self.states.get(name, StateFacts())

    def third(self, name: str) -> ThirdParty:
        """A third party as MEND has it."""
        if name in self.states:
            return ThirdParty(shown=name, id=self.states[name].id, gw=self.states[name].gw)
        return self.organisations.get(name, ThirdParty(shown=name))

    def kind(self, name: str) -> ActorKind | None:
        """What the packs say that name is; None where they do not list it."""
        actor = self.actors.by_name.get(name)
        return actor.kind if actor else None

    def root(self, name: str) -> str:
        """The party that an organ belongs to in the end; any other name itself."""
        for _ in range(3):
            actor = self.actors.by_name.get(name)
            if actor is None or actor.kind != "organ" or actor.of is None:
                break
            name = actor.of
        return name

    def parties(self, words: str, name: str | None, party: str | None, day: date | None) -> tuple[str, ...]:
        """Whom a mention stands for: its office's mission, an organ, its party, else the parties that it names."""
        actor = self.actors.by_name.get(name or "")
        if actor is not None and actor.kind == "person":
            role = actor.role_on(day)
            mission = self.missions.get((role.of or "", role.title)) if role else None
            own = mission or party or actor.party_on(day) or self._home(actor)
            return (own,) if own else ()
        if actor is not None and actor.kind in PARTIES:
            return (actor.name,)
        listed = self._listed(words)
        if party is not None and (party not in listed or actor is not None or name is not None):
            return (party,)
        return listed

    def _listed(self, words: str) -> tuple[str, ...]:
        """Parties that a phrase names in one row: "ministers of Russia, Turkey and Iran", "Saudi and Omani envoys"."""
        row: dict[str, int] = {}
        for start, end, how, found in self.actors.find(words):
            if how == "metonym" or len(found) > 1 or found[0].kind not in PARTIES:
                continue
            last = max(row.values(), default=start)
            if JOINT.fullmatch(words, last, start):
                row[found[0].name] = end
        return tuple(row)

    def _home(self, actor: Actor) -> str | None:
        """The one state that a person has held offices of, where no office is known for the day."""
        states = {self.root(role.of) for role in actor.roles if role.of}
        return next(iter(states)) if len(states) == 1 and self.kind(*states) == "state" else None

    def is_third(self, name: str, conflicts: Sequence[str]) -> bool:
        """Whether a party is neither of the conflict's countries nor a group or body within one."""
        root = self.root(name)
        return root in self.organisations or (self.kind(root) == "state" and root not in conflicts)

    def is_local(self, name: str, conflicts: Sequence[str]) -> bool:
        """Whether a party belongs to the conflict's countries: the state, its organs, groups and bodies within.

        A name that no pack lists counts if it says what it is: "Kush Liberation Movement".
        """
        root = self.root(name)
        kind = self.kind(root)
        if kind == "state":
            return root in conflicts
        if kind is None:
            return bool(conflicts and self.words.body.search(root))
        return kind in ("armed_group", "organisation", "bloc") and root not in self.organisations

    def fights(self, name: str, conflicts: Sequence[str]) -> bool:
        """Whether a local party is a side of the fighting: the state or an armed group."""
        root = self.root(name)
        return root in conflicts or self.kind(root) == "armed_group"

    def conflicts(self, text: str) -> tuple[str, ...]:
        """The country whose conflict a text is about, and the other one where two fight each other.

        Namings of a country count once, more next to words such as "war" and "peace process" and where peace talks
        are known of; groups and bodies within a country count for it. "Qatari mediation" does not count.
        """
        scores: Counter[str] = Counter()
        for start, end, names, is_group in self._homes(text):
            near = text[max(0, start - REACH) : start]
            if self.words.third.match(text, end):
                continue
            cue = is_group or bool(self.words.after.match(text, end) or self.words.before.search(near))
            for name in names:
                scores[name] += (1 + CUE * cue) * (TALKS if name in self.talks else 1)
        ranked = sorted(scores, key=lambda name: -scores[name])
        if not ranked:
            return ()
        others = [(b if a == ranked[0] else a, whole) for a, b, whole in self.joint if ranked[0] in (a, b)]
        return (ranked[0], *[name for name, whole in others if whole or name in ranked][:1])

    def _homes(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...], bool]]:
        """Namings of countries, and of groups and bodies (with their persons) that belong to one."""
        for start, end, how, found in self.actors.find(text):
            actor = found[0]
            if len(found) > 1 or (how == "metonym" and actor.name not in self.talks):
                continue
            if actor.kind == "state":
                yield start, end, (actor.name,), False
                continue
            if actor.name in self.mission_home:
                yield start, end, (self.mission_home[actor.name],), True
                continue
            party = self.root(actor.party_on(None) or "") if actor.kind != "outlet" else ""
            if party in self.groups:
                yield start, end, self.groups[party], True
            elif party in self.talks:
                yield start, end, (party,), False
            yield from ((start, end, (state,), False) for state in self._charged_with(actor))
        for region in self.regions.finditer(text):
            yield region.start(), region.end(), (self.region_states[region.group()],), False

    def _charged_with(self, actor: Actor) -> set[str]:
        """Countries that an envoy's offices are for: "special envoy for Yemen"."""
        offices = (role.title.partition(" for ")[2].removeprefix("the ") for role in actor.roles)
        return {office for office in offices if office in self.talks}

    def _states(self, text: str) -> Iterator[tuple[int, int, str]]:
        for start, end, how, found in self.actors.find(text):
            if len(found) == 1 and found[0].kind == "state" and how != "metonym":
                yield start, end, found[0].name

    def persons(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a text names listed persons."""
        for start, end, _, found in self.actors.find(text):
            if len(found) == 1 and found[0].kind == "person":
                yield start, end, found[0].name

    def meeting_room(self, text: str) -> tuple[int, int, str] | None:
        """Where a text names a body that meets at its seat, and that city: "Security Council" is New York."""
        found = ((start, end, actors[0].name) for start, end, _, actors in self.actors.find(text))
        return next(((a, b, self.seat_of[name]) for a, b, name in found if name in self.seat_of), None)

    def cities(self, text: str) -> Iterator[tuple[int, int, Place]]:
        """Where a text says that something is in, or somebody goes to, a city."""
        for found in WHERE.finditer(text):
            words = found["name"].split(" ")
            for length in range(len(words), 0, -1):
                name = " ".join(words[:length])
                place = self.places.find(name, Surroundings())
                if place is not None and name not in self.actors.by_name:
                    if place.city:
                        yield found.start("name"), found.start("name") + len(name), place
                    break

    def first_naming(self, text: str, country: str) -> tuple[int, int] | None:
        """Where a text first names a country."""
        return next(((start, end) for start, end, name in self._states(text) if name == country), None)

    def place(self, name: str, country: str | None) -> PlaceFacts:
        """A place as MEND spells it, with the gazetteer's coordinates."""
        code = self.places.country_code(country) if country else None
        found = self.places.find(name, Surroundings(), within=code) or self.places.find(name, Surroundings())
        shown = self.plain(country) if country else ""
        whole = shown and self.places.country_code(name) == code
        iso3 = self.state(shown).iso3
        if found is None or found.kind == "country" or whole:
            return PlaceFacts(words=shown if whole or not shown else f"{name}, {shown}", iso3=iso3)
        x = f"{found.longitude:.4f}" if found.longitude is not None else ""
        y = f"{found.latitude:.4f}" if found.latitude is not None else ""
        city = found.city or name
        plain = name if not city.isascii() and fold(name) == fold(city) else city
        city = self.spellings.get(city, plain)
        return PlaceFacts(words=f"{city}, {shown}" if shown else name, iso3=iso3, x=x, y=y)

    def country_of(self, name: str) -> str | None:
        """The country of a place, by its plain name; None where no gazetteer has the place."""
        found = self.places.find(name, Surroundings())
        country = self.places.country_name(found.country) if found is not None else None
        return self.plain(country) if country else None

    def plain(self, country: str) -> str:
        """The packs' name of a country."""
        found = next((a for _, _, _, a in self.actors.find(country)), None)
        return found[0].name if found and found[0].kind == "state" else country


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """Patterns for what stands right after and before a country's name, and for names of groups and bodies."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    third: re.Pattern[str]
    body: re.Pattern[str]


def _conflict_words() -> ConflictWords:
    lists: Mapping[str, list[str]] = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))
    forms = {key: "|".join(re.escape(word) for word in words) for key, words in lists.items()}
    return ConflictWords(
        after=re.compile(rf"(?:['’]s)?\W(?:\w+\W){{0,2}}?(?:{forms['after']})\b", re.IGNORECASE),
        body=re.compile(rf"^(?:[A-Z][\w’'-]+\s)(?:[\w’'-]+\s)*(?:{forms['bodies']})\b", re.UNICODE),
        third=re.compile(rf"(?:['’]s)?[\s–-]+(?:\w+\s+)?(?:{forms['third']})\b", re.IGNORECASE),
        before=re.compile(rf"\b(?:{forms['before']})(?:\s+\w+)?\s+(?:(?:{forms['between']})\s+)+$", re.IGNORECASE),
    )


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


@lru_cache(maxsize=1)
def load_facts() -> Facts:
    """The facts with the shipped packs."""
    return Facts(load_packs())
