"""The class Pytonium as its documents and its own tests have it."""

import asyncio
import functools
import inspect
import time

import pytest

import oriel
from Pytonium import (
    Pytonium,
    returns_value_to_javascript,
    run_pytonium_async,
    run_pytonium_multi_async,
)

SIGNATURES = {
    "initialize": ["start_url", "init_width", "init_height"],
    "create_browser": ["url", "width", "height", "frameless", "icon_path"],
    "close_browser": [],
    "close_window": [],
    "get_browser_id": [],
    "shutdown": [],
    "is_running": [],
    "update_message_loop": [],
    "bind_function_to_javascript": ["function_to_bind", "name", "javascript_object"],
    "bind_functions_to_javascript": ["functions_to_bind", "names", "javascript_object"],
    "bind_object_methods_to_javascript": ["obj", "names", "javascript_object"],
    "return_value_to_javascript": ["message_id", "value"],
    "execute_javascript": ["code"],
    "set_state": ["namespace", "key", "value"],
    "add_state_handler": ["state_handler", "namespaces"],
    "add_custom_scheme": ["scheme_identifier", "scheme_content_root_folder"],
    "add_mime_type_mapping": ["file_extension", "mime_type"],
    "set_cache_path": ["path"],
    "set_custom_icon_path": ["path"],
    "load_url": ["url"],
    "set_frameless_window": ["frameless"],
    "minimize_window": [],
    "maximize_window": [],
    "restore_window": [],
    "is_maximized": [],
    "drag_window": ["delta_x", "delta_y"],
    "get_window_position": [],
    "set_window_position": ["x", "y"],
    "get_window_size": [],
    "set_window_size": ["width", "height"],
    "resize_window": ["new_width", "new_height", "anchor"],
    "get_native_window_handle": [],
    "on_title_change": ["callback"],
    "on_address_change": ["callback"],
    "on_fullscreen_change": ["callback"],
    "generate_typescript_definitions": ["filename"],
    "add_context_menu_entry": [
        "context_menu_entry_function",
        "display_name",
        "context_menu_namespace",
    ],
    "add_context_menu_entries": [
        "context_menu_entry_functions",
        "display_names",
        "context_menu_namespace",
    ],
    "add_context_menu_entries_from_object": [
        "context_menu_entries_object",
        "display_names",
        "context_menu_namespace",
    ],
    "set_context_menu_namespace": ["context_menu_namespace"],
    "set_show_debug_context_menu": ["show"],
}


@pytest.fixture
def p():
    p = Pytonium()
    yield p
    p.shutdown()


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(p, name):
    assert list(inspect.signature(getattr(p, name)).parameters) == SIGNATURES[name]


def test_defaults():
    parameters = inspect.signature(Pytonium.create_browser).parameters
    assert parameters["frameless"].default is False
    assert parameters["icon_path"].default == ""
    for run in (run_pytonium_async, run_pytonium_multi_async):
        assert inspect.iscoroutinefunction(run)
        assert inspect.signature(run).parameters["interval"].default == 0.016


def test_before_initialize(p):
    assert p.is_running() is False
    assert p.get_browser_id() == -1
    assert p.get_window_size() == (0, 0)
    assert p.get_window_position() == (0, 0)
    assert p.get_native_window_handle() == 0
    assert p.is_fullscreen() is False
    p.update_message_loop()
    p.close_browser()
    p.close_window()
    p.load_url("about:blank")
    p.execute_javascript("1")
    p.set_window_size(1, 1)
    p.set_window_position(1, 1)
    p.resize_window(1, 1, 3)
    p.drag_window(1, 1)
    p.minimize_window()
    p.maximize_window()
    p.restore_window()
    p.set_fullscreen(True)
    p.return_value_to_javascript(3, "x")
    p.set_cache_path("cache")
    p.shutdown()


def test_class_methods():
    assert isinstance(Pytonium.pytonium_subprocess_path(), str)
    assert Pytonium.pytonium_subprocess_path()
    old = Pytonium.pytonium_subprocess_path()
    Pytonium.set_subprocess_path("/bin/true")
    assert Pytonium.pytonium_subprocess_path() == "/bin/true"
    Pytonium.set_subprocess_path(old)
    assert Pytonium.is_cef_initialized() is False


