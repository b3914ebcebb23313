"""Content hashes: the same input gives the same id, on any machine, for ever."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LENGTH = 16


def content_id(*parts: str) -> str:
    """First 16 hex digits of the SHA-256 of the parts, each preceded by its length.

    >>> content_id("a", "bc") == content_id("ab", "c")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()[:LENGTH]


def slug(name: str) -> str:
    """Actor id of a name: lower case, no marks, words joined by hyphens.

    >>> slug("Côte d'Ivoire")
    'cote-d-ivoire'
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", bare.casefold()).strip("-_")
