"""Timeline, moments, measures: rounds in order, what was planned and what was held, undated ones apart."""

from __future__ import annotations

import pytest
from tests.corpora import MemoryView, judge, met, on, report, says, someone, wants

from dragoman.analysis.corpus import corpus_of
from dragoman.analysis.measures import agreed, measures
from dragoman.analysis.moments import moments
from dragoman.analysis.timeline import Entry, timeline
from dragoman.model import Article, Claim, Measure, Payload
from dragoman.packs import load_packs

SIDES = ("Norland", "Sudria")
Told = tuple[Article, Claim[Payload]]


def talks(key: str, text: str, words: str, day: str | None, *parties: str, **fields: object) -> Told:
    article = report(text, key=key, outlet=f"Outlet {key}", day=day)
    return article, met(article, words, *(parties or SIDES), **fields)


def judged(*told: Told) -> MemoryView:
    return judge(list({a.id: a for a, _ in told}.values()), [claim for _, claim in told])


FIRST = talks(
    "a", "Talks in Lunz ended.", "Talks in Lunz", "2031-05-06", place="Lunz", when=on("2031-05-05", "2031-05-06")
)
PLAN = talks(
    "b",
    "Talks in Koll are set for 20 May.",
    "Talks in Koll",
    "2031-05-08",
    place="Koll",
    when=on("2031-05-20"),
    status="planned",
)
DELAY = talks(
    "c",
    "Talks in Koll put off.",
    "Talks in Koll",
    "2031-05-18",
    place="Koll",
    when=on("2031-06-02"),
    status="postponed",
)
HELD = talks(
    "d", "Talks in Koll closed.", "Talks in Koll", "2031-06-03", place="Koll", when=on("2031-06-02", "2031-06-03")
)
NEXT = talks(
    "e",
    "A third round in Torr is planned.",
    "A third round in Torr",
    "2031-06-04",
    place="Torr",
    when=on("2031-07-01"),
    status="planned",
    round=3,
)  # noqa: E501 - one case a line
CALL = talks("f", "They spoke by telephone.", "spoke by telephone", "2031-05-11", format="phone", when=on("2031-05-10"))


def test_rounds_are_numbered_by_date_and_calls_are_no_rounds() -> None:
    made = timeline(judged(NEXT, HELD, CALL, DELAY, PLAN, FIRST))
    assert [(e.series, e.round, str(e.when), e.status) for e in made.rounds] == [
        ("Norland - Sudria", 1, "2031-05-05/2031-05-06", "held"),
        ("Norland - Sudria", 2, "2031-06-02/2031-06-03", "held"),
        ("Norland - Sudria", 3, "2031-07-01", "planned"),
    ]
    assert [e.title for e in made.entries if e.series is None] == ["Call between Norland and Sudria"]


def test_who_mediates_and_takes_part_is_named_once() -> None:
    article = report("Elin Varga visited Lunz.", key="a", day="2031-05-06")
    envoy = someone(article, "Elin Varga")
    claim = met(article, "visited Lunz", participants=(envoy,), mediators=(envoy,), place="Lunz", when=on("2031-05-05"))
    [entry] = timeline(judge([article], [claim])).entries
    assert entry.title == "Meeting in Lunz: Elin Varga"


def test_the_history_of_a_round_is_in_order_of_publication() -> None:
    [_, second, _] = timeline(judged(NEXT, HELD, DELAY, PLAN, FIRST)).rounds
    assert [(t.status, str(t.when), t.citation.key) for t in second.history] == [
        ("planned", "2031-05-20", "b"),
        ("postponed", "2031-06-02", "c"),
        ("held", "2031-06-02/2031-06-03", "d"),
    ]
    assert second.independent == 3
    assert not second.contradicted


def test_the_newest_plan_gives_the_date_until_the_round_is_held() -> None:
    [entry] = timeline(judged(PLAN, DELAY)).rounds
    assert (str(entry.when), entry.status) == ("2031-06-02", "postponed")


def test_undated_meetings_are_gathered_apart() -> None:
    undated = talks("u", "Talks in Lunz went on.", "Talks in Lunz", None, place="Lunz")
    made = timeline(judged(HELD, undated))
    assert [entry.place for entry in made.entries] == ["Koll"]
    assert [(entry.place, entry.round) for entry in made.undated] == [("Lunz", None)]
    assert len(made.rounds) == 2


