"""Any day, and whatever was known by any day, is shown from what is kept as it would be worked out from the claims."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dragoman.model import Article, Assessment, Claim, Judgement, Measure, Payload, Relation, Run, Statement
from dragoman.model.record import Verdict
from dragoman.store.base import Scope
from dragoman.web.arrivals import Arrivals, There
from dragoman.web.dated import DatedSnapshot
from dragoman.web.eras import ended
from dragoman.web.shelved import Shelved
from dragoman.web.snapshots import Snapshots
from dragoman.workspace import Workspace, init
from tests.corpora import met, on, report, says, someone, wants

from .test_kept import MOMENTS, NEVER, served
from .worlds import same

FIRST = date(2025, 3, 10)
DAYS = 6
SENTENCES = (
    "Halvoria and Tessavia met in Geneva on Tuesday.",
    "Envoys of Tessavia met in Doha.",
    "“No truce,” Mirela Sandovar said.",
    "Halvoria is open to a truce.",
    "Tessavia demands a truce at once.",
    "Both sides agreed to exchange 60 prisoners.",
    "The talks went well, the envoy said.",
    "Geneva said it would host them.",
    "Nothing was achieved.",
)
ADDRESSES = ("/overview.json", "/timeline.json", "/matrix.json", "/actors.json", "/actors/halvoria.json",
             "/actors/tessavia.json", "/issues/ceasefire/halvoria.json", "/issues/ceasefire.json", "/articles.json", "/dossier.json",
             "/overview.json?since=2025-03-11", "/api/v1/records", "/api/v1/records?kind=assessment",
             "/api/v1/assessments", "/api/v1/speakers", "/api/v1/undated", "/api/v1/differences", "/api/v1/claims?kind=statement",
             "/search.json?q=truce", "/sources.json")  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A report: the day it is of (None: without one), the day it was learned of, the sentences in it; ``late``: so many
    days later it was read.
    """

    day: int | None
    learned: int
    sentences: frozenset[int]
    late: int = 0


def at(made: Workspace, day: int, *, hour: int = 20) -> datetime:
    """What is stored from now on came at that hour of that day."""
    when = datetime(2025, 3, 10, hour, tzinfo=UTC) + timedelta(days=day)
    made.clock = made.store.clock = lambda: when
    return when


def claims_of(article: Article, sentence: int) -> list[Claim[Payload]]:
    words = SENTENCES[sentence].rstrip(".")
    if sentence == 0:
        return [met(article, words, "Halvoria", "Tessavia", place="Geneva", when=on("2025-03-11", basis="relative"))]
    if sentence == 1:
        return [met(article, words, "Tessavia", "Geneva", place="Doha", status="planned")]
    if sentence in (2, 7):
        name, party = (("Mirela Sandovar", "Halvoria"), ("Geneva", "Geneva"))[sentence == 7]
        speaker = someone(article, name, name=name, party=party)
        spoken = says(article, words, Statement(speaker=speaker, direct=True, source_class="named", party=party))
        return [spoken] if sentence == 7 else [spoken, wants(article, "No truce", "Halvoria", "ceasefire", "rejects")]
    if sentence in (3, 4):
        party, stance = (("Halvoria", "open_to"), ("Tessavia", "demands"))[sentence == 4]
        return [wants(article, words, party, "ceasefire", stance)]
    if sentence == 5:
        return [
            says(article, words, Measure(kind="prisoner_exchange", status="agreed", parties=("Halvoria", "Tessavia")))
        ]
    return [says(article, words, Assessment(kind="process" if sentence == 6 else "setback"))]


