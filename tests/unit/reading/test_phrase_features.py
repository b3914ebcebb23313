"""What any phrase shows to a head: rank, nesting, length."""

from __future__ import annotations

from dragoman.reading.phrase_features import among, nested, own_kind
from dragoman.reading.rivals import strongest


def test_a_phrase_ranks_within_each_grouping() -> None:
    found = among([(0, 3), (5, 6), (9, 11)], {"cue": ["deal", "aid", "deal"], "kind": ["x", "x", "x"]})
    assert found[2] == ["cue rank=1", "cue longer=1", "cue count=2", "kind rank=2", "kind longer=1", "kind count=3"]


def test_equal_phrases_are_around_and_within_each_other() -> None:
    assert nested([(0, 5), (1, 3), (1, 3), (4, 9)]) == [([], [1, 2]), ([0, 2], [2]), ([0, 1], [1]), ([], [])]


def test_the_likeliest_kind_is_the_kind_and_the_others_are_also_there() -> None:
    found = list(own_kind(("none", "process"), "noun", bare=True, bounds=(3, 5)))
    assert found == [
        "kind=none",
        "shape=noun",
        "kind+shape=none+noun",
        "bare",
        "bare=none",
        "also=process",
        "length=2-3",
    ]


def test_the_stronger_of_two_rivals_stays_even_where_it_comes_later() -> None:
    assert strongest([0.5, 0.6, 0.55], 0.4, lambda i, j: {i, j} == {0, 1}) == [1, 2]
