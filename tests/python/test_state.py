"""oriel.State, seen from Python."""

import gc
import logging
import threading
import weakref

import pytest

import oriel


@pytest.fixture
def state():
    return oriel.State()


def settle():
    """Deliver what waits for a dispatch."""
    while oriel.dispatch():
        pass


def test_get_set_remove(state):
    assert state.get("a", "b") is None
    assert state.get("a", "b", 7) == 7
    state.set("a", "b", None)
    assert state.get("a", "b", 7) is None
    state.set("a", "b", {"x": [1, True]})
    assert state.get("a", "b") == {"x": [1, True]}
    state.remove("a", "b")
    state.remove("a", "b")
    assert state.get("a", "b") is None


def test_what_is_read_is_a_copy(state):
    state.set("a", "b", [1])
    state.get("a", "b").append(2)
    assert state.get("a", "b") == [1]


def test_snapshot_update_revision(state):
    assert state.revision == 0
    assert state.snapshot() == {}
    state.update({"a": {"x": 1, "y": 2}, "b": {"z": 3}})
    assert state.snapshot() == {"a": {"x": 1, "y": 2}, "b": {"z": 3}}
    before = state.revision
    assert before == 3
    state.update({"a": {"x": 9}}, remove=[("b", "z")])
    assert state.snapshot("a") == {"x": 9, "y": 2}
    assert state.snapshot("b") == {}
    assert state.revision == before + 2


def test_update_is_all_or_nothing(state):
    state.set("a", "x", 1)
    with pytest.raises(TypeError):
        state.update({"a": {"x": 2, "y": {1}}})
    with pytest.raises(ValueError):
        state.update({"a": {"x": 2, "": 3}})
    assert state.snapshot() == {"a": {"x": 1}}


@pytest.mark.parametrize("name", ["", "\ud800", "nul\x00", "x" * 1025])
def test_bad_names(state, name):
    with pytest.raises(ValueError):
        state.set(name, "key", 1)
    with pytest.raises(ValueError):
        state.set("namespace", name, 1)
    assert state.snapshot() == {}


def test_wrong_types(state):
    with pytest.raises(TypeError, match="namespace must be str"):
        state.set(1, "key", 1)
    with pytest.raises(TypeError, match="key must be str"):
        state.get("namespace", 1)
    with pytest.raises(TypeError):
        state.subscribe(None)
    with pytest.raises(TypeError):
        state.subscribe(print, "namespace")
    with pytest.raises(ValueError, match="origin"):
        state.subscribe(print, origin="nowhere")
    with pytest.raises(TypeError, match=r"changes\['a'\] must be a mapping, not int"):
        state.update({"a": 1})
    with pytest.raises(TypeError, match="changes must be a mapping"):
        state.update([("a", "b", 1)])
    for pair in ("ab", ("a",), ("a", "b", "c")):
        with pytest.raises(TypeError, match="remove needs pairs"):
            state.update({}, remove=[pair])


def test_handlers_run_in_order(state):
    heard = []
    state.subscribe(lambda *change: heard.append((1, *change)), ["a"])
    state.subscribe(lambda *change: heard.append((2, *change)), ["a", "a", "b"])
    state.subscribe(lambda *change: heard.append((3, *change)))
    state.set("a", "x", 1)
    state.set("b", "y", [2])
    settle()
    assert heard == [
        (1, "a", "x", 1),
        (2, "a", "x", 1),
        (3, "a", "x", 1),
        (2, "b", "y", [2]),
        (3, "b", "y", [2]),
    ]


def test_equal_values_count(state):
    heard = []
    state.subscribe(lambda *change: heard.append(change))
    state.set("a", "x", 1)
    state.set("a", "x", 1)
    settle()
    assert len(heard) == 2


def test_nested_sets_append(state):
    heard = []

    def handler(namespace, key, value):
        heard.append(("begin", value))
        if value < 3:
            state.set("a", "x", value + 1)
        heard.append(("end", value))

    state.subscribe(handler)
    state.set("a", "x", 1)
    settle()
    assert [value for _, value in heard] == [1, 1, 2, 2, 3, 3]
    assert state.get("a", "x") == 3


