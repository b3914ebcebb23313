"""Time expressions of news English, read on 12 March 2025, a Wednesday: words, value, reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading

CASES: list[tuple[str, str, str, str]] = [
    ("Talks opened on 17-18 February 2026 in Brenmoor.", "17-18 February 2026", "2026-02-17/2026-02-18", "stated"),
    ("Both met on Feb. 17 and 18, 2026.", "Feb. 17 and 18, 2026", "2026-02-17/2026-02-18", "two days on end"),
    ("The envoy returned on March 1, 2026.", "March 1, 2026", "2026-03-01", "the text gives the year"),
    (
        "Talks ran from 24 January to 3 February 2025.",
        "from 24 January to 3 February 2025",
        "2025-01-24/2025-02-03",
        "",
    ),
    ("They met on 28 May and 6 June 2024.", "6 June 2024", "2024-06-06", "two days far apart are no range"),
    ("They met on 2 and 15 June 2024.", "2", "2024-06-02", "the first of two days has their month and year"),
    ("They met on 2, 9 and 15 June 2024.", "9", "2024-06-09", "so has each of several"),
    ("They met on 2 and 15 June 2024.", "15 June 2024", "2024-06-15", "the last one stands alone"),
    ("They met on June 2 and 15, 2024.", "June 2", "2024-06-02", "month first: the first of them"),
    ("They met on 2025-03-07.", "2025-03-07", "2025-03-07", "ISO"),
    ("They met on 07.03.2025.", "07.03.2025", "2025-03-07", "day first with dots"),
    ("They met on 4/3/2025.", "4/3/2025", "", "day and month could be either"),
    ("They met on 31 February 2025.", "February 2025", "2025-02", "no such day"),
    ("The ministers met on Tuesday.", "Tuesday", "2025-03-11", "past tense: the last one"),
    ("The ministers will meet on Tuesday.", "Tuesday", "2025-03-18", "future tense: the next one"),
    ("The ministers are to meet on Tuesday.", "Tuesday", "2025-03-18", "'are to' looks ahead"),
    ("They plan to meet on Friday.", "Friday", "2025-03-14", "a verb of planning looks ahead"),
    ("A meeting scheduled for Monday was in doubt.", "Monday", "2025-03-17", "scheduled: ahead, whatever the verb"),
    ("He said on Monday that they would meet on Thursday.", "Thursday", "2025-03-13", "each date has its own verb"),
    ("The ministers met on Wednesday.", "Wednesday", "2025-03-12", "the day of publication itself"),
    ("They met late on Tuesday.", "late on Tuesday", "2025-03-11", "part of the day"),
    ("They met on Monday and Tuesday.", "Monday and Tuesday", "2025-03-10/2025-03-11", "two weekdays"),
    ("They met last Monday.", "last Monday", "2025-03-10", "the one before"),
    ("They will meet next Monday.", "next Monday", "2025-03-17", "of the week to come"),
    ("They met yesterday.", "yesterday", "2025-03-11", "counted from publication"),
    ("They will meet the day after tomorrow.", "the day after tomorrow", "2025-03-14", "longest form wins"),
    ("They met last week.", "last week", "2025-03-03/2025-03-09", "Monday to Sunday"),
    ("They will meet next month.", "next month", "2025-04", "a month"),
    ("They met over the weekend.", "the weekend", "2025-03-08/2025-03-09", "past tense: the last one"),
    ("A truce could come this weekend.", "this weekend", "2025-03-15/2025-03-16", "the coming one"),
    ("They met in early 2022.", "early 2022", "2022", "part of a year"),
    ("He resigned in mid-January.", "mid-January", "2025-01", "nearest January"),
    ("Fighting has gone on since February 2022.", "since February 2022", "2022-02-01/2025-03-12", "until publication"),
    ("They met three days ago.", "three days ago", "2025-03-09", "a day"),
    ("They met two months ago.", "two months ago", "2025-01", "as exact as its unit"),
    ("They will meet in two weeks.", "in two weeks", "2025-03-24/2025-03-30", "a week"),
    ("They took the town in two days.", "in two days", "", "past: how long, not when"),
    ("They met over the past two weeks.", "the past two weeks", "2025-02-26/2025-03-12", "up to publication"),
    ("They met in recent weeks.", "in recent weeks", "", "the words leave it open"),
    ("They will meet in the coming days.", "in the coming days", "", "the words leave it open"),
    ("They held two days of talks.", "two days", "", "a length"),
    ("They met on 3 March. Two days later they signed.", "Two days later", "2025-03-05", "from the last date told"),
    ("They met on 3 March. The following day they signed.", "The following day", "2025-03-04", "from the last date"),
    ("The committee meets twice a year.", "twice a year", "", "how often"),
    ("They met in spring 2024.", "spring 2024", "2024-03-01/2024-05-31", "a season"),
    ("They met in August.", "August", "2024-08", "past tense: the last August"),
    ("They met in January last year.", "January last year", "2024-01", "the year said after the month"),
    ("They met on Tuesday of last week.", "Tuesday of last week", "2025-03-04", "not the last Tuesday"),
    ("They met last week on Tuesday.", "last week on Tuesday", "2025-03-04", "the other way round"),
    ("They will meet this coming Friday.", "this coming Friday", "2025-03-14", "the very next one"),
    ("They met last Jan. 5.", "last Jan. 5", "2025-01-05", "a day of the month behind"),
    ("They met in the first week of February.", "the first week of February", "2025-02-01/2025-02-07", "of a month"),
    ("They met on the last Monday of January.", "the last Monday of January", "2025-01-27", "counted from its end"),
    ("They met from March to May 2024.", "from March to May 2024", "2024-03-01/2024-05-31", "months"),
    ("The war ran from 2011 to 2014.", "from 2011 to 2014", "2011-01-01/2014-12-31", "years"),
    ("The 2011-14 war ended.", "2011-14", "2011-01-01/2014-12-31", "years, the second cut short"),
    ("Aid fell in the first half of 2024.", "the first half of 2024", "2024-01-01/2024-06-30", "six months"),
    (
        "Aid fell in the first nine months of last year.",
        "the first nine months of last year",
        "2024-01-01/2024-09-30",
        "",
    ),
    (
        "Trade fell in last year's third quarter.",
        "last year's third quarter",
        "2024-07-01/2024-09-30",
        "its year first",
    ),
    ("Trade fell in the latest quarter.", "the latest quarter", "2024-10-01/2024-12-31", "the last full one"),
    (
        "Trade rose in the first quarter of 2024 from the year-earlier quarter.",
        "the year-earlier quarter",
        "2023-01-01/2023-03-31",
        "compared with the one just told",
    ),
    ("Aid rose in January 2025 from the same month last year.", "the same month last year", "2024-01", "of that month"),
    ("They met in 2019. That year the war ended.", "That year", "2019", "the year just told"),
    ("They met in 2019. The following year they signed.", "The following year", "2020", "from the year just told"),
    ("They met in 2019. The following week they signed.", "The following week", "", "no week follows upon a year"),
    ("A deal was due by the end of the year.", "the end of the year", "2025", "the late part of this year"),
    ("The truce lasted until year-end.", "year-end", "2025", "the same in one word"),
    (
        "The border was drawn in the late 19th century.",
        "the late 19th century",
        "1866-09-02/1899-12-31",
        "its late third",
    ),
    ("The feud began in the mid-'80s.", "the mid-'80s", "1983-05-02/1986-09-01", "its middle third"),
    ("They met on Christmas Eve.", "Christmas Eve", "2024-12-24", "a day with a name, by the tense"),
    ("They meet every two weeks.", "every two weeks", "", "how often"),
    ("They meet on Tuesday nights.", "Tuesday nights", "", "how often"),
]


@pytest.mark.parametrize(
    ("text", "words", "value", "reason"), CASES, ids=[case[1] + "|" + case[0][-24:] for case in CASES]
)
def test_a_time_expression_means(read: Callable[..., Reading], text: str, words: str, value: str, reason: str) -> None:
    times = {time.words: time for time in read(text).times}
    assert words in times, reason
    assert str(times[words].when) == value, reason


@pytest.mark.parametrize(
    "text", ["They met on Tuesday.", "They met last week.", "They met yesterday.", "They met on 3 March."]
)
def test_no_day_is_assumed_without_a_publication_date(read: Callable[..., Reading], text: str) -> None:
    (time,) = read(text, None).times
    assert not time.when.known
    assert time.when.basis == "unknown"


def test_what_only_looks_like_a_time_is_none(read: Callable[..., Reading]) -> None:
    """A modal, a marching column, a price and a head count."""
    assert not read("They may agree. Troops march on. It cost $2022. Some 2022 soldiers left.").times
    assert not read("He is in his sixties. The year he left was hard. Shells hit the old quarter.").times


def test_a_length_has_amount_and_unit(read: Callable[..., Reading]) -> None:
    found = [
        (t.amount, t.unit, t.kind) for t in read("They spoke for two and a half hours during a five-day visit.").times
    ]
    assert found == [(2.5, "hour", "duration"), (5.0, "day", "duration")]
    found = [(t.amount, t.unit, t.kind) for t in read("They asked for two more working days, then for weeks.").times]
    assert found == [(2.0, "day", "duration"), (None, "week", "duration")]
    found = [(t.amount, t.unit, t.kind) for t in read("In recent weeks and in the months ahead they spoke.").times]
    assert found == [(None, "week", "date"), (None, "month", "date")], "open stretches are no lengths"
