/* Windows: a native frame with one page. Since 0.1. All functions: any thread;
 * getters answer from a copy, setters write it at once and act soon. In a forked
 * child, which has no engine, what is asked of a window fails with EPERM. */
#ifndef ORIEL_WINDOW_H
#define ORIEL_WINDOW_H

#include <oriel/session.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct oriel_window oriel_window_t;

/* What happens to a window. All run in oriel_app_dispatch(); any may be NULL. */
typedef struct oriel_window_events {
    size_t struct_size;
    void (*title_changed)(oriel_window_t *window, const char *title, void *user);
    void (*address_changed)(oriel_window_t *window, const char *url, void *user);
    void (*fullscreen_changed)(oriel_window_t *window, bool fullscreen, void *user);
    /* The page of `url` is loaded; it may be the load-error page. */
    void (*loaded)(oriel_window_t *window, const char *url, void *user);
    void (*load_failed)(oriel_window_t *window, const char *url, const char *text, void *user);
    /* The user wants to close it. Answer with oriel_window_answer_close(), now
     * or later; after 5 s without an answer it closes. Without this callback it
     * closes at once. */
    void (*close_requested)(oriel_window_t *window, void *user);
    void (*closed)(oriel_window_t *window, void *user);
    /* The page's process died; it is being loaded anew. */
    void (*crashed)(oriel_window_t *window, const char *reason, void *user);
    /* The user chose that item of the context menu. */
    void (*menu_chosen)(oriel_window_t *window, const char *id, void *user);
} oriel_window_events_t;

#define ORIEL_WINDOW_EVENTS_INIT                                                                                       \
    {                                                                                                                  \
        sizeof(oriel_window_events_t), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL                            \
    }

typedef struct oriel_window_opts {
    size_t struct_size;
    const char *url;          /* URL, or path of a file, or ORIEL_WIDGETS_URL; NULL: empty */
    const char *title;        /* until the page has one; NULL: none */
    const char *icon;         /* image file; NULL: none */
    int width, height;        /* of the page's area in pixels, 1 to 16384; default 800 by 600 */
    bool frameless;           /* default false */
    bool resizable;           /* default true */
    bool devtools;            /* inspector, and the engine's context menu; default false */
    bool hidden;              /* not shown before oriel_window_show(); default false */
    oriel_session_t *session; /* borrowed; NULL: one of its own */
    /* Further origins whose pages get bindings and state beside the schemes
     * that the window serves and the file it was given: "http://127.0.0.1:8000".
     * NULL-terminated, copied. */
    const char *const *origins;
} oriel_window_opts_t;

#define ORIEL_WINDOW_OPTS_INIT                                                                                         \
    {                                                                                                                  \
        sizeof(oriel_window_opts_t), NULL, NULL, NULL, 800, 600, false, true, false, false, NULL, NULL                 \
    }

/* The page that draws the widgets of the window's session (widget.h); its files
 * are in the library, and no port is open. */
#define ORIEL_WIDGETS_URL "oriel://widgets/"

/* Makes a window. It is opened by oriel_window_show() or, with
 * oriel_window_open(), hidden; until then schemes, bindings and state can be
 * set up. `*ret`: one reference; an open window holds one itself until it is
 * closed. Errors: EINVAL (size, url), ENOENT (file, icon), ENOMEM. */
