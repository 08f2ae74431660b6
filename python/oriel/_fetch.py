"""Fetch: HTTP requests that are awaited, and canceled for real."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from . import _app, _hooks, _native
from ._errors import ClosedError

if TYPE_CHECKING:
    import os
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator

__all__ = ["HTTPError", "Headers", "Response", "fetch"]


_Bytes = bytes  # Response has a method of that name


class HTTPError(Exception):
    """What :meth:`Response.raise_for_status` raises."""

    def __init__(self, status: int, url: str, body: str = "") -> None:
        super().__init__(status, url, body)
        self.status = status
        self.url = url
        self.body = body

    def __str__(self) -> str:
        text = f"HTTP {self.status} from {self.url}"
        return f"{text}: {self.body[:200]}" if self.body else text


class Headers(Mapping[str, str]):
    """Headers of a response: names in any case; values of the same name joined by commas."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._all: dict[str, list[str]] = {}
        for name, value in pairs:
            self._all.setdefault(name.lower(), []).append(value)

    def __getitem__(self, name: str) -> str:
        return ", ".join(self._all[name.lower()])

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._all

    def get_all(self, name: str) -> list[str]:
        """Every value of that name: cookies must not be joined."""
        return list(self._all.get(name.lower(), ()))

    def __repr__(self) -> str:
        return f"Headers({dict(self)!r})"


