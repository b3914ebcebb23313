"""How tellings relate: repeats, corroborates, contradicts, supersedes; each with a reason and the words of both."""

from __future__ import annotations

import dataclasses

import pytest
from tests.corpora import MemoryView, judge, met, on, packs, related, report, says, someone, wants

from dragoman.model import Actor, Article, Claim, Measure, Payload, Role, Statement
from dragoman.stages.relations_figures import amount, figures_of

SIDES = ("Norland", "Sudria")
ROUTH = {"name": "Ada Routh", "party": "Norland"}
VELL = {"name": "Joon Vell", "party": "Sudria"}


def call(key: str, text: str, day: str, date: str, outlet: str | None = None) -> tuple[Article, Claim[Payload]]:
    article = report(text, key=key, outlet=outlet or f"Outlet {key}", day=day)
    people = (someone(article, "Routh", **ROUTH), someone(article, "Vell", **VELL))
    words = text.split(".")[0]
    return article, met(article, words, *SIDES, participants=people, when=on(date), format="phone")


def judged(*told: tuple[Article, Claim[Payload]]) -> MemoryView:
    articles = list({article.id: article for article, _ in told}.values())
    return judge(articles, [claim for _, claim in told])


def test_two_days_of_one_call_contradict_each_other() -> None:
    one = call("a", "Routh rang Vell on Tuesday.", "2031-05-06", "2031-05-06")
    two = call("b", "Vell took a call from Routh on Monday.", "2031-05-07", "2031-05-05")
    [relation] = related(judged(one, two), "contradicts", "date")
    assert (relation.subject, relation.object) == (two[1].id, one[1].id)
    assert relation.reason.startswith("6 May 2031 in one report, 5 May 2031 in another")
    assert [e.quote for e in relation.evidence] == [two[1].evidence.quote, one[1].evidence.quote]


def test_two_lengths_of_one_call_contradict_each_other() -> None:
    one = call("a", "Routh rang Vell for a talk of 50 minutes.", "2031-05-06", "2031-05-06")
    two = call(
        "b", "Vell took a call from Routh. The call lasted half an hour or 30 minutes.", "2031-05-07", "2031-05-06"
    )
    [relation] = related(judged(one, two), "contradicts", "number")
    assert relation.reason == '50 minutes in one report, 30 minutes in another: "50 minutes" against "30 minutes"'


def test_days_of_one_round_do_not_contradict_each_other() -> None:
    first = report("x Talks.", key="a", outlet="A", day="2031-05-06")
    second = report("y Talks.", key="b", outlet="B", day="2031-05-07")
    claims = [
        met(a, "Talks", *SIDES, place="Lunz", when=on(d)) for a, d in ((first, "2031-05-06"), (second, "2031-05-07"))
    ]
    assert not related(judge([first, second], claims), "contradicts", "date")


def test_a_newer_date_of_a_planned_round_supersedes_the_older_one() -> None:
    first = report("x Talks.", key="a", outlet="A", day="2031-05-01")
    second = report("y Talks put off.", key="b", outlet="B", day="2031-05-18")
    plan = met(first, "Talks", *SIDES, place="Lunz", when=on("2031-05-20"), status="planned")
    delay = met(second, "Talks put off", *SIDES, place="Lunz", when=on("2031-06-02"), status="postponed")
    view = judge([first, second], [plan, delay])
    [relation] = related(view, "supersedes", "date")
    assert (relation.subject, relation.object) == (delay.id, plan.id)
    assert relation.reason == "put off from 20 May 2031, now 2 June 2031"
    assert not related(view, "contradicts", "date")


def exchange(key: str, outlet: str, day: str, number: int, text: str = "") -> tuple[Article, Claim[Payload]]:
    words = f"exchanged {number} prisoners at Koll bridge"
    article = report(text or f"{key} They {words}.", key=key, outlet=outlet, day=day)
    measure = Measure(kind="prisoner_exchange", status="implemented", parties=SIDES, quantity=float(number))
    return article, says(article, words, measure)


def test_two_numbers_of_one_deed_contradict_each_other() -> None:
    view = judged(exchange("a", "A", "2031-05-06", 80), exchange("b", "B", "2031-05-07", 64))
    [relation] = related(view, "contradicts", "number")
    assert relation.reason.startswith("80 in one report, 64 in another")


def test_a_correction_supersedes_what_it_corrects() -> None:
    wrong = exchange(
        "a", "Koll Echo", "2031-05-06", 64, "Prisoners come home to Koll\nThey exchanged 64 prisoners at Koll bridge."
    )
    notice = 'Correction: how many came home\nOur report "Prisoners come home to Koll" gave a wrong number. '
    right = exchange("b", "Koll Echo", "2031-05-08", 80, f"{notice}They exchanged 80 prisoners at Koll bridge.")
    view = judged(wrong, right)
    [of_articles] = related(view, "supersedes", "correction")
    assert (of_articles.subject, of_articles.object) == (right[0].id, wrong[0].id)
    [of_claims] = related(view, "supersedes", "number")
    assert of_claims.reason == "corrected: 80, not 64"
    assert not related(view, "contradicts", "number")


