"""Reported speech about invented talks: what stands in ⟦ ⟧ is said; behind it, in ( ), by whom and by which cue."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading
from dragoman.stages.statements import Statements

Read = Callable[..., Reading]
MARKED = re.compile(r"⟦ (?P<said>[^⟧]*) ⟧ \( (?P<by>[^|)]*) \| (?P<cue>[^)]*) \)", re.VERBOSE)

CASES = (
    ("a clause with that", "The minister said that ⟦talks would resume on Monday⟧(The minister|said)."),
    ("a clause without that", "Drouval said ⟦the delegations had left Vienna⟧(Drouval|said)."),
    (
        "a clause before 'as announced by'",
        "⟦The League will host a meeting next week⟧(the ministry|announced), as announced by the ministry.",
    ),
    (
        "what is recognised is said",
        "The mission recognised that ⟦the law needs support⟧(The mission|recognised).",
    ),
    ("a pledge", "Drouval pledged ⟦more security for the port⟧(Drouval|pledged)."),
    ("thanks that somebody wants to give", "I want to thank ⟦the hosts for their patience⟧(I|to thank)."),
    ("a clause before its cue", "⟦The bridge will reopen in May⟧(the ministry|said), the ministry said."),
    (
        "whoever is echoed in a clause before the subject does not speak",
        "Echoing Griffiths, union chairman Amara Dallin insisted that ⟦a truce must come first⟧"
        "(union chairman Amara Dallin|insisted).",
    ),
    (
        "a full stop behind the name of a network ends the sentence, and the network is not what is said",
        "Drouval welcomed ⟦the truce⟧(Drouval|welcomed) in a post on X. She said ⟦talks would go on⟧(She|said).",
    ),
    ("what somebody calls it in marks", 'Drouval called ⟦it "a historic day"⟧(Drouval|called).'),
    ("a list may speak", "The Border List called on ⟦guards to leave the town⟧(The Border List|called on)."),
    ("verb before speaker", "⟦The deal is dead⟧(an official in Ludrin|said), said an official in Ludrin."),
    ("a quotation before its cue", "⟦“We are ready,”⟧(Sandovar|told) Sandovar told reporters."),
    ("a quotation behind a colon", "The envoy said: ⟦“Nobody walked out.”⟧(The envoy|said)"),
    ("straight quotation marks", '⟦"It is over,"⟧(the general|said) the general said.'),
    ("a mixed quotation", "Palisk said ⟦the truce was “worth less than its paper”⟧(Palisk|said)."),
    (
        "a quotation that its cue breaks is two statements of one attribution",
        "⟦“The road is long,”⟧(Drouval|said) Drouval said. ⟦“We have walked half of it.”⟧(Drouval|)",
    ),
    (
        "a quotation broken within its sentence",
        "⟦“The guns,”⟧(he|said) he said, ⟦“must fall silent before anything else.”⟧(he|)",
    ),
    (
        "two cues of one speaker",
        "The envoy said ⟦talks would resume⟧(The envoy|said) and warned that ⟦time was short⟧(The envoy|warned).",
    ),
    (
        "a participle that adds",
        "Reth said ⟦the offer was fair⟧(Reth|said), adding that ⟦it would not be repeated⟧(Reth|adding).",
    ),
    (
        "according to, behind",
        "⟦The lists were exchanged on Friday⟧(two diplomats|according to), according to two diplomats.",
    ),
    ("according to, in front", "According to the ministry, ⟦forty observers have arrived⟧(the ministry|According to)."),
    (
        "whose words an agency passes on is the speaker",
        "The agency quoted Drouval as saying that ⟦the lists were exchanged⟧(Drouval|saying).",
    ),
    (
        "also in the passive",
        "Drouval was cited by the agency as saying that ⟦the lists were exchanged⟧(Drouval|saying).",
    ),
    (
        "also where the words stand in front",
        "⟦The lists were exchanged⟧(Drouval|saying), the agency quoted Drouval as saying.",
    ),
    ("also where they are shown", "Television showed Drouval saying that ⟦the lists were exchanged⟧(Drouval|saying)."),
    (
        "telegrams put the day between speaker and verb",
        "Tessavian officials 8 Sept said ⟦the road was closed⟧(Tessavian officials|said).",
    ),
    (
        "a dated resolution, not its date",
        "They met under resolution 2672 of 9 January, which encouraged "
        "⟦members to meet every two months⟧(resolution 2672|encouraged).",
    ),
    ("a name with the day behind it", "Drouval 5 May reiterated ⟦the road was closed⟧(Drouval|reiterated)."),
    (
        "a joined verb goes on what the nearer speaker says",
        "The ministry said that Sandovar praised ⟦the envoy⟧(Sandovar|praised) and stressed "
        "⟦the need for a truce⟧(Sandovar|stressed).",
    ),
    (
        "a statement that the parser parted from its verb",
        "A joint statement after their meeting affirmed that ⟦the road was open⟧(A joint statement|affirmed).",
    ),
    ("what a summit underscores people said", "The summit underscored ⟦the need for a truce⟧(The summit|underscored)."),
    (
        "words go on in quotation marks",
        "Halvoria urged ⟦members to meet every month “with all donors”⟧(Halvoria|urged).",
    ),
    (
        "as somebody said, the clause beside it",
        "As the envoy said on Monday, ⟦the talks will resume in May⟧(the envoy|said).",
    ),
    ("a time clause reports nothing", "As he spoke, rockets fell."),
    ("pressed to do something", "They pressed ⟦him to open the road⟧(They|pressed)."),
    ("called for", "Halvoria called for ⟦an immediate ceasefire⟧(Halvoria|called for) on Tuesday."),
    (
        "called on somebody to do something",
        "The council called on ⟦both sides to return to the table⟧(The council|called on).",
    ),
    ("urged somebody to do something", "Tressant urged ⟦the two armies to hold their fire⟧(Tressant|urged)."),
    ("accused somebody of something", "He accused ⟦the rebels of breaking the truce⟧(He|accused)."),
    ("thanked somebody for something", "She thanked ⟦Meridon for its patience⟧(She|thanked)."),
    ("described something as something", "Drouval described ⟦the talks as “frank”⟧(Drouval|described)."),
    ("an object: welcomed", "The council welcomed ⟦the release of the prisoners⟧(The council|welcomed)."),
    ("an infinitive: threatened", "The front threatened ⟦to leave the room⟧(The front|threatened)."),
    ("thought: hopes", "Meridon hopes ⟦the third round will bring a text⟧(Meridon|hopes)."),
    ("thought: believed", "The envoys believed ⟦a deal was near⟧(The envoys|believed)."),
    (
        "the nearer of two cues keeps the content",
        "Ludrin has warned that ⟦it will close the border⟧(Ludrin|has warned), the agency said.",
    ),
    ("told somebody", "Palisk told the agency that ⟦no map had been shown⟧(Palisk|told)."),
    (
        "the day and the room are not said",
        "The envoy said on Monday in Vienna that ⟦the text was ready⟧(The envoy|said).",
    ),
    ("a report cut in by its cue", "⟦The corridor, which opened in March, is safe⟧(an officer|said), an officer said."),
    ("made it clear", "Brenmoor made it clear that ⟦it would not cede a village⟧(Brenmoor|made it clear)."),
    (
        "a quotation with its full stop, and who said it",
        "⟦“The bridge is safe.”⟧(Palisk|said) Palisk said on the radio.",
    ),
    ("a noun with its owner", "Nobody in Orrel shares his belief that ⟦the bridge is safe⟧(his|belief)."),
    ("ruled out", "The president ruled out ⟦any early election⟧(The president|ruled out)."),
    ("reported in the negative", "The staff denied ⟦its guns had fired⟧(The staff|denied)."),
    ("a dateline is not said", "VIENNA, 3 May (CPS) — ⟦The talks have ended⟧(mediators|said), mediators said."),
    (
        "where they have it from",
        "The agency reported, citing two officials, that ⟦the convoy had been stopped⟧(two officials|citing).",
    ),
    (
        "who keeps silent on whose word it is",
        "It was announced that ⟦the convoy had been stopped⟧(|was announced).",
    ),
    (
        "behind a passive stands whose word it is",
        "⟦The extension⟧(the League|was confirmed) was confirmed by the League.",
    ),
    (
        "of a clause that nobody is said to have told, whoever stands behind according to",
        "It was confirmed that ⟦the vote would be held⟧(the League|according to), according to the League.",
    ),
    (
        "as told by somebody",
        "As previously reported by Radio Ludrin, ⟦the envoy met Drouval on Friday⟧(Radio Ludrin|reported).",
    ),
    (
        "those who stand with a participle speak, not who does what they speak of",
        "The League published its plan, with critics saying ⟦it would fail⟧(critics|saying).",
    ),
    (
        "what a thing underscores is the word of whoever says so",
        "Palisk praised ⟦the visit⟧(Palisk|praised), suggesting that ⟦it underscores their ties⟧(Palisk|suggesting).",
    ),
    (
        "an odd pair of marks closes",
        'The portal named "Hadrun Vek, a senior officer,” and others. The portal noted that ⟦the work had begun⟧'
        "(The portal|noted).",
    ),
    (
        "a piece of another report in marks is no quotation",
        'The text is agreed.... "On 3 May Halvoria signed the text in Vienna and invited its neighbours to join it '
        "within a month. Tessavia announced that ⟦it would not take part⟧(Tessavia|announced). Its cabinet met twice "
        'in Ludrin, and the ministry said ⟦the maps were wrong⟧(the ministry|said). Nothing was signed there."',
    ),
    (
        "an agency gives somebody else's word in marks",
        "Reuters noted that “the envoy of Halvoria says ⟦the road is open to everybody⟧(the envoy of Halvoria|says).”",
    ),
    (
        "a movement led by somebody speaks, not who leads it",
        "The Front led by Kovan al-Reth rejected ⟦the plan⟧(The Front led by Kovan al-Reth|rejected).",
    ),
    (
        "a participle whose subject the parser loses goes with the cue before",
        "The statement noted, ⟦“the weight of an end to all building”⟧(The statement|noted), while underscoring that "
        "⟦“a just peace” is the key⟧(The statement|underscoring).",
    ),
    ("remarked on", "The envoy remarked on ⟦the importance of the visit⟧(The envoy|remarked on)."),
    (
        "a dash parts what is announced from what follows",
        "Palisk announced ⟦the launch of the patrols⟧(Palisk|announced) — the ceremony took place in Ludrin.",
    ),
    (
        "a list of what is called for goes on",
        "Palisk called for ⟦the protection of civilians, and achieving a truce that leads on⟧(Palisk|called for).",
    ),
    (
        "so does a list of what is announced",
        "The rebels announced ⟦a three-day truce, the hope of peace and a readiness to talk⟧(The rebels|announced).",
    ),
    (
        "a long speech in marks stays one",
        'Palisk rose. "The text is agreed, and the text is fair. Nobody who wants a road will find a better one in '
        "these hills. They said that it would fail, and it has not failed. I ask for patience. The maps are drawn, the "
        'lists are closed, and the bridge will be built before the snow."',
    ),
    (
        "who stands behind the place where they met speaks, not the place",
        "The envoy met Sandovar on 27 June in Ludrin, who welcomed ⟦the truce⟧(Sandovar|welcomed).",
    ),
    (
        "what is said of a clause is the outer speaker's, not the clause's",
        "Palisk said that ⟦helping the valley is a duty⟧(Palisk|said) and praised ⟦the hosts⟧(Palisk|praised).",
    ),
    (
        "what the parser hangs before the speaker is none of the speaker's words",
        "In a note issued on 14 May, the envoys of Halvoria and Tessavia said that "
        "⟦the road was open⟧(the envoys of Halvoria and Tessavia|said).",
    ),
    (
        "the day behind the speaker",
        "The army in Ludrin on Friday warned that ⟦it would fire⟧(The army in Ludrin|warned).",
    ),
    ("a dash without a blank behind it", "LUDRIN (CPS) -⟦The road is open⟧(a source|said), a source said."),
    (
        "an agency between strokes",
        "LUDRIN, May 3. /CPS/. Halvorian envoy Kovan Reth said ⟦the road was open⟧(Halvorian envoy Kovan Reth|said).",
    ),
    (
        "a heading that runs into its line",
        "The valley and its bridgeThe ministry said that ⟦the road was open⟧(The ministry|said).",
    ),
    (
        "who reports it is not what is said",
        "⟦The envoy hopes to meet the rebels in Ludrin⟧(the agency|reported), the agency reported on Friday.",
    ),
    ("took note of something", "The council took note in this regard of ⟦the lists⟧(The council|took note)."),
    ("signalled something", "The rebels have signalled ⟦their readiness to talk⟧(The rebels|have signalled)."),
    (
        "asked by somebody",
        "The union was asked by the rebels ⟦to send observers⟧(the rebels|was asked).",
    ),
    ("accused by nobody who is named", "The army has been accused of ⟦breaking the truce⟧(|has been accused)."),
    (
        "what for somebody travelled is said there",
        "Sandovar flew to Ludrin to express ⟦her support for the truce⟧(Sandovar|to express).",
    ),
    (
        "a quotation that stands alone is the last speaker's",
        "⟦“The road is open,”⟧(Palisk|said) Palisk said. Ludrin lies on the river. "
        "⟦“We shall not close it again before the snow.”⟧(Palisk|)",
    ),
    (
        "what a clause tells of a thing is no content",
        "Drouval affirmed ⟦the adoption of the road map that they had drawn⟧(Drouval|affirmed).",
    ),
    (
        "a mark with a blank behind it closes what stands before the speaker",
        '⟦"We gave our word to the envoys, not to the ministry,"⟧(Colonel Idris Balo|told) Colonel Idris Balo, who '
        "leads the guard, told reporters.",
    ),
    (
        "what was agreed before is not what is reaffirmed",
        "The parties reaffirmed ⟦their commitment to the truce⟧(The parties|reaffirmed) agreed on 4 January and "
        "expressed ⟦concern at the delay⟧(The parties|expressed).",
    ),
    (
        "who is concerned and calls upon others",
        "I am deeply concerned by reports of killings and call upon ⟦all parties to respect the law⟧(I|call upon).",
    ),
    ("what somebody likes to say", "Elin Varga likes to say that ⟦guns make no peace⟧(Elin Varga|to say)."),
    ("what somebody used to say", "My aunt used to say that ⟦a border is a scar⟧(My aunt|to say)."),
    (
        "straight single marks",
        "The boys' school is 'a target', but it stands. ⟦'It's over for us,'⟧(one soldier|said) said one soldier.",
    ),
    ("a headline without a verb", "⟦Truce possible by summer⟧(Halvoria|believes), Halvoria believes"),
    (
        "what somebody is heard to call as something",
        "It was a day that the envoy described ⟦as a success⟧(the envoy|described).",
    ),
)

NOTHING = (
    ("acts are not said", "The delegations met in Vienna and travelled on to Geneva."),
    ("what may yet be said", "The minister is expected to say more on Friday."),
    ("a condition", "If the minister says so, the convoy will leave."),
    ("a document does not condemn", "The agreement condemned nobody and the plan demanded little."),
    (
        "a mood speaks for nobody",
        "This guarded optimism acknowledges the ground gained and recognizes the gaps that remain.",
    ),
    (
        "a crisis calls for nothing",
        "The growing crisis has strengthened those who wait, calling for a quick settlement.",
    ),
    ("as per a plan", "The convoy left at noon, as per their plan of last month in Orrel."),
    ("what a pointer stands for is not who speaks", "This will review the old plans in calling for an end to the war."),
    ("nobody says it", "It was said in the town that the bridge was closed."),
    ("an adjective", "The stated aim of the talks is peace."),
    ("those who speak with one another say nothing yet", "Drouval met Sandovar. The two spoke about trade."),
    ("what is discussed is not said", "The envoys discussed renewing the truce."),
    ("going on is no saying", "The envoy has continued to engage, including Halvoria, in order to end the war."),
    ("a sum that is pledged is an act", "Participants pledged €5 million for the valley."),
    ("who says nothing", "Halvoria says nothing, because silence is cheap."),
    ("a feared man fears nothing", "The militia, a feared band of riders, came down from the hills."),
    ("it gives pleasure to nobody's words", "It gave him joy to thank the hosts."),
    (
        "a list and a river say nothing",
        "The long list underscored the size of the talks. "
        "The dam on the Blue Nile, which promises to light the valley, stands.",
    ),
    ("a joint agreement is an act", "The two sides agreed to exchange prisoners."),
)


def plain(words: str) -> str:
    """The words without marks at their ends."""
    return words.strip(" .,;:“”\"'")


@pytest.mark.parametrize(("reason", "text"), CASES, ids=[reason for reason, _ in CASES])
def test_statements_found(read: Read, reason: str, text: str) -> None:
    wanted = [(plain(m["said"]), m["by"], m["cue"]) for m in MARKED.finditer(text)]
    bare = MARKED.sub(lambda m: m["said"], text)
    found = []
    for claim in Statements()(read(bare), ()):
        said = claim.payload
        assert bare[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
        found.append(
            (
                plain(claim.evidence.quote),
                said.speaker.span.words if said.speaker else "",
                said.cue.words if said.cue else "",
            )
        )
    assert found == wanted, reason


@pytest.mark.parametrize(("reason", "text"), NOTHING, ids=[reason for reason, _ in NOTHING])
def test_statements_absent(read: Read, reason: str, text: str) -> None:
    assert [claim.evidence.quote for claim in Statements()(read(text), ())] == [], reason


def test_whoever_tells_of_several_words_of_others_tells_all_of_them(read: Read) -> None:
    text = "Officials from Halvoria expressed concern about the delay and urged an “immediate truce”, said Elin Palisk."
    found = {
        claim.payload.cue.words: claim.evidence.quote for claim in Statements()(read(text), ()) if claim.payload.cue
    }
    assert found["said"] == text.removesuffix(", said Elin Palisk.")
    assert found["urged"] == "an “immediate truce”"
