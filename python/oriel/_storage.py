"""Storage: texts by key in a file that outlives the program."""

from __future__ import annotations

import os
import sys
import threading
import weakref
from typing import TYPE_CHECKING, Any

from . import _app, _native

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ._app import App

__all__ = ["Storage", "storage"]

_SYNCHRONOUS = ("normal", "full")


def _several(keys: Iterable[str]) -> tuple[str, ...]:
    """Not one text, which would be taken for its characters."""
    if isinstance(keys, str):
        raise TypeError(f"a list of keys is needed, not the str {keys!r}")
    return tuple(keys)


def _ms(seconds: float, limit: int = 2_000_000) -> int:
    if not 0 <= seconds <= limit:
        raise ValueError(f"a timeout of {seconds} s is out of range: 0 to {limit}")
    return round(seconds * 1000)


class Storage:
    """Texts by key in an SQLite file; several processes may use one.

    Methods may be called from any thread; what they return is awaited on asyncio or trio. Requests
    run in the order they were made. When an ``await`` of a change is over, the change survives the
    end of the process, also a sudden one.

    *path*: the file, with its folder made where it is missing. None: ``storage.db`` in the folder
    that the environment's ``PN_STORAGE_DIR`` names; without that, in *name* below ``XDG_DATA_HOME``
    or ``~/.local/share``. *name*: the program's, by default that of its script. *synchronous*:
    ``"full"`` survives power loss, too, and waits for the disk. *busy_timeout*: seconds that
    another process may keep a change waiting. *value_size*: bytes of one value at the most.

    The file is opened by the first request. A damaged one is moved aside (:attr:`damaged`, and the
    log), and a new one begun. Requests raise ``ValueError`` (key or value), ``OSError``,
    ``RuntimeError`` (busy), :class:`ClosedError`.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        name: str | None = None,
        synchronous: str = "normal",
        busy_timeout: float = 5.0,
        value_size: int = 16 * 1024 * 1024,
        app: App | None = None,
    ) -> None:
        if synchronous not in _SYNCHRONOUS:
            words = " or ".join(map(repr, _SYNCHRONOUS))
            raise ValueError(f"synchronous must be {words}, not {synchronous!r}")
        self._app = app or _app.app()
        self._core = _native.Storage(
            self._app._core,
            None if path is None else os.fspath(path),
            _program() if name is None else name,
            synchronous == "full",
            _ms(busy_timeout),
            value_size,
        )
        self._kept = 0
        _open.add(self)

    @property
    def path(self) -> str:
        """The file."""
        return self._core.path

    @property
    def damaged(self) -> str | None:
        """Where a damaged file was moved last; None when there was none."""
        return self._core.damaged

    async def get(self, key: str) -> str | None:
        """The text of *key*, None when it is absent."""
        result: str | None = await self._wait(self._core.get(key))
        return result

    async def get_many(self, keys: Iterable[str]) -> dict[str, str]:
        """``{key: text}`` of those that are there, as of one moment."""
        result: dict[str, str] = await self._wait(self._core.get_many(_several(keys)))
        return result

    async def all_keys(self) -> list[str]:
        """All keys, sorted by their UTF-8."""
        result: list[str] = await self._wait(self._core.all_keys())
        return result

    async def set(self, key: str, value: str) -> None:
        """Set a key. ``TypeError`` unless *value* is a str."""
        await self.update({key: value})

    async def delete(self, key: str) -> None:
        """Remove a key; fine when it is absent."""
        await self.update({}, delete=(key,))

    async def clear(self) -> None:
        """Remove all keys."""
        await self._wait(self._core.clear())

    async def update(self, values: Mapping[str, str], *, delete: Iterable[str] = ()) -> None:
        """Set several keys and remove others: all at once or nothing."""
        rows: list[tuple[str, str | None]] = []
        for key, value in values.items():
            if not isinstance(value, str):
                raise TypeError(f"the value of {key!r} must be str, not {type(value).__name__}")
            rows.append((key, value))
        rows.extend((key, None) for key in _several(delete))
        await self._wait(self._core.update(rows))

    async def get_json(self, key: str) -> Any:
        """The value that :meth:`set_json` stored, None when absent; ``ValueError`` for no JSON."""
        import json

        text = await self.get(key)
        return None if text is None else json.loads(text)

    async def set_json(
        self, key: str, value: object, *, default: Callable[[Any], Any] | None = None
    ) -> None:
        """Set a key to the JSON of *value*; *default* as of ``json.dumps``."""
        import json

        text = json.dumps(value, default=default, allow_nan=False, ensure_ascii=False)
        await self.set(key, text)

    async def _wait(self, future: _native.Future) -> Any:
        return await self._app.wait(future, cancel=False, apart=True)

    def close(self, timeout: float | None = 10.0) -> None:
        """End it, once what was asked is done: ``TimeoutError`` after *timeout* seconds.

        None: no limit. State is no longer kept. A second time does nothing.
        """
        self._core.close(-1 if timeout is None else _ms(timeout))
        _open.discard(self)
        _keeping.discard(self)

    def _persist(self, state: _native.State, namespace: str, timeout: float) -> None:
        """What :meth:`oriel.State.persist` does; who keeps something lives."""
        self._core.persist(state, namespace, _ms(timeout))
        self._kept += 1
        _keeping.add(self)

    def _unpersist(self, state: _native.State, namespace: str) -> None:
        """Undo :meth:`_persist`."""
        self._core.unpersist(state, namespace)
        self._kept -= 1
        if not self._kept:
            _keeping.discard(self)


def _program() -> str:
    """The name of the program's script: a folder of its own for each."""
    main = sys.argv[0] if sys.argv else ""
    folder, name = os.path.split(os.path.abspath(main)) if main else ("", "")
    if name == "__main__.py":
        name = os.path.basename(folder)
    stem = os.path.splitext(name)[0]
    return stem if stem not in ("", "-c", "-m") else "python"


_open: weakref.WeakSet[Storage] = weakref.WeakSet()
_keeping: set[Storage] = set()  # those that keep a state
_lock = threading.Lock()
_default: Storage | None = None


def storage() -> Storage:
    """The program's storage, in its default place; made by the first call."""
    global _default
    with _lock:
        if _default is None:
            _default = Storage()
        return _default


def end(timeout: float = 2.0) -> None:
    """The interpreter ends: what was asked is written."""
    for one in list(_open):
        try:
            one.close(timeout)
        except Exception as exc:
            from ._hooks import exception

            exception("closing a storage", exc)


def forget() -> None:
    """In a forked child: the parent's thread and file are not there."""
    global _lock, _default
    _lock = threading.Lock()
    _default = None
    _open.clear()
    _keeping.clear()
