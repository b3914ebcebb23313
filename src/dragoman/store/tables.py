"""The tables of a workspace; append-only but for what is derived."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", String, nullable=False, index=True),
    Column("outlet", String, index=True),
    Column("published", String, index=True),
    Column("title", Text),
    Column("body", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("learned", String, nullable=False, index=True),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("article", String, ForeignKey("articles.id"), nullable=False, index=True),
    Column("kind", String, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("learned", String, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("article", String, ForeignKey("articles.id"), primary_key=True),
    Column("settings", String, primary_key=True),
    Column("learned", String, nullable=False),
)
"""Which articles were read with which settings: what makes a killed run resume."""

reading_claims = Table(
    "reading_claims",
    metadata,
    Column("article", String, primary_key=True),
    Column("settings", String, primary_key=True),
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
)

failures = Table(
    "failures",
    metadata,
    Column("id", String, primary_key=True),
    Column("settings", String, primary_key=True),
    Column("article", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("learned", String, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("subject", String, nullable=False, index=True),
    Column("by", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("learned", String, nullable=False),
)

derived = Table(
    "derived",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("type", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
)
"""What rules work out over the whole corpus (judgements, relations): written anew by every run."""

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("started", String, nullable=False),
    Column("body", Text, nullable=False),
)

Index("reading_claims_by_settings", reading_claims.c.settings)
