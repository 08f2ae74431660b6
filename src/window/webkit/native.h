/* A window of GTK's with one web view in it. All of this runs on the UI thread.
 *
 * Any call to the host may destroy the window. Whoever calls it and goes on
 * afterwards holds a reference, and looks at `closed` before touching more than
 * the struct. */
#ifndef ORIEL_WINDOW_WEBKIT_NATIVE_H
#define ORIEL_WINDOW_WEBKIT_NATIVE_H

#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

#include "window/backend.h"

#define ORIEL__WK_SLOTS 8 /* answers kept back; the page is promised no more */

/* An answer that we owe, and the context it must be made in: that of the
 * message. Strings of another one have crashed WebKit 2.50 after some thousand
 * answers. */
struct oriel__wk_slot {
    WebKitScriptMessageReply *reply;
    JSCContext *js;
};

struct oriel__native {
    bool closed;
    void *window; /* what the host knows it by */

    GtkWindow *frame;
    WebKitWebView *view;
    WebKitUserContentManager *content;
    WebKitUserScript *script; /* ours; NULL: none */
    GCancellable *canceled;   /* set off by destroy() */

    /* frame.c */
    char *title; /* shown while the page has none */
    bool is_resizable, is_fullscreen, is_maximized, has_geometry;
    int x, y, width, height; /* as last told */

    /* slots.c: answers owed to the page, oldest first */
    struct oriel__wk_slot slots[ORIEL__WK_SLOTS + 1];
    unsigned n_slots;
    bool has_answered; /* since the last script: see evaluate.c */

    /* menu.c */
    GPtrArray *menu;
    bool devtools;

    /* page.c */
    bool is_replaced;       /* an error page is on its way: its end counts, not the failed load's */
    bool asked_to_close;    /* the page has been asked, and not answered yet */
    char *html, *html_base; /* what load_html() shows, for reloads */
    bool html_is_due;       /* the next document is `html` */
    char *due;              /* what load_url() was asked for, until it begins or fails */
    bool blank_is_due;      /* about:blank was asked for, maybe before these */
    unsigned n_crashes;     /* in a row */
    gint64 last_crash;
};

/* native.c */
oriel_err_t oriel__wk_create(void *window, const struct oriel__native_opts *opts, struct oriel__native **ret);
void oriel__wk_destroy(struct oriel__native *native);
struct oriel__native *oriel__wk_ref(struct oriel__native *native);
void oriel__wk_unref(struct oriel__native *native);
/* The living native of `view`, borrowed, or NULL. */
struct oriel__native *oriel__wk_native_of(WebKitWebView *view);
/* Asks the host, and destroys the window if it agrees. */
void oriel__wk_request_close(struct oriel__native *native);

/* frame.c */
void oriel__wk_frame_init(struct oriel__native *native, const struct oriel__native_opts *opts);
void oriel__wk_show(struct oriel__native *native);
void oriel__wk_set_title(struct oriel__native *native, const char *title);
void oriel__wk_set_size(struct oriel__native *native, int width, int height);
void oriel__wk_set_position(struct oriel__native *native, int x, int y);
oriel_err_t oriel__wk_set_icon(struct oriel__native *native, const char *path);
void oriel__wk_set_fullscreen(struct oriel__native *native, bool on);
void oriel__wk_minimize(struct oriel__native *native);
void oriel__wk_maximize(struct oriel__native *native, bool on);

/* page.c */
void oriel__wk_page_init(struct oriel__native *native, const struct oriel__native_opts *opts);
void oriel__wk_page_fini(struct oriel__native *native);
void oriel__wk_set_script(struct oriel__native *native, const char *script, const char *const *allow);
void oriel__wk_load_url(struct oriel__native *native, const char *url);
void oriel__wk_load_html(struct oriel__native *native, const char *html, const char *base_url);
void oriel__wk_go(struct oriel__native *native, int steps);
void oriel__wk_try_close(struct oriel__native *native);

/* guard.c: what pages may not do */
void oriel__wk_guard_init(struct oriel__native *native);

/* menu.c */
void oriel__wk_menu_init(struct oriel__native *native);
void oriel__wk_menu_fini(struct oriel__native *native);
void oriel__wk_add_menu_item(struct oriel__native *native, const char *id, const char *label);
void oriel__wk_clear_menu(struct oriel__native *native);

/* allow.c */
/* `url` as it must be loaded for patterns to match it; the caller frees it. */
char *oriel__wk_url_normal(const char *url);
/* `pattern` as WebKit understands it; the caller frees it. */
char *oriel__wk_pattern_normal(const char *pattern);

/* slots.c */
void oriel__wk_slots_init(struct oriel__native *native);
/* The document they belong to is gone. */
void oriel__wk_slots_drop(struct oriel__native *native);
void oriel__wk_flush(struct oriel__native *native);

/* evaluate.c */
void oriel__wk_execute(struct oriel__native *native, const char *script);
void oriel__wk_evaluate(struct oriel__native *native, const char *script, uint64_t token);

/* snapshot.c */
void oriel__wk_snapshot(struct oriel__native *native, const char *path, void (*done)(oriel_err_t err, void *user),
                        void *user);

#endif
