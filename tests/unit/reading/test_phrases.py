"""Bounds of phrases and forms of verbs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.phrases import clause_bounds, noun_bounds, verb_bounds, verb_form
from dragoman.reading.reading import Reading

Read = Callable[..., Reading]


def text_of(reading: Reading, bounds: tuple[int, int]) -> str:
    """The words between the bounds."""
    return str(reading.doc[bounds[0] : bounds[1]].text)


@pytest.mark.parametrize(
    ("text", "word", "phrase"),
    [
        ("They want a lasting truce in Orrel that holds.", "truce", "a lasting truce in Orrel that holds"),
        ("They want a truce, which Vessa rejects.", "truce", "a truce"),
        ("They want a truce and a road.", "truce", "a truce"),
    ],
)
def test_noun_phrases(read: Read, text: str, word: str, phrase: str) -> None:
    reading = read(text)
    head = next(token for token in reading.doc if token.text == word)
    assert text_of(reading, noun_bounds(head)) == phrase


def test_verb_phrase_and_clause(read: Read) -> None:
    reading = read("The envoy has visited the port twice, but nobody spoke.")
    verb = next(token for token in reading.doc if token.text == "visited")
    assert text_of(reading, verb_bounds(verb)) == "visited the port twice"
    assert text_of(reading, clause_bounds(verb)) == "The envoy has visited the port twice"


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("They signed it.", "signed", "past"),
        ("They have signed it.", "signed", "past"),
        ("They sign it.", "sign", "present"),
        ("They will sign it.", "sign", "future"),
        ("They will sign it if it rains.", "sign", "modal"),
        ("They must sign it.", "sign", "modal"),
        ("They want to sign it.", "sign", "open"),
        ("The envoy said they would sign it.", "sign", "future"),
    ],
)
def test_verb_forms(read: Read, text: str, word: str, form: str) -> None:
    token = next(token for token in read(text).doc if token.text == word)
    assert verb_form(token) == form


def test_every_word_knows_the_sentence_that_the_parse_put_it_in(read: Read) -> None:
    doc = read("Talks opened on Monday. The envoy left.\n\nNobody signed. A truce is far off.").doc
    told = [(sentence.start, sentence.end, token.i) for sentence in doc.sents for token in sentence]
    assert [(token.sent.start, token.sent.end, token.i) for token in doc] == told
