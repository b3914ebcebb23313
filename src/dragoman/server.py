"""Pages and REST over one workspace."""

from __future__ import annotations

from fastapi import FastAPI

from .rest import router
from .web.app import create_app
from .web.snapshots import Snapshots
from .workspace import Workspace


def application(workspace: Workspace, *, token: str | None = None) -> FastAPI:
    """The application that ``dragoman serve`` runs."""
    snapshots = Snapshots(workspace)
    app = create_app(snapshots, token=token, routers=[router(snapshots)])
    app.state.warm = snapshots.ready
    return app


def prepare(workspace: Workspace) -> None:
    """Work the screens of a large workspace out and keep them, so that a server can show them at once."""
    snapshots = Snapshots(workspace)
    if workspace.store.size() >= snapshots.worth:
        snapshots.keep_all()
