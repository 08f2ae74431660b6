/* The wall between windows and the engine that shows them. window.c is the
 * only consumer; webkit/ and headless/ are the implementers. */
#ifndef ORIEL_WINDOW_BACKEND_H
#define ORIEL_WINDOW_BACKEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <oriel/error.h>

#define ORIEL_BACKEND_ABI 2

struct oriel__native; /* a window as the backend knows it */

/* A file, or a generated text, that answers one request on a custom scheme. */
struct oriel__resource {
    int status;      /* 200, 206, 403, 404, 416 */
    int fd;          /* positioned at the first byte to send, close it; -1: `body` */
    char *body;      /* when fd is -1: malloc()ed, free() it; may be NULL */
    uint64_t length; /* bytes to send from fd or body */
    uint64_t total;  /* the whole file's size, for Content-Range */
    uint64_t offset; /* where `length` starts, for Content-Range */
    char mime[128];  /* "text/html; charset=utf-8" */
    bool has_range;  /* send Content-Range: bytes offset-(offset+length-1)/total, or "bytes *" with "/total" for 416 */
};

enum oriel__load {
    ORIEL__LOAD_STARTED,   /* the old document is on its way out */
    ORIEL__LOAD_COMMITTED, /* the new document has begun; its address is known */
    ORIEL__LOAD_FINISHED,  /* loaded, or replaced by the error page */
};

/* How the value of a script comes back. */
struct oriel__evaluation {
    oriel_err_t err;  /* ORIEL_OK, or ORIEL_ESCRIPT with name and text */
    const char *json; /* the value, NULL: undefined */
    size_t json_len;
    const char *name; /* "TypeError" */
    const char *text; /* the message, with line where known */
};

/* What the backend tells window.c. All run on the UI thread; `window` is what
 * create() was given. Strings are borrowed during the call. */
struct oriel__host {
    /* window.prompt() was called: true when the text is ours; then `*answer`
     * (malloc()ed, the backend frees it) is what prompt() returns. */
    bool (*prompt)(void *window, const char *message, char **answer);
    /* A string came through the script message handler "oriel". False: refuse
     * it (answer with an error). */
    bool (*message)(void *window, const char *text, size_t len);
    /* What is due to the page, malloc()ed, or false when nothing is. Called only
     * with a reply at hand to carry it. */
    bool (*take)(void *window, char **text, size_t *len);
    void (*load)(void *window, enum oriel__load phase, const char *url);
    /* A page could not be loaded; the backend has shown `host->error_page()`. */
    void (*load_failed)(void *window, const char *url, const char *text);
    /* Empty: the page has none, and the window shows its own. */
    void (*title_changed)(void *window, const char *title);
    void (*address_changed)(void *window, const char *url);
    void (*geometry_changed)(void *window, int x, int y, int width, int height);
    void (*fullscreen_changed)(void *window, bool fullscreen);
    void (*maximized_changed)(void *window, bool maximized);
    /* The user chose this item of the context menu. */
    void (*menu_chosen)(void *window, const char *id);
    /* The user asked for the window to go (frame button, window.close(), or
     * try_close() after beforeunload agreed). True: destroy it now; false: the
     * window stays until destroy(). */
    bool (*close_requested)(void *window);
    /* The native window is gone, for whatever reason; last call for it. */
    void (*closed)(void *window);
    /* The web process ended; the backend has begun to reload. */
    void (*crashed)(void *window, const char *reason);
    /* A request on one of the schemes. `range`: the Range header or NULL. */
    void (*resource)(void *window, const char *method, const char *url, const char *range, struct oriel__resource *ret);
    void (*evaluated)(void *window, uint64_t token, const struct oriel__evaluation *result);
    /* A plain page that says what could not be loaded and why; malloc()ed. */
    char *(*error_page)(const char *url, const char *text);
    void (*log)(oriel_log_level_t level, const char *text);
    /* The display connection broke. Never called twice. The backend then parks
     * its thread. */
    void (*display_lost)(void);
    /* Formats oriel_last_error() for the calling thread, returns `err`. */
    oriel_err_t (*fail)(oriel_err_t err, const char *text);
};

