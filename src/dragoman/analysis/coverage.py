"""One record, all tellings: what each article says about it, and who does not report it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .citation import Citation
from .differences import Difference

Standing = Literal["first", "independent", "copy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What an article says on one field; ``differs``: another article says otherwise."""

    field: str
    words: str
    differs: bool
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One article's telling; a field that is not among ``values`` is not mentioned by it."""

    article: str
    key: str
    outlet: str | None
    title: str
    published: datetime | None
    standing: Standing
    copy_of: str | None
    values: tuple[Value, ...]

    def value(self, field: str) -> Value | None:
        """The value of that field; None if the article does not mention it."""
        return next((value for value in self.values if value.field == field), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """An outlet that does not report the record, and how many of its articles we have from those days."""

    outlet: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A record as a table: fields by articles, where they differ, and who is silent."""

    record: str
    kind: str
    title: str
    independent: int
    fields: tuple[str, ...]
    columns: tuple[Column, ...]
    differences: tuple[Difference, ...]
    silent: tuple[Silent, ...]
