"""Our own annotated passages: every mark in its text, every code known; the check sees what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training import own


def test_our_passages_have_no_fault() -> None:
    assert list(own.faults()) == []
    assert list(own.faults(own.PLAIN)) == []
    assert len(list(own.own())) > 400
    assert len(list(own.own(own.PLAIN))) >= 70


def test_faults_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    position = {"party": "Chile", "issue": "territory", "stance": "demands", "evidence": "wants the bay"}
    row = {"id": "A", "published": "2024-01-01", "text": "Chile wants the bay.", "progress": [], "measures": []}
    rows = (
        row | {"positions": [position]},
        row | {"positions": [position | {"evidence": "wants the hill"}]},
        row | {"id": "B", "positions": [position | {"issue": "weather"}]},
    )
    path = tmp_path / "own.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    monkeypatch.setattr(own, "FILE", path)
    assert list(own.faults()) == [
        "A: twice",
        "A positions: not in the text: wants the hill",
        "B positions: no such issue: weather",
    ]
