"""For whom speakers speak: offices held and left, teams, letters, and who says "I"."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.speaking import Who, speakers

from dragoman.reading.reading import Reading

Read = Callable[..., Reading]

CASES: tuple[tuple[str, str, tuple[Who, ...]], ...] = (
    (
        "the envoy's office is that of whoever sent the envoy",
        "The road was open, according to a statement by the Special Envoy's office.",
        (("a statement by the Special Envoy's office", None, "United Nations", "institution"),),
    ),
    (
        "what begins with a given name is a person, though the parser takes it for a body",
        "Milorad Kojić said the road was open.",
        (("Milorad Kojić", "Milorad Kojić", None, "named"),),
    ),
    (
        "a letter is of whoever speaks in it, not of those it is addressed to",
        "Mirela Sandovar rose. In a letter to Kovan Reth, Sandovar noted that the road was open. It added that ships "
        "would come. The letter stated that guards would stay.",
        (
            ("Sandovar", "Mirela Sandovar", "Halvoria", "named"),
            ("It", "Mirela Sandovar", "Halvoria", "institution"),
            ("The letter", "Mirela Sandovar", "Halvoria", "institution"),
        ),
    ),
    (
        "a statement is of whoever issued it",
        "Halvoria issued a statement on Monday. The statement said the road was open.",
        (("The statement", "Halvoria", "Halvoria", "institution"),),
    ),
    (
        "an adviser to a president speaks for the president's side",
        "Ilven Torgas, adviser to the Tessavian president for security affairs, said the road was open.",
        (
            (
                "Ilven Torgas, adviser to the Tessavian president for security affairs",
                "Ilven Torgas",
                "Tessavia",
                "named",
            ),
        ),
    ),
    (
        "who once held an office does not speak for it",
        "Ilven Torgas, the former ambassador of Tessavia, said the road was open.",
        (("Ilven Torgas, the former ambassador of Tessavia", "Ilven Torgas", None, "named"),),
    ),
    (
        "a former office does not undo the present one",
        "The Halvorian envoy Ilven Torgas arrived. Tessavia had sent a note to former Tessavian president Ilven "
        "Torgas. Torgas said the road was open.",
        (("Torgas", "Ilven Torgas", "Halvoria", "named"),),
    ),
    (
        "somebody and their team speak for one side",
        "Mirela Sandovar and her team said the road was open. They added that ships would come.",
        (
            ("Mirela Sandovar and her team", None, "Halvoria", "named"),
            ("They", None, "Halvoria", "named"),
        ),
    ),
    (
        "what a party publishes is its own",
        "A readout of the call published by Halvoria said the road was open.",
        (("A readout of the call published by Halvoria", None, "Halvoria", "institution"),),
    ),
    (
        "numbered resolutions are the United Nations'",
        "Resolution 2672 encouraged members to meet. It affirms that the road is open.",
        (
            ("Resolution 2672", None, "United Nations", "institution"),
            ("It", None, "United Nations", "institution"),
        ),
    ),
    (
        "members are those of the council that the text names",
        "She briefed the Council, after which members issued a paper expressing regret that nobody had come.",
        (("members", None, None, "institution"),),
    ),
    (
        "both officials are the persons named before",
        "Mirela Sandovar met the head of the bureau, Kovan Reth. Both officials said the road was open.",
        (("Both officials", None, None, "named"),),
    ),
    (
        "a spokesman of a party can be the one whom the text names behind",
        "The road is open, according to a Tessavian spokesman. The lists are closed. Tessavian spokesman Ilven Torgas "
        "said the bridge was safe.",
        (
            ("a Tessavian spokesman", "Ilven Torgas", "Tessavia", "named"),
            ("Tessavian spokesman Ilven Torgas", "Ilven Torgas", "Tessavia", "named"),
        ),
    ),
    (
        "somebody and a counterpart speak for two sides",
        "Ilven Torgas, adviser to the Tessavian president, met his Halvorian counterpart Mirela Sandovar. Sandovar and "
        "his counterpart said the road was open.",
        (("Sandovar and his counterpart", None, None, "named"),),
    ),
    (
        "who says I without a name in the text is nobody it names",
        "I praise the efforts of the council.",
        (("I", None, None, "anonymous"),),
    ),
    (
        "who says I is the person whom the text tells of",
        "The envoy Mirela Sandovar ended her visit to Ludrin. I urge both sides to talk.",
        (("I", "Mirela Sandovar", "Halvoria", "named"),),
    ),
    (
        "who left an office is not who holds it",
        "Mirela Sandovar, the Halvorian foreign minister, arrived. The former foreign minister said the road was open.",
        (("The former foreign minister", None, None, "role"),),
    ),
    (
        "a minister who is not prime leads no state",
        "Mirela Sandovar, the Halvorian foreign minister, arrived. The Halvorian leader said the road was open.",
        (("The Halvorian leader", None, "Halvoria", "role"),),
    ),
    (
        "a chargé d'affaires is one person",
        "The Halvorian chargé d’affaires in Ludrin praised the hosts.",
        (("The Halvorian chargé d’affaires in Ludrin", None, "Halvoria", "role"),),
    ),
    (
        "an organisation is the one that was named last, where no armed group is",
        "The United Nations met. NATO said the road was open. The organization added that ships would come.",
        (("NATO", "NATO", "NATO", "institution"), ("The organization", "NATO", "NATO", "institution")),
    ),
    (
        "a working group is nobody's organisation",
        "NATO met. The working group said the road was open.",
        (("The working group", None, None, "institution"),),
    ),
    (
        "whose deputy somebody is tells not whether it is a man",
        "Ilven Torgas arrived. His deputy, Elin Varga, left. She said the road was open.",
        (("She", "Elin Varga", None, "named"),),
    ),
    (
        "an envoy who is mine has the office that is written so",
        "My Special Representative met both sides. She said the road was open.",
        (("She", None, "United Nations", "role"),),
    ),
    (
        "an office that is written as a title is held by one person",
        "The Chair of the Border Committee said the road was open.",
        (("The Chair of the Border Committee", None, None, "role"),),
    ),
    (
        "an office of state whose state nobody tells is that of the state at home",
        "Halvoria wants a truce. The road is in Halvoria. Trade Minister Ilven Torgas said the road was open.",
        (("Trade Minister Ilven Torgas", "Ilven Torgas", "Halvoria", "named"),),
    ),
    (
        "it is none where the text tells of several states alike",
        "Halvoria and Tessavia fought. Trade Minister Ilven Torgas said the road was open.",
        (("Trade Minister Ilven Torgas", "Ilven Torgas", None, "named"),),
    ),
    (
        "whoever the text says leads a body speaks for it",
        "Elin Varga, who leads the Tessavian delegation, said the road was open.",
        (("Elin Varga", "Elin Varga", "Tessavia", "named"),),
    ),
    (
        "a party is no organ of the state whose name it bears",
        "The Halvorian Salvation Council said the road was open. Council spokesman Ilven Torgas said it was not.",
        (
            (
                "The Halvorian Salvation Council",
                "Halvorian Salvation Council",
                "Halvorian Salvation Council",
                "institution",
            ),
            ("Council spokesman Ilven Torgas", "Ilven Torgas", "Halvorian Salvation Council", "named"),
        ),
    ),
    (
        "a summit speaks as a body",
        "An extraordinary summit called for a truce.",
        (("An extraordinary summit", None, None, "institution"),),
    ),
)


@pytest.mark.parametrize(("reason", "text", "wanted"), CASES, ids=[reason for reason, _, _ in CASES])
def test_whom_speakers_speak_for(read: Read, reason: str, text: str, wanted: tuple[Who, ...]) -> None:
    assert speakers(read(text)) == wanted, reason
