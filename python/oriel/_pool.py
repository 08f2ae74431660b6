"""The threads on which the handlers of a synchronous application run.

One of them leads: it waits for what is due and runs it. Before it blocks, it hands its turn to
another; a handler that blocks without saying so loses it after a moment. So handlers of other
sessions go on, in the order that the mailboxes keep.
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ._app import App

__all__ = ["LIMIT", "Pool"]

LIMIT = 64  # threads
_SPARES = 4  # that are kept without work
_PATIENCE = 0.01  # seconds that the leader may spend in handlers while others wait
_LINGER = 20  # times that the watch looks for work before it rests


class Pool:
    """Dispatching threads, from one start of an application to its close."""

    def __init__(self, app: App, ended: Callable[[BaseException], object]) -> None:
        self._app = app
        self._ended = ended  # hears of what a handler ends the program with
        self._changed = threading.Condition()
        self._threads: set[threading.Thread] = set()
        self._spares = 0
        self._leader: int | None = None
        self._is_vacant = True
        self._is_stopping = False
        self._busy_since = 0.0  # since when the leader is in handlers; 0: it waits
        self._work = threading.Condition()
        self._is_resting = False

        self._watcher = self._make(self._watch, "oriel-watch")
        with self._changed:
            self._add()
        self._watcher.start()

    def stop(self) -> None:
        """End the threads; those that are in a handler end after it."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
        with self._work:
            self._work.notify_all()
        self._app.post(_nothing)
        me = threading.current_thread()
        for thread in [self._watcher, *self._threads]:
            if thread is not me and thread.is_alive():
                thread.join(0.5)

    def is_here(self) -> bool:
        """Whether one of its threads is asking."""
        return threading.current_thread() in self._threads

    @staticmethod
    def _make(function: Callable[[], None], name: str) -> threading.Thread:
        return threading.Thread(target=function, name=name, daemon=True)

    def _add(self) -> None:
        thread = self._make(self._serve, "oriel-handlers")
        self._threads.add(thread)
        thread.start()

    # --- a thread's life ---

    def _serve(self) -> None:
        try:
            while self._take_turn():
                self._lead()
        finally:
            self._threads.discard(threading.current_thread())

    def _take_turn(self) -> bool:
        """Wait for the turn; False: there is nothing to wait for."""
        with self._changed:
            if not self._is_vacant and self._spares >= _SPARES:
                return False
            self._spares += 1
            try:
                while not self._is_vacant and not self._is_stopping:
                    self._changed.wait()
            finally:
                self._spares -= 1
            if self._is_stopping:
                return False
            self._is_vacant = False
            self._leader = threading.get_ident()
            return True

    def _lead(self) -> None:
        me = threading.get_ident()
        while self._leader == me and not self._is_stopping:
            self._app._core.wait(None)
            self._busy_since = time.monotonic()
            if self._is_resting:
                with self._work:
                    self._work.notify()
            try:
                self._app.dispatch(0.0)
            except (KeyboardInterrupt, SystemExit) as exc:
                self._ended(exc)
            if self._leader == me:
                self._busy_since = 0.0

    # --- handing over ---

    def _hand_over(self, leader: int) -> bool:
        """Let another thread lead in place of *leader*; False: it does not lead."""
        with self._changed:
            if self._leader != leader:
                return False
            if self._spares == 0 and len(self._threads) > LIMIT:  # one of them leads
                raise RuntimeError(f"{LIMIT} handlers are blocked: that is the limit")
            self._leader = None
            self._busy_since = 0.0
            self._is_vacant = True
            if self._spares:
                self._changed.notify()
            else:
                self._add()
            return True

    @contextlib.contextmanager
    def blocking(self) -> Iterator[None]:
        """Around what blocks: if this thread leads, another one does from here on."""
        if threading.get_ident() == self._leader and not self._is_stopping:
            self._hand_over(threading.get_ident())
        yield

    def _watch(self) -> None:
        """Replaces a leader that is stuck in a handler. Rests while there is no work."""
        quiet = 0
        while not self._is_stopping:
            if quiet > _LINGER:
                with self._work:
                    self._is_resting = True
                    if not self._busy_since and not self._is_stopping:
                        self._work.wait()
                    self._is_resting = False
                quiet = 0
            time.sleep(_PATIENCE)
            since, leader = self._busy_since, self._leader
            quiet = 0 if since else quiet + 1
            if since and leader and time.monotonic() - since >= _PATIENCE:
                with contextlib.suppress(RuntimeError):
                    self._hand_over(leader)


def _nothing() -> None:
    pass
