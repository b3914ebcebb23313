"""The attribution tagger: what it sees, how it decodes, and what it finds in sentences written for this test."""

from __future__ import annotations

import json
import pickle
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.reading.attribution import Attribution, AttributionTagger, TaggedSpan
from dragoman.reading.attribution_links import TAG_COUNT, WindowScores, best_tags, find_runs, link_runs
from dragoman.reading.attribution_pieces import (
    CONTEXT,
    LONGEST,
    WINDOW,
    Pieces,
    case_of,
    cut_sections,
    cut_windows,
    quotation_states,
)

WEIGHTS = Path(__file__).parents[3] / "src" / "dragoman" / "reading" / "models" / "attribution"

# letters, odd scripts and every mark that opens or closes speech, balanced or not
ODD_TEXTS = st.text(
    alphabet=st.sampled_from("ab Zя中é\u0301🕊.,:;!?—–-\n\r\t\u00a0\u200b\x00\"'“”„«»‘’‹›「」"), max_size=300
)


@pytest.fixture(scope="module")
def tagger() -> AttributionTagger:
    return AttributionTagger.load()


def words_of(text: str, spans: tuple[TaggedSpan, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def only(text: str, found: tuple[Attribution, ...], cue: str) -> Attribution:
    """Pick the attribution whose cue holds a word."""
    chosen = [one for one in found if cue in " ".join(words_of(text, one.cue))]
    assert len(chosen) == 1, f"{cue!r} among {[words_of(text, one.cue) for one in found]}"
    return chosen[0]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("a “b” c", "0021300"),  # typographic marks
        ('a "b" c', "0021300"),  # straight marks open and close in turn
        ("«b»", "213"),  # guillemets
        ("„b“", "212"),  # a mark that opens in one language closes in another: still marked
        ('"b\nc', "2100"),  # an odd mark spoils its own paragraph only
    ],
)
def test_quotation_states(text: str, states: str) -> None:
    assert "".join(str(state) for state in quotation_states(text)[: len(text)]) == states


@pytest.mark.parametrize(
    ("word", "case"),
    [("talks", 0), ("Velia", 1), ("UN", 2), ("iPhone", 3), ("McKay", 3), ("2019", 4), ("I", 5), ("...", 0), ("中", 0)],
)
def test_case_of(word: str, case: int) -> None:
    assert case_of(word) == case


@given(st.text(alphabet="ab \n", max_size=200), st.integers(1, 40))
def test_sections_join_to_the_text(text: str, repeated: int) -> None:
    text = text * repeated * 30
    sections = list(cut_sections(text))
    assert "".join(section for _, section in sections) == text
    assert all(text.startswith(section, start) and len(section) <= LONGEST for start, section in sections)


def pieces_of(gaps: list[int] | np.ndarray) -> Pieces:
    """Pieces of one word each, of which only the gaps before them are known."""
    line = np.arange(len(gaps), dtype=np.int64)
    features = np.zeros((3, len(gaps)), dtype=np.int64)
    features[2] = gaps
    return Pieces(ids=line, starts=line, ends=line + 1, words=line, features=features)


@given(st.integers(0, 3000), st.integers(60, WINDOW), st.integers(0, 25))
def test_windows_cover_the_text(total: int, window: int, context: int) -> None:
    gaps = np.random.default_rng(total).integers(0, 4, size=total)
    windows = cut_windows(pieces_of(gaps), window=window, context=context)
    covered = {place for start, end in windows for place in range(start, end)}
    assert covered == set(range(total))
    assert all(0 < end - start <= window for start, end in windows)
    assert all(before[0] <= after[0] <= before[1] <= after[1] for before, after in pairwise(windows))


def test_windows_part_at_lines() -> None:
    """A line that ends near the middle parts the text; the windows then show a little of each other."""
    gaps = [3, *[2] * 179, 3, *[2] * 219]
    assert cut_windows(pieces_of(gaps)) == [(0, 180 + CONTEXT), (180 - CONTEXT, 400)]


@given(st.lists(st.lists(st.floats(-9, 0, width=32), min_size=TAG_COUNT, max_size=TAG_COUNT), min_size=1, max_size=30))
def test_a_role_goes_on_only_after_it_began(scores: list[list[float]]) -> None:
    tags = best_tags(np.array(scores, dtype=np.float32))
    assert len(tags) == len(scores)
    for before, tag in zip([0, *tags], tags, strict=False):
        if tag and tag % 2 == 0:
            assert before in (tag, tag - 1)
    runs = find_runs(tags)
    assert sum(run.last - run.first for run in runs) == sum(tag != 0 for tag in tags)


