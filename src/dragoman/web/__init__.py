"""The record in the browser: pages over a workspace, drawn on the server."""
