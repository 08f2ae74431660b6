/* A backend without engine: windows that load nothing, at once, on a thread of
 * their own. Tests play the part of page, user and engine. */
#ifndef ORIEL_WINDOW_HEADLESS_HEADLESS_H
#define ORIEL_WINDOW_HEADLESS_HEADLESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "window/backend.h"

extern const struct oriel__backend oriel__headless_backend;

/* What follows is for tests. All of it may be called from any thread: off the
 * UI thread it is posted and waited for. `window` is what create() was given,
 * or the native, or NULL for the newest window. Where there is no such window,
 * bools are false and pointers NULL. */

/* Waits until all that was posted before has run. */
void oriel__headless_sync(void);
/* Whether that window is there. */
bool oriel__headless_exists(const void *window);

/* A new document's script begins: asks prompt("oriel:KEY"), with the key that
 * the script's configuration holds ("key":"...") when `key` is NULL. False when
 * the document is not one of the allow list, or the host did not know the text.
 * `*seed` (may be NULL) is the answer, for free(). From then on the document
 * speaks the protocol: it keeps one post waiting. */
bool oriel__headless_document(const void *window, const char *key, char **seed);
/* window.prompt(message): false when the host did not take it. */
bool oriel__headless_prompt(const void *window, const char *message, char **answer);
/* Posts a text as it is. False: it was refused. */
bool oriel__headless_post(const void *window, const char *text, size_t len);
/* Posts `rest`, a JSON array of operations and the lines after it, as the
 * current document. */
bool oriel__headless_operations(const void *window, const char *rest);
/* The next answer to a post that says something, for free(); NULL when none
 * came for `timeout_ms`. Answers stay until their window goes. */
char *oriel__headless_reply(const void *window, int timeout_ms, size_t *len);

/* The frame's close button; true when the window went. */
bool oriel__headless_user_closes(const void *window);
/* What beforeunload says from now on; true, the default, lets the window go. */
void oriel__headless_set_agrees(const void *window, bool agrees);
/* The web process ends: posts go unanswered, the address is loaded again. */
void oriel__headless_crash(const void *window, const char *reason);
/* The page's address cannot be loaded. */
void oriel__headless_fail_load(const void *window, const char *text);
/* document.title = ...; history.pushState(...); the user moves the frame. */
void oriel__headless_set_page_title(const void *window, const char *title);
void oriel__headless_set_address(const void *window, const char *url);
void oriel__headless_move(const void *window, int x, int y, int width, int height);
/* The user chooses an item of the context menu; whether it is there is the
 * test's to look at. */
void oriel__headless_choose(const void *window, const char *id);
/* A request of the page; false when its scheme is not registered. */
bool oriel__headless_fetch(const void *window, const char *method, const char *url, const char *range,
                           struct oriel__resource *ret);

/* Plays the script engine: fills `ret` (its strings are borrowed until the next
 * call) for evaluate(), and hears of execute() with `ret` NULL. Without a hook
 * evaluate() fails with ESCRIPT. Runs on the UI thread. */
typedef void (*oriel__headless_script_cb)(void *window, const char *script, struct oriel__evaluation *ret, void *user);
void oriel__headless_set_script_hook(oriel__headless_script_cb cb, void *user);

/* What the window looks like. */
struct oriel__headless_look {
    char title[128], url[1024], icon[1024];
    int x, y, width, height;
    bool frameless, resizable, is_shown, is_minimized, is_maximized, is_fullscreen;
    char menu[1024];  /* "id=label ", and "- " for a line between items */
    unsigned waiting; /* posts without an answer */
    unsigned loads;   /* documents so far */
};
bool oriel__headless_look(const void *window, struct oriel__headless_look *ret);

/* The display goes: nothing runs any more, for good. */
void oriel__headless_lose_display(void);

#endif
