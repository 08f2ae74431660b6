"""Opens pages that run a script, and waits for what they report."""

import time

import oriel

PAGE = """<!DOCTYPE html>
<title>Test</title>
<script>
const $until = async (ready) => {
  while (!ready()) await new Promise((resolve) => setTimeout(resolve, 5));
};
addEventListener("PytoniumReady", async () => {
  let result;
  try {
    result = await (async () => { %s })();
  } catch (error) {
    result = ["failed", error.name, error.message];
  }
  await oriel.test.report(result === undefined ? null : result);
});
</script>
"""


def until(ready, timeout=20):
    """Dispatch until *ready* gives something true, and return that."""
    end = time.monotonic() + timeout
    while not (result := ready()):
        if time.monotonic() > end:
            raise TimeoutError("it did not happen")
        oriel.dispatch(0.05)
    return result


class Pages:
    """Opens pages that run a script once they are ready."""

    def __init__(self, folder):
        self.folder = folder
        self.windows = []

    def open(self, script, setup=None, **options):
        """A window, and the list of what its page reports."""
        name = f"page{len(self.windows)}.html"
        (self.folder / name).write_text(PAGE % script)
        window = oriel.Window(f"app://{name}", **options)
        self.windows.append(window)
        window.serve("app", self.folder)
        reports = []
        window.expose(reports.append, "test", name="report", returns=False)
        if setup is not None:
            setup(window)
        window.show()
        return window, reports

    def run(self, script, setup=None, **options):
        """What the script returns."""
        window, reports = self.open(script, setup, **options)
        result = until(lambda: reports)[0]
        window.destroy()
        return result
