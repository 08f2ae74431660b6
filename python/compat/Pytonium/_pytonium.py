"""Pytonium's class: its names and arguments, on an oriel.Window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar, overload

import oriel

from ._menus import Menus
from ._typescript import declarations

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Pytonium", "returns_value_to_javascript"]

_F = TypeVar("_F", bound="Callable[..., object]")


@overload
def returns_value_to_javascript(return_type: str = "any") -> Callable[[_F], _F]:
    ...


@overload
def returns_value_to_javascript(return_type: _F) -> _F:
    ...


def returns_value_to_javascript(return_type: Any = "any") -> Any:
    """Mark a function whose result the page gets; *return_type* is for TypeScript only.

    It is the name of a type there, or one of Python's types, as in an annotation.
    """

    def decorate(function: Any) -> Any:
        function.returns_value_to_javascript = True
        function.return_type = return_type
        return function

    if callable(return_type) and not isinstance(
        return_type, type
    ):  # @returns_value_to_javascript, without parentheses
        function, return_type = return_type, "any"
        return decorate(function)
    return decorate


def _check_callable(function: object, what: str) -> None:
    if not callable(function):
        raise TypeError(f"{what} must be callable, not {type(function).__name__}")


def _check_list(functions: list[Callable[..., object]], what: str) -> list[Callable[..., object]]:
    if not isinstance(functions, list):
        raise TypeError(f"{what} must be a list, not {type(functions).__name__}")
    for function in functions:
        _check_callable(function, f"each item of {what}")
    return functions


class Pytonium:
    """One window, with its own functions, state and schemes."""

    _is_initialized = False
    _shutdowns = 0
    _subprocess_path = sys.executable

    def __init__(self) -> None:
        self._session = oriel.Session()
        self._window: oriel.Window | None = None
        self._bindings: dict[tuple[str, str], Callable[..., object]] = {}
        self._schemes: dict[str, str] = {}
        self._mime_types: dict[str, str] = {}
        self._callbacks: dict[str, Callable[..., object]] = {}
        self._menus = Menus()
        self._icon = ""
        self._frameless = False
        self._devtools = False
        self._era = 0

    # --- the process ---

    @classmethod
    def pytonium_subprocess_path(cls) -> str:
        """A program's path; nothing runs it, for the engine starts its own."""
        return cls._subprocess_path

    @classmethod
    def set_subprocess_path(cls, value: str) -> None:
        """Set what pytonium_subprocess_path() returns."""
        Pytonium._subprocess_path = value

    @classmethod
    def is_cef_initialized(cls) -> bool:
        """Whether windows can be made with create_browser()."""
        return Pytonium._is_initialized

    def set_cache_path(self, path: str) -> None:
        """Accepted; see DIFFERENCES.md."""

    def shutdown(self) -> None:
        """Close all windows of the process; initialize() may follow."""
        Pytonium._is_initialized = False
        Pytonium._shutdowns += 1
        oriel.shutdown()

    def update_message_loop(self) -> None:
        """Run the handlers that are due, for all windows, without waiting."""
        oriel.dispatch()

    # --- the window ---

    def initialize(self, start_url: str, init_width: int, init_height: int) -> None:
        """Open the window."""
        self._open(start_url, init_width, init_height, self._frameless, self._icon)
        Pytonium._is_initialized = True

    def create_browser(
        self, url: str, width: int, height: int, frameless: bool = False, icon_path: str = ""
    ) -> int:
        """Open the window, once another instance was initialized; returns its id."""
        if not Pytonium._is_initialized:
            raise RuntimeError("create_browser() needs an instance that was initialized before")
        self._open(url, width, height, frameless or self._frameless, icon_path or self._icon)
        return self.get_browser_id()

    def _open(self, url: str, width: int, height: int, frameless: bool, icon: str) -> None:
        self.close_browser()
        window = oriel.Window(
            url,
            size=(width, height),
            frameless=frameless,
            icon=icon or None,
            devtools=self._devtools,
            session=self._session,
        )
        try:
            for scheme, folder in self._schemes.items():
                window.serve(scheme, folder)
            for extension, mime_type in self._mime_types.items():
                window.add_mime_type(extension, mime_type)
            for event in ("title", "address", "fullscreen"):
                window.on(event, lambda value, event=event: self._tell(event, value))
            window.on("closed", lambda: self._forget(window))
            window.on("menu", self._menus.call)
            self._menus.fill(window)
            window.show()
        except BaseException:
            window.destroy()
            raise
        self._window = window
        self._era = Pytonium._shutdowns

    def _tell(self, event: str, value: object) -> object:
        callback = self._callbacks.get(event)
        return None if callback is None else callback(value)

    @property
    def _live(self) -> oriel.Window | None:
        """The window while it is open."""
        return self._window if self._window is not None and self._window.is_open else None

    def _forget(self, window: oriel.Window) -> None:
        if self._window is window:
            self._window = None

    async def _closed(self) -> None:
        if window := self._window:
            await window.closed()
            self._forget(window)

    def is_running(self) -> bool:
        """Whether this instance's window is open.

        A window that its user or its page closed counts until the handlers of what the page said
        before have run, so that ``while p.is_running(): p.update_message_loop()`` misses nothing.
        """
        if self._window is None:
            return False
        return self._window.is_open or self._era == Pytonium._shutdowns

    def get_browser_id(self) -> int:
        """The window's number; -1 when there is none."""
        return window.id if (window := self._live) else -1

    def close_window(self) -> None:
        """Ask the page (``beforeunload``), then close."""
        if window := self._live:
            window.close()

    def close_browser(self) -> None:
        """Close at once."""
        if self._window is not None:
            self._window.destroy()
            self._window = None

    def load_url(self, url: str) -> None:
        """Load another page; without a window nothing happens."""
        if window := self._live:
            window.load(url)

    def execute_javascript(self, code: str) -> None:
        """Run *code* once the page is loaded; without a window nothing happens."""
        if window := self._live:
            window.execute(code)

    # --- functions for the page ---

    def bind_function_to_javascript(
        self, function_to_bind: Callable[..., object], name: str = "", javascript_object: str = ""
    ) -> None:
        """Make a function callable as ``Pytonium.<javascript_object>.<name>(...)``."""
        _check_callable(function_to_bind, "function_to_bind")
        label: str = name or getattr(function_to_bind, "__name__", "")
        returns = bool(getattr(function_to_bind, "returns_value_to_javascript", False))
        self._session.expose(
            function_to_bind, javascript_object, name=label or None, returns=returns
        )
        self._bindings[javascript_object, label] = function_to_bind

    def bind_functions_to_javascript(
        self,
        functions_to_bind: list[Callable[..., object]],
        names: list[str] | None = None,
        javascript_object: str = "",
    ) -> None:
        """Bind several functions; those beyond the end of *names* keep their own."""
        functions = _check_list(functions_to_bind, "functions_to_bind")
        for index, function in enumerate(functions):
            name = names[index] if names and index < len(names) else ""
            self.bind_function_to_javascript(function, name, javascript_object)

    def bind_object_methods_to_javascript(
        self, obj: object, names: list[str] | None = None, javascript_object: str = ""
    ) -> None:
        """Bind the public methods of *obj*, in alphabetical order."""
        if obj is None:
            raise ValueError("obj must not be None")
        for index, (own, method) in enumerate(oriel.public_methods(obj)):
            name = names[index] if names and index < len(names) else own
            self.bind_function_to_javascript(method, name, javascript_object)

    def return_value_to_javascript(self, message_id: int, value: object) -> None:
        """Accepted; a call is answered by its function's result alone: see DIFFERENCES.md."""

    def generate_typescript_definitions(self, filename: str) -> None:
        """Write the declarations of what is bound to *filename*."""
        text = declarations((place, name, fn) for (place, name), fn in self._bindings.items())
        with open(filename, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        print("TypeScript definitions generated.")

    # --- context menus ---

    def add_context_menu_entry(
        self,
        context_menu_entry_function: Callable[[], object],
        display_name: str = "",
        context_menu_namespace: str = "",
    ) -> None:
        """Add an entry to a namespace's menu ("app" when none is given); choosing it calls the
        function."""
        _check_callable(context_menu_entry_function, "context_menu_entry_function")
        self._menus.add(
            self._live, context_menu_entry_function, display_name, context_menu_namespace
        )

    def add_context_menu_entries(
        self,
        context_menu_entry_functions: list[Callable[[], object]],
        display_names: list[str] | None = None,
        context_menu_namespace: str = "",
    ) -> None:
        """Add several entries; those beyond the end of *display_names* show their own names."""
        functions = _check_list(context_menu_entry_functions, "context_menu_entry_functions")
        for index, function in enumerate(functions):
            name = display_names[index] if display_names and index < len(display_names) else ""
            self.add_context_menu_entry(function, name, context_menu_namespace)

    def add_context_menu_entries_from_object(
        self,
        context_menu_entries_object: object,
        display_names: list[str] | None = None,
        context_menu_namespace: str = "",
    ) -> None:
        """Add the public methods of an object, in the order in which its class defines them."""
        if context_menu_entries_object is None:
            raise ValueError("context_menu_entries_object must not be None")
        classes = reversed(type(context_menu_entries_object).__mro__)
        order = list(dict.fromkeys(name for each in classes for name in vars(each)))
        methods = dict(oriel.public_methods(context_menu_entries_object))
        functions = [methods.pop(name) for name in order if name in methods]
        functions += methods.values()  # those of the object itself
        self.add_context_menu_entries(functions, display_names, context_menu_namespace)

    def set_context_menu_namespace(self, context_menu_namespace: str) -> None:
        """Show the entries of this namespace; "app" to begin with."""
        self._menus.switch(self._live, context_menu_namespace)

    def set_show_debug_context_menu(self, show: bool) -> None:
        """Whether the next window has the inspector, and the engine's own entries."""
        self._devtools = bool(show)

    # --- state ---

    def set_state(self, namespace: str, key: str, value: object) -> None:
        """Set a key; may be called before there is a window, and from any thread."""
        self._session.state.set(namespace, key, value)

    def get_state(self, namespace: str, key: str) -> Any:
        """The value of a key, None when absent."""
        return self._session.state.get(namespace, key)

    def remove_state(self, namespace: str, key: str) -> None:
        """Remove a key."""
        self._session.state.remove(namespace, key)

    def add_state_handler(self, state_handler: Any, namespaces: list[str]) -> None:
        """Call ``state_handler.update_state(namespace, key, value)`` for every set."""
        self._session.state.add_handler(state_handler, namespaces, stacklevel=2)

    # --- schemes, before or after the window is opened ---

    def add_custom_scheme(self, scheme_identifier: str, scheme_content_root_folder: str) -> None:
        """Serve a folder's files as ``<scheme_identifier>://...`` to this window."""
        self._schemes[scheme_identifier] = scheme_content_root_folder
        if window := self._live:
            window.serve(scheme_identifier, scheme_content_root_folder)

    def add_mime_type_mapping(self, file_extension: str, mime_type: str) -> None:
        """The type of files that end in *file_extension*, with or without its dot."""
        self._mime_types[file_extension] = mime_type
        if window := self._live:
            window.add_mime_type(file_extension, mime_type)

    # --- events ---

    def on_title_change(self, callback: Callable[[str], object]) -> None:
        """Call *callback* with each new title; replaces the one before."""
        _check_callable(callback, "callback")
        self._callbacks["title"] = callback

    def on_address_change(self, callback: Callable[[str], object]) -> None:
        """Call *callback* with each new address; replaces the one before."""
        _check_callable(callback, "callback")
        self._callbacks["address"] = callback

    def on_fullscreen_change(self, callback: Callable[[bool], object]) -> None:
        """Call *callback* when the window covers the screen, or no longer does."""
        _check_callable(callback, "callback")
        self._callbacks["fullscreen"] = callback

    # --- the frame; without a window the setters do nothing and the getters give (0, 0) ---

    def set_custom_icon_path(self, path: str) -> None:
        """The icon of the window, and of the next one."""
        self._icon = path
        if window := self._live:
            window.set_icon(path)

    def set_frameless_window(self, frameless: bool) -> None:
        """Whether the next window has no frame."""
        self._frameless = bool(frameless)

    def minimize_window(self) -> None:
        """Make it an icon."""
        if window := self._live:
            window.minimize()

    def maximize_window(self) -> None:
        """Fill the screen."""
        if window := self._live:
            window.maximize()

    def restore_window(self) -> None:
        """Show it as it was before it was minimized or maximized."""
        if window := self._live:
            window.maximize(False)
            window.show()

    def is_maximized(self) -> bool:
        """Whether it fills the screen."""
        return self._live.maximized if self._live else False

    def get_window_position(self) -> tuple[int, int]:
        """Where it stands: (x, y)."""
        return self._live.position if self._live else (0, 0)

    def set_window_position(self, x: int, y: int) -> None:
        """Move it."""
        if window := self._live:
            window.position = (x, y)

    def get_window_size(self) -> tuple[int, int]:
        """Its size: (width, height)."""
        return self._live.size if self._live else (0, 0)

    def set_window_size(self, width: int, height: int) -> None:
        """Change its size."""
        if window := self._live:
            window.size = (width, height)

    def drag_window(self, delta_x: int, delta_y: int) -> None:
        """Move it by so much."""
        if window := self._live:
            x, y = window.position
            window.position = (x + delta_x, y + delta_y)

    def resize_window(self, new_width: int, new_height: int, anchor: int = 0) -> None:
        """Change its size; the corner *anchor* stays: 0 and 1 are the upper ones, 2 and 3 the
        lower; 0 and 2 are on the left. A maximized window keeps its size."""
        window = self._live
        if window is not None and not window.maximized:
            x, y = window.position
            width, height = window.size
            window.size = (new_width, new_height)
            if anchor:
                x += (width - new_width) * (anchor & 1)
                y += (height - new_height) * (anchor >> 1)
                window.position = (x, y)

    def set_fullscreen(self, fullscreen: bool) -> None:
        """Cover the screen, or no longer."""
        if window := self._live:
            window.fullscreen = fullscreen

    def is_fullscreen(self) -> bool:
        """Whether it covers the screen."""
        return self._live.fullscreen if self._live else False

    def get_native_window_handle(self) -> int:
        """0: see DIFFERENCES.md."""
        return 0
