"""Where a report opens with the place and day of its writing."""

from __future__ import annotations

import pytest

from dragoman.model.article import Block
from dragoman.reading.datelines import find_datelines

CASES = (
    ("a town in capitals and an agency", "ORREL (CPS) — |Envoys met."),
    ("with country and day", "PORT ORREL, Halvoria, May 3 (CPS) -- |Envoys met."),
    ("two towns", "ORREL/LUDRIN — |Envoys met."),
    ("letters that are not plain", "ȘARNĂU (Vestpres) – |Envoys met."),
    ("the day first", "February 23, 2020 – (ORREL) – |Envoys met."),
    ("a town in small letters that opens the report", "Orrel — |The envoy met Kolo."),
    ("a colon behind capitals", "ORREL: |Envoys met."),
    ("an agency with a day and no dash", "ORREL (Vestpres - 17th May, 2023) |Envoys met."),
    ("a name between dashes is none", "Elin Varga — Tessavia's envoy — said so."),
    ("a label is none", "ICG: Envoys met."),
    ("a sentence is none", "The Border Commission (BC) – a panel – met."),
)


@pytest.mark.parametrize(("reason", "marked"), CASES, ids=[reason for reason, _ in CASES])
def test_datelines(reason: str, marked: str) -> None:
    end = marked.find("|")
    text = marked.replace("|", "")
    wanted = ((0, end),) if end > 0 else ()
    assert find_datelines(text, [Block(start=0, end=len(text), kind="paragraph")]) == wanted, reason


def test_labels_of_speakers_are_none() -> None:
    text = "VARGA: We met.\nKOLO VASK: We did."
    blocks = [Block(start=0, end=14, kind="paragraph"), Block(start=15, end=len(text), kind="paragraph")]
    assert find_datelines(text, blocks) == ()
