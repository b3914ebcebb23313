"""Dragoman reads reporting on peace negotiations and keeps the record of the talks.

>>> import dragoman
>>> "open" in dragoman.__all__
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Workspace", "__version__", "init", "open"]

if TYPE_CHECKING:
    from .workspace import Workspace, init
    from .workspace import open_workspace as open


def __getattr__(name: str) -> Any:  # noqa: ANN401 - module attribute hook
    """Load the facade on first use, so that ``import dragoman`` stays quick."""
    if name in ("Workspace", "init", "open"):
        from . import workspace

        return workspace.open_workspace if name == "open" else getattr(workspace, name)
    raise AttributeError(f"module 'dragoman' has no attribute '{name}'")
