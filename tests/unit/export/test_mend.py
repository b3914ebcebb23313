from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dragoman import pipeline
from dragoman.export.mend import COLUMNS, EVIDENCE_COLUMNS, PLACE, export_mend, mend_events
from dragoman.export.mend_facts import load_facts
from dragoman.model.article import Article
from dragoman.model.claim import Claim, Delegation, Meeting, Mention
from dragoman.model.evidence import Span, evidence_of
from dragoman.model.record import Judgement
from dragoman.model.when import UNKNOWN_TIME, When
from dragoman.readers.text import article_from_text

TEXT = (
    "Yemen's warring sides met in Muscat on 3 May 2023. UN envoy Hans Grundberg chaired the talks between the "
    "Houthis and the government of Yemen, a step towards peace in Yemen."
)
PUBLISHED = datetime(2023, 6, 30, tzinfo=UTC)


def article(text: str = TEXT, key: str = "report") -> Article:
    return article_from_text(text, key=key, published=None)


def span(made: Article, words: str) -> Span:
    start = made.text.index(words)
    return Span(start=start, end=start + len(words), words=words)


def meeting(made: Article, **changes: object) -> Claim[Meeting]:
    day = When(start=date(2023, 5, 3), end=date(2023, 5, 3), precision="day", basis="stated")
    fields: dict[str, object] = {
        "status": "held",
        "format": "indirect",
        "when": day,
        "date_words": span(made, "3 May 2023"),
        "place": "Muscat",
        "place_words": span(made, "Muscat"),
        "country": "Oman",
        "participants": (
            Mention(span=span(made, "Houthis"), name="Ansar Allah (Houthis)", party="Ansar Allah (Houthis)"),
            Mention(span=span(made, "government of Yemen"), party="Yemen"),
        ),
        "mediators": (
            Mention(span=span(made, "UN envoy Hans Grundberg"), name="Hans Grundberg", party="United Nations"),
        ),
    }
    evidence = evidence_of(made.id, made.text, 0, made.text.index("."))
    return Claim(payload=Meeting(**(fields | changes)), evidence=evidence, stage="meetings", version="1")  # type: ignore[arg-type]


def told(made: Article, **fields: object) -> Claim[Meeting]:
    """The meeting of the usual report, as another report tells it."""
    payload = replace(meeting(article()).payload, **fields)  # type: ignore[arg-type]
    evidence = evidence_of(made.id, made.text, 0, made.text.index("."))
    return Claim(payload=payload, evidence=evidence, stage="meetings", version="1")


def test_the_columns_are_those_of_the_database(shared: Path) -> None:
    with (shared / "data" / "mend" / "mend_2018-2023.csv").open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == COLUMNS
    assert len(COLUMNS) == 32


def test_third_and_local_parties_are_kept_apart_and_coded() -> None:
    made = article()
    (event,) = mend_events([(made, [meeting(made)])])
    values = event.values
    assert values["conflict_country"] == "Yemen"
    assert values[PLACE] == "Muscat, Oman"
    assert (values["med_loc_cty"], values["med_loc_x"][:2], values["med_loc_y"][:2]) == ("OMN", "58", "23")
    assert (values["Day"], values["Month"], values["Year"]) == ("3", "5", "2023")
    assert values["third_party"] == "OSESG-Yemen; Oman"
    assert values["third_party_id_MEND"].split(";")[0] == "IGO_990"
    assert values["individual_med_named"] == "Hans Grundberg"
    assert values["local_parties"] == "Ansar Allah (Houthis); Yemen"
    assert (values["num_med"], values["num_local"], values["if_loc_belig"]) == ("2", "2+", "1")
    assert (values["med_type"], values["shuttle"]) == ("M", "1")
    assert values["med_event_ID"].startswith("YEM202305-")


def test_what_the_text_does_not_tell_stays_empty() -> None:
    made = article(TEXT.replace(" on 3 May 2023", ""))
    (event,) = mend_events([(made, [told(made, when=When(), date_words=None, format="unknown")])])
    assert not {"Day", "Month", "Year", "med_bias", "agmt", "shuttle", "groupings_mechanisms"} & set(event.values)


def test_where_local_parties_meet_abroad_the_country_hosts() -> None:
    made = article()
    (event,) = mend_events([(made, [meeting(made, mediators=())])])
    assert (event.values["third_party"], event.values["third_party_id_GW"]) == ("Oman", "698")


def test_the_seat_of_an_organisation_is_no_host() -> None:
    made = article(TEXT.replace("Muscat", "Muscat or Geneva"))
    changes = {"place": "Geneva", "place_words": span(made, "Geneva"), "country": "Switzerland"}
    (event,) = mend_events([(made, [meeting(made, **changes)])])
    assert event.values["third_party"] == "OSESG-Yemen"