def test_a_meeting_that_was_denied_is_no_round() -> None:
    denied = talks(
        "g",
        "Talks in secret in Torr.",
        "Talks in secret",
        "2031-05-09",
        place="Torr",
        status="denied",
        when=on("2031-05-09"),
    )
    assert timeline(judged(denied)).rounds == ()


def test_positions_stand_on_the_day_of_their_report() -> None:
    article = report("x No inch.", key="x", day="2031-05-09")
    [entry] = timeline(judge([article], [wants(article, "No inch", "Norland", "territory", "rejects")])).entries
    assert (str(entry.when), entry.when.basis, entry.title) == (
        "2031-05-09",
        "assumed",
        "Norland on territory: rejects",
    )


# ---- steps


def step(key: str, text: str, words: str, day: str, status: str, number: float | None = None) -> Told:
    article = report(text, key=key, outlet=f"Outlet {key}", day=day)
    payload = Measure(kind="prisoner_exchange", status=status, parties=SIDES, quantity=number)  # type: ignore[arg-type]
    return article, says(article, words, payload)


def test_a_step_has_its_newest_status_and_its_history() -> None:
    view = judged(
        step(
            "a",
            "They agreed to exchange 80 prisoners at Koll.",
            "exchange 80 prisoners at Koll",
            "2031-05-06",
            "agreed",
            80,
        ),
        step(
            "b",
            "On Friday 80 prisoners at Koll were freed.",
            "80 prisoners at Koll were freed",
            "2031-05-09",
            "implemented",
            80,
        ),
    )
    [line] = measures(view)
    assert (line.status, line.quantity, line.independent) == ("implemented", 80, 2)
    assert [telling.status for telling in line.history] == ["agreed", "implemented"]
    assert agreed((line,)) == (line,)


def test_what_was_only_proposed_is_not_agreed() -> None:
    [line] = measures(judged(step("a", "Norland offered an exchange.", "an exchange", "2031-05-06", "proposed")))
    assert agreed((line,)) == ()


# ---- moments


def test_reports_of_one_place_are_told_apart_by_who_met_and_what_came_before() -> None:
    two = talks(
        "a",
        "Norland and Ostmark talks in Lunz\nThey met in Lunz.",
        "They met in Lunz",
        None,
        "Norland",
        "Ostmark",
        place="Lunz",
        format="bilateral",
    )
    text = "Talks go on\nNegotiators met in Lunz. The round follows earlier talks in Torr."
    three = report(text, key="b")
    ostmark = someone(three, "Negotiators", name="Ostmark", party="Ostmark")
    round_ = met(three, "Negotiators met in Lunz", *SIDES, place="Lunz", format="trilateral", mediators=(ostmark,))
    before = met(three, "earlier talks in Torr", *SIDES, place="Torr")
    friends = talks(
        "c",
        "Friends agree\nA meeting among allies.",
        "A meeting among allies",
        None,
        "Norland",
        "Ostmark",
        format="allied_consultation",
    )
    made = moments(judged(two, (three, round_), (three, before), friends))
    assert [moment.title for moment in made] == [
        "Meeting in Lunz: Norland and Ostmark",
        "Talks in Lunz: Norland and Sudria, with Ostmark mediating, after earlier talks in Torr",
        "Consultations among allies: Norland and Ostmark",
    ]
    assert made[1].why.endswith('follows earlier talks in Torr: "earlier talks in Torr"')


def test_earlier_talks_are_found_in_the_text_where_no_claim_tells_them() -> None:
    told = talks(
        "a",
        "Talks in Lunz\nThe meeting followed earlier negotiations in Port Torr.",
        "Talks in Lunz",
        None,
        place="Lunz",
    )
    [moment] = moments(judged(told))
    assert moment.after == ("earlier talks in Port Torr",)
    assert moment.citations[-1].claim is None
    assert moment.citations[-1].quote == "followed earlier negotiations in Port Torr"


def test_a_report_that_calls_it_consultations_among_allies_is_believed() -> None:
    text = "Talks in Lunz\nThese were consultations among allies and not talks with Sudria, officials stressed."
    article = report(text, key="a")
    [moment] = moments(judge([article], [met(article, "Talks in Lunz", "Norland", "Ostmark", place="Lunz")]))
    assert moment.format == "allied_consultation"
    assert moment.title == "Consultations among allies in Lunz: Norland and Ostmark"
    assert moment.citations[-1].quote == "consultations among allies"


