/* Waiting for a descriptor on the thread that must hear of signals. */
#include "native.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

double deadline_after(double seconds)
{
    return now() + seconds;
}

/* signal.set_wakeup_fd(fd): what was set before, or -2 when this is not the thread that hears of signals. It runs no
 * Python code, so no signal's exception can be lost here. */
static int set_wakeup_fd(mod_state *st, int fd)
{
    PyObject *previous = PyObject_CallFunction(st->set_wakeup_fd, "i", fd);
    long result = previous ? PyLong_AsLong(previous) : -2;
    Py_XDECREF(previous);
    PyErr_Clear();
    return (int)result;
}

/* Now, not in the first wait: an import runs Python, and so may a signal's handler meanwhile. */
int find_set_wakeup_fd(mod_state *st)
{
    PyObject *module = PyImport_ImportModule("_signal");
    st->set_wakeup_fd = module ? PyObject_GetAttrString(module, "set_wakeup_fd") : NULL;
    Py_XDECREF(module);
    return st->set_wakeup_fd ? 0 : -1;
}

/* While Python's main thread waits, its signal handler writes to a pipe of ours: poll() alone would miss a signal that
 * comes between the last look and the wait, or that the kernel gives to another thread. */
static bool begin_signals(mod_state *st, int *previous)
{
    if (getpid() != gettid())
        return false;
    if (!st->has_signal_pipe && pipe2(st->signal_pipe, O_CLOEXEC | O_NONBLOCK) < 0)
        return false;
    st->has_signal_pipe = true;
    *previous = set_wakeup_fd(st, st->signal_pipe[1]);
    return *previous != -2;
}

/* Passes on what was meant for whoever asked for wake-ups before us. */
static void drain_signals(const mod_state *st, int previous)
{
    char bytes[64];
    ssize_t n = read(st->signal_pipe[0], bytes, sizeof(bytes));
    if (n > 0 && previous >= 0 && write(previous, bytes, (size_t)n) < 0)
        return; /* it is full: they will look anyway */
}

void close_signal_pipe(mod_state *st)
{
    if (st->has_signal_pipe) {
        close(st->signal_pipe[0]);
        close(st->signal_pipe[1]);
    }
    st->has_signal_pipe = false;
}

/* One poll(): 1 readable, 0 not, -1 an exception. */
static int wait_once(struct pollfd fds[2], int ms)
{
    int ready, reason;
    Py_BEGIN_ALLOW_THREADS;
    ready = poll(fds, 2, ms);
    reason = errno;
    Py_END_ALLOW_THREADS;
    if (ready < 0 && reason != EINTR) {
        errno = reason;
        PyErr_SetFromErrno(PyExc_OSError);
        return -1;
    }
    if (PyErr_CheckSignals() < 0)
        return -1;
    return ready > 0 && fds[0].revents;
}

int wait_readable(mod_state *st, int fd, double deadline)
{
    int previous = -1;
    bool heard = begin_signals(st, &previous);
    struct pollfd fds[2] = { { fd, POLLIN, 0 }, { heard ? st->signal_pipe[0] : -1, POLLIN, 0 } };
    /* A signal may have come before the pipe was there. */
    int result = PyErr_CheckSignals() < 0 ? -1 : 0;
    while (result == 0) {
        int left = -1;
        if (deadline >= 0) {
            double seconds = deadline - now();
            if (seconds <= 0)
                break;
            left = seconds > 1e6 ? 1000000000 : (int)(seconds * 1e3) + 1;
        }
        result = wait_once(fds, left);
        if (heard && fds[1].revents)
            drain_signals(st, previous);
    }
    if (heard) {
        /* An exception that is set must live through the call. */
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        set_wakeup_fd(st, previous);
        PyErr_Restore(type, value, traceback);
        drain_signals(st, previous);
    }
    return result;
}
