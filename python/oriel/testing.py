"""Pages without a browser, for tests of applications.

    app = oriel.sync.Application(http_port=0, ws_port=None)
    ...
    with app, oriel.testing.Page(app.url) as page:
        page.click(page.find("Button", text="Hello"))
        page.find("Label", text="Hello!")

A :class:`Page` connects as a browser does, over a loopback socket, and holds what it would draw.
:class:`AsyncPage` is the same for tests that are coroutines.
"""

from __future__ import annotations

import asyncio
import functools
import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar

from ._errors import ScriptError
from ._session import BaseSession
from ._testing_link import Link
from ._testing_tree import Drawn, PageError, Tree

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from types import TracebackType

__all__ = ["AsyncPage", "Drawn", "Page", "PageError"]

_T = TypeVar("_T")


class Page:
    """A page without a browser.

    *target*: the address of an application, where it begins a session; or a session, which it
    joins. *timeout*: how many seconds its methods wait for what should come. *origin*: the page's
    own, by default that of the address; ``""`` for none.

    All methods may be called from any thread. Those that wait must not be called on the thread on
    which the application's handlers run; in a coroutine use :class:`AsyncPage`.
    """

    def __init__(
        self,
        target: str | BaseSession,
        *,
        timeout: float = 10.0,
        viewport: tuple[int, int] = (1024, 768),
        origin: str | None = None,
        query: str | None = None,
        headers: dict[str, str] | None = None,
        context: ssl.SSLContext | None = None,
        wait: bool = True,
    ) -> None:
        if isinstance(target, BaseSession):
            url = target.get_url()
            if url is None:
                raise ValueError("the session has no address: its application serves no HTTP")
            target = url
        self.timeout = timeout
        self.state: dict[str, dict[str, Any]] = {}
        self.functions: dict[str, set[str]] = {}  # what may be called, by object
        self.place: int | None = None  # in the queue of a full application
        self.farewell: str | None = None  # what the program said at the end
        self.closed: tuple[int, str] | None = None  # code and reason of the last end
        self.viewport = viewport
        self._changed = threading.Condition()
        self._tree = Tree()
        self._is_ready = False
        self._calls: dict[int, Any] = {}
        self._last_call = 0
        self._transfers = 0
        self._link = Link(
            target,
            origin=origin,
            query=query,
            timeout=timeout,
            context=context,
            headers=headers or {},
            on_ops=self._on_ops,
            on_event=self._on_event,
        )
        self._connect(wait)

    # --- the connection ---

    def _connect(self, wait: bool) -> None:
        self.closed = None
        self._is_ready = False
        self._link.connect()
        if not wait:
            return
        self.wait_for(lambda: self._is_ready or self.closed, "a session")
        if self.closed is not None:
            raise ConnectionError(f"refused with {self.closed[0]} {self.closed[1]}".strip())

    def reconnect(self, *, wait: bool = True) -> None:
        """Connect again with the same credentials, as a page does that was cut off."""
        self._link.drop()
        self._connect(wait)

    def anew(self, *, wait: bool = True) -> None:
        """Load the page again, as F5 does: a new document in the same tab."""
        self._link.drop()
        self._link.forget()
        with self._changed:
            self._tree = Tree()
        self._connect(wait)

    def drop(self) -> None:
        """Lose the connection without a word, as when the network goes."""
        self._link.drop()

    def close(self) -> None:
        """Close it, as a person closes a tab. Twice is fine."""
        self._link.close()

    def stall(self) -> None:
        """Read nothing, as a page that is busy; until :meth:`proceed`."""
        self._link.stall()

    def proceed(self) -> None:
        """Read again."""
        self._link.proceed()

    def __enter__(self) -> Page:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def session_id(self) -> str | None:
        """The session's id, which the tab remembers."""
        return self._link.session_id

    @property
    def token(self) -> str | None:
        """The session's token, which the tab remembers."""
        return self._link.token

    def forge(self, session_id: str | None, token: str | None) -> None:
        """Remember other credentials, for the next :meth:`reconnect`."""
        self._link.session_id, self._link.token = session_id, token

    # --- what comes ---

    def _on_event(self, kind: str, detail: Any) -> None:
        with self._changed:
            match kind:
                case "seed":
                    self._begin(detail)
                case "again":
                    self._is_ready = True
                case "wait":
                    self.place = detail["place"]
                case "bye":
                    self.farewell = detail.get("text")
                case "closed":
                    self.closed = detail
            self._changed.notify_all()

    def _begin(self, seed: dict[str, Any]) -> None:
        """A new document: what it waited for will not come."""
        self._is_ready = True
        self.place = None
        self.state = {ns: dict(keys) for ns, keys in seed.get("s", {}).items()}
        self.functions = {obj: set(names) for obj, names in seed.get("b", {}).items()}
        for number in self._calls:
            self._calls.setdefault(number, None)
            self._calls[number] = (False, ("ClosedError", "the connection was lost"))
        self._tree.told = 0
        self._tree.confirm(0)
        width, height = self.viewport
        viewport = {"type": "viewport", "width": width, "height": height}
        self._link.send([["w", {"type": "attach"}], ["w", viewport], ["k"]])

    def _on_ops(self, ops: list[list[Any]], blocks: list[bytes]) -> None:
        with self._changed:
            for op in ops:
                self._apply(op, blocks)
            self._changed.notify_all()

    def _apply(self, op: list[Any], blocks: list[bytes]) -> None:
        match op:
            case ["w", message]:
                self._draw(message, None)
            case ["w", message, index]:
                self._draw(message, blocks[index])
            case ["W", count]:
                self._tree.confirm(count)
            case ["v", number, *value]:
                self._calls[number] = (True, value[0] if value else None)
            case ["b", number, index]:
                self._calls[number] = (True, blocks[index])
            case ["e", number, name, text]:
                self._calls[number] = (False, (name, text))
            case ["s", namespace, key, value, *_]:
                self.state.setdefault(namespace, {})[key] = value
            case ["r", namespace, key, *_]:
                self.state.get(namespace, {}).pop(key, None)
            case ["z", seed]:
                self.state = {ns: dict(keys) for ns, keys in seed.get("s", {}).items()}
            case ["f", obj, name]:
                self.functions.setdefault(obj, set()).add(name)
            case ["u", obj, name]:
                self.functions.get(obj, set()).discard(name)

    def _draw(self, message: dict[str, Any], block: bytes | None) -> None:
        if message["type"] == "bye":
            self.farewell = message.get("text")
            return
        answer: dict[str, Any] = {"type": "result", "id": message.get("id")}
        try:
            value = self._tree.apply(message, block)
            if value is not None:
                answer["value"] = _spoken(value)
        except PageError as exc:
            answer = {"type": "error", "error": str(exc)}
            answer |= {k: message[k] for k in ("id", "wid") if k in message}
        if "id" in message or answer["type"] == "error":
            self._link.send([["w", answer]])

    # --- looking ---

    @property
    def roots(self) -> list[Drawn]:
        """What is in nothing else."""
        with self._changed:
            return self._tree.roots()

    @property
    def rebuilds(self) -> int:
        """How often the whole tree was drawn anew."""
        return self._tree.rebuilds

    @property
    def opened(self) -> list[str]:
        """The addresses that were opened in new tabs."""
        return self._tree.opened

    @property
    def fonts(self) -> list[dict[str, Any]]:
        """The fonts that were registered."""
        return self._tree.fonts

    @property
    def default_font(self) -> dict[str, Any] | None:
        """The font of what has none of its own."""
        return self._tree.default_font

    def text(self) -> str:
        """What is drawn, as lines: for failures, and to compare two pages."""
        with self._changed:
            roots = sorted(self._tree.roots(), key=lambda widget: widget.wid)
            return "\n".join(line for root in roots for line in root.lines())

    def find_all(self, kind: str | None = None, **properties: Any) -> list[Drawn]:
        """The widgets of that class with those properties, now, in order of the tree."""
        with self._changed:
            if self._tree.is_rebuilding:
                return []
            return [
                widget
                for root in self._tree.roots()
                for widget in root.walk()
                if widget.matches(kind, properties)
            ]

    def find(
        self, kind: str | None = None, *, timeout: float | None = None, **properties: Any
    ) -> Drawn:
        """The first such widget, as soon as there is one; AssertionError when there is none."""
        what = " ".join([kind or "widget"] + [f"{k}={v!r}" for k, v in properties.items()])
        found = self.wait_for(lambda: self.find_all(kind, **properties), what, timeout=timeout)
        return found[0]

    def wait_for(
        self, condition: Callable[[], _T], what: str = "it", *, timeout: float | None = None
    ) -> _T:
        """Wait until *condition* gives something true, and return that.

        It is asked again whenever something came. AssertionError after *timeout* seconds.
        """
        until = time.monotonic() + (self.timeout if timeout is None else timeout)
        with self._changed:
            while not (found := condition()):
                left = until - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    if found := condition():
                        return found
                    raise AssertionError(f"{what} did not come; the page shows:\n{self.text()}")
        return found

    def settle(self, *, timeout: float | None = None) -> None:
        """Wait until what the user did so far is in the program's tree.

        The handlers may still be running then.
        """
        self.wait_for(
            lambda: self._tree.confirmed >= self._tree.told, "a confirmation", timeout=timeout
        )

    # --- what the user does ---

    def tell(self, widget: Drawn, action: str, *args: Any) -> bool:
        """Do *action*, as the catalogue describes it.

        False: the program does not want to hear of it. Waits while the widget is hidden or
        disabled; AssertionError when it stays so, or is gone.
        """
        with self._changed:
            self._wait_until_usable(widget)
            if not self._tree.edit(widget, action, list(args)):
                return False
            message = {"type": "callback", "wid": widget.wid, "action": action}
            self._link.send([["w", {**message, "args": _spoken(list(args))}]])
            return True

    def click(self, widget: Drawn) -> None:
        """Click it: press a button, turn a check box over; else, "click".

        Waits until the program wants to hear of that; AssertionError when it does not.
        """
        match widget.kind:
            case "Button":
                self._expect(widget, "activated")
                self.tell(widget, "activated")
                return
            case "CheckBox" | "RadioButton" | "ToggleButton":
                self.tell(widget, "activated", not widget.get("state"))
                return
        self._expect(widget, "click")
        event = {"type": "click", "x": 1, "y": 1, "button_trigger": 1, "button_mask": 0}
        self.tell(widget, "click", {**event, "modifiers": []})

    def _expect(self, widget: Drawn, action: str) -> None:
        self._wait_until_usable(widget)
        what = f"a handler for {action!r} of {widget!r}"
        self.wait_for(lambda: action in widget.listens or widget.is_gone, what)

    def _wait_until_usable(self, widget: Drawn) -> None:
        def problem() -> str:
            if widget.is_gone:
                return "gone"
            if not widget.is_shown:
                return "hidden"
            return "disabled" if widget.get("enabled") is False else ""

        until = time.monotonic() + self.timeout
        with self._changed:
            while why := problem():
                left = until - time.monotonic()
                if why == "gone" or left <= 0 or not self._changed.wait(left):
                    raise AssertionError(f"{widget!r} is {why}")

    def type(self, widget: Drawn, text: str, *, enter: bool = True) -> None:
        """Replace the text of an entry; *enter*: and press Enter, where that means something."""
        if widget.get("editable") is False:
            raise AssertionError(f"{widget!r} is not editable")
        self.tell(widget, "modified", text)
        if enter and widget.kind in ("TextEntry", "TextEntrySet"):
            self.tell(widget, "activated", text)
        elif enter and widget.kind == "ComboBox":
            self.choose(widget, text)

    def choose(self, widget: Drawn, item: str | int) -> None:
        """Choose an item of a ComboBox by text or number, or enter a text of one's own."""
        index = item if isinstance(item, int) else -1
        if isinstance(item, str) and item in widget.items:
            index = widget.items.index(item)
        text = widget.items[item] if isinstance(item, int) else item
        self.tell(widget, "activated", index, text)

    def slide(self, widget: Drawn, value: float) -> None:
        """Move a slider."""
        self.tell(widget, "activated", value)

    def select(self, widget: Drawn, child: Drawn | int) -> None:
        """Bring a page of a TabWidget to the front."""
        child = widget.children[child] if isinstance(child, int) else child
        self.tell(widget, "page-switch", child, widget.children.index(child))

    def press(self, dialog: Drawn, value: Any) -> None:
        """Press the button of a Dialog that has that value."""
        self.tell(dialog, "activated", value)

    def shut(self, widget: Drawn) -> None:
        """Close a TopLevel or a Dialog by its button."""
        self.tell(widget, "close")

    def move(self, widget: Drawn, x: float, y: float) -> None:
        """Move a TopLevel or a Dialog."""
        self.tell(widget, "move", x, y)

    def resize(self, widget: Drawn, width: float, height: float) -> None:
        """Change its size, as the user or the layout does."""
        self.tell(widget, "resize", {"width": width, "height": height})

    def drop_files(
        self, widget: Drawn, files: dict[str, bytes], *, action: str = "drop-end", **payload: Any
    ) -> None:
        """Drop files, by name, on a widget that takes them."""
        described = [{"name": name, "size": len(data), "type": ""} for name, data in files.items()]
        with self._changed:
            self._transfers += 1
            begin = {"type": "upload", "transfer": self._transfers, "wid": widget.wid}
            begin |= {"action": action, "payload": payload, "files": described}
            self._link.send([["w", begin]])
            for number, data in enumerate(files.values()):
                for at in range(0, len(data), 256 * 1024):
                    chunk = {"type": "chunk", "transfer": self._transfers, "file": number}
                    self._link.send([["w", chunk, 0]], (data[at : at + 256 * 1024],))
            self._link.send([["w", {"type": "upload-end", "transfer": self._transfers}]])

    def answer(self, kind: str, method: str, function: Callable[..., Any]) -> None:
        """Let ``function(widget, *args)`` answer a method that only a page can answer.

        What it raises as :class:`PageError` is the page's error.
        """
        self._tree.answers[kind, method] = function

    # --- state and functions ---

    def call(self, obj: str, name: str, *args: Any, timeout: float | None = None) -> Any:
        """Call a function that the program exposed, and return its result.

        What it raised is raised as :class:`oriel.ScriptError`.
        """
        with self._changed:
            self._last_call += 1
            number = self._last_call
            self._calls[number] = None
            self._link.send([["c", number, obj, name, list(args)]])
            self.wait_for(lambda: bool(self._calls[number]), f"{obj}.{name}()", timeout=timeout)
            is_good, result = self._calls.pop(number)
        if not is_good:
            raise ScriptError(*result)
        return result

    def set_state(self, namespace: str, key: str, value: Any) -> None:
        """Set a key of the state, as the page's script does."""
        with self._changed:
            self.state.setdefault(namespace, {})[key] = value
            self._link.send([["s", namespace, key, value]])


