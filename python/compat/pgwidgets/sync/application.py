"""Applications and their sessions."""

from __future__ import annotations

from typing import Any

import oriel

from .._faces import add_sessions

__all__ = ["Application", "Session"]


class Session(oriel.sync.Session):
    """What the program shares with one user."""

    def get_widgets(self) -> Any:
        """The widget classes, and what the application registered."""
        return add_sessions(super().get_widgets(), self, self.app.registered)


class Application(oriel.sync.Application):
    """One program that drives pages in any number of browsers."""

    session_class = Session

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.registered: dict[str, type[Any]] = {}

    def register_widget(self, cls: type[Any], name: str | None = None) -> None:
        """Let sessions have *cls*, whose first argument is the session."""
        self.registered[name or cls.__name__] = cls