@dataclass(frozen=True)
class World:
    """Reports; pairs of them that copy one another; pairs that tell the same; pairs that differ or correct.

    ``again``: reports that were read again on a day, with what was found then; ``refused``: what somebody decided on a
    day about a sentence of a report: that it is wrong, or no telling of what another report says.
    """

    reports: Sequence[Told]
    copies: Sequence[tuple[int, int]]
    same: Sequence[tuple[int, int, int]]
    differ: Sequence[tuple[int, int, int]]
    again: Sequence[tuple[int, int, frozenset[int]]] = ()
    refused: Sequence[tuple[int, int, int | None, int]] = ()

    def build(self, folder: Path) -> Workspace:
        made = init(folder, {"packs": ("english",)})
        signature = made.signature()
        articles, found = [], {}
        for number, told in enumerate(self.reports):
            text = "\n".join([f"Report {number}", *(SENTENCES[s] for s in sorted(told.sentences))])
            article = report(text, key=f"r{number}", outlet=f"Outlet {number % 3}", day=None)
            if told.day is not None:
                day = FIRST + timedelta(days=told.day)
                article = replace(
                    article, published=datetime(day.year, day.month, day.day, 6 + number % 12, tzinfo=UTC)
                )
            own = {s: claims_of(article, s) for s in told.sentences}
            at(made, told.learned)
            made.store.add_articles([article])
            at(made, told.learned + told.late)
            made.store.add_reading(article.id, signature, [c for part in own.values() for c in part], ())
            articles.append(article)
            found |= {(number, s): part[-1] for s, part in own.items()}
        for number, day, sentences in self.again:
            at(made, day, hour=21)
            anew = [
                claim
                for s in sorted(sentences & self.reports[number].sentences)
                for claim in claims_of(articles[number], s)
            ]
            made.store.add_reading(articles[number].id, f"other settings {day}", anew, ())
        self._decide(made, found)
        when = at(made, 2 * DAYS)
        made.store.set_derived(self._judgements(articles, found), self._relations(articles, found))
        counts = {"articles": len(articles), "claims": len(found), "failures": 0}
        run = {"versions": ("stage test 1",), "settings": signature, "seconds": 0.1}
        made.store.add_run(Run(started=when, finished=when, **run, **counts))  # type: ignore[arg-type]
        return made

    def _decide(self, made: Workspace, found: Mapping[tuple[int, int], Claim[Payload]]) -> None:
        for number, sentence, other, day in self.refused:
            one, two = found.get((number, sentence)), found.get((other, sentence)) if other is not None else None
            if one is not None and (other is None or two is not None):
                verdict: Verdict = "reject" if two is None else "different"
                when = at(made, day, hour=22)
                made.store.add_judgements(
                    [Judgement(subject=one.id, other=two and two.id, verdict=verdict, by="someone", reason="", at=when)]
                )

    def _judgements(
        self, articles: Sequence[Article], found: Mapping[tuple[int, int], Claim[Payload]]
    ) -> list[Judgement]:
        made = [same(articles[a], articles[b]) for a, b in self.copies]
        pairs = ((a, b, s) for a, b, s in self.same if (a, s) in found and (b, s) in found)
        return made + [same(found[a, s], found[b, s]) for a, b, s in pairs]

    def _relations(
        self, articles: Sequence[Article], found: Mapping[tuple[int, int], Claim[Payload]]
    ) -> list[Relation]:
        pairs = [(found[a, s], found[b, s]) for a, b, s in self.differ if (a, s) in found and (b, s) in found]
        made = [
            Relation(kind="contradicts", subject=a.id, object=b.id, aspect="date", reason="differs") for a, b in pairs
        ]
        corrected = [(a, b) for a, b, s in self.differ if s == 1]
        return made + [
            Relation(
                kind="supersedes",
                subject=articles[a].id,
                object=articles[b].id,
                aspect="correction",
                reason="corrected",
            )
            for a, b in corrected
        ]


@st.composite
def worlds(draw: st.DrawFn, *, change: bool = False) -> World:
    """Worlds of a few reports; ``change``: some are read again later, or people decide something."""
    days = st.one_of(st.none(), st.integers(0, DAYS - 1))
    told = st.frozensets(st.integers(0, len(SENTENCES) - 1), min_size=1)
    reports = draw(
        st.lists(
            st.builds(
                Told, day=days, learned=st.integers(0, DAYS - 1), sentences=told, late=st.sampled_from((0, 0, 1, 2))
            ),
            min_size=3,
            max_size=8,
        )
    )
    pairs = list(itertools.combinations(range(len(reports)), 2))
    links = st.tuples(st.sampled_from(pairs), st.integers(0, len(SENTENCES) - 1)).map(lambda p: (*p[0], p[1]))
    return World(
        reports=reports,
        copies=draw(st.lists(st.sampled_from(pairs), max_size=3)),
        same=draw(st.lists(links, max_size=12)),
        differ=draw(st.lists(links, max_size=3)),
        again=draw(
            st.lists(st.tuples(st.integers(0, len(reports) - 1), st.integers(2 * DAYS - 1, 2 * DAYS), told), max_size=2)
        )
        if change
        else (),
        refused=draw(
            st.lists(
                links.map(lambda link: (link[0], link[2], link[1], 2 * DAYS - 1))
                | links.map(lambda link: (link[0], link[2], None, 2 * DAYS - 1)),
                max_size=2,
            )
        )
        if change
        else (),
    )


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to make an example smaller would take minutes
)
@given(
    world=worlds(), at=st.one_of(st.none(), st.integers(-1, DAYS)), known=st.one_of(st.none(), st.integers(-1, DAYS))
)
def test_any_day_is_as_it_would_be_worked_out(world: World, at: int | None, known: int | None) -> None:
    with tempfile.TemporaryDirectory() as folder, world.build(Path(folder)) as made:
        snapshots = compared(made, at, known)
        if at is not None:
            assert isinstance(snapshots.get(Scope(at=FIRST + timedelta(days=at))), DatedSnapshot)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(
    world=worlds(change=True),
    at=st.one_of(st.none(), st.integers(0, DAYS)),
    known=st.one_of(st.none(), st.integers(0, 2 * DAYS)),
)
def test_so_is_what_was_known_before_reports_were_read_again(world: World, at: int | None, known: int | None) -> None:
    with tempfile.TemporaryDirectory() as folder, world.build(Path(folder)) as made:
        snapshots = compared(made, at, known)
        moment = None if known is None else datetime(2025, 3, 10, 23, 30, tzinfo=UTC) + timedelta(days=known)
        day = None if at is None else FIRST + timedelta(days=at)
        assert isinstance(snapshots.get(Scope(at=day, known=moment)), Shelved)


