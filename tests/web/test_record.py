"""Passages in their context: long paragraphs are cut, but never within a word."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.evidence import Span
from dragoman.web.screens.record import MOST_AROUND, pieces

WORDS = st.lists(
    st.sampled_from(("truce", "of", "negotiators", "Brenmoor,", "a", "withdrawal")), min_size=1, max_size=200
)


@given(before=WORDS, after=WORDS)
def test_a_long_paragraph_is_cut_between_words(before: list[str], after: list[str]) -> None:
    quote = "the talks go on"
    text = " ".join((*before, quote, *after))
    start = len(" ".join(before)) + 1
    article = SimpleNamespace(text=text, blocks=(Span(start=0, end=len(text), words=text),))
    evidence = SimpleNamespace(
        start=start, end=start + len(quote), span=Span(start=start, end=start + len(quote), words=quote)
    )
    snapshot: Any = SimpleNamespace(article=lambda key: article, claim=lambda key: None)
    cited: Any = SimpleNamespace(article="a", evidence=evidence, claim=None)
    shown = "".join(piece.text for piece in pieces(snapshot, cited))
    words = shown.replace("… ", "").replace(" …", "").split()
    assert set(words) <= {*before, *after, *quote.split()}
    assert quote in shown
    assert len(shown) <= len(quote) + 2 * MOST_AROUND + 4
