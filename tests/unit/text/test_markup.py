"""The visible text of HTML sources, and its way back."""

from __future__ import annotations

import pytest

from dragoman.text.lines import lines
from dragoman.text.markup import visible, with_hints
from dragoman.text.normalize import normalized
from dragoman.text.offsets import to_raw


def seen(source: str) -> list[str]:
    """The visible lines."""
    return [line.text for line in lines(normalized(visible(source)[0]).text)]


@pytest.mark.parametrize(
    ("source", "expected", "reason"),
    [
        ("<p>Talks <b>re</b>sumed</p><p>today", ["Talks resumed", "today"], "inline tags vanish, blocks part lines"),
        ("<p>a&amp;b &#8217;&nbsp;c &bogus; &lt;p&gt;", ["a&b ’ c &bogus; <p>"], "entities"),
        ("<p>one\n   two<br>three", ["one two", "three"], "line ends of the source are spaces, breaks are lines"),
        ("<head><title>t</title><style>p{}</style><body>x", ["x"], "head and style are not seen"),
        ("<head><title>t</title><p>x", ["x"], "a block ends a head that was never closed"),
        ("a<script>if (1 < 2) '</p>'</script>b<!-- <p>no</p> -->c", ["abc"], "scripts and comments"),
        ("a<script>never closed", ["a"], "a script that never ends hides the rest"),
        ("a<!-- never closed <p>b", ["a"], "so does a comment"),
        ("1 < 2 and 3 > 2 <", ["1 < 2 and 3 > 2 <"], "signs that are no tags"),
        ('<p title="a > b">x</p><p title=\'"\'>y', ["x", "y"], "signs within attributes"),
        ('<p x="never closed><b>x</b>', ["x"], "a quotation mark that is never closed"),
        ("<noscript><p>a</p></noscript><template>b</template><button>c</button>d", ["d"], "unseen elements"),
        ("<ul><li>a<li>b</ul>c", ["a", "b", "c"], "items that are not closed"),
        ("</p></div>a</i><b>", ["a"], "end tags of nothing"),
        ("<P>A</P><SCRIPT>x</SCRIPT>b", ["A", "b"], "capital letters"),
    ],
)
def test_visible(source: str, expected: list[str], reason: str) -> None:
    assert seen(source) == expected, reason


def test_words_lead_back_to_the_source_across_tags() -> None:
    source = "<p>The <a href='/x'>cease&shy;fire</a>&nbsp;holds.</p>"
    whole = normalized(visible(source)[0])
    start = whole.text.index("ceasefire")
    raw_start, raw_end = to_raw(whole.pieces, start, start + len("ceasefire holds"))
    assert source[raw_start:raw_end] == "cease&shy;fire</a>&nbsp;holds"


def test_what_tags_say_of_lines() -> None:
    source = (
        "<nav><a href=/>Home</a></nav><article><h1>Head</h1><p>Some <a href=/b>text</a> here.</p><h2>Sub</h2>"
        "<ul><li><a href=/c>Other</a></li></ul><a name=x>anchor</a></article>"
    )
    plain, stretches = visible(source)
    whole = normalized(plain)
    told = {
        line.text: (line.hint, round(line.linked, 1), within)
        for line, within in with_hints(lines(whole.text), whole, stretches)
    }
    article = frozenset(["article"])
    assert told == {
        "Home": (None, 1.0, frozenset(["nav"])),
        "Head": ("headline", 0.0, article),
        "Some text here.": ("paragraph", 0.3, article),
        "Sub": ("heading", 0.0, article),
        "Other": ("item", 1.0, article),
        "anchor": (None, 0.0, article),
    }


def test_deep_nesting_is_read() -> None:
    assert seen("<div><b>" * 5000 + "deep" + "</b></div>" * 5000 + "after") == ["deep", "after"]
