"""Packs: faults are named with their place, packs merge, and the check warns of what a person should look at."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import BadPack, UnknownName
from dragoman.packs import Packs, WordList, check_packs, load_packs, shipped_packs

HEAD = 'name = "mine"\nversion = "1"\ndescription = "A test."\nlicence = "CC0-1.0"\n'
PEOPLE = "name,aliases,title,of,start,end,gender\n"
ORGANISATIONS = "name,aliases,kind,of,adjectives,metonyms\n"

Load = Callable[..., Packs]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """``load(head=..., people_csv=...)`` writes those files into a folder and loads it as the only pack."""

    def _load(head: str = HEAD, **contents: str) -> Packs:
        folder = tmp_path / f"pack{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        (folder / "pack.toml").write_text(head, encoding="utf-8")
        for name, text in contents.items():
            (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
        return load_packs((), (folder,))

    return _load


def test_an_empty_pack_is_a_pack(load: Load) -> None:
    packs = load()
    assert (packs.actors, packs.issues, packs.versions) == ((), (), ("mine 1",))


@pytest.mark.parametrize(
    ("files", "place", "allowed"),
    [
        ({"people_csv": PEOPLE + "Ann Lee,,envoy,,,,x\n"}, "people.csv:2: gender is 'x'", "empty, f, m"),
        ({"people_csv": PEOPLE + "A,,,,,,\nB,,envoy,,soon,,f\n"}, "people.csv:3: 'soon' is not a day", "YYYY-MM-DD"),
        ({"people_csv": PEOPLE + "B,,envoy,,2020-02-30,,f\n"}, "people.csv:2: '2020-02-30' is not a day", "YYYY-MM"),
        ({"people_csv": PEOPLE + "B,,envoy,,2020,2019,f\n"}, "people.csv:2: the role ends", "a day after 2020-01-01"),
        ({"people_csv": PEOPLE + "B,,envoy\n"}, "people.csv:2: the row is too long or too short", "7 cells"),
        ({"people_csv": PEOPLE + ",,envoy,,,,\n"}, "people.csv:2: name is empty", "a name"),
        ({"people_csv": "name,nickname\n"}, "people.csv:1: the columns are name, nickname", "name, aliases, title"),
        ({"people_csv": ""}, "people.csv:1: the columns are absent", "name, aliases"),
        ({"states_csv": 'name,aliases\n"A"x,\n'}, "states.csv:", "UTF-8 comma-separated values"),
        (
            {"organisations_csv": ORGANISATIONS + "Front,,army,,,\n"},
            "organisations.csv:2: kind is 'army'",
            "armed_group",
        ),
        ({"organisations_csv": ORGANISATIONS + "Front,,organ,,,\n"}, "organisations.csv:2: the organ Front", "in 'of'"),
        ({"issues_toml": '[[issues]]\nid = "a"\nlable = "A"\n'}, "issues.toml:3: 'lable' is not a key", "label"),
        ({"issues_toml": '[[issues]]\nlabel = "A"\n'}, "issues.toml: 'id' is absent", "a string"),
        ({"issues_toml": '[[issue]]\nid = "a"\n'}, "issues.toml:1: 'issue' is not a key", "issues"),
        ({"issues_toml": 'issues = "a"\n'}, "issues.toml:1: 'issues' is not a list of tables", "[[issues]]"),
        ({"words_toml": "verbs = 'say'\n"}, "words.toml:1: 'verbs' is 'say'", "a list of strings"),
        ({"words_toml": "[a.b]\nverbs = [1]\n"}, "words.toml:2: 'verbs' is [1]", "a list of strings"),
        ({"words_toml": "verbs = [\n"}, "words.toml: ", "UTF-8 encoded TOML"),
        ({"head": HEAD + 'author = "me"\n'}, "pack.toml:5: 'author' is not a key of a pack", "licence"),
        ({"head": HEAD.replace('"CC0-1.0"', "0")}, "pack.toml:4: 'licence' is 0", "a string"),
        ({"head": 'name = "mine"\n'}, "pack.toml: 'version' is absent", "a string"),
        ({"head": HEAD + 'sources = "me"\n'}, "pack.toml:5: 'sources' is 'me'", "a list of strings"),
        (
            {"head": HEAD + '[[sides]]\nname = "A"\nmember = []\n'},
            "pack.toml:7: 'member' is not a key of a side",
            "members",
        ),
        (
            {"head": HEAD + '[[sides]]\nname = "A"\nmediates = "no"\n'},
            "must be true or false",
            "nobody mediates",
        ),
        ({"head": HEAD + '[[accepted]]\nalias = "A"\n'}, "pack.toml: 'reason' is absent", "a string"),
    ],
)
def test_a_fault_is_named_with_file_line_and_what_is_allowed(
    load: Load, files: dict[str, str], place: str, allowed: str
) -> None:
    with pytest.raises(BadPack) as caught:
        load(**files)
    assert place in caught.value.message
    assert allowed in (caught.value.hint or "")


def test_a_folder_without_a_head_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(BadPack, match=r"holds no pack\.toml"):
        load_packs((), (tmp_path,))


def test_bytes_that_are_no_text_are_refused(load: Load, tmp_path: Path) -> None:
    load()
    (tmp_path / "pack0" / "people.csv").write_bytes(b"name\n\xff\xfe\n")
    with pytest.raises(BadPack, match=r"people\.csv: 'utf-8'"):
        load_packs((), (tmp_path / "pack0",))


def test_a_file_saved_by_a_spreadsheet_may_begin_with_a_mark(load: Load) -> None:
    assert [actor.name for actor in load(states_csv="\ufeffname\nAvaria\n").actors] == ["Avaria"]


def test_an_unknown_pack_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        load_packs(("wrold",))
    assert caught.value.hint == "did you mean 'world'?"


def test_an_unknown_lexicon_suggests_the_nearest(load: Load) -> None:
    packs = load(words_toml="verbs = ['say']\n")
    assert packs.lexicon("words") == {"verbs": ("say",)}
    with pytest.raises(UnknownName, match="no lexicon is called 'word'"):
        packs.lexicon("word")


def test_rows_of_one_person_become_one_actor_with_all_offices(load: Load) -> None:
    rows = "Ann Lee,Lee,envoy,Avaria,2020-03,2021,f\nAnn Lee,,minister,Avaria,2022,,\n"
    (actor,) = load(people_csv=PEOPLE + rows).actors
    assert [(role.title, role.start, role.end) for role in actor.roles] == [
        ("envoy", date(2020, 3, 1), date(2021, 12, 31)),
        ("minister", date(2022, 1, 1), None),
    ]
    assert (actor.aliases, actor.gender, actor.pack) == (("Lee",), "f", "mine")


def test_a_month_without_a_day_ends_with_its_last(load: Load) -> None:
    (actor,) = load(people_csv=PEOPLE + "Ann Lee,,envoy,,2024-02,2024-02,\n").actors
    assert actor.roles[0].end == date(2024, 2, 29)


def test_packs_add_to_each_other(load: Load, tmp_path: Path) -> None:
    load(states_csv="name,aliases\nAvaria,Av\n", words_toml="verbs = ['say']\n")
    load(states_csv="name,metonyms\nAvaria,Castle\n", words_toml="verbs = ['say', 'tell']\n[noun]\none = ['word']\n")
    packs = load_packs((), (tmp_path / "pack0", tmp_path / "pack1"))
    (actor,) = packs.actors
    assert (actor.aliases, actor.metonyms) == (("Av",), ("Castle",))
    assert packs.lexicon("words") == {"verbs": ("say", "tell"), "noun.one": ("word",)}


def test_a_side_is_written_into_its_members(load: Load) -> None:
    head = HEAD + '[[sides]]\nname = "Hosts"\nmembers = ["Avaria"]\n'
    packs = load(head, states_csv="name\nAvaria\nBelmark\n")
    assert {actor.name: actor.side for actor in packs.actors} == {"Avaria": "Hosts", "Belmark": None}


def test_sides_that_stand_together_are_one_camp_and_mediators_are_none(load: Load) -> None:
    sides = (
        '[[sides]]\nname = "North"\nmembers = ["Avaria"]\n'
        '[[sides]]\nname = "Friends"\nwith = "North"\nmembers = ["Belmark"]\n'
        '[[sides]]\nname = "Hosts"\nmediates = true\nmembers = ["Carland"]\n'
    )
    packs = load(HEAD + sides, states_csv="name\nAvaria\nBelmark\nCarland\n")
    assert packs.relations() == {"camp.North": ("Avaria", "Belmark")}


@pytest.mark.parametrize(
    ("files", "warning"),
    [
        ({"states_csv": "name,aliases\nAvaria,Av\nBelmark,Av\n"}, ("ambiguous alias", "Av")),
        ({"people_csv": PEOPLE + "Ann Lee,,envoy,Avaria,2020,,\n"}, ("unknown party", "Ann Lee")),
        (
            {
                "states_csv": "name\nAvaria\n",
                "organisations_csv": ORGANISATIONS + "State Bank,,organ,Avaria,,\n",
                "people_csv": PEOPLE + "Ann Lee,,governor,State Bank,2020,,\n",
            },
            ("organ as party", "Ann Lee"),
        ),
        ({"people_csv": PEOPLE + "Ann Lee,,envoy,,,,\n"}, ("undated role", "Ann Lee")),
        ({"people_csv": PEOPLE + "Ann Lee,,,,,,\n"}, ("no role", "Ann Lee")),
        ({"head": HEAD + '[[sides]]\nname = "S"\nmembers = ["Avaria"]\n'}, ("unknown member", "S")),
        ({"head": HEAD + '[[sides]]\nname = "S"\nwith = "T"\n'}, ("unknown side", "S")),
        ({"issues_toml": '[[issues]]\nid = "a"\nlabel = "A"\n'}, ("unused issue", "a")),
        (
            {"issues_toml": '[[issues]]\nid = "a.b"\nlabel = "B"\nparent = "a"\ncues = ["b"]\n'},
            ("unknown parent", "a.b"),
        ),
        (
            {"people_csv": PEOPLE + "Ann May,May,envoy,,2020,,\n", "ordinary_toml": "words = ['may']\n"},
            ("ordinary word", "May"),
        ),
    ],
)
def test_the_check_warns(load: Load, files: dict[str, str], warning: tuple[str, str]) -> None:
    assert [(found.kind, found.subject) for found in check_packs(load(**files))] == [warning]


def test_what_a_pack_accepts_is_no_warning(load: Load) -> None:
    head = HEAD + '[[accepted]]\nalias = "Av"\nreason = "told apart by their days"\n'
    assert check_packs(load(head, states_csv="name,aliases\nAvaria,Av\nBelmark,Av\n")) == ()


def test_the_shipped_packs_are_clean_together() -> None:
    assert check_packs(load_packs(shipped_packs())) == ()


def test_word_lists_keep_their_order_and_know_their_words() -> None:
    words = WordList(("talks", "truce", "accord"))
    assert words == ("talks", "truce", "accord")
    assert "truce" in words
    assert "war" not in words
    assert pickle.loads(pickle.dumps(words)) == words  # noqa: S301 - our own
    assert "truce" in pickle.loads(pickle.dumps(words))  # noqa: S301
