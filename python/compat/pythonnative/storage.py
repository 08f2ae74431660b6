"""``AsyncStorage``: texts by key that outlive the program."""

from __future__ import annotations

from typing import Any

import oriel

__all__ = ["AsyncStorage"]


class AsyncStorage:
    """The program's storage, as coroutines; see :func:`oriel.storage`."""

    @staticmethod
    async def get(key: str) -> str | None:
        """The text of *key*, None when it is absent."""
        return await oriel.storage().get(key)

    @staticmethod
    async def set(key: str, value: str) -> None:
        """Set a key; ``TypeError`` unless *value* is a str."""
        await oriel.storage().set(key, value)

    @staticmethod
    async def delete(key: str) -> None:
        """Remove a key; fine when it is absent."""
        await oriel.storage().delete(key)

    @staticmethod
    async def all_keys() -> list[str]:
        """All keys, sorted."""
        return await oriel.storage().all_keys()

    @staticmethod
    async def clear() -> None:
        """Remove all keys."""
        await oriel.storage().clear()

    @staticmethod
    async def get_json(key: str) -> Any:
        """The value of *key*, None when it is absent or no JSON."""
        import json

        text = await oriel.storage().get(key)
        try:
            return None if text is None else json.loads(text)
        except ValueError:
            return None

    @staticmethod
    async def set_json(key: str, value: Any) -> None:
        """Set a key to the JSON of *value*; what JSON does not know becomes ``str(it)``."""
        await oriel.storage().set_json(key, value, default=str)