def _spoken(value: Any) -> Any:
    """Widgets as they stand in messages."""
    if isinstance(value, Drawn):
        return {"__wid__": value.wid, "__class__": value.kind}
    if isinstance(value, (list, tuple)):
        return [_spoken(item) for item in value]
    if isinstance(value, dict):
        return {key: _spoken(item) for key, item in value.items()}
    return value


class AsyncPage:
    """A :class:`Page` whose methods are coroutines.

    ``page = await AsyncPage.open(app.url)``, or ``async with AsyncPage.open(app.url) as page``.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    @staticmethod
    def open(target: str | BaseSession, **options: Any) -> _Opening:
        """Connect; the options are those of :class:`Page`."""
        return _Opening(target, options)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.page, name)
        if not callable(found) or name.startswith("_"):
            return found

        @functools.wraps(found)
        async def call(*args: Any, **options: Any) -> Any:
            return await asyncio.to_thread(found, *args, **options)

        return call


class _Opening:
    def __init__(self, target: str | BaseSession, options: dict[str, Any]) -> None:
        self._target = target
        self._options = options
        self._page: AsyncPage | None = None

    async def _open(self) -> AsyncPage:
        self._page = AsyncPage(await asyncio.to_thread(Page, self._target, **self._options))
        return self._page

    def __await__(self) -> Any:
        return self._open().__await__()

    async def __aenter__(self) -> AsyncPage:
        return await self._open()

    async def __aexit__(self, *_: object) -> None:
        if self._page is not None:
            await self._page.close()
