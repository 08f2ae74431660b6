"""Several users in one room: a message of one shows in the windows of all.

python chat.py [PORT], then open the address in two browsers. A user who reloads, or whose network
fails for a while, finds everything as it was.
"""

import asyncio
import sys
from itertools import count

import oriel

port = int(sys.argv[1]) if len(sys.argv) > 1 else 9501
app = oriel.Application(ws_port=None, http_port=port, max_sessions=None, title="Chat")
numbers = count(1)
rooms = {}  # the text area and the list of people of each session
lines = []


def say(text):
    lines.append(text)
    for area, _ in rooms.values():
        area.append_text(text + "\n")


def show_people():
    names = ", ".join(session.name for session in rooms)
    for _, people in rooms.values():
        people.set_text(f"Here: {names}")


@app.on_connect
def enter(session):
    session.name = f"guest {next(numbers)}"
    Widgets = session.get_widgets()
    top = Widgets.TopLevel(title=f"Chat: {session.name}", resizable=True)
    top.resize(420, 360)
    box = Widgets.VBox(spacing=8, padding=10)
    area = Widgets.TextArea(text="".join(line + "\n" for line in lines), editable=False)
    people = Widgets.Label("")
    entry = Widgets.TextEntry(linehistory=20)
    box.add_widget(area, 1)
    box.add_widget(entry, 0)
    box.add_widget(people, 0)
    top.set_widget(box)
    top.show()

    def send(text):
        if text.strip():
            say(f"{session.name}: {text.strip()}")
            entry.set_text("")

    entry.on("activated", send)
    rooms[session] = area, people
    say(f"{session.name} came in")
    show_people()


@app.on_expire
def leave(session):
    del rooms[session]
    say(f"{session.name} left")
    show_people()


async def main():
    await app.start()
    print(app.url, flush=True)
    await app.run()


asyncio.run(main())
