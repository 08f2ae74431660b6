/* Error codes, their names and texts, and the log sink. */
#ifndef ORIEL_ERROR_H
#define ORIEL_ERROR_H

#include <oriel/version.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One row an error: name, value, text, the Python exception it becomes, the
 * HTTP status it becomes. New rows go last; values never change. */
#define ORIEL_ERR_MAP(X)                                                                                               \
    X(EINVAL, -1, "invalid argument", "ValueError", 400)                                                               \
    X(ETYPE, -2, "wrong type", "TypeError", 400)                                                                       \
    X(ENOMEM, -3, "out of memory", "MemoryError", 500)                                                                 \
    X(ETOOBIG, -4, "over a limit", "ValueError", 413)                                                                  \
    X(ENOENT, -5, "not found", "LookupError", 404)                                                                     \
    X(EEXIST, -6, "exists already", "ValueError", 409)                                                                 \
    X(ECLOSED, -7, "closed", "oriel.ClosedError", 410)                                                                 \
    X(ECANCELED, -8, "canceled", "asyncio.CancelledError", 499)                                                        \
    X(ETIMEDOUT, -9, "timed out", "TimeoutError", 504)                                                                 \
    X(EBUSY, -10, "busy", "RuntimeError", 503)                                                                         \
    X(EPERM, -11, "not permitted", "PermissionError", 403)                                                             \
    X(EIO, -12, "input or output failed", "OSError", 500)                                                              \
    X(ESYNTAX, -13, "malformed JSON", "ValueError", 400)                                                               \
    X(EDEADLK, -14, "would wait for itself", "RuntimeError", 500)                                                      \
    X(ESCRIPT, -15, "the page's script failed", "oriel.ScriptError", 500)                                              \
    X(EHANDLER, -16, "the handler failed", "RuntimeError", 500)                                                        \
    X(ENODISPLAY, -17, "no display", "oriel.DisplayError", 503)                                                        \
    X(ENOENGINE, -18, "the web engine is missing", "oriel.DisplayError", 503)                                          \
    X(ERANGE, -19, "number out of range", "ValueError", 400)

/* What functions return: ORIEL_OK, a negative error, or, from call handlers
 * only, ORIEL_PENDING. */
typedef enum oriel_err {
    ORIEL_OK = 0,
#define ORIEL_ERR_ENUM(name, value, text, python, http) ORIEL_##name = (value),
    ORIEL_ERR_MAP(ORIEL_ERR_ENUM)
#undef ORIEL_ERR_ENUM
    ORIEL_PENDING = 1 /* a handler will finish later: oriel_call_done() */
} oriel_err_t;

/* The name of `err` without prefix ("EINVAL"), "OK", or "UNKNOWN". Static. */
ORIEL_API const char *oriel_err_name(oriel_err_t err);

/* The general text of `err` ("invalid argument"). Static, never NULL. */
ORIEL_API const char *oriel_err_text(oriel_err_t err);

/* The name of the Python exception that `err` becomes. Static, never NULL. */
ORIEL_API const char *oriel_err_python(oriel_err_t err);

/* The HTTP status that `err` becomes, 200 for ORIEL_OK. */
ORIEL_API int oriel_err_http(oriel_err_t err);

/* What exactly failed in the last call on this thread that returned an error:
 * "message 70000 bytes, limit 65536". Borrowed until the next failing call on
 * this thread; never NULL; empty before the first failure. Any thread.
 *
 *     if (oriel_window_new(app, &opts, &window) != ORIEL_OK)
 *         fprintf(stderr, "no window: %s\n", oriel_last_error());
 */
ORIEL_API const char *oriel_last_error(void);

typedef enum oriel_log_level {
    ORIEL_LOG_DEBUG,
    ORIEL_LOG_INFO,
    ORIEL_LOG_WARNING,
    ORIEL_LOG_ERROR
} oriel_log_level_t;

/* Receives one log line. `topic` is the room that speaks ("window"). May run
 * on any thread, the engine's included: it must be quick and must not call
 * into Oriel. */
typedef void (*oriel_log_cb)(oriel_log_level_t level, const char *topic, const char *text, void *user);

/* Sends log lines to `cb` instead of stderr; NULL restores stderr, which shows
 * warnings and errors. The library logs only what it survives of others'
 * misbehaviour, never tokens or message bodies. Any thread. */
ORIEL_API void oriel_set_log(oriel_log_cb cb, void *user);

#ifdef __cplusplus
}
#endif

#endif
