"""Place names that several places bear: the conflict's countries and the words around them decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.places import find_places
from dragoman.reading.reading import Reading

# name, country expected, sentence
CASES: list[tuple[str, str, str]] = [
    ("Tripoli", "LY", "Libyan rivals and the UN envoy for Libya met in Tripoli on Monday."),
    ("Tripoli", "LY", "Egypt's intelligence chief flew to Tripoli for talks with Libya's government."),
    ("Tripoli", "LB", "Lebanon's army and Lebanese clan leaders met in Tripoli after clashes in the north."),
    ("Tripoli", "LB", "Hezbollah and Lebanese officials held talks in Tripoli, Lebanon, on Friday."),
    ("Tripoli", "LY", "Delegations from Turkey and Libya met in Tripoli on Sunday."),
    ("Georgia", "GE", "Russia and Georgia agreed that monitors would stay in Georgia after the talks."),
    ("Georgia", "GE", "Abkhaz and Georgian negotiators met in Georgia to discuss the boundary line."),
    ("Georgia", "US", "After Alabama and Florida the president met governors in Georgia."),
    ("Alexandria", "EG", "Egypt hosted Sudanese and Ethiopian delegations in Alexandria last week."),
    ("Alexandria", "EG", "Hamas and Egyptian mediators met in Alexandria on Tuesday."),
    ("Alexandria", "US", "Virginia police chiefs and officials from Maryland met in Alexandria, Virginia, on Tuesday."),
    ("Geneva", "CH", "Ukraine and Russia sent delegations to talks in Geneva."),
    ("Geneva", "CH", "Sudan's army stayed away when mediators met in Geneva."),
    ("Moscow", "RU", "Syria's foreign minister met Russian officials in Moscow."),
    ("Moscow", "RU", "Palestinian factions gathered in Moscow at the invitation of Russia."),
    ("Moscow", "US", "Officials of the state met in Moscow, Idaho, on Monday."),
    ("Berlin", "DE", "Libya's rivals and Germany's chancellor met in Berlin."),
    ("Berlin", "DE", "Ukraine's president held talks in Berlin with European leaders."),
    ("Cairo", "EG", "Hamas negotiators arrived in Cairo for talks with Egypt and Qatar."),
    ("Cairo", "EG", "Sudanese parties signed a declaration in Cairo."),
    ("Cambridge", "GB", "Britain's minister met Cypriot envoys from Cyprus in Cambridge."),
    ("Cambridge", "US", "American scholars and Iranian diplomats met in Cambridge, Massachusetts."),
    ("Birmingham", "GB", "British and Irish ministers from the United Kingdom and Ireland met in Birmingham."),
    ("Birmingham", "US", "Civil rights leaders from Alabama and Mississippi met in Birmingham, Alabama."),
    ("Santiago", "CL", "Chile and Bolivia held talks in Santiago on access to the sea."),
    ("Santiago", "CL", "Colombian rebels and Chilean diplomats met in Santiago."),
    ("San José", "CR", "Nicaragua and Costa Rica held border talks in San José."),
    ("San Jose", "CR", "Nicaraguan exiles met Costa Rica's president in San Jose."),
    ("San Jose", "US", "Chief executives met in San Jose, California, on Tuesday."),
    ("Valencia", "ES", "Spain's prime minister met regional leaders in Valencia."),
    ("Valencia", "VE", "Venezuela's government and the Venezuelan opposition met in Valencia."),
    ("Córdoba", "ES", "Spanish and Moroccan ministers met in Córdoba, Spain, on Monday."),
    ("Hyderabad", "IN", "India and Bangladesh held talks in Hyderabad with Indian officials."),
    ("Hyderabad", "PK", "Pakistan's army and Pakistani party leaders from Sindh met in Hyderabad."),
    ("Guadalajara", "MX", "Mexico's president met Central American leaders in Guadalajara."),
    ("Guadalajara", "ES", "Spanish officials met in Guadalajara, Spain, on Friday."),
    ("Mérida", "MX", "Mexican and Guatemalan officials from Mexico and Guatemala met in Mérida."),
    ("Mérida", "VE", "Venezuelan opposition leaders met students in Mérida, Venezuela."),
    ("Victoria", "SC", "The Seychelles hosted talks between Kenya and Somalia in Victoria, Seychelles."),
    ("Victoria", "CA", "Canadian ministers met chiefs of First Nations in Victoria, Canada."),
    ("Kingston", "JM", "Haitian politicians and Caribbean leaders from Jamaica met in Kingston."),
    ("Kingston", "CA", "Canadian officers met in Kingston, Canada, on Monday."),
    ("Melbourne", "AU", "Australia and Indonesia held talks in Melbourne."),
    ("Melbourne", "US", "Engineers met in Melbourne, Florida, on Tuesday."),
    ("Perth", "AU", "Australian and Sri Lankan ministers from Australia and Sri Lanka met in Perth."),
    ("Perth", "GB", "Scottish ministers of the United Kingdom met in Perth, Scotland, last week."),
    ("Naples", "IT", "Italy hosted Libyan and Tunisian delegations in Naples."),
    ("Naples", "US", "Donors met in Naples, Florida, on Sunday."),
    ("Odessa", "UA", "Ukraine and Turkey discussed grain shipments in Odessa."),
    ("Odessa", "US", "Oil producers met in Odessa, Texas, on Monday."),
    ("Paris", "FR", "Lebanon's president met French officials in Paris."),
    ("Paris", "US", "County officials met in Paris, Texas, on Friday."),
    ("Memphis", "US", "Union leaders from Tennessee met in Memphis, Tennessee, on Monday."),
    ("Athens", "GR", "Greece and Turkey held talks in Athens."),
    ("Athens", "US", "Scholars met in Athens, Georgia, on Tuesday."),
    ("Jordan", "JO", "Israel and the Palestinian Authority sent envoys to talks in Jordan."),
    ("Jordan", "JO", "Yemen's government and the Houthis exchanged lists of prisoners in Jordan."),
    ("Amman", "JO", "Houthi and Yemeni negotiators met in Amman, Jordan, on Thursday."),
    ("Aden", "YE", "Yemen's presidential council met the Saudi ambassador in Aden."),
    ("Juba", "SS", "Sudan's government and rebels signed a deal in Juba, the capital of South Sudan."),
    ("Vienna", "AT", "Iran and the United States held indirect talks in Vienna."),
    ("Vienna", "US", "Diplomats met in Vienna, Virginia, on Monday."),
    ("Lebanon", "LB", "Israel and Hezbollah agreed that monitors would deploy in Lebanon."),
    ("Hamilton", "CA", "Canadian ministers met Canada's steel makers in Hamilton."),
    ("Manchester", "GB", "British and Pakistani officials from Britain and Pakistan met in Manchester."),
    ("Barcelona", "ES", "Spain and Morocco hosted Mediterranean foreign ministers in Barcelona."),
    ("Barcelona", "VE", "Venezuelan officials met union leaders in Barcelona, Venezuela."),
    ("León", "NI", "Nicaragua's bishops and Nicaraguan students met in León."),
    ("Trinidad", "TT", "Venezuela and Trinidad and Tobago held talks in Trinidad and Tobago."),
    ("Mosul", "IQ", "Iraq's prime minister met Kurdish leaders in Mosul."),
    ("Dublin", "IE", "Irish and British ministers from Ireland and the United Kingdom met in Dublin."),
    ("Dublin", "US", "Sponsors met in Dublin, Ohio, on Sunday."),
    ("Santiago", "DO", "Haitian officials and the Dominican Republic held talks in Santiago."),
    ("Córdoba", "AR", "Argentina and Brazil held talks in Córdoba with Argentine governors."),
    ("Hamilton", "NZ", "Maori leaders met New Zealand's prime minister in Hamilton."),
    ("Rome", "IT", "Iran and the United States held a round of talks in Rome."),
]  # fmt: skip

# towns that the gazetteer (from 15,000 inhabitants) does not list: the qualified name falls back to the famous twin
LACKING = [
    ("Geneva", "US", "Farmers from New York met in Geneva, New York, on Monday."),
    ("Berlin", "US", "Union leaders met in Berlin, New Hampshire, last week."),
    ("Cairo", "US", "Mayors from the river towns met in Cairo, Illinois, on Friday."),
]  # fmt: skip


WRONG = (("Sucre", "BO", "Bolivia's government and Bolivian protesters met in Sucre."),)


@pytest.mark.xfail(reason="the parser takes the name for an event", strict=True)
@pytest.mark.parametrize(("name", "country", "text"), WRONG, ids=[f"{n}-{c}" for n, c, _ in WRONG])
def test_known_to_be_wrong(read: Callable[..., Reading], name: str, country: str, text: str) -> None:
    assert [p.country for p in find_places(read(text)) if p.words.startswith(name)] == [country]


@pytest.mark.xfail(reason="the gazetteer lacks the place", strict=True)
@pytest.mark.parametrize(("name", "country", "text"), LACKING, ids=[f"{n}-{c}" for n, c, _ in LACKING])
def test_a_place_that_is_not_listed_is_not_taken_for_its_twin(
    read: Callable[..., Reading], name: str, country: str, text: str
) -> None:
    found = [place for place in find_places(read(text)) if place.words.startswith(name)]
    assert found
    assert found[-1].country == country


@pytest.mark.parametrize(("name", "country", "text"), CASES, ids=[f"{n}-{c}-{i}" for i, (n, c, _) in enumerate(CASES)])
def test_the_conflict_decides_between_twins(read: Callable[..., Reading], name: str, country: str, text: str) -> None:
    found = [place for place in find_places(read(text)) if place.words.startswith(name)]
    assert found, "no place of that name found"
    assert found[-1].country == country