ROOMS = [
    ("They briefed the UN Security Council on Yemen.", "New York, United States", "a body meets at its seat"),
    ("Griffiths landed in Aden. The Houthis met him over Yemen.", "Aden, Yemen", "the one city of the paragraph"),
    ("Griffiths flew to Yemen. He met the Houthis in Hodeidah.", "Al Hudaydah, Yemen", "a city, as MEND spells it"),
]


@pytest.mark.parametrize(("text", "place", "reason"), ROOMS, ids=[reason for *_, reason in ROOMS])
def test_places_beside_the_clause(text: str, place: str, reason: str) -> None:
    made = article(text)
    country = span(made, "Yemen")
    told = {"place": "Yemen", "country": "Yemen", "place_words": country} if "flew" in text else {}
    fields: dict[str, object] = {"place": None, "country": None, "place_words": None, "date_words": None} | told
    people = (Mention(span=country, name="Hans Grundberg", party="United Nations"),)
    claim = replace(meeting(article(), participants=people, mediators=()).payload, **fields)  # type: ignore[arg-type]
    evidence = evidence_of(made.id, made.text, 0, made.text.index("."))
    (event,) = mend_events([(made, [Claim(payload=claim, evidence=evidence, stage="meetings", version="1")])])
    assert event.values[PLACE] == place, reason


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("Kush Liberation Movement", True),  # a group by the last words of its name, though no pack lists it
        ("Security Working Group", False),  # a meeting's own body is no side of the conflict
        ("Muscat Hotel", False),  # nor is anything else
    ],
)
def test_unlisted_groups_are_local_by_their_names(name: str, local: bool) -> None:
    assert load_facts().is_local(name, ("Sudan",)) is local


def test_leads_of_delegations_are_named() -> None:
    made = article()
    lead = Delegation(party="United Nations", lead="Muin Shreim")
    (event,) = mend_events([(made, [meeting(made, delegations=(lead,))])])
    assert event.values["individual_med_named"] == "Hans Grundberg; Muin Shreim"


def test_each_stop_of_a_tour_is_an_event() -> None:
    made = article(TEXT.replace("Muscat", "Muscat, Riyadh and the United Arab Emirates (UAE) and rebels"))
    events = mend_events([(made, [meeting(made)])])
    assert [event.values[PLACE] for event in events] == [
        "Muscat, Oman",
        "Riyadh, Saudi Arabia",
        "United Arab Emirates",
    ]


TOURS = [
    ("Muscat (3 May) and Riyadh (5 May)", [("Muscat", 3), ("Riyadh", 5)], "each its day"),
    ("Muscat from 3 to 4 May and Riyadh from 5 to 7 May", [("Muscat", 3), ("Riyadh", 5)], "each its days"),
    ("Muscat and Riyadh on 3 and 9 May, respectively", [("Muscat", 3), ("Riyadh", 9)], "days in turn"),
    ("Muscat and Riyadh from 3 to 9 May", [("Muscat", 3), ("Riyadh", 3)], "days of both"),
    ("Oman, including Muscat and Salalah", [("Muscat", 3), ("Salalah", 3)], "towns of a country told"),
    ("Muscat, followed by a visit to Riyadh (5 May)", [("Muscat", 3), ("Riyadh", 5)], "one after the other"),
]


@pytest.mark.parametrize(("stops", "expected", "reason"), TOURS, ids=[reason for *_, reason in TOURS])
def test_each_stop_has_its_own_day(stops: str, expected: list[tuple[str, int]], reason: str) -> None:
    made = article_from_text(TEXT.replace("Muscat on 3 May 2023", stops), key="report", published=PUBLISHED)
    place = span(made, stops.split(",")[0].split(" ")[0])
    claim = told(made, place=place.words, place_words=place, date_words=None)
    rows = [event.values for event in mend_events([(made, [claim])])]
    found = [(row[PLACE].split(",")[0], int(row["Day"])) for row in rows if row[PLACE] != "Oman"]
    assert found == expected, reason


def test_each_of_several_days_is_an_event() -> None:
    made = article(TEXT.replace("3 May 2023", "3 May and 9 June 2023"))
    rows = [e.values for e in mend_events([(made, [told(made, date_words=span(made, "3 May"))])])]
    assert [(row["Month"], row["Day"]) for row in rows] == [("5", "3"), ("6", "9")]


def test_a_third_party_that_the_sentence_names_stands_in_for_nobody_told() -> None:
    made = article("Yemen's warring sides met on 3 May 2023 after an appeal by Oman. Qatar welcomed the talks.")
    sides = (Mention(span=span(made, "warring sides"), name=None, party="Yemen"),)
    nowhere: dict[str, object] = {"date_words": None, "place": None, "country": None, "place_words": None}
    (event,) = mend_events([(made, [told(made, participants=sides, mediators=(), **nowhere)])])
    assert event.values["third_party"] == "Oman"


