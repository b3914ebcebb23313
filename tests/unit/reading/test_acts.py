from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import pipeline
from dragoman.reading.acts import ActReader, features, verb_classes
from dragoman.reading.linear import NormedHead


def spans(text: str, words: str) -> list[tuple[int, int]]:
    start = text.index(words)
    return [(start, start + len(words))]


@pytest.fixture(scope="module")
def acts(reader: pipeline.Reader) -> ActReader:
    return ActReader({key.removeprefix("verbs."): verbs for key, verbs in reader.lexicons["acts"].items()})


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Pellany condemned the raid by Halvoria.", "Pellany", "Halvoria", "ACCUSE"),
        ("The delegates of Pellany met their hosts from Halvoria.", "delegates of Pellany", "hosts from", "CONSULT"),
        ("Pellany refused to let Halvoria inspect the mine.", "Pellany", "Halvoria", "REJECT"),
        ("Halvoria was urged by Pellany to end the siege.", "Pellany", "Halvoria", "REQUEST"),
        ("Pellany shelled the northern suburbs of Halvoria.", "Pellany", "Halvoria", "ASSAULT"),
        ("Pellany agreed to hold talks with Halvoria next month.", "Pellany", "Halvoria", "AGREE"),
    ],
)
def test_acts_are_told_apart(
    reader: pipeline.Reader, acts: ActReader, text: str, source: str, target: str, root: str
) -> None:
    assert acts.read(reader.nlp(text), spans(text, source), spans(text, target)).root == root


def test_the_names_of_the_actors_do_not_count(reader: pipeline.Reader) -> None:
    seen = []
    for one, other in (("Pellany", "Halvoria"), ("France", "Germany")):
        text = f"{one} threatened {other}."
        seen.append(features(reader.nlp(text), spans(text, one), spans(text, other), {"threaten": ("THREATEN",)}))
    assert {"w=@S", "w=@T", "c0=THREATEN", "dobj=@T"} <= seen[0]
    assert not [name for name in seen[0] ^ seen[1] if not name.startswith(("trole", "srole"))]


def test_a_verb_may_be_listed_for_several_classes() -> None:
    assert verb_classes({"B": ("press",), "A": ("press", "ask")}) == {"press": ("A", "B"), "ask": ("A",)}


def test_length_does_not_make_a_head_surer() -> None:
    head = NormedHead(labels=("a", "b"), bias=(0.0, 0.0), weights={f"f{i}": (1.0, 0.0, 2.0) for i in range(4)})
    assert head.probabilities(["f0"])["b"] < head.probabilities(["f0", "f1", "f2", "f3"])["b"] < 0.99


def test_own_sentences_are_marked_and_cover_all_classes(tmp_path: Path) -> None:
    sentences = pytest.importorskip("training.acts.sentences")
    own = sentences.own_sentences()
    assert {s.root for s in own} == set(ActReader({}).head.labels)
    assert all(s.source and s.target for s in own)
    parts = sentences.folds(own, 5)
    assert set(parts) == set(range(5))
