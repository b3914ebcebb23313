"""The sample articles give what was accepted last; `make golden` shows a change, `make golden ACCEPT=1` accepts it."""

from __future__ import annotations

from tests.golden import compare


def test_sample_articles_give_what_was_accepted() -> None:
    changed = compare.differences(compare.stored(), compare.current())
    assert changed == [], "\n".join(changed[:40])