def test_origin(state):
    heard = []
    state.subscribe(lambda *change: heard.append("page"), origin="page")
    state.subscribe(lambda *change: heard.append("program"), origin="program")
    state.set("a", "x", 1)
    settle()
    assert heard == ["program"]


def test_cancel(state):
    heard = []
    subscription = state.subscribe(lambda *change: heard.append(change))
    state.set("a", "x", 1)
    settle()
    subscription.cancel()
    subscription.cancel()
    state.set("a", "x", 2)
    settle()
    assert len(heard) == 1


def test_an_exception_is_logged_and_the_next_runs(state, caplog):
    heard = []

    def bad(namespace, key, value):
        raise KeyError("oh")

    state.subscribe(bad)
    state.subscribe(lambda *change: heard.append(change))
    with caplog.at_level(logging.ERROR, logger="oriel"):
        state.set("a", "x", 1)
        settle()
    assert heard == [("a", "x", 1)]
    (record,) = caplog.records
    assert record.name == "oriel" and record.levelno == logging.ERROR
    assert "KeyError" in record.exc_text or record.exc_info[0] is KeyError
    assert record.exc_info[2].tb_frame.f_code.co_name == "bad"


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_program_passes(state, kind):
    heard = []

    def bad(namespace, key, value):
        raise kind

    state.subscribe(bad)
    state.subscribe(lambda *change: heard.append(change))
    with pytest.raises(kind):
        state.set("a", "x", 1)
        settle()
    assert heard and state.get("a", "x") == 1


def test_handler_objects(state):
    class Handler:
        def __init__(self):
            self.heard = []

        def update_state(self, namespace, key, value):
            self.heard.append((namespace, key, value))

    handler = Handler()
    state.add_handler(handler, ["a"])
    state.set("a", "x", 1)
    state.set("b", "x", 1)
    settle()
    assert handler.heard == [("a", "x", 1)]


def test_an_object_without_update_state_is_ignored(state):
    with pytest.warns(UserWarning, match="update_state") as caught:
        assert state.add_handler(object(), ["a"]) is None
    assert caught[0].filename == __file__
    state.set("a", "x", 1)


def test_threads(state):
    """Handlers hear of every change in order, whoever makes it."""
    heard = []
    state.subscribe(lambda namespace, key, value: heard.append((key, value)))

    def work(name):
        for value in range(500):
            state.set("a", name, value)

    threads = [threading.Thread(target=work, args=(str(i),)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    settle()
    assert len(heard) == 8 * 500
    for i in range(8):
        assert [value for key, value in heard if key == str(i)] == list(range(500))
    assert state.revision == 8 * 500


def test_a_subscription_with_a_cycle_is_collected():
    state = oriel.State()

    class Handler:
        def update_state(self, namespace, key, value):
            pass

    handler = Handler()
    handler.state = state
    state.add_handler(handler)
    gone = weakref.ref(handler)
    del state, handler
    gc.collect()
    assert gone() is None


def test_subscriptions_live_as_long_as_the_state(state):
    heard = []
    state.subscribe(lambda *change: heard.append(change))
    gc.collect()
    state.set("a", "x", 1)
    settle()
    assert heard


def test_set_delivers_at_once_before_any_dispatch(child):
    code = """
import oriel
heard = []
state = oriel.State(app=oriel.app("headless"))
state.subscribe(lambda *change: heard.append(change))
state.set("a", "x", 1)
assert heard == [("a", "x", 1)]
"""
    child(code)


def test_set_delivers_at_once_in_dispatch(headless, state):
    heard = []
    state.subscribe(lambda *change: heard.append(change))

    def handler():
        state.set("a", "x", 1)
        assert heard == [("a", "x", 1)]
        heard.append("done")

    headless.post(handler)
    settle()
    assert heard[-1] == "done"


def test_set_delivers_at_once_on_the_thread_that_dispatches(state):
    """The plain loop: dispatch, set, dispatch, set."""
    heard = []
    state.subscribe(lambda *change: heard.append(change))
    settle()
    state.set("a", "x", 1)
    assert heard == [("a", "x", 1)]
