"""Places: when a name is used as one, how far it reaches, and which entry it means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading

CASES: list[tuple[str, list[tuple[str, str | None, str]], str]] = [
    ("Moscow said the talks would go on.", [], "a capital that speaks is a party"),
    ("The talks in Moscow will go on.", [("Moscow", "RU", "city")], "after 'in' it is the city"),
    ("Kyiv wants guarantees from Washington.", [], "'from' after no word of moving is no place"),
    ("The envoy flew from Kyiv to Warsaw.", [("Kyiv", "UA", "city"), ("Warsaw", "PL", "city")], "words of moving"),
    ("The minister spoke to Moscow.", [], "'to' after no word of moving"),
    ("The president will visit Turkey, Iran and Tajikistan.",
     [("Turkey", "TR", "country"), ("Iran", "IR", "country"), ("Tajikistan", "TJ", "country")], "a list is visited"),
    ("They met in Geneva, Abu Dhabi and Miami.",
     [("Geneva", "CH", "city"), ("Abu Dhabi", "AE", "city"), ("Miami", "US", "city")], "a list after one preposition"),
    ("The Istanbul talks failed.", [("Istanbul", "TR", "city")], "a town before 'talks' is where they are held"),
    ("The seventh Brussels Conference opened.", [("Brussels", "BE", "city")], "in titles too"),
    ("They met in the Kazakh capital of Astana.", [("Astana", "KZ", "city")], "a people's name is no town"),
    ("The Egyptian capital Cairo is set to witness a meeting.", [("Cairo", "EG", "city")], "a city that is to witness"),
    ("South Sudan hosted the talks.", [("South Sudan", "SS", "country")], "the whole name hosts"),
    ("They met at the Grand Hotel, Doha.", [("Grand Hotel", None, "venue"), ("Doha", "QA", "city")],
     "the town of a hotel"),
    ("The Ukraine talks failed.", [], "a country before 'talks' is what they are about"),
    ("Progress was made in Ukraine peace talks.", [], "what the talks are about is not where"),
    ("They met in Amman, Jordan, on Monday.", [("Amman", "JO", "city")], "the country after the comma belongs to it"),
    ("They met in the Ethiopian capital on Monday.", [("Addis Ababa", "ET", "city")], "a capital by its state"),
    ("They met in the Jordanian capital Amman.", [("Amman", "JO", "city")], "the name that follows is meant"),
    ("They met in Qatar's capital, Doha.", [("Doha", "QA", "city")], "past a possessive and a comma"),
    ("They met in the Swiss city of Geneva.", [("Geneva", "CH", "city")], "past 'city of'"),
    ("They met in Kiev.", [("Kyiv", "UA", "city")], "by the name in use now"),
    ("They met in Sana’a.", [("Sana’a", "YE", "city")], "as the text spells it"),
    ("They met at the White House.", [("White House", "US", "venue")], "a venue"),
    ("Guns fell silent in the West Bank.", [("West Bank", "PS", "region")], "a region, not a town of that name"),
    ("Shelling went on in the Donetsk region.", [("Donetsk region", "UA", "region")], "the region, not its city"),
    ("GENEVA, 12 March 2025 (CPS) — Envoys met.", [("Geneva", "CH", "city")], "the dateline"),
    ("A photo of the hall GENEVA – 12 March 2025: Envoys met.", [("Geneva", "CH", "city")], "behind a caption"),
    ("They met in the Iranian capital, Press TV reported.", [("Tehran", "IR", "city")], "what follows is no town"),
    ("The envoy flew to Aden. He left the city on Monday.", [("Aden", "YE", "city"), ("Aden", "YE", "city")],
     "the city named before"),
    ("The envoy came from Abu Dhabi. He flew there on Monday.",
     [("Abu Dhabi", "AE", "city"), ("Abu Dhabi", "AE", "city")], "'there' is the place told last"),
    ("He will go with a delegation of rebels to Khartoum.", [("Khartoum", "SD", "city")], "past those who go along"),
    ("The UN envoy to Libya met the AU envoy to Sudan.", [], "envoys to a country are not there"),
    ("The visit of Pierre Lacroix and Smail Chergui to Sudan ended.", [("Sudan", "SD", "country")], "past who visits"),
    ("The envoys visited Kassala to meet the elders.", [("Kassala", "SD", "city")], "a town taken for a person"),
    ("They met at the Four Seasons Hotel, Doha.",
     [("Four Seasons Hotel", None, "venue"), ("Doha", "QA", "city")], "a hotel that no list has"),
    ("Angela Paris met the envoy in Paris.", [("Paris", "FR", "city")], "a surname is no place"),
    ("In Cairo, Turkey and Oman agreed to meet.", [("Cairo", "EG", "city")], "who acts behind the place is no place"),
    ("The Gaza peace talks failed.", [], "a region before 'talks' is what they are about"),
    ("The Belgrade-Pristina dialogue failed.", [], "two names with a hyphen are parties"),
    ("They met at the Munich Security Conference.", [("Munich", "DE", "city")], "a town in front of a long title"),
    ("The Omani capital hosted the talks.", [("Muscat", "OM", "city")], "a capital without its name hosts"),
    ("The Swiss city of Geneva will host the talks.", [("Geneva", "CH", "city")], "so does the city of that name"),
    ("Istanbul will be the venue for new talks.", [("Istanbul", "TR", "city")], "what will be the venue"),
    ("GENEVA, 12 March (CPS) — Envoys met here.", [("Geneva", "CH", "city")] * 2, "'here' is where the report is from"),
    ("They met in the border town of Mae Sot.", [("Mae Sot", "TH", "city")], "past 'border town of', no person"),
    ("They met on the Greek island of Crete.", [("Crete", "GR", "region")], "on an island"),
    ("They met in rebel-held Goma.", [("Goma", "CD", "city")], "past who holds it"),
    ("They met in the West Bank city of Ramallah.", [("Ramallah", "PS", "city")], "the region of a city is not meant"),
    ("They met at his Florida residence.", [("Florida", "US", "region")], "a house there"),
    ("The envoy travelled to Mekelle on Monday.", [("Mekelle", "ET", "city")], "nobody travels to a person"),
    ("He flew to Geneva. They met in the Swiss city.", [("Geneva", "CH", "city")] * 2, "the city there, named before"),
    ("He flew to Geneva. They met in the Turkish city.", [("Geneva", "CH", "city")], "not the city of another country"),
    ("They met in Islamabad.", [("Islamabad", "PK", "city")], "a capital, not a larger city once called so"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), CASES, ids=[case[2] for case in CASES])
def test_places(
    read: Callable[..., Reading], text: str, expected: list[tuple[str, str | None, str]], reason: str
) -> None:
    found = [(place.name, place.country, place.kind) for place in read(text).places]
    assert found == expected, reason


def test_a_venue_knows_its_city_and_coordinates(read: Callable[..., Reading]) -> None:
    (place,) = read("They met in the Oval Office.").places
    assert (place.name, place.city, place.country_name) == ("Oval Office", "Washington", "United States")
    assert place.latitude == pytest.approx(38.9, abs=0.1)
    assert place.longitude == pytest.approx(-77.0, abs=0.1)


def test_a_mention_stands_at_its_words(read: Callable[..., Reading]) -> None:
    reading = read("A visit to N’Djamena and Port Sudan followed.")
    assert [reading.text[p.start : p.end] for p in reading.places] == ["N’Djamena", "Port Sudan"]
    assert all(reading.text[p.start : p.end] == p.words for p in reading.places)


def test_a_country_has_no_point_on_the_map(read: Callable[..., Reading]) -> None:
    (place,) = read("They will meet in Jordan.").places
    assert place.kind == "country"
    assert place.latitude is None
    assert place.longitude is None