def test_another_outlet_corrects_nothing() -> None:
    wrong = exchange(
        "a", "Koll Echo", "2031-05-06", 64, "Prisoners come home to Koll\nThey exchanged 64 prisoners at Koll bridge."
    )
    right = exchange(
        "b", "Other", "2031-05-08", 80, "Correction: not our error\nThey exchanged 80 prisoners at Koll bridge."
    )
    assert not related(judged(wrong, right), "supersedes", "correction")


def test_independent_reports_corroborate_and_the_same_outlet_repeats() -> None:
    view = judged(
        exchange("a", "A", "2031-05-06", 80), exchange("b", "B", "2031-05-07", 80), exchange("c", "A", "2031-05-07", 80)
    )
    assert [r.aspect for r in view.relations() if r.kind == "corroborates"] == ["number"]
    [repeated] = [r for r in view.relations() if r.kind == "repeats"]
    assert repeated.reason == "A tells it again"


def test_a_copy_never_corroborates() -> None:
    text = (
        "Prisoners free\nNorland and Sudria exchanged 80 prisoners at Koll bridge in the early hours, and the men "
        "walked across one after the other while a drummer on the eastern bank beat time for all of them."
    )
    view = judged(exchange("a", "A", "2031-05-06", 80, text), exchange("b", "B", "2031-05-07", 80, text))
    assert {r.kind for r in view.relations()} == {"repeats"}


def test_a_meeting_that_somebody_denies() -> None:
    text = "Routh met Vell in secret in Lunz. The foreign ministry denied it.\n“No such meeting took place,” it said."
    article = report(text, key="a", day="2031-05-06")
    meeting = met(article, "Routh met Vell in secret in Lunz", *SIDES, place="Lunz")
    ministry = someone(article, "foreign ministry", name="Norland", party="Norland")
    denial = says(article, "“No such meeting took place,”", Statement(speaker=ministry, party="Norland", direct=True))
    [relation] = related(judge([article], [meeting, denial]), "contradicts", "status")
    assert (relation.subject, relation.object) == (denial.id, meeting.id)
    assert "Norland denies it" in relation.reason


def test_a_stance_moves() -> None:
    said = []
    for key, day, value in (("a", "2031-05-01", "rejects"), ("b", "2031-05-20", "open_to")):
        article = report(f"{key} Monitors, it said.", key=key, outlet=key, day=day)
        said.append((article, wants(article, "Monitors", "Norland", "monitoring_and_verification", value)))
    [relation] = related(judged(*said), "supersedes", "stance")
    assert relation.reason.startswith("Norland on monitoring and verification: rejects")


@pytest.mark.parametrize(("second_day", "contradicted"), [("2031-05-02", True), ("2031-05-12", False)])
def test_opposite_stances_contradict_only_at_one_time(second_day: str, contradicted: bool) -> None:
    one = report("x Norland rejects foreign monitors on the ridge.", key="a", outlet="A", day="2031-05-01")
    two = report("y Norland accepts foreign monitors on the ridge.", key="b", outlet="B", day=second_day)
    claims = [
        wants(one, "rejects foreign monitors", "Norland", "monitoring_and_verification", "rejects"),
        wants(two, "accepts foreign monitors", "Norland", "monitoring_and_verification", "accepts"),
    ]
    assert bool(related(judge([one, two], claims), "contradicts", "stance")) is contradicted


# ---- the dead


def about(article: Article) -> list[Claim[Payload]]:
    """Two positions, so that the article is about both parties."""
    head = article.text.split("\n", 1)[0]
    return [wants(article, head, party, "territory", "rejects") for party in SIDES]


def tolls(*sentences: str, day: str | None = "2031-05-01") -> list[str]:
    reports = [report(f"Head {n}\n{s}", key=f"r{n}", outlet=f"O{n}", day=day) for n, s in enumerate(sentences)]
    view = judge(reports, [claim for article in reports for claim in about(article)])
    return [r.reason for r in related(view, "contradicts", "number")]


