"""A handler that cannot wait starts work on the runtime, and the page shows what came of it."""

import asyncio
import threading

import oriel
from pages import until

PAGE = """<!DOCTYPE html>
<title>Export</title>
<button id="export">Export</button>
<p id="result">nothing yet</p>
<script>
addEventListener("PytoniumReady", () => {
  document.getElementById("export").onclick = () => oriel.app.export("report");
  document.addEventListener("export", (event) => {
    document.getElementById("result").textContent = event.detail.value;
    oriel.test.shown(document.getElementById("result").textContent);
  });
  Pytonium.appState.registerForStateUpdates("export", ["export"], false, true);
  document.getElementById("export").click();
});
</script>
"""


def test_a_button_starts_async_work_and_the_page_shows_its_result(tmp_path):
    (tmp_path / "page.html").write_text(PAGE)
    window = oriel.Window("app://page.html")
    window.serve("app", tmp_path)
    threads, futures, shown = [], [], []

    def show(text):
        threads.append(threading.current_thread())
        window.state.set("export", "result", text)

    async def work(name):
        threads.append(threading.current_thread().name)
        await asyncio.sleep(0.01)
        oriel.runtime.call_on_main_thread(lambda: show(f"{name} is ready"))
        return 42

    def export(name):
        futures.append(oriel.runtime.run_async(work(name)))

    window.expose(export, "app", returns=False)
    window.expose(shown.append, "test", name="shown", returns=False)
    window.show()
    until(lambda: shown)
    assert shown == ["report is ready"]
    assert threads == ["pn-asyncio", threading.main_thread()]
    assert futures[0].result(20) == 42
    window.destroy()
    while oriel.dispatch():
        pass