def test_create_browser_needs_initialize(p):
    with pytest.raises(RuntimeError):
        p.create_browser("about:blank", 100, 100)


def test_windows(p):
    other = Pytonium()
    assert p.initialize("about:blank", 320, 200) is None
    assert Pytonium.is_cef_initialized() is True
    number = other.create_browser("about:blank", 100, 100, frameless=True, icon_path="")
    assert number == other.get_browser_id() > p.get_browser_id() > 0
    assert p.get_window_size() == (320, 200)
    assert p.is_running() and other.is_running()
    other.close_browser()
    assert other.get_browser_id() == -1 and not other.is_running()
    assert p.is_running()
    p.shutdown()
    p.shutdown()
    assert not p.is_running() and not Pytonium.is_cef_initialized()
    p.initialize("about:blank", 320, 200)
    assert p.is_running()


def test_a_maximized_window(p):
    assert p.is_maximized() is False
    p.initialize("about:blank", 320, 200)
    p.maximize_window()
    assert p.is_maximized() is True
    p.resize_window(100, 100, 3)
    assert p.get_window_size() == (320, 200)
    p.restore_window()
    assert p.is_maximized() is False
    p.resize_window(100, 100, 3)
    assert p.get_window_size() == (100, 100)


def test_close_window_and_the_plain_loop(p):
    p.initialize("about:blank", 320, 200)
    p.close_window()
    end = time.monotonic() + 5
    while p.is_running() and time.monotonic() < end:
        p.update_message_loop()
        time.sleep(0.001)
    assert not p.is_running()


def test_initialize_twice_replaces_the_window(p):
    p.initialize("about:blank", 320, 200)
    first = p.get_browser_id()
    p.initialize("about:blank", 320, 200)
    assert p.get_browser_id() != first
    assert oriel.app().window_count == 1


def test_run_before_and_inside_a_loop(p):
    p.initialize("about:blank", 320, 200)
    oriel.app().post(p.close_window)
    asyncio.run(run_pytonium_async(p))

    async def main():
        p.initialize("about:blank", 320, 200)
        oriel.app().post(p.close_window)
        start = time.monotonic()
        await run_pytonium_async(p, interval=10)
        return time.monotonic() - start

    assert asyncio.run(main()) < 1


def test_run_multi(p):
    asyncio.run(run_pytonium_multi_async([]))
    other = Pytonium()
    p.initialize("about:blank", 320, 200)
    other.create_browser("about:blank", 320, 200)
    oriel.app().post(other.close_window)

    async def main():
        task = asyncio.ensure_future(run_pytonium_multi_async([p, other]))
        await asyncio.sleep(0.05)
        assert not task.done() and p.is_running() and not other.is_running()
        p.close_browser()
        await asyncio.wait_for(task, 1)

    asyncio.run(main())


def test_canceling_leaves_the_window(p):
    p.initialize("about:blank", 320, 200)

    async def main():
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(run_pytonium_async(p), 0.05)

    asyncio.run(main())
    assert p.is_running()


# --- errors and warnings ---


@pytest.mark.parametrize("bad", [None, 3, "name", object()])
def test_bind_function_wants_a_callable(p, bad):
    with pytest.raises(TypeError, match="callable"):
        p.bind_function_to_javascript(bad)


@pytest.mark.parametrize("bad", [None, print, (print,), {"f": print}])
def test_bind_functions_wants_a_list(p, bad):
    with pytest.raises(TypeError, match="list"):
        p.bind_functions_to_javascript(bad)


def test_bind_functions_wants_callables_and_binds_none(p):
    with pytest.raises(TypeError, match="callable"):
        p.bind_functions_to_javascript([print, 3])
    with pytest.raises(LookupError):
        p._session.withdraw("print")


def test_bind_object_refuses_none(p):
    with pytest.raises(ValueError, match="None"):
        p.bind_object_methods_to_javascript(None)


