"""Hypothesis strategies: texts with odd quotes and scripts, whens, articles, claims, judgements."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from dragoman.model import (
    Article,
    Assessment,
    Block,
    Claim,
    Judgement,
    Measure,
    Meeting,
    Mention,
    Piece,
    Position,
    Statement,
    When,
    article_id,
    evidence_of,
    span_of,
)

QUOTES = "\"'“”‘’«»„‹›"
WORDS = st.sampled_from(
    [
        "Kyiv",
        "said",
        "the",
        "talks",
        "Müller",
        "переговоры",
        "وقف",
        "停火",
        "he",
        "“",
        "”",
        '"',
        "’s",
        "\n\n",
        ".",
        "12",
    ]
)
texts = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=QUOTES + " abc.\n", max_size=80),
    st.lists(WORDS, max_size=60).map(" ".join),
)
filled = st.lists(WORDS.filter(str.strip), min_size=3, max_size=40).map(" ".join)
days = st.dates(min_value=date(2018, 1, 1), max_value=date(2027, 12, 31))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any When that may be built."""
    if draw(st.booleans()):
        return When()
    start = draw(days)
    end = start + timedelta(days=draw(st.integers(0, 400)))
    basis = draw(st.sampled_from(["stated", "relative", "assumed"]))
    return When(start=start, end=end, precision="day" if start == end else "range", basis=basis)


def article_of(text: str, *, key: str = "a", outlet: str | None = None, day: date | None = None) -> Article:
    """An article whose clean text is its raw text."""
    from datetime import UTC, datetime

    published = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
    return Article(
        id=article_id(url=None, outlet=outlet, key=key, text=text),
        key=key,
        text=text,
        raw=text,
        raw_hash="0" * 64,
        pieces=(Piece(start=0, end=len(text), raw_start=0, raw_end=len(text)),) if text else (),
        blocks=(Block(start=0, end=len(text), kind="paragraph"),) if text else (),
        outlet=outlet,
        published=published,
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article of a few words."""
    return article_of(
        draw(filled),
        key=draw(st.text(alphabet="abcdef0123456789-", min_size=1, max_size=8)),
        outlet=draw(st.none() | st.sampled_from(["Alpha", "Beta", "Gamma"])),
        day=draw(st.none() | days),
    )


@st.composite
def claims(draw: st.DrawFn, article: Article | None = None) -> Claim:
    """A claim of any kind, with evidence in its article."""
    source = article or draw(articles())
    words = [i for i, c in enumerate(source.text) if not c.isspace()]
    start = draw(st.sampled_from(words))
    end = draw(st.sampled_from([i for i in words if i >= start])) + 1
    speaker = Mention(span=span_of(source.text, start, end), name=draw(st.none() | st.just("Ada Lind")))
    payload = draw(
        st.one_of(
            st.builds(Statement, speaker=st.none() | st.just(speaker), direct=st.booleans()),
            st.builds(Meeting, status=st.sampled_from(["held", "planned"]), when=whens()),
            st.builds(
                Position,
                party=st.sampled_from(["Halvoria", "Tessavia"]),
                issue=st.sampled_from(["territory", "ceasefire"]),
                stance=st.sampled_from(["demands", "rejects", "accepts"]),
            ),
            st.builds(
                Measure,
                kind=st.sampled_from(["ceasefire", "aid"]),
                status=st.sampled_from(["proposed", "agreed"]),
                quantity=st.none() | st.floats(0, 1000, allow_nan=False),
            ),
            st.builds(Assessment, kind=st.sampled_from(["process", "none"]), claimed_by=st.none() | st.just(speaker)),
        )
    )
    evidence = evidence_of(source.id, source.text, start, end)
    return Claim(payload=payload, evidence=evidence, stage="test", version="1")


judgements = st.builds(
    Judgement,
    subject=st.text("abc", min_size=1, max_size=3),
    other=st.none() | st.text("abc", min_size=1, max_size=3),
    verdict=st.sampled_from(["accept", "reject", "same", "different"]),
    by=st.sampled_from(["rule:test", "ada"]),
    reason=st.text(max_size=10),
)
