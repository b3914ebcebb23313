"""Claims of all readings, also of those that later ones replaced."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import Engine, select

from ..model.claim import Claim, Payload
from . import tables
from .rows import claim_of


def claim_ever(engine: Engine, fits: Callable[[str, str], bool]) -> tuple[str, Claim[Payload]] | None:
    """The claim (with its id) whose id and kind fit, whichever reading it is from."""
    columns = tables.claims.c
    with engine.connect() as connection:
        rows = connection.execute(select(columns.id, columns.kind).order_by(columns.id))
        found = next((row.id for row in rows if fits(row.id, row.kind)), None)
        if found is None:
            return None
        body = connection.execute(select(columns.body).where(columns.id == found)).scalar_one()
    return found, claim_of(json.loads(body))