def test_tens_of_thousands_against_hundreds_of_thousands() -> None:
    [reason] = tolls(
        "The war has claimed tens of thousands of lives.", "Hundreds of thousands have been killed.", day=None
    )
    assert reason == (
        'the dead of the war: "claimed tens of thousands of lives" against "Hundreds of thousands have been killed"'
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("More than 40,000 people have been killed in the war.", "At least 45,000 people have been killed."),
        ("The war has killed about 30,000 people.", "Some 31,000 people have died in the war."),
        ("The war killed 30,000 soldiers.", "The war killed 60,000 civilians."),
        ("Tens of thousands were killed or wounded in the war.", "Hundreds of thousands have been killed."),
        ("The war has killed 30,000 Norlander soldiers.", "The war has killed 70,000 Sudrian soldiers."),
        ("The war cost 30,000 crowns.", "The war has killed 90,000 people."),
    ],
)
def test_numbers_that_may_both_be_right(one: str, two: str) -> None:
    assert tolls(one, two) == []


def test_the_dead_of_one_attack() -> None:
    [reason] = tolls(
        "Five civilians were killed when a rocket hit the market of Koll.",
        "A rocket hit Koll and killed seven civilians.",
    )
    assert reason.startswith("the dead of one attack (Koll)")


def test_the_dead_of_two_attacks() -> None:
    assert tolls("Five civilians were killed when a rocket hit Koll.", "A flood in Lunz killed seven civilians.") == []


def test_copies_are_not_compared() -> None:
    text = (
        "The war has killed {} people since the winter in which the harbour of Koll was lost, according to lists that "
        "are kept by the two churches and by nobody else in either of the two countries, and that grow by the day."
    )
    assert tolls(text.format("30,000"), text.format("90,000")) == []


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("tens of thousands", 10_000, 99_999),
        ("more than 40,000", 40_000, 80_000),
        ("four", 4, 4),
        ("at least 1.5 million", 1_500_000, 3_000_000),
        ("up to 200", 100, 200),
        ("96", 96, 96),
    ],
)
def test_what_numbers_stand_for(said: str, low: float, high: float) -> None:
    assert amount(said, packs().lexicons["relations"]) == (low, high)


def test_figures_lie_where_they_are_said_to_lie() -> None:
    article = report("Head\nMore than 40,000 people have been killed in the war. A mine killed two children.", key="a")
    found = list(figures_of(article, packs().lexicons["relations"]))
    assert [(f.scope, f.who, f.evidence.quote) for f in found] == [
        ("war", "people", "More than 40,000 people have been killed"),
        ("attack", "civilians", "killed two children"),
    ]


# ---- who governs


def governed(*texts: str, days: tuple[str | None, ...] = (None, None)) -> list[str]:
    people = (
        Actor(name="Ola Brandt", kind="person", roles=(Role(title="president", of="Norland"),)),
        Actor(name="Kit Moreno", kind="person", roles=(Role(title="president", of="Norland"),)),
        Actor(name="Una Sorrel", kind="person", roles=(Role(title="president", of="Sudria"),)),
    )
    given = dataclasses.replace(packs(), actors=people)
    reports = [
        report(f"Head {n}\n{text}", key=f"r{n}", day=day) for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    view = judge(reports, [claim for article in reports for claim in about(article)], given=given)
    return [r.reason for r in related(view, "contradicts", "administration")]


def test_two_heads_of_one_administration() -> None:
    [reason] = governed("Officials of the Brandt administration came.", "President Kit Moreno praised the talks.")
    assert "different holders of one office of Norland" in reason
    assert '"President Kit Moreno" against "Brandt administration"' in reason or '"Brandt administration"' in reason


@pytest.mark.parametrize(
    "second",
    [
        "President Ola Brandt came.",
        "President Una Sorrel came.",
        "Former President Kit Moreno came.",
        "The former president Kit Moreno came.",
        "Vice President Kit Moreno came.",
        "Moreno came.",
    ],
)
def test_one_head_of_an_administration(second: str) -> None:
    assert governed("Officials of the Brandt administration came.", second) == []


def test_one_head_after_the_other() -> None:
    texts = ("Officials of the Brandt administration came.", "President Kit Moreno praised the talks.")
    assert governed(*texts, days=("2030-01-01", "2031-05-01")) == []
    assert len(governed(*texts, days=("2031-05-01", "2031-05-02"))) in (0, 1)


# ---- all of them


def test_relations_are_the_same_for_any_order_of_input() -> None:
    told = [
        exchange("a", "A", "2031-05-06", 80),
        exchange("b", "B", "2031-05-07", 64),
        exchange("c", "C", "2031-05-07", 80),
    ]
    assert judged(*told).relations() == judged(*reversed(told)).relations()


def test_evidence_holds_in_its_article() -> None:
    view = judged(exchange("a", "A", "2031-05-06", 80), exchange("b", "B", "2031-05-07", 64))
    texts = {article.id: article.text for article in view.articles()}
    for relation in view.relations():
        assert all(texts[e.article][e.start : e.end] == e.quote for e in relation.evidence)
