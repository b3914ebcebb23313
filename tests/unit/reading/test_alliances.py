from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman import pipeline
from dragoman.packs import load_packs
from dragoman.reading.alliances import Group, Named, groups, groups_of
from dragoman.reading.names import ActorIndex
from dragoman.reading.propositions import PropositionReader
from dragoman.reading.reading import Reading

PARTIES = ("Orland", "Tessia", "Belmark", "Pellany", "Halvoria")


def grouped(text: str) -> tuple[Group, ...]:
    words = load_packs(("english",)).lexicon("alliances")
    named = [Named(text.index(p), text.index(p) + len(p), p) for p in PARTIES if p in text]
    return groups(text, named, words)


@pytest.mark.parametrize(
    ("text", "holders", "against"),
    [
        ("Orland, supported by Tessia, said so.", "Orland Tessia", ""),
        ("Orland, with Tessia and others, opposed by Belmark, said so.", "Orland Tessia", "Belmark"),
        ("Orland, with Tessia but opposed by Belmark and Pellany, said so.", "Orland Tessia", "Belmark Pellany"),
        ("Orland, for Tessia, supported by Belmark, said so.", "Orland Tessia Belmark", ""),
        ("Orland, opposed by Tessia, for Belmark, said so.", "Orland", "Tessia Belmark"),
        ("Opposed by Orland, Tessia said so.", "Tessia", "Orland"),
        ("Supported by Orland, Tessia and Belmark, he said so.", "Orland Tessia Belmark", ""),
        ("Orland (speaking late), Tessia and Belmark said so.", "Orland Tessia Belmark", ""),
        ("Many countries, opposed by Orland, said so.", "", "Orland"),
    ],
)
def test_who_stands_with_whom(text: str, holders: str, against: str) -> None:
    group = grouped(text)[-1]
    assert (group.holders, group.against) == (tuple(holders.split()), tuple(against.split()))


def test_a_group_ends_where_its_verb_begins() -> None:
    text = "On dates, Orland, supported by Tessia and opposed by Belmark, proposed May."
    (group,) = grouped(text)
    assert text[group.start : group.first_end] == "Orland"
    assert text[group.end :] == " proposed May."


def test_an_aside_goes_on_with_the_group_before() -> None:
    first, second = grouped("Orland backed a date and, with Tessia, and opposed by Belmark, said it was late.")
    assert first.holders == ("Orland",)
    assert (second.aside, second.holders, second.against) == (True, ("Orland", "Tessia"), ("Belmark",))


def test_groups_of_an_article_stand_in_its_text(read: Callable[..., Reading]) -> None:
    reading = read("Talks went on. France, supported by Germany and opposed by Italy, proposed a date.")
    (group,) = groups_of(reading)
    assert reading.text[group.start : group.first_end] == "France"
    assert (group.holders, group.against) == (("France", "Germany"), ("Italy",))


@pytest.fixture(scope="module")
def bulletin(reader: pipeline.Reader) -> PropositionReader:
    packs = load_packs(("english", "world", "climate"))
    return PropositionReader(reader.nlp, ActorIndex(packs.actors), packs.lexicon("alliances"))


def told(bulletin: PropositionReader, sentence: str) -> list[str]:
    return [
        f"{'against ' * p.opposed}{', '.join(p.parties)}: {'not ' * p.negated}{p.predicate}: {' | '.join(p.points)}"
        for p in bulletin.read(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (  # names in capitals and a slash between two parties
            "PERU, opposed by the G-77/CHINA, called for a date.",
            ["Peru: called: for a date.", "against Group of 77, China: called: for a date."],
        ),
        (  # two predicates of one group
            "Norway, with Chad, noted delays and proposed a second reading.",
            ["Norway, Chad: noted: delays", "Norway, Chad: proposed: a second reading."],
        ),
        (  # the second clause has a subject of its own
            "Japan did not favor a new body, while the AFRICAN GROUP insisted on one.",
            ["Japan: not favor: a new body", "African Group: insisted: on one."],
        ),
        (  # a participle in front and one behind
            "Citing costs, Kenya rejected the draft, saying it came late.",
            ["Kenya: citing: costs", "Kenya: rejected: the draft", "Kenya: saying: it came late."],
        ),
        (  # passive: what the parties do to the subject
            "The paragraph was supported by AOSIS, but opposed by Iran.",
            ["Alliance of Small Island States: supported: The paragraph", "Iran: opposed: The paragraph"],
        ),
        (  # who is asked and what for
            "Chile and Mexico asked the Chair to clarify the mandate.",
            ["Chile, Mexico: asked: the Chair | to clarify the mandate."],
        ),
        (  # what the sentence is about is part of the point
            "On finance, Egypt welcomed the text.",
            ["Egypt: welcomed: the text. | On finance"],
        ),
        (  # two predicates that share one point
            "The EU proposed, and India opposed, setting a date.",
            ["European Union: proposed: setting a date.", "India: opposed: setting a date."],
        ),
        (  # parties within what another one says say nothing themselves
            "Brazil said that China had agreed to the text.",
            ["Brazil: said: that China had agreed to the text."],
        ),
        (  # opposed by one and supported by another
            "The idea was opposed by India and supported by Tuvalu.",
            ["India: opposed: The idea", "Tuvalu: supported: The idea"],
        ),
        (  # a name in the phrase in front is not one of those who act
            "Responding to Egypt, Norway said it would consult.",
            ["Norway: responding: to Egypt", "Norway: said: it would consult."],
        ),
        (  # the second predicate is shared with others
            "Norway, for the Umbrella Group, welcomed the text, and, supported by the EU, suggested edits.",
            ["Norway, Umbrella Group: welcomed: the text", "Norway, Umbrella Group, European Union: suggested: edits."],
        ),
        (  # a name in capitals within a list that names some of many
            "Many countries, including Norway and CHILE, called for a review.",
            ["Norway, Chile: called: for a review."],
        ),
        ("Delegates discussed the text of the EU.", []),  # nobody named does anything
    ],
)
def test_propositions_of_bulletins(bulletin: PropositionReader, sentence: str, expected: list[str]) -> None:
    assert told(bulletin, sentence) == expected


def test_predicates_stand_where_the_sentence_has_them(bulletin: PropositionReader) -> None:
    sentence = "Sudan, for the AFRICAN GROUP, supported by CHINA, preferred restating the aim."
    (made,) = bulletin.read(sentence)
    assert sentence[made.start : made.end] == made.predicate == "preferred"
    assert made.parties == ("Sudan", "African Group", "China")