def test_a_broken_quotation_is_one_attribution(tagger: AttributionTagger) -> None:
    """The speaker stands between the halves of what she said."""
    text = "“The corridor will open on Monday,” said Envoy Halima Dore. “Both sides have signed the map.”"
    one = only(text, tagger.tag(text), "said")
    assert words_of(text, one.source) == ["Envoy Halima Dore"]
    assert words_of(text, one.content) == [
        "“The corridor will open on Monday,”",
        "“Both sides have signed the map.”",
    ]


def test_indirect_speech(tagger: AttributionTagger) -> None:
    """No quotation mark is needed."""
    text = "The Velian foreign minister said on Tuesday that his country would not withdraw its troops from the strip."
    one = only(text, tagger.tag(text), "said")
    assert words_of(text, one.source) == ["The Velian foreign minister"]
    assert words_of(text, one.content)[-1].endswith("would not withdraw its troops from the strip")


def test_two_speakers_in_one_sentence(tagger: AttributionTagger) -> None:
    """Each content goes with its own cue, not with the nearest one."""
    text = "Mr. Orlan told reporters that the truce was holding, but the rebels said the army had broken it twice."
    found = tagger.tag(text)
    assert words_of(text, only(text, found, "told").source) == ["Mr. Orlan"]
    assert words_of(text, only(text, found, "said").source) == ["the rebels"]
    assert "truce" in words_of(text, only(text, found, "told").content)[0]
    assert "broken" in words_of(text, only(text, found, "said").content)[0]


def test_a_content_that_points_to_no_cue() -> None:
    """Nothing says who speaks: the content is found all the same, and its speaker stays unknown."""
    wanted = [0, 1, 3, 5, 6, 0, 5, 6, 6]  # source, cue, content; and a content that points outside the window
    tags = np.full((len(wanted), TAG_COUNT), -9, dtype=np.float32)
    tags[range(len(wanted)), wanted] = 9
    links = np.zeros((len(wanted), len(wanted) + 2), dtype=np.float32)
    links[2:5, 3] = 1  # to the cue
    links[6:, 0] = 1
    sources = np.zeros_like(links)
    sources[2, 2] = 1
    scores = WindowScores(start=0, end=len(wanted), tags=tags, cues=links, sources=sources)
    found = [
        [[(run.first, run.last) for run in runs] for runs in members]
        for members, _ in link_runs(pieces_of([2] * len(wanted)), [scores])
    ]
    assert found == [[[(1, 2)], [(2, 3)], [(3, 5)]], [[], [], [(6, 9)]]]


def test_places_in_long_texts(tagger: AttributionTagger) -> None:
    """Text beyond the first window is read, and places count from the beginning of the text."""
    filler = "The weather in the valley was mild and the markets were open all day. " * 60
    text = filler + "\n\n“We will sign,” President Ana Moro said."
    one = tagger.tag(text)[-1]
    assert words_of(text, one.source) == ["President Ana Moro"]
    assert words_of(text, one.content) == ["“We will sign,”"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ODD_TEXTS)
def test_any_text_is_read(tagger: AttributionTagger, text: str) -> None:
    found = tagger.tag(text)
    assert found == tagger.tag(text)
    for one in found:
        assert one.content
        assert 0 <= one.certainty <= 1
        for span in one.source + one.cue + one.content:
            assert 0 <= span.start < span.end <= len(text)
    places = [one.content[0].start for one in found]
    assert places == sorted(places)


def test_company_changes_nothing(tagger: AttributionTagger) -> None:
    """A text comes out the same alone and among others."""
    texts = ["“Yes,” said Dore.", "", "The minister said that talks would resume in May. " * 30]
    assert tagger.tag_many(texts) == [tagger.tag(text) for text in texts]


def test_surrogates_are_read(tagger: AttributionTagger) -> None:
    """Half a surrogate pair, as broken pages hold it, is no error."""
    assert isinstance(tagger.tag("He said \ud83d that it was over."), tuple)


def test_a_used_tagger_goes_to_other_processes(tagger: AttributionTagger) -> None:
    text = "“Yes,” said Dore."
    found = tagger.tag(text)
    assert pickle.loads(pickle.dumps(tagger)).tag(text) == found


def test_absent_weights(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="incomplete"):
        AttributionTagger.load(tmp_path)


def test_changed_weights(tmp_path: Path) -> None:
    for name in ("card.json", "tokenizer.json"):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    (tmp_path / "model.onnx").write_bytes(b"other")
    with pytest.raises(ModelError, match=r"model\.onnx"):
        AttributionTagger.load(tmp_path)


def test_card_names_every_file() -> None:
    card = json.loads((WEIGHTS / "card.json").read_text(encoding="utf-8"))
    assert set(card["sha256"]) == {"model.onnx", "tokenizer.json"}
    assert sum((WEIGHTS / name).stat().st_size for name in card["sha256"]) <= 40_000_000
