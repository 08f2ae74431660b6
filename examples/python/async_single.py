"""One window in asyncio. Its handlers may be coroutines."""

import asyncio
from pathlib import Path

from Pytonium import Pytonium, returns_value_to_javascript, run_pytonium_async


@returns_value_to_javascript("string")
async def greet(page: str) -> str:
    await asyncio.sleep(0.1)
    return f"{page} from a coroutine"


p = Pytonium()
p.bind_function_to_javascript(greet, javascript_object="app")
p.add_custom_scheme("app", str(Path(__file__).parent / "web"))
p.initialize("app://hello.html", 480, 260)
asyncio.run(run_pytonium_async(p))
p.shutdown()
