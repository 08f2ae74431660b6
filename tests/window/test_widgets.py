"""Widgets in a native window: the tree of a session, drawn by a page that needs no port."""

import asyncio

import oriel

BUTTON = "document.querySelector('wa-button')"


def build(session):
    widgets = session.get_widgets()
    top = widgets.TopLevel(title="Window")
    box = widgets.VBox(spacing=8)
    status = widgets.Label("Click a button!")
    button = widgets.Button("Hello")
    box.add_widget(button, 0)
    box.add_widget(status, 1)
    top.set_widget(box)
    top.show()
    button.on("activated", lambda: status.set_text("Hello!"))
    return status


async def shows(window, text):
    """Wait until the label shows *text*."""
    script = f"""new Promise((resolve) => {{
        const look = () => document.querySelector('.o-label-text')?.textContent === {text!r}
            ? resolve(true) : requestAnimationFrame(look);
        look();
    }})"""
    assert await window.evaluate(script, timeout=20)


def test_a_session_in_a_window():
    async def main():
        session = oriel.Session()
        status = build(session)
        window = session.open_window(size=(500, 300))
        async with window:
            await shows(window, "Click a button!")
            await window.evaluate(f"{BUTTON}.click()")
            await shows(window, "Hello!")
            assert status.get_text() == "Hello!"
            window.reload()
            await shows(window, "Hello!")
            assert await window.evaluate("location.href") == "oriel://widgets/"

    asyncio.run(main())


def test_two_windows_follow_each_other():
    async def main():
        session = oriel.Session()
        status = build(session)
        async with session.open_window() as first, session.open_window() as second:
            await shows(first, "Click a button!")
            await shows(second, "Click a button!")
            await first.evaluate(f"{BUTTON}.click()")
            await shows(second, "Hello!")
            status.set_text("Both")
            await shows(first, "Both")
            await shows(second, "Both")

    asyncio.run(main())


def test_an_application_as_a_program():
    async def main():
        app = oriel.Application(title="Program")
        ended = []

        @app.on_connect
        def connect(session):
            build(session)

        @app.on_disconnect
        def disconnect(session):
            ended.append(session)

        running = asyncio.create_task(app.run(window=True))
        root = oriel.app()
        while not root.windows:
            await asyncio.sleep(0)
        (window,) = root.windows
        await shows(window, "Click a button!")
        assert window.title == "Program"
        window.close()
        await running
        assert len(ended) == 1

    asyncio.run(main())


def test_the_page_of_the_library_is_offered_to_its_own_windows_only(pages):
    script = "return fetch('oriel://widgets/').then((r) => r.ok, () => 'refused');"
    assert pages.run(script) in ("refused", False)
