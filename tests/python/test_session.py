"""Exposing functions, without a page."""

import functools
import gc
import weakref

import pytest

import oriel


@pytest.fixture
def session():
    return oriel.Session()


def test_as_function_and_as_decorator(session):
    def plain(a):
        return a

    assert session.expose(plain) is plain
    assert session.expose(plain, "app") is plain
    assert session.expose("app")(plain) is plain
    assert session.expose("app", name="other")(plain) is plain
    assert session.expose(functools.partial(plain, 1), "app", name="partial")

    @session.expose
    def decorated():
        pass

    @session.expose("app", name="x")
    def named():
        pass

    for name, place in [
        ("plain", ""),
        ("plain", "app"),
        ("other", "app"),
        ("partial", "app"),
        ("decorated", ""),
        ("x", "app"),
    ]:
        session.withdraw(name, place)
        with pytest.raises(LookupError):
            session.withdraw(name, place)


def test_refusals(session):
    with pytest.raises(TypeError, match="callable"):
        session.expose(3)
    with pytest.raises(TypeError, match="name="):
        session.expose(functools.partial(print))
    with pytest.raises(ValueError):
        session.expose(print, "app", name="")
    with pytest.raises(ValueError):
        session.expose(print, "app", name="a\nb")
    with pytest.raises(ValueError):
        session.expose(print, "app", name="x" * 256)
    with pytest.raises(ValueError) as info:
        session.expose(print, "appState", name="getState")
    assert info.value.code == "EEXIST"


def test_public_methods_only(session):
    class Api:
        value = 3
        Kind = dict

        def __init__(self):
            self.attached = lambda: 1

        def run(self):
            pass

        @staticmethod
        def fixed():
            pass

        @classmethod
        def made(cls):
            pass

        def _private(self):
            pass

        @property
        def never(self):
            raise AssertionError("looked at")

    names = [name for name, _ in oriel.public_methods(Api())]
    assert names == ["attached", "fixed", "made", "run"]
    session.expose_object(Api(), "api")
    for name in names:
        session.withdraw(name, "api")
    with pytest.raises(LookupError):
        session.withdraw("_private", "api")


def test_state_is_its_own_or_shared():
    state = oriel.State()
    first, second = oriel.Session(state=state), oriel.Session(state=state)
    assert first.state is state and second.state is state
    other = oriel.Session()
    first.state.set("a", "b", 1)
    assert second.state.get("a", "b") == 1
    assert other.state.get("a", "b") is None
    assert other.page_count == 0


def test_order():
    for order in ("none", "session", "global"):
        oriel.Session(order=order)
    with pytest.raises(ValueError, match="order"):
        oriel.Session(order="some")


def test_a_handler_that_holds_its_session_is_collected():
    session = oriel.Session()

    class Token:
        pass

    token = Token()

    @session.expose("app")
    def handler():
        return session, token  # noqa: F821

    gone = weakref.ref(token)
    del session, handler, token
    gc.collect()
    assert gone() is None


def test_replacing_lets_go_of_the_old_function(session):
    class Token:
        def run(self):
            pass

    token = Token()
    session.expose(token.run, "app", name="f")
    gone = weakref.ref(token)
    del token
    session.expose(print, "app", name="f")
    gc.collect()
    assert gone() is None
