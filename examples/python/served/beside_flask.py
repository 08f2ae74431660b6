"""Beside Flask, which has threads of its own: its routes call widgets directly, from any of them.

python beside_flask.py [PORT [PORT OF FLASK]]; then open the first address that it prints, and the
second one with /add/5.
"""

import logging
import sys
import threading

import flask
from werkzeug.serving import make_server

import oriel

port, web_port = (int(text) for text in (sys.argv[1:] + ["9501", "8000"][len(sys.argv) - 1 :]))
total = 0
labels = []
lock = threading.Lock()

logging.getLogger("werkzeug").setLevel(logging.WARNING)
web = flask.Flask(__name__)
app = oriel.sync.Application(ws_port=None, http_port=port, max_sessions=None, title="Total")


@web.get("/add/<int:number>")
def add(number):
    global total
    with lock:
        total += number
        for label in labels:
            label.set_text(f"Total: {total}")
    return {"total": total}


@app.on_connect
def build(session):
    Widgets = session.get_widgets()
    top = Widgets.TopLevel(title="Total")
    box = Widgets.VBox(padding=10)
    label = Widgets.Label(f"Total: {total}")
    button = Widgets.Button("Add one")
    button.on("activated", add, 1)
    box.add_widget(label)
    box.add_widget(button)
    top.set_widget(box)
    with lock:
        labels.append(label)
    top.show()


@app.on_expire
def forget(session):
    with lock:
        labels[:] = [label for label in labels if label.session is not session]


server = make_server("127.0.0.1", web_port, web, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
app.start()
print(app.url, f"http://127.0.0.1:{server.server_port}/", flush=True)
app.run()
server.shutdown()
