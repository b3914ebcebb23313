"""Dragoman reads reporting on peace negotiations and keeps the record of the talks."""

__version__ = "0.1.0"
