"""Programs whose user interface lives in a web engine.

    import oriel

    window = oriel.Window("app://index.html", title="Sensors")
    window.serve("app", "web")

    @window.expose("app")
    async def save(name: str) -> int: ...

    window.state.set("sensors", "temperature", 21.5)
    oriel.run()  # or: await window.closed()
"""

import atexit as _atexit
import os as _os

from . import _hooks, _native, runtime
from ._app import _after_fork, _at_exit
from ._app import App, app, attach, dispatch, fileno, run, run_trio, shutdown
from ._errors import ClosedError, DisplayError, Error, ScriptError
from ._fetch import Headers, HTTPError, Response, fetch
from ._session import Session, public_methods
from ._state import State, StateHandler, Subscription, set_big_integers
from ._storage import Storage, storage
from ._window import Window

__all__ = [
    "App",
    "ClosedError",
    "DisplayError",
    "Error",
    "HTTPError",
    "Headers",
    "Response",
    "ScriptError",
    "Session",
    "State",
    "StateHandler",
    "Storage",
    "Subscription",
    "Window",
    "app",
    "attach",
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
]

__version__ = _native.version()

_native.set_hooks(_hooks.task, _hooks.stream, _hooks.exception, _hooks.log)
_atexit.register(_at_exit)
_os.register_at_fork(after_in_child=_after_fork)
