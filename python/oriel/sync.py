"""The synchronous API: applications whose handlers are plain functions that may block.

    import oriel

    app = oriel.sync.Application(max_sessions=4)

    @app.on_connect
    def build(session):
        Widgets = session.get_widgets()
        top = Widgets.TopLevel(title="Hello")
        top.show()

    app.run()
"""

from . import _sync_widgets as widgets
from ._server import Request
from ._sync_application import Application
from ._sync_session import Session

__all__ = ["Application", "Request", "Session", "widgets"]
