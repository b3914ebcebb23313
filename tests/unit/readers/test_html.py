"""Web pages: main text, what the page says of itself, and the way back to its source."""

from __future__ import annotations

from datetime import datetime

from dragoman.model import Article, Failure
from dragoman.readers.base import Given
from dragoman.readers.html import EXTRACTED_LIMIT, PAGE_LIMIT, TAG_LIMIT, articles_from_html
from dragoman.text.offsets import to_raw

PARAGRAPHS = (
    "Orsenia and Kalvar signed an accord on the waters of the Ister on Friday, after a night of talks.",
    "&ldquo;We argued about every metre,&rdquo; said <strong>Tove Arnulf</strong>, the Orsenian water&nbsp;minister.",
    "The <a href='/tag/o'>opposition</a> in Kalvar called the text a surrender. It will go to court, its leader said.",
    "A joint commission of six engineers will read the gauges every week and publish what they find.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Accord on the Ister | Brevik Post</title>
<meta property="og:site_name" content="Brevik Post"><meta name="author" content="Mara Lindqvist">
<meta property="article:published_time" content="2031-05-04T23:30:00+02:00">
<link rel="canonical" href="https://brevik.example/accord"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Orsenia and Kalvar sign accord on the Ister</h1>
<p class="byline">By Mara Lindqvist, 4 May 2031</p>
<figure><img src="x.jpg"><figcaption>The sluice at Brevik. Photo: Brevik Post</figcaption></figure>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
<p><strong><a href="/drought">Drought in the south kills cattle, farmers say</a></strong></p>
<h2>What the accord says</h2>
<ul><li>Kalvar opens the upper sluices from June to August.</li><li>Orsenia pays for the gauges.</li></ul>
<p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>
<div class="related"><h3>Related</h3><ul><li><a href="/a">Five bridges you should cross</a></li></ul></div>
</article></main><footer>&copy; 2031 Brevik Post. All rights reserved.</footer>
<script>var a = "<p>no</p>";</script></body></html>"""


def read(source: str, **given: str) -> Article:
    """The article of a page."""
    found = list(articles_from_html(source, Given(key="page", **given)))  # type: ignore[arg-type]
    assert isinstance(found[0], Article), found
    return found[0]


def test_the_main_text_alone() -> None:
    article = read(PAGE)
    assert [(block.kind, article.text[block.start : block.end][:30]) for block in article.blocks] == [
        ("headline", "Orsenia and Kalvar sign accord"),
        ("paragraph", "Orsenia and Kalvar signed an a"),
        ("paragraph", "“We argued about every metre,”"),
        ("heading", "What the accord says"),
        ("item", "Kalvar opens the upper sluices"),
        ("item", "Orsenia pays for the gauges."),
        ("paragraph", "The opposition in Kalvar calle"),
        ("paragraph", "A joint commission of six engi"),
    ]


def test_what_the_page_says_of_itself() -> None:
    article = read(PAGE)
    assert article.title == "Orsenia and Kalvar sign accord on the Ister"
    assert (article.outlet, article.byline) == ("Brevik Post", "Mara Lindqvist")
    assert article.url == "https://brevik.example/accord"
    assert article.published == datetime.fromisoformat("2031-05-04T23:30:00+02:00")
    assert article.published_basis == "page"
    assert article.language == "en"


def test_what_is_given_goes_before_what_the_page_says() -> None:
    assert read(PAGE, outlet="Given", title="A title").outlet == "Given"


def test_every_block_leads_back_to_its_source() -> None:
    article = read(PAGE)
    quote = article.text.index("We argued")
    raw_start, raw_end = to_raw(article.pieces, quote - 1, article.text.index(" minister") + len(" minister"))
    raw = article.raw[raw_start:raw_end]
    assert raw.startswith("&ldquo;We argued")
    assert raw.endswith("<strong>Tove Arnulf</strong>, the Orsenian water&nbsp;minister")


def test_a_page_in_which_nothing_is_found_falls_back_to_its_article() -> None:
    many = "<i></i>" * (EXTRACTED_LIMIT // 2 + 1)
    source = (
        f"<html><body><div>Menu {many}</div><article>" + "<span>Talks resumed in Sorn, both sides said. </span>" * 8
    )
    assert read(source).text.startswith("Talks resumed in Sorn")
    assert "Menu" not in read(source).text


def test_pages_without_an_article_say_so() -> None:
    for source in ("<html><body></body></html>", "<html><head><title>x</title></head><body><script>x()</script>", "<"):
        (failure,) = articles_from_html(source, Given(key="page"))
        assert isinstance(failure, Failure)
        assert "no article" in failure.message
        assert failure.hint


def test_pages_that_are_too_large_say_so() -> None:
    for source in ("x" * (PAGE_LIMIT + 1), "<p>" * (TAG_LIMIT + 1), "<p>" + "word " * 210_000):
        (failure,) = articles_from_html(source, Given(key="page"))
        assert isinstance(failure, Failure)
        assert "too large" in failure.message


def test_hostile_pages_are_read() -> None:
    text = "<p>Talks resumed in Sorn on Monday, officials of both sides said after the session.</p>" * 3
    for source in (
        "<div>" * 20_000 + text,
        '<a href="' * 9_000 + text,
        text + "<!--",
        "<table><tr><td>" * 3_000 + text,
    ):
        found = list(articles_from_html(source, Given(key="page")))
        assert len(found) >= 1
