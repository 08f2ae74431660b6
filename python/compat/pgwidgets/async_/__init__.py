"""The asynchronous API."""

from . import Widgets
from .application import Application, Session

__all__ = ["Application", "Session", "Widgets"]
