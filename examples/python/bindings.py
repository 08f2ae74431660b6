"""Bindings of every kind: what a page can call, and what it gets."""

import asyncio
import logging
from pathlib import Path

import oriel

# What a function raises is logged with its traceback; here the page provokes it.
logging.getLogger("oriel").setLevel(logging.CRITICAL)

window = oriel.Window("app://bindings.html", title="Bindings", size=(680, 520))
window.serve("app", Path(__file__).parent / "web")


@window.expose  # without an object: oriel.beep()
def beep(tone: str) -> None:
    print(f"beep, {tone}")


@window.expose("math")
def add(a: float, b: float) -> float:
    return a + b


@window.expose("math", name="scale")
def scale_by(value: float, factor: float = 2) -> float:
    return value * factor


@window.expose("math")
def total(*values: float) -> float:
    return sum(values)


@window.expose("slow")
async def later(what: str) -> str:
    """A task; the page may cancel it with an AbortSignal."""
    try:
        await asyncio.sleep(30 if what == "never" else 0.1)
    except asyncio.CancelledError:
        print(f"{what}: canceled by the page")
        raise
    return f"{what} is ready"


@window.expose("errors")
def refuse() -> None:
    raise PermissionError("not today")


class Account:
    """Its public methods are callable, and nothing else."""

    def __init__(self) -> None:
        self._balance = 100

    def deposit(self, amount: int) -> int:
        self._balance += amount
        return self._balance

    def balance(self) -> dict[str, int]:
        return {"euro": self._balance}

    def _secret(self) -> None:
        """Not for pages."""


window.expose_object(Account(), "account")


@window.expose("app")
def done(rows: int) -> None:
    print(f"the page has called {rows} times")


async def main() -> None:
    await window.closed()


asyncio.run(main())
