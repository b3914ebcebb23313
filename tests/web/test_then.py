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

from dragoman.model import Article, Assessment, Claim, Judgement, Measure, Payload, Relation, Run, Statement
from dragoman.store.base import Scope
from dragoman.web.arrivals import Arrivals, There
from dragoman.web.dated import DatedSnapshot
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
    """A report: the day it is of (None: without one), the day it was learned of, the sentences in it."""

    day: int | None
    learned: int
    sentences: frozenset[int]


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
    """Reports; pairs of them that copy one another; pairs that tell the same; pairs that differ or correct."""

    reports: Sequence[Told]
    copies: Sequence[tuple[int, int]]
    same: Sequence[tuple[int, int, int]]
    differ: Sequence[tuple[int, int, int]]

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
            when = datetime(2025, 3, 10, 20, tzinfo=UTC) + timedelta(days=told.learned)
            made.clock = made.store.clock = lambda when=when: when  # type: ignore[misc]
            own = {s: claims_of(article, s) for s in told.sentences}
            made.store.add_articles([article])
            made.store.add_reading(article.id, signature, [c for part in own.values() for c in part], ())
            articles.append(article)
            found |= {(number, s): part[-1] for s, part in own.items()}
        made.store.set_derived(self._judgements(articles, found), self._relations(articles, found))
        counts = {"articles": len(articles), "claims": len(found), "failures": 0}
        run = {"versions": ("stage test 1",), "settings": signature, "seconds": 0.1}
        made.store.add_run(Run(started=when, finished=when, **run, **counts))  # type: ignore[arg-type]
        return made

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
def worlds(draw: st.DrawFn) -> World:
    """Worlds of a few reports."""
    days = st.one_of(st.none(), st.integers(0, DAYS - 1))
    told = st.frozensets(st.integers(0, len(SENTENCES) - 1), min_size=1)
    reports = draw(
        st.lists(st.builds(Told, day=days, learned=st.integers(0, DAYS - 1), sentences=told), min_size=3, max_size=8)
    )
    pairs = list(itertools.combinations(range(len(reports)), 2))
    links = st.tuples(st.sampled_from(pairs), st.integers(0, len(SENTENCES) - 1)).map(lambda p: (*p[0], p[1]))
    return World(
        reports=reports,
        copies=draw(st.lists(st.sampled_from(pairs), max_size=3)),
        same=draw(st.lists(links, max_size=12)),
        differ=draw(st.lists(links, max_size=3)),
    )  # fmt: skip


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
        fresh, _ = served(made, NEVER)
        kept, snapshots = served(made, 0)
        clocks = {"at": at, "known": known}
        shown = "&".join(f"{name}={FIRST + timedelta(days=n)}" for name, n in clocks.items() if n is not None)
        for address in ADDRESSES:
            asked = f"{address}{'&' if '?' in address else '?'}{shown}" if shown else address
            one, two = (MOMENTS.sub("null", client.get(asked).text) for client in (fresh, kept))
            assert one == two, asked
        if at is not None:
            assert isinstance(snapshots.get(Scope(at=FIRST + timedelta(days=at))), DatedSnapshot)


def test_a_choice_of_articles_is_there() -> None:
    everything = Arrivals(articles=tuple("abcde"), days=(0, 10, 10, 11, 12))
    first, chosen = There(everything, 10), There(everything, 11, known=frozenset("acd"))
    assert (first.first, sorted(first.articles), first.count((0, 2, 3))) == (True, list("abc"), 2)
    assert (chosen.first, sorted(chosen.articles), chosen.count((0, 1, 2, 2, 4))) == (False, list("acd"), 3)
    told = [(0,), (0, 3), (1, 2), (2, 4), (1, 4)]
    spans = tuple(t[0] for t in told), tuple(t[-1] for t in told)
    assert (first.whole(spans), first.parted(spans)) == ([0, 2], [1, 3, 4])
    assert (chosen.absent, chosen.has(1), chosen.has(3), chosen.has(4)) == (("b",), False, True, False)
    assert There(everything, None, known=frozenset("ab")).first


@pytest.mark.parametrize("known", [1, 2])
def test_what_was_read_again_or_decided_later_is_worked_out(tmp_path: Path, known: int) -> None:
    told = [Told(day=n, learned=n, sentences=frozenset({0, 3})) for n in range(4)]
    with World(reports=told, copies=(), same=(), differ=()).build(tmp_path) as made:
        moment = datetime(2025, 3, 10, 23, tzinfo=UTC) + timedelta(days=known)
        _, snapshots = served(made, 0)
        assert isinstance(snapshots.get(Scope(known=moment)), DatedSnapshot)
        article = made.view().articles()[0]
        made.store.add_reading(article.id, "other settings", (), ())
        _, snapshots = served(made, 0)
        assert not isinstance(snapshots.get(Scope(known=moment)), DatedSnapshot)
