"""State: namespaces of keys that the program and its pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from . import _app, _native

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ._app import App
    from ._storage import Storage

__all__ = ["State", "StateHandler", "Subscription", "set_big_integers"]

_ORIGINS = {"any": -1, "program": 0, "page": 1}


def set_big_integers(form: str) -> None:
    """What becomes of integers beyond 2**53 - 1, which no number in a page holds exactly.

    ``"refuse"``, the default: ``ValueError``. ``"string"``: the string of their digits, in all
    values from now on. Raises ``ValueError`` for anything else.
    """
    if form not in ("refuse", "string"):
        raise ValueError(f"form must be 'refuse' or 'string', not {form!r}")
    _native.set_big_integers(form == "string")


class StateHandler(Protocol):
    """What :meth:`State.add_handler` takes."""

    def update_state(self, namespace: str, key: str, value: Any) -> object:
        """Hear that a key was set."""


def _items(mapping: Mapping[str, Any], what: str) -> Iterable[tuple[str, Any]]:
    if not hasattr(mapping, "items"):
        raise TypeError(f"{what} must be a mapping, not {type(mapping).__name__}")
    return mapping.items()


class Subscription:
    """A handler of a state, until :meth:`cancel`."""

    def __init__(self, core: _native.Subscription) -> None:
        self._core = core

    def cancel(self) -> None:
        """End it; a second time does nothing."""
        self._core.cancel()


class State:
    """Namespaces of keys with JSON values; one may be given to several sessions.

    All methods may be called from any thread. A value is None, a bool, an int up to 2**53 - 1, a
    float, a str, or a list, tuple or dict of such. Anything else raises ``TypeError``, or
    ``ValueError`` for what JSON cannot hold, and the message names the place:
    ``stats.cpu[3]: NaN has no JSON form``. The old value then stays.
    """

    def __init__(self, *, app: App | None = None, _core: _native.State | None = None) -> None:
        if _core is None:
            _core = _native.State((app or _app.app())._core)
        self._core = _core

    def set(self, namespace: str, key: str, value: object) -> None:
        """Set a key; pages hear of it at the end of the turn, in order.

        Handlers run before this returns on a thread that dispatches (or when none ever did);
        otherwise in the next dispatch.
        """
        self._core.set(namespace, key, value)

    def get(self, namespace: str, key: str, default: Any = None) -> Any:
        """The value of a key, or *default*."""
        return self._core.get(namespace, key, default)

    def remove(self, namespace: str, key: str) -> None:
        """Remove a key, also when it is absent; no handler is called."""
        self._core.remove(namespace, key)

    def update(
        self,
        changes: Mapping[str, Mapping[str, object]],
        *,
        remove: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Set ``{namespace: {key: value}}`` and remove pairs: all at once or nothing."""
        rows: list[tuple[str, str, object] | tuple[str, str]] = []
        for namespace, keys in _items(changes, "changes"):
            rows += [(namespace, *item) for item in _items(keys, f"changes[{namespace!r}]")]
        for pair in remove:
            if isinstance(pair, str) or len(pair) != 2:
                raise TypeError(f"remove needs pairs of namespace and key, not {pair!r}")
            rows.append((pair[0], pair[1]))
        self._core.update(rows)

    def snapshot(self, namespace: str | None = None) -> dict[str, Any]:
        """``{namespace: {key: value}}``, or ``{key: value}`` of one namespace."""
        return self._core.snapshot(namespace)

    @property
    def revision(self) -> int:
        """Grows by one with each change; 0 before the first."""
        return self._core.revision

    def persist(
        self, namespace: str, storage: Storage | None = None, *, timeout: float = 10.0
    ) -> None:
        """Keep a namespace in *storage*, by default in :func:`oriel.storage`.

        What is stored replaces what the namespace has, and is there when this returns; handlers
        hear of it. From then on every change is written, by program or page, until
        :meth:`unpersist`, or until the storage is closed; it lives that long, although nobody else
        may refer to it. Waits for the file, *timeout* seconds at most.
        Raises ``OSError``, ``TimeoutError``, ``RuntimeError`` (busy), ``ValueError`` (it is kept
        already).
        """
        self._store(storage)._persist(self._core, namespace, timeout)

    def unpersist(self, namespace: str, storage: Storage | None = None) -> None:
        """Keep it no longer; ``LookupError`` when it was not kept."""
        self._store(storage)._unpersist(self._core, namespace)

    @staticmethod
    def _store(storage: Storage | None) -> Storage:
        from . import _storage

        return storage or _storage.storage()

    def subscribe(
        self,
        function: Callable[[str, str, Any], object],
        namespaces: Iterable[str] | None = None,
        *,
        origin: str = "any",
    ) -> Subscription:
        """Call ``function(namespace, key, value)`` for every later set, in order.

        *namespaces*: which ones, None for all. *origin*: ``"any"``, or only what the ``"program"``
        or a ``"page"`` set. An exception is logged, and the next handler runs. The subscription
        lasts as long as the state, or until its ``cancel()``.
        """
        if not callable(function):
            raise TypeError(f"a callable is needed, not {type(function).__name__}")
        if isinstance(namespaces, str):
            raise TypeError("namespaces must be a list of str, not str")
        if origin not in _ORIGINS:
            raise ValueError(f"origin must be one of {', '.join(_ORIGINS)}, not {origin!r}")
        names = None if namespaces is None else tuple(dict.fromkeys(namespaces))
        return Subscription(self._core.subscribe(function, names, _ORIGINS[origin]))

    def add_handler(
        self,
        handler: StateHandler,
        namespaces: Iterable[str] | None = None,
        *,
        origin: str = "any",
        stacklevel: int = 1,
    ) -> Subscription | None:
        """Subscribe an object's ``update_state(namespace, key, value)``.

        An object without that method is ignored with a ``UserWarning``.
        """
        if not callable(getattr(handler, "update_state", None)):
            import warnings

            warnings.warn(
                f"{type(handler).__name__} has no method update_state: it is ignored",
                UserWarning,
                stacklevel=stacklevel + 1,
            )
            return None
        return self.subscribe(handler.update_state, namespaces, origin=origin)
