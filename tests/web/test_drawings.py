"""Charts: the same input gives the same drawing; nothing overlaps; what does not fit is counted; outliers are left out."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

from dragoman.model import evidence_of
from dragoman.web import svg
from dragoman.web.addresses import fragment

DAY = date(2025, 3, 12)


def mark(day: int, label: str = "Talks", lane: str = "a", **more: object) -> svg.Mark:
    start = DAY + timedelta(days=day)
    given = {
        "lane": lane,
        "kind": "meeting",
        "start": start,
        "end": start,
        "title": label,
        "label": label,
        "href": "/x",
    }
    return svg.Mark(**(given | more))  # type: ignore[arg-type]


def drawn(marks: list[svg.Mark]) -> str:
    period = (min((m.start for m in marks), default=DAY), max((m.end for m in marks), default=DAY))
    lanes = [("a", "Halvoria"), ("b", "Tessavia & Co")]
    return svg.timeline(marks, lanes, period, lambda a, b: f"/x?from={a}&to={b}", title="Chart", describe="A chart")


def test_the_drawing_is_sound_xml_without_styles_or_scripts() -> None:
    text = drawn([mark(0, '<script>"&'), mark(3, lane="b", hollow=True), mark(9, end=DAY + timedelta(days=12))])
    ElementTree.fromstring(text)
    assert "<script" not in text
    assert "style=" not in text
    assert text == drawn([mark(0, '<script>"&'), mark(3, lane="b", hollow=True), mark(9, end=DAY + timedelta(days=12))])


def test_a_long_name_of_a_lane_takes_two_lines() -> None:
    [_, text] = svg._lane("Monitoring and verification", 0, 42)
    lines = [e.text for e in ElementTree.fromstring(text).iter("tspan")]
    assert lines == ["Monitoring and", "verification"]
    [_, text] = svg._lane("Process of the talks", 0, 42)
    assert [e.text for e in ElementTree.fromstring(text).iter("tspan")] == ["Process of the talks"]


def test_labels_do_not_overlap() -> None:
    text = drawn([mark(n, f"Talks number {n}, which went on for long") for n in range(12)])
    rows: dict[str, list[tuple[float, float]]] = {}
    for found in re.finditer(r'<text class="label" x="([\d.]+)"( text-anchor="end")? y="([\d.]+)">([^<]*)', text):
        x, length = float(found[1]), svg.LETTER * len(found[4])
        rows.setdefault(found[3], []).append((x - length, x) if found[2] else (x, x + length))
    assert rows
    for spans in rows.values():
        ordered = sorted(spans)
        assert all(before[1] <= after[0] for before, after in pairwise(ordered))


def test_the_label_of_a_bar_over_the_whole_chart_leaves_the_name_of_its_lane_free() -> None:
    whole = mark(0, "Talks that went on all the time", end=date(2025, 3, 10) + timedelta(days=60))
    found = re.search(r'<text class="label" x="([\d.]+)"( text-anchor="end")?', drawn([whole, mark(30)]))
    assert found is not None
    assert float(found[1]) >= svg.LEFT
    assert found[2] is None


def test_a_label_on_which_reports_differ_is_given_its_room() -> None:
    flagged, plain = (svg._length(mark(0, "Call between two of them", flagged=said)) for said in (True, False))
    assert flagged > plain + 2 * svg.LETTER


def test_what_does_not_fit_is_counted() -> None:
    assert "+3</text>" in drawn([mark(0) for _ in range(svg.MOST_ROWS + 3)])


def test_the_names_of_the_axis_lead_to_their_days() -> None:
    text = drawn([mark(0), mark(60)])
    assert 'href="/x?from=2025-03-12&amp;to=2025-03-18"' in text


def test_many_entries_are_drawn_as_bars_that_lead_to_their_days() -> None:
    bars = [
        svg.Bar(lane="a", start=DAY + timedelta(days=n), end=DAY + timedelta(days=n), count=n + 1, title="t", href="/x")
        for n in range(9)
    ]
    text = svg.density(
        bars, [("a", "A & B")], (DAY, DAY + timedelta(days=8)), lambda a, b: "/y", title="C", describe=""
    )
    root = ElementTree.fromstring(text)
    heights = [float(b[-1].attrib["height"]) for b in root.iter("a") if b.attrib["class"].startswith("mark")]
    assert heights == sorted(heights)
    assert len(heights) == 9


def test_nothing_gives_no_drawing() -> None:
    assert drawn([]) == svg.steps([], ["a"], title="", describe="") == svg.bars([], title="") == ""


def test_a_step_line_goes_through_its_levels() -> None:
    points = [
        svg.Point(day=DAY + timedelta(days=n), level=level, title="t", href="/x", kind="demands")
        for n, level in enumerate((0, 2, 1))
    ]
    text = svg.steps(points, ["low", "middle", "high"], title="Course", describe="d")
    ElementTree.fromstring(text)
    assert text.count("<circle") == 3


def test_a_long_quote_is_named_by_its_ends_and_hyphens_are_encoded() -> None:
    words = "one two three four five six seven eight nine ten eleven-twelve thirteen fourteen"
    made = fragment(evidence_of("a", f"before {words} after", 7, 7 + len(words)))
    assert made == "before-,one%20two%20three%20four,ten%20eleven%2Dtwelve%20thirteen%20fourteen,-after"


def test_a_fragment_in_arabic_is_percent_encoded() -> None:
    made = fragment(evidence_of("a", "قال: لن نقبل، أبداً.", 5, 12))
    assert made.isascii()
    assert " " not in made
