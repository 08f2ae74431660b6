"""What Oriel raises beside Python's own exceptions."""

from __future__ import annotations

__all__ = ["ClosedError", "DisplayError", "Error", "ScriptError"]


class Error(Exception):
    """The base of Oriel's own exceptions.

    Every exception that comes from the library, also a ``ValueError``, has the library's name of
    the error in ``code``: ``"ECLOSED"``.
    """

    code: str = ""


class ClosedError(Error, RuntimeError):
    """The window, the session or the app is closed."""

    code = "ECLOSED"


class DisplayError(Error, RuntimeError):
    """There is no display, or no web engine to draw on it."""

    code = "ENODISPLAY"


class ScriptError(Error):
    """A script failed in the page: *name* and *message* are those of the JavaScript error."""

    code = "ESCRIPT"

    def __init__(self, name: str, message: str) -> None:
        super().__init__(name, message)
        self.name = name
        self.message = message

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"
