"""The same with the synchronous API: handlers are plain functions, and may block.

python hello_sync.py [PORT], then open the address that it prints.
"""

import sys
import time

import oriel

port = int(sys.argv[1]) if len(sys.argv) > 1 else 9501
app = oriel.sync.Application(ws_port=None, http_port=port, max_sessions=4, title="Hello")


@app.on_connect
def build(session):
    Widgets = session.get_widgets()
    top = Widgets.TopLevel(title="Hello", resizable=True)
    top.resize(400, 300)
    box = Widgets.VBox(spacing=8, padding=10)
    status = Widgets.Label("Click a button!")
    button = Widgets.Button("Count")
    bar = Widgets.ProgressBar()
    for widget in (button, bar, status):
        box.add_widget(widget, 0)
    top.set_widget(box)

    def count():
        button.set_enabled(False)
        for step in range(1, 11):
            bar.set_value(step / 10)
            time.sleep(0.1)  # other sessions go on
        status.set_text("Counted!")
        button.set_enabled(True)

    button.on("activated", count)
    top.show()


app.start()
print(app.url, flush=True)
app.run()
