/* A window from within. */
#ifndef ORIEL_WINDOW_WINDOW_H
#define ORIEL_WINDOW_WINDOW_H

#include <pthread.h>

#include <oriel/window.h>

#include "base/list.h"
#include "loop/host.h"
#include "session/session.h"
#include "window/backend.h"
#include "window/scheme.h"

#define ORIEL__OPEN_TIMEOUT_MS 10000
#define ORIEL__EVALUATE_TIMEOUT_MS 30000
#define ORIEL__CLOSE_ANSWER_MS 5000
#define ORIEL__SHUTDOWN_MS 2000
#define ORIEL__SIZE_MAX 16384

enum oriel__window_phase {
    ORIEL__WINDOW_NEW,
    ORIEL__WINDOW_OPENING,
    ORIEL__WINDOW_OPEN,
    ORIEL__WINDOW_CLOSED
};

/* The windows of an app. */
struct oriel__windows {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct oriel_list list; /* opening and open ones, a reference each */
    size_t count;
    uint64_t entered;                     /* how many ever were in the list */
    unsigned marks;                       /* tasks of ours that the UI thread has not come to yet */
    uint64_t wakeups, collapsed;          /* by pages of windows that are closed */
    unsigned close_answer_ms;             /* how long a close_requested callback may take; tests shorten it */
    const struct oriel__backend *backend; /* NULL before the first window */
    const char *backend_name;
};

void oriel__windows_init(struct oriel__windows *windows, const char *backend_name);
void oriel__windows_fini(struct oriel__windows *windows);
size_t oriel__windows_count(struct oriel__windows *windows);
/* Destroys all and waits until they are gone, and the UI thread holds nothing of
 * them; ETIMEDOUT when some are not. */
oriel_err_t oriel__windows_shutdown(struct oriel__windows *windows, int timeout_ms) ORIEL_MUST_CHECK;
/* The display is gone, and all windows with it. UI thread. */
void oriel__windows_lost(struct oriel__windows *windows);
/* A window that opens comes in, one that is over goes; any thread, UI thread. */
void oriel__windows_enter(oriel_window_t *window);
void oriel__windows_leave(oriel_window_t *window);
/* Adds up what all pages so far counted. */
void oriel__windows_stats(struct oriel__windows *windows, uint64_t *wakeups, uint64_t *collapsed);
/* The app's, by the app room. */
struct oriel__windows *oriel__app_windows(oriel_app_t *app);

/* The engine, loaded and started at the first call. Errors as of
 * oriel_window_show(). */
oriel_err_t oriel__engine_start(struct oriel__windows *windows, const struct oriel__backend **ret) ORIEL_MUST_CHECK;

/* The windows that the engine shows, NULL before the first or after the app. */
struct oriel__windows *oriel__engine_windows(void);
void oriel__engine_forget(struct oriel__windows *windows);

/* Callbacks and their user data, kept while one runs. */
struct oriel__events {
    _Atomic unsigned refs;
    struct oriel__task reap;
    struct oriel__inbox *inbox;
    oriel_window_events_t table;
    void *user;
    oriel_destroy_cb destroy;
};

struct oriel_window {
    _Atomic unsigned refs;
    struct oriel_list link; /* in oriel__windows */
    uint64_t number;        /* which it was to come in; under the list's lock */
    oriel_app_t *app;
    struct oriel__windows *windows;
    struct oriel__inbox *inbox;
    const struct oriel__backend *backend; /* set before it opens, then constant */
    oriel_session_t *session;
    struct oriel_page *page; /* NULL once it is over; changes under the mutex of `windows` */
    struct oriel__carrier carrier;
    struct oriel__schemes schemes;
    oriel_future_t *closed;

    pthread_mutex_t mutex; /* guards down to the next gap */
    enum oriel__window_phase phase;
    bool is_shown, is_fullscreen, is_maximized;
    int id, x, y, width, height;
    char *title, *url, *icon;
    char *own_title; /* the program's, shown while the page has none */
    struct oriel__events *events;
    struct oriel_list early; /* jobs that wait for the native window, without a reference to this one */
    oriel_future_t *opening; /* settles when it is open, or could not be */
    char **allow;            /* URL patterns and origins whose pages get the bridge; */
    char **origins;          /* NULL-terminated, of one length */
    size_t origin_count;
    unsigned close_asked; /* how often; an old timer then knows */
    bool close_is_asked;

    /* UI thread only */
    struct oriel__native *native;
    struct oriel_list evaluations; /* sent, and waiting for the page to be ready */
    struct oriel_list timers;      /* jobs that run later; the window does not live for them */
    bool is_ready;
    bool is_loading; /* a page was asked for */
    bool has_begun;  /* the document of the load under way asked for its seed */
    uint64_t next_token;
    uint64_t frames;          /* taken for the page: see script.c */
    uint64_t alarm, alarm_ns; /* the number of the timer that counts, and when it fires; 0: none is set */
    bool is_refused;          /* the document said something wrong: it takes no more frames */

