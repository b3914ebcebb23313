"""Who stands behind a statement in invented reports: words -> full name, party, class of source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.speaking import Who, speakers, spoken

from dragoman.reading.reading import Reading
from dragoman.stages.statements import Statements

Read = Callable[..., Reading]

CASES: tuple[tuple[str, str, tuple[Who, ...]], ...] = (
    (
        "a listed person speaks for whom the pack says",
        "Mirela Sandovar said the offer was fair.",
        (("Mirela Sandovar", "Mirela Sandovar", "Halvoria", "named"),),
    ),
    (
        "a surname is the one person who bears it",
        "Mirela Sandovar met reporters. Sandovar said the offer was fair.",
        (("Sandovar", "Mirela Sandovar", "Halvoria", "named"),),
    ),
    (
        "a person on no list speaks for whom the text says",
        "Halvorian trade envoy Ilven Torgas said the port was open.",
        (("Halvorian trade envoy Ilven Torgas", "Ilven Torgas", "Halvoria", "named"),),
    ),
    (
        "a pronoun takes up the speaker of the sentence before",
        "Ilven Torgas, a Tessavian officer, said the port was open. He added that ships would come.",
        (
            ("Ilven Torgas, a Tessavian officer", "Ilven Torgas", "Tessavia", "named"),
            ("He", "Ilven Torgas", "Tessavia", "named"),
        ),
    ),
    (
        "a pronoun does not take up whom the speech is about",
        "Kovan Reth said that Anselm Drouval had left. He added that the room was empty.",
        (("Kovan Reth", "Kovan Reth", "Tessavia", "named"), ("He", "Kovan Reth", "Tessavia", "named")),
    ),
    (
        "she is not he",
        "Hanne Solvaren met Joren Palisk. She said the corridor was open.",
        (("She", "Hanne Solvaren", "United Nations", "named"),),
    ),
    (
        "a title comes back to the person who bears it",
        "Anselm Drouval, the special envoy of Meridon, arrived. The envoy said the text was ready.",
        (("The envoy", "Anselm Drouval", "Meridon", "named"),),
    ),
    (
        "a title of another party is whoever held that office on the day, by office",
        "Kovan Reth, the Tessavian foreign minister, arrived. The Halvorian defence minister said guns were ready.",
        (("The Halvorian defence minister", "Hadrun Vek", "Halvoria", "role"),),
    ),
    (
        "an office of a party that nobody holds here is a role",
        "The Pellanian harbour chief said the ships were late.",
        (("The Pellanian harbour chief", None, "Pellany", "role"),),
    ),
    (
        "an unnamed official, and the official again",
        "A senior Halvorian official said the list was ready. The official said it held ninety names.",
        (
            ("A senior Halvorian official", None, "Halvoria", "anonymous"),
            ("The official", None, "Halvoria", "anonymous"),
        ),
    ),
    (
        "a title in capitals is one person's, though nobody tells whose office it is",
        "The Special Representative urged both sides to accept a truce.",
        (("The Special Representative", None, "United Nations", "role"),),
    ),
    (
        "titles in the plural and in capitals are those of persons named before",
        "President Edran Tolvik met President Olan Merrick. The Presidents said that the truce holds.",
        (("The Presidents", None, None, "named"),),
    ),
    (
        "he is who led the sentence before, though the text has not told that it is a man",
        "Hadrun Vek was received by Olan Merrick, the president of the council. The president expressed thanks. "
        "He said that fighters must leave.",
        (("The president", "Olan Merrick", None, "named"), ("He", "Olan Merrick", None, "named")),
    ),
    (
        "a portal is no person, whatever its name",
        "The news portal Jarn Press reported that the bridge was open.",
        (("The news portal Jarn Press", None, None, "institution"),),
    ),
    (
        "officials of two sides are not two officials named before",
        "Tom Reed, a Halvorian official, left. Ina Lorne, an official, stayed. "
        "Both Halvorian and Pellanian officials said talks go on.",
        (("Both Halvorian and Pellanian officials", None, None, "anonymous"),),
    ),
    (
        "the participants of a meeting speak as one body",
        "Participants called for an immediate ceasefire.",
        (("Participants", None, None, "institution"),),
    ),
    (
        "envoys of whom more is told than that they are there are persons nobody names",
        "The foreign envoys expressed concern over the fighting.",
        (("The foreign envoys", None, None, "anonymous"),),
    ),
    (
        "the envoys of several states speak as a body",
        "The envoys of Halvoria and Tessavia said they would stay.",
        (("The envoys of Halvoria and Tessavia", None, None, "institution"),),
    ),
    (
        "a pronoun takes up an unnamed person",
        "A Halvorian official said the talks had failed. He added that the guns were ready.",
        (("A Halvorian official", None, "Halvoria", "anonymous"), ("He", None, "Halvoria", "anonymous")),
    ),
    (
        "the official of a party is the named person who holds an office of that kind",
        "Tessavian foreign minister Kovan Reth arrived. The Tessavian official said the guns were ready.",
        (("The Tessavian official", "Kovan Reth", "Tessavia", "named"),),
    ),
    (
        "some people of a nation do not speak for its state",
        "Many Ukrainians said the bread was dear.",
        (("Many Ukrainians", None, "Ukraine", "anonymous"),),
    ),
    (
        "those whom a phrase with a participle describes",
        "The sides will meet in spring, people briefed on the plan said.",
        (("people briefed on the plan", None, None, "anonymous"),),
    ),
    (
        "a resolution is a text, an article is its paper's",
        "A resolution said the gates must open. An article said they would not.",
        (("A resolution", None, None, "institution"), ("An article", None, None, "institution")),
    ),
    (
        "experts speak for no side",
        "Halvorian analysts said the truce would not last.",
        (("Halvorian analysts", None, None, "anonymous"),),
    ),
    (
        "a scholar speaks for no side, named as she is",
        "Berta Quill, a historian at Ludrin University, said the war would go on.",
        (("Berta Quill, a historian at Ludrin University", "Berta Quill", None, "named"),),
    ),
    (
        "a ministry, and the ministry again",
        "The Tessavian foreign ministry denied the report. The ministry said the border was closed.",
        (
            ("The Tessavian foreign ministry", "Tessavian Foreign Ministry", "Tessavia", "institution"),
            ("The ministry", "Tessavian Foreign Ministry", "Tessavia", "institution"),
        ),
    ),
    (
        "a capital stands for its government",
        "Brenmoor said the map was wrong.",
        (("Brenmoor", "Halvoria", "Halvoria", "institution"),),
    ),
    (
        "the statement is its issuer's",
        "The Halvorian government published a statement. The statement said prisoners would go home.",
        (("The statement", None, "Halvoria", "institution"),),
    ),
    (
        "people of two parties speak for neither",
        "Halvorian and Tessavian officials said the lists had been exchanged.",
        (("Halvorian and Tessavian officials", None, None, "anonymous"),),
    ),
    (
        "the office of somebody speaks for that person's party",
        "Mirela Sandovar travelled on. Her office said the visit was short.",
        (("Her office", None, "Halvoria", "institution"),),
    ),
    (
        "a name that only qualifies is not who speaks",
        "Palisk aides said the map was new. Joren Palisk was silent.",
        (("Palisk aides", None, None, "anonymous"),),
    ),
    (
        "a quotation that goes on keeps its speaker",
        "“We wait,” Kovan Reth said. “We have waited for three winters.”",
        (("Kovan Reth", "Kovan Reth", "Tessavia", "named"), ("Kovan Reth", "Kovan Reth", "Tessavia", "named")),
    ),
    (
        "a news agency is no person",
        "The news agency Aurum said the bridge was closed.",
        (("The news agency Aurum", None, None, "institution"),),
    ),
    (
        "an aide is not the president whom he serves, but speaks for his side",
        "An aide to Mirela Sandovar said the offer was fair.",
        (("An aide to Mirela Sandovar", None, "Halvoria", "anonymous"),),
    ),
    (
        "a source close to somebody speaks from that side",
        "A source close to Kovan Reth said the offer was fair.",
        (("A source close to Kovan Reth", None, "Tessavia", "anonymous"),),
    ),
    (
        "an office is that of the envoy whom the text has named",
        "Anselm Drouval, the special envoy of Meridon, arrived. The special envoy's office said the text was ready.",
        (("The special envoy's office", None, "Meridon", "institution"),),
    ),
    (
        "a state before the word envoy is the task, not the side",
        "The Halvoria peace envoy Karl Lindmark said the text was ready.",
        (("The Halvoria peace envoy Karl Lindmark", "Karl Lindmark", None, "named"),),
    ),
    (
        "a supporter of a state does not speak for it",
        "Karl Lindmark, a supporter of Halvoria, said the text was ready.",
        (("Karl Lindmark, a supporter of Halvoria", "Karl Lindmark", None, "named"),),
    ),
    (
        "who issued a statement speaks in it",
        "A statement issued by the Meridon government said the text was ready.",
        (("A statement issued by the Meridon government", None, "Meridon", "institution"),),
    ),
    (
        "of several states named as one none is the party",
        "Halvoria, Tessavia and Meridon said the text was ready.",
        (("Halvoria, Tessavia and Meridon", None, None, "institution"),),
    ),
    (
        "an office that names its field is the person's behind it",
        "Halvorian Minister of Irrigation Selesh Bekarra also said the meeting was useful.",
        (("Halvorian Minister of Irrigation Selesh Bekarra", "Selesh Bekarra", "Halvoria", "named"),),
    ),
    (
        "the name behind a body is a person's where an office stands before it",
        "Spokesman of the negotiating team Hussein Karsham said the text was ready.",
        (("Spokesman of the negotiating team Hussein Karsham", "Hussein Karsham", None, "named"),),
    ),
    (
        "they are the two whom the sentence before names",
        "Mirela Sandovar met Kovan Reth in Vienna. They agreed that the road should open.",
        (("They", None, None, "named"),),
    ),
    (
        "he and a named person are named",
        "Kovan Reth came to Vienna. He and Mirela Sandovar said the road should open.",
        (("He and Mirela Sandovar", None, None, "named"),),
    ),
    (
        "a resolution with a number is a text",
        "General Assembly resolution A/RES/76/262 states that the road must open.",
        (("General Assembly resolution A/RES/76/262", None, "United Nations", "institution"),),
    ),
    (
        "an envoy named behind where he is sent speaks for who sent him",
        "Kovan Reth met the Halvorian envoy to Pellany, Daniel Torgas, in Vienna. Torgas hoped for an early truce.",
        (("Torgas", "Daniel Torgas", "Halvoria", "named"),),
    ),
    (
        "a surname that looks like a verb is still the head of the name",
        "VLF spokesman Tamer Said announced that the road was open.",
        (("VLF spokesman Tamer Said", "Tamer Said", "Vashel Liberation Front", "named"),),
    ),
    (
        "two offices of one person do not make two persons",
        "State Councillor and Foreign Minister Kovan Reth noted that the road was open.",
        (("State Councillor and Foreign Minister Kovan Reth", "Kovan Reth", "Tessavia", "named"),),
    ),
    (
        "a rank is no part of a name, so that the bare name is the same person",
        "Gen Daniel Torgas of Halvoria arrived. Daniel Torgas said the road was open.",
        (("Daniel Torgas", "Daniel Torgas", "Halvoria", "named"),),
    ),
    (
        "a prime minister is no foreign minister, though both are ministers",
        "The prime minister spoke after a meeting with Kovan Reth, the Tessavian foreign minister. "
        "The prime minister said the road was open.",
        (("The prime minister", None, None, "role"),),
    ),
    (
        "a statement by a person is that person's word",
        "According to a statement by Mirela Sandovar, the road was open.",
        (("a statement by Mirela Sandovar", "Mirela Sandovar", "Halvoria", "named"),),
    ),
    (
        "a statement by an office is the office's word",
        "A statement by Mirela Sandovar's office said the road was open.",
        (("A statement by Mirela Sandovar's office", None, "Halvoria", "institution"),),
    ),
    (
        "a readout of which the text says whose it is comes from nobody else",
        "Tessavia kept silent. According to the readout issued by the agency Dalvo, the road was open.",
        (("the readout issued by the agency Dalvo", None, None, "institution"),),
    ),
    (
        "the officials are those of whom the text has spoken, though they did nothing there",
        "Edran Tolvik met Tessavian officials in Vienna. The officials said the road was open.",
        (("The officials", None, "Tessavia", "anonymous"),),
    ),
    (
        "the council is the listed one that the text has named",
        "A session of the Inner Sea Cooperation Council was held. In its resolution, the council urged restraint.",
        (("the council", "Inner Sea Cooperation Council", "Inner Sea Cooperation Council", "institution"),),
    ),
    (
        "the regional group is the listed organisation of the text",
        "The ISCC meets in Vienna today. The road must open, the regional group said.",
        (("the regional group", "Inner Sea Cooperation Council", "Inner Sea Cooperation Council", "institution"),),
    ),
    (
        "a working group is not the group that fights",
        "The Vashel Liberation Front left. The working group on prisoners said the list was ready.",
        (("The working group on prisoners", None, None, "institution"),),
    ),
    (
        "a foreign ministry is that of the only foreign minister whom the text tells",
        "Kovan Reth, the Tessavian foreign minister, went to Castelune. The foreign ministry said the visit was short.",
        (("The foreign ministry", None, "Tessavia", "institution"),),
    ),
    (
        "a government's spokesman speaks for the government of which the text has spoken",
        "The Tessavian government met. Later government spokesman Daniel Torgas said the road was open.",
        (("Later government spokesman Daniel Torgas", "Daniel Torgas", "Tessavia", "named"),),
    ),
    (
        "ministers of whom the text has told more are not two ministers whom it names",
        "Mirela Sandovar and Kovan Reth met the defence ministers of the ISCC. The ministers welcomed the truce.",
        (("The ministers", None, "Inner Sea Cooperation Council", "institution"),),
    ),
    (
        "a list of whose they are ends in people without names",
        "Halvorian, Tessavian and Meridonian mediators said the road was open.",
        (("Halvorian, Tessavian and Meridonian mediators", None, None, "anonymous"),),
    ),
    (
        "officials from several sides speak for none of them",
        "Officials from Halvoria, Tessavia, Meridon and Pellany said the road was open.",
        (("Officials from Halvoria, Tessavia, Meridon and Pellany", None, None, "anonymous"),),
    ),
    (
        "his office is a person's, not that of a body which came on last",
        "Kovan Reth went to Vienna. VLF fighters left. The road was open, his office said.",
        (("his office", None, "Tessavia", "institution"),),
    ),
    (
        "a word that ends as words for persons do is no body",
        "The Tessavian parliamentarian said the road was open.",
        (("The Tessavian parliamentarian", None, "Tessavia", "anonymous"),),
    ),
    (
        "a full stop between them makes letters an acronym, an article before one does not",
        "A U.S. official said the road was open.",
        (("A U.S. official", None, "United States", "anonymous"),),
    ),
    (
        "what ends as outlets do is no person",
        "Dalvo Press said the road was open.",
        (("Dalvo Press", "Dalvo Press", None, "institution"),),
    ),
    (
        "the monarch is the king of whom the text has told",
        "King Abdullah II of Jordan arrived. The monarch said the road was open.",
        (("The monarch", "King Abdullah II", "Jordan", "named"),),
    ),
)


@pytest.mark.parametrize(("reason", "text", "wanted"), CASES, ids=[reason for reason, _, _ in CASES])
def test_speakers_resolved(read: Read, reason: str, text: str, wanted: tuple[Who, ...]) -> None:
    assert speakers(read(text)) == wanted, reason


def test_speakers_two_people_of_one_name_are_not_merged(read: Read) -> None:
    text = "Orla Kestrin and Dorn Kestrin arrived in Vienna. Kestrin said the talks were useful."
    (claim,) = spoken(read(text))
    assert claim.payload.speaker is not None
    assert claim.payload.speaker.name is None
    assert claim.payload.speaker.candidates == ("Dorn Kestrin", "Orla Kestrin")


def test_speakers_title_tells_two_people_of_one_name_apart(read: Read) -> None:
    text = (
        "General Orla Kestrin met Minister Dorn Kestrin of Halvoria. General Kestrin said the guns were silent. "
        "Minister Kestrin said the road was open."
    )
    names = [claim.payload.speaker_name for claim in spoken(read(text))]
    assert names == ["Orla Kestrin", "Dorn Kestrin"]


def test_speakers_keep_everything_but_the_speaker(read: Read) -> None:
    reading = read("“We wait,” Kovan Reth told Reuters. “We have waited for three winters.”")
    before = list(Statements()(reading, ()))
    after = spoken(reading)
    assert [c.evidence for c in before] == [c.evidence for c in after]
    assert [c.payload.cue for c in before] == [c.payload.cue for c in after]
    assert [c.payload.via for c in after] == ["Reuters", None]
    assert len({c.payload.attribution for c in after}) == 1
