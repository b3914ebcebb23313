"""What a place name can mean, and which meaning a text settles on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from .calendar_words import Table
from .gazetteer import City, Gazetteer, fold, gazetteer, states_of_the_union

PlaceKind = Literal["city", "region", "country", "venue"]
WIDE = frozenset({"US", "CA", "GB", "AU"})  # their many small towns repeat names of other places
MUCH_LARGER = 8
TOO_SMALL = 20
WORTH_NAMING = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One entry: ``city`` is the city itself or the one a venue stands in; coordinates None for countries.

    ``renamed``: its name here is to be preferred to the one that a text uses; ``of``: the state of a place that no
    gazetteer has.
    """

    name: str
    kind: PlaceKind
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    city: str | None = None
    renamed: bool = False
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Countries (letters) and states of the union that a text names, and how often."""

    countries: Mapping[str, int] = field(default_factory=dict)
    states: frozenset[str] = frozenset()

    def share(self, country: str) -> float:
        """How much of what the text names is that country."""
        return self.countries.get(country, 0) / max(1, sum(self.countries.values()))


@dataclass(frozen=True, eq=False)
class PlaceIndex:
    """Place names of a word list on top of the gazetteer."""

    gazetteer: Gazetteer
    listed: Mapping[str, Place]
    countries: Mapping[str, str]
    cities: Mapping[str, tuple[str, str, str]]

    def country_code(self, name: str) -> str | None:
        """The letters of a country by any of its names."""
        code = self.countries.get(fold(name))
        if code is None:
            country = self.gazetteer.country(name)
            code = country.code if country else None
        return code

    def country_name(self, code: str | None) -> str | None:
        """The plain name of a country."""
        country = self.gazetteer.countries.get(code) if code else None
        return country.name if country else None

    def capital(self, code: str) -> Place | None:
        """The capital of a country."""
        country = self.gazetteer.countries.get(code)
        return self.find(country.capital, Surroundings(), within=code) if country and country.capital else None

    def find(self, name: str, around: Surroundings, *, within: str | None = None) -> Place | None:
        """The place of that name; ``within``: a country's letters (or US and a state) stated next to the name."""
        form = fold(name)
        if form in self.listed and within in (None, self.listed[form].country):
            return self.listed[form]
        code = self.country_code(name)
        if code and within is None and not self._is_state(form, around):
            return Place(name=self.country_name(code) or name, kind="country", country=code)
        if form in states_of_the_union() and within in (None, "US"):
            state = states_of_the_union()[form]
            if not self._larger_city(name):
                return Place(name=name, kind="region", country="US", city=None) if state else None
        return self._city(name, around, within)

    def _is_state(self, form: str, around: Surroundings) -> bool:
        """Georgia is the state where the text names American states or nothing near the country."""
        if form not in states_of_the_union():
            return False
        country = self.gazetteer.countries[self.countries[form]]
        return len(around.states) > 1 and not any(around.countries.get(code) for code in country.neighbours)

    def _larger_city(self, name: str) -> bool:
        cities = self.gazetteer.cities(name)
        return name.startswith(("New York", "Washington")) and bool(cities)

    def _city(self, name: str, around: Surroundings, within: str | None) -> Place | None:
        listed = self.cities.get(fold(name))
        shown = None
        if listed and (within is None or within.startswith(listed[2])):
            shown, name, within = listed
        candidates = _worth(self.gazetteer.cities(name), around)
        if any(city.official and self._is_capital(city) for city in candidates):
            candidates = [city for city in candidates if city.official]
        if within:
            candidates = [city for city in candidates if f"{city.country} {city.state}".startswith(within)]
        if not candidates:
            return None
        best = max(candidates, key=lambda city: self._score(city, around, candidates[0].population))
        return Place(
            name=shown or best.name,
            kind="city",
            country=best.country,
            latitude=best.latitude,
            longitude=best.longitude,
            city=shown or best.name,
            renamed=shown is not None,
        )

    def _is_capital(self, city: City) -> bool:
        country = self.gazetteer.countries.get(city.country)
        return country is not None and fold(country.capital) == fold(city.name)

    def _score(self, city: City, around: Surroundings, largest: int) -> float:
        score = math.log10(max(city.population, 1))
        country = self.gazetteer.countries.get(city.country)
        score += 0.8 if self._is_capital(city) else 0.0
        if city.country == "US" and city.state in around.states:
            return score + 3
        share = around.share(city.country)
        if share and city.country in WIDE:
            return score + 0.3
        if share and city.population * TOO_SMALL >= largest:
            return score + 1.5 + 1.5 * share
        if country is not None and any(code in around.countries for code in country.neighbours):
            score += 0.5
        return score


def _worth(cities: tuple[City, ...], around: Surroundings) -> list[City]:
    """Cities of that main name; by another name only if far larger, or if the text names none but their country."""
    official = [city for city in cities if city.official]
    if not official:
        return list(cities)
    if not any(around.share(city.country) for city in official):
        named = [city for city in cities if around.share(city.country) and city.population > WORTH_NAMING]
        if named:
            return named
    largest = max(city.population for city in official)
    return [city for city in cities if city.official or city.population >= MUCH_LARGER * largest]


def place_index(lexicon: Table) -> PlaceIndex:
    """The index of a word list (see ``places.toml`` of a language pack)."""
    return _build(*(tuple(lexicon.get(key, ())) for key in ("places", "countries", "cities")))


@lru_cache(maxsize=4)
def _build(places: tuple[str, ...], countries: tuple[str, ...], cities: tuple[str, ...]) -> PlaceIndex:
    listed: dict[str, Place] = {}
    for row in places:
        names, _, rest = row.partition(" = ")
        kind, country, latitude, longitude, *city = rest.split(" ")
        forms = names.split("|")
        place = Place(
            name=forms[0],
            kind=_kind(kind),
            country=None if country == "-" else country,
            latitude=float(latitude),
            longitude=float(longitude),
            city=" ".join(city) or (forms[0] if kind == "city" else None),
        )
        listed.update((fold(form), place) for form in forms)
    named = [row.partition("=") for row in countries]
    moved = [row.partition("=") for row in cities]
    return PlaceIndex(
        gazetteer=gazetteer(),
        listed=listed,
        countries={fold(form): code for code, _, forms in named for form in forms.split("|")},
        cities={
            fold(form): (forms.split("|")[0], name, code)
            for forms, _, entry in moved
            for name, _, code in [entry.partition(", ")]
            for form in forms.split("|")
        },
    )


def _kind(word: str) -> PlaceKind:
    kinds: dict[str, PlaceKind] = {"city": "city", "region": "region", "country": "country", "venue": "venue"}
    return kinds[word]
