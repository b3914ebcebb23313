"""Who takes part beside those whom the clause itself gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Meeting
from dragoman.reading.reading import Reading
from dragoman.stages.meetings import Meetings

Read = Callable[..., Reading]


def people(reading: Reading) -> list[str]:
    """The words of those who take part in the first meeting of the text."""
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    return [mention.span.words for mention in found[0].participants]


THERE = [
    (
        "Abdel Fattah al-Sisi held talks in Cairo with Hakan Fidan, General Peter Brandt of the alliance, Adviser John"
        " Marsh and Ambassador Clara Weiss.",
        "Clara Weiss",
        "the end of a long list",
    ),
    (
        "The security council met on Yemen on Monday. Special Envoy Hans Grundberg briefed the council.",
        "Hans Grundberg",
        "who briefs a council sat with it",
    ),
    (
        "The African summit on Sudan convened in Cairo on Monday. Several heads of state attended the opening.",
        "heads of state",
        "'attended' in the next sentence",
    ),
    (
        "The African summit on Sudan convened in Cairo on Monday. The summit, attended by Felix Tshisekedi, extended a"
        " deadline.",
        "Felix Tshisekedi",
        "'attended by', said of the summit",
    ),
    (
        "A Maltese delegation, led by Christopher Borg, met Khalifa Haftar in Benghazi on Monday.",
        "Christopher Borg",
        "who leads a delegation",
    ),
    (
        "Emmanuel Macron met Abdel Fattah al-Sisi in Cairo on Monday. He was accompanied by Catherine Colonna.",
        "Catherine Colonna",
        "'was accompanied by'",
    ),
    (
        "The African Union convened a meeting in Addis Ababa on Monday. Participants included envoys of Egypt, Chad"
        " and Kenya.",
        "Kenya",
        "'participants included'",
    ),
    (
        "Shehbaz Sharif arrived in Tehran on Monday at the invitation of Masoud Pezeshkian.",
        "Masoud Pezeshkian",
        "who invites is visited",
    ),
    (
        "Nicholas Haysom spoke to reporters after talks with Ibrahim Ghandour in Khartoum on Monday.",
        "Nicholas Haysom",
        "the one side stands above the noun that names the other",
    ),
    (
        "Iran wants sanctions lifted. The United States wants limits. Iran and the United States disagree. The fifth"
        " round of talks will be held in Rome on Friday.",
        "Iran",
        "a round that names nobody is one of the two sides of the text",
    ),
    (
        "Hakan Fidan repeated his call for calm during a meeting with Badr Abdelatty, Ayman Safadi and Faisal bin"
        " Farhan in Cairo on Monday.",
        "Hakan Fidan",
        "who says something during a meeting with others sits in it",
    ),
    (
        "CAIRO -- President Abdel Fattah al-Sisi discussed the truce during a call with Emmanuel Macron on Monday.",
        "al-Sisi",
        "the town of a dateline is nobody",
    ),
    (
        "The emir of Qatar received a phone call on Monday from Emmanuel Macron.",
        "Emmanuel Macron",
        "'a call on Monday from A'",
    ),
    (
        "Khalifa Haftar met the deputy head of the Sovereign Council (SC), General Peter Brandt, in Cairo on Monday.",
        "Peter Brandt",
        "a name behind office and letters",
    ),
    (
        "Geir Pedersen met Minister of State in the Federal Foreign Office Clara Weiss in Berlin on Monday.",
        "Clara Weiss",
        "a name behind where the office is held",
    ),
    (
        "Houthis and govt 5 June began talks in Amman. Govt and Houthis 6 June signed nothing.",
        "govt",
        "telegram style: a date behind the second side",
    ),
    (
        "Germany supported the mediation efforts of Egypt and Qatar in the war between Israel and Hamas. Israel fought"
        " on. Hamas did not yield.",
        "Hamas",
        "mediation that names nobody is one between those who fight",
    ),
    (
        "Council members held a meeting on Syria on Monday at the request of Switzerland.",
        "Switzerland",
        "who requests a meeting of the council",
    ),
    (
        "Rishi Sunak was the latest leader to visit Riyadh on Monday for talks with Mohammed bin Salman.",
        "Rishi Sunak",
        "who 'was the latest to visit'",
    ),
    (
        "The dialogue amongst Afghan leaders was held in Doha on Monday.",
        "Afghan leaders",
        "'amongst'",
    ),
    (
        "The first meeting of the ministerial mechanism took place in Cairo on Monday.",
        "mechanism",
        "a mechanism meets",
    ),
]


@pytest.mark.parametrize(("text", "name", "reason"), THERE, ids=[reason for *_, reason in THERE])
def test_takes_part(read: Read, text: str, name: str, reason: str) -> None:
    assert any(name in words for words in people(read(text))), reason


ABSENT = [
    (
        "Iran wants sanctions lifted. The United States wants limits. Iran and the United States disagree. Talks among"
        " the allies will be held in Rome on Friday.",
        "Iran",
        "talks among allies are none between the two sides of the text",
    ),
    (
        "Hakan Fidan, the head of a large office, met Badr Abdelatty in Cairo on Monday.",
        "office",
        "words that say who somebody is name nobody else",
    ),
    (
        "Saudi Arabia oversaw a meeting of Egypt and Turkey in Riyadh on Monday.",
        "Saudi Arabia",
        "who oversees a meeting does not sit in it",
    ),
    (
        "Norway welcomed the meeting of the Liaison Committee in Brussels on Monday.",
        "Norway",
        "who welcomes a meeting does not sit in it",
    ),
    (
        "Egypt and Turkey met in Cairo on Monday. Emmanuel Macron met Olaf Scholz in Paris on Tuesday. Hakan Fidan"
        " attended the dinner.",
        "Hakan Fidan",
        "who attended after another meeting was told is not of the first",
    ),
    (
        "Hakan Fidan praised the United Nations talks in Geneva on Monday.",
        "United Nations",
        "talks of an organisation are those of others",
    ),
    (
        "Iran wants sanctions lifted. Officials said the fifth round of talks will be held in Rome on Friday.",
        "Iran",
        "one party alone makes no two sides",
    ),
    (
        "Hakan Fidan and Badr Abdelatty discussed the war between Israel and Hamas in Cairo on Monday.",
        "Hamas",
        "whose war is talked about does not sit in the talks",
    ),
]


@pytest.mark.parametrize(("text", "name", "reason"), ABSENT, ids=[reason for *_, reason in ABSENT])
def test_takes_no_part(read: Read, text: str, name: str, reason: str) -> None:
    assert not any(name in words for words in people(read(text))), reason


def test_a_briefing_of_the_council_that_met_is_no_meeting_of_its_own(read: Read) -> None:
    reading = read("Council members held a meeting on Syria on 15 February. Martin Griffiths briefed members on aid.")
    assert len([claim for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]) == 1


def test_whom_a_visitor_met_on_the_visit_is_part_of_it(read: Read) -> None:
    reading = read("Hans Grundberg travelled to Aden on Monday, where he met with Prime Minister Maeen Saeed.")
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    assert len(found) == 1


def mediators(reading: Reading) -> list[str]:
    """The words of those who mediate the first meeting of the text."""
    found = [claim.payload for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]
    return [mention.span.words for mention in found[0].mediators]


def test_what_a_clause_adds_of_the_encounter_names_its_mediators(read: Read) -> None:
    reading = read("A new round of talks started in Geneva on Monday between Iran and Iraq, co-chaired by Norway.")
    assert mediators(reading) == ["Norway"]


def test_an_envoy_who_reports_is_the_mediator_of_what_he_tells(read: Read) -> None:
    reading = read("Madam President, I met with Rashad al-Alimi in Aden on Monday. I urge the parties to stop.")
    assert mediators(reading) == ["I"]


def test_an_envoy_with_the_security_council_mediates_nothing(read: Read) -> None:
    reading = read("The UN envoy Hans Grundberg met the Security Council in New York on Monday.")
    assert mediators(reading) == []


def test_another_meeting_is_none_of_those_told_before(read: Read) -> None:
    reading = read(
        "Hakan Fidan met Badr Abdelatty in Cairo on Monday. Hakan Fidan and Badr Abdelatty held another meeting."
    )
    assert len([claim for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]) == 2


def test_a_mission_of_the_united_nations_mediates_where_it_meets(read: Read) -> None:
    assert mediators(read("UNITAMS met the signatories of the accord in Khartoum on Monday.")) == ["UNITAMS"]


def test_who_speaks_for_a_union_of_states_is_no_mediator(read: Read) -> None:
    reading = read("The High Representative of the European Union, Josep Borrell, met Hakan Fidan in Ankara on Monday.")
    assert mediators(reading) == []


def test_who_welcomes_mediation_does_not_mediate(read: Read) -> None:
    reading = read("Norway welcomed the United Nations-led mediation efforts between Israel and Hamas on Monday.")
    assert not any("Norway" in words for words in mediators(reading))


def test_the_state_one_is_sent_to_is_no_part_of_a_name(read: Read) -> None:
    reading = read("The UN envoy to Libya Peter Brandt met Hakan Fidan in Ankara on Monday.")
    assert "Peter Brandt" in [name.words for name in reading.names]


def test_what_a_newspaper_has_been_told_is_no_meeting(read: Read) -> None:
    reading = read("The foreign minister of Turkey told us that the truce held.")
    assert not [claim for claim in Meetings()(reading, ()) if isinstance(claim.payload, Meeting)]


def test_who_leads_one_of_the_sides_does_not_mediate(read: Read) -> None:
    reading = read("Hakan Fidan met a delegation under the leadership of Peter Brandt in Cairo on Monday.")
    assert mediators(reading) == []


def test_who_denounces_a_meeting_held_between_others_does_not_sit_in_it(read: Read) -> None:
    reading = read("Turkey denounced a meeting held between Egypt and Ethiopia in Cairo on Monday.")
    assert people(reading) == ["Egypt", "Ethiopia"]
