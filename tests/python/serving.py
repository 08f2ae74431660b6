"""What the tests of applications share: servers on any free port, and pages that are closed."""

import asyncio
import contextlib
import threading

import oriel

OPTIONS = {"http_port": 0, "ws_port": None, "max_sessions": None}


@contextlib.contextmanager
def serving(build=None, **options):
    """A synchronous application that runs; *build* is its on_connect."""
    app = oriel.sync.Application(**{**OPTIONS, **options})
    if build is not None:
        app.on_connect(build)
    with app, contextlib.ExitStack() as stack:
        app.page = lambda target=None, **more: stack.enter_context(
            oriel.testing.Page(target or app.url, **more)
        )
        yield app


def in_asyncio(build=None, **options):
    """Decorates ``async def test(app, page)``: an asynchronous application serves meanwhile.

    ``await page()`` opens one more page of it.
    """

    def decorate(test):
        def run():
            asyncio.run(asyncio.wait_for(_run(test, build, options), 60))

        run.__name__, run.__doc__ = test.__name__, test.__doc__
        return run

    return decorate


async def _run(test, build, options):
    app = oriel.Application(**{**OPTIONS, **options})
    if build is not None:
        app.on_connect(build)
    pages = []

    async def page(target=None, **more):
        pages.append(await oriel.testing.AsyncPage.open(target or app.url, **more))
        return pages[-1]

    async with app:
        try:
            await test(app, page)
        finally:
            for each in pages:
                await each.close()


class Flag(threading.Event):
    """An event whose wait fails instead of returning False."""

    def wait(self, timeout=10):
        assert super().wait(timeout), "it did not happen"
        return True
