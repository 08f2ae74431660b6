"""Beside FastAPI, in one asyncio loop: what its routes do shows in every browser at once.

python beside_fastapi.py [PORT [PORT OF FASTAPI]]; then open the first address that it prints, and
the second one with /add/5.
"""

import asyncio
import sys

import fastapi
import uvicorn

import oriel

port, api_port = (int(text) for text in (sys.argv[1:] + ["9501", "8000"][len(sys.argv) - 1 :]))
total = 0
labels = []

api = fastapi.FastAPI()
app = oriel.Application(ws_port=None, http_port=port, max_sessions=None, title="Total")


@api.get("/add/{number}")
async def add(number: int) -> dict[str, int]:
    global total
    total += number
    for label in labels:
        label.set_text(f"Total: {total}")
    return {"total": total}


@app.on_connect
async def build(session):
    Widgets = session.get_widgets()
    top = Widgets.TopLevel(title="Total")
    box = Widgets.VBox(padding=10)
    label = Widgets.Label(f"Total: {total}")
    button = Widgets.Button("Add one")
    button.on("activated", add, 1)
    box.add_widget(label)
    box.add_widget(button)
    top.set_widget(box)
    labels.append(label)
    await top.show()


@app.on_expire
def forget(session):
    labels[:] = [label for label in labels if label.session is not session]


async def main():
    config = uvicorn.Config(api, port=api_port, log_level="warning")
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # the application's run() has them
    await app.start()
    serving = asyncio.ensure_future(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    api_address = server.servers[0].sockets[0].getsockname()
    print(app.url, f"http://{api_address[0]}:{api_address[1]}/", flush=True)
    await app.run()
    server.should_exit = True
    await serving


asyncio.run(main())
