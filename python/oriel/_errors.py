"""What Oriel raises beside Python's own exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._native import Future

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


def result_of(future: Future) -> Any:
    """The result of a settled future, for who awaited it.

    Canceled by another, it raises ClosedError: ``CancelledError`` would say that the awaiter was.
    """
    try:
        return future.result()
    except BaseException as exc:
        if getattr(exc, "code", None) != "ECANCELED":
            raise
        raise ClosedError(str(exc)) from None
