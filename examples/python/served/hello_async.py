"""A window with a button and an entry, drawn in browsers: the asynchronous API.

python hello_async.py [PORT], then open the address that it prints, twice if you like.
"""

import asyncio
import sys

import oriel

port = int(sys.argv[1]) if len(sys.argv) > 1 else 9501
app = oriel.Application(ws_port=None, http_port=port, max_sessions=4, title="Hello")


@app.on_connect
async def build(session):
    Widgets = session.get_widgets()
    top = Widgets.TopLevel(title="Hello", resizable=True)
    top.resize(400, 300)
    box = Widgets.VBox(spacing=8, padding=10)
    status = Widgets.Label("Click a button!")
    button = Widgets.Button("Hello")
    entry = Widgets.TextEntry(text="Type here", linehistory=5)
    for widget in (button, entry, status):
        box.add_widget(widget, 0)
    top.set_widget(box)

    async def greet():
        await status.set_text("Hello!")  # waits only while the page is far behind
        await asyncio.sleep(1)
        await status.set_text("Click again!")

    button.on("activated", greet)
    entry.on("activated", lambda text: status.set_text(f"Entered: {text}"))
    await top.show()


async def main():
    await app.start()
    print(app.url, flush=True)
    await app.run()


asyncio.run(main())
