"""Whose position it is where several met, are listed or are addressed, and where the parse finds no subject."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model.claim import Statement
from dragoman.reading.issues import IssueIndex
from dragoman.reading.reading import Reading
from dragoman.stages.base import of_kind
from dragoman.stages.position_holders import Holders
from dragoman.stages.positions import find_wishes
from dragoman.stages.speakers import Speakers
from dragoman.stages.statements import Statements

Read = Callable[..., Reading]
H, T, M = "Halvoria", "Tessavia", "Meridon"

CASES: tuple[tuple[str, str, str, set[str]], ...] = (
    (
        "who discussed something with somebody met them",
        "Halvoria's minister discussed the war with his Tessavian counterpart. The sides urged a truce.",
        "urge",
        {H, T},
    ),
    (
        "a call between two is an encounter",
        "After a phone call between Halvoria and Tessavia, Meridon was glad. Both ministers urged a truce.",
        "urge",
        {H, T},
    ),
    (
        "both are those who were met, if it was two",
        "Meridon's envoy met Halvoria's minister and Tessavia's ambassador. Both demanded a ceasefire.",
        "demand",
        {H, T},
    ),
    (
        "a list behind the noun says who they are",
        "Meridon said both delegations — Halvoria and Tessavia — demanded a ceasefire.",
        "demand",
        {H, T},
    ),
    (
        "factions are told by their list",
        "Key factions, including Halvoria and Tessavia, demanded a ceasefire.",
        "demand",
        {H, T},
    ),
    (
        "ministers who speak together are all of them, not the first",
        "The ministers of Halvoria, Tessavia and Meridon met. The three ministers expressed their support for a truce.",
        "support",
        {H, T, M},
    ),
    (
        "a person or body between two names",
        "Halvorian President Edran Tolvik and Tessavian envoys met in Doha. The two sides demanded a ceasefire.",
        "demand",
        {H, T},
    ),
    ("who is thanked for its efforts", "Meridon thanked Halvoria for its efforts to mediate.", "effort", {H}),
    ("who is asked to drop its demand", "Meridon called on Halvoria to renounce its demand for land.", "demand", {H}),
    (
        "an agreement between two is of both",
        "Meridon announced an agreement between Halvoria and Tessavia to exchange prisoners.",
        "agreement",
        {H, T},
    ),
    ("who invites", "They met at the invitation of Meridon to discuss a truce.", "invitation", {M}),
    (
        "who drafted the plan wants what it asks for",
        "A plan drafted by Halvoria and Tessavia calls for a ceasefire.",
        "call for",
        {H, T},
    ),
    (
        "the parties are those at odds, not the body that brought them together",
        "Halvoria, Tessavia and the United Nations met in Doha. The parties agreed to a ceasefire.",
        "agree to",
        {H, T},
    ),
    (
        "the leaders of the two countries are the two countries",
        "Halvoria and Tessavia met. Meridon was glad. The leaders of the two countries demanded a ceasefire.",
        "demand",
        {H, T},
    ),
    (
        "the heads of state are those of the body that met",
        "The African Union convened a summit in Doha. The heads of state demanded a ceasefire.",
        "demand",
        {"African Union"},
    ),
    (
        "some members of a body are not the body",
        "The Delta Union met in Doha. Some Union members demanded a ceasefire.",
        "demand",
        {"Union members"},
    ),
    (
        "a government that nothing before names is that of the state the text is about",
        "The rebels and the government agreed to a ceasefire in Halvoria. Halvoria is at war.",
        "agree to",
        {H},
    ),
    (
        "a verb behind a list does not go on with it",
        "Halvoria and Tessavia, known as the Two, urged Meridon to accept a ceasefire.",
        "urge",
        {H, T},
    ),
    ("a state is no coalition", "Meridon said the coalition had rejected a ceasefire.", "reject", set()),
    (
        "its demand is of whom the words listed with it are",
        "Meridon spoke of Halvoria's refusal and its demand for a ceasefire.",
        "demand",
        {H},
    ),
    (
        "they are nobody's where those who came before are nobody that the text names",
        "In Halvoria thousands came to the square. They demanded a ceasefire.",
        "demand",
        set(),
    ),
    (
        "with whom the sentence opens, where the parse finds no subject",
        "The Halvoria led by Edran Tolvik, which had stayed away, expressed a desire to resume negotiations.",
        "desire",
        {H},
    ),
)


@pytest.mark.parametrize(("text", "word", "parties"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_finds_whose_position_it_is(read: Read, text: str, word: str, parties: set[str]) -> None:
    reading = read(text)
    said = tuple(Statements()(reading, ()))
    holders = Holders(reading, of_kind(tuple(Speakers()(reading, said)), Statement))
    hits = IssueIndex(reading.lexicon("issues")).find(reading.text)
    (wish,) = [wish for wish in find_wishes(reading, holders, hits) if wish.cue.word == word]
    assert {holder.party for holder in wish.holders} == parties
