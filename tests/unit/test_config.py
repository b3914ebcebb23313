"""Settings: precedence, origins, and errors that help."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.config import FILE, Settings, load_settings, write_settings
from dragoman.errors import ConfigError


def test_flags_beat_environment_beat_file_beat_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('workers = 2\nexecutor = "processes"\ntagger = true\n')
    made = load_settings(tmp_path, {"DRAGOMAN_WORKERS": "3", "DRAGOMAN_EXECUTOR": "local"}, {"workers": 4})
    assert (made.workers, made.executor, made.tagger) == (4, "local", True)
    assert [made.origin(k) for k in ("workers", "executor", "tagger", "packs")] == [
        "flag",
        "DRAGOMAN_EXECUTOR",
        FILE,
        "default",
    ]


def test_unknown_key_names_the_near_one(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("worker = 2\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    assert "workers" in (caught.value.hint or "")


@pytest.mark.parametrize("line", ["workers = 0", 'workers = "two"', "packs = 3", "tagger = 1", "workers ="])
def test_wrong_values_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / FILE).write_text(line + "\n")
    with pytest.raises(ConfigError):
        load_settings(tmp_path)


def test_written_settings_come_back(tmp_path: Path) -> None:
    made = Settings(packs=("english", "samples"), workers=2)
    write_settings(tmp_path, made)
    assert load_settings(tmp_path) == made


def test_signature_ignores_what_cannot_change_a_claim() -> None:
    assert Settings(workers=2).signature() == Settings(executor="processes").signature()
    assert Settings(tagger=True).signature() != Settings().signature()
    assert Settings().signature(("stage a 1",)) != Settings().signature(("stage a 2",))
