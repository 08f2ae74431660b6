"""The names of pgwidgets, on Oriel: widgets built in Python, drawn in browsers.

    from pgwidgets.async_ import Application

What differs stands in DIFFERENCES.md.
"""

from importlib import metadata

from oriel import Buffer

__all__ = ["Buffer", "__version__", "is_buffer"]

try:
    __version__ = metadata.version("oriel")
except metadata.PackageNotFoundError:  # in a checkout
    __version__ = "0"


def is_buffer(value: object) -> bool:
    """Whether *value* is a :class:`Buffer`."""
    return isinstance(value, Buffer)