ORIEL_API oriel_err_t oriel_window_new(oriel_app_t *app, const oriel_window_opts_t *opts,
                                       oriel_window_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_window_t *oriel_window_ref(oriel_window_t *window);
ORIEL_API oriel_window_t *oriel_window_unref(oriel_window_t *window);

/* Opens it, if it is not yet, and shows it, also when it was minimized. The first window of a process loads
 * the engine. Returns when the native window exists, 10 s at most.
 * Errors: ENODISPLAY, ENOENGINE (the text names the package to install),
 * ETIMEDOUT, ECLOSED (it was closed before), EDEADLK (the UI thread). */
ORIEL_API oriel_err_t oriel_window_show(oriel_window_t *window) ORIEL_MUST_CHECK;
/* Opens it without showing it: its page runs. */
ORIEL_API oriel_err_t oriel_window_open(oriel_window_t *window) ORIEL_MUST_CHECK;

/* Serves the files of folder `root` as `scheme://...` to this window's pages,
 * whose origins get bindings and state. Before or after opening (then for later
 * loads). Errors: EINVAL (scheme), ENOENT (root), ENOMEM. */
ORIEL_API oriel_err_t oriel_window_serve(oriel_window_t *window, const char *scheme, const char *root) ORIEL_MUST_CHECK;
/* The type sent for files that end in `extension` ("glb" or ".glb"). */
ORIEL_API oriel_err_t oriel_window_add_mime_type(oriel_window_t *window, const char *extension,
                                                 const char *type) ORIEL_MUST_CHECK;

/* Callbacks; replaces earlier ones (NULL: none). `destroy` frees `user` when
 * replaced or at the end. */
ORIEL_API oriel_err_t oriel_window_set_events(oriel_window_t *window, const oriel_window_events_t *events, void *user,
                                              oriel_destroy_cb destroy) ORIEL_MUST_CHECK;

/* A number of its own in this process, from 1; 0 before it was opened. */
ORIEL_API int oriel_window_get_id(oriel_window_t *window);
ORIEL_API bool oriel_window_is_open(oriel_window_t *window);
/* Borrowed until the last unref. */
ORIEL_API oriel_session_t *oriel_window_get_session(oriel_window_t *window);
ORIEL_API oriel_app_t *oriel_window_get_app(oriel_window_t *window);
/* Resolved with null once the window is closed; a new reference. */
ORIEL_API oriel_err_t oriel_window_dup_closed(oriel_window_t *window, oriel_future_t **ret) ORIEL_MUST_CHECK;

/* Asks the page (beforeunload), then the close_requested callback, then closes. */
ORIEL_API oriel_err_t oriel_window_close(oriel_window_t *window);
ORIEL_API void oriel_window_answer_close(oriel_window_t *window, bool close);
/* Closes without asking. oriel_window_is_open() is false when it returns. */
ORIEL_API void oriel_window_destroy(oriel_window_t *window);

/* Loads another page; a path is made a file URL. Errors: EINVAL, ENOENT, ECLOSED. */
ORIEL_API oriel_err_t oriel_window_load_url(oriel_window_t *window, const char *url) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_window_load_html(oriel_window_t *window, const char *html,
                                             const char *base_url) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_window_reload(oriel_window_t *window);
ORIEL_API oriel_err_t oriel_window_go_back(oriel_window_t *window);
ORIEL_API oriel_err_t oriel_window_go_forward(oriel_window_t *window);

/* Runs `script` in the page, once it is loaded; its errors go to the page's
 * console only. */
ORIEL_API oriel_err_t oriel_window_execute(oriel_window_t *window, const char *script) ORIEL_MUST_CHECK;
/* The same, and the future gets the value: of an expression (a promise is
 * awaited), or of the script's last statement. It is what JSON.stringify() makes of
 * it: undefined, functions and NaN are null. Rejects with
 * ESCRIPT (the page's exception, or a value without JSON), ECLOSED when the window
 * closes or the page navigates first, ETIMEDOUT after `timeout_ms` (0: 30 s,
 * negative: never), also when the window was not opened by then. `*ret`: one
 * reference. */
ORIEL_API oriel_err_t oriel_window_evaluate(oriel_window_t *window, const char *script, int timeout_ms,
                                            oriel_future_t **ret) ORIEL_MUST_CHECK;

/* The title: shown until the page has one, and while a page has none. */
ORIEL_API oriel_err_t oriel_window_set_title(oriel_window_t *window, const char *title) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_window_set_size(oriel_window_t *window, int width, int height) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_window_set_position(oriel_window_t *window, int x, int y) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_window_set_icon(oriel_window_t *window, const char *path) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_window_set_fullscreen(oriel_window_t *window, bool on);
ORIEL_API oriel_err_t oriel_window_minimize(oriel_window_t *window);
ORIEL_API oriel_err_t oriel_window_maximize(oriel_window_t *window, bool on);
/* The context menu of its pages, which has the items added so far, in order;
 * without any there is none (but with `devtools`, where they stand below the
 * engine's). Choosing one calls menu_chosen with its `id`. `id` and `label` both
 * NULL: a line between items. Copied. Errors: EINVAL, ENOMEM, ECLOSED.
 *
 *     err = oriel_window_add_menu_item(window, "save", "Save as ..."); */
ORIEL_API oriel_err_t oriel_window_add_menu_item(oriel_window_t *window, const char *id,
                                                 const char *label) ORIEL_MUST_CHECK;
/* Takes all items away; others may follow. */
ORIEL_API oriel_err_t oriel_window_clear_menu(oriel_window_t *window);
/* Copies; the caller frees them with oriel_free(). NULL when out of memory. The
 * title is what the window shows, the page's or its own. */
ORIEL_API char *oriel_window_dup_title(oriel_window_t *window);
ORIEL_API char *oriel_window_dup_url(oriel_window_t *window);
ORIEL_API void oriel_window_get_size(oriel_window_t *window, int *width, int *height);
ORIEL_API void oriel_window_get_position(oriel_window_t *window, int *x, int *y);
ORIEL_API bool oriel_window_is_fullscreen(oriel_window_t *window);
ORIEL_API bool oriel_window_is_maximized(oriel_window_t *window);

/* Writes what the page shows to `path` as PNG; resolved with null. */
ORIEL_API oriel_err_t oriel_window_snapshot(oriel_window_t *window, const char *path,
                                            oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Waits until the UI thread has done all that was asked so far, 10 s at most. */
ORIEL_API oriel_err_t oriel_window_sync(oriel_window_t *window) ORIEL_MUST_CHECK;

#ifdef __cplusplus
}
#endif

#endif
