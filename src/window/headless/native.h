/* Windows of the headless backend, shared with the parts that tests play. All
 * of it belongs to the UI thread. */
#ifndef ORIEL_WINDOW_HEADLESS_NATIVE_H
#define ORIEL_WINDOW_HEADLESS_NATIVE_H

#include "window/headless/headless.h"
#include "window/headless/thread.h"

#define ORIEL__HEADLESS_SCHEMES_MAX 64

/* What a window has to tell its host in a turn of its own, as an engine would. */
enum oriel__due {
    ORIEL__DUE_LOAD = 1,
    ORIEL__DUE_GEOMETRY = 2,
    ORIEL__DUE_FULLSCREEN = 4,
    ORIEL__DUE_CLOSE = 8,
    ORIEL__DUE_POST = 16
};

struct oriel__reply {
    struct oriel_list link;
    char *text; /* malloc()ed by the host */
    size_t len;
};

struct oriel__native {
    struct oriel_list link;
    void *window;
    uint64_t serial; /* tells whether a window survived a call to its host */
    struct oriel__task turn;
    bool is_queued;
    unsigned due;

    char *script, **allow;
    char **history;
    size_t history_len, history_at;
    struct oriel__headless_look look;
    bool agrees;

    char *key; /* the document speaks the protocol */
    unsigned long doc;
    struct oriel_list replies;
};

struct oriel__headless {
    const struct oriel__host *host;
    struct oriel_list windows; /* oldest first */
    uint64_t last_serial;
    char *schemes[ORIEL__HEADLESS_SCHEMES_MAX];
    oriel__headless_script_cb script_hook;
    void *script_user;
};

extern struct oriel__headless oriel__headless;

/* Whether `native` is still the window that had `serial`; it may be gone. */
bool oriel__native_is_alive(const struct oriel__native *native, uint64_t serial);
void oriel__native_schedule(struct oriel__native *native, enum oriel__due due);
void oriel__native_request_close(struct oriel__native *native);
void oriel__native_end_document(struct oriel__native *native);
/* False: the host refused it. The window may be gone afterwards. */
bool oriel__native_post(struct oriel__native *native, const char *text, size_t len);
bool oriel__native_post_operations(struct oriel__native *native, const char *rest);

#endif
