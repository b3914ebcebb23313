"""The gazetteer: names of cities and countries."""

from __future__ import annotations

import pytest

from dragoman.packs import load_packs
from dragoman.reading.gazetteer import gazetteer
from dragoman.reading.place_index import Surroundings, place_index

INDEX = place_index(load_packs(("english",)).lexicons["places"])


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Kiev", "UA"),
        ("Kyiv", "UA"),
        ("Sana'a", "YE"),
        ("N’Djamena", "TD"),
        ("sharm el sheikh", "EG"),
        ("Genève", "CH"),
    ],
)
def test_a_city_is_found_by_any_spelling(name: str, country: str) -> None:
    assert gazetteer().cities(name)[0].country == country


def test_the_largest_comes_first_and_unknown_names_give_nothing() -> None:
    tripolis = gazetteer().cities("Tripoli")
    assert [city.country for city in tripolis[:2]] == ["LY", "LB"]
    assert gazetteer().cities("Brenmoor") == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [("UK", "GB"), ("U.S.", "US"), ("Türkiye", "TR"), ("Iran", "IR"), ("the Vatican", "VA"), ("Orrel", None)],
)
def test_countries_go_by_several_names(name: str, code: str | None) -> None:
    assert INDEX.country_code(name) == code


def test_countries_named_in_the_text_decide_between_twins() -> None:
    def country(named: dict[str, int]) -> str | None:
        place = INDEX.find("Tripoli", Surroundings(named))
        return place.country if place else None

    assert country({}) == "LY"
    assert country({"LB": 2}) == "LB"
    assert country({"LB": 1, "LY": 3}) == "LY"


def test_what_stands_after_the_comma_decides_first() -> None:
    place = INDEX.find("Moscow", Surroundings({"RU": 9}), within="US ID")
    assert place is not None
    assert place.country == "US"


def test_the_capital_of_a_state() -> None:
    place = INDEX.capital("ET")
    assert place is not None
    assert (place.name, place.kind) == ("Addis Ababa", "city")
