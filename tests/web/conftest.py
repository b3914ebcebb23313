"""Workspaces that the tests of the pages read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.workspace import Workspace

from .worlds import WORLDS, build, small


@pytest.fixture(params=list(WORLDS))
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    """Each of the worlds in turn."""
    with build(tmp_path, WORLDS[request.param]()) as made:
        yield made


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Workspace]:
    """The small world."""
    with build(tmp_path, small()) as made:
        yield made