def compared(made: Workspace, at: int | None, known: int | None) -> Snapshots:
    """Sees that every screen shows from what is kept what would be worked out."""
    fresh, _ = served(made, NEVER)
    kept, snapshots = served(made, 0)
    clocks = {"at": at, "known": known}
    shown = "&".join(f"{name}={FIRST + timedelta(days=n)}" for name, n in clocks.items() if n is not None)
    for address in ADDRESSES:
        asked = f"{address}{'&' if '?' in address else '?'}{shown}" if shown else address
        one, two = (MOMENTS.sub("null", answered(client, asked)) for client in (fresh, kept))
        assert one == two, asked
    return snapshots


def answered(client: TestClient, address: str) -> str:
    """The answer, once it is made."""
    for _ in range(60):
        answer = client.get(address)
        if answer.status_code != 503:
            return answer.text
        assert answer.headers["Retry-After"] == "2"
    raise AssertionError(f"{address} is never made")


def test_a_choice_of_articles_is_there() -> None:
    everything = Arrivals(articles=tuple("abcde"), days=(0, 10, 10, 11, 12))
    first, chosen = There(everything, 10), There(everything, 11, known=frozenset("acd"))
    assert (first.first, sorted(first.articles), first.count((0, 2, 3))) == (True, list("abc"), 2)
    assert (chosen.first, sorted(chosen.articles), chosen.count((0, 1, 2, 2, 4))) == (False, list("acd"), 3)
    told = [(0,), (1, 2), (0, 3), (1, 4), (2, 4)]
    spans = tuple(t[0] for t in told), tuple(t[-1] for t in told)
    assert (first.whole(spans), first.parted(spans)) == ([0, 1], [2, 3, 4])
    assert (chosen.absent, chosen.has(1), chosen.has(3), chosen.has(4)) == (("b",), False, True, False)
    assert There(everything, None, known=frozenset("ab")).first


@pytest.mark.parametrize("known", [1, 2])
def test_an_era_that_ended_is_kept_of_its_own(tmp_path: Path, known: int) -> None:
    reports = [Told(day=n, learned=n, sentences=frozenset({0, 3})) for n in range(4)]
    with World(reports=reports, copies=(), same=(), differ=()).build(tmp_path) as made:
        moment = datetime(2025, 3, 10, 23, tzinfo=UTC) + timedelta(days=known)
        _, snapshots = served(made, 0)
        assert isinstance(snapshots.get(Scope(known=moment)), DatedSnapshot)
        assert not ended(made.path)
        article = made.view().articles()[0]
        made.store.add_reading(article.id, "other settings", (), ())
        client, snapshots = served(made, 0)
        assert not isinstance(snapshots.get(Scope(known=moment)), DatedSnapshot)
        assert snapshots.ready(60, Scope(known=moment))
        assert isinstance(snapshots.get(Scope(known=moment)), DatedSnapshot)
        assert [path.name for path in ended(made.path)] == ["screens-20250322T195959999999.zip"]
        made.store.add_judgements([Judgement(subject="x", verdict="accept", by="someone", reason="")])
        (made.path / "screens-old.zip").write_bytes(b"")
        Snapshots(made, worth=0).keep_all()
        assert [path.name for path in ended(made.path)] == ["screens-20250322T195959999999.zip"]
        client, snapshots = served(made, 0)
        assert isinstance(snapshots.get(Scope(known=moment)), DatedSnapshot)
        shown = client.get(f"/api/v1/claims?known={moment.date()}").json()
        assert article.id in {item["citation"]["article"] for item in shown["items"]}
        assert article.id not in {i["citation"]["article"] for i in client.get("/api/v1/claims").json()["items"]}


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_what_people_keep_apart_is_so_on_any_day(tmp_path: Path, at: int) -> None:
    """Of three reports of one step the first and the last are of two, somebody says: the second belongs to either."""
    reports = [Told(day=day, learned=day, sentences=frozenset({5, 4})) for day in (3, 1, 2)]
    links = [(0, 1, 5), (1, 2, 5)]
    refused = [(0, 5, 2, 2 * DAYS - 1)]
    with World(reports=reports, copies=[(0, 1)], same=links, differ=(), refused=refused).build(tmp_path) as made:
        snapshots = compared(made, at, None)
        assert isinstance(snapshots.get(Scope(at=FIRST + timedelta(days=at))), DatedSnapshot)


def test_data_that_take_long_are_promised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with World(reports=[Told(day=1, learned=1, sentences=frozenset({0}))] * 2, copies=(), same=(), differ=()).build(
        tmp_path
    ) as made:
        client, snapshots = served(made, 0)
        monkeypatch.setattr(snapshots, "ready", lambda *_: False)
        for address in ("/api/v1/timeline", "/timeline.json", "/timeline.csv"):
            answer = client.get(address)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
            assert answer.json()["title"] == "what is asked for is still being made"
        monkeypatch.undo()
        assert client.get("/api/v1/timeline").status_code == 200
