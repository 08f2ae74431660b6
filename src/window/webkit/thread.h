/* The UI thread: started once, never ended. It owns GLib's default context, GTK and WebKit. */
#ifndef ORIEL_WINDOW_WEBKIT_THREAD_H
#define ORIEL_WINDOW_WEBKIT_THREAD_H

#include <stdbool.h>

#include "window/backend.h"

/* What start() was given first; valid for the life of the process. */
extern const struct oriel__host *oriel__wk_host;

oriel_err_t oriel__wk_start(const struct oriel__host *host);
bool oriel__wk_is_ui_thread(void);
oriel_err_t oriel__wk_post(void (*fn)(void *data), void *data);
oriel_err_t oriel__wk_after(unsigned ms, void (*fn)(void *data), void *data);

/* Whether it was started, and whether it is not there yet. */
bool oriel__wk_has_thread(void);
bool oriel__wk_is_starting(void);

/* From now on posts are refused. */
void oriel__wk_thread_lost(void);

/* Logs through the host, printf style. */
void oriel__wk_log(oriel_log_level_t level, const char *format, ...) ORIEL_PRINTF(2, 3);
/* Sets the caller's last error through the host, returns `err`. */
oriel_err_t oriel__wk_fail(oriel_err_t err, const char *format, ...) ORIEL_PRINTF(2, 3);

#endif
