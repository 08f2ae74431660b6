"""Context menus: entries by namespace, one namespace of which a window shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import oriel

__all__ = ["Menus"]


class Menus:
    """What an instance declared, before or while its window is open."""

    def __init__(self) -> None:
        self._active = "app"
        self._entries: dict[str, list[tuple[str, str]]] = {}
        self._functions: dict[str, Callable[[], object]] = {}

    def add(
        self,
        window: oriel.Window | None,
        function: Callable[[], object],
        label: str,
        namespace: str,
    ) -> None:
        """Add an entry to *namespace*, and to what *window* shows."""
        label = label or getattr(function, "__name__", "")
        if not isinstance(label, str) or not label:
            raise TypeError(f"{function!r} has no name of its own: give a display name, a str")
        number, namespace = str(len(self._functions)), namespace or "app"
        self._functions[number] = function
        self._entries.setdefault(namespace, []).append((number, label))
        if window is not None and namespace == self._active:
            window.add_menu_item(number, label)

    def switch(self, window: oriel.Window | None, namespace: str) -> None:
        """Have *window* show the entries of *namespace*."""
        self._active = namespace
        if window is not None:
            window.clear_menu()
            self.fill(window)

    def fill(self, window: oriel.Window) -> None:
        """Give *window* the entries of the active namespace."""
        for number, label in self._entries.get(self._active, ()):
            window.add_menu_item(number, label)

    def call(self, number: str) -> object:
        """The user chose that entry."""
        return self._functions[number]()
