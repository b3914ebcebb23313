"""Small workspaces for the pages, made without a language model: empty, small, contradicting, right-to-left, hostile."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dragoman.model import (
    Article,
    Assessment,
    Claim,
    Failure,
    Furniture,
    Judgement,
    Measure,
    Payload,
    Relation,
    Run,
    Statement,
    span_of,
)
from dragoman.workspace import Workspace, init
from tests.corpora import met, on, report, says, someone, wants

NOW = datetime(2025, 5, 1, 8, tzinfo=UTC)
Parts = tuple[Sequence[Article], Sequence[Claim[Payload]], Sequence[Judgement], Sequence[Relation]]
NOTHING: Parts = ((), (), (), ())


def build(folder: Path, parts: Parts, failures: Sequence[Failure] = ()) -> Workspace:
    """A workspace that holds those parts as if it had read them."""
    articles, claims, judgements, relations = parts
    made = init(folder, {"packs": ("english",)})
    made.clock = made.store.clock = lambda: NOW
    made.store.add_articles(articles)
    signature = made.signature()
    for article in articles:
        own = [c for c in claims if c.evidence.article == article.id]
        made.store.add_reading(article.id, signature, own, ())
    made.store.add_failures(failures)
    made.store.set_derived(judgements, relations)
    if articles:
        counts = {"articles": len(articles), "claims": len(claims), "failures": len(failures)}
        made.store.add_run(
            Run(started=NOW, finished=NOW, versions=("stage test 1",), settings=signature, seconds=0.1, **counts)
        )
    return made


def same(first: Claim[Payload] | Article, second: Claim[Payload] | Article) -> Judgement:
    """A rule holds both for one."""
    return Judgement(subject=first.id, other=second.id, verdict="same", by="rule:test", reason="told again")


def small() -> Parts:
    """Three reports of the talks, one a copy, with a claim of every kind."""
    first = report(
        "Talks in Geneva end\nHalvoria and Tessavia met in Geneva on Tuesday.\n"
        "“We will not give up the Dural district,” Mirela Sandovar said.\n"
        "Both sides agreed to exchange 60 prisoners on 5 April, if observers come.\nThe talks went well, the envoy said.",
        key="geneva",
        outlet="Courier",
        day="2025-03-12",
    )
    copy = report(first.text.replace("end", "are over", 1), key="copy", outlet="Herald & Sons", day="2025-03-13")
    later = report(
        "Halvoria now open to a truce\nHalvoria is open to a truce, its minister said on Friday.\n"
        "Halvoria accepts that the Dural district may vote.",
        key="truce",
        outlet="Courier",
        day="2025-04-02",
    )
    words = "We will not give up the Dural district"
    claims: list[Claim[Payload]] = []
    for article in (first, copy):
        speaker = someone(article, "Mirela Sandovar", party="Halvoria")
        cue = span_of(article.text, article.text.index("said"), article.text.index("said") + 4)
        claims += [
            met(article, "Halvoria and Tessavia met in Geneva on Tuesday", "Halvoria", "Tessavia", place="Geneva",
                when=on("2025-03-11", basis="relative"), mediators=(someone(article, "the envoy"),)),
            says(article, words, Statement(speaker=speaker, direct=True, source_class="named", party="Halvoria")),
            wants(article, words, "Halvoria", "territory", "rejects", basis="own_words"),
            says(article, "exchange 60 prisoners on 5 April", Measure(kind="prisoner_exchange", status="agreed",
                 parties=("Halvoria", "Tessavia"), quantity=60.0, unit="prisoners", when=on("2025-04-05"))),
            says(article, "The talks went well", Assessment(kind="process", claimed_by=someone(article, "the envoy"))),
        ]  # fmt: skip
        claims[-3] = dataclasses.replace(claims[-3], cues=(cue,))
    claims += [
        wants(later, "Halvoria is open to a truce", "Halvoria", "ceasefire", "open_to", basis="spokesperson"),
        wants(later, "Halvoria accepts that the Dural district may vote", "Halvoria", "territory", "accepts"),
    ]
    judged = [same(first, copy), *(same(claims[i], claims[i + 5]) for i in range(5))]
    return (first, copy, later), claims, judged, ()


def contradicting() -> Parts:
    """Two reports of one meeting and one step that differ, a denial, an undated report, furniture on the page."""
    one = report(
        "Envoys meet in Doha\nThe envoys of Halvoria and Tessavia met in Doha on 1 May.\nSixty prisoners were freed.",
        key="one",
        outlet="Alpha",
        day="2025-05-02",
    )
    two = report(
        "No talks in Doha, says Tessavia\nHalvoria and Tessavia met in Doha on 30 April.\n"
        "Ninety-six prisoners were freed.\nTessavia rejects any truce.\nTessavia demands a truce at once.",
        key="two",
        outlet="Beta",
        day="2025-05-03",
    )
    none = report("An undated note\nHalvoria demands relief from sanctions.", key="none", outlet=None)
    raw = "Menu Home\n" + two.text + "\nShare this"
    end = len(raw)
    left = (
        Furniture(raw_start=0, raw_end=9, reason="navigation"),
        Furniture(raw_start=end - 10, raw_end=end, reason="share"),
    )
    moved = tuple(dataclasses.replace(p, raw_start=p.raw_start + 10, raw_end=p.raw_end + 10) for p in two.pieces)
    two = dataclasses.replace(two, raw=raw, furniture=left, pieces=moved)
    meeting = [
        met(one, "The envoys of Halvoria and Tessavia met in Doha on 1 May", "Halvoria", "Tessavia", place="Doha",
            when=on("2025-05-01")),
        met(two, "Halvoria and Tessavia met in Doha on 30 April", "Halvoria", "Tessavia", place="Doha",
            when=on("2025-04-30")),
    ]  # fmt: skip
    freed = [
        says(one, "Sixty prisoners were freed", Measure(kind="prisoner_exchange", status="implemented", quantity=60.0)),
        says(two, "Ninety-six prisoners were freed",
             Measure(kind="prisoner_exchange", status="implemented", quantity=96.0)),
    ]  # fmt: skip
    stances = [
        wants(two, "Tessavia rejects any truce", "Tessavia", "ceasefire", "rejects"),
        wants(two, "Tessavia demands a truce at once", "Tessavia", "ceasefire", "demands"),
        wants(none, "Halvoria demands relief from sanctions", "Halvoria", "sanctions", "demands"),
    ]
    relations = [
        Relation(kind="contradicts", subject=b.id, object=a.id, aspect=aspect, reason=f"the {aspect} differs")
        for (a, b), aspect in (((meeting[0], meeting[1]), "date"), ((freed[0], freed[1]), "number"),
                               ((stances[0], stances[1]), "stance"))
    ]  # fmt: skip
    return (one, two, none), [*meeting, *freed, *stances], [same(*meeting), same(*freed)], relations


def right_to_left() -> Parts:
    """Quotes in Arabic, Hebrew, Ukrainian and Chinese, with hyphens, commas and characters beyond 16 bits."""
    texts = {
        "ar": ("وقف إطلاق النار\nقال الوزير: «لن نقبل بوقف إطلاق النار قبل انسحاب القوات، أبداً».", "لن نقبل بوقف إطلاق النار قبل انسحاب القوات، أبداً"),
        "he": ("שיחות בדוחה\nהשר אמר כי הם דורשים נסיגה מלאה - עכשיו.", "הם דורשים נסיגה מלאה - עכשיו"),
        "uk": ("Перемир'я\n𝔄 Міністр заявив, що вони вимагають припинення вогню, а не паузи.", "вони вимагають припинення вогню, а не паузи"),
        "zh": ("和谈\n部长表示，他们要求立即停火。", "他们要求立即停火"),
    }  # fmt: skip
    articles, claims = [], []
    for number, (language, (text, words)) in enumerate(texts.items()):
        article = report(text, key=language, outlet=f"منفذ {language}", day=f"2025-04-0{number + 1}")
        article = dataclasses.replace(article, language=language, title=text.split("\n")[0])
        articles.append(article)
        claims.append(wants(article, words, "هلفوريا", "ceasefire", "demands", basis="own_words"))
        claims.append(says(article, words, Statement(party="هلفوريا", source_class="named", direct=True)))
    return articles, claims, (), ()


def hostile() -> Parts:
    """Markup, a word of a megabyte, control characters and bidirectional overrides wherever text may stand."""
    script = "<script>alert(1)</script>"
    evil = f'"><img src=x onerror=alert(1)>{script}'
    text = f"{evil}\nHe said {evil} \x00\x07\x1b[31m \u202eesrever\u202c and \u2066left\u2069 to all, {'x' * 1_000_000} end."
    article = report(text, key=f"../{evil}", outlet=evil, day="2025-01-01")
    article = dataclasses.replace(
        article, url=f"javascript:alert(1)//{evil}", title=evil, byline=evil, language='en"><script>',
        raw=f"<body onload=alert(1)>{script}" + text, furniture=(Furniture(raw_start=0, raw_end=47, reason=evil),),
    )  # fmt: skip
    article = dataclasses.replace(
        article,
        pieces=tuple(
            dataclasses.replace(p, raw_start=p.raw_start + 47, raw_end=p.raw_end + 47) for p in article.pieces
        ),
    )
    long = "x" * 1_000_000
    claims = [
        wants(article, f"He said {evil}", f"{evil}/..%2F", evil, "demands", attributed_to=evil),
        met(article, long, evil, "A/B", place=evil, when=on("0001-01-01", "9999-12-31")),
        says(article, "\u202eesrever\u202c", Measure(kind=evil, status="agreed", unit=evil, quantity=1e300)),
        says(article, "\x00\x07\x1b[31m", Statement(party=evil, via=evil)),
    ]
    return (article,), claims, (), [
        Relation(kind="contradicts", subject=claims[0].id, object=claims[2].id, aspect=evil, reason=evil)
    ]  # fmt: skip


WORLDS: Mapping[str, Callable[[], Parts]] = {
    "empty": lambda: NOTHING,
    "small": small,
    "contradicting": contradicting,
    "right-to-left": right_to_left,
}
