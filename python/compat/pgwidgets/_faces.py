"""What the faces of both APIs share: classes whose first argument is the session."""

from __future__ import annotations

import functools
from typing import Any

import oriel

__all__ = ["add_sessions", "classes_of", "local_methods", "with_session"]


def classes_of(module: Any) -> dict[str, type[Any]]:
    """The widget classes of *module*, by name."""
    return {name: getattr(module, name) for name in oriel.catalogue.CLASSES}


def local_methods(name: str) -> set[str]:
    """What the program answers itself, where the original asks a page."""
    row = oriel.catalogue.CLASSES[name]
    methods = dict(row["methods"])
    base = row["base"]
    while base is not None:
        methods.update(oriel.catalogue.BASES[base]["methods"])
        base = oriel.catalogue.BASES[base]["extends"]
    plain = {"index_of", "index_to_widget"}  # functions in the original, too
    return {method for method, facts in methods.items() if facts[0] == "local"} - plain


class _Face(type):
    """Of classes that take the session: what the session's own namespace makes is of them, too."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return issubclass(type(instance), cls)

    def __subclasscheck__(cls, subclass: type[Any]) -> bool:
        bound = cls.__dict__.get("_bound")  # not inherited: subclasses are on their own
        return type.__subclasscheck__(cls if bound is None else bound, subclass)


def with_session(cls: type[Any], module: str) -> type[Any]:
    """*cls* with the session as its first argument, for direct use and for subclasses."""

    def __init__(self: Any, session: Any, *args: Any, **options: Any) -> None:
        cls.__init__(self, *args, session=session, **options)

    functools.update_wrapper(__init__, cls.__init__, assigned=("__doc__",), updated=())
    del __init__.__wrapped__  # type: ignore[attr-defined]
    members = {"__init__": __init__, "__module__": module, "_bound": cls}
    return _Face(cls.__name__, (cls,), members)


def add_sessions(namespace: Any, session: Any, registered: dict[str, type[Any]]) -> Any:
    """Let *namespace* have what the application registered, with the session filled in."""
    for name, cls in registered.items():
        setattr(namespace, name, functools.partial(cls, session))
    return namespace
