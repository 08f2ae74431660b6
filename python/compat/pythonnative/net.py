"""HTTP: ``fetch``, which returns when the whole body is there."""

from __future__ import annotations

from typing import Any

import oriel

__all__ = ["HTTPError", "Response", "fetch"]

HTTPError = oriel.HTTPError


class Response:
    """The answer to :func:`fetch`, with its body."""

    def __init__(self, status: int, url: str, headers: oriel.Headers, content: bytes) -> None:
        self.status = status
        self.url = url
        self.headers = headers
        self.content = content

    @property
    def ok(self) -> bool:
        """Whether the status is one of success, 200 to 299."""
        return 200 <= self.status < 300

    def text(self, encoding: str | None = None) -> str:
        """The body as text: in *encoding*, by default as Content-Type says, else UTF-8."""
        if encoding is None:
            from email.message import Message

            message = Message()
            message["content-type"] = self.headers.get("content-type", "")
            encoding = message.get_content_charset() or "utf-8"
        try:
            return self.content.decode(encoding, "replace")
        except LookupError:
            return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body parsed as JSON."""
        import json

        return json.loads(self.text())

    def raise_for_status(self) -> None:
        """:class:`HTTPError` for a status that is not one of success."""
        if not self.ok:
            raise HTTPError(self.status, self.url, self.text())

    def __repr__(self) -> str:
        return f"<Response {self.status} {self.url}>"


async def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Any = None,
    body: Any = None,
    params: Any = None,
    timeout: float | None = 30.0,
) -> Response:
    """Ask *url* and return the response with its body; see :func:`oriel.fetch`.

    A status such as 404 does not raise. ``OSError`` when there is no answer, ``TimeoutError`` when
    it takes longer than *timeout* seconds.
    """
    async with await oriel.fetch(
        url, method=method, headers=headers, body=body, params=params, timeout=timeout
    ) as answer:
        content = await answer.bytes()
        return Response(answer.status, answer.url, answer.headers, content)
