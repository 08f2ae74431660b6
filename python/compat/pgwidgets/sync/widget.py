"""The base of all widgets."""

import oriel

__all__ = ["Widget"]

Widget = oriel.sync.widgets.Widget