    /* constant */
    bool frameless, resizable, devtools;
};

/* Work for the UI thread on one window. */
struct oriel__job {
    struct oriel_list link;
    oriel_window_t *window; /* a reference; NULL while it waits in one of the window's lists */
    oriel_window_t *owner;  /* a timer's, borrowed; NULL once the window is over */
    void (*run)(oriel_window_t *window, struct oriel__job *job);
    char *text, *text2;     /* freed with it */
    oriel_future_t *future; /* rejected with ECLOSED if the job cannot run */
    int a, b;
    uint64_t token;
};

/* A job without work yet; `text` and `text2` (may be NULL) are copied. */
oriel_err_t oriel__job_new(oriel_window_t *window, void (*run)(oriel_window_t *window, struct oriel__job *job),
                           const char *text, const char *text2, struct oriel__job **ret) ORIEL_MUST_CHECK;
void oriel__job_free(struct oriel__job *job);
/* Runs it on the UI thread, once the window is open, in the order of posting.
 * Takes the job. ECLOSED when the window is closed. */
oriel_err_t oriel__job_post(struct oriel__job *job) ORIEL_MUST_CHECK;
/* The same after some time, for a window that is open then. UI thread. */
oriel_err_t oriel__job_post_after(struct oriel__job *job, unsigned ms) ORIEL_MUST_CHECK;
/* The common case in one line. */
oriel_err_t oriel__window_do(oriel_window_t *window, void (*run)(oriel_window_t *window, struct oriel__job *job),
                             const char *text, const char *text2, int a, int b) ORIEL_MUST_CHECK;
/* The same with a future, which the job settles. */
oriel_err_t oriel__window_ask(oriel_window_t *window, void (*run)(oriel_window_t *window, struct oriel__job *job),
                              const char *text, int a, oriel_future_t **ret) ORIEL_MUST_CHECK;

/* ENOENT when the file cannot be read. */
oriel_err_t oriel__window_check_icon(const char *path) ORIEL_MUST_CHECK;

/* What window.c gives backends. */
extern const struct oriel__host oriel__window_host;
/* The closed event, and the closed future. */
void oriel__window_tell_closed(oriel_window_t *window);
/* oriel_window_destroy(); false when there was no memory to ask for it: the
 * window stays open. */
bool oriel__window_try_destroy(oriel_window_t *window);
/* Frees jobs that waited for it to open. */
void oriel__window_free_early(oriel_window_t *window);
/* Asks the close_requested callback; true: nobody wants to be asked. UI thread. */
bool oriel__window_ask_close(oriel_window_t *window);
/* The window is over for good: UI thread, or the one that failed to open it. */
void oriel__window_over(oriel_window_t *window);

/* events.c */
enum oriel__event {
    ORIEL__EVENT_TITLE,
    ORIEL__EVENT_ADDRESS,
    ORIEL__EVENT_FULLSCREEN,
    ORIEL__EVENT_LOADED,
    ORIEL__EVENT_LOAD_FAILED,
    ORIEL__EVENT_CLOSE_REQUESTED,
    ORIEL__EVENT_CLOSED,
    ORIEL__EVENT_CRASHED,
    ORIEL__EVENT_MENU
};
/* Tells the callbacks in dispatch; texts are copied. Any thread. */
void oriel__window_emit(oriel_window_t *window, enum oriel__event event, const char *text, const char *text2, bool on);
/* Whether someone wants to be asked before it closes. */
bool oriel__window_asks_close(oriel_window_t *window);
void oriel__events_unref(struct oriel__events *events);

/* script.c, UI thread: */
/* The page is ready: what waited runs. */
void oriel__window_set_ready(oriel_window_t *window);
/* A frame for the page was taken, and is about to be on its way. */
void oriel__window_frame_taken(oriel_window_t *window);
/* The page goes: what was sent to it will not answer. `all`: what waits for the
 * next page will not run either. */
void oriel__window_page_gone(oriel_window_t *window, const char *why, bool all);
void oriel__window_evaluated(oriel_window_t *window, uint64_t token, const struct oriel__evaluation *result);

/* origins.c */
/* Pages of the origin of `url` (a URL, "http://host:port" or "scheme:") get the
 * bridge from the next document on. */
oriel_err_t oriel__window_allow(oriel_window_t *window, const char *url) ORIEL_MUST_CHECK;
/* The page script with its configuration; oriel__free(). */
oriel_err_t oriel__window_dup_script(oriel_window_t *window, char **ret) ORIEL_MUST_CHECK;
/* Gives the backend script and patterns anew. UI thread. */
oriel_err_t oriel__window_update_script(oriel_window_t *window) ORIEL_MUST_CHECK;

#endif
