"""Sessions of the synchronous API."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any

from . import _app
from ._session import BaseSession, Batch, milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from . import _native
    from . import _sync_widgets as widgets

__all__ = ["Session"]


class Session(BaseSession):
    """State, functions for pages, widgets, and the order in which handlers run.

    What changes pages happens at once, and returns at once, unless a page is far behind: then it
    waits, at most ``timeout`` seconds. Questions to a page wait for its answer.
    """

    _is_sync = True

    def widget_classes(self) -> dict[str, type[Any]]:
        """The classes that :meth:`get_widgets` binds, by name; a subclass may have others."""
        from . import _sync_widgets
        from ._widget import classes_in

        return classes_in(_sync_widgets)

    # --- waiting ---

    def _wait(self, future: _native.Future, timeout: float | None) -> bool:
        """Wait here, while another thread runs handlers; False: the time is up."""
        pool = getattr(self._application, "_pool", None)
        if future.is_done:
            return True
        if pool is None:
            return future.wait(milliseconds(timeout))
        with pool.blocking():
            return future.wait(milliseconds(timeout))

    def _fall_behind(self, widget: Any, method: str) -> None:
        """A page is far behind: wait for it."""
        if not self._wait(self._core.caught_up(), self._timeout):
            raise TimeoutError(
                f"{type(widget).__name__}.{method}(): a page was behind for {self._timeout} s"
            )

    def _made(self, widget: Any) -> None:
        """A widget was made; strict: the page has it."""
        if hasattr(widget, "set_enabled"):
            widget._ask("set_enabled", widget.get_enabled())

    def _answer(self, widget: Any, method: str, future: _native.Future) -> Any:
        what = f"{type(widget).__name__}.{method}()"
        try:
            self._wait(future, None)  # the library's own time limit ends it
            return future.result()
        except TimeoutError as exc:
            raise TimeoutError(f"{what}: {exc}") from None
        finally:
            future.cancel()

    # --- widgets ---

    def get_widgets(self) -> widgets.Widgets:
        """The widget classes: ``Widgets.Button("OK")`` makes a button of this session."""
        namespace: widgets.Widgets = self._namespace()
        return namespace

    def make_timer(self, duration: float = 0) -> widgets.Timer:
        """A timer that fires after *duration* seconds once it was started."""
        return self.get_widgets().Timer(duration=duration)

    def batch(self) -> Batch:
        """``with session.batch():`` what happens within, pages get and draw at once."""
        return Batch(self, None)

    def reconstruct(self) -> None:
        """Draw all pages of the session anew."""
        self._core.rebuild()

    def open_url(self, url: str) -> None:
        """Open *url* (http or https) in a new tab of the session's pages."""
        self._core.open_url(url)

    def close(self) -> None:
        """Send its pages away. The session stays; they may come back."""
        self._core.close()

    def destroy(self) -> None:
        """End it for ever: its pages say so, its widgets are gone."""
        self._core.destroy()
        self._ended()
        if self._application is not None:
            self._application._forget(self)

    # --- handlers ---

    def gui_call(self, function: Callable[..., Any], /, *args: Any, **options: Any) -> Any:
        """Call as :meth:`gui_do` does, wait for the result, and raise what it raised.

        At most :attr:`timeout` seconds. In a handler of the session itself it is called at once.
        ``ClosedError``: the session, or the app, ended first.
        """
        if self._is_current():
            return function(*args, **options)
        pool = getattr(self._application, "_pool", None)
        if pool is None and not (self._root or _app.app())._is_dispatched_elsewhere():
            raise RuntimeError("gui_call() needs another thread that runs handlers: start() first")
        from ._posted import Posted

        self._bind()
        posted = Posted(function, args, options)
        done = posted.done
        self._core.post(posted)
        del posted  # it fails when it is dropped
        with contextlib.nullcontext() if pool is None else pool.blocking():
            return self._result(done, function)

    def _result(self, done: Future[Any], function: Callable[..., Any]) -> Any:
        limit = self._timeout
        try:
            return done.result(None if limit is None else min(limit, threading.TIMEOUT_MAX))
        except TimeoutError:
            if done.done():
                raise  # the function's own
        done.cancel()  # when it has not begun yet
        what = getattr(function, "__qualname__", repr(function))
        raise TimeoutError(f"gui_call({what}): not over after {limit} s")

    def get_session_thread(self) -> int | None:
        """The thread, when it is in a handler of the session; sessions have none of their own."""
        return threading.get_ident() if self._is_current() else None