@pytest.mark.parametrize("event", ["title", "address", "fullscreen"])
def test_callbacks_must_be_callable(p, event):
    with pytest.raises(TypeError, match="callable"):
        getattr(p, f"on_{event}_change")(3)
    getattr(p, f"on_{event}_change")(print)


def test_state_handler_without_update_state(p):
    with pytest.warns(UserWarning, match="update_state") as caught:
        p.add_state_handler(object(), namespaces=["a"])
    assert caught[0].filename == __file__


def test_names(p):
    def one():
        pass

    def two():
        pass

    p.bind_function_to_javascript(one)
    p.bind_function_to_javascript(one, "uno", "app")
    p.bind_function_to_javascript(lambda: 1)
    p.bind_functions_to_javascript([one, two], ["first"], "list")
    p.bind_functions_to_javascript([one], ["x", "y"], "more")

    class Api:
        def b(self):
            pass

        def a(self):
            pass

        def _hidden(self):
            pass

    p.bind_object_methods_to_javascript(Api(), names=["alpha"], javascript_object="api")
    for name, place in [
        ("one", ""),
        ("uno", "app"),
        ("<lambda>", ""),
        ("first", "list"),
        ("two", "list"),
        ("x", "more"),
        ("alpha", "api"),
        ("b", "api"),
    ]:
        p._session.withdraw(name, place)
    with pytest.raises(LookupError):
        p._session.withdraw("_hidden", "api")


def test_the_decorator():
    @returns_value_to_javascript("string")
    def one():
        pass

    @returns_value_to_javascript()
    def two():
        pass

    class Api:
        @returns_value_to_javascript(return_type="number")
        def three(self):
            pass

    assert one.returns_value_to_javascript is True and one.return_type == "string"
    assert two.return_type == "any"
    assert Api().three.returns_value_to_javascript and Api().three.return_type == "number"


# --- state ---


def test_state_before_any_window(p, capsys):
    class SettingsHandler:
        def update_state(self, namespace, key, value):
            print(f"{namespace}.{key} = {value}")

    p.add_state_handler(SettingsHandler(), namespaces=["settings"])
    p.set_state("settings", "volume", 75)
    p.set_state("other", "volume", 1)
    p.update_message_loop()
    assert capsys.readouterr().out == "settings.volume = 75\n"
    assert p.get_state("settings", "volume") == 75
    p.remove_state("settings", "volume")
    assert p.get_state("settings", "volume") is None
    with pytest.raises(TypeError):
        p.set_state("settings", "volume", {1})


def test_no_cross_talk(p):
    other = Pytonium()
    p.set_state("a", "b", 1)
    assert other.get_state("a", "b") is None


# --- schemes ---


def test_a_missing_folder_is_an_error_when_the_window_opens(p, tmp_path):
    p.add_custom_scheme("app", str(tmp_path / "missing"))
    with pytest.raises(LookupError):
        p.initialize("app://index.html", 100, 100)
    assert not p.is_running()


def test_schemes_and_types_before_and_after(p, tmp_path):
    p.add_custom_scheme("app", str(tmp_path))
    p.add_mime_type_mapping(".glb", "model/gltf-binary")
    p.initialize("app://index.html", 100, 100)
    p.add_custom_scheme("more", str(tmp_path))
    p.add_mime_type_mapping("wasm", "application/wasm")


# --- context menus ---


class Shown:
    """Where a window would be: what its menu has."""

    def __init__(self):
        self.items = []

    def add_menu_item(self, number, label):
        self.items.append((number, label))

    def clear_menu(self):
        self.items.clear()

    def labels(self):
        return [label for _, label in self.items]


