"""Prints the words that cues are made of: `python -m training.tagged.cues POLNEAR`.

A sentence that has none of them, and no quotation, is not shown to the tagger by the stage ``tagged``; the list is
``src/dragoman/data/packs/english/tagged.toml``.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from quality.polnear_corpus import WORD, MarkedArticle, Spans, read_split

LEAST_SHARE = 0.3  # of the places of a word outside contents, how many are in cues
LEAST_SEEN = 3  # places in cues
NO_SIGN = frozenset(
    {"about", "against", "also", "am", "did", "has", "have", "made", "upon"}
)  # in cues, but no sign of one
ON_TALKS = frozenset(
    {
        *("agree", "agreed", "concluded", "discuss", "discussed"),
        *("focused", "forward", "opposition", "proposal", "talks"),
    }
)  # what texts on negotiations are about: see docs/models/attribution.md


def count_words(articles: list[MarkedArticle]) -> tuple[Counter[str], Counter[str]]:
    """Count words in cues, and words outside contents."""
    in_cues: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for article in articles:
        cues, contents = (
            tuple(span for one in article.attributions for span in getattr(one, role)) for role in ("cue", "content")
        )
        for match in WORD.finditer(article.text):
            if not holds(contents, match.start()):
                outside[match.group().lower()] += 1
                in_cues[match.group().lower()] += holds(cues, match.start())
    return in_cues, outside


def holds(spans: Spans, place: int) -> bool:
    """Say whether a place is inside one of the spans."""
    return any(start <= place < end for start, end in spans)


def main(polnear: Path) -> None:
    """Print the list as TOML."""
    articles = list({article.name: article for article in reversed(list(read_split(polnear / "train")))}.values())
    in_cues, outside = count_words(articles)
    frequent = {w for w, n in in_cues.items() if n >= LEAST_SEEN and n / (outside[w] + 2) >= LEAST_SHARE}
    words = sorted(frequent - NO_SIGN - ON_TALKS)
    print("cues = [")
    line = ""
    for word in words:
        if len(line) + len(word) > 110:
            print(f"  {line.strip()}")
            line = ""
        line += f'"{word}", '
    print(f"  {line.strip()}\n]")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
