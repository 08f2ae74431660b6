"""Native windows that show HTML: the names of Pytonium, on Oriel.

See DIFFERENCES.md for what differs.
"""

from ._loops import run_pytonium_async, run_pytonium_multi_async
from ._pytonium import Pytonium, returns_value_to_javascript

__all__ = [
    "Pytonium",
    "returns_value_to_javascript",
    "run_pytonium_async",
    "run_pytonium_multi_async",
]