def test_context_menus(p):
    """Entries by namespace, "app" by default, in order; they may come while the window is open."""
    chosen = []

    def one():
        chosen.append("one")

    class Base:
        def c(self):
            pass

    class Entries(Base):
        def b(self):
            chosen.append("b")

        def a(self):
            chosen.append("a")

        def _hidden(self):
            pass

    p.add_context_menu_entry(one)
    p.add_context_menu_entry(one, "Other", "more")
    p.add_context_menu_entries([one, one], ["First"], "app")
    p.add_context_menu_entries_from_object(Entries(), ["First", "Beta"], "object")
    shown = Shown()
    p._menus.fill(shown)
    assert shown.labels() == ["one", "First", "one"]
    p._menus.switch(shown, "object")
    assert shown.labels() == ["First", "Beta", "a"]
    p._menus.add(shown, one, "Late", "object")
    p._menus.add(shown, one, "Hidden", "app")
    assert shown.labels() == ["First", "Beta", "a", "Late"]
    p._menus.switch(shown, "none")
    assert shown.labels() == []
    p.set_context_menu_namespace("object")
    p.initialize("about:blank", 100, 100)
    p.set_context_menu_namespace("app")
    for number in ("3", "0", "5", "6"):  # of any namespace: the menu was shown when it was chosen
        p._window._emit("menu", number)
    assert chosen == ["one", "one", "b", "a"]


def test_wrong_context_menus(p):
    with pytest.raises(TypeError, match="callable"):
        p.add_context_menu_entry("name")
    with pytest.raises(TypeError, match="list"):
        p.add_context_menu_entries(print)
    with pytest.raises(TypeError, match="callable"):
        p.add_context_menu_entries([print, 3])
    with pytest.raises(ValueError, match="None"):
        p.add_context_menu_entries_from_object(None)
    with pytest.raises(TypeError, match="display name"):
        p.add_context_menu_entry(functools.partial(print))


# --- TypeScript ---

SIMPLE = """\
declare namespace Pytonium {
  export namespace test_function_binding {
    function testfunc(): any;
  }
  export namespace test_class_methods_binding {
    function test_one(arg1: number): number;
    function test_two(arg1: string, arg2: number, arg3: number): void;
  }
    function bare(a: any, b: boolean, c: object, d: void, e: any, f: any): void;
  export namespace appState {
    function registerForStateUpdates(eventName: string, namespaces: string[], \
getUpdatesFromJavascript: boolean, getUpdatesFromPytonium: boolean): void;
    function setState(namespace: string, key: string, value: any): void;
    function getState(namespace: string, key: string): any;
    function removeState(namespace: string, key: string): void;
  }
}
interface Window {
  PytoniumReady: boolean;
}
interface WindowEventMap {
  PytoniumReady: Event;
}"""


def test_typescript_definitions(p, tmp_path, capsys):
    @returns_value_to_javascript("any")
    def testfunc():
        pass

    class Methods:
        @returns_value_to_javascript("number")
        def test_one(self, arg1: int):
            pass

        def test_two(self, arg1: str, arg2: int, arg3: float):
            pass

    def bare(a, b: bool, c: object, d: None, e: list, f: "int" = 3):
        pass

    p.bind_function_to_javascript(testfunc, javascript_object="test_function_binding")
    p.bind_object_methods_to_javascript(Methods(), [], "test_class_methods_binding")
    p.bind_function_to_javascript(bare)
    path = tmp_path / "test.d.ts"
    p.generate_typescript_definitions(str(path))
    assert path.read_bytes().decode() == SIMPLE
    assert capsys.readouterr().out == "TypeScript definitions generated.\n"


def test_typescript_of_what_is_not_spelled_in_python(p, tmp_path):
    @returns_value_to_javascript(int)
    def one():
        pass

    @returns_value_to_javascript(list)
    def two():
        pass

    p.bind_functions_to_javascript([one, two, max])
    path = tmp_path / "types.d.ts"
    p.generate_typescript_definitions(str(path))
    assert path.read_text().splitlines()[1:4] == [
        "    function one(): number;",
        "    function two(): any;",
        "    function max(...args: any[]): void;",
    ]


def test_differences_name_what_is_absent(p):
    for name in ("add_context_menu_separator", "set_osr_mode", "center_window", "start_recording"):
        assert not hasattr(p, name)


def test_import_says_nothing(child):
    assert child("import Pytonium") == ""
