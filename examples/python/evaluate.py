"""Run scripts in the page, and get what they give: values, promises, errors, time-outs."""

import asyncio
import json
from pathlib import Path

import oriel

SCRIPTS = [
    "document.getElementById('name').value",
    "({width: innerWidth, ratio: devicePixelRatio})",
    "new Promise((done) => setTimeout(done, 50, 'a promise, awaited'))",
    "fail()",
    "new Promise(() => {})",
]


async def ask(window: oriel.Window, script: str) -> str:
    try:
        return repr(await window.evaluate(script, timeout=0.5))
    except (oriel.ScriptError, TimeoutError) as error:
        return f"{type(error).__name__}: {error}"


async def main() -> None:
    window = oriel.Window("app://evaluate.html", title="Evaluate", size=(620, 460))
    window.serve("app", Path(__file__).parent / "web")
    async with window:
        try:
            for script in SCRIPTS:
                answer = await ask(window, script)
                print(f"{script}\n    {answer}")
                row = json.dumps(f"{script}\n    {answer}\n")  # in a script, text goes in as JSON
                window.execute(f"document.getElementById('log').append({row})")
        except oriel.ClosedError as error:  # it was closed meanwhile
            print(error)
        await window.closed()


asyncio.run(main())
