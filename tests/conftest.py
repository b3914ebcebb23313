"""Fixtures for all tests: the parser and packs are loaded once a session."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dragoman import pipeline
from dragoman.packs import load_packs
from dragoman.readers.text import article_from_text
from dragoman.reading.reading import Reading

os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(scope="session")
def reader() -> pipeline.Reader:
    """Parser, packs and all stages."""
    return pipeline.build_reader(load_packs(("english", "world", "ukraine", "samples")))


@pytest.fixture(scope="session")
def read(reader: pipeline.Reader) -> Callable[..., Reading]:
    """``read(text, published="2025-03-12")`` gives a Reading."""

    def _read(text: str, published: str | None = "2025-03-12") -> Reading:
        day = datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None
        lexicon = reader.lexicons.get("furniture", {})
        return pipeline.open_reading(article_from_text(text, key="case", published=day, lexicon=lexicon), reader)

    return _read


@pytest.fixture(scope="session")
def shared() -> Path:
    """The annotated texts, where they are; tests that need them skip elsewhere."""
    folder = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip(f"no annotated texts in {folder} (set DRAGOMAN_SHARED)")
    return folder