def test_parties_that_the_meeting_does_not_name_are_those_the_report_speaks_of() -> None:
    article = report("Talks in Lunz\nNorland rejects it. Sudria rejects it.", key="a")
    claims = [
        met(article, "Talks in Lunz", place="Lunz"),
        wants(article, "Norland rejects it", "Norland", "territory", "rejects"),
        wants(article, "Sudria rejects it", "Sudria", "territory", "rejects"),
    ]
    [moment] = moments(judge([article], claims))
    assert moment.title == "Talks in Lunz: Norland and Sudria"


def test_three_parties_make_a_trilateral_meeting_whatever_one_report_says() -> None:
    first = talks(
        "a",
        "Talks in Lunz.",
        "Talks",
        "2031-05-06",
        "Norland",
        "Sudria",
        place="Lunz",
        format="bilateral",
        when=on("2031-05-06"),
    )
    second = talks(
        "b",
        "x Talks.",
        "Talks",
        "2031-05-06",
        *SIDES,
        "Ostmark",
        place="Lunz",
        format="bilateral",
        when=on("2031-05-06"),
    )
    [entry] = timeline(judged(first, second)).rounds
    assert entry.detail == "trilateral"


LEXICON = load_packs(("english",)).lexicons["relations"]
NORTH = {**LEXICON, "camp.Northern side": ("Norland", "Ostmark", "Westmark")}


def camped(*parties: str, words: str = "Talks in Lunz", **fields: object) -> Entry:
    told = talks("a", f"{words}.", words, "2031-05-06", *parties, place="Lunz", when=on("2031-05-06"), **fields)
    [entry] = timeline(corpus_of(judged(told), NORTH)).entries
    return entry


@pytest.mark.parametrize(
    ("parties", "detail", "series"),
    [
        (("Norland", "Ostmark"), "allied_consultation", None),
        (("Norland", "Ostmark", "Westmark"), "allied_consultation", None),
        (("Norland", "Sudria"), "trilateral", "Norland - Sudria"),
        (("Norland", "Elsewhere"), "trilateral", "Elsewhere - Norland"),
    ],
)
def test_parties_that_a_pack_counts_to_one_side_hold_no_round_of_talks(
    parties: tuple[str, ...], detail: str, series: str | None
) -> None:
    """A party that no pack places may stand on any side: then the reports' words hold."""
    made = camped(*parties, format="trilateral")
    assert (made.detail, made.series) == (detail, series)


def test_consultations_among_allies_are_of_the_allies_that_the_report_tells_of() -> None:
    """The talks that a report is about are between the sides; its consultations among allies are not."""
    text = "Peace talks go on\nOstmark met Westmark. These were consultations among allies, officials stressed."
    article = report(text, key="a")
    main, friends = (met(article, "Peace talks", *SIDES), met(article, "Ostmark met Westmark", "Ostmark", "Westmark"))
    [moment] = moments(corpus_of(judge([article], [main, friends]), NORTH))
    assert moment.title == "Consultations among allies: Ostmark and Westmark"


def test_allies_on_the_phone_are_on_the_phone() -> None:
    assert camped("Norland", "Ostmark", format="phone").detail == "phone"


@pytest.mark.parametrize(
    ("parties", "words", "title"),
    [
        (("Norland", "Sudria"), "Talks in Lunz", "Talks in Lunz: Norland and Sudria"),
        (("Norland", "Sudria"), "Trilateral talks", "Trilateral talks in Lunz: Norland and Sudria"),
        (("Norland", "Sudria", "Elsewhere"), "Talks", "Trilateral talks in Lunz: Elsewhere, Norland and Sudria"),
    ],
)
def test_talks_are_called_trilateral_where_three_sides_talk_or_reports_say_so(
    parties: tuple[str, ...], words: str, title: str
) -> None:
    assert camped(*parties, words=words, format="trilateral").title == title


def test_two_reports_of_one_round_are_one_moment() -> None:
    again = talks("z", "Talks in Koll over.", "Talks in Koll", "2031-06-04", place="Koll", when=on("2031-06-03"))
    [moment] = moments(judged(HELD, again))
    assert len(moment.articles) == 2


def test_a_report_is_about_what_it_tells_first_and_not_about_history() -> None:
    text = "Head\nEarlier talks in Torr failed. The sides met in Koll on Tuesday."
    article = report(text, key="a", day="2031-06-03")
    claims = [
        met(article, "Earlier talks in Torr", *SIDES, place="Torr"),
        met(article, "The sides met in Koll", *SIDES, place="Koll", when=on("2031-06-03")),
    ]
    [moment] = moments(judge([article], claims))
    assert moment.place == "Koll"
