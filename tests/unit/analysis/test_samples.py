"""The invented negotiation of `samples/`: given its facts as claims, the views tell its story as `facts.toml` has it.

The claims are made from the facts by hand, so that what is tested is the comparison of reports and not their reading.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.corpora import MemoryView, judge, on

from dragoman.analysis.differences import differences
from dragoman.analysis.dossier import dossier
from dragoman.analysis.matrix import matrix
from dragoman.analysis.moments import moments
from dragoman.analysis.thread import thread
from dragoman.analysis.timeline import timeline
from dragoman.model import (
    Article,
    Claim,
    Measure,
    Meeting,
    Mention,
    Payload,
    Position,
    Statement,
    evidence_of,
    span_of,
)
from dragoman.packs import load_packs
from dragoman.readers.folder import read_paths

SAMPLES = Path(__file__).parents[3] / "samples"
FACTS = Path(__file__).parents[2] / "golden" / "facts.toml"
SIDES = ("Halvoria", "Tessavia")
THIRD_ROUND = (
    "a third round in Doha on 22 April",
    "the third round of talks opens in Doha on 22 April",
    "the third round of talks, which is planned in Doha on 22 April",
    "the third round, planned in Doha on 22 April",
    "to Doha on April 22 for a third round of talks",
)
FIRST_ROUND = ("closed two days of talks in Vienna on Wednesday", "wrapped up two days of talks in Vienna on Wednesday")
THE_CALL = "told President Edran Tolvik of Halvoria in a telephone call on Sunday, 16 March"
Facts = dict[str, Any]


@cache
def facts() -> Facts:
    """What a reader should be able to recover."""
    return tomllib.loads((FACTS).read_text(encoding="utf-8"))


class Teller:
    """Finds quotes in the articles and makes claims of them."""

    def __init__(self) -> None:
        read = [a for a in read_paths([SAMPLES]) if isinstance(a, Article)]
        self.articles = {article.key: article for article in read}
        people = [actor for actor in load_packs(("samples",)).actors if actor.kind == "person"]
        self.party = {actor.name: actor.roles[-1].of if actor.roles else actor.of for actor in people}

    def tell(self, key: str, quote: str, payload: Payload) -> Iterator[Claim[Payload]]:
        """The claim, if the article holds the quote."""
        article = self.articles[key]
        start = _plain(article.text).find(_plain(quote))
        if start >= 0:
            evidence = evidence_of(article.id, article.text, start, start + len(quote))
            yield Claim(payload=payload, evidence=evidence, stage="facts", version="1")

    def mention(self, key: str, name: str) -> Mention:
        """Somebody taking part, or a party."""
        words = name.split()[-1]
        start = max(0, self.articles[key].text.find(words))
        span = span_of(self.articles[key].text, start, start + len(words))
        known = name in self.party
        party = self.party.get(name) or (None if known or name[0].islower() else name)
        return Mention(span=span, name=name, party=party, source_class="named" if known else "institution")


def _plain(text: str) -> str:
    return re.sub("[“”]", '"', re.sub("[‘’]", "'", text)).replace("\xa0", " ")


def claims(teller: Teller) -> Iterator[Claim[Payload]]:
    """The facts as claims."""
    for fact in facts()["meetings"]:
        yield from teller.tell(fact["article"], fact["quote"], _meeting(teller, fact))
    for fact in facts()["schedule"]:
        given = fact | {"participants": SIDES, "mediators": (), "format": "bilateral", "place": "Geneva"}
        yield from teller.tell(fact["article"], fact["quote"], _meeting(teller, given))
    for number, quotes in ((1, FIRST_ROUND), (3, THIRD_ROUND)):
        fact = facts()["rounds"][number - 1] | {"format": "bilateral", "mediators": ()}
        for key in fact["articles"]:
            for quote in quotes:
                yield from teller.tell(key, quote, _meeting(teller, fact, number=number if number == 3 else None))
    call = facts()["meetings"][0] | {"article": "05-ludrin-today-orrel", "date": "2025-03-16", "mediators": ()}
    yield from teller.tell(call["article"], THE_CALL, _meeting(teller, call))
    copied = facts()["copies"][0]["copies"]
    for fact in facts()["positions"]:
        for step in fact["steps"]:
            held = Position(party=fact["party"], issue=fact["issue"], stance=step["stance"])
            for key in (step["article"], *(copied if step["article"].startswith("01") else ())):
                yield from teller.tell(key, step["quote"], held)
    for fact in facts()["measures"]:
        for step in fact["steps"]:
            yield from teller.tell(step["article"], step["quote"], _measure(fact["kind"], step))
    for fact in facts()["statements"]:
        source = teller.mention(fact["article"], fact.get("speaker_resolved") or fact["speaker"])
        said = Statement(speaker=source, party=fact.get("party"), direct=fact["direct"])
        yield from teller.tell(fact["article"], fact["content"], said)


def _meeting(teller: Teller, fact: Facts, number: int | None = None) -> Meeting:
    key = fact.get("article") or fact["articles"][0]
    people = tuple(teller.mention(key, name) for name in fact["participants"])
    days = str(fact["date"]).split("/")
    return Meeting(
        status=fact["status"],
        format=fact["format"],
        when=on(days[0], days[-1]),
        place=fact.get("place"),
        participants=people,
        mediators=tuple(teller.mention(key, name) for name in fact["mediators"]),
        parties=tuple(sorted({mention.party for mention in people if mention.party})),
        round=number,
    )


def _measure(kind: str, step: Facts) -> Measure:
    number = re.search(r"\b(\d+)\b", step["quote"]) if kind == "prisoner_exchange" else None
    quantity = float(number[1]) if number else None
    implemented = step["status"] == "implemented" and quantity
    days = {"on Sunday": on("2025-04-06"), "on Saturday": on("2025-04-05")}
    when = next((day for words, day in days.items() if words in step["quote"]), None) if implemented else None
    parties = SIDES if kind == "prisoner_exchange" else ()
    return Measure(
        kind=kind,
        status=step["status"],
        quantity=quantity,
        unit="prisoners" if quantity else None,
        parties=parties,
        **({"when": when} if when else {}),
    )


@pytest.fixture(scope="module")
def view() -> MemoryView:
    """All corpus stages over the facts."""
    teller = Teller()
    said = {claim.id: claim for claim in claims(teller)}
    return judge(list(teller.articles.values()), list(said.values()))


@pytest.fixture(scope="module")
def key(view: MemoryView) -> Callable[[str], str]:
    """The key of an article by its id or the id of one of its claims."""
    articles = {article.id: article.key for article in view.articles()}
    told = {claim.id: articles[claim.evidence.article] for claim in view.claims()}
    return lambda end: articles.get(end) or told[end]


def test_copies_are_found_and_counted_once(view: MemoryView, key: Callable[[str], str]) -> None:
    found = {(key(j.subject), key(j.other or "")) for j in view.judgements() if j.by == "rule:duplicates"}
    [group] = facts()["copies"]
    assert found == {(copy, group["original"]) for copy in group["copies"]}
    assert dossier(view).summary.independent == facts()["story"]["independent_article_count"]


def test_rounds_come_in_order_with_place_date_and_status(view: MemoryView) -> None:
    made = [(e.round, str(e.when), e.place, e.status) for e in timeline(view).rounds]
    assert made == [(r["number"], r["date"], r["place"], r["status"]) for r in facts()["rounds"]]


def test_the_second_round_was_put_off_and_that_is_no_contradiction(view: MemoryView) -> None:
    [second] = [e for e in timeline(view).rounds if e.round == 2]
    assert [t.status for t in second.history] == ["planned", "planned", "postponed", "held"]
    assert not second.contradicted


def test_every_other_contact_is_one_record(view: MemoryView) -> None:
    made = timeline(view)
    others = [e for e in (*made.entries, *made.undated) if e.kind == "meeting" and e.series is None]
    assert sorted(str(e.when) for e in others) == sorted(str(m["date"]) for m in facts()["meetings"])


def test_every_contradiction_is_found_and_none_besides(view: MemoryView, key: Callable[[str], str]) -> None:
    wanted = {(c["field"], *sorted({value["article"] for value in c["values"][:2]})) for c in facts()["contradictions"]}
    found = {(r.aspect, *sorted({key(r.subject), key(r.object)})) for r in view.relations() if r.kind == "contradicts"}
    assert found == wanted


def test_contradictions_that_a_correction_settles_say_so(view: MemoryView, key: Callable[[str], str]) -> None:
    settled = {c["resolved_by"] for c in facts()["contradictions"] if c["resolved"]}
    found = [key(d.resolved_by) for d in differences(view) if d.resolved_by]
    assert set(found) == settled
    assert len(found) == sum(c["resolved"] for c in facts()["contradictions"])


def test_positions_move_as_told(view: MemoryView) -> None:
    for fact in facts()["positions"]:
        made = thread(view, fact["issue"], fact["party"])
        assert made.stance == fact["steps"][-1]["stance"], (fact["party"], fact["issue"])
        stances = [step["stance"] for step in fact["steps"]]
        assert made.movement == tuple(s for i, s in enumerate(stances) if i == 0 or s != stances[i - 1])


@pytest.mark.parametrize(
    ("party", "issue", "change"),
    [
        ("Halvoria", "ceasefire", "hardened"),
        ("Halvoria", "monitoring_and_verification", "softened"),
        ("Halvoria", "territory", "restated"),
        ("Vashel Liberation Front", "recognition_and_status", "softened"),
        ("Inner Sea Cooperation Council", "sanctions", "hardened"),
    ],
)
def test_the_matrix_shows_the_last_move(view: MemoryView, party: str, issue: str, change: str) -> None:
    cell = matrix(view).cell(issue, party)
    assert cell is not None
    assert cell.change == change


def test_reports_lie_at_the_moments_they_are_about(view: MemoryView, key: Callable[[str], str]) -> None:
    about = {key(article): moment.title for moment in moments(view) for article in moment.articles}
    assert about["01-cps-vienna-round"] == about["03-inner-sea-herald-vienna-copy"]
    assert about["04-brenmoor-courier-phone-call"] == about["05-ludrin-today-orrel"]
    assert about["06-port-elsin-tribune-allies"].startswith("Consultations among allies in Port Elsin")
    assert about["08-castelune-gazette-postponed"] == about["09-cps-geneva-round"]
    assert about["14-global-standpoint-doha"].startswith("Talks in Doha")


def test_the_exchange_is_followed_through(view: MemoryView) -> None:
    lines = [m for m in dossier(view).measures if m.kind == "prisoner_exchange" and m.independent > 3]
    [exchange] = lines
    assert (exchange.status, exchange.quantity) == ("implemented", 120)
    assert exchange.contradicted
