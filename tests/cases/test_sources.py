"""Which noun phrase speaks where the sentence hides it, and whether it is a person or a body."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.speaking import Who, speakers

from dragoman.reading.reading import Reading

Read = Callable[..., Reading]

CASES: tuple[tuple[str, str, tuple[Who, ...]], ...] = (
    (
        "whoever says that something aimed at something stands before the verb",
        "The League said the meeting aimed to follow up on the pledges made by participants in May.",
        (("The League", None, None, "institution"),),
    ),
    (
        "sources close to the talks are not the talks",
        "Sources close to the delegations confirmed to reporters that the meeting included frank discussions.",
        (("Sources close to the delegations", None, None, "anonymous"),),
    ),
    (
        "whom a paper quotes saying something speaks, not the paper",
        "The newspaper quoted informed sources saying that the port was open.",
        (("informed sources", None, None, "anonymous"),),
    ),
    (
        "the subject behind whom it is according to is no part of the source",
        "According to the trade ministry, Ilven Torgas, a former officer who works at the port, met with a guard.",
        (("the trade ministry", None, None, "institution"),),
    ),
    (
        "commas within brackets do not part the speaker",
        "The council and its group (Orrel, Dalvo and Selk) 4 May called for the release of prisoners.",
        (("The council and its group (Orrel, Dalvo and Selk)", None, "Tessavia", "institution"),),
    ),
    (
        "those who chair together speak as a body",
        "The co-chairs emphasized the importance of the truce.",
        (("The co-chairs", None, None, "institution"),),
    ),
    (
        "words written large without an article are a person's name, whatever the parser takes them for",
        "Odan Tarbe said the port was open.",
        (("Odan Tarbe", "Odan Tarbe", None, "named"),),
    ),
    (
        "nor a plural that opens the sentence",
        "Charities said the port was open.",
        (("Charities", "Charities", "Charities", "institution"),),
    ),
    (
        "one of a body is named behind it",
        "The port is open, member of the Transport Council Odan Tarbe said.",
        (("member of the Transport Council Odan Tarbe", "Odan Tarbe", None, "named"),),
    ),
    (
        "but not a name that an army would give itself",
        "Liwa Tarbeyan said the port was open.",
        (("Liwa Tarbeyan", "Liwa Tarbeyan", "Liwa Tarbeyan", "institution"),),
    ),
    (
        "what is said on a channel of one letter ends the sentence",
        "The truce holds, Ilven Torgas wrote on X. Mirela Sandovar said the port was open.",
        (
            ("Ilven Torgas", "Ilven Torgas", None, "named"),
            ("Mirela Sandovar", "Mirela Sandovar", "Halvoria", "named"),
        ),
    ),
    (
        "the one office named is a person's, an office that many hold is nobody's",
        "The army chief said the port was open. The ambassador said it was shut.",
        (("The army chief", None, None, "role"), ("The ambassador", None, None, "anonymous")),
    ),
    (
        "the foremost of many is one",
        "The chief negotiator said the port was open.",
        (("The chief negotiator", None, None, "role"),),
    ),
    (
        "letters before a title are no pronoun",
        "HE the Minister said the port was open. His Highness the Emir said it was shut.",
        (("HE the Minister", None, None, "role"), ("His Highness the Emir", None, None, "role")),
    ),
    (
        "words for persons that are no offices are no bodies either",
        "The facilitator said the port was open. The president-elect said it was shut.",
        (("The facilitator", None, None, "role"), ("The president-elect", None, None, "role")),
    ),
    (
        "leaders of a union speak as that body",
        "UN leaders said the port was open.",
        (("UN leaders", None, "United Nations", "institution"),),
    ),
    (
        "a statement says what the parser gives to the meeting before it",
        "A joint statement issued after the meeting called for restraint and dialogue.",
        (("A joint statement issued after the meeting", None, None, "institution"),),
    ),
    (
        "what somebody else says beside is not said by the first",
        "Halvoria denied the charge, with its trade ministry saying that ships had stayed within the port.",
        (("Halvoria", "Halvoria", "Halvoria", "institution"), ("its trade ministry", None, "Halvoria", "institution")),
    ),
    (
        "a call that is renewed is said once",
        "Halvoria renewed its call for a truce.",
        (("Halvoria", "Halvoria", "Halvoria", "institution"),),
    ),
    (
        "those of whom a text cut out of a longer one names nobody are unnamed",
        "They said that the port would be opened soon.",
        (("They", None, None, "anonymous"),),
    ),
    (
        "what an agency gives with its verb in marks is the word of whoever stands before it",
        "Mirela Sandovar “emphasized the need for a truce in the whole valley before May,” Reuters said.",
        (("Mirela Sandovar", "Mirela Sandovar", "Halvoria", "named"),),
    ),
    (
        "a clause that the parser leaves without its subject stands before whoever reports it",
        "Ilven al-Torgas, head of the port, discussed with Halvorian officials the lack of progress, his group said.",
        (("his group", None, None, "institution"),),
    ),
    (
        "a member of a negotiating team is the person named behind it",
        "For his part, member of the negotiating team Hussein Torgas underlined the need for a truce.",
        (("member of the negotiating team Hussein Torgas", "Hussein Torgas", None, "named"),),
    ),
    (
        "what the text calls a company is no person",
        "The energy company Enno agreed on a new pipeline. Enno said the work would begin in May.",
        (("Enno", "Enno", None, "institution"),),
    ),
)


@pytest.mark.parametrize(("reason", "text", "wanted"), CASES, ids=[reason for reason, _, _ in CASES])
def test_sources_found(read: Read, reason: str, text: str, wanted: tuple[Who, ...]) -> None:
    assert speakers(read(text)) == wanted, reason
