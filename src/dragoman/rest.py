"""REST, version 1: read-only, the same data as the screens."""

from __future__ import annotations

from fastapi import APIRouter

from .web.snapshot import Snapshots


def router(snapshots: Snapshots) -> APIRouter:
    """All resources over a workspace."""
    return APIRouter(prefix="/api/v1")
