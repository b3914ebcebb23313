"""Which claims are about the same thing: contacts, steps, positions, utterances."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.corpora import MemoryView, judge, met, on, packs, report, says, someone, wants

from dragoman.model import Article, Claim, Judgement, Measure, Mention, Payload, Statement, When
from dragoman.model.fold import fold
from dragoman.stages.identity import Identity

SIDES = ("Norland", "Sudria")


def same(*claims: tuple[Article, Claim[Payload]]) -> tuple[bool, str]:
    """Whether all those claims make one record, and the reasons."""
    articles = list({article.id: article for article, _ in claims}.values())
    view = judge(articles, [claim for _, claim in claims])
    records = fold(view.claims(), view.judgements(), articles)
    return len(records) == 1, " | ".join(j.reason for j in view.judgements())


def told(text: str, words: str, *parties: str, key: str = "a", day: str | None = None, **fields: object):  # type: ignore[no-untyped-def]
    article = report(text, key=key, outlet=f"Outlet {key}", day=day)
    people = fields.pop("people", ())
    mentions = tuple(someone(article, w, name=n, party=p) for w, n, p in people)  # type: ignore[attr-defined]
    return article, met(article, words, *parties, participants=mentions, **fields)


ROUTH = ("Routh", "Ada Routh", "Norland")
VELL = ("Vell", "Joon Vell", "Sudria")


def test_same_place_day_and_parties() -> None:
    one = told("They met in Bergstadt.", "They met", *SIDES, place="Bergstadt", when=on("2031-05-06"), day="2031-05-06")
    two = told("Talks were held.", "Talks", *SIDES, key="b", place="Bergstadt", when=on("2031-05-06"), day="2031-05-07")
    agreed, reason = same(one, two)
    assert agreed
    assert reason == "both in Bergstadt; with Norland and Sudria; on 6 May 2031"


def test_one_day_of_a_round_is_that_round() -> None:
    one = told("x Talks.", "Talks", *SIDES, place="Bergstadt", when=on("2031-05-06", "2031-05-08"), day="2031-05-08")
    two = told("y Talks.", "Talks", *SIDES, key="b", place="Bergstadt", when=on("2031-05-07"), day="2031-05-07")
    assert same(one, two)[0]


def test_another_place_is_another_contact() -> None:
    one = told("x Talks.", "Talks", *SIDES, place="Bergstadt", when=on("2031-05-06"), day="2031-05-06")
    two = told("y Talks.", "Talks", *SIDES, key="b", place="Lunz", when=on("2031-05-06"), day="2031-05-06")
    assert not same(one, two)[0]


def test_another_round_at_the_same_place_is_another_contact() -> None:
    one = told("x Talks.", "Talks", *SIDES, place="Bergstadt", when=on("2031-05-06"), day="2031-05-06")
    two = told("y Talks.", "Talks", *SIDES, key="b", place="Bergstadt", when=on("2031-06-20"), day="2031-06-20")
    assert not same(one, two)[0]


def test_round_numbers_beat_places_not_told() -> None:
    one = told("x Talks.", "Talks", *SIDES, round=3, day="2031-05-06", status="planned")
    two = told("y Talks.", "Talks", *SIDES, key="b", round=3, day="2031-05-09", place="Lunz", status="planned")
    agreed, reason = same(one, two)
    assert agreed
    assert reason.startswith("both call it round 3")
    other = told("z Talks.", "Talks", *SIDES, key="b", round=4, day="2031-05-06", status="planned")
    assert not same(one, other)[0]


def test_planned_then_put_off_then_held_is_one_round() -> None:
    planned = told("x Talks.", "Talks", *SIDES, day="2031-05-01", place="Lunz", when=on("2031-05-20"), status="planned")
    put_off = told(
        "y Talks.", "Talks", *SIDES, key="b", day="2031-05-17", place="Lunz", when=on("2031-06-02"), status="postponed"
    )
    held = told(
        "z Talks.", "Talks", *SIDES, key="c", day="2031-06-03", place="Lunz", when=on("2031-06-02", "2031-06-03")
    )
    agreed, reason = same(planned, put_off, held)
    assert agreed
    assert "planned for 20 May 2031, put off to 2 June 2031" in reason


def test_held_a_few_days_later_than_planned_is_still_that_round() -> None:
    planned = told("x Talks.", "Talks", *SIDES, day="2031-05-01", place="Lunz", when=on("2031-05-20"), status="planned")
    held = told("y Talks.", "Talks", *SIDES, key="b", day="2031-05-24", place="Lunz", when=on("2031-05-24"))
    assert same(planned, held)[0]


def test_the_next_round_is_not_the_one_just_held() -> None:
    text = "They met in Lunz on Tuesday. They will meet again in Lunz."
    held = told(text, "They met in Lunz", *SIDES, day="2031-05-06", place="Lunz", when=on("2031-05-06"))
    planned = told(text, "They will meet again", *SIDES, day="2031-05-06", place="Lunz", status="planned")
    assert not same(held, planned)[0]


def test_undated_reports_need_the_same_parties_and_format() -> None:
    two_sides = told("x Talks in Lunz.", "Talks", "Norland", "Ostmark", place="Lunz", format="bilateral")
    three = told("y Talks in Lunz.", "Talks", *SIDES, key="b", place="Lunz", format="trilateral")
    again = told("z Talks in Lunz.", "Talks", "Norland", "Ostmark", key="c", place="Lunz", format="bilateral")
    assert not same(two_sides, three)[0]
    assert same(two_sides, again)[0]


def test_a_call_is_not_a_meeting() -> None:
    call = told("x They spoke.", "They spoke", *SIDES, day="2031-05-06", when=on("2031-05-06"), format="phone")
    visit = told(
        "y They met.", "They met", *SIDES, key="b", day="2031-05-06", when=on("2031-05-06"), format="bilateral"
    )
    assert not same(call, visit)[0]


def test_one_call_told_for_two_days_is_one_contact() -> None:
    one = told(
        "Routh called Vell.",
        "called",
        *SIDES,
        people=(ROUTH, VELL),
        when=on("2031-05-06"),
        format="phone",
        day="2031-05-06",
    )
    two = told(
        "Vell and Routh spoke.",
        "spoke",
        *SIDES,
        key="b",
        people=(VELL, ROUTH),
        when=on("2031-05-05"),
        format="phone",
        day="2031-05-07",
    )
    agreed, reason = same(one, two)
    assert agreed
    assert "the days lie next to each other" in reason


def test_a_mediator_who_sees_one_side_after_the_other_holds_two_meetings() -> None:
    text = "Envoy Inger saw Routh in Lunz on Thursday and Vell in Bergstadt on Friday."
    inger = ("Inger", "Per Inger", "Ostmark")
    first = told(
        text,
        "saw Routh in Lunz",
        "Norland",
        "Ostmark",
        people=(ROUTH, inger),
        place="Lunz",
        when=on("2031-05-08"),
        day="2031-05-09",
    )
    second = told(
        text,
        "Vell in Bergstadt",
        "Ostmark",
        "Sudria",
        people=(VELL, inger),
        place="Bergstadt",
        when=on("2031-05-09"),
        day="2031-05-09",
    )
    assert not same(first, second)[0]


def test_one_report_names_the_parties_of_a_round_one_by_one() -> None:
    text = "Negotiators sat down in Lunz. Norland sent a minister to Lunz, Sudria a general."
    first = told(text, "sat down in Lunz", "Ostmark", place="Lunz", status="ongoing")
    second = told(text, "Norland sent a minister", "Norland", place="Lunz")
    agreed, reason = same(first, second)
    assert agreed
    assert reason == "both in Lunz, in one report"


def test_one_report_of_two_people_seen_at_one_place_tells_of_two_meetings() -> None:
    text = "In Lunz Inger saw Routh and later Vell."
    first = told(text, "saw Routh", "Norland", people=(ROUTH,), place="Lunz")
    second = told(text, "later Vell", "Sudria", people=(VELL,), place="Lunz")
    assert not same(first, second)[0]


def test_what_a_report_tells_of_the_day_after_it_is_planned() -> None:
    ahead = told("x Talks.", "Talks", *SIDES, day="2031-05-01", place="Lunz", when=on("2031-05-20"), status="held")
    put_off = told(
        "y Talks.", "Talks", *SIDES, key="b", day="2031-05-17", place="Lunz", when=on("2031-06-02"), status="postponed"
    )
    assert same(ahead, put_off)[0]


def test_other_parties_met_elsewhere_that_day() -> None:
    one = told("x Talks.", "Talks", *SIDES, when=on("2031-05-06"), day="2031-05-06")
    two = told("y Talks.", "Talks", "Ostmark", "Westmark", key="b", when=on("2031-05-06"), day="2031-05-06")
    assert not same(one, two)[0]


# ---- steps


def step(text: str, words: str, key: str, day: str | None, kind: str = "prisoner_exchange", **fields: object):  # type: ignore[no-untyped-def]
    article = report(text, key=key, outlet=f"Outlet {key}", day=day)
    given: dict[str, object] = {"status": "agreed"} | fields
    return article, says(article, words, Measure(kind=kind, **given))  # type: ignore[arg-type]


def test_a_step_is_followed_from_proposal_to_deed() -> None:
    one = step(
        "x The sides agreed to exchange 80 prisoners at Koll.",
        "exchange 80 prisoners",
        "a",
        "2031-05-06",
        quantity=80.0,
        parties=SIDES,
    )
    two = step(
        "y On Friday 80 prisoners were freed at Koll.",
        "80 prisoners were freed",
        "b",
        "2031-05-09",
        status="implemented",
        quantity=80.0,
        parties=SIDES,
    )
    agreed, reason = same(one, two)
    assert agreed
    assert "of 80" in reason
    assert "naming Koll" in reason


def test_forty_from_each_side_are_eighty() -> None:
    one = step(
        "x They agreed to exchange 80 prisoners at Koll.",
        "exchange 80 prisoners",
        "a",
        "2031-05-06",
        quantity=80.0,
        parties=SIDES,
    )
    two = step(
        "y Each side freed 40 prisoners at Koll.",
        "freed 40 prisoners",
        "b",
        "2031-05-09",
        status="implemented",
        quantity=40.0,
        parties=SIDES,
    )
    assert same(one, two)[0]


def test_a_second_exchange_is_another_step() -> None:
    one = step(
        "x They exchanged 80 prisoners at Koll.",
        "exchanged 80 prisoners",
        "a",
        "2031-05-06",
        quantity=80.0,
        parties=SIDES,
    )
    two = step(
        "y A second exchange of 80 prisoners at Koll is planned.",
        "A second exchange of 80 prisoners",
        "b",
        "2031-05-09",
        quantity=80.0,
        parties=SIDES,
    )
    assert not same(one, two)[0]


def test_steps_of_other_parties_or_places_are_others() -> None:
    one = step("x A truce.", "A truce", "a", "2031-05-06", kind="ceasefire", parties=SIDES, place="Koll")
    two = step("y A truce.", "A truce", "b", "2031-05-07", kind="ceasefire", parties=("Ostmark", "Westmark"))
    three = step("z A truce.", "A truce", "c", "2031-05-07", kind="ceasefire", parties=SIDES, place="Lunz")
    assert not same(one, two)[0]
    assert not same(one, three)[0]


def test_differing_numbers_of_one_deed_are_one_step() -> None:
    one = step(
        "x They exchanged 80 prisoners at Koll bridge.",
        "exchanged 80 prisoners at Koll bridge",
        "a",
        "2031-05-06",
        status="implemented",
        quantity=80.0,
        parties=SIDES,
    )
    two = step(
        "y They exchanged 64 prisoners at Koll bridge.",
        "exchanged 64 prisoners at Koll bridge",
        "b",
        "2031-05-07",
        status="implemented",
        quantity=64.0,
        parties=SIDES,
    )
    assert same(one, two)[0]


# ---- positions and utterances


def stance(text: str, words: str, key: str, day: str | None, value: str, issue: str = "territory"):  # type: ignore[no-untyped-def]
    article = report(text, key=key, outlet=f"Outlet {key}", day=day)
    return article, wants(article, words, "Norland", issue, value)


def test_a_stance_told_again_within_a_month_is_one_position() -> None:
    told_twice = [
        stance(f"{k} No inch.", "No inch", k, day, "rejects") for k, day in (("a", "2031-05-01"), ("b", "2031-05-20"))
    ]
    assert same(*told_twice) == (True, "Norland on territory: rejects, again")


def test_a_stance_taken_again_after_another_is_a_new_position() -> None:
    said = [
        stance(f"{key} Words.", "Words", key, f"2031-05-0{n}", value)
        for n, (key, value) in enumerate((("a", "rejects"), ("b", "open_to"), ("c", "rejects")), start=1)
    ]
    view = judge([article for article, _ in said], [claim for _, claim in said])
    assert len(fold(view.claims(), view.judgements(), view.articles())) == 3


@pytest.mark.parametrize("other", ["stance", "issue"])
def test_other_stances_and_issues_are_other_positions(other: str) -> None:
    one = stance("a Words.", "Words", "a", "2031-05-01", "rejects")
    two = stance("b Words.", "Words", "b", "2031-05-01", "demands" if other == "stance" else "rejects",
                 "territory" if other == "stance" else "ceasefire")  # fmt: skip
    assert not same(one, two)[0]


def speech(key: str, content: str, speaker: str) -> tuple[Article, Claim[Payload]]:
    article = report(f"{key} {speaker} said {content}", key=key, outlet=f"Outlet {key}", day="2031-05-06")
    mention: Mention = someone(article, speaker, party="Norland")
    return article, says(article, content, Statement(speaker=mention, direct=True))


def test_one_utterance_in_two_reports() -> None:
    content = "“We will sign when the last gun has left the ridge.”"
    assert same(speech("a", content, "Routh"), speech("b", content, "Routh"))[0]
    assert not same(speech("a", content, "Routh"), speech("b", content, "Vell"))[0]


def test_short_phrases_do_not_make_one_utterance() -> None:
    assert not same(speech("a", "“Not now.”", "Routh"), speech("b", "“Not now.”", "Routh"))[0]


# ---- the stage as a whole


def test_claims_of_a_copy_are_those_of_the_original() -> None:
    text = (
        "Truce at Koll\nNorland said on Monday that it would never leave the ridge above the harbour of Koll, and that "
        "no paper signed in Lunz could change what its soldiers had paid for over two long winters."
    )
    wire, copy = report(text, key="wire", day="2031-05-01"), report(text, key="copy", day="2031-05-02")
    claims = [wants(a, "would never leave the ridge", "Norland", "territory", "rejects") for a in (wire, copy)]
    view = judge([wire, copy], claims)
    [record] = fold(view.claims(), view.judgements(), view.articles())
    assert record.claims == (claims[0].id, claims[1].id)
    assert record.independent == 1
    assert "the copied passage says it in the same words" in {j.reason for j in view.judgements()}


def test_every_judgement_is_of_this_rule_and_gives_a_reason() -> None:
    one = told("x Talks.", "Talks", *SIDES, place="Lunz", when=on("2031-05-06"), day="2031-05-06")
    two = told("y Talks.", "Talks", *SIDES, key="b", place="Lunz", when=on("2031-05-06"), day="2031-05-06")
    made = list(Identity(packs())(MemoryView([one[0], two[0]], [one[1], two[1]]), ()))
    assert made
    for judgement in made:
        assert isinstance(judgement, Judgement)
        assert (judgement.by, judgement.verdict) == ("rule:identity", "same")
        assert judgement.reason


def test_the_work_grows_with_the_claims_not_with_their_square() -> None:
    counts: list[int] = []
    for size in (50, 200):
        articles = [report(f"{n} Talks in Lunz.", key=f"r{n:03}", day="2031-05-06") for n in range(size)]
        claims = [met(a, "Talks", *SIDES, place="Lunz", when=When(**_week(n))) for n, a in enumerate(articles)]
        counts.append(len(list(Identity(packs())(MemoryView(articles, claims), ()))))
    assert all(small < large <= 5 * small for small, large in pairwise(counts))


def _week(number: int):  # type: ignore[no-untyped-def]
    when = on(f"2031-0{1 + number % 6}-10")
    return {"start": when.start, "end": when.end, "precision": "day", "basis": "stated"}
