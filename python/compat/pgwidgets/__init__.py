"""The names of pgwidgets, on Oriel: widgets built in Python, drawn in browsers.

    from pgwidgets.async_ import Application

What differs stands in DIFFERENCES.md.
"""

import oriel
from oriel import Buffer

__all__ = ["Buffer", "__version__", "is_buffer"]

__version__ = oriel.__version__


def is_buffer(value: object) -> bool:
    """Whether *value* is a :class:`Buffer`."""
    return isinstance(value, Buffer)
