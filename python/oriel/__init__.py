"""Programs whose user interface lives in a web engine.

    import oriel

    window = oriel.Window("app://index.html", title="Sensors")
    window.serve("app", "web")

    @window.expose("app")
    async def save(name: str) -> int: ...

    window.state.set("sensors", "temperature", 21.5)
    oriel.run()  # or: await window.closed()
"""

from __future__ import annotations

import atexit as _atexit
import os as _os
from typing import TYPE_CHECKING as _TYPE_CHECKING

from . import _hooks, _native, runtime
from ._app import _after_fork, _at_exit
from ._app import App, app, attach, dispatch, fileno, run, run_trio, shutdown
from ._buffer import Buffer
from ._errors import ClosedError, DisplayError, Error, ScriptError
from ._fetch import Headers, HTTPError, Response, fetch
from ._session import Session, public_methods
from ._state import State, StateHandler, Subscription, set_big_integers
from ._storage import Storage, storage
from ._window import Window

if _TYPE_CHECKING:
    from . import catalogue, sync, testing, widgets
    from ._application import Application
    from ._server import Request

__all__ = [
    "App",
    "Application",
    "Buffer",
    "ClosedError",
    "DisplayError",
    "Error",
    "HTTPError",
    "Headers",
    "Response",
    "Request",
    "ScriptError",
    "Session",
    "State",
    "StateHandler",
    "Storage",
    "Subscription",
    "Window",
    "app",
    "attach",
    "catalogue",
    "dispatch",
    "fetch",
    "fileno",
    "public_methods",
    "run",
    "run_trio",
    "runtime",
    "set_big_integers",
    "shutdown",
    "storage",
    "sync",
    "testing",
    "widgets",
]

__version__ = _native.version()

# Made when they are first used: a program with windows alone needs no widgets.
_LATER = {
    "Application": "_application",
    "Request": "_server",
    "catalogue": "catalogue",
    "sync": "sync",
    "testing": "testing",
    "widgets": "widgets",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    module = importlib.import_module(f"{__name__}.{_LATER[name]}")
    found = module if _LATER[name] == name else getattr(module, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))


_native.set_hooks(
    _hooks.task,
    _hooks.stream,
    _hooks.exception,
    _hooks.log,
    _hooks.event,
    _hooks.later,
    _hooks.failed,
)
_atexit.register(_at_exit)
_os.register_at_fork(after_in_child=_after_fork)
