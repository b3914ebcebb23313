"""The shipped actor lists: complete where they must be, and names that can be told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest

from dragoman.model import Actor
from dragoman.packs import Packs, load_packs
from dragoman.reading.names import WORD, ActorIndex, plain

UN_MEMBERS = re.findall(
    r"[A-Z]{2}",
    """
AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG CR
CI HR CU CY CZ KP CD DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR
IQ IE IL IT JM JP JO KZ KE KI KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MC MN ME MA MZ MM NA NR
NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA KR MD RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO
ZA SS ES LK SD SR SE CH SY TJ TH TL TG TO TT TN TR TM TV UG UA AE GB TZ US UY UZ VU VE VN YE ZM ZW
""",
)
EARLIEST, LATEST = date(1940, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs(("world", "ukraine"))


@pytest.fixture(scope="module")
def named(packs: Packs) -> Mapping[str, Actor]:
    return {actor.name: actor for actor in packs.actors}


def names_of(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *actor.aliases, *actor.metonyms, *actor.adjectives, *actor.people)


def test_every_un_member_is_there_once(packs: Packs) -> None:
    codes = [actor.code for actor in packs.actors if actor.code]
    assert len(UN_MEMBERS) == 193
    assert set(UN_MEMBERS) <= set(codes)
    assert len(codes) == len(set(codes))


def test_every_name_holds_a_letter_and_no_stray_blank(packs: Packs) -> None:
    for actor in packs.actors:
        for name in names_of(actor):
            assert any(letter.isalpha() for letter in name), (actor.name, name)
            assert name == " ".join(name.split()), (actor.name, name)
            assert not re.search(r"[;|~=@\"]", name), (actor.name, name)


def test_names_that_are_matched_alike_mean_one_actor(packs: Packs) -> None:
    bearers: dict[tuple[str, ...], set[str]] = {}
    for actor in packs.actors:
        for name in names_of(actor):
            bearers.setdefault(tuple(plain(word) for word in WORD.findall(name)), set()).add(actor.name)
    assert {words: actors for words, actors in bearers.items() if len(actors) > 1} == {}


def test_everybody_speaks_for_a_listed_party(packs: Packs, named: Mapping[str, Actor]) -> None:
    parties = {actor.of for actor in packs.actors} | {role.of for actor in packs.actors for role in actor.roles}
    unknown = sorted(party for party in parties if party and party not in named)
    assert unknown == []
    assert [party for party in sorted(parties - {None}, key=str) if named[str(party)].kind == "person"] == []


def test_offices_have_days_that_can_be(packs: Packs) -> None:
    for actor in packs.actors:
        for role in actor.roles:
            assert role.start is not None, actor.name
            assert EARLIEST <= role.start <= LATEST, actor.name
            assert role.start <= (role.end or LATEST) <= LATEST, actor.name


def test_one_person_does_not_lead_two_parties_at_once(packs: Packs) -> None:
    for actor in packs.actors:
        leads = sorted(
            (role.start, role.end or LATEST)
            for role in actor.roles
            if role.start and role.title in ("president", "prime minister")
        )
        for (_, end), (start, _) in pairwise(leads):
            assert end <= start, actor.name


@pytest.mark.parametrize("title", ["president", "prime minister", "foreign minister", "secretary-general"])
def test_one_office_has_one_holder_a_day(packs: Packs, title: str) -> None:
    held: dict[str, list[tuple[date, date, str]]] = {}
    for actor in packs.actors:
        for role in actor.roles:
            if role.title == title and role.of and role.start:
                held.setdefault(role.of, []).append((role.start, role.end or LATEST, actor.name))
    for party, terms in held.items():
        terms.sort()
        for (_, end, first), (start, _, second) in pairwise(terms):
            assert (end - start).days <= 31, f"{party}: {first} and {second}"


@pytest.mark.parametrize(
    ("words", "day", "name", "party"),
    [
        ("Zelenskiy", "2025-03-01", "Volodymyr Zelensky", "Ukraine"),
        ("Recep Tayyip Erdogan", "2022-03-29", "Recep Tayyip Erdoğan", "Turkey"),
        ("Abdel-Fattah al-Burhan", "2023-05-01", "Abdel Fattah al-Burhan", "Sudan"),
        ("Hemedti", "2020-10-03", "Mohamed Hamdan Dagalo", "Sudan"),
        ("Hemedti", "2024-10-03", "Mohamed Hamdan Dagalo", "Rapid Support Forces"),
        ("Griffiths", "2019-01-01", "Martin Griffiths", "United Nations"),
        ("Mladenov", "2026-02-01", "Nickolay Mladenov", "Board of Peace"),
        ("Donald Tusk", "2018-01-01", "Donald Tusk", "European Union"),
        ("Donald Tusk", "2025-01-01", "Donald Tusk", "Poland"),
        ("Ahmed al-Sharaa", "2025-05-14", "Ahmed al-Sharaa", "Syria"),
        ("Brussels", "2025-05-14", "European Union", "European Union"),
        ("the DNR", "2022-02-21", "Donetsk People's Republic", "Donetsk People's Republic"),
    ],
)
def test_a_spelling_finds_its_actor_and_the_day_its_party(
    packs: Packs, words: str, day: str, name: str, party: str
) -> None:
    ((_, _, _, actors),) = ActorIndex(packs.actors).find(words)
    assert [actor.name for actor in actors] == [name]
    assert actors[0].party_on(date.fromisoformat(day)) == party


def test_sides_of_the_talks_on_ukraine(named: Mapping[str, Actor]) -> None:
    assert named["Ukraine"].side == "Ukrainian side"
    assert named["Luhansk People's Republic"].side == named["Russia"].side
    assert named["Turkey"].side == "Mediators"
