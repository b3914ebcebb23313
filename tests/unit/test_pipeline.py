"""The pipeline: order is checked, failures become rows, a broken stage loses only its own claims."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

import pytest
from tests.strategies import article_of

from dragoman import pipeline
from dragoman.errors import UnknownName, UnmetRequirement
from dragoman.model import Claim, Position
from dragoman.stages.base import Found, Reading

ARTICLE = article_of("Halvoria rejects the line.")


@dataclasses.dataclass(frozen=True)
class Fixed:
    """A stage that claims one position, or the same one again with another stance."""

    name: str = "fixed"
    version: str = "1"
    requires: frozenset[str] = frozenset()
    provides: frozenset[str] = frozenset({"position"})
    stance: str = "rejects"

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim]:
        """One claim."""
        position = Position(party="Halvoria", issue="territory", stance=self.stance)  # type: ignore[arg-type]
        yield Claim(payload=position, evidence=reading.evidence(0, 8), stage=self.name, version=self.version)


class Broken(Fixed):
    """A stage that fails half-way."""

    def __call__(self, reading: Reading, found: Found) -> Iterable[Claim]:
        """One claim, then an error."""
        yield from super().__call__(reading, found)
        raise ZeroDivisionError("half-way")


def reader_with(reader: pipeline.Reader, *stages: object) -> pipeline.Reader:
    return dataclasses.replace(reader, stages=stages)


def test_a_stage_without_what_it_needs_is_refused() -> None:
    with pytest.raises(UnmetRequirement, match="'late' needs statement"):
        pipeline.check_order([Fixed(name="late", requires=frozenset({"statement"}))])


def test_an_unknown_stage_suggests_the_near_one() -> None:
    with pytest.raises(UnknownName) as caught:
        pipeline.build_stages(["statments"])
    assert "statements" in (caught.value.hint or "")


def test_a_broken_stage_becomes_a_failure_and_loses_only_its_own(reader: pipeline.Reader) -> None:
    stages = reader_with(reader, Fixed(), Broken(name="broken", stance="accepts"))
    claims, failures = pipeline.read_article(ARTICLE, stages)
    assert [c.payload.stance for c in claims] == ["rejects"]
    assert [(f.article, f.stage, f.message) for f in failures] == [("a", "broken", "ZeroDivisionError: half-way")]


def test_a_stage_that_requires_and_provides_a_kind_rewrites_it(reader: pipeline.Reader) -> None:
    again = Fixed(name="again", requires=frozenset({"position"}), stance="demands")
    claims, _ = pipeline.read_article(ARTICLE, reader_with(reader, Fixed(), again))
    assert [c.payload.stance for c in claims] == ["demands"]


def test_a_stage_that_yields_another_kind_is_told(reader: pipeline.Reader) -> None:
    wrong = Fixed(name="wrong", provides=frozenset({"meeting"}))
    claims, failures = pipeline.read_article(ARTICLE, reader_with(reader, wrong))
    assert claims == ()
    assert "does not provide 'position'" in failures[0].message


def test_an_article_in_another_language_is_left_unread() -> None:
    from dragoman.config import Settings

    foreign = dataclasses.replace(ARTICLE, language="fr")
    assert pipeline.ReadChunk(settings=Settings())._read(foreign, None).claims == ()  # type: ignore[arg-type]
