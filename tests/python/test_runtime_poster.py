"""The queue between threads and the runtime's loop: order, contexts, failures, sleep."""

import collections
import contextvars
import gc
import os
import select
import weakref

import pytest

from oriel import _native


@pytest.fixture
def queue():
    return collections.deque()


@pytest.fixture
def failures():
    return []


@pytest.fixture
def poster(queue, failures):
    poster = _native.Poster()
    poster.attach(queue, lambda *what: failures.append(what))
    yield poster
    poster.close()


def run(queue):
    while queue:
        queue.popleft()._run()


def test_posts_gather_in_batches(poster, queue):
    heard = []
    for i in range(100):
        poster.post(heard.append, i)
    assert len(queue) == 1
    assert not queue[0]._cancelled and queue[0]._callback is None
    run(queue)
    assert heard == list(range(100))


def test_order_with_what_else_is_in_the_queue(poster, queue):
    class Handle:
        def _run(self):
            heard.append("handle")

    heard = []
    poster.post(heard.append, 1)
    queue.append(Handle())
    poster.post(heard.append, 2)
    poster.post(heard.append, 3)
    assert len(queue) == 3
    run(queue)
    assert heard == [1, "handle", 2, 3]


def test_posts_while_a_batch_runs_come_later(poster, queue):
    heard = []

    def first():
        poster.post(heard.append, "later")
        heard.append("first")

    poster.post(first)
    poster.post(heard.append, "second")
    queue.popleft()._run()
    assert heard == ["first", "second"]
    run(queue)
    assert heard == ["first", "second", "later"]


def test_arguments(poster, queue):
    heard = []
    poster.post(lambda *args: heard.append(args))
    poster.post(lambda *args: heard.append(args), *range(50))
    poster.post(lambda *args: heard.append(args), None, [])
    run(queue)
    assert heard == [(), tuple(range(50)), (None, [])]


def test_each_has_the_context_of_its_caller(poster, queue):
    variable = contextvars.ContextVar("variable", default=0)
    heard = []

    def look():
        heard.append(variable.get())
        variable.set(99)

    for value in (1, 2):
        contextvars.copy_context().run(lambda: (variable.set(value), poster.post(look)))
    poster.post(look)
    run(queue)
    assert heard == [1, 2, 0] and variable.get() == 0


@pytest.mark.parametrize("args", [(), (3,), (None, 1)])
def test_what_cannot_be_called(poster, queue, args):
    with pytest.raises(TypeError, match="a function is needed, not"):
        poster.post(*args)
    assert not queue


def test_failures_do_not_stop_the_rest(poster, queue, failures):
    heard = []

    def fail(*args):
        raise LookupError(args)

    poster.post(heard.append, 1)
    poster.post(fail, 2, 3)
    poster.post(heard.append, 4)
    run(queue)
    assert heard == [1, 4]
    [(callback, args, context, exc)] = failures
    assert callback is fail and args == (2, 3) and isinstance(context, contextvars.Context)
    assert isinstance(exc, LookupError) and exc.__traceback__ is not None


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_turn_leaves_the_rest(poster, queue, failures, kind):
    def leave():
        raise kind

    heard = []
    poster.post(heard.append, 1)
    poster.post(leave)
    poster.post(heard.append, 2)
    with pytest.raises(kind):
        queue.popleft()._run()
    assert heard == [1] and len(queue) == 1
    poster.post(heard.append, 3)
    run(queue)
    assert heard == [1, 2, 3] and not failures


def test_a_handler_of_failures_that_fails(queue):
    poster = _native.Poster()
    poster.attach(queue, lambda: None)
    poster.post(lambda: 1 / 0)
    with pytest.raises(TypeError):
        queue.popleft()._run()
    poster.close()


def test_divert(poster, queue):
    heard = []
    poster.divert(lambda *what: heard.append(what))
    poster.post(print, 1)
    poster.divert(None)
    poster.post(heard.append, 2)
    run(queue)
    assert heard == [(print, 1), 2]


def test_a_cycle_is_collected():
    class Thing:
        pass

    thing = Thing()
    seen = weakref.ref(thing)
    thing.queue = collections.deque()
    thing.poster = _native.Poster()
    thing.poster.attach(thing.queue, print)
    thing.poster.post(print, thing)
    del thing
    gc.collect()
    assert seen() is None


def test_sleep(poster, queue):
    epoll = select.epoll()
    epoll.register(poster.fileno(), select.EPOLLIN | select.EPOLLET)
    reader, writer = os.pipe()
    epoll.register(reader, select.EPOLLIN)
    assert poster.wait(epoll.fileno(), 0) == []
    assert poster.wait(epoll.fileno(), 0.001) == []
    os.write(writer, b"x")
    assert poster.wait(epoll.fileno(), None) == [(reader, select.EPOLLIN)]
    os.read(reader, 1)
    poster.post(print)
    assert poster.wait(epoll.fileno(), None) == []  # something is posted: it does not sleep
    assert poster.wakeups == 0  # and nobody had to be woken
    for descriptor in (reader, writer):
        os.close(descriptor)
    epoll.close()


def test_bad_arguments(poster):
    with pytest.raises(TypeError):
        poster.wait(1)
    with pytest.raises(TypeError):
        poster.wait("1", None)
    with pytest.raises(TypeError):
        poster.wait(1, "soon")
    with pytest.raises(OSError):
        poster.wait(-7, 0)
    with pytest.raises(TypeError):
        poster.attach(1)
    with pytest.raises(TypeError):
        _native.Poster(1)
    with pytest.raises(SystemError):
        _native.Poster().post(print)  # not attached
    with pytest.raises(TypeError):
        _native.Batch()
    poster.close()
    poster.close()
    assert poster.fileno() == -1