def test_an_office_without_a_name_is_that_of_the_mission_to_the_conflict() -> None:
    made = article("In Libya's crisis the Special Representative met General Haftar on 3 May 2023.")
    sides = (Mention(span=span(made, "General Haftar"), name=None, party="Libya"),)
    nowhere: dict[str, object] = {"date_words": None, "place": None, "country": None, "place_words": None}
    (event,) = mend_events([(made, [told(made, participants=sides, mediators=(), **nowhere)])])
    assert event.values["third_party"] == "UNSMIL"


BESIDE = [
    ("On 7 May 2023, sides met in Muscat. They agreed on a truce.", "They agreed", "7", "the account opens with it"),
    ("The sides met after a statement of 7 May 2023.", "The sides", "7", "the one day of the sentence"),
    ("Fighting began on 7 May 2023. The sides met.", "The sides", None, "a day that another deed has"),
    ("The sides met between a raid of 7 May 2023 and one of 9 June 2023.", "The sides", None, "two days"),
]


@pytest.mark.parametrize(("text", "words", "day", "reason"), BESIDE, ids=[reason for *_, reason in BESIDE])
def test_days_beside_the_clause(text: str, words: str, day: str | None, reason: str) -> None:
    made = article(text)
    claim = told(made, when=UNKNOWN_TIME, date_words=None, place_words=None)
    start = text.index(words)
    here = replace(claim, evidence=evidence_of(made.id, made.text, start, start + len(words)))
    (event,) = mend_events([(made, [here])])
    assert event.values.get("Day") == day, reason


def test_a_plan_has_no_day_beside_it() -> None:
    made = article("On 7 May 2023, sides met in Muscat. They will meet again.")
    (event,) = mend_events([(made, [told(made, when=UNKNOWN_TIME, date_words=None, status="planned")])])
    assert "Day" not in event.values


AT_HOME: dict[str, object] = {"mediators": (), "place": "Sanaa", "country": "Yemen"}


@pytest.mark.parametrize("changes", [AT_HOME, {"status": "denied"}, {"status": "cancelled"}])
def test_no_row_without_a_third_party_or_a_meeting(changes: dict[str, object]) -> None:
    made = article()
    assert mend_events([(made, [meeting(made, **changes)])]) == ()


def test_tellings_of_one_meeting_make_one_row() -> None:
    first, second = article(), article("A second report. " + TEXT, key="other")
    told, again = meeting(first), meeting(second)
    same = Judgement(subject=told.id, other=again.id, verdict="same", by="rule:test", reason="the same")
    assert len(mend_events([(first, [told]), (second, [again])])) == 2
    (event,) = mend_events([(first, [told]), (second, [again])], judgements=[same])
    assert {backing.article for backing in event.backing} == {"report", "other"}


def test_every_value_is_linked_to_words_of_its_article(tmp_path: Path) -> None:
    made = article()
    table, evidence = export_mend([(made, [meeting(made)])], tmp_path)
    with table.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    with evidence.open(encoding="utf-8", newline="") as file:
        links = list(csv.DictReader(file))
    assert tuple(links[0]) == EVIDENCE_COLUMNS
    assert all(made.text[int(k["start"]) : int(k["end"])] == k["quote"] and k["article"] == "report" for k in links)
    linked = {link["column"] for link in links if link["med_event_ID"] == row["med_event_ID"]}
    own = {"med_event_ID", "source_urls"}
    assert {column for column, value in row.items() if value} - own <= linked


def test_every_value_of_a_text_read_is_linked(reader: pipeline.Reader) -> None:
    text = "On Tuesday the prime minister of Qatar met Taliban leaders in Kandahar. Peace in Afghanistan was discussed."
    made = article_from_text(text, key="read", published=None)
    claims, failures = pipeline.read_article(made, reader)
    assert not failures
    events = mend_events([(made, claims)])
    assert events
    assert {event.values["conflict_country"] for event in events} == {"Afghanistan"}
    assert all(made.text[b.span.start : b.span.end] == b.span.words for event in events for b in event.backing)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Egypt's president received the UN envoy for Libya.", "Libya"),  # the envoy says what it is about
        ("France and Germany backed the peace process in Mali.", "Mali"),  # named once, but as the conflict
        ("Qatari mediators received a Hamas delegation.", "Israel"),  # a group belongs to its conflict
        ("Saudi and Omani envoys discussed the Yemeni war.", "Yemen"),  # an adjective before "war"
        ("South Sudan's mediators met Sudanese rebels.", "Sudan"),  # who mediates is no side of the conflict
    ],
)
def test_the_conflict_is_where_the_words_of_war_and_peace_are(text: str, country: str) -> None:
    assert country in load_facts().conflicts(text)


def test_tables_name_only_what_the_packs_know() -> None:
    facts = load_facts()
    known = set(facts.actors.by_name)
    assert set(facts.states) | set(facts.organisations) | set(facts.groups) | facts.talks <= known
    assert set(facts.missions.values()) <= known
