"""The golden transcripts of widgets: Python plays the program and pages, and checks every word."""

import json
import pathlib
import queue
import threading

import pytest
from serving import serving

from oriel._testing_link import Link

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "golden/widgets"
TRANSCRIPTS = sorted(FOLDER.glob("*.jsonl"))


class Told:
    """A page that keeps what it is told."""

    def __init__(self, url):
        self.ops = queue.Queue()
        self.confirmations = queue.Queue()
        self.pongs = queue.Queue()
        self.ready = threading.Event()
        self.link = Link(
            url,
            origin=None,
            query=None,
            timeout=10,
            context=None,
            headers={},
            on_ops=self.on_ops,
            on_event=self.on_event,
        )
        self.link.connect()
        assert self.ready.wait(10)
        self.link.send([["w", {"type": "attach"}]])

    def on_ops(self, ops, blocks):
        """Confirmations apart: a server sends one for each text, a transcript the last."""
        for op in ops:
            if op[0] in ("w", "W"):
                (self.ops if op[0] == "w" else self.confirmations).put(op)

    def on_event(self, kind, detail):
        if kind == "pong":
            self.pongs.put(detail)
        elif kind in ("seed", "again"):
            self.ready.set()

    def take(self, count):
        return [self.ops.get(timeout=10) for _ in range(count)]

    def take_rebuild(self):
        taken = []
        while not taken or taken[-1][1] != {"type": "reconstruct-end"}:
            taken += self.take(1)
        return taken

    def say(self, ops):
        """Send, and return when that is in."""
        self.link.send(ops)
        self.link.ping()
        self.pongs.get(timeout=10)


class Play:
    """The program's part of a transcript, and what its pages hear."""

    def __init__(self, app, session, page):
        self.app, self.session, self.page = app, session, page
        self.heard = queue.Queue()
        self.answers = []
        session._answer = lambda widget, method, future: future  # it waits for none
        self.pages = [page]
        self.others = []

    def object(self, value):
        if isinstance(value, list):
            return [self.object(item) for item in value]
        if isinstance(value, dict):
            if "__wid__" in value:
                return self.session._core.widget(value["__wid__"])
            return {key: self.object(item) for key, item in value.items()}
        return value

    def plain(self, value):
        if hasattr(value, "wid"):
            return {"__wid__": value.wid}
        if isinstance(value, (list, tuple)):
            return [self.plain(item) for item in value]
        if isinstance(value, dict):
            return {key: self.plain(item) for key, item in value.items()}
        return value

    def widget(self, line):
        return self.session._core.widget(line["wid"])

    def line(self, line):
        kind = next(iter(line))
        getattr(self, f"do_{kind}")(line)

    def do_new(self, line):
        cls = getattr(self.session.get_widgets(), line["new"])
        cls(*self.object(line.get("args", [])), **self.object(line.get("options", {})))

    def do_call(self, line):
        getattr(self.widget(line), line["call"])(*self.object(line.get("args", [])))

    def do_on(self, line):
        wid, action = line["wid"], line["on"]
        self.widget(line).on(action, lambda *args: self.heard.put([wid, action, self.plain(args)]))

    def do_destroy(self, line):
        self.session._core.widget(line["destroy"]).destroy()

    def do_get(self, line):
        got = getattr(self.widget(line), line["get"])(*self.object(line.get("args", [])))
        assert self.plain(got) == references(line["value"]), line

    def do_ask(self, line):
        widget, args = self.widget(line), self.object(line.get("args", []))
        self.answers.append(widget._ask(line["ask"], *args))

    def do_answer(self, line):
        future = self.answers.pop(0)
        assert future.wait(10_000)
        assert self.plain(future.result()) == references(line["answer"])

    def do_join(self, line):
        page = Told(self.session.get_url())
        page.take_rebuild()
        self.pages.append(page)
        self.others.append(page)

    def do_down(self, line):
        expected = [op for op in line["down"] if op[0] == "w"]
        assert self.page.take(len(expected)) == expected
        for op in line["down"]:
            while op[0] == "W" and self.page.confirmations.get(timeout=10) != op:
                pass

    def do_other(self, line):
        assert self.others[0].take(len(line["other"])) == line["other"]

    def do_up(self, line):
        self.page.say(line["up"])

    def do_heard(self, line):
        wid, action, args = line["heard"]
        assert self.heard.get(timeout=10) == [wid, action, references(args)]

    def do_rebuild(self, line):
        page = Told(self.session.get_url())
        self.pages.append(page)
        assert page.take(len(line["rebuild"])) == line["rebuild"]

    def end(self):
        for page in self.pages:
            page.say([])
            assert page.ops.empty() or page is not self.page
            page.link.close()


def references(value):
    """What stands for a widget, without its class."""
    if isinstance(value, list):
        return [references(item) for item in value]
    if isinstance(value, dict):
        if "__wid__" in value:
            return {"__wid__": value["__wid__"]}
        return {key: references(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path):
    with serving() as app:
        page = Told(app.url)
        page.take_rebuild()
        (session,) = app.sessions.values()
        play = Play(app, session, page)
        for number, text in enumerate(path.read_text().splitlines(), 1):
            try:
                play.line(json.loads(text))
            except (AssertionError, queue.Empty) as exc:
                raise AssertionError(f"{path.name}:{number}: {text}") from exc
        play.end()


def test_there_are_some():
    assert TRANSCRIPTS
