"""Candidate judgements from the word lists, before any of them is accepted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading
from dragoman.stages.assessment_candidates import find_candidates

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("The talks were constructive.", "The talks were constructive", "process"),
        ("The envoy described the talks as “frank and open”.", "“frank and open”", "process"),
        ("No agreement was reached.", "No agreement was reached", "none"),
        ("They agreed to continue the talks.", "They agreed to continue the talks", "process"),
        ("They agreed to a ceasefire.", "They agreed to a ceasefire", "substance"),
        ("The collapse of the talks surprised nobody.", "The collapse of the talks", "setback"),
        ("Nobody walked out of the talks.", "Nobody walked out of the talks", "process"),
        ("Castelune has not signed the document.", "Castelune has not signed the document", "none"),
        ("They agreed to meet again, though without a truce.", "They agreed to meet again", "process"),
        ("A deal on the ports of Orrel, Vessa and Elsin appears elusive.", "appears elusive", "none"),
    ],
)
def test_a_phrase_has_its_words_and_kind(read: Read, text: str, phrase: str, kind: str) -> None:
    found = {c.cue.doc[c.start : c.end].text: c.kind for c in find_candidates(read(text))}
    assert found.get(phrase) == kind
