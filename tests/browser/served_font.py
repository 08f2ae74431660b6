"""A program with a font of its own, on a free port; prints its address, ends with SIGINT."""

import asyncio

import oriel

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"


async def main() -> None:
    app = oriel.Application(http_port=0)
    app.register_font("Program Font", FONT, weight="bold")
    app.set_default_font("Program Font", size=20, weight="bold")

    @app.on_connect
    async def build(session: oriel.Session) -> None:
        widgets = session.get_widgets()
        top = widgets.TopLevel(title="Font")
        top.set_widget(widgets.Label("Letters"))
        top.show()

    async with app:
        print(app.url, flush=True)
        await app.run()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