struct oriel__native_opts {
    const char *title;
    const char *icon; /* a file, or NULL */
    int width, height;
    bool frameless, resizable, devtools, hidden;
    const char *script;       /* runs at document start in top frames of `allow` only */
    const char *const *allow; /* URL patterns ("file:///...")), NULL-terminated */
    const char *related;      /* reserved, NULL */
};

struct oriel__backend {
    unsigned abi;
    const char *name;

    /* Starts the UI thread once per process and waits until it runs, 10 s at
     * most; later calls return ORIEL_OK at once. ENODISPLAY says what to do.
     * Any thread but the UI thread. */
    oriel_err_t (*start)(const struct oriel__host *host);
    /* Whether the caller is the UI thread. Any thread. */
    bool (*is_ui_thread)(void);
    /* Runs `fn(data)` on the UI thread, in the order of posting. Any thread,
     * after start(). After the display is lost nothing runs any more. */
    oriel_err_t (*post)(void (*fn)(void *data), void *data);
    /* The same after `ms`; the order among timers of one length is kept. */
    oriel_err_t (*after)(unsigned ms, void (*fn)(void *data), void *data);

    /* The rest: UI thread only. */
    oriel_err_t (*create)(void *window, const struct oriel__native_opts *opts, struct oriel__native **ret);
    /* Destroys the native window; host->closed() has been called on return and
     * `native` is gone. */
    void (*destroy)(struct oriel__native *native);
    /* Asks the page (beforeunload), then host->close_requested(). */
    void (*try_close)(struct oriel__native *native);
    /* Makes a scheme resolve through host->resource(); twice is fine. */
    oriel_err_t (*register_scheme)(const char *scheme);
    /* Replaces the patterns and script of create() for later documents. */
    void (*set_script)(struct oriel__native *native, const char *script, const char *const *allow);
    void (*show)(struct oriel__native *native);
    void (*load_url)(struct oriel__native *native, const char *url);
    void (*load_html)(struct oriel__native *native, const char *html, const char *base_url);
    void (*go)(struct oriel__native *native, int steps); /* -1 back, 1 forward, 0 reload */
    void (*execute)(struct oriel__native *native, const char *script);
    /* Runs a script: when it is an expression, a promise is awaited; otherwise
     * the value is that of its last statement. host->evaluated(token) follows,
     * unless the page goes first (window.c settles those). */
    void (*evaluate)(struct oriel__native *native, const char *script, uint64_t token);
    /* Something is due to the page: if a reply is at hand, take() and send. */
    void (*flush)(struct oriel__native *native);
    void (*set_title)(struct oriel__native *native, const char *title);
    void (*set_size)(struct oriel__native *native, int width, int height);
    void (*set_position)(struct oriel__native *native, int x, int y);
    oriel_err_t (*set_icon)(struct oriel__native *native, const char *path);
    void (*set_fullscreen)(struct oriel__native *native, bool on);
    void (*minimize)(struct oriel__native *native);
    void (*maximize)(struct oriel__native *native, bool on);
    /* The context menu's next item; both NULL: a line between items. */
    void (*add_menu_item)(struct oriel__native *native, const char *id, const char *label);
    void (*clear_menu)(struct oriel__native *native);
    /* A PNG of what the page shows, written to `path`; `done(ok, user)` follows. */
    void (*snapshot)(struct oriel__native *native, const char *path, void (*done)(oriel_err_t err, void *user),
                     void *user);
};

/* The symbol that oriel-webkit.so exports: `const struct oriel__backend
 * oriel_webkit_backend`. */
#define ORIEL_BACKEND_SYMBOL "oriel_webkit_backend"

#endif
