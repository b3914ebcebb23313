"""``dragoman serve``: the record in the browser."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from .errors import ConfigError

PATIENCE = 2.0
"""Seconds that the start may wait until the screens are ready; they go on being made while others are told to wait."""


def serve(
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="The workspace folder.", envvar="DRAGOMAN_WORKSPACE")
    ] = Path(),
    host: Annotated[
        str, typer.Option(help="The address to listen on; any but loopback demands a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 8765,
    token: Annotated[
        str | None, typer.Option(help="Demand this token of everybody.", envvar="DRAGOMAN_TOKEN", show_default=False)
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only say whether it could be served.")] = False,
) -> None:
    """Show a workspace in the browser."""
    if not token and not is_loopback(host):
        raise ConfigError(f"{host} can be reached by others", hint="set a token: --token or DRAGOMAN_TOKEN")
    import uvicorn

    from .server import application
    from .workspace import open_workspace

    with open_workspace(workspace, create=False) as ws:
        app = application(ws, token=token or None)
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"http://{shown}:{port}/" + (" (add ?token=... once)" if token else ""), err=True)
        if not check:
            app.state.warm(PATIENCE)
            uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
