"""The peer of bench/sessions.py: pgwidgets, its synchronous API, with the same button and label."""

import socket
import sys
import time

from pgwidgets.sync import Application

listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
port = listener.getsockname()[1]
app = Application(ws_sock=listener, http_server=False, max_sessions=None)
count = 0
more = int(sys.argv[1]) if len(sys.argv) > 1 else 0


@app.on_connect
def connect(session):
    widgets = session.get_widgets()
    top = widgets.TopLevel(title="Bench")
    box = widgets.VBox()
    button = widgets.Button("Click")
    label = widgets.Label("Nothing yet")
    box.add_widget(button, 0)
    box.add_widget(label, 0)
    for _ in range(more):
        box.add_widget(widgets.Label("one of many"), 0)

    def click():
        global count
        count += 1
        label.set_text(f"Clicked {count}")

    button.on("activated", click)
    top.set_widget(box)
    top.show()


app.start()
time.sleep(0.5)
print(port, flush=True)
sys.stdin.read()
