"""Whose position it is when the words that say so name nobody: pairs, pronouns, offices, envoys."""

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
        "those who met are the delegations",
        "Halvoria's minister met his Tessavian counterpart in Doha. The delegations stressed the need for a truce.",
        "need",
        {H, T},
    ),
    (
        "they are those who met",
        "Edran Tolvik received Tessavia's prime minister in Brenmoor. They called for a ceasefire.",
        "call for",
        {H, T},
    ),
    (
        "the talks are those of who met",
        "Halvoria's president held talks with Tessavia's prime minister. The meeting stressed the need for a truce.",
        "need",
        {H, T},
    ),
    (
        "a joint statement speaks for all who met",
        "Halvoria's president met Tessavia's prime minister. All prisoners must be released, the joint statement said.",
        "must",
        {H, T},
    ),
    (
        "the he of a quotation is not its speaker",
        "Edran Tolvik flew to Doha. “He wants a ceasefire,” Tessavia's foreign minister Kovan Reth said.",
        "want",
        {H},
    ),
    (
        "they after a reporting verb are its subject",
        "Halvoria and Meridon met in Doha. Tessavia has said they will reject a ceasefire.",
        "reject",
        {T},
    ),
    ("a foreign ministry is its state's", "Tessavia's Foreign Ministry rejected the ceasefire.", "reject", {T}),
    ("opposed is what the subject is", "Meridon is opposed to a ceasefire.", "oppose", {M}),
    (
        "an envoy comes from whom the text names as sending one",
        "The United Nations opened an office in Doha. The Special Envoy urged a ceasefire.",
        "urge",
        {"United Nations"},
    ),
    (
        "a general comes from no organisation",
        "The United Nations opened an office in Doha. The General urged a ceasefire.",
        "urge",
        set(),
    ),
    (
        "a secretary-general does",
        "The United Nations opened an office in Doha. The Secretary-General urged a ceasefire.",
        "urge",
        {"United Nations"},
    ),
    (
        "an envoy to two states speaks for who sent him",
        "The United Nations envoy to Halvoria and Tessavia, Lorens Adeyo, has pledged to help with a truce.",
        "pledge",
        {"United Nations"},
    ),
    (
        "leaders of a protest are none of the states named before",
        "Meridon's envoy will visit Halvoria and Tessavia. In Doha, protest leaders demanded a ceasefire.",
        "demand",
        {"protest leaders"},
    ),
    (
        "in a joint statement the ministers speak for all who met",
        "Edran Tolvik met Tessavia's prime minister. In a joint statement, the ministers welcomed the ceasefire.",
        "welcome",
        {H, T},
    ),
    ("what a visit aims at its visitor wants", "Edran Tolvik flew in. His visit aims to stop the war.", "aim", {H}),
    (
        "the visit is that of the last who did something",
        "Halvoria's minister flew to Doha. The visit seeks to end the war.",
        "seek",
        {H},
    ),
    (
        "who put forward a position holds it",
        "Halvoria praised the position adopted by Tessavia on an immediate ceasefire.",
        "position",
        {T},
    ),
    (
        "with the aim of: behind a source named in between",
        "Halvorian diplomats were talking to both, according to a Tessavian official, with the aim of ending the war.",
        "aim",
        {H},
    ),
    (
        "all of a list of names that is the subject want it, however the parse cuts it",
        "On May 4, Halvoria, Tessavia, and Meridon agreed to resume negotiations on the harbour.",
        "agree to",
        {H, T, M},
    ),
    (
        "along with joins names too",
        "Halvoria, along with Tessavia and Meridon, is pushing for a ceasefire.",
        "push for",
        {H, T, M},
    ),
    (
        "some members of a body are not all of it",
        "Halvoria, Tessavia and other NATO members have demanded a ceasefire.",
        "demand",
        {H, T},
    ),
    (
        "a name behind a preposition is no part of the list",
        "After talks with Halvoria and Tessavia, Meridon demanded a ceasefire.",
        "demand",
        {M},
    ),
    (
        "a body whose members the text tells stands for them",
        "The mechanism, consisting of Halvoria, Tessavia and Meridon, met in Doha. The mechanism demanded a ceasefire.",
        "demand",
        {H, T, M},
    ),
    (
        "so does one with its members in brackets",
        "The Quad countries (Halvoria, Tessavia and Meridon) met in Doha. The Quad called for a ceasefire.",
        "call for",
        {H, T, M},
    ),
    (
        "names in brackets with other words are no list of members",
        "The United Nations (which Halvoria and Tessavia left) called for a ceasefire.",
        "call for",
        {"United Nations"},
    ),
    (
        "a named body is none of its members",
        "The Arab League, consisting of Halvoria, Tessavia and Meridon, demanded a ceasefire.",
        "demand",
        {H, T, M},
    ),
    (
        "they are all of a list, though the statement speaks for one of them",
        "Quad countries (Halvoria, Tessavia, and Italy), and Meridon issued a joint statement expressing grave concern "
        "about the war. They urged an immediate ceasefire.",
        "urge",
        {H, T, "Italy", M},
    ),
    (
        "towns in which somebody is are no sides",
        "Lorens Adeyo held meetings in Rome and Oslo. The parties demanded a ceasefire.",
        "demand",
        set(),
    ),
    (
        "a title in capitals is no party",
        "Lorens Adeyo said that his Special Representative has been urging a ceasefire.",
        "urge",
        set(),
    ),
    ("I is who the text says it is by", "Remarks by Halvoria's envoy. I call for a ceasefire.", "call for", {H}),
    (
        "we are those who open the statement",
        "Halvoria, Tessavia and Meridon strongly condemn the raids. We demand an immediate ceasefire.",
        "demand",
        {H, T, M},
    ),
    ("we are nobody whom a reporter tells of", "Halvoria condemned the raids. We demand a ceasefire.", "demand", set()),
    ("a body with signs in its name", "The 6+6 committee demanded a ceasefire.", "demand", {"6+6 Committee"}),
    (
        "leaders who are women are none of those who met",
        "Women leaders of the camps demanded a ceasefire.",
        "demand",
        {"Women leaders of the camps"},
    ),
    (
        "people who are no state hold it themselves, by the words the text has for them",
        "Many Halvorian civil society activists demanded a ceasefire.",
        "demand",
        {"Halvorian civil society activists"},
    ),
    (
        "they are those told before",
        "In Doha 15 youth activists met a minister of Halvoria. They demanded a ceasefire.",
        "demand",
        {"youth activists"},
    ),
    (
        "people told by their head alone are those told more fully before",
        "Halvoria invited a group of Tessavian public figures. These figures demanded a ceasefire.",
        "demand",
        {"Tessavian public figures"},
    ),
    (
        "three sides are the last three named side by side",
        "Halvoria, Tessavia and Meridon met. Halvoria and Tessavia left. The three sides demanded a ceasefire.",
        "demand",
        {H, T, M},
    ),
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


def test_each_party_of_a_list_rests_on_its_own_words(read: Read) -> None:
    """Not on those of the first, which say nothing of the others."""
    reading = read("On May 4, Halvoria, Tessavia, and Meridon agreed to resume negotiations on the harbour.")
    holders = Holders(reading, of_kind(tuple(Statements()(reading, ())), Statement))
    (wish,) = find_wishes(reading, holders, IssueIndex(reading.lexicon("issues")).find(reading.text))
    assert {h.party: h.mention.span.words for h in wish.holders if h.mention} == {H: H, T: T, M: M}