class Response:
    """The answer to :func:`fetch`; the body is read by one of its methods.

    ``async for piece in response`` reads it piece by piece; while nobody reads, the server is kept
    waiting. The transfer ends with the body, with :meth:`close`, at the end of ``async with``, or
    when the response is let go. A server may answer before it has the whole body of the request;
    what that raises from then on, reading raises.
    """

    def __init__(
        self, core: _native.Fetch, head: dict[str, Any], sending: _Sending | None = None
    ) -> None:
        self._core = core
        self._sending = sending
        self._body: _Bytes | None = None
        self.status: int = head["status"]
        self.url: str = head["url"]
        self.headers = Headers((name, value) for name, value in head["headers"])

    @property
    def ok(self) -> bool:
        """Whether the status is one of success, 200 to 299."""
        return 200 <= self.status < 300

    @property
    def progress(self) -> tuple[int, int, int, int]:
        """(sent, of how many, received, of how many) bytes; -1 for a number that is not known."""
        return self._core.progress

    async def bytes(self) -> _Bytes:
        """The body, or what was not read of it. May be asked again."""
        if self._body is None:
            self._body = await self._wait(self._core.bytes())
        assert self._body is not None
        return self._body

    async def text(self, encoding: str | None = None) -> str:
        """The body as text: in *encoding*, by default as Content-Type says, else UTF-8.

        What does not fit is replaced.
        """
        if encoding is not None:
            return (await self.bytes()).decode(encoding, "replace")
        text: str = await self._wait(self._core.text())
        return text

    async def json(self) -> Any:
        """The body parsed as JSON; ``ValueError`` when it is none."""
        import json

        return json.loads(await self.bytes())

    def __aiter__(self) -> AsyncIterator[_Bytes]:
        return self._pieces()

    async def _pieces(self) -> AsyncIterator[_Bytes]:
        while (piece := await self._wait(self._core.read())) is not None:
            yield piece

    async def _wait(self, future: _native.Future) -> Any:
        return await (_wait(future) if self._sending is None else self._sending.wait(future))

    def raise_for_status(self) -> None:
        """:class:`HTTPError` for a status of 400 or more."""
        if self.status >= 400:
            body = "" if self._body is None else self._body[:1000].decode("utf-8", "replace")
            raise HTTPError(self.status, self.url, body)

    def close(self) -> None:
        """End the transfer; what was read stays."""
        self._core.cancel()
        if self._sending is not None:
            self._sending.stop()

    def __del__(self) -> None:
        if self._sending is not None:
            self.close()  # who sends the body refers to the transfer, too

    async def __aenter__(self) -> Response:
        return self

    async def __aexit__(self, *exc: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Response {self.status} {self.url}>"


async def _wait(future: _native.Future) -> Any:
    return await _app.app().wait(future, cancel=True, apart=True)


def _ms(seconds: float | None) -> int:
    """Milliseconds for the library, where 0 means no limit."""
    if seconds is None:
        return 0
    if not 0 <= seconds <= 2_000_000:
        raise ValueError(
            f"a timeout of {seconds} s is out of range: 0 to 2000000, or None for no limit"
        )
    return max(1, round(seconds * 1000))


def _with_params(url: str, params: Mapping[str, Any] | Iterable[tuple[str, Any]] | None) -> str:
    if not params:
        return url
    from urllib.parse import urlencode

    query = urlencode(params if isinstance(params, Mapping) else list(params), doseq=True)
    base, mark, fragment = url.partition("#")
    return f"{base}{'&' if '?' in base else '?'}{query}{mark}{fragment}"


def _with_body(
    body: object, headers: list[tuple[str, str]], default: Callable[[Any], Any] | None
) -> tuple[Any, AsyncIterator[Any] | None]:
    """The body as bytes, or as what gives its pieces; JSON is named among the headers."""
    if body is None:
        return None, None
    if isinstance(body, (bytes, bytearray, memoryview)):
        return body, None
    if isinstance(body, str):
        return body.encode(), None
    if isinstance(body, Mapping):
        import json

        if not any(name.lower() == "content-type" for name, _ in headers):
            headers.append(("Content-Type", "application/json"))
        return json.dumps(body, default=default).encode(), None
    if hasattr(body, "__aiter__"):
        return None, body.__aiter__()
    raise TypeError(
        "body must be bytes, str, a mapping or an async iterator of bytes,"
        f" not {type(body).__name__}"
    )


class _Sending:
    """Sends a body piece by piece, beside whoever awaits the response.

    It begins each piece when the one before it is on its way. What the body raises ends the
    transfer and is raised by :meth:`check`, or else logged.
    """

    def __init__(self, core: _native.Fetch, source: AsyncIterator[Any]) -> None:
        from ._beside import beside

        self._core = core
        self._source = source
        self._raised: BaseException | None = None
        self._is_told = False
        self._work = beside(self._run)

    def __del__(self) -> None:
        if self._raised is not None and not self._is_told:
            _hooks.exception("the body of a fetch", self._raised)

    async def wait(self, future: _native.Future) -> Any:
        """Await *future*, which is closed when the body raises: then that is raised."""
        try:
            return await _wait(future)
        except ClosedError:
            self.check()
            raise

    def check(self) -> None:
        """Raise what the body raised."""
        if self._raised is not None:
            self._is_told = True
            raise self._raised from None

    def stop(self) -> None:
        """Ask for no more pieces."""
        self._work.stop()

    async def ended(self) -> None:
        """Wait until the body is asked for no more."""
        await self._work.ended()

    async def _run(self) -> None:
        try:
            try:
                await self._send()
            finally:
                if hasattr(self._source, "aclose"):
                    await self._source.aclose()
        except BaseException as exc:
            self._core.cancel()
            if not isinstance(exc, (Exception, KeyboardInterrupt, SystemExit)):
                raise  # canceled
            self._raised = exc

    async def _send(self) -> None:
        async for piece in self._source:
            try:
                sent = self._core.write(piece)
            except ClosedError:
                return  # the transfer is over: the response, or its absence, says how
            try:
                await _wait(sent)
            except Exception:
                return
        self._core.write_end()


async def fetch(
    url: str,
    *,
    method: str | None = None,
    headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
    body: object = None,
    params: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None,
    timeout: float | None = 30.0,
    connect_timeout: float | None = 10.0,
    redirects: int = 20,
    limit: int | None = None,
    hosts: Iterable[str] | None = None,
    check: Callable[[str], object] | None = None,
    progress: Callable[[int, int, int, int], object] | None = None,
    proxy: str | None = None,
    ca: str | os.PathLike[str] | None = None,
    body_size: int | None = None,
    json_default: Callable[[Any], Any] | None = str,
) -> Response:
    """Ask *url*, http or https, and return the response once its headers are there.

    On asyncio or trio, any loop. Canceling ends the transfer and closes its connection. A status
    such as 404 does not raise.

    *method*: by default GET, or POST with a body. *body*: bytes, a str (UTF-8), a mapping (sent as
    JSON), or an async iterator of bytes, *body_size* of them if that is known. *params*: added to
    the URL's query. *timeout*: seconds until the end of the body; *connect_timeout*: until there is
    a connection; None: no limit. *redirects*: how many are followed, 0: none. *limit*: bytes of the
    body at the most, by default 64 MiB when it is read as a whole. *hosts*: the only ones that may
    be asked, ``"example.org"`` or ``"*.example.org"``. *check*: called with each target, also of
    redirects; a false answer refuses it, and so does an ``async`` function, which cannot be asked.
    *progress*: called with (sent, of, received, of) bytes. *proxy*: its URL, ``""`` for none, by
    default as the environment says. *ca*: a PEM file of the authorities to trust instead of the
    system's.

    Raises ``PermissionError`` (a target that is not allowed, a certificate that is not trusted),
    ``TimeoutError``, ``ValueError`` (arguments, a limit), ``LookupError`` (libcurl is not there),
    ``ClosedError`` (the response, or the app, was closed meanwhile) and ``OSError`` for what else
    goes wrong.
    """
    pairs = list(headers.items() if isinstance(headers, Mapping) else headers or ())
    if isinstance(hosts, str):
        raise TypeError(f"hosts must be a list of names, not the str {hosts!r}")
    data, source = _with_body(body, pairs, json_default)
    root = _app.app()
    core = _native.Fetch(
        app=root._core,
        url=_with_params(url, params),
        method=method,
        headers=tuple(pairs),
        body=data,
        streams_body=source is not None,
        body_size=-1 if body_size is None else body_size,
        connect_timeout_ms=_ms(connect_timeout),
        timeout_ms=_ms(timeout),
        redirect_limit=redirects,
        body_limit=0 if limit is None else limit,
        hosts=None if hosts is None else tuple(hosts),
        proxy=proxy,
        ca_file=None if ca is None else str(ca),
        check=check,
        progress=progress,
        inbox=root.inbox() if check or progress else None,
    )
    return await _respond(core, source)


async def _respond(core: _native.Fetch, source: AsyncIterator[Any] | None) -> Response:
    """The response, which may come before the body ends; what the body raises, is raised."""
    sending = None if source is None else _Sending(core, source)
    try:
        head = await (sending.wait if sending else _wait)(core.response())
        if sending:
            sending.check()
    except BaseException:
        core.cancel()  # a traceback may refer to it
        if sending:
            sending.stop()
            await sending.ended()
        raise
    return Response(core, head, sending)
