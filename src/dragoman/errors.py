"""The error tree of Dragoman.

::

    DragomanError                       message says what, hint says what to do next
     +- ConfigError                     exit 2
     |   +- UnknownName                 no stage, reader or pack has that name
     |   +- UnmetRequirement            a stage needs a kind that no earlier stage provides
     |   +- BadPack                     file, line, key, allowed values
     +- InputError                      exit 3; HTTP 422
     |   +- UnreadableArticle           a file or page that holds no article
     |   +- EvidenceError               a span outside the text, or a quote that is not there
     +- StoreError                      exit 4; HTTP 503
     |   +- NotFound                    HTTP 404
     |   +- Superseded                  HTTP 409
     |   +- OldSchema                   the workspace was written by another version
     +- ModelError                      exit 5: a language model is absent or not the one expected
     +- MissingExtra                    exit 2; also an ImportError; names the extra to install
"""

from __future__ import annotations

__all__ = [
    "BadPack",
    "ConfigError",
    "DragomanError",
    "EvidenceError",
    "InputError",
    "MissingExtra",
    "ModelError",
    "NotFound",
    "OldSchema",
    "StoreError",
    "Superseded",
    "UnknownName",
    "UnmetRequirement",
    "UnreadableArticle",
]


class DragomanError(Exception):
    """Root of all errors that Dragoman raises on purpose."""

    exit_code = 1
    status = 500

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with the hint, so that errors cross process borders whole."""
        return (_rebuild, (type(self), self.message, self.hint))


def _rebuild(kind: type[DragomanError], message: str, hint: str | None) -> DragomanError:
    return kind(message, hint=hint)


class ConfigError(DragomanError):
    """A setting, a name or a pack is wrong."""

    exit_code = 2
    status = 500


class UnknownName(ConfigError):
    """Nothing is registered under that name."""

    status = 404


class UnmetRequirement(ConfigError):
    """A stage needs a claim kind that no earlier stage provides."""


class BadPack(ConfigError):
    """A data pack holds a key or a value that is not allowed."""


class InputError(DragomanError):
    """What the user gave cannot be used as it is."""

    exit_code = 3
    status = 422


class UnreadableArticle(InputError):
    """A file or page from which no article can be read."""


class EvidenceError(InputError):
    """A span lies outside the text, or its quote is not there."""


class StoreError(DragomanError):
    """The store cannot answer."""

    exit_code = 4
    status = 503


class NotFound(StoreError):
    """No such article, claim or record."""

    status = 404


class Superseded(StoreError):
    """A newer judgement or record has taken the place of this one."""

    status = 409


class OldSchema(StoreError):
    """The workspace was written by another version of Dragoman."""


class ModelError(DragomanError):
    """A language model is absent, or is not the one expected."""

    exit_code = 5
    status = 503


class MissingExtra(DragomanError, ImportError):
    """An optional part is not installed; the hint names the extra."""

    exit_code = 2
    status = 501
